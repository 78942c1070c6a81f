"""Where ruled tables stand on the pages, and which of them share their columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from fachwerk.records import Page, Run
from fachwerk.rows.drawn.columns import Columns
from fachwerk.rows.drawn.grid import NEAR, Grid, grids_of
from fachwerk.rows.drawn.strips import middle_of

_STRONG = 0.5  # of a table's height: an upright line as long as this parts columns, not only headings
_SAME = 3.0  # points that columns of one table may lie apart on two pages
_MARGIN = 60.0  # points by which a table may be shifted as a whole (facing pages)
_FEW_RUNS = 3


class Zone(NamedTuple):
    """A ruled table, or the part of one that stands on one page."""

    grid: Grid
    top: float
    bottom: float
    limits: tuple[float, ...]  # where columns are parted over most of its height, with the outer edges
    marks: tuple[float, ...]  # every x at which anything upright is drawn


def zones_of(page: Page) -> list[Zone]:
    """Find the grids of a page that hold a table: text in at least two columns."""
    found = [zone for grid in grids_of(page) if (zone := _zone(grid)) is not None]
    return [zone for zone in found if _holds_table(zone, page.runs)]


def _zone(grid: Grid) -> Zone | None:
    if len(grid.uprights) < 1 or len(grid.levels) < 1:
        return None
    top, bottom = grid.top, grid.bottom
    lengths: dict[float, float] = {}
    for upright in grid.uprights:
        near = next((x for x in lengths if abs(x - upright.at) <= NEAR), upright.at)
        lengths[near] = lengths.get(near, 0.0) + upright.end - upright.start
    inner = [x for x in lengths if grid.left + NEAR < x < grid.right - NEAR]
    strong = sorted(x for x in inner if lengths[x] >= _STRONG * (bottom - top))
    if not inner:
        return None
    return Zone(grid, top, bottom, (grid.left, *strong, grid.right), (grid.left, *sorted(inner), grid.right))


def _holds_table(zone: Zone, runs: Sequence[Run]) -> bool:
    columns = Columns(zone.marks)
    inside = [columns.column_of(run) for run in runs if is_inside(zone, run)]
    return len(inside) > _FEW_RUNS and len(set(inside)) > 1


def is_inside(zone: Zone, run: Run) -> bool:
    """Tell whether a run stands in a table; what only touches its frame from outside doesn't."""
    left, right = zone.marks[0], zone.marks[-1]
    return zone.top <= middle_of(run) <= zone.bottom and run.right > left - NEAR and run.left < right + NEAR


@dataclass(slots=True)
class Layouts:
    """The sets of columns found so far; a table is of the first set that its limits fit."""

    found: list[Columns] = field(default_factory=list)

    def learn(self, zones: Iterable[Zone]) -> None:
        """Take the columns of the tallest tables first: they have the least share of headings."""
        for zone in sorted(zones, key=lambda zone: zone.top - zone.bottom):
            if self.match(zone) is None and len(zone.limits) > 2:
                self.found.append(Columns(zone.limits))

    def match(self, zone: Zone) -> tuple[int, Columns] | None:
        """Number of the set of columns that a table has, and the columns where they lie on its page."""
        for number, columns in enumerate(self.found):
            shift = _shift(columns.bounds, zone)
            if shift is not None:
                return number, columns.moved(shift)
        return None


def _shift(bounds: Sequence[float], zone: Zone) -> float | None:
    """How far a table's columns lie beside `bounds`; None if they are others."""
    if abs((bounds[-1] - bounds[0]) - (zone.marks[-1] - zone.marks[0])) > 2 * _SAME:
        return None
    shift = zone.marks[0] - bounds[0]
    if abs(shift) > _MARGIN:
        return None
    shift = shift if abs(shift) > _SAME else 0.0
    moved = [bound + shift for bound in bounds]
    if all(_is_near(bound, zone.marks) for bound in moved) and all(_is_near(x, moved) for x in zone.limits):
        return shift
    return None


def _is_near(x: float, others: Iterable[float]) -> bool:
    return any(abs(x - other) <= _SAME for other in others)
