"""Conventions: what all values of a column decide together, found in one pass."""

from fachwerk.clean.amounts import Notation
from fachwerk.clean.conventions import Conventions, conventions_of
from fachwerk.records import Origin, Reading, Row
from fachwerk.reference.programmes import programme
from fachwerk.reference.regions import territories
from fachwerk.sources import known_lists

SAXONY = territories()["sachsen"]


def column(field: str, *values: str | None, heading: str = "Spalte") -> list[Reading]:
    return [
        Reading(Row(number, Origin(1, (number, number)), ()), {heading: value}, {field: value}, {field: heading})
        for number, value in enumerate(values, start=1)
    ]


def test_a_list_without_rows_has_no_conventions() -> None:
    assert conventions_of([]) == Conventions()


def test_each_amount_column_has_its_own_notation() -> None:
    rows = column("amount_total", "1.234,50") + column("amount_paid", "1,234.50 EUR")
    assert conventions_of(rows).notations == {"amount_total": Notation(","), "amount_paid": Notation(".", "EUR")}


def test_a_tie_between_two_notations_decides_nothing() -> None:
    found = conventions_of(column("amount_total", "1.234,50", "1,234.50"))
    assert found.notations["amount_total"] == Notation(None, is_mixed=True)


def test_a_heading_says_currency_and_unit() -> None:
    found = conventions_of(column("amount_total", "12", heading="Zuwendung (Tsd. EUR)"))
    assert found.notations["amount_total"] == Notation(None, "EUR", 1000)


def test_one_rate_above_one_makes_a_column_of_percents() -> None:
    assert conventions_of(column("cofinancing_rate", "0,8", "1")).has_fractions
    assert not conventions_of(column("cofinancing_rate", "0,8", "80")).has_fractions
    assert not conventions_of(column("cofinancing_rate", "0", "0")).has_fractions
    assert not conventions_of(column("cofinancing_rate", "1 %", "1 %")).has_fractions


def test_most_postcodes_decide_whose_they_are() -> None:
    assert conventions_of(column("postcode", "01097", "04109", "1097")).has_german_postcodes
    assert not conventions_of(column("postcode", "1010", "1020", "01097")).has_german_postcodes


def test_a_known_list_says_its_programme_and_thereby_its_territory() -> None:
    source = next(one for one in known_lists() if one.programme is not None)
    found = conventions_of(column("region", "irgendwo"), source)
    assert (found.programme, found.territory) == (programme("sachsen-fachkraefterichtlinie"), SAXONY)


def test_four_in_five_regions_make_a_territory_and_fewer_do_not() -> None:
    assert conventions_of(column("region", *["Bautzen"] * 8, "Hessen", "Bayern")).territory == SAXONY
    assert conventions_of(column("region", *["Bautzen"] * 7, "Hessen", "Bayern", "Bremen")).territory is None


def test_empty_cells_do_not_count_against_a_territory() -> None:
    assert conventions_of(column("region", *["Bautzen"] * 8, "-", "k. A.", None, None)).territory == SAXONY
