"""Whole dumps: the sample list against its truth, and nothing lost or doubled whatever is read."""

import json
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from fachwerk.errors import NoTable
from fachwerk.records import Dump, Furniture, Head, Line, Part, Piece, Row
from fachwerk.rows.dump import cut
from fachwerk.text import blind

SAMPLES = Path(__file__).parents[3] / "samples"


def dump_of(text: str) -> Dump:
    return Dump(tuple(Line(number, 1, line) for number, line in enumerate(text.split("\n"), 1)), 1)


def sample() -> Dump:
    return dump_of((SAMPLES / "fachkraefteprojekte.txt").read_text("utf-8"))


@cache
def sample_parts() -> tuple[Part, ...]:
    return tuple(cut(sample()))


def letters(dump: Dump) -> Counter[str]:
    return Counter(character for line in dump.lines for character in blind(line.text))


def letters_of(parts: Iterable[Part]) -> Counter[str]:
    pieces: list[Piece] = []
    for part in parts:
        pieces += [piece for cell in part.cells for piece in cell.pieces] if isinstance(part, Row) else part.pieces
    return Counter(character for piece in pieces for character in blind(piece.text))


def test_the_sample_dump_gives_the_rows_it_was_made_from() -> None:
    truth = [json.loads(line) for line in (SAMPLES / "fachkraefteprojekte.truth.jsonl").read_text("utf-8").splitlines()]
    rows = [part for part in sample_parts() if isinstance(part, Row)]
    assert len(rows) == len(truth)
    fields = ("sponsor", "place", "region", "item", "kind", "title", "description")
    wrong = [
        (row.number, field)
        for row, wanted in zip(rows, truth, strict=True)
        for field, cell in zip(fields, [row.cells[place] for place in (0, 1, 2, 3, 4, 7, 8)], strict=True)
        if (cell.printed or None) != wanted[field]
    ]
    # A title that goes on over a page end beside nothing else is taken for the next cell: one row of 53.
    assert len({row for row, _ in wrong}) <= 1


def test_every_letter_of_the_sample_dump_is_in_exactly_one_piece() -> None:
    assert letters_of(sample_parts()) == letters(sample())


def test_pieces_of_furniture_name_the_lines_they_stand_on() -> None:
    lines = sample().lines
    for part in sample_parts():
        if isinstance(part, Head | Furniture):
            assert all(blind(piece.text) == blind(lines[piece.line - 1].text) for piece in part.pieces)


def test_half_a_dump_still_accounts_for_every_letter_it_holds_or_leaves_it_open() -> None:
    dump = sample()
    half = Dump(dump.lines[: len(dump.lines) // 2], 1)
    parts = list(cut(half))
    assert letters_of(parts) <= letters(half)
    rows = [part for part in parts if isinstance(part, Row)]
    assert 20 <= len(rows) <= 30


def test_a_text_without_a_heading_is_refused_with_advice() -> None:
    with pytest.raises(NoTable, match="no heading"):
        list(cut(dump_of("Das ist ein Brief.\n\nEr hat keine Tabelle.\n")))


def test_a_lone_amount_of_two_columns_carries_its_doubt() -> None:
    head = "Name des Begünstigten Bezeichnung des Vorhabens Jahr der Bewilligung Gewährte Beträge Gezahlte Beträge"
    names = ("Werkstatt Erlau GmbH", "Verein Oberfelde e.V.", "Stadtwerke Mulmetal AG")
    rows = [f"{names[n % 3]} Neubau der Halle {n} 2012 {n + 1}.250,00 {n + 1}.000,00" for n in range(12)]
    rows.append("Werkstatt Erlau GmbH Umbau der Halle 13 2013 9.999,00")
    found = [part for part in cut(dump_of("\n".join([head, "", *rows]))) if isinstance(part, Row)]
    assert [row.cells[3].printed for row in found][-1] == "9.999,00"
    assert [bool(row.notes) for row in found] == [False] * 12 + [True]


def test_a_dump_whose_lines_do_not_stand_row_by_row_is_refused() -> None:
    names = [f"Werkstatt Erlau {n} GmbH" for n in range(20)]
    titles = [f"Neubau der Halle {n}" for n in range(20)]
    amounts = [f"{n + 1}.250,00" for n in range(5)]
    head = "Name des Begünstigten Bezeichnung des Vorhabens Gewährte Beträge"
    with pytest.raises(NoTable, match="do not stand row by row"):
        list(cut(dump_of("\n".join([head, *names, *titles, *amounts]))))
