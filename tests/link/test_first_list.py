"""The first list, where it is there: its organisations and series, by row numbers, against what people made of them."""

from collections.abc import Iterable
from itertools import combinations

import pytest

from fachwerk.link import copies_of, entries_of, organisations_of, series_of
from fachwerk.records import Ref, Relation
from tests.first_list import first_list, needs_it

pytestmark = needs_it

# Rows that name one organisation; every other row names one of its own.
ORGANISATIONS = [
    [1, 114], [2, 3, 4, 48, 55, 75, 119, 122, 129, 130], [5, 51, 123], [13, 35, 87, 104, 124], [17, 77], [19, 41],
    [20, 69, 70], [24, 25, 71, 72], [26, 31, 66, 80, 113], [27, 89], [28, 105], [32, 102], [33, 50, 97, 116, 117, 128],
    [40, 120], [43, 44, 68, 134], [46, 132], [52, 91], [54, 74, 82, 83], [58, 64], [60, 62], [76, 103],
    [88, 95, 121, 126],
]  # fmt: skip
SERIES = [[1, 114], [2, 122], [3, 130], [4, 119], [5, 123], [40, 120], [44, 134], [46, 132], [50, 128], [88, 121, 126]]
REPEATS = [[82, 83]]
COPIES = [(35, 37)]


@pytest.fixture(scope="module")
def entries():
    return list(entries_of(first_list()[0]))


def pairs(groups: Iterable[Iterable[int]]) -> set[tuple[int, int]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def test_organisations_are_those_that_people_found(entries):
    organisations = organisations_of(entries).organisations
    assert pairs([[ref.row for ref in one.listings] for one in organisations]) == pairs(ORGANISATIONS)
    assert len(organisations) == 84


def test_series_and_repeats_are_those_that_people_found(entries):
    series = series_of(entries, organisations_of(entries).organisations)
    for relation, truth in ((Relation.CONTINUATION, SERIES), (Relation.REPEAT, REPEATS)):
        found = [[ref.row for ref in one.listings] for one in series if one.relation is relation]
        assert pairs(found) == pairs(truth)


def test_the_copied_description_is_found_with_its_original(entries):
    held = {Ref(one.edition, one.row): one for one in first_list()[0]}
    copies = copies_of(entries, lambda refs: {ref: held[ref] for ref in refs})
    assert [(copy.original.row, copy.copy.row) for copy in copies] == COPIES
