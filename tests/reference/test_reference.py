"""Knowledge kept by hand: complete, without contradiction, and read as it is meant."""

from datetime import date
from decimal import Decimal

import pytest

from fachwerk.reference import headings, initials, joining, statements
from fachwerk.reference.amounts import amount_of
from fachwerk.reference.days import day_of, days_of, is_month_first
from fachwerk.rows.meaning import FIELDS
from fachwerk.rows.wordings import plain_key

NO_FIELDS = {"running", "none", "storeys", "filler"}
# Values tell them apart, numbers or words, years or amounts; "kraj" is a country in Polish and a region in Czech.
TOLD_APART = {
    "fördergegenstand", "fördertatbestand", "bewilligung", "zusage", "allocation", "restzahlung", "schlusszahlung",
    "abschlusszahlung", "kraj",
}  # fmt: skip


def test_every_meaning_is_a_field() -> None:
    meanings = {field for one in headings().wordings for field in one.meaning.split()}
    assert meanings - NO_FIELDS == set(FIELDS)


def test_no_wording_has_two_meanings_unless_values_or_languages_tell_them_apart() -> None:
    seen: dict[str, set[str]] = {}
    for one in (one for one in headings().wordings if one.meaning != "storeys"):
        seen.setdefault(plain_key(one.text), set()).add(one.meaning)
    assert {text for text, meanings in seen.items() if len(meanings) > 1} == TOLD_APART


def test_joining_words_are_folded() -> None:
    assert {"und", "bzw.", "and/or", "&"} <= joining().suspends
    assert all(word == word.casefold() for words in (joining().suspends, joining().hyphenated) for word in words)


def test_there_are_twelve_months() -> None:
    assert list(statements().months) == list(range(1, 13))
    assert "Jänner" in statements().months[1]


def test_the_alphabet_ends_at_one() -> None:
    shares = list(initials().values())
    assert list(initials()) == list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    assert shares == sorted(shares)
    assert shares[-1] == 1


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("31.12.2023", date(2023, 12, 31)),
        ("1.2.23", date(2023, 2, 1)),
        ("1.2.75", date(1975, 2, 1)),
        ("31/12/2023", date(2023, 12, 31)),
        ("31-12-2023", date(2023, 12, 31)),
        ("2023-12-31", date(2023, 12, 31)),
        ("2023-12-31 00:00:00", date(2023, 12, 31)),
        ("2023-12-31T00:00:00", date(2023, 12, 31)),
        ("07.07.2016 10:47:21", date(2016, 7, 7)),
        ("31. Dezember 2015", date(2015, 12, 31)),
        ("1. Jänner 2015", date(2015, 1, 1)),
        ("31 December 2015", date(2015, 12, 31)),
        ("1st March 2015", date(2015, 3, 1)),
        ("December 31, 2015", date(2015, 12, 31)),
        ("31 grudnia 2015", date(2015, 12, 31)),
        ("31.02.2020", None),
        ("2015", None),
        ("Dezember 2015", None),
        ("ab 1.1.2015", None),
        ("", None),
    ],
)
def test_days(printed: str, day: date | None) -> None:
    assert day_of(printed) == day


def test_spans_of_days() -> None:
    assert days_of("01.01.2015 - 31.12.2016") == (date(2015, 1, 1), date(2016, 12, 31))
    assert days_of("2015-01-01 – 2016-12-31") == (date(2015, 1, 1), date(2016, 12, 31))
    assert days_of("2015 - 2016") is None
    assert days_of("-") is None


def test_american_columns() -> None:
    assert is_month_first(["01/02/2015", "12/31/2015"])
    assert not is_month_first(["01/02/2015", "31/12/2015"])
    assert not is_month_first(["01/02/2015"])


@pytest.mark.parametrize(
    ("printed", "amount"),
    [
        ("1.234.567,89 €", "1234567.89"),
        ("£1,234.50", "1234.50"),
        ("12.345", "12345"),
        ("159.965,00", "159965.00"),
        ("775", "775"),
        ("1580,38", "1580.38"),
        ("0,00", "0.00"),
        ("1 234 567,89", "1234567.89"),
        ("1'234.50", "1234.50"),
        ("-12,5", "-12.5"),
        ("EUR 5.000,-", "5000"),
        ("299609.48", "299609.48"),
        ("-", None),
        ("1.234,567", None),
        ("2. Bauabschnitt", None),
        ("", None),
    ],
)
def test_amounts(printed: str, amount: str | None) -> None:
    assert amount_of(printed) == (None if amount is None else Decimal(amount))
