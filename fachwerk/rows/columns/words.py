"""Words with their places: what a line of a dump that keeps columns by blanks is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from fachwerk.records import Line


class Word(NamedTuple):
    """Characters without a blank, at character positions `start` to `end` of their line; `gap` blanks before it."""

    text: str
    start: int
    end: int
    gap: int


class Chunk(NamedTuple):
    """Words with single blanks between them; by rule a cell's line, by exception more than one."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Printed:
    """A line that is not blank: its words, and how many blank lines stand before it on its page."""

    line: Line
    words: tuple[Word, ...]
    blanks_before: int

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def page(self) -> int:
        return self.line.page


_WORD = re.compile(r"\S+")


def words_of_line(text: str) -> tuple[Word, ...]:
    """Cut at white space; a tab reaches to the next eighth place, as terminals show it.

    >>> [word.start for word in words_of_line("Ort   2012")]
    [0, 6]
    """
    last, found = 0, []
    for match in _WORD.finditer(text.expandtabs(8)):
        found.append(Word(match.group(), match.start(), match.end(), match.start() - last))
        last = match.end()
    return tuple(found)


def printed_lines(lines: Sequence[Line]) -> Iterator[Printed]:
    """Yield every line that is not blank, with the number of blank lines before it."""
    page, blanks = 0, 0
    for line in lines:
        if line.page != page:
            page, blanks = line.page, 0
        words = words_of_line(line.text)
        if words:
            yield Printed(line, words, blanks)
            blanks = 0
        else:
            blanks += 1


def chunks(words: Sequence[Word]) -> list[Chunk]:
    """Gather words that have a single blank between them.

    >>> [chunk.text for chunk in chunks(words_of_line("Bad Ort   2012"))]
    ['Bad Ort', '2012']
    """
    found: list[Chunk] = []
    for word in words:
        if found and word.gap == 1:
            last = found[-1]
            found[-1] = Chunk(f"{last.text} {word.text}", last.start, word.end)
        else:
            found.append(Chunk(*word[:3]))
    return found


class Shape(Enum):
    """What a piece of text looks like."""

    DAY = "day"
    YEAR = "year"
    AMOUNT = "amount"
    NUMBER = "number"
    WORDS = "words"

    @property
    def is_value(self) -> bool:
        """Tell the shapes of which a cell holds one."""
        return self is not Shape.WORDS


_CURRENCY = r"(?:€|EUR|Euro|£|GBP|\$|Kč|CZK|zł|PLN|kr\.?)"
_UNIT = re.compile(rf"%|{_CURRENCY}")
_SHAPES = (
    (Shape.DAY, re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}")),
    (Shape.YEAR, re.compile(r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)\d\d|\d\d))*\s?[-–/]?|[-–/]\s?(?:19|20)\d\d")),
    (
        Shape.AMOUNT,
        re.compile(
            rf"{_CURRENCY}?\s?[-–+]?\d{{1,3}}(?:[.,' ]\d{{3}})+(?:[.,]\d{{1,2}})?\s?-?{_CURRENCY}?"
            rf"|{_CURRENCY}?\s?[-–+]?\d+[.,]\d{{1,2}}\s?(?:%|{_CURRENCY})?|{_CURRENCY}\s?\d+|\d+\s?(?:%|{_CURRENCY})"
        ),
    ),
    (Shape.NUMBER, re.compile(r"\d{1,10}[.)]?|[-–]")),
)


@lru_cache(maxsize=1 << 16)
def shape_of(text: str) -> Shape:
    """The first shape that fits all of the text.

    >>> shape_of("31.12.2024"), shape_of("2011/2013"), shape_of("9.000,00 €"), shape_of("Bad Ort")
    (<Shape.DAY: 'day'>, <Shape.YEAR: 'year'>, <Shape.AMOUNT: 'amount'>, <Shape.WORDS: 'words'>)
    """
    if not any(character.isdigit() for character in text[:4]) and not any(c.isdigit() for c in text[-4:]):
        return Shape.WORDS
    for shape, pattern in _SHAPES:
        if pattern.fullmatch(text):
            return shape
    return Shape.WORDS


def cells_of(chunk: Chunk) -> Iterator[Chunk]:
    """Part a chunk after each day or amount that it begins with: such a value fills a cell, and the next one touches.

    >>> [part.text for part in cells_of(Chunk("42,5 % 04711 Bad Ort", 0, 20))]
    ['42,5 %', '04711 Bad Ort']
    """
    words = chunk.text.split(" ")
    for count in range(len(words) - 1, 0, -1):
        first = " ".join(words[:count])
        if stands_apart(first):
            end = chunk.start + len(first)
            yield Chunk(first, chunk.start, end)
            yield from cells_of(Chunk(chunk.text[len(first) + 1 :], end + 1, chunk.end))
            return
    yield chunk


def is_amount_with_unit(left: str, right: str) -> bool:
    """Tell two words that are one amount: a number and the currency or `%` that goes with it."""
    return _UNIT.fullmatch(right) is not None and stands_apart(f"{left} {right}")


def stands_apart(text: str) -> bool:
    """Tell a day or an amount: such a text hardly ever stands in the midst of a cell of words."""
    return shape_of(text) in (Shape.DAY, Shape.AMOUNT)
