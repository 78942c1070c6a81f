"""The heading of a dump: which columns there are, in which order, and what to expect in each.

In a dump the headings of all columns are one stream of words, wrapped like everything else. They are told apart by
the published wordings in `reference/headings.yml`; words between two known headings are one unknown heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from fachwerk import reference
from fachwerk.records import Break
from fachwerk.rows.dump.model import Column
from fachwerk.rows.dump.shapes import Shape
from fachwerk.rows.meaning import heading
from fachwerk.rows.wrap import join
from fachwerk.text import key

# What a column of this meaning holds, and how many words a cell of it usually has: starting points only.
_EXPECTS: Mapping[str, tuple[Shape | None, float]] = {
    "begin": (Shape.DAY, 1),
    "end": (Shape.DAY, 1),
    "item": (Shape.NUMBER, 1),
    "running": (Shape.NUMBER, 1),
    "year_approved": (Shape.YEARS, 1),
    "year_completed": (Shape.YEARS, 1),
    "year_approved year_completed": (Shape.YEARS, 1),
    "amount_planned": (Shape.AMOUNT, 1),
    "amount_awarded": (Shape.AMOUNT, 1),
    "amount_paid": (Shape.AMOUNT, 1),
    "amount_total": (Shape.AMOUNT, 1),
    "cofinancing_rate": (Shape.AMOUNT, 1),
    "postcode": (Shape.CODE, 1),
    "sponsor": (Shape.WORDS, 3.5),
    "place": (Shape.WORDS, 1.2),
    "region": (Shape.WORDS, 1.3),
    "country": (Shape.WORDS, 1.5),
    "postcode place": (Shape.WORDS, 2),
    "kind": (Shape.WORDS, 4),
    "title": (Shape.WORDS, 6),
    "description": (Shape.WORDS, 40),
    "programme": (Shape.WORDS, 3),
    "intervention": (Shape.WORDS, 5),
    "status": (Shape.WORDS, 1),
    "identifier": (None, 1),
}
_UNKNOWN: tuple[Shape | None, float] = (None, 3)
_LONGEST = 24
_JOINTS = frozenset(("/", "-", "–", "&", "und", "bis", "and", "to"))
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]|\b(?:in )?(?:€|EUR|Euro)\b")
_FIRST_LINES = 60


class Word(NamedTuple):
    """One word of the heading: its text and the index of its line."""

    text: str
    line: int


class HeadColumn(NamedTuple):
    """One heading found: its words, and the meaning of its wording (empty if unknown)."""

    words: tuple[Word, ...]
    meaning: str


@cache
def _meanings() -> Mapping[str, str]:
    known: dict[str, str] = {}
    for wording in reference.headings().wordings:
        if key(wording.text):
            known.setdefault(key(wording.text), wording.meaning)
    return known


def find_heading(texts: Sequence[str], least: int = 3) -> tuple[HeadColumn, ...]:
    """The headings among the first lines, in order; empty if no `least` known headings stand together.

    The stretch of whole lines is chosen that gains most: words of known headings count for it, other words against
    it, and one long heading is better than two short ones. Upper storeys ("Laufzeit" over "Beginn" and "Ende") are
    left out.
    """
    words = [Word(word, index) for index, text in enumerate(texts[:_FIRST_LINES]) for word in text.split()]
    found: list[HeadColumn] = []
    loose: list[Word] = []
    for first, last, meaning in _best_stretch(words):
        if not meaning:
            loose.extend(words[first:last])
            continue
        if loose:
            found.append(HeadColumn(tuple(loose), ""))
            loose = []
        found.append(HeadColumn(tuple(words[first:last]), meaning))
    leaves = _without_storeys(found)
    return leaves if sum(bool(column.meaning) for column in leaves) >= least else ()


def find_more_headings(texts: Sequence[str]) -> tuple[HeadColumn, ...]:
    """Further headings at the very beginning of a page's lower part; nothing but known headings may stand there."""
    words = [Word(word, index) for index, text in enumerate(texts[:_FIRST_LINES]) for word in text.split()]
    parts = _best_stretch(words)
    if not parts or parts[0][0] > 0 or not all(meaning for _, _, meaning in parts):
        return ()
    return tuple(HeadColumn(tuple(words[first:last]), meaning) for first, last, meaning in parts)


