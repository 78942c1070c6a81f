"""What a heading may mean, told from its words alone: published wordings first, likeness last."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from math import log
from typing import NamedTuple

from fachwerk.reference import headings
from fachwerk.text import key, normal, squeeze

EXACT, SECOND, REMARK, STOREY, PARTS = 1.0, 0.8, 0.05, 0.05, 0.1
_LEAST_LIKENESS = 0.75
_CLEARLY_BETTER = 0.08
_LIKE = 0.7  # a likeness of 1 is worth less than a second-rank wording
_SHARED_COLUMNS = (("begin", "end"), ("year_approved", "year_completed"), ("postcode", "place"))
_BEARERS = {"sponsor", "title"}
_NOT_FIELDS = ("running", "none")
_STOREYS = "storeys"

_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_FOOTNOTE = re.compile(r"(?:\s*(?:\*+|[¹²³⁴-⁹]+|(?<=\s)\d\)))+\s*$")
_REMARK = re.compile(r"\s+[-–—]\s+|:\s|;\s")
_PARTS = re.compile(r"\s*/\s*|\s+(?:und|and|bzw\.|et|oraz|e|y|en)\s+|\s+[-–|]\s+")
_WORDS = re.compile(r"[^\W_]+")


class Claim(NamedTuple):
    """A column's claim on fields, from its heading: `strength` 2 by hand, 1 exact, less for less; why, in words.

    No fields means: known to be something else, a running number if `is_running`.
    """

    fields: tuple[str, ...]
    strength: float
    is_running: bool = False


def claims_of(heading: str, others: Sequence[str] = ()) -> tuple[Claim, ...]:
    """Give what a heading may mean, best first; `others` are the headings beside it, for shared upper storeys.

    In this order: an exact wording; the wording without footnote, brackets, or a remark after a dash; the lower storey
    alone, where the upper one is known or stands above a neighbour too; two parts with one meaning each; likeness.
    The first that answers decides; several claims come back only where one wording has several meanings.
    """
    return _plainly(heading) or _by_storey(heading, others) or _by_parts(heading) or _by_likeness(heading)


@cache
def known_words() -> frozenset[str]:
    """Give every word of a published heading, case folded: `durchführungsort`."""
    return frozenset(word for one in headings().wordings for word in _WORDS.findall(one.text.casefold()))


def _plainly(heading: str) -> tuple[Claim, ...]:
    text = _FOOTNOTE.sub("", squeeze(normal(heading)))
    bare = _BRACKETS.sub("", text)
    for variant, weakness in ((text, 0.0), (bare, REMARK), (_REMARK.split(bare)[0], 2 * REMARK)):
        found = _table().get(plain_key(variant), ()) or _letters().get(key(variant), ())
        if found:
            return tuple(claim._replace(strength=claim.strength - weakness) for claim in found)
    return ()


def _by_storey(heading: str, others: Sequence[str]) -> tuple[Claim, ...]:
    words = heading.split()
    for cut in range(1, len(words)):
        upper, lower = " ".join(words[:cut]), " ".join(words[cut:])
        found = _plainly(lower) or _by_parts(lower)
        if found and (_is_storey(upper, others) or _plainly(upper)[:1] == found[:1]):
            return tuple(claim._replace(strength=claim.strength - STOREY) for claim in found)
    return ()


def _is_storey(upper: str, others: Sequence[str]) -> bool:
    """Tell an upper storey: a known one, or one that stands above a neighbour too.

    One word above two headings is one if it names who or what ("Träger | Name, Ort"), or nothing we know; but "Ort |
    Träger, Projekt" are places, not a sponsor and a title.
    """
    folded = key(upper)
    if any(folded.startswith(storey) for storey in _storeys()):
        return True
    is_shared = any(key(other).startswith(folded) and key(other) != folded for other in others)
    named = {field for claim in _plainly(upper) for field in claim.fields}
    return is_shared and (len(upper.split()) > 1 or named <= _BEARERS)


def _by_parts(heading: str) -> tuple[Claim, ...]:
    parts = [part for part in _PARTS.split(squeeze(heading)) if part]
    if len(parts) < 2:
        return ()
    options = [_plainly(part) or _plainly(_completed(part, parts[0])) for part in parts]
    if not all(options):
        return ()
    fields = tuple(dict.fromkeys(field for found in options for field in found[0].fields))
    if len(fields) == 1 or fields in _SHARED_COLUMNS:
        strength = min(found[0].strength for found in options) - PARTS
        return (Claim(fields, strength),)
    return ()


def _completed(part: str, first: str) -> str:
    """Give a part what it leaves out: the "Abschluss" of "Jahr der Bewilligung / des Abschlusses" is a year."""
    return f"{first.split()[0]} {part}"


@cache
def _by_likeness(heading: str) -> tuple[Claim, ...]:
    words, folded = _content(heading), plain_key(heading)
    if not words:
        return ()
    best: dict[tuple[tuple[str, ...], bool], float] = {}
    for wording, known in zip(_wordings(), _contents(), strict=True):
        meaning = (wording.claim.fields, wording.claim.is_running)
        score = _likeness(words, folded, wording, known)
        if score > best.get(meaning, 0.0):
            best[meaning] = score
    ranked = sorted(best.items(), key=lambda entry: -entry[1])
    if not ranked or ranked[0][1] < _LEAST_LIKENESS:
        return ()
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _CLEARLY_BETTER:
        return ()
    (fields, is_running), score = ranked[0]
    return (Claim(fields, _LIKE * score, is_running),)


class _Known(NamedTuple):
    text: str
    folded: str
    claim: Claim


def _likeness(words: frozenset[str], folded: str, wording: _Known, known: frozenset[str]) -> float:
    """Give the larger of weighted word overlap and, for a misprint in a long heading, letter agreement."""
    weights, rarest = _weights(), _rarest()
    shared = sum(weights.get(word, rarest) for word in words & known)
    overlap = shared / sum(weights.get(word, rarest) for word in words | known) if shared else 0.0
    if overlap < _LEAST_LIKENESS and abs(len(folded) - len(wording.folded)) <= 2 and len(folded) >= 10:
        letters = SequenceMatcher(None, folded, wording.folded, autojunk=False)
        if letters.quick_ratio() > 0.93 and letters.ratio() > 0.93:
            return letters.ratio()
    return overlap


def plain_key(text: str) -> str:
    """Compare headings by letters and digits; filler such as "in €" does not count."""
    filler = headings().filler
    words = [word for word in _WORDS.findall(normal(text).casefold()) if word not in filler]
    return "".join(words) or key(text) or squeeze(text)


def _content(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _WORDS.findall(normal(text).casefold()) if word not in headings().filler)


def _stem(word: str) -> str:
    """Drop the endings that German and English headings differ in: Projektes, Projekts, Projekte."""
    return re.sub(r"(?:es|en|er|em|e|s|n)$", "", word) if len(word) > 4 else word


@cache
def _wordings() -> tuple[_Known, ...]:
    return tuple(
        _Known(one.text, plain_key(one.text), _claim(one.meaning, one.is_second))
        for one in headings().wordings
        if one.meaning != _STOREYS
    )


@cache
def _contents() -> tuple[frozenset[str], ...]:
    """Give the words of each of `_wordings`: only likeness looks at them, which most lists never need."""
    return tuple(_content(one.text) for one in _wordings())


@cache
def _table() -> dict[str, tuple[Claim, ...]]:
    table: dict[str, tuple[Claim, ...]] = {}
    for wording in _wordings():
        others = tuple(one for one in table.get(wording.folded, ()) if one.fields != wording.claim.fields)
        same = [one for one in table.get(wording.folded, ()) if one.fields == wording.claim.fields]
        table[wording.folded] = (*others, max([wording.claim, *same], key=lambda claim: claim.strength))
    return table


@cache
def _letters() -> dict[str, tuple[Claim, ...]]:
    """Give the table by all letters, filler included: for headings whose blanks were lost ("derförderfähigen")."""
    return {key(one.text): _table()[one.folded] for one in _wordings()}


@cache
def _storeys() -> tuple[str, ...]:
    return tuple(key(one.text) for one in headings().wordings if one.meaning == _STOREYS)


@cache
def _weights() -> dict[str, float]:
    """Weigh a word by how few meanings it occurs under: "Vorhaben" says little, "Postleitzahl" all."""
    occurs = Counter(word for words in _words_by_meaning() for word in words)
    meanings = len({one.claim.fields for one in _wordings()})
    return {word: log(1 + meanings / count) for word, count in occurs.items()}


@cache
def _rarest() -> float:
    """What a word weighs that occurs under one meaning only, or under none."""
    return max(_weights().values())


def _words_by_meaning() -> Iterator[frozenset[str]]:
    by_meaning: dict[tuple[str, ...], set[str]] = {}
    for one, words in zip(_wordings(), _contents(), strict=True):
        by_meaning.setdefault(one.claim.fields, set()).update(words)
    yield from map(frozenset, by_meaning.values())


def _claim(meaning: str, is_second: bool) -> Claim:
    strength = SECOND if is_second else EXACT
    if meaning in _NOT_FIELDS:
        return Claim((), strength, is_running=meaning == "running")
    fields = tuple(meaning.split())
    return Claim(fields, strength - PARTS if len(fields) > 1 else strength)
