"""The heading of a dump: which columns there are, in which order, and what to expect in each.

In a dump the headings of all columns are one stream of words, wrapped like everything else. They are told apart by
the published wordings in `reference/headings.yml`; words between two known headings are one unknown heading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    "country": (Shape.WORDS, 1),
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
        known.setdefault(key(wording.text), wording.meaning)
    return known


def find_heading(texts: Sequence[str]) -> tuple[HeadColumn, ...]:
    """The headings among the first lines, in order; empty if no three known headings stand together.

    The stretch of lines is chosen that gains most: every word of a known heading counts for it, every other word
    against it.
    """
    words = [Word(word, index) for index, text in enumerate(texts[:_FIRST_LINES]) for word in text.split()]
    best, ends = _best_stretch(words)
    found: list[HeadColumn] = []
    loose: list[Word] = []
    for first, last, meaning in best:
        if meaning:
            if loose:
                found.append(HeadColumn(tuple(loose), ""))
                loose = []
            if meaning != "storeys":
                found.append(HeadColumn(tuple(words[first:last]), meaning))
        else:
            loose.extend(words[first:last])
    if ends and sum(bool(column.meaning) for column in found) >= 3:
        return tuple(found)
    return ()


def _best_stretch(words: Sequence[Word]) -> tuple[list[tuple[int, int, str]], int]:
    """Split a stretch of whole lines into known headings and others so that the gain is greatest."""
    known = _meanings()
    gains: list[tuple[float, list[tuple[int, int, str]]]] = [(0.0, [])]
    best: tuple[float, list[tuple[int, int, str]]] = (0.0, [])
    end = 0
    for last in range(1, len(words) + 1):
        options: list[tuple[float, list[tuple[int, int, str]]]] = (
            [(0.0, [])] if last == len(words) or words[last].line != words[last - 1].line else []
        )
        gain, parts = gains[last - 1]
        options.append((gain - 2.5, [*parts, (last - 1, last, "")]) if parts else (-0.01, []))
        for first in range(max(0, last - _LONGEST), last):
            meaning = known.get(key("".join(word.text for word in words[first:last])))
            if meaning is None or meaning == "none" and last - first < 2:
                continue
            starts_line = first == 0 or words[first].line != words[first - 1].line
            before = gains[first]
            if not before[1] and not starts_line:
                continue
            options.append((before[0] + 2.0 + 0.5 * (last - first), [*before[1], (first, last, meaning)]))
        chosen = max(options, key=lambda option: option[0])
        gains.append(chosen)
        at_line_end = last == len(words) or words[last].line != words[last - 1].line
        if at_line_end and chosen[0] > best[0] and chosen[1] and chosen[1][-1][2]:
            best, end = chosen, last
    return best[1], end


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
