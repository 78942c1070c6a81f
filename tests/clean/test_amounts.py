"""Amounts: one notation for a column, decided by all its values."""

from decimal import Decimal

import pytest

from fachwerk.clean.amounts import Notation, amount_value, new_evidence, notation_notes, notation_of, rate_value
from fachwerk.records import Value


def decided(*values: str, heading: str = "Betrag") -> tuple[Notation, tuple[str, ...]]:
    evidence = new_evidence()["amount_awarded"]
    for value in values:
        evidence.see(value)
    notation = notation_of(evidence, heading)
    return notation, tuple(notation_notes("amount_awarded", evidence, notation))


def test_one_decimal_comma_makes_the_whole_column_german() -> None:
    notation, notes = decided("9", "9,9", "12.345", "775")
    assert (notation, notes) == (Notation(","), ())
    assert [amount_value(one, notation) for one in ("9", "9,9", "12.345")] == [
        Value("9", Decimal(9)),
        Value("9,9", Decimal("9.9")),
        Value("12.345", Decimal(12345)),
    ]


def test_an_english_column_reads_the_same_digits_otherwise() -> None:
    notation, _ = decided("299609.48", "12,345")
    assert notation == Notation(".")
    assert amount_value("12,345", notation) == Value("12,345", Decimal(12345))
    assert amount_value("12.345", notation) == Value(
        "12.345", Decimal("12.345"), "read like most of its column; it could be 12345, too"
    )


def test_a_column_of_two_conventions_says_so_and_reads_each_value_in_its_own() -> None:
    notation, notes = decided("1.234,56", "12,50", "1,234.50", "12.345")
    assert notation == Notation(",", is_mixed=True)
    assert notes == (
        "amount_awarded: the column has 2 in German notation and 1 in English notation; "
        "values that prove neither are read like most",
    )
    assert amount_value("1,234.50", notation) == Value(
        "1,234.50", Decimal("1234.50"), "printed in English notation, unlike most of its column"
    )
    assert amount_value("12.345", notation) == Value(
        "12.345", Decimal(12345), "read like most of its column; it could be 12.345, too"
    )


def test_a_column_that_proves_nothing_says_what_was_assumed() -> None:
    notation, notes = decided("12.345", "9")
    assert notation == Notation()
    assert notes == (
        "amount_awarded: no value proves the decimal mark; a mark before three digits is taken to part thousands",
    )
    assert amount_value("12.345", notation) == Value("12.345", Decimal(12345))


def test_currencies_are_the_columns_or_noted() -> None:
    notation, notes = decided("10,00 €", "20,00 €", "£ 30.00")
    assert notation.currency == "EUR"
    assert notes[-1] == "amount_awarded: the column has several currencies: 2 in EUR, 1 in GBP"
    assert amount_value("£ 30.00", notation).note == (
        "printed in English notation, unlike most of its column; printed in GBP, unlike most of its column"
    )
    assert decided("10", heading="Betrag in EUR")[0].currency == "EUR"


def test_a_heading_may_say_thousands() -> None:
    notation, notes = decided("12,5", heading="Zuwendung in Tsd. €")
    assert amount_value("12,5", notation) == Value("12,5", Decimal("12500.0"), "printed in units of 1000")
    assert notes == ("amount_awarded: the heading says that amounts are printed in units of 1000",)


@pytest.mark.parametrize("printed", ["-", "k. A."])
def test_an_amount_that_is_not_printed_is_none_and_never_zero(printed: str) -> None:
    assert amount_value(printed, Notation()) == Value(printed, None)


def test_what_is_no_amount_is_noted() -> None:
    assert amount_value("siehe Anlage", Notation()) == Value("siehe Anlage", None, "'siehe Anlage' is no amount")
    assert amount_value("0,00", Notation(",")) == Value("0,00", Decimal("0.00"))


@pytest.mark.parametrize(
    ("printed", "is_fraction", "rate"),
    [("80", False, "80"), ("80 %", False, "80"), ("52,5%", False, "52.5"), ("0,8", True, "80.0")],
)
def test_rates_are_percent(printed: str, is_fraction: bool, rate: str) -> None:
    assert rate_value(printed, is_fraction).clean == Decimal(rate)


def test_a_rate_above_a_hundred_is_none() -> None:
    assert rate_value("800", False) == Value("800", None, "'800' is no rate")
