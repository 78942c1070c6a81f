"""The first list, where it is there: every region, every funding line, and no place that nobody can explain."""

import pytest

from tests.first_list import first_list, needs_it

pytestmark = needs_it


@pytest.fixture(scope="module")
def listings():
    return list(first_list()[0])


def test_every_row_has_its_region_and_every_numbered_one_its_funding_line(listings):
    assert [listing.row for listing in listings if listing.region is None] == []
    assert len({listing.region for listing in listings}) == 13
    numbered = [listing for listing in listings if listing.values["item"].clean is not None]
    assert len(numbered) == 133
    assert all(listing.line == listing.values["item"].clean for listing in numbered)


def test_places_without_a_key_are_an_empty_cell_a_district_and_a_misspelt_one(listings):
    left = [listing.values["place"] for listing in listings if listing.place is None]
    assert sorted(value.note or "" for value in left) == [
        "",
        "is a region, no municipality",
        "no municipality of Freistaat Sachsen is called so; perhaps Ebersbach-Neugersdorf (14626085)",
    ]


def test_pots_are_those_that_the_kinds_mark(listings):
    assert sum(listing.pot == "gesteuerte-zuwanderung" for listing in listings) == 23


def test_days_amounts_and_statuses_are_only_what_is_printed(listings):
    days = [listing.values[name] for listing in listings for name in ("begin", "end")]
    assert all((value.printed is None) == (value.clean is None) for value in days)
    assert {listing.status.value for listing in listings} == {"unknown"}
