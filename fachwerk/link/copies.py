"""Descriptions that were copied from one listing into another, and which of the two is likely the original."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain, combinations, groupby, islice
from typing import NamedTuple, TypeAlias

from rapidfuzz import fuzz

from fachwerk.link.clusters import Clusters
from fachwerk.link.entries import Entry, marks_of
from fachwerk.link.names import fold, printed_words
from fachwerk.link.titles import Title, title_of
from fachwerk.records import Listing, Reason, Ref, Series
from fachwerk.text import key

_ALIKE = 90.0
_MOST = 6  # listings with one sentence from which on it is anybody's
_OPENING = 6  # letters with which the titles of one series open
_FORM = 3  # listings from which on a text is a form that many fill in, and nobody's in particular
_AT_ONCE = 2_000  # pairs whose texts are held together


class Copy(NamedTuple):
    """Two listings with nearly one description; `reasons` say why `original` is likely where it was written for."""

    original: Ref
    copy: Ref
    likeness: float
    reasons: tuple[Reason, ...]


class _Text(NamedTuple):
    ref: Ref
    title: Title
    owner: str
    words: frozenset[str]
    about: frozenset[str]


class _Alike(NamedTuple):
    """Two nearly equal descriptions."""

    one: _Text
    other: _Text
    likeness: float


Texts: TypeAlias = Callable[[Sequence[Ref]], Mapping[Ref, Listing]]


def copies_of(entries: Iterable[Entry], texts: Texts, series: Iterable[Series] = ()) -> tuple[Copy, ...]:
    """Find listings of different projects in one edition whose long descriptions are nearly equal.

    Entries only tell which descriptions have a sentence in common; `texts` is asked for the listings of these, some
    thousand at a time. Likely the original is the one whose title, sponsor and place the description speaks of; where
    that says nothing, the earlier row. The projects of a series may repeat one another, and a text of many listings is
    a form.
    """
    homes: defaultdict[Ref, set[int]] = defaultdict(set)
    for number, one in enumerate(series):
        for ref in one.listings:
            homes[ref].add(number)
    editions = (tuple(edition) for _, edition in groupby(entries, key=lambda one: one.ref.edition))
    found = chain.from_iterable(_of_edition(edition, texts, homes) for edition in editions)
    return tuple(sorted(found, key=lambda copy: (copy.copy, copy.original)))


def _of_edition(entries: Sequence[Entry], texts: Texts, homes: Mapping[Ref, Set[int]]) -> Iterator[Copy]:
    spread: Counter[str] = Counter()
    alike = list(_alike(entries, texts, spread))
    numbers = {ref: number for number, ref in enumerate({text.ref: None for pair in alike for text in pair[:2]})}
    groups = Clusters(len(numbers))
    for one, other, _ in alike:
        groups.join(numbers[one.ref], numbers[other.ref])
    for one, other, likeness in alike:
        is_form = len(groups.members(numbers[one.ref])) > _FORM
        are_together = not homes.get(one.ref, set()).isdisjoint(homes.get(other.ref, ()))
        if not (is_form or are_together or _are_related(one, other)):
            yield _copy(one, other, likeness, spread)


def _alike(entries: Sequence[Entry], texts: Texts, spread: Counter[str]) -> Iterator[_Alike]:
    """Compare the descriptions that have a sentence in common; `spread` counts in how many of them each word stands."""
    pairs = iter(sorted(_pairs(entries)))
    counted: set[int] = set()
    while some := list(islice(pairs, _AT_ONCE)):
        numbers = sorted({at for pair in some for at in pair})
        listings = texts([entries[at].ref for at in numbers])
        found = {at: listings[entries[at].ref] for at in numbers}
        said = {at: _clean(listing, "description") for at, listing in found.items()}
        spread.update(chain.from_iterable(_words(said[at]) for at in numbers if at not in counted))
        counted.update(numbers)
        blind = {at: key(text) for at, text in said.items()}
        for one, other in some:
            if likeness := fuzz.ratio(blind[one], blind[other], score_cutoff=_ALIKE):
                yield _Alike(_text(found[one]), _text(found[other]), likeness)


def _words(text: str) -> frozenset[str]:
    return frozenset(map(fold, printed_words(text)))


def _pairs(entries: Sequence[Entry]) -> set[tuple[int, int]]:
    """Give the pairs, by their numbers, whose long descriptions share their opening or one of their longest sentences.

    Checksums are packed with the numbers and sorted: nothing else of the texts is held.
    """
    packed = sorted(mark << 32 | at for at, entry in enumerate(entries) for mark in marks_of(entry))
    pairs: set[tuple[int, int]] = set()
    for _, group in groupby(packed, key=lambda one: one >> 32):
        members = [one & 0xFFFFFFFF for one in islice(group, _MOST + 1)]
        if len(members) <= _MOST:
            pairs.update(combinations(members, 2))
    return pairs


def _text(listing: Listing) -> _Text:
    about = (word for name in ("title", "sponsor", "place") for word in printed_words(_clean(listing, name)))
    return _Text(
        Ref(listing.edition, listing.row),
        title_of(_clean(listing, "title")),
        fold(listing.core or ""),
        _words(_clean(listing, "description")),
        frozenset(fold(word) for word in about if len(word) > 3),
    )


def _clean(listing: Listing, name: str) -> str:
    value = listing.values.get(name)
    return value.clean if value is not None and isinstance(value.clean, str) else ""


def _are_related(one: _Text, other: _Text) -> bool:
    """Do the titles open alike, or share a word under one sponsor?"""
    if one.title.blind[:_OPENING] == other.title.blind[:_OPENING]:
        return True
    return one.owner == other.owner and not set(one.title.words).isdisjoint(other.title.words)


def _copy(one: _Text, other: _Text, likeness: float, spread: Counter[str]) -> Copy:
    weights = [(_spoken(text, spread), text) for text in (one, other)]
    (more, original), (less, copy) = sorted(weights, key=lambda entry: (-entry[0][0], entry[1].ref))
    if more[0] > less[0]:
        words = f"the description speaks of “{', '.join(more[1])}”, as its title, sponsor or place does"
        reason = Reason("own words", more[0] - less[0], words)
    else:
        reason = Reason("order", 0.0, "neither title is spoken of more; it is printed first")
    return Copy(original.ref, copy.ref, likeness, (reason,))


def _spoken(text: _Text, spread: Counter[str]) -> tuple[float, list[str]]:
    """How much a description speaks of its own title, sponsor and place: rare words count more."""
    own = sorted(
        word for word in text.about if any(word in said or said in word for said in text.words if len(said) > 4)
    )
    return round(sum(1 / (1 + spread[word]) for word in own), 6), own
