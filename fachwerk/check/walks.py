"""Two walks over a list: on the first its facts are gathered, on the second each check looks at what concerns it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import NamedTuple, Protocol

from fachwerk.check.declared import Check, Context, Gathered, Kept, OfList, OfListings, OfPairs, Spot, Watch, Whole
from fachwerk.check.texts import Entry
from fachwerk.records import Finding, Listing


class Listings(Protocol):
    """The listings of one edition in its order; each walk may read them anew, so that they need not be in memory.

    Their length tells them from an iterator, which could be walked over only once.
    """

    def __iter__(self) -> Iterator[Listing]: ...

    def __len__(self) -> int: ...


def gathered(listings: Listings, context: Context, kinds: Sequence[type[Gathered]]) -> Whole:
    """Walk over a list and gather all kinds of facts."""
    walk = iter(listings)
    first = list(islice(walk, 1))
    unnamed = "" if context.ledger is None else context.ledger.sha256
    edition = first[0].edition if first else unnamed
    facts = {kind: kind(context, edition) for kind in kinds}
    add = [one.add for one in facts.values()]
    rows = array("I")
    for listing in chain(first, walk):
        entry = Entry.of(listing)
        rows.append(entry.row)
        for take in add:
            take(entry)
    return Whole(edition, context, rows, facts)


def findings(listings: Listings, whole: Whole, checks: Sequence[Check]) -> Iterator[Finding]:
    """Walk over a list again and yield what the checks find, check by check and each by row."""
    watches = [
        _Watching(check.code, watch, [])
        for check in checks
        if isinstance(check.rule, OfListings) and (watch := check.rule.watch(whole)) is not None
    ]
    pairs = {check.code: list(check.rule.rows(whole)) for check in checks if isinstance(check.rule, OfPairs)}
    kept = _look(listings, watches, {row for named in pairs.values() for pair in named for row in pair})
    spots = {one.code: one.spots for one in watches}
    for check in checks:
        if isinstance(check.rule, OfList):
            yield from check.findings(check.rule.spots(whole), whole.edition)
        elif isinstance(check.rule, OfPairs):
            both = ((kept[one], kept[other]) for one, other in pairs[check.code])
            yield from check.findings(check.rule.spots(whole, both), whole.edition)
        else:
            yield from check.findings(spots.get(check.code, ()), whole.edition)


class _Watching(NamedTuple):
    """A check at work, with what it has spotted so far."""

    code: str
    watch: Watch
    spots: list[Spot]


def _look(listings: Listings, watches: Sequence[_Watching], wanted: set[int]) -> Mapping[int, Kept]:
    """Look at each listing, and keep those that are wanted for comparing."""
    constant = [(one.watch.look, one.spots) for one in watches if one.watch.marks is None]
    marked = [(one.watch.marks, one.watch.look, one.spots) for one in watches if one.watch.marks is not None]
    marks = frozenset().union(*(mine for mine, _, _ in marked))
    signs = [mark for mark in marks if not mark.isalpha()]
    kept = {}
    for listing in listings:
        entry = Entry.of(listing)
        if entry.row in wanted:
            kept[entry.row] = Kept.of(entry)
        for look, spots in constant:
            spots.extend(look(entry))
        text = "\n".join(entry.texts.values())
        there = {sign for sign in signs if sign in text}
        for words in entry.words.values():
            there |= marks.intersection(words)
        for mine, look, spots in marked:
            if not mine.isdisjoint(there):
                spots.extend(look(entry))
    return kept
