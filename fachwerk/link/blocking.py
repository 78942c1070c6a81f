"""Which pairs of names are worth comparing: those that share something rare, so that work grows with the names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from fachwerk.link import particulars
from fachwerk.link.features import Mention
from fachwerk.link.persons import person_of

MOST = 24  # names that are all compared with one another
NEIGHBOURS = 3  # of more names than that, neighbours in the alphabet, where that means anything
_OPENING = 12
_ENDS = 5
_RARE = 8  # names with a word from which on it is not looked for misprinted
_MISPRINTED = 6  # letters of a word that can be recognised though misprinted


def candidates(mentions: Sequence[Mention]) -> set[tuple[int, int]]:
    """Give pairs of positions, the smaller first.

    Two names become a pair if they share their rarest word, a rare second one, or two of their three rarest; five
    letters at either end of a rare word, beside legal form and place; their first letters; a kind of body together with
    a place; or if one prints an acronym that the first letters of the other's words spell.
    """
    pairs = _spelt_out(mentions)
    spread = Counter(word for mention in mentions for word in mention.name.words)
    rarest = [_rarest(one, spread) for one in mentions]
    for keys, are_ordered in KEYS:
        blocks: defaultdict[str, list[int]] = defaultdict(list)
        for at, mention in enumerate(mentions):
            for key in set(keys(mention, rarest[at], spread)):
                blocks[key].append(at)
        for members in blocks.values():
            if 1 < len(members) <= MOST:
                pairs.update(combinations(members, 2))
            elif len(members) > MOST and are_ordered:
                pairs.update(_neighbours(members, mentions))
    return pairs


def keys_of(mention: Mention, spread: Mapping[str, int]) -> set[str]:
    """Give all keys of a name, each under its sort: an engine that joins tables pairs the names that share one."""
    rarest = _rarest(mention, spread)
    sorts = {f"{keys.__name__} {key}" for keys, _ in KEYS for key in keys(mention, rarest, spread)}
    letters = mention.name.acronyms | mention.name.initials
    return sorts | {f"_letters {one}" for one in letters if len(one) > 2}


def _rarest(mention: Mention, spread: Mapping[str, int]) -> list[str]:
    return sorted(mention.name.words, key=lambda word: (spread[word], word))[:3]


def _words(mention: Mention, rarest: Sequence[str], spread: Mapping[str, int]) -> Iterator[str]:
    yield from (word for at, word in enumerate(rarest[:2]) if not at or spread[word] <= _RARE)


def _ends(mention: Mention, rarest: Sequence[str], spread: Mapping[str, int]) -> Iterator[str]:
    for word in rarest[:2]:
        if spread[word] <= _RARE and len(word) >= _MISPRINTED:
            for place in mention.where.places or ("",):
                yield f"{word[:_ENDS]}- {mention.name.legal_form} {place}"
                yield f"-{word[-_ENDS:]} {mention.name.legal_form} {place}"


def _pairs(mention: Mention, rarest: Sequence[str], spread: Mapping[str, int]) -> Iterator[str]:
    yield from map(" ".join, combinations(rarest, 2))


def _openings(mention: Mention, rarest: Sequence[str], spread: Mapping[str, int]) -> Iterator[str]:
    yield mention.name.blind[:_OPENING]


def _kinds(mention: Mention, rarest: Sequence[str], spread: Mapping[str, int]) -> Iterator[str]:
    where = mention.where
    for head in mention.name.heads:
        for place in mention.name.places or where.places | where.regions | where.words:
            yield f"{head} {place}"


def _particulars(mention: Mention, rarest: Sequence[str], spread: Mapping[str, int]) -> Iterator[str]:
    if mention.said is None:
        return
    yield from particulars.keys_of(mention.said)
    _, _, postcode, place = mention.said.address
    for part in person_of(mention.name.core):
        for other in (postcode, place, mention.said.born[:6]):
            if part and other:
                yield f"{part} {other}"


# The sorts of keys, and whether names that share one are worth comparing with their neighbours if they are many.
KEYS = ((_words, False), (_ends, False), (_pairs, True), (_openings, True), (_kinds, True), (_particulars, True))


def _spelt_out(mentions: Sequence[Mention]) -> set[tuple[int, int]]:
    """Pairs of an acronym and a name whose first letters it could be."""
    printed: defaultdict[str, list[int]] = defaultdict(list)
    spelt: defaultdict[str, list[int]] = defaultdict(list)
    for at, mention in enumerate(mentions):
        for acronym in mention.name.acronyms:
            printed[acronym].append(at)
    for at, mention in enumerate(mentions):
        for initials in mention.name.initials:
            if initials in printed:
                spelt[initials].append(at)
    return {
        (min(one, other), max(one, other))
        for acronym, long in spelt.items()
        if len(acronym) > 2 and len(long) + len(printed[acronym]) <= MOST
        for one in printed[acronym]
        for other in long
        if one != other
    }


def _neighbours(members: Sequence[int], mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    ordered = sorted(members, key=lambda at: (mentions[at].name.blind, at))
    for step in range(1, NEIGHBOURS + 1):
        for one, other in zip(ordered, ordered[step:], strict=False):
            yield (one, other) if one < other else (other, one)
