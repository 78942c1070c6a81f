"""Seams that many rows share move together, or not at all."""

from collections.abc import Sequence

from fachwerk.reference.typefaces import typeface
from fachwerk.rows.dump.lines import Gap, Printed, printed
from fachwerk.rows.dump.model import Column, Fragment
from fachwerk.rows.dump.seams import better_seams
from fachwerk.rows.dump.shapes import Shape

NAMES = (Column("Träger", Shape.WORDS, 3), Column("Ort", Shape.WORDS, 1))
BODIES = ("Stadtwerke Erlau", "Verein Ankommen", "Kammer Mulmetal", "Werkstatt Wenzel", "Landratsamt Nordhain")


def cut_at(texts: Sequence[str], seams: Sequence[int]) -> tuple[list[Printed], list[Fragment]]:
    lines = [printed(number, 1, text, Gap.NONE, typeface("arial")) for number, text in enumerate(texts, 1)]
    fragments = []
    for number, (line, seam) in enumerate(zip(lines, seams, strict=True)):
        fragments += [
            Fragment(number, 0, seam, 0, True, True),
            Fragment(number, seam, len(line.words), 1, True, True),
        ]
    return lines, fragments


def cells(lines: Sequence[Printed], fragments: Sequence[Fragment]) -> list[str]:
    return [lines[part.line].part(part.first, part.last) for part in fragments]


def test_a_place_of_two_words_that_was_cut_in_every_row_comes_together() -> None:
    texts = [f"{body} Bad Erlenau" for body in BODIES] + [f"{body} Lengenau" for body in BODIES]
    lines, fragments = cut_at(texts, [3] * 5 + [2] * 5)
    moved = cells(lines, better_seams(fragments, lines, NAMES))
    assert moved[1:10:2] == ["Bad Erlenau"] * 5
    assert moved[0::2] == [*BODIES, *BODIES]


def test_seams_that_are_right_stay() -> None:
    lines, fragments = cut_at([f"{body} Erlau" for body in BODIES], [2] * 5)
    assert better_seams(fragments, lines, NAMES) == tuple(fragments)


def test_no_word_is_lost_or_moves_out_of_its_line() -> None:
    texts = [f"{body} Bad Erlenau am See" for body in BODIES]
    lines, fragments = cut_at(texts, [4, 3, 2, 5, 1])
    moved = better_seams(fragments, lines, NAMES)
    assert [(part.line, part.column) for part in moved] == [(part.line, part.column) for part in fragments]
    assert [" ".join(pair) for pair in zip(*[iter(cells(lines, moved))] * 2, strict=True)] == texts


def test_a_column_of_sentences_takes_no_part() -> None:
    columns = (Column("Titel", Shape.WORDS, 6), Column("Beschreibung", Shape.WORDS, 40))
    lines, fragments = cut_at([f"{body} Bad Erlenau" for body in BODIES], [3] * 5)
    assert better_seams(fragments, lines, columns) == tuple(fragments)


def test_words_printed_without_a_blank_are_not_parted() -> None:
    texts = [f"{body} BadErlenau" for body in BODIES]
    lines, fragments = cut_at(texts, [2] * 5)
    assert lines[0].glued[3]
    assert all(part.first != 3 for part in better_seams(fragments, lines, NAMES))
