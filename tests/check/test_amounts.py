"""Amounts: none, negative, a thousand times off."""

from decimal import Decimal
from typing import Any

from tests.check.made import codes, ordinary


def paid(row: int, **changes: Any) -> Any:
    return ordinary(row, **{"amount_awarded": 1000 + 100 * row, "amount_paid": 900 + 100 * row, **changes})


def rows(**changes: Any) -> list[Any]:
    return [paid(row, **changes) if row == 5 else paid(row) for row in range(1, 41)]


def test_amounts_in_their_usual_range_are_no_oddity() -> None:
    assert codes(rows()) == []


def test_zero_is_unusual_unless_the_column_is_full_of_it() -> None:
    assert codes(rows(amount_awarded=0)) == [("amount-zero", 5)]
    assert codes([paid(row, amount_awarded=0) for row in range(1, 41)]) == []


def test_a_negative_amount_is_unusual() -> None:
    assert codes(rows(amount_paid=-20)) == [("amount-negative", 5)]


def test_an_amount_a_thousand_times_another_of_its_row_is_a_warning() -> None:
    assert ("amount-thousandfold", 5) in codes(rows(amount_awarded=1500000, amount_paid=1500))
    assert codes(rows(amount_awarded=1500, amount_paid=1400)) == []


def test_an_amount_far_from_all_others_is_a_hint() -> None:
    assert codes(rows(amount_awarded=Decimal(9_000_000))) == [("amount-out-of-scale", 5)]
    assert codes(rows(amount_awarded=20_000)) == []


def test_more_paid_than_awarded_is_unusual() -> None:
    assert codes(rows(amount_paid=1600)) == [("paid-more-than-awarded", 5)]
    assert codes([paid(row, amount_paid=2000 + 100 * row) for row in range(1, 41)]) == []
