"""Days, years, numbers, postcodes, countries and statuses."""

from datetime import date

import pytest

from fachwerk.clean.codes import (
    country_value,
    day_value,
    first_year_value,
    german_postcode_value,
    item_value,
    last_year_value,
    status_of,
    status_value,
)
from fachwerk.records import Status, Value


@pytest.mark.parametrize(
    ("printed", "given", "value"),
    [
        ("17.11.2022", "2022-11-17", Value("17.11.2022", date(2022, 11, 17))),
        ("17 November 2022", "2022-11-17", Value("17 November 2022", date(2022, 11, 17))),
        ("1.2.23", "2023-02-01", Value("1.2.23", date(2023, 2, 1), "printed with two digits for the year 2023")),
        ("31.02.2020", "31.02.2020", Value("31.02.2020", None, "'31.02.2020' is no day of the calendar")),
        ("Dezember 2015", "Dezember 2015", Value("Dezember 2015", None, "'Dezember 2015' is no day of the calendar")),
        ("1.1.2015 - 31.12.2016", "2016-12-31", Value("1.1.2015 - 31.12.2016", date(2016, 12, 31))),
        (None, None, Value(None, None)),
        ("-", "-", Value("-", None)),
        ("falsch", "31.12.2024", Value("falsch", date(2024, 12, 31))),
    ],
)  # fmt: skip
def test_days(printed: str | None, given: str | None, value: Value) -> None:
    assert day_value(printed, given) == value


@pytest.mark.parametrize(
    ("printed", "year"),
    [("2015", 2015), ("2015.0", 2015), (" 2015 ", 2015), ("15", None), ("2015/16", None), ("nach 2015", None)],
)
def test_years(printed: str, year: int | None) -> None:
    assert first_year_value(printed).clean == last_year_value(printed).clean == year
    assert (first_year_value(printed).note is None) == (year is not None)


def test_of_several_years_the_first_or_the_last_counts() -> None:
    assert first_year_value("2011/2013/2014") == Value("2011/2013/2014", 2011, "the first of 3 years")
    assert last_year_value("2011, 2014") == Value("2011, 2014", 2014, "the last of 2 years")


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("7", "7"),
        ("7.", "7"),
        ("Nr. 7", "7"),
        ("7.0", "7"),
        ("10", "10"),
        ("10.0", "10"),
        ("2.1.3", "2.1.3"),
        ("IV", "IV"),
        ("-", None),
    ],
)
def test_numbers_of_funding_lines(printed: str, clean: str | None) -> None:
    assert item_value(printed).clean == clean


def test_a_german_postcode_gets_its_zero_back() -> None:
    assert german_postcode_value("1097") == Value(
        "1097", "01097", "the column holds five digits: the leading zero is missing"
    )
    assert german_postcode_value("D-01097") == Value("D-01097", "01097")
    assert german_postcode_value("1010 Wien").clean == "1010 Wien"


@pytest.mark.parametrize(
    ("printed", "code"),
    [("D", "DE"), ("Deutschland", "DE"), ("GERMANY", "DE"), ("Polska", "PL"), ("Atlantis", "Atlantis")],
)
def test_countries(printed: str, code: str) -> None:
    assert country_value(printed).clean == code


@pytest.mark.parametrize(
    ("printed", "status"),
    [
        ("bewilligt", Status.APPROVED),
        ("Bewilligt ", Status.APPROVED),
        ("beantragt", Status.APPLIED),
        ("nicht bewilligt", Status.REJECTED),
        ("zurückgezogen", Status.WITHDRAWN),
        ("granted", Status.APPROVED),
        ("beantragt und bewilligt", Status.UNKNOWN),
        ("-", Status.UNKNOWN),
    ],
)
def test_statuses_are_what_the_cell_says(printed: str, status: Status) -> None:
    assert status_of(status_value(printed)) is status


def test_a_status_that_nobody_knows_is_noted_and_an_absent_one_is_unknown() -> None:
    assert status_value("schwebend").note == "'schwebend' is no status that we know"
    assert status_of(None) is Status.UNKNOWN
