"""Blocks of rows that are printed again in the same order: a doubled page or list, as against legitimate repetition."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fachwerk.records import Cell
from fachwerk.rows.findings import Finding, refutes
from fachwerk.text import blind

_LEAST_BLOCK = 5
_LEAST_LIST = 3
_MOST_EARLIER = 40  # of equal rows, so many are kept in sight


class _Run(NamedTuple):
    """Rows `first` to `last` repeat those a fixed distance before; `rare` of them had been printed only once."""

    first: int
    last: int
    rare: int


class Blocks:
    """Finds rows that are printed again in the same order, at any distance.

    A row that is printed often (a natural person's grant without the name) proves nothing: five rows that had been
    printed once make a block, or the whole list does.
    """

    def __init__(self) -> None:
        self._first: dict[int, int] = {}
        self._again: dict[int, array[int]] = {}  # of the few rows that are printed more than once
        self._runs: dict[int, _Run] = {}  # by distance
        self._found: tuple[_Run, int] | None = None
        self._count = 0

    def add(self, cells: Sequence[Cell]) -> None:
        """Take a row; what it says counts, not how it is spaced."""
        self._count += 1
        mark = hash(tuple(None if cell.printed is None else blind(cell.printed) for cell in cells))
        first = self._first.setdefault(mark, self._count)
        again = self._again.get(mark, ())
        is_rare = not again
        runs: dict[int, _Run] = {}
        for place in (*again[-_MOST_EARLIER:], *((first,) if first < self._count else ())):
            distance = self._count - place
            run = self._runs.pop(distance, _Run(self._count, self._count, 0))
            runs[distance] = _Run(run.first, self._count, run.rare + is_rare)
        self._end_runs()
        self._runs = runs
        if first < self._count:
            self._again.setdefault(mark, array("l")).append(self._count)

    def findings(self) -> Iterator[Finding]:
        """Name the longest block, which is a page or a whole list."""
        self._end_runs()
        self._runs = {}
        if self._found is None:
            return
        run, distance = self._found
        yield refutes(
            f"rows {run.first}–{run.last} repeat rows {run.first - distance}–{run.last - distance} one for one: "
            "the list, or a part of it, is there twice"
        )

    def _end_runs(self) -> None:
        for distance, run in self._runs.items():
            length = run.last - run.first + 1
            is_list = run.last == self._count == 2 * length and distance == length >= _LEAST_LIST
            is_longer = self._found is None or length > self._found[0].last - self._found[0].first + 1
            if distance >= length and is_longer and (run.rare >= _LEAST_BLOCK or is_list):
                self._found = (run, distance)
