"""Which pairs of names are worth comparing: those that share something rare, so that work grows with the names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from fachwerk.link.features import Mention

MOST = 24  # names that are all compared with one another; of more that share a key, neighbours in the alphabet are
NEIGHBOURS = 4
_OPENING = 7


def candidates(mentions: Sequence[Mention]) -> set[tuple[int, int]]:
    """Give pairs of positions, the smaller first.

    Two names become a pair if they share one of their rarer words, an acronym (printed by one, the first letters of the
    other), their first letters, or a kind of body together with a place.
    """
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    spread = Counter(word for mention in mentions for word in mention.name.words)
    for at, mention in enumerate(mentions):
        for key in set(_keys(mention, spread)):
            blocks[key].append(at)
    pairs: set[tuple[int, int]] = set()
    for members in blocks.values():
        if len(members) > 1:
            pairs.update(_within(members, mentions))
    return pairs


def _keys(mention: Mention, spread: Counter[str]) -> Iterator[str]:
    name = mention.name
    by_rarity = sorted(name.words, key=lambda word: (spread[word], word))
    for word in by_rarity[:2]:
        yield f"word {word}"
    for word in name.proper:
        if len(word) > _OPENING:
            yield f"open {word[:_OPENING]}"
    if len(by_rarity) > 2:
        yield f"pair {by_rarity[0]} {by_rarity[2]}"
        yield f"pair {by_rarity[1]} {by_rarity[2]}"
    yield f"blind {name.blind[:_OPENING]}"
    yield f"tail {name.blind[-_OPENING:]}"
    for acronym in name.acronyms | name.initials:
        if len(acronym) > 2:
            yield f"acronym {acronym}"
    for head in name.heads:
        for place in name.places or mention.where.places | mention.where.regions | mention.where.words:
            yield f"kind {head} {place}"


def _within(members: list[int], mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    if len(members) <= MOST:
        yield from combinations(members, 2)
        return
    ordered = sorted(members, key=lambda at: (mentions[at].name.blind, at))
    for step in range(1, NEIGHBOURS + 1):
        for one, other in zip(ordered, ordered[step:], strict=False):
            yield (one, other) if one < other else (other, one)
