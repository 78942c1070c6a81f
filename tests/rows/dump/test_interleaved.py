"""Dumps in LibreOffice's order: the cells of one line first, page by page, and all longer ones after them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from fachwerk.reference.typefaces import typeface
from fachwerk.rows.dump.lines import Gap, Printed, printed
from fachwerk.rows.dump.model import Column, Fragment
from fachwerk.rows.dump.shapes import Shape
from fachwerk.rows.dump.sides import Row, better_sides
from tests.rows.dump import setter
from tests.rows.dump.invented import SHEET, projects
from tests.rows.dump.setter import Stroke, raw, strokes, tika

PAGES = SHEET._replace(longer_cells_last=True, rows_a_page=8)
COLUMNS = (Column("Träger", Shape.WORDS, 3.5), Column("Ort", Shape.WORDS, 1.2))


@pytest.mark.parametrize("form", [tika, raw])
def test_rows_come_back_from_pages_that_print_longer_cells_last(form: Callable[[Sequence[Stroke]], str]) -> None:
    rows = projects()
    assert setter.printed(form(strokes(PAGES, rows))) == rows


def test_the_last_row_of_a_page_may_have_no_days() -> None:
    rows = projects()
    rows[7] = rows[7]._replace(begin="", end="")
    assert setter.printed(tika(strokes(PAGES, rows))) == rows


def test_a_place_that_stands_as_sponsor_in_a_few_rows_changes_over_in_all_of_them() -> None:
    places = [("Erlau", "Bad Erlau", "Nordhain")[n % 3] for n in range(12)]
    lines = [line(n, text) for n, text in enumerate([*places, *(f"Verein der Stadt {n}" for n in range(12))])]

    def row(n: int, sponsor: int, place: int) -> Row:
        parts = (
            Fragment(n, 0, len(lines[n].words), place, True, True),
            Fragment(12 + n, 0, 4, sponsor, True, True),
        )
        return tuple(sorted(parts, key=lambda part: part.column))

    right = [row(n, 0, 1) for n in range(12)]
    wrong = [row(n, 1, 0) if n in (0, 3) else right[n] for n in range(12)]
    assert better_sides(wrong, lines, COLUMNS, upper=range(12)) == right


def line(number: int, text: str) -> Printed:
    return printed(number, 1, text, Gap.NONE, typeface("arial"))
