"""Descriptions that were copied from one listing into another, and which of the two is likely the original."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, groupby, islice
from typing import NamedTuple
from zlib import crc32

from rapidfuzz import fuzz

from fachwerk.link.clusters import Clusters
from fachwerk.link.names import fold, printed_words
from fachwerk.link.titles import Title, title_of
from fachwerk.records import Listing, Reason, Ref, Series
from fachwerk.text import key

LONG = 120  # letters from which two people do not write the same text
_ALIKE = 90.0
_START = 60  # letters of an opening
_SENTENCES = 3
_SENTENCE = re.compile(r"[.!?;:]\s")
_MOST = 6  # listings with one sentence from which on it is anybody's
_OPENING = 6  # letters with which the titles of one series open
_FORM = 3  # listings from which on a text is a form that many fill in, and nobody's in particular


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
    blind: str
    words: frozenset[str]
    about: frozenset[str]


def copies_of(listings: Iterable[Listing], series: Iterable[Series] = ()) -> tuple[Copy, ...]:
    """Find listings of different projects whose long descriptions are nearly equal.

    Likely the original is the one whose title, sponsor and place the description speaks of; where that says nothing,
    the earlier row. The projects of a series may repeat one another, and a text of many listings is a form.
    """
    listings = tuple(listings)
    near = list(_pairs(listings))
    texts = {at: _text(listings[at]) for pair in near for at in pair}
    alike = [
        (one, other, likeness)
        for one, other in near
        if (likeness := fuzz.ratio(texts[one].blind, texts[other].blind, score_cutoff=_ALIKE))
    ]
    numbers = {at: number for number, at in enumerate(sorted({at for one, other, _ in alike for at in (one, other)}))}
    groups = Clusters(len(numbers))
    for one, other, _ in alike:
        groups.join(numbers[one], numbers[other])
    together = {frozenset(pair) for one in series for pair in combinations(one.listings, 2)}
    spread = Counter(word for text in texts.values() for word in text.words)
    found = [
        _copy(texts[one], texts[other], likeness, spread)
        for one, other, likeness in alike
        if len(groups.members(numbers[one])) <= _FORM
        and not _are_related(texts[one], texts[other])
        and frozenset((texts[one].ref, texts[other].ref)) not in together
    ]
    return tuple(sorted(found, key=lambda copy: (copy.copy, copy.original)))


def _are_related(one: _Text, other: _Text) -> bool:
    """Do the titles open alike, or share a word under one sponsor?"""
    if one.title.blind[:_OPENING] == other.title.blind[:_OPENING]:
        return True
    return one.owner == other.owner and not set(one.title.words).isdisjoint(other.title.words)


def _text(listing: Listing) -> _Text:
    said = _clean(listing, "description")
    about = (word for name in ("title", "sponsor", "place") for word in printed_words(_clean(listing, name)))
    return _Text(
        Ref(listing.edition, listing.row),
        title_of(_clean(listing, "title")),
        fold(listing.core or ""),
        key(said),
        frozenset(map(fold, printed_words(said))),
        frozenset(fold(word) for word in about if len(word) > 3),
    )


def _clean(listing: Listing, name: str) -> str:
    value = listing.values.get(name)
    return value.clean if value is not None and isinstance(value.clean, str) else ""


def _pairs(listings: Sequence[Listing]) -> Iterator[tuple[int, int]]:
    """Give the pairs whose long descriptions share their opening or one of their longest sentences.

    A million checksums are packed with their positions and sorted: nothing else of the texts is held.
    """
    packed = sorted(
        mark << 32 | at for at, listing in enumerate(listings) for mark in _marks(_clean(listing, "description"))
    )
    seen: set[tuple[int, int]] = set()
    for _, group in groupby(packed, key=lambda one: one >> 32):
        members = [one & 0xFFFFFFFF for one in islice(group, _MOST + 1)]
        if 1 < len(members) <= _MOST:
            for pair in combinations(members, 2):
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _marks(text: str) -> set[int]:
    """Checksums of a long text's opening and of its longest sentences; a short text has none."""
    if len(text) < LONG:
        return set()
    sentences = sorted(_SENTENCE.split(text), key=lambda sentence: (-len(sentence), sentence))[:_SENTENCES]
    return {crc32(key(part).encode()) for part in (text[:_START], *sentences)}


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
