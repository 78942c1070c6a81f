"""Rows of tables whose cells are drawn: bands between the lines that go through the whole table."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from fachwerk.records import Page, Run
from fachwerk.rows.drawn.bands import Band, covered, near
from fachwerk.rows.drawn.columns import Columns
from fachwerk.rows.drawn.grid import NEAR, Line
from fachwerk.rows.drawn.strips import Strip, middle_of, strips_of
from fachwerk.rows.drawn.zones import Zone

_THROUGH = 0.85  # of a column's width: so much of it drawn is a line under it
_PARTED = 0.6  # of a band's height


def bands_of(page: Page, zone: Zone, columns: Columns, runs: Iterable[Run]) -> list[Band]:
    """Cut a ruled table into bands and put its runs into their cells; bands without text are left out."""
    heights, through = _levels(zone, columns)
    edges = [height for height, is_through in zip(heights, through, strict=True) if is_through]
    if not edges or edges[0] > zone.top + NEAR:
        edges.insert(0, zone.top)
    if edges[-1] < zone.bottom - NEAR:
        edges.append(zone.bottom)
    cells: dict[tuple[int, int], list[Run]] = defaultdict(list)
    for run in runs:
        band = min(max(bisect_right(edges, middle_of(run)) - 1, 0), len(edges) - 2)
        cells[band, columns.column_of(run)].append(run)
    drawn = set(heights)
    inner = [line for line in zone.grid.levels if not any(abs(line.at - edge) <= NEAR for edge in edges)]
    bands = []
    for number, (top, bottom) in enumerate(pairwise(edges)):
        texts = [strips_of(cells.get((number, column), ()), page.number) for column in range(len(columns))]
        if not any(texts):
            continue
        parted = tuple(
            covered(near(zone.grid.uprights, bound), top, bottom) >= _PARTED for bound in columns.bounds[1:-1]
        )
        merged = _merged(texts, columns, zone.grid.uprights, page.number)
        levels = tuple(line for line in inner if top < line.at < bottom)
        bands.append(
            Band(
                page.number,
                top,
                bottom,
                columns,
                merged,
                parted,
                levels,
                zone.grid.uprights,
                top in drawn,
                bottom in drawn,
            )
        )
    return bands


def _levels(zone: Zone, columns: Columns) -> tuple[list[float], list[bool]]:
    """Heights at which level lines are drawn, and whether they go through all columns."""
    groups: list[list[Line]] = []
    for level in zone.grid.levels:
        if groups and level.at - groups[-1][0].at <= NEAR:
            groups[-1].append(level)
        else:
            groups.append([level])
    return [group[0].at for group in groups], [_goes_through(group, columns) for group in groups]


def _goes_through(lines: Sequence[Line], columns: Columns) -> bool:
    if covered(lines, columns.left, columns.right) < _THROUGH:
        return False
    return all(
        covered(lines, left, right) >= _THROUGH for left, right in pairwise(columns.bounds) if right - left > NEAR
    )


def _merged(
    texts: Sequence[Sequence[Strip]], columns: Columns, uprights: Sequence[Line], page: int
) -> tuple[tuple[Strip, ...], ...]:
    """Put a line that runs over a limit that isn't drawn there into the cell it starts in, all of it."""
    cells = [list(strips) for strips in texts]
    for column in range(len(cells) - 2, -1, -1):
        limit = columns.bounds[column + 1]
        crossing = {
            strip.line
            for strip in cells[column]
            if strip.right > limit + NEAR and not _is_drawn(uprights, limit, strip.middle)
        }
        if crossing and any(strip.line in crossing for strip in cells[column + 1]):
            runs = [
                run for strip in (*cells[column], *cells[column + 1]) for run in strip.runs if strip.line in crossing
            ]
            rest = [strip for strip in cells[column] if strip.line not in crossing]
            joined = strips_of(sorted(runs, key=lambda run: (run.line, run.left)), page)
            cells[column] = sorted([*rest, *joined], key=lambda strip: strip.line)
            cells[column + 1] = [strip for strip in cells[column + 1] if strip.line not in crossing]
    return tuple(map(tuple, cells))


def _is_drawn(uprights: Sequence[Line], x: float, y: float) -> bool:
    return any(line.start <= y <= line.end for line in near(uprights, x))
