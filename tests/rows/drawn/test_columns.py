"""Columns: found in the gutters of all pages, drawn or not; a run belongs to one of them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from fachwerk.records import Page, Rule, Run
from fachwerk.rows.drawn.columns import Columns, without
from fachwerk.rows.drawn.edges import Coverage
from fachwerk.rows.drawn.grid import grids_of, lines_of
from fachwerk.rows.drawn.zones import Layouts, zones_of

COLUMNS = Columns((0.0, 100.0, 200.0, 300.0))


def run(left: float, right: float, line: int = 1, text: str = "Text") -> Run:
    return Run(text, left, line * 12 - 9, right, line * 12 + 2, line * 12, 10, line)


@pytest.mark.parametrize(
    ("left", "right", "column"),
    [
        (10, 90, 0),
        (99, 150, 1),  # begins a hair before its limit
        (2, 180, 0),  # too wide for its cell, but begins where the cell's text does
        (60, 190, 1),  # flush right or centred and too wide: most of it lies in its own cell
        (250, 400, 2),  # over the last limit
        (-20, 30, 0),
    ],
)
def test_a_run_belongs_where_it_lies_or_begins(left: float, right: float, column: int) -> None:
    assert COLUMNS.column_of(run(left, right)) == column


def test_phantoms_are_given_to_their_neighbours() -> None:
    assert without(COLUMNS, [1]).bounds == (0.0, 200.0, 300.0)
    assert without(COLUMNS, [0]).bounds == (0.0, 200.0, 300.0)


def test_columns_move_with_the_margin_of_a_facing_page() -> None:
    assert COLUMNS.moved(12.0).bounds == (12.0, 112.0, 212.0, 312.0)


def coverage(*lines: tuple[tuple[float, float], ...]) -> Coverage:
    found = Coverage()
    for number, spans in enumerate(lines, 1):
        found.add([run(left, right, number) for left, right in spans])
    return found


def test_a_gutter_is_where_hardly_any_line_has_text() -> None:
    found = coverage(*[((10, 80), (120, 190 - n), (260 + n, 300)) for n in range(30)], ((10, 290),)).columns()
    assert found is not None and len(found) == 3
    assert [found.column_of(run(*span)) for span in ((10, 80), (120, 150), (285, 300))] == [0, 1, 2]


def test_a_column_whose_lines_end_anywhere_is_not_cut() -> None:
    found = coverage(*[((10, 20 + 7 * n), (300, 330)) for n in range(30)]).columns()
    assert found is not None and len(found) == 2


def test_prose_has_no_gutter() -> None:
    assert coverage(*[((10, 280 + n % 20),) for n in range(30)]).columns() is None


def test_text_overflowing_on_some_lines_does_not_hide_the_gutter() -> None:
    found = coverage(*[((10, 130 if n % 10 == 0 else 90), (120, 200)) for n in range(40)]).columns()
    assert found is not None and len(found) == 2


def page_with(rules: list[Rule], runs: list[Run] | None = None) -> Page:
    return Page(1, 600, 400, tuple(runs or []), tuple(rules))


def grid(left: float, top: float, bounds: list[float], heights: list[float]) -> list[Rule]:
    """Every cell drawn by itself, as report generators do."""
    rules = []
    for x, next_x in pairwise([left + bound for bound in bounds]):
        for y, next_y in pairwise([top + height for height in heights]):
            rules += [Rule(x, y, next_x, y), Rule(x, next_y, next_x, next_y)]
            rules += [Rule(x, y, x, next_y), Rule(next_x, y, next_x, next_y)]
    return rules


def test_borders_of_single_cells_make_long_lines() -> None:
    uprights, levels = lines_of(page_with(grid(50, 50, [0, 100, 200], [0, 20, 40, 60])))
    assert [(line.at, line.start, line.end) for line in uprights] == [(50, 50, 110), (150, 50, 110), (250, 50, 110)]
    assert [(line.at, line.start, line.end) for line in levels] == [(y, 50, 250) for y in (50, 70, 90, 110)]


def test_double_hairlines_and_dashes_are_one_line() -> None:
    dashes = [Rule(50 + 4 * n, 100, 52 + 4 * n, 100) for n in range(40)]
    _, levels = lines_of(page_with([Rule(50, 98.8, 210, 98.8), *[d._replace(right=d.left + 6) for d in dashes]]))
    assert len(levels) == 1 and levels[0].start == 50


def test_grids_that_do_not_touch_are_two() -> None:
    rules = grid(50, 50, [0, 100, 200], [0, 20]) + grid(50, 200, [0, 80, 200], [0, 20])
    assert [round(each.top) for each in grids_of(page_with(rules))] == [50, 200]


def test_a_box_around_a_logo_is_no_table() -> None:
    runs = [run(60, 100, line) for line in range(5, 9)]
    assert zones_of(page_with(grid(50, 50, [0, 100], [0, 80]), runs)) == []


def test_tables_of_the_same_columns_share_them_though_a_margin_differs() -> None:
    texts = [run(left, left + 30, line) for line in (5, 6, 7) for left in (60, 160)]
    even = zones_of(page_with(grid(50, 50, [0, 100, 200], [0, 20, 40]), texts))
    moved = [r._replace(left=r.left + 20, right=r.right + 20) for r in texts]
    odd = zones_of(page_with(grid(70, 50, [0, 100, 200], [0, 20, 40]), moved))
    layouts = Layouts()
    layouts.learn([*even, *odd])
    assert len(layouts.found) == 1
    match = layouts.match(odd[0])
    assert match is not None and match[1].bounds == pytest.approx((70, 170, 270))
