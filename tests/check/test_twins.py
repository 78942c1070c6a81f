"""Twins: listings with nearly one description, found while the list goes by."""

from fachwerk.check.declared import Context
from fachwerk.check.texts import Entry
from fachwerk.check.twins import Twins
from fachwerk.records import Ref, Relation, Series
from tests.check.made import ordinary

SAME = "Wir stärken alle Firmen am Ort."


def twins_of(*pairs: tuple[int, int], series: tuple[int, ...] = (), **described: str | None) -> list[tuple[int, int]]:
    refs = {row: Ref("edition", row) for row in range(1, 9)}
    follow = Series("s1", "Firmen", Relation.CONTINUATION, tuple(refs[row] for row in series))
    known = Context(copies=[(refs[one], refs[other]) for one, other in pairs], series=(follow,))
    twins = Twins(known, "edition")
    for row in range(1, 6):
        twins.add(Entry.of(ordinary(row, description=described.get(f"row{row}", SAME))))
    return list(twins.alike)


def test_copies_come_before_neighbours_in_a_series_and_each_pair_once() -> None:
    assert twins_of((4, 2), series=(1, 3, 4, 2)) == [(4, 2), (1, 3), (3, 4)]


def test_a_listing_that_says_something_else_or_nothing_is_no_twin() -> None:
    assert twins_of((1, 2), (2, 3), (3, 4), row2="Etwas ganz anderes.", row4=None) == []


def test_a_listing_of_another_edition_is_no_twin() -> None:
    assert twins_of((1, 8)) == []
    elsewhere = Twins(Context(copies=[(Ref("edition", 1), Ref("other", 2))]), "edition")
    for row in (1, 2):
        elsewhere.add(Entry.of(ordinary(row, description=SAME)))
    assert list(elsewhere.alike) == []
