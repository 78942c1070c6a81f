"""Where a page's columns lie: vertical strips that hardly any line crosses and to the right of which cells begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from fachwerk.rows.columns.words import (
    Chunk,
    Printed,
    Word,
    cells_of,
    chunks,
    is_amount_with_unit,
    shape_of,
    stands_apart,
)

# A strip may be crossed by this share of the lines that fill the weaker of the two columns beside it: cells that
# touch, and blocks of lines that the tool has set a few characters off.
_CROSSED = 0.34
# And this share of the lines right of it must begin there, else it is the ragged end of a column of text.
_BEGINS = 0.6
# A single blank is half a crossing: it may be the seam of two cells that touch.
_BLANK = 0.5
_BLANK_AT_VALUE = 0.1
# So many lines must speak for a column; on a page of few lines one is enough.
_LEAST_LINES = 2
_FEW = 10


class Span(NamedTuple):
    """A column's bounds on one page in characters, `right` exclusive; columns of a page share their bounds."""

    left: int
    right: int


def spans(lines: Sequence[Printed]) -> list[Span]:
    """The columns of one page, left to right: split the page where it is split best, then the parts again."""
    if not lines:
        return []
    cover = _cover(lines)
    cuts = sorted(_splits(cover, lines, 0, len(cover)))
    return [Span(left, right) for left, right in zip([0, *cuts], [*cuts, len(cover)], strict=True)]


def _cover(lines: Sequence[Printed]) -> list[float]:
    """How many lines print something at each character position."""
    width = max(line.words[-1].end for line in lines)
    steps = [0.0] * (width + 1)
    for line in lines:
        for chunk in chunks(line.words):
            steps[chunk.start] += 1
            steps[chunk.end] -= 1
            for at, crossed in _seams(chunk):
                steps[at] -= 1 - crossed
                steps[at + 1] += 1 - crossed
    return list(accumulate(steps[:-1]))


def _seams(chunk: Chunk) -> Iterator[tuple[int, float]]:
    """The blanks of a chunk at which two cells may touch, and how far each counts as crossed.

    None inside one value such as `12.750,00 €`; nearly not at all beside a day or an amount, and after one that fills
    the cell before: `50 % 04711` may be two cells, `50 % der Plätze` in the midst of a text is none.
    """
    if shape_of(chunk.text).is_value:
        return
    begins = {cell.start for cell in cells_of(chunk)}
    tokens, at = chunk.text.split(" "), chunk.start
    for left, right in pairwise(tokens):
        at += len(left)
        if not is_amount_with_unit(left, right):
            is_beside = stands_apart(left) or stands_apart(right) or at + 1 in begins
            yield at, _BLANK_AT_VALUE if is_beside else _BLANK
        at += 1


def _splits(cover: Sequence[float], lines: Sequence[Printed], low: int, high: int) -> list[int]:
    """Cut positions between `low` and `high`, best first, recursively."""
    if high - low < 3:
        return []
    least = 1 if len(lines) < _FEW else _LEAST_LINES
    before = list(accumulate(cover[low:high], max))
    after = list(accumulate(reversed(cover[low:high]), max))[::-1]
    ratios = [
        (cover[at] + 0.01) / weaker if (weaker := min(before[at - low], after[at - low])) >= least else 9.0
        for at in range(low, high)
    ]
    for at in sorted(range(low + 1, high), key=lambda at: ratios[at - low]):
        if ratios[at - low] > _CROSSED:
            return []
        begins, passes = _begins(lines, at, high)
        if begins < least or begins < _BEGINS * (begins + passes):
            continue
        cut = _rightmost(ratios, at, low)
        return [*_splits(cover, lines, low, cut), cut, *_splits(cover, lines, cut, high)]
    return []


def _rightmost(ratios: Sequence[float], at: int, low: int) -> int:
    """The right end of the strip that is crossed as little as position `at`: columns begin after it."""
    least = ratios[at - low] + 0.001
    while at + 1 - low < len(ratios) and ratios[at + 1 - low] <= least:
        at += 1
    return at


def _begins(lines: Sequence[Printed], at: int, high: int) -> tuple[int, int]:
    """How many lines begin a cell between `at` and `high`, and how many come from the left without a stop."""
    begins = passes = 0
    for line in lines:
        word = next((word for word in line.words if word.end > at), None)
        if word is None or word.start >= high:
            continue
        if word.start > at and (word.start in _cell_starts(line.words) or stands_apart(word.text)):
            begins += 1
        else:
            passes += 1
    return begins, passes


@lru_cache(maxsize=1 << 12)
def _cell_starts(words: tuple[Word, ...]) -> frozenset[int]:
    return frozenset(cell.start for chunk in chunks(words) for cell in cells_of(chunk))
