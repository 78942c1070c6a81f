"""Cells that are empty or hold something else than their column."""

import pytest

from fachwerk.records import Value
from tests.check.made import codes, found, ordinary, ordinary_list

FIELDS = ("sponsor", "title", "place", "region", "item", "kind", "begin", "end", "description")


@pytest.mark.parametrize("field", FIELDS)
def test_an_empty_cell_is_missing_where_nearly_all_are_filled(field: str) -> None:
    odd = ordinary(5, **{field: None, "place_key": None if field == "place" else "14628270"})
    assert (f"missing-{field}", 5) in codes(ordinary_list(odd))


def test_a_column_that_is_often_empty_misses_nothing() -> None:
    rows = [ordinary(row, identifier=None if row % 3 == 0 else f"K{row}") for row in range(1, 25)]
    assert codes(rows) == []
    rows = [ordinary(row, identifier=None if row == 9 else f"K{row}") for row in range(1, 25)]
    assert codes(rows) == [("missing-identifier", 9)]


def test_a_cell_that_says_that_it_is_empty_is_missing() -> None:
    assert codes(ordinary_list(ordinary(5, description=Value("k. A.", None)))) == [("missing-description", 5)]


def test_a_finding_says_so_in_both_languages_with_the_title_as_evidence() -> None:
    finding = found(ordinary_list(ordinary(5, description=None)))[0]
    assert finding.message == "The description is not printed, though nearly all other rows have it."
    assert finding.message_de == "Hier fehlt die Beschreibung, obwohl fast alle anderen Zeilen diese Angabe haben."
    assert finding.evidence == "Kiefer I"


def test_a_day_that_no_calendar_has_is_an_error() -> None:
    assert codes(ordinary_list(ordinary(5, end=Value("31.02.2024", None, "no day")))) == [("day-unreadable", 5)]


def test_words_in_a_column_of_amounts_are_reported() -> None:
    rows = [ordinary(row, amount_total=row * 1000) for row in range(1, 25)]
    rows[4] = ordinary(5, amount_total=Value("siehe Zeile 4", None, "no amount"))
    assert codes(rows) == [("number-unreadable", 5)]
    rows[4] = ordinary(5, amount_total=Value("-", None))
    assert codes(rows) == [("missing-amount-total", 5)]
