"""Change over, in all rows of one value at once, which of two neighbouring columns it stands in.

Where a row of an interleaved dump shows one of two columns above and the other below, reading line by line cannot
leave a mistake that all rows of a value share: each finds the others on its side. Here all of them change together, if
that makes both columns more regular (the measure is that of `seams`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from fachwerk.rows.dump.lines import Printed
from fachwerk.rows.dump.model import Column, Fragment
from fachwerk.rows.dump.seams import LEAST_GAIN, Value, gain, is_names

Row = tuple[Fragment, ...]


class _Pair(NamedTuple):
    """A row whose cells in two neighbouring columns stand on different sides: its place, and what the cells say."""

    row: int
    left: Value
    right: Value


def better_sides(
    rows: Sequence[Row], lines: Sequence[Printed], columns: Sequence[Column], upper: Container[int]
) -> list[Row]:
    """The same rows with every value changed over for which that gains; `upper` are the lines above."""
    changed = list(rows)
    for left in range(len(columns) - 1):
        if is_names(columns[left]) and is_names(columns[left + 1]):
            while members := _best(changed, lines, left, upper):
                for place in members:
                    changed[place] = _changed_over(changed[place], left)
    return changed


def _best(rows: Sequence[Row], lines: Sequence[Printed], left: int, upper: Container[int]) -> list[int]:
    """The rows of the one value whose change gains most; none if none gains enough."""
    counts = [Counter(filter(None, (_value(row, lines, column) for row in rows))) for column in (left, left + 1)]
    groups: defaultdict[tuple[int, Value], list[_Pair]] = defaultdict(list)
    for pair in _pairs(rows, lines, left, upper):
        groups[left, pair.left].append(pair)
        groups[left + 1, pair.right].append(pair)
    best: tuple[float, list[int]] = (LEAST_GAIN, [])
    for members in groups.values():
        lefts, rights = [pair.left for pair in members], [pair.right for pair in members]
        gained = gain(counts[0], lefts, rights) + gain(counts[1], rights, lefts)
        if gained > best[0]:
            best = (gained, [pair.row for pair in members])
    return best[1]


def _pairs(rows: Sequence[Row], lines: Sequence[Printed], left: int, upper: Container[int]) -> Iterator[_Pair]:
    for place, row in enumerate(rows):
        sides = [{part.line in upper for part in row if part.column == column} for column in (left, left + 1)]
        if sides in ([{True}, {False}], [{False}, {True}]):
            yield _Pair(place, _value(row, lines, left), _value(row, lines, left + 1))


def _value(row: Row, lines: Sequence[Printed], column: int) -> Value:
    return tuple(
        word for part in row if part.column == column for word in lines[part.line].words[part.first : part.last]
    )


def _changed_over(row: Row, left: int) -> Row:
    other = {left: left + 1, left + 1: left}
    parts = (part._replace(column=other.get(part.column, part.column)) for part in row)
    return tuple(sorted(parts, key=lambda part: (part.column, part.line)))
