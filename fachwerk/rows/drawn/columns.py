"""Columns of a table: where each begins and ends, and into which one a printed run belongs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from fachwerk.records import Run

_TOUCH = 1.5  # points that letters may stick out of their cell without meaning it
_START = 4.0  # points from a column's left edge within which a text starts that runs over into the next


@dataclass(frozen=True, slots=True)
class Columns:
    """`bounds[k]` and `bounds[k + 1]` are the left and right limit of column k, in points.

    `starts[k]` is where its text begins, if that isn't at its left limit. `joins_words`: words are drawn one by one.
    """

    bounds: tuple[float, ...]
    starts: tuple[float, ...] = ()
    joins_words: bool = False

    def __len__(self) -> int:
        return len(self.bounds) - 1

    @property
    def left(self) -> float:
        return self.bounds[0]

    @property
    def right(self) -> float:
        return self.bounds[-1]

    def moved(self, by: float) -> Columns:
        """The same columns on a page with another margin."""
        if not by:
            return self
        return Columns(tuple(bound + by for bound in self.bounds), tuple(start + by for start in self.starts))

    def column_of(self, run: Run) -> int:
        """Column of a run: the one it lies in; if it runs over a limit, the one it starts in.

        A run that sticks out on the left (flush right or centred, too wide) belongs where most of it lies, unless it
        starts right at a column's left edge.
        """
        bounds, last = self.bounds, len(self.bounds) - 2
        at = min(max(bisect_right(bounds, run.left + _TOUCH) - 1, 0), last)
        limit = bounds[at + 1]
        if run.right <= limit + _TOUCH or at == last:
            return at
        if run.left - (self.starts[at] if self.starts else bounds[at]) <= _START:
            return at
        share = [
            (min(run.right, bounds[k + 1]) - max(run.left, bounds[k]), -k)
            for k in range(at, last + 1)
            if bounds[k] < run.right
        ]
        return -max(share)[1]

    def spanned(self, left: float, right: float) -> range:
        """The columns that a stretch lies over, by more than a touch."""
        bounds, final = self.bounds, len(self.bounds) - 2
        first = min(max(bisect_right(bounds, left + _TOUCH) - 1, 0), final)
        last = min(max(bisect_right(bounds, right - _TOUCH) - 1, first), final)
        return range(first, last + 1)


def without(columns: Columns, phantoms: Sequence[int]) -> Columns:
    """Give phantom columns to their neighbours: to the left one, the first to its right one."""
    dropped = {max(column, 1) if column else 1 for column in phantoms}
    return Columns(tuple(bound for at, bound in enumerate(columns.bounds) if at not in dropped))
