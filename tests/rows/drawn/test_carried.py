"""Is the first part of a page the rest of the last row, or a row of its own?"""

from __future__ import annotations

import pytest

from fachwerk.records import Run
from fachwerk.rows.drawn.bands import Band
from fachwerk.rows.drawn.carried import continues
from fachwerk.rows.drawn.columns import Columns
from fachwerk.rows.drawn.profile import Profile, is_number
from fachwerk.rows.drawn.strips import Strip

COLUMNS = Columns((0.0, 100.0, 200.0, 250.0, 300.0))
PROFILE = Profile((1.0, 1.0, 1.0, 0.6), (False, False, True, True))  # name, title, year, now and then an amount
WORDS = Profile((1.0, 0.6, 1.0, 1.0), (False, False, False, False))


def band(*counts: int, shut: bool = False, page: int = 1) -> Band:
    """A band whose cells have so many lines each, set from the top."""

    def strip(column: int, line: int) -> Strip:
        run = Run("Text", column * 100, line * 12 - 9, column * 100 + 50, line * 12 + 2, line * 12, 10, line)
        return Strip("Text", run.left, run.right, run.baseline, 10, page, line, (run,))

    cells = tuple(tuple(strip(column, line) for line in range(1, count + 1)) for column, count in enumerate(counts))
    return Band(page, 0, 100, COLUMNS, cells, (True,) * 3, is_shut_above=shut, is_shut_below=shut)


@pytest.mark.parametrize("shut", [False, True])
def test_a_part_without_numbers_is_a_rest(shut: bool) -> None:
    assert continues(band(1, 3, 1, 1, shut=shut), band(0, 2, 0, 0, shut=shut), PROFILE)
    assert continues(band(3, 3, 1, 1, shut=shut), band(1, 1, 0, 0, shut=shut), PROFILE)


@pytest.mark.parametrize("shut", [False, True])
def test_a_part_with_its_own_numbers_is_a_row(shut: bool) -> None:
    assert not continues(band(1, 3, 1, 1, shut=shut), band(1, 2, 1, 0, shut=shut), PROFILE)


def test_a_part_whose_cells_had_ended_is_a_row_without_numbers() -> None:
    assert not continues(
        band(1, 9, 1, 1), band(2, 2, 1, 0), Profile((1.0, 1.0, 1.0, 0.98), (False, False, False, True))
    )


def test_cells_that_moved_to_the_next_page_as_a_whole_are_a_rest() -> None:
    assert continues(band(0, 1, 1, 0), band(2, 2, 0, 0), PROFILE)


def test_numbers_may_come_with_the_rest_where_cells_are_set_in_the_middle() -> None:
    assert continues(band(0, 3, 0, 0), band(1, 3, 1, 0), PROFILE)


def test_two_parts_that_are_both_nearly_whole_are_two_rows() -> None:
    assert not continues(band(1, 3, 0, 0), band(1, 3, 1, 0), PROFILE)


def test_without_numbers_a_part_that_lacks_what_all_rows_have_is_a_rest() -> None:
    assert continues(band(1, 3, 1, 1), band(0, 2, 0, 0), WORDS)
    assert not continues(band(1, 3, 1, 1), band(1, 0, 1, 1), WORDS)


@pytest.mark.parametrize("text", ["12.750,00 €", "2011 / 2013", "1 200 Kč", "01.02.2023", "B-1204", "75 %"])
def test_numbers_are_known_in_any_country(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["Teil 2 von 3", "k. A.", "", "34466 Wolfhagen", "Zwickau"])
def test_words_are_no_numbers(text: str) -> None:
    assert not is_number(text)
