"""Organisations of made-up listings, and what people's decisions do to them."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from fachwerk.link import entries_of, organisations_of
from fachwerk.records import Decision, Listing, Ref
from tests.link.made_up import judgement, listing

LISTINGS = (
    listing(1, "Landratsamt Nordsachsen", region="Nordsachsen", place="Torgau"),
    listing(2, "Landkreis Nordsachsen", region="Nordsachsen", place="Torgau"),
    listing(3, "WFG mbH", region="Nordsachsen", place="Delitzsch"),
    listing(4, "WFG - Wirtschaftsförderungsgesellschaft mbH des Landkreises Nordsachsen", region="Nordsachsen",
            place="Delitzsch"),
    listing(5, "WFG mbH", region="Vogtlandkreis", place="Plauen"),
    listing(6, "Musterwerk gGmbH", region="Leipzig", place="Leipzig"),
    listing(7, "Musterwerk Leipzig gGmbH", region="Leipzig", place="Leipzig"),
    listing(8, "Musterwerk e.V.", region="Leipzig", place="Leipzig"),
    listing(9, "Muster-werk gGmbH", region="Vogtlandkreis", place="Plauen"),
    listing(10, "Maria Mustermann", region="Vogtlandkreis", place="Plauen"),
    listing(11, "Maria Mustermann GbR", region="Vogtlandkreis", place="Plauen"),
    listing(12, "", region="Vogtlandkreis"),
)  # fmt: skip
NAMES = sorted({one.values["sponsor"].printed or "" for one in LISTINGS} - {""})


def rows(listings: tuple[Listing, ...] = LISTINGS, judgements: tuple = ()) -> list[list[int]]:
    found = organisations_of(entries_of(listings), judgements).organisations
    return sorted([ref.row for ref in one.listings] for one in found)


def test_spellings_come_together_and_bodies_stay_apart() -> None:
    assert rows() == [[1, 2], [3, 4], [5], [6, 7, 9], [8], [10], [11]]


def test_an_organisation_is_called_by_its_most_frequent_spelling_or_the_longest_of_them() -> None:
    one = next(one for one in organisations_of(entries_of(LISTINGS)).organisations if Ref("first", 4) in one.listings)
    assert (one.name, one.core, one.legal_form, one.variants, one.places) == (
        "WFG - Wirtschaftsförderungsgesellschaft mbH des Landkreises Nordsachsen",
        "WFG - Wirtschaftsförderungsgesellschaft des Landkreises Nordsachsen",
        "GmbH",
        ("WFG - Wirtschaftsförderungsgesellschaft mbH des Landkreises Nordsachsen", "WFG mbH"),
        ("Delitzsch",),
    )


def test_undecided_pairs_are_asked_with_their_reasons() -> None:
    (asked,) = organisations_of(entries_of(LISTINGS)).asked
    assert (asked.one, asked.other) == ("Muster-werk gGmbH", "Musterwerk e.V.")
    assert [reason.feature for reason in asked.reasons] == ["name", "legal form", "place"]


def test_what_a_person_said_is_not_asked_again() -> None:
    said = (judgement("Musterwerk e.V.", "Musterwerk gGmbH", Decision.DIFFERENT),)
    assert organisations_of(entries_of(LISTINGS), said).asked == ()


def test_same_joins_and_different_parts() -> None:
    same = judgement("Musterwerk e.V.", "Musterwerk gGmbH", Decision.SAME)
    different = judgement("Landkreis Nordsachsen", "Landratsamt Nordsachsen", Decision.DIFFERENT)
    assert rows(judgements=(same, different)) == [[1], [2], [3, 4], [5], [6, 7, 8, 9], [10], [11]]


def test_different_parts_even_names_that_are_equal_but_for_their_spelling() -> None:
    said = (judgement("Musterwerk gGmbH", "Muster-werk gGmbH", Decision.DIFFERENT),)
    found = rows(judgements=said)
    assert [9] in found and [6, 7] in found


def test_a_region_behind_a_tab_tells_two_of_one_name_apart() -> None:
    same = judgement("WFG mbH\tNordsachsen", "WFG mbH\tVogtlandkreis", Decision.SAME)
    assert [3, 4, 5] in rows(judgements=(same,))
    listings = (*LISTINGS, listing(13, "Musterwerk gGmbH", region="Vogtlandkreis", place="Plauen"))
    apart = judgement("Musterwerk gGmbH\tLeipzig", "Musterwerk gGmbH\tVogtlandkreis", Decision.DIFFERENT)
    found = rows(listings, (apart,))
    assert not any({6, 13} <= set(some) for some in found)


def test_an_undone_decision_has_no_effect() -> None:
    said = judgement("Musterwerk e.V.", "Musterwerk gGmbH", Decision.SAME, 1)
    undone = judgement("Musterwerk e.V.", "Musterwerk gGmbH", Decision.UNDO, 2)
    assert rows(judgements=(said, undone)) == rows()


def test_a_name_that_says_nothing_joins_no_two_bodies() -> None:
    listings = (
        listing(1, "WFG Nordsachsen mbH", region="Nordsachsen", place="Delitzsch"),
        listing(2, "WFG mbH", region="Nordsachsen", place="Delitzsch"),
        listing(3, "WFG Mittelsachsen mbH", region="Nordsachsen", place="Delitzsch"),
    )
    found = rows(listings)
    assert [1, 2] in found or [2, 3] in found
    assert [1, 2, 3] not in found


def test_a_name_without_its_form_joins_no_two_forms() -> None:
    names = ("Musterwerk 24", "Musterwerk 24 e.V.", "Musterwerk 24 GmbH")
    found = rows(tuple(listing(row, name, place="Leipzig") for row, name in enumerate(names, start=1)))
    assert found in ([[1, 2], [3]], [[1, 3], [2]])


def test_known_organisations_keep_their_identifiers() -> None:
    new = tuple(listing(row, one.values["sponsor"].printed or "", region=one.region, place=one.place, edition="0")
                for row, one in enumerate(LISTINGS))  # fmt: skip
    known = organisations_of(entries_of(LISTINGS)).organisations
    found = {one.id: one for one in organisations_of(entries_of((*new, *LISTINGS)), (), known).organisations}
    assert {one.id for one in known} == set(found)
    assert all(set(one.listings) < set(found[one.id].listings) for one in known)


def test_of_a_known_organisation_that_is_parted_the_earlier_half_keeps_the_identifier() -> None:
    known = organisations_of(entries_of(LISTINGS)).organisations
    said = (judgement("Landkreis Nordsachsen", "Landratsamt Nordsachsen", Decision.DIFFERENT),)
    found = organisations_of(entries_of(LISTINGS), said, known).organisations
    ids = {one.listings[0].row: one.id for one in found}
    assert ids[1] == next(one.id for one in known if one.listings[0].row == 1)
    assert ids[2] not in {one.id for one in known}


def test_the_earliest_listing_is_of_the_edition_whose_newest_project_began_first() -> None:
    older = listing(5, "Musterwerk Alpha gGmbH", begin="2020-01-01", edition="z")
    newer = listing(1, "Musterwerk Alpha gGmbH", begin="2023-01-01", edition="a")
    assert organisations_of(entries_of((newer, older))).organisations[0].listings == (Ref("z", 5), Ref("a", 1))


@given(st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_of_listings_changes_nothing(rng: random.Random) -> None:
    shuffled = list(LISTINGS)
    rng.shuffle(shuffled)
    assert organisations_of(entries_of(shuffled)) == organisations_of(entries_of(LISTINGS))


@st.composite
def _judgements(draw: st.DrawFn) -> tuple:
    pairs = st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True)
    decisions = st.sampled_from([Decision.SAME, Decision.DIFFERENT])
    given = draw(st.lists(st.tuples(pairs, decisions), max_size=5, unique_by=lambda entry: tuple(sorted(entry[0]))))
    return tuple(judgement(*pair, decision, when) for when, (pair, decision) in enumerate(given, start=1))


@given(_judgements(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_newest_decision_always_holds_and_older_ones_unless_they_contradict(
    given: tuple, rng: random.Random
) -> None:
    linked = organisations_of(entries_of(rng.sample(LISTINGS, len(LISTINGS))), given)
    assert linked == organisations_of(entries_of(LISTINGS), given)
    if given:
        newest = given[-1]
        assert _together(linked, newest.one, newest.other) is (newest.decision is Decision.SAME)
    alone = [one for one in given if not any(_touches(one, other) for other in given if other is not one)]
    for one in alone:
        assert _together(linked, one.one, one.other) is (one.decision is Decision.SAME)


def _touches(one, other) -> bool:
    return bool({one.one, one.other} & {other.one, other.other})


def _together(linked, one: str, other: str) -> bool:
    """Are all listings of both names in one organisation; False only if none are."""
    homes = {
        name: {home.id for home in linked.organisations for ref in home.listings if _printed(ref) == name}
        for name in (one, other)
    }
    return bool(homes[one] & homes[other])


def _printed(ref: Ref) -> str | None:
    return next(one.values["sponsor"].printed for one in LISTINGS if one.row == ref.row)
