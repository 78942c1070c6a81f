"""Drawn rules of a page, put in order: upright and level lines, and the grids that they form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from fachwerk.records import Page

NEAR = 2.5  # points: rules nearer than this are one, drawn twice or as two edges of one bar
_JOINT = 3.0  # points: dashes and cell borders with smaller gaps are one line
_SHORT = 5.0  # points: shorter marks are no rules
_BORDER = 3.0  # points: the edge of a page-wide background is no rule


class Line(NamedTuple):
    """A straight line: where it lies (`at`) and from where to where it goes, along the other axis."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Grid:
    """Rules that touch one another. `uprights` are ordered by x, `levels` by y."""

    uprights: tuple[Line, ...]
    levels: tuple[Line, ...]

    @property
    def left(self) -> float:
        return min([u.at for u in self.uprights] + [v.start for v in self.levels])

    @property
    def right(self) -> float:
        return max([u.at for u in self.uprights] + [v.end for v in self.levels])

    @property
    def top(self) -> float:
        return min([u.start for u in self.uprights] + [v.at for v in self.levels])

    @property
    def bottom(self) -> float:
        return max([u.end for u in self.uprights] + [v.at for v in self.levels])


NO_GRID = Grid((), ())


def grids_of(page: Page) -> list[Grid]:
    """Merge a page's drawn rules into lines, and the lines that touch into grids, top down.

    Edges of shaded areas make no grid: tables that shade every other row are read by their text.
    """
    uprights, levels = lines_of(replace(page, rules=tuple(rule for rule in page.rules if not rule.is_edge)))
    grids = [Grid(tuple(sorted(u)), tuple(sorted(v))) for u, v in _touching(uprights, levels)]
    return sorted(grids, key=lambda grid: (grid.top, grid.left))


def lines_of(page: Page) -> tuple[list[Line], list[Line]]:
    """Give a page's upright and level lines, each merged from the rules that lie on it."""
    uprights, levels = [], []
    for left, top, right, bottom, is_edge in page.rules:
        if is_edge and _is_background(left, top, right, bottom, page):
            continue
        if bottom - top > right - left:
            if bottom - top >= _SHORT or is_edge:
                uprights.append(((left + right) / 2, top, bottom))
        elif right - left >= _SHORT or is_edge:
            levels.append(((top + bottom) / 2, left, right))
    return _merged(uprights), _merged(levels)


def _is_background(left: float, top: float, right: float, bottom: float, page: Page) -> bool:
    return (
        right <= _BORDER or left >= page.width - _BORDER or bottom <= _BORDER or top >= page.height - _BORDER
    )  # fmt: skip


def _merged(parts: list[tuple[float, float, float]]) -> list[Line]:
    parts.sort()
    lines: list[Line] = []
    group: list[tuple[float, float, float]] = []
    for part in parts:
        if group and part[0] - group[0][0] > NEAR:
            lines += _joined(group)
            group = []
        group.append(part)
    return [*lines, *_joined(group)]


def _joined(group: Sequence[tuple[float, float, float]]) -> Iterable[Line]:
    """Join the parts of nearly collinear rules; the line lies where the longest part does."""
    if not group:
        return
    open_parts: list[tuple[float, float, float]] = []
    end = 0.0
    for part in sorted(group, key=lambda part: part[1]):
        if open_parts and part[1] - end > _JOINT:
            yield _line(open_parts, end)
            open_parts = []
        end = max(end, part[2]) if open_parts else part[2]
        open_parts.append(part)
    yield _line(open_parts, end)


def _line(parts: Sequence[tuple[float, float, float]], end: float) -> Line:
    longest = max(parts, key=lambda part: part[2] - part[1])
    return Line(longest[0], parts[0][1], end)


def _touching(uprights: list[Line], levels: list[Line]) -> list[tuple[list[Line], list[Line]]]:
    """Put lines that cross or touch together; a line alone stays alone."""
    groups: list[tuple[list[Line], list[Line]]] = []
    for upright in uprights:
        _attach(groups, upright, is_upright=True)
    for level in levels:
        _attach(groups, level, is_upright=False)
    return groups


def _attach(groups: list[tuple[list[Line], list[Line]]], line: Line, *, is_upright: bool) -> None:
    mine, others = (0, 1) if is_upright else (1, 0)
    met = [group for group in groups if any(_meet(line, other) for other in group[others])]
    union: tuple[list[Line], list[Line]] = ([], [])
    for group in met:
        groups.remove(group)
        union[0].extend(group[0])
        union[1].extend(group[1])
    union[mine].append(line)
    groups.append(union)


def _meet(line: Line, other: Line) -> bool:
    return line.start - NEAR <= other.at <= line.end + NEAR and other.start - NEAR <= line.at <= other.end + NEAR
