"""How a printed line ended is told from real widths: cut words, wrapped lines, typed line breaks."""

from __future__ import annotations

import pytest

from fachwerk.records import Run
from fachwerk.reference.typefaces import typeface
from fachwerk.rows.drawn.cells import NO_WORDS, Vocabulary, cell_of, joined, would_fit
from fachwerk.rows.drawn.strips import Strip

SIZE = 10.0


def lines(*texts: str, left: float = 100.0) -> list[Strip]:
    """Lines of Arial, one below the other."""
    found = []
    for number, text in enumerate(texts, 1):
        right = left + SIZE * typeface("arial").width(text)
        run = Run(text, left, number * 12 - 9, right, number * 12 + 2, number * 12, SIZE, number)
        found.append(Strip(text, left, right, run.baseline, SIZE, 1, number, (run,)))
    return found


def width_of(text: str) -> float:
    return SIZE * typeface("arial").width(text)


@pytest.mark.parametrize(
    ("texts", "fitting", "text"),
    [
        (("Arbeitsmarktintegr", "ation"), "Arbeitsmarktintegra", "Arbeitsmarktintegration"),
        (("Fachkräftekampagnen", ", -veranstaltungen"), "Fachkräftekampagnen", "Fachkräftekampagnen, -veranstaltungen"),
        (("Messe und Em", "ployer-Branding"), "Messe und Emp", "Messe und Employer-Branding"),
        (
            ("Kreisentwicklungsgesellschaft", "mbH"),
            "Kreisentwicklungsgesellschaft",
            "Kreisentwicklungsgesellschaft mbH",
        ),
        (("Berufsorientierungstage", "2022"), "Berufsorientierungstage", "Berufsorientierungstage 2022"),
        (("Wirtschaftsförderung", "Sachsen"), "Wirtschaftsförderung", "Wirtschaftsförderung Sachsen"),
        (("Beratung", "und Messe"), "Beratung und", "Beratung und Messe"),
        (("Durchführungs-", "ort"), "Durchführungs-", "Durchführungsort"),
    ],
)
def test_lines_are_joined_by_what_would_have_fitted(texts: tuple[str, ...], fitting: str, text: str) -> None:
    width = width_of(fitting) - 0.5 if fitting != texts[0] else width_of(fitting) + 1
    assert joined(lines(*texts), 100, 100 + width) == text


def test_a_word_of_the_list_is_no_rest_of_another() -> None:
    cut = lines("Berufsorientierungstage", "im Erlenkreis")
    assert joined(cut, 100, cut[0].right + 1, Vocabulary.of(["im"])) == "Berufsorientierungstage im Erlenkreis"


def test_lines_set_flush_right_are_measured_by_their_width() -> None:
    short = [strip._replace(left=strip.left + 80, right=strip.right + 80) for strip in lines("Beträge", "gezahlt")]
    assert joined(short, 100, short[0].right) == "Beträge gezahlt"


def test_a_word_fits_where_room_is_left_for_it() -> None:
    above, below = lines("Umbau", "und Ausstattung des Hauses")
    assert would_fit(above, below, width_of("Umbau und") + 10)
    assert not would_fit(above, below, width_of("Umbau un"))


def test_an_empty_cell_prints_nothing() -> None:
    assert cell_of([], 0, 100, NO_WORDS).printed is None


def test_a_cell_keeps_its_printed_lines_as_pieces() -> None:
    cell = cell_of(lines("Lern-", "und Lehrorte"), 100, 180, NO_WORDS)
    assert cell.printed == "Lern- und Lehrorte"
    assert [(piece.line, piece.text) for piece in cell.pieces] == [(1, "Lern-"), (2, "und Lehrorte")]
