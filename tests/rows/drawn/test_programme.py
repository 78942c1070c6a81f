"""The cheapest cut of lines: shortcuts change what it takes to find it, not what is found."""

from __future__ import annotations

import pytest

from fachwerk.rows.drawn.strips import Strip
from fachwerk.rows.drawn.unruled import ALIGNMENTS, Body, Lined, Setting, costs_below, learn, rows_of

LINES = [
    "Stadt Zwickau|Messe für Ausbildung und|2012",
    "|Studium in der Stadthalle|",
    "Volkshochschule|Umbau|2013",
    "Vogtland||",
    "Amt Burg|Beratung|2014",
    "|Kurse für Rückkehrer,|",
    "Kreis Görlitz|die eine Stelle suchen|2015",
    "|oder gründen|",
]


def lines(texts: list[str]) -> list[Lined]:
    """Printed lines, 12 points apart, their columns parted by bars."""
    found = []
    for number, text in enumerate(texts, 1):
        cells = {k: cell for k, cell in enumerate(text.split("|")) if cell}
        strips = {
            k: Strip(cell, 200.0 * k, 200.0 * k + 5.0 * len(cell), 12.0 * number, 10.0, 1, number, ())
            for k, cell in cells.items()
        }
        found.append(Lined(12.0 * number, strips))
    return found


def setting(alignment: str) -> Setting:
    return Setting(
        3, (False, False, True), (1.0, 0.9, 1.0), 12.0, alignment, None, (0.3, 0.5, 0.02),
        ((0.0, 120.0), (200.0, 330.0), (400.0, 420.0)),
    )  # fmt: skip


@pytest.mark.parametrize("alignment", ALIGNMENTS)
def test_lines_below_a_heading_cost_what_they_cost_as_a_page(alignment: str) -> None:
    page, usual = lines(LINES), setting(alignment)
    alone = [rows_of(Body(page[first:], (), usual), usual)[0] for first in range(5)]
    assert costs_below(Body(page, (), usual), usual, 4) == pytest.approx(alone)


def test_a_line_drawn_between_two_lines_parts_them() -> None:
    page, usual = lines(LINES), setting("top")
    assert rows_of(Body(page, (), usual), usual)[1] == [(0, 1), (2, 3), (4, 5), (6, 7)]
    assert rows_of(Body(page, (12.0 * 5 + 3.0,), usual), usual)[1] == [(0, 1), (2, 3), (4, 4), (5, 5), (6, 7)]


def test_the_alignment_is_learnt_that_makes_rows_cheapest() -> None:
    page = lines([*LINES[:4], *LINES[:4]] * 3)
    assert learn([(page, ())] * 3, 3).alignment == "top"
    assert rows_of(Body([], (), setting("top")), setting("top")) == (0.0, [])
