"""Printed lines cut into cells: what is handed on from the columns to the rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from fachwerk.rows.columns.words import Printed


class Slice(NamedTuple):
    """One cell's part of one line: `column` counts from 0, `start` and `end` in characters of the line."""

    column: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Slices:
    """A printed line cut into cells, left to right, and what the cut cost: 0 if everything stands where it should."""

    printed: Printed
    slices: tuple[Slice, ...]
    cost: float = 0.0


def by_column(lines: Sequence[Slices], count: int) -> list[list[Slice]]:
    """The slices of each column, in the order of the lines."""
    columns: list[list[Slice]] = [[] for _ in range(count)]
    for line in lines:
        for each in line.slices:
            columns[each.column].append(each)
    return columns


def pairs(lines: Sequence[Slices], column: int) -> Iterator[tuple[str, str]]:
    """Every line of a column with the column's next one on the same page."""
    above, page = None, 0
    for line in lines:
        if line.printed.page != page:
            above, page = None, line.printed.page
        for each in line.slices:
            if each.column == column:
                if above is not None:
                    yield above, each.text
                above = each.text
