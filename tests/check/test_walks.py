"""Walks over a list: it needs not be in memory, and is read twice."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from fachwerk.check import CHECKS, findings_of
from fachwerk.check.declared import OfListings
from fachwerk.records import Listing
from tests.check.made import context, ordinary, ordinary_list

ODD = (
    ordinary(3, title="Gute Ausbildug"),
    ordinary(5, title="Die Die Messe (", place=None, place_key=None),
    ordinary(7, description=None),
    ordinary(9, title="Teil Vlll"),
)


class Streamed:
    """Listings that are made anew on each walk, as a database would."""

    def __init__(self, listings: Sequence[Listing]) -> None:
        self._listings = listings
        self.walks = 0

    def __len__(self) -> int:
        return len(self._listings)

    def __iter__(self) -> Iterator[Listing]:
        self.walks += 1
        yield from self._listings


def test_a_streamed_list_has_the_findings_of_one_in_memory_after_two_walks() -> None:
    listings = [*ordinary_list(*ODD), ordinary(25), ordinary(25)]
    streamed = Streamed(listings)
    assert list(findings_of(streamed, context())) == list(findings_of(listings, context()))
    assert streamed.walks == 2


def test_findings_come_check_by_check_and_those_of_single_listings_by_row() -> None:
    place = {check.code: at for at, check in enumerate(CHECKS)}
    single = {check.code for check in CHECKS if isinstance(check.rule, OfListings)}
    findings = list(findings_of(ordinary_list(*ODD), context()))
    assert len(findings) >= len(ODD)
    assert [place[one.code] for one in findings] == sorted(place[one.code] for one in findings)
    rows = [(one.code, one.row or 0) for one in findings if one.code in single]
    assert all(one[1] <= other[1] for one, other in pairwise(rows) if one[0] == other[0])
