"""Periods: order, length, years."""

from datetime import date

from fachwerk.records import Verdict
from tests.check.made import codes, found, ledger, ordinary, ordinary_list


def test_a_period_that_ends_before_it_begins_is_an_error() -> None:
    odd = ordinary(5, begin=date(2023, 5, 16), end=date(2020, 4, 30))
    finding = found(ordinary_list(odd))[0]
    assert (finding.code, finding.row, finding.field) == ("end-before-begin", 5, "end")
    assert finding.message == "The period ends on 2020-04-30, before it begins on 2023-05-16."
    assert finding.message_de == "Der Zeitraum endet am 30.04.2020, also vor seinem Beginn am 16.05.2023."
    assert finding.evidence == "16.05.2023 – 30.04.2020"


def test_four_days_are_suspicious_where_others_last_for_months() -> None:
    odd = ordinary(5, begin=date(2023, 3, 28), end=date(2023, 3, 31))
    assert codes(ordinary_list(odd)) == [("period-very-short", 5)]


def test_three_weeks_are_only_unusual() -> None:
    assert codes(ordinary_list(ordinary(5, begin=date(2023, 3, 10), end=date(2023, 3, 31)))) == [("period-short", 5)]


def test_short_courses_are_no_oddity_in_a_list_of_courses() -> None:
    assert codes([ordinary(row, begin=date(2023, 3, 27), end=date(2023, 3, 31)) for row in range(1, 25)]) == []


def test_a_century_is_too_long_and_seven_years_are_not() -> None:
    assert codes(ordinary_list(ordinary(5, end=date(2123, 12, 31)))) == [("period-very-long", 5)]
    assert codes(ordinary_list(ordinary(5, end=date(2029, 12, 31)))) == []


def with_years(title: str, **changes: object) -> list[tuple[str, int | None]]:
    named = [ordinary(row, title=f"Messe {row} (2024)") for row in range(11, 21)]
    return codes(
        ordinary_list(*named, ordinary(5, title=title, begin=date(2023, 6, 1), end=date(2023, 11, 30), **changes))
    )


def test_a_period_must_reach_a_year_of_the_title() -> None:
    assert with_years("Messe (2024)") == [("period-not-of-title", 5)]
    assert with_years("Messe (2023)") == []
    assert with_years("Messe (2022 bis 2024)") == []


def test_years_of_aims_products_and_founders_say_nothing_about_the_period() -> None:
    assert with_years("Vision 2024") == []
    assert with_years("Agenda 2030") == []
    assert with_years("Xplan 2024") == []
    assert with_years("Innung seit 1924") == []


def test_a_begin_in_another_year_is_unusual_where_nearly_all_begin_in_one() -> None:
    assert codes(ordinary_list(ordinary(5, begin=date(2022, 12, 1)))) == [("begin-outside-edition", 5)]
    mixed = [ordinary(row, begin=date(2021 + row % 3, 5, 1)) for row in range(1, 25)]
    assert codes(mixed) == []


def test_a_begin_says_nothing_of_an_edition_of_a_much_later_day() -> None:
    later = ledger(Verdict.COMPLETE, as_of="2027-12-31")
    assert codes(ordinary_list(ordinary(5, begin=date(2022, 12, 1))), ledger=later) == []


def test_an_end_a_day_before_the_month_does_is_unusual_where_others_end_with_it() -> None:
    assert codes(ordinary_list(ordinary(5, end=date(2024, 2, 28)))) == [("end-a-day-early", 5)]
    assert codes(ordinary_list(ordinary(5, end=date(2025, 2, 28)))) == []
