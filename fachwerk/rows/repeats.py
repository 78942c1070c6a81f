"""Blocks of rows that are printed again in the same order: a doubled page or list, as against legitimate repetition."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from fachwerk.records import Cell
from fachwerk.rows.findings import Finding, refutes

_LEAST_BLOCK = 5
_LEAST_LIST = 3
_MOST_EARLIER = 40  # of equal rows, so many are kept in sight
_EMPTY = "\1"


class _Run(NamedTuple):
    """Rows `first` to `last` repeat those a fixed distance before; `rare` of them had been printed only once."""

    first: int
    last: int
    rare: int


class Blocks:
    """Finds rows that are printed again in the same order, at any distance; a number is kept for each row.

    A row that is printed often (a natural person's grant without the name) proves nothing: five rows that had been
    printed once make a block, or the whole list does.
    """

    def __init__(self) -> None:
        self._marks = array("q")

    def add(self, cells: Sequence[Cell]) -> None:
        """Take a row; what it says counts, not how it is spaced (all blanks of a joined text are plain ones)."""
        said = "\0".join([_EMPTY if cell.printed is None else cell.printed for cell in cells])
        self._marks.append(hash(said.replace(" ", "")))

    def findings(self) -> Iterator[Finding]:
        """Name the longest block, which is a page or a whole list."""
        found = _longest(self._marks)
        if found is not None:
            run, distance = found
            yield refutes(
                f"rows {run.first}–{run.last} repeat rows {run.first - distance}–{run.last - distance} one for one: "
                "the list, or a part of it, is there twice"
            )


def _longest(marks: Sequence[int]) -> tuple[_Run, int] | None:
    """Give the longest run of repeated rows that proves something, and its distance."""
    places = {mark: array("l") for mark in _repeated(marks)}
    found: tuple[_Run, int] | None = None
    runs: dict[int, _Run] = {}  # by distance
    for count, mark in enumerate(marks, 1):
        earlier = places.get(mark, ())
        going_on: dict[int, _Run] = {}
        for place in (*earlier[1:][-_MOST_EARLIER:], *earlier[:1]):
            run = runs.pop(count - place, _Run(count, count, 0))
            going_on[count - place] = _Run(run.first, count, run.rare + (len(earlier) == 1))
        found = _longer(found, runs, count)
        runs = going_on
        if mark in places:
            places[mark].append(count)
    return _longer(found, runs, len(marks))


def _longer(found: tuple[_Run, int] | None, ended: Mapping[int, _Run], count: int) -> tuple[_Run, int] | None:
    for distance, run in ended.items():
        length = run.last - run.first + 1
        is_list = run.last == count == 2 * length and distance == length >= _LEAST_LIST
        is_longer = found is None or length > found[0].last - found[0].first + 1
        if distance >= length and is_longer and (run.rare >= _LEAST_BLOCK or is_list):
            found = (run, distance)
    return found


def _repeated(marks: Sequence[int]) -> Iterator[int]:
    """Give what is there more than once: by sorting, of which an eighth at a time holds little in memory."""
    for part in range(8):
        for one, other in pairwise(sorted(mark for mark in marks if mark % 8 == part)):
            if one == other:
                yield one
