"""Bands: stretches of a page, as wide as the table, that hold one row, a part of one, or a heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from fachwerk.records import Box
from fachwerk.rows.drawn.columns import Columns
from fachwerk.rows.drawn.grid import NEAR, Line
from fachwerk.rows.drawn.strips import Strip, box_of
from fachwerk.text import key

_DRAWN = 0.6  # of an edge: so much of it drawn parts two cells


@dataclass(frozen=True, slots=True)
class Band:
    """One horizontal stretch of a table, its text by column.

    `parted[k]` tells whether something is drawn between columns k and k + 1; `levels` are lines inside the band that
    don't go through the whole table, `uprights` the table's upright lines. `is_shut_above` and `is_shut_below` tell
    whether a line is drawn at its edges.
    """

    page: int
    top: float
    bottom: float
    columns: Columns
    cells: tuple[tuple[Strip, ...], ...]
    parted: tuple[bool, ...]
    levels: tuple[Line, ...] = ()
    uprights: tuple[Line, ...] = ()
    is_shut_above: bool = True
    is_shut_below: bool = True
    repeated: tuple[tuple[Strip, ...], ...] = ()  # text of merged cells that belongs to a row above as well

    @property
    def strips(self) -> list[Strip]:
        return list(chain.from_iterable(self.cells))

    @property
    def is_empty(self) -> bool:
        return not any(self.cells)

    @property
    def filled(self) -> tuple[int, ...]:
        return tuple(column for column, cell in enumerate(self.cells) if cell)

    @property
    def box(self) -> Box:
        return Box(self.columns.left, self.top, self.columns.right, self.bottom)

    @property
    def text_box(self) -> Box:
        return box_of(self.strips)

    @property
    def is_whole(self) -> bool:
        """One undivided cell from the first to the last column."""
        return not any(self.parted) and len(self.columns) > 1

    def unmerged(self) -> list[Band]:
        """Cut a band of a table's body where lines are drawn through most columns, but not through merged cells.

        A merged cell's text stands in the first of the rows it belongs to, and is repeated in the others.
        """
        heights = self._inner_heights()
        if not heights:
            return [self]
        edges = [self.top, *heights, self.bottom]
        count = len(self.columns)
        owners = [self._owners(column, edges) for column in range(count)]
        parts = []
        for row, (top, bottom) in enumerate(pairwise(edges)):
            cells = tuple(
                tuple(s for s in self.cells[k] if owners[k][_row_of(s.middle, edges)] == row == owners[k][row])
                for k in range(count)
            )
            repeated = tuple(
                tuple(s for s in self.cells[k] if owners[k][_row_of(s.middle, edges)] == owners[k][row] < row)
                for k in range(count)
            )
            shut = self.is_shut_above if row == 0 else True, self.is_shut_below if bottom == self.bottom else True
            parts.append(
                replace(
                    self,
                    top=top,
                    bottom=bottom,
                    cells=cells,
                    levels=(),
                    repeated=repeated,
                    is_shut_above=shut[0],
                    is_shut_below=shut[1],
                )
            )
        return [part for part in parts if not part.is_empty]

    def _inner_heights(self) -> list[float]:
        """Heights at which lines are drawn under at least half of the columns."""
        found: list[float] = []
        for level in self.levels:
            drawn = sum(
                1
                for left, right in pairwise(self.columns.bounds)
                if covered(near(self.levels, level.at), left, right) >= _DRAWN
            )
            if 2 * drawn >= len(self.columns) and not any(abs(level.at - at) <= NEAR for at in found):
                found.append(level.at)
        return sorted(found)

    def _owners(self, column: int, edges: Sequence[float]) -> list[int]:
        """For each row, the row in which the column's cell begins."""
        left, right = self.columns.bounds[column], self.columns.bounds[column + 1]
        owners = [0]
        for row, height in enumerate(edges[1:-1], 1):
            is_drawn = covered(near(self.levels, height), left, right) >= _DRAWN
            owners.append(row if is_drawn else owners[-1])
        return owners

    def part(self, top: float, bottom: float) -> Band:
        """What stands between two heights of the band; new edges aren't drawn."""
        cells = tuple(tuple(strip for strip in cell if top < strip.baseline <= bottom) for cell in self.cells)
        return replace(
            self,
            top=top,
            bottom=bottom,
            cells=cells,
            levels=tuple(line for line in self.levels if top < line.at < bottom),
            is_shut_above=self.is_shut_above and top == self.top,
            is_shut_below=self.is_shut_below and bottom == self.bottom,
        )

    def parted_at(self, column: int, top: float, bottom: float) -> bool:
        """Tell whether columns k and k + 1 are parted by a drawn line in a part of the band."""
        return covered(near(self.uprights, self.columns.bounds[column + 1]), top, bottom) >= _DRAWN

    def text(self, column: int) -> str:
        """The text of a cell, its lines joined by plain blanks: for looking, not for printing."""
        return " ".join(strip.text for strip in self.cells[column])

    @property
    def key(self) -> tuple[str, ...]:
        """What two printings of one heading have in common."""
        return tuple(key("".join(strip.text for strip in cell)) for cell in self.cells)


def _row_of(height: float, edges: Sequence[float]) -> int:
    return min(max(sum(1 for edge in edges if edge <= height) - 1, 0), len(edges) - 2)


def covered(lines: Sequence[Line], start: float, end: float) -> float:
    """Share of a stretch that lines (at one height, or at one x) cover."""
    length = end - start
    if length <= 0:
        return 0.0
    parts = sorted((max(line.start, start), min(line.end, end)) for line in lines if line.end > start)
    reached, total = start, 0.0
    for left, right in parts:
        if right > reached:
            total += right - max(left, reached)
            reached = right
    return total / length


def near(lines: Sequence[Line], at: float, tolerance: float = NEAR) -> list[Line]:
    """The lines that lie at a place."""
    return [line for line in lines if abs(line.at - at) <= tolerance]
