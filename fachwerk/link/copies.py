"""Descriptions that were copied from one listing into another, and which of the two is likely the original."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from rapidfuzz import fuzz

from fachwerk.link.clusters import Clusters
from fachwerk.link.names import fold, printed_words
from fachwerk.link.titles import Title, title_of
from fachwerk.records import Listing, Reason, Ref, Series

LONG = 120  # letters from which two people do not write the same text
_ALIKE = 90.0
_WIDTH = 25  # letters of a sequence
_SKETCH = 6  # smallest hashes kept of each description
_MOST = 30  # listings with one sequence that are all compared; of more, neighbours
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
    home = {ref: one.id for one in series for ref in one.listings}
    texts = [text for listing in listings if (text := _text(listing)) is not None]
    spread = Counter(word for text in texts for word in text.words)
    alike = [
        (at, to, likeness)
        for at, to in _pairs(texts)
        if (likeness := fuzz.ratio(texts[at].blind, texts[to].blind, score_cutoff=_ALIKE))
    ]
    groups = Clusters(len(texts))
    for at, to, _ in alike:
        groups.join(at, to)
    found = [
        _copy(texts[at], texts[to], likeness, spread)
        for at, to, likeness in alike
        if len(groups.members(at)) <= _FORM
        and not _are_related(texts[at], texts[to])
        and (texts[at].ref not in home or home[texts[at].ref] != home.get(texts[to].ref))
    ]
    return tuple(sorted(found, key=lambda copy: (copy.copy, copy.original)))


def _are_related(one: _Text, other: _Text) -> bool:
    """Do the titles open alike, or share a word under one sponsor?"""
    if one.title.blind[:_OPENING] == other.title.blind[:_OPENING]:
        return True
    return one.owner == other.owner and not set(one.title.words).isdisjoint(other.title.words)


def _text(listing: Listing) -> _Text | None:
    said = _clean(listing, "description")
    blind = "".join(map(fold, re.findall(r"[^\W_]+", said)))
    if len(blind) < LONG:
        return None
    about = (word for name in ("title", "sponsor", "place") for word in printed_words(_clean(listing, name)))
    return _Text(
        Ref(listing.edition, listing.row),
        title_of(_clean(listing, "title")),
        fold(listing.core or ""),
        blind,
        frozenset(map(fold, printed_words(said))),
        frozenset(fold(word) for word in about if len(word) > 3),
    )


def _clean(listing: Listing, name: str) -> str:
    value = listing.values.get(name)
    return value.clean if value is not None and isinstance(value.clean, str) else ""


def _pairs(texts: Sequence[_Text]) -> Iterator[tuple[int, int]]:
    blocks: defaultdict[bytes, list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        for mark in _sketch(text.blind):
            blocks[mark].append(at)
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        near = combinations(members, 2) if len(members) <= _MOST else pairwise(members)
        for pair in near:
            if pair not in seen:
                seen.add(pair)
                yield pair


def _sketch(blind: str) -> list[bytes]:
    """Keep the smallest hashes of a text's letter sequences: texts that are nearly one share most of them."""
    pieces = {blind[at : at + _WIDTH] for at in range(len(blind) - _WIDTH + 1)}
    return sorted(hashlib.blake2b(piece.encode(), digest_size=8).digest() for piece in pieces)[:_SKETCH]


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
