"""Series of made-up projects."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fachwerk.link import entries_of, organisations_of, series_of
from fachwerk.records import Decision, Judgement, Listing, Relation
from tests.link.made_up import judgement, listing

ALPHA, BETA = "Musterwerk 1 gGmbH", "Beispielhaus 2 e.V."
FIRST = {"begin": "2023-01-15", "end": "2023-12-31", "place": "Musterau", "region": "Musterland"}
NEXT = {"begin": "2024-01-01", "end": "2024-12-31", "place": "Musterau", "region": "Musterland"}


def found(*listings: Listing, judgements: tuple[Judgement, ...] = ()) -> list[tuple[str, list[int]]]:
    entries = tuple(entries_of(listings))
    series = series_of(entries, organisations_of(entries).organisations, judgements)
    return sorted((one.relation.value, [ref.row for ref in one.listings]) for one in series)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lernen in der Pflege, Teil 4b", "Lernen in der Pflege, Teil 5"),
        ("Musterprojekt", "Musterprojekt (II) - Weiterentwicklung der Beispiele"),
        ("MusterNetz 2.0", "MusterNetz 2.0 - Beispiele (II)"),
        ("Mustercamp 2023", "Mustercamp 2024"),
        ("Muster der Beispiele", "Fortführung des Projektes „Muster der Beispiele“"),
        ("MUSTERS", "Erweiterung und Etablierung musters.de (II) durch Beispiele"),
        ("Am Beispiel orientiertes Projekt für Lernende", "Am Beispiel orientierendes Projekt für Lernende (II)"),
        ("Musterberatung in Beispielen", "Musterberatung Beispielen"),
        ("MusterZentrum der Beispielschule", "Muster Zentrum der Beispielschule/Mitwirkung anderer (2024)"),
    ],
)
def test_a_project_continues_under_another_counter(one: str, other: str) -> None:
    assert found(listing(1, ALPHA, one, **FIRST), listing(2, ALPHA, other, **NEXT)) == [("continuation", [1, 2])]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lernen in der Pflege", "Lernen im Handwerk"),
        ("Welcome Center Zittau", "Welcome Center Plauen"),
        ("Beratung für Lehrlinge", "Messe für Lehrlinge 2024"),
    ],
)
def test_other_projects_of_the_sponsor_do_not_continue_it(one: str, other: str) -> None:
    assert found(listing(1, ALPHA, one, **FIRST), listing(2, ALPHA, other, **NEXT)) == []


def test_the_same_title_of_another_sponsor_is_no_continuation() -> None:
    assert found(listing(1, ALPHA, "Mustercamp 2023", **FIRST), listing(2, BETA, "Mustercamp 2024", **NEXT)) == []


def test_a_title_that_many_sponsors_have_is_a_measure_and_needs_a_counter() -> None:
    others = [listing(row, f"Beispielhaus {row} e.V.", "Lernen im Betrieb", **FIRST) for row in (7, 8, 9)]
    plain = [listing(1, ALPHA, "Lernen im Betrieb", **FIRST), listing(2, ALPHA, "Lernen im Betrieb", **NEXT)]
    assert found(*plain, *others) == []
    counted = [listing(1, ALPHA, "Lernen im Betrieb I", **FIRST), listing(2, ALPHA, "Lernen im Betrieb II", **NEXT)]
    assert found(*counted, *others) == [("continuation", [1, 2])]


def test_a_row_of_a_measure_is_a_repeat_only_if_all_of_it_is() -> None:
    others = [listing(row, f"Beispielhaus {row} e.V.", "Lernen im Betrieb", **FIRST) for row in (7, 8, 9)]
    listings = [
        listing(row, ALPHA, "Lernen im Betrieb", **FIRST, description=said)
        for row, said in enumerate(("für Anna", "für Bernd", "für Anna"), start=1)
    ]
    assert found(*listings, *others) == [("repeat", [1, 3])]


def test_another_name_in_a_long_title_is_no_misprint() -> None:
    one, other = "Bildung für alle im Projekt „Navisk“", "Bildung für alle im Projekt „Torisk“"
    assert found(listing(1, ALPHA, one, **FIRST), listing(2, ALPHA, other, **NEXT)) == []


def test_one_title_and_period_under_two_regions_is_a_repeat() -> None:
    other = {**FIRST, "region": "Beispielland", "begin": "2023-01-20"}
    assert found(listing(1, ALPHA, "Mustercamp", **FIRST), listing(2, ALPHA, "Mustercamp", **other)) == [
        ("repeat", [1, 2])
    ]


def test_the_next_number_in_the_same_period_is_no_repeat() -> None:
    listings = (listing(1, ALPHA, "Mustercamp Kurs 1", **FIRST), listing(2, ALPHA, "Mustercamp Kurs 2", **FIRST))
    assert ("repeat", [1, 2]) not in found(*listings)


def test_the_same_row_of_another_edition_is_neither() -> None:
    listings = (listing(1, ALPHA, "Mustercamp", **FIRST), listing(4, ALPHA, "Mustercamp", **FIRST, edition="second"))
    assert found(*listings) == []


def test_counters_order_a_series() -> None:
    listings = [listing(row, ALPHA, f"Lernen, Teil {9 - row}", **FIRST) for row in (1, 2, 3)]
    dated = [listing(4, ALPHA, "Camp 2024", **NEXT), listing(5, ALPHA, "Camp 2023", **FIRST)]
    rows = [some for _, some in found(*listings, *dated)]
    assert [5, 4] in rows


def test_a_person_joins_and_parts_series() -> None:
    listings = (
        listing(1, ALPHA, "Mustercamp 2023", **FIRST),
        listing(2, ALPHA, "Mustercamp 2024", **NEXT),
        listing(3, BETA, "Beispieltage", **NEXT),
    )
    apart = judgement("first:1", "first:2", Decision.DIFFERENT, 1, "series")
    same = judgement("first:1", "first:3", Decision.SAME, 2, "series")
    assert found(*listings, judgements=(apart,)) == []
    assert found(*listings, judgements=(apart, same)) == [("continuation", [1, 3])]


def test_a_series_is_named_by_its_shortest_title_without_counters_and_says_why() -> None:
    listings = (listing(1, ALPHA, "Mustercamp 2023", **FIRST), listing(2, ALPHA, "Mustercamp 2024", **NEXT))
    entries = tuple(entries_of(listings))
    (series,) = series_of(entries, organisations_of(entries).organisations)
    assert (series.name, series.relation) == ("Mustercamp", Relation.CONTINUATION)
    assert [reason.feature for reason in series.reasons] == ["title", "year", "period"]


@given(st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_the_order_of_listings_changes_nothing(rng: random.Random) -> None:
    listings = [listing(row, ALPHA, f"Mustercamp {2015 + row}", begin=f"{2015 + row}-01-01") for row in range(1, 9)]
    entries = tuple(entries_of(listings))
    organisations = organisations_of(entries).organisations
    assert series_of(rng.sample(entries, 8), organisations) == series_of(entries, organisations)


def test_many_projects_of_one_sponsor_are_compared_by_rare_words() -> None:
    listings = [
        listing(2 * at + half, ALPHA, f"Kurs {chr(97 + at // 26)}{chr(97 + at % 26)}muster {2023 + half}", **dates)
        for at in range(60)
        for half, dates in ((0, FIRST), (1, NEXT))
    ]
    assert found(*listings) == [("continuation", [2 * at, 2 * at + 1]) for at in range(60)]
