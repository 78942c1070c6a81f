"""How one row of a ready-made table looks: which cells say something of their own, and what kind of thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from fachwerk.records import Break, GridRow
from fachwerk.reference import headings
from fachwerk.rows.wrap import join
from fachwerk.text import key, squeeze

_DIGIT = re.compile(r"\d")
_FIGURES = re.compile(r"[\d.,:/'’ %€+–-]+$")
_UNIT = re.compile(r"(?:\(.*\)|\[.*\]|(?:in )?(?:€|EUR|Euro|%|T€|TEUR|v\. ?H\.))$", re.IGNORECASE)
_ORDINAL = re.compile(r"\(?(\d{1,3})\)?\.?$")
_DASHES = re.compile(r"[-=:_–—*+ ]+$")
_LONGEST_HEADING = 300
# A value is mostly digits: "12.01.2016", "1.234,00 EUR", "DE-2014-17"; a heading may hold one: "Ziel 2".
_FEW_LETTERS = 4
_LONGEST_VALUE = 60


class Shape(NamedTuple):
    """A row seen from outside: column and text of its own cells, and all texts (those of merged cells repeated)."""

    row: GridRow
    own: tuple[tuple[int, str], ...]
    texts: tuple[str, ...]

    @property
    def columns(self) -> frozenset[int]:
        return frozenset([column for column, _ in self.own])

    @property
    def covered(self) -> frozenset[int]:
        return frozenset([column for column in self.row.covered if self.texts[column]])

    @property
    def width(self) -> int:
        """How many columns show something."""
        return len(self.own) + len(self.covered)

    def text(self, column: int) -> str:
        return self.texts[column] if column < len(self.texts) else ""

    @property
    def joined(self) -> str:
        return " ".join(text for _, text in self.own)


def shape_of(row: GridRow) -> Shape:
    texts = row.cells if _are_plain(row.cells) else tuple([printed(cell) for cell in row.cells])
    own = tuple([(at, text) for at, text in enumerate(texts) if text and at not in row.covered])
    return Shape(row, own, texts)


def _are_plain(cells: Sequence[str]) -> bool:
    """Tell that all cells are as they are `printed`: no blank is odd, doubled or at an edge. Nearly all rows are so."""
    line = f" {' '.join(filter(None, cells))} "
    return "  " not in line and line.isprintable()


def printed(cell: str) -> str:
    """Text of a cell: runs of blanks become one, lines that somebody typed are joined by the policy of `wrap`."""
    if "\n" not in cell:
        return squeeze(cell)
    lines = cell.split("\n")
    return join(lines, [Break.TYPED] * len(lines))


def is_value(text: str) -> bool:
    """Tell amounts, days, years, numbers, codes and addresses from words."""
    if len(text) > _LONGEST_VALUE or _DIGIT.search(text) is None:
        return "://" in text or ("@" in text and " " not in text) or text.startswith("www.")
    if _FIGURES.match(text):
        return True
    letters = sum(map(str.isalpha, text))
    return letters <= _FEW_LETTERS and sum(map(str.isdigit, text)) >= letters


def is_known_heading(text: str) -> bool:
    """Tell whether this wording of a heading is among the published ones we know."""
    return len(text) <= _LONGEST_HEADING and _is_known(text)


def is_unit(text: str) -> bool:
    """Tell what belongs under a heading without being one: "(in EUR)", "%"."""
    return _UNIT.match(text) is not None


def could_head(shape: Shape) -> bool:
    """Tell whether a row consists of words short enough to be headings."""
    return all(not is_value(text) and len(text) <= _LONGEST_HEADING for _, text in shape.own)


def is_numbering(shape: Shape) -> bool:
    """Recognise "1 | 2 | 3" or "(1) | (2)", with which forms number their columns, and rules made of dashes."""
    first = shape.own[0][1]
    if _ORDINAL.match(first) is None and _DASHES.match(first) is None:
        return False
    texts = [text for _, text in shape.own]
    if len(texts) > 2 and all(map(_ORDINAL.match, texts)):
        numbers = [int(text.strip("().")) for text in texts]
        return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 1
    return len(texts) > 1 and all(map(_DASHES.match, texts))


def is_alike(shape: Shape, other: Sequence[str]) -> bool:
    """Tell whether a row prints the headings `other` once more: all of its cells but one in five are the same."""
    if len(shape.own) < 2:
        return False
    different, most = 0, len(shape.own) // 5
    for column, text in shape.own:
        different += not (column < len(other) and _is_same(text, other[column]))
        if different > most:
            return False
    return len(shape.own) * 2 > sum(map(bool, other))


def _is_same(text: str, other: str) -> bool:
    # Keys are costly, and headings that are printed once more differ in blanks and hyphens at most.
    is_near = abs(len(text) - len(other)) < 12 and text[0].casefold() == other[:1].casefold()
    return text == other or (is_near and key(text) == key(other))


@lru_cache(maxsize=4096)
def _is_known(text: str) -> bool:
    return key(text) in _known()


@cache
def _known() -> frozenset[str]:
    return frozenset(key(wording.text) for wording in headings().wordings)
