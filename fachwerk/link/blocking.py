"""Which pairs of names are worth comparing: those that share something rare, so that work grows with the names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from fachwerk.link.features import Mention

MOST = 24  # names that are all compared with one another
NEIGHBOURS = 3  # of more names than that, neighbours in the alphabet, where that means anything
_ORDERED = ("pair", "blind", "kind")
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
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    spread = Counter(word for mention in mentions for word in mention.name.words)
    for at, mention in enumerate(mentions):
        for key in set(_keys(mention, spread)):
            blocks[key].append(at)
    pairs = _spelt_out(mentions)
    for key, members in blocks.items():
        if 1 < len(members) <= MOST:
            pairs.update(combinations(members, 2))
        elif len(members) > MOST and key.startswith(_ORDERED):
            pairs.update(_neighbours(members, mentions))
    return pairs


def _keys(mention: Mention, spread: Counter[str]) -> Iterator[str]:
    name, where = mention.name, mention.where
    by_rarity = sorted(name.words, key=lambda word: (spread[word], word))[:3]
    for at, word in enumerate(by_rarity[:2]):
        if not at or spread[word] <= _RARE:
            yield f"word {word}"
        if spread[word] <= _RARE and len(word) >= _MISPRINTED:
            for place in where.places or ("",):
                yield f"open {word[:_ENDS]} {name.legal_form} {place}"
                yield f"close {word[-_ENDS:]} {name.legal_form} {place}"
    for one, other in combinations(by_rarity, 2):
        yield f"pair {one} {other}"
    yield f"blind {name.blind[:_OPENING]}"
    for head in name.heads:
        for place in name.places or where.places | where.regions | where.words:
            yield f"kind {head} {place}"


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