def _without_storeys(found: Sequence[HeadColumn]) -> tuple[HeadColumn, ...]:
    """Leave out headings that stand over others: of the same meaning, or of both parts of a double one."""
    leaves = []
    for index, column in enumerate(found):
        below = {later.meaning for later in found[index + 1 :] if later.words[0].line > column.words[0].line}
        is_over = column.meaning == "storeys" or (bool(column.meaning) and set(column.meaning.split()) <= below)
        is_over = is_over or (column.meaning in below and not column.meaning.startswith("amount"))
        if not is_over:
            leaves.append(column)
    return tuple(leaves)


class _Stretch(NamedTuple):
    gain: float
    parts: tuple[tuple[int, int, str], ...]


def _best_stretch(words: Sequence[Word]) -> tuple[tuple[int, int, str], ...]:
    """Split a stretch of whole lines into known headings and others so that the gain is greatest."""
    gains = [_Stretch(0.0, ())]
    best = gains[0]
    for last in range(1, len(words) + 1):
        is_line_end = last == len(words) or words[last].line != words[last - 1].line
        chosen = max(_options(words, gains, last, is_line_end), key=lambda stretch: stretch.gain)
        gains.append(chosen)
        if is_line_end and chosen.gain > best.gain and chosen.parts and chosen.parts[-1][2]:
            best = chosen
    return best.parts


def _options(words: Sequence[Word], gains: Sequence[_Stretch], last: int, is_line_end: bool) -> Iterator[_Stretch]:
    """The ways in which a stretch may reach up to word `last`."""
    if is_line_end:
        yield _Stretch(0.0, ())
    before = gains[last - 1]
    if before.parts:
        yield _Stretch(before.gain - 2.5, (*before.parts, (last - 1, last, "")))
    else:
        yield _Stretch(-0.01, ())
    for first in range(max(0, last - _LONGEST), last):
        before = gains[first]
        is_line_start = first == 0 or words[first].line != words[first - 1].line
        if not before.parts and not is_line_start:
            continue
        meaning = _meaning(words, first, last)
        if meaning:
            yield _Stretch(before.gain + 1.5 * (last - first) - 0.75, (*before.parts, (first, last, meaning)))


def _meaning(words: Sequence[Word], first: int, last: int) -> str:
    """What these words mean as a heading: by themselves, without brackets, or under a word of the line above."""
    known = _meanings()
    text = " ".join(word.text for word in words[first:last])
    plain = key(_BRACKETS.sub("", text))
    meaning = known.get(key(text)) or (known.get(plain, "") if plain else "")
    if meaning and _is_one(meaning, [word.text for word in words[first:last]]):
        return meaning
    upper = {key(word.text) for word in words[:first] if words[0].line == word.line < words[first].line} - {""}
    return next((known[name + plain] for name in upper if plain and name + plain in known), "")


def _is_one(meaning: str, words: Sequence[str]) -> bool:
    """Whether this may be one heading: two fields share one only if a mark or word joins them ("Jahr / Restjahr")."""
    if meaning == "none":
        return len(words) > 1
    return " " not in meaning or len(words) == 1 or any(word in _JOINTS or "/" in word for word in words)


def expectations() -> Mapping[str, Shape | None]:
    """Meaning of a heading -> the shape of its values, if one is expected."""
    return {meaning: found for meaning, (found, _) in _EXPECTS.items()}


def columns_of(found: Iterable[HeadColumn]) -> tuple[Column, ...]:
    """What the headings let one expect; a second column of one meaning is told apart by a number."""
    names: dict[str, int] = {}
    columns = []
    for column in found:
        expects, words = _EXPECTS.get(column.meaning, _UNKNOWN)
        name = printed_heading(column)
        names[name] = names.get(name, 0) + 1
        columns.append(Column(name if names[name] == 1 else f"{name} ({names[name]})", expects, words))
    return tuple(columns)


def printed_heading(column: HeadColumn) -> str:
    """The heading's words joined as they were set: lines by the join policy, words by blanks."""
    lines: dict[int, list[str]] = {}
    for word in column.words:
        lines.setdefault(word.line, []).append(word.text)
    texts = [" ".join(words) for words in lines.values()]
    return heading(join(texts, [Break.UNKNOWN] * (len(texts) - 1)))
