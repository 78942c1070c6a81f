"""Pairs of listings with nearly one description, found while the list goes by."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain, pairwise

from fachwerk.check.declared import Context
from fachwerk.check.texts import Entry, are_alike

_MARK = 0xFFFFFFFF


class Twins:
    """Which copies, and which neighbours in a series, have nearly one description.

    While a listing waits for its partners to come by, each word of its description is kept as four bytes.
    """

    def __init__(self, context: Context, edition: str) -> None:
        self._context, self._edition = context, edition
        self._partners: dict[int, list[int]] = defaultdict(list)
        for one, other in _named(context, edition):
            self._partners[one].append(other)
            self._partners[other].append(one)
        self._waiting: dict[int, array[int] | None] = {}
        self._alike: set[tuple[int, int]] = set()

    def add(self, entry: Entry) -> None:
        partners = self._partners.get(entry.row)
        if partners is None:
            return
        text = entry.texts.get("description")
        words = None if text is None else {hash(word) & _MARK for word in text.split()}
        for other in [row for row in partners if row in self._waiting]:
            theirs = self._waiting[other]
            if words is not None and theirs is not None and are_alike(words, theirs):
                self._alike |= {(entry.row, other), (other, entry.row)}
            self._part(entry.row, other)
        if partners:
            self._waiting[entry.row] = None if words is None else array("I", words)

    def _part(self, one: int, other: int) -> None:
        """Two listings have met; what waits for no other any more is let go."""
        self._partners[one].remove(other)
        self._partners[other].remove(one)
        if not self._partners[other]:
            del self._partners[other], self._waiting[other]

    @cached_property
    def alike(self) -> Sequence[tuple[int, int]]:
        """Rows of the pairs with nearly one description: copies first, then neighbours in series; originals first."""
        return [pair for pair in dict.fromkeys(_named(self._context, self._edition)) if pair in self._alike]


def _named(context: Context, edition: str) -> Iterator[tuple[int, int]]:
    """Rows of the pairs that may be twins, if both are of the edition."""
    follow = (pair for series in context.series for pair in pairwise(series.listings))
    for one, other in chain(context.copies, follow):
        if one.edition == edition and other.edition == edition:
            yield one.row, other.row
