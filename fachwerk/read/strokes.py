"""From a page's drawn paths to its rules: thin bars, line segments, and the edges of boxes; pure geometry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from fachwerk.records import Rule

THIN = 3.0  # points: a bar up to this thick is a rule, not an area
_STRAIGHT = 0.5  # points a segment may lean
_SHORT = 2.0  # points: what is shorter is a dot, not a rule


class Corner(NamedTuple):
    """One point of a path (y downwards), and whether a straight line leads to it from the point before."""

    x: float
    y: float
    is_drawn: bool


def bar(left: float, top: float, right: float, bottom: float) -> Rule | None:
    """Give the rule that a thin rectangle is, or None if it is an area or a dot."""
    width, height = right - left, bottom - top
    if min(width, height) > THIN or max(width, height) < _SHORT:
        return None
    return Rule(left, top, right, bottom)


def segments(corners: Sequence[Corner], is_filled: bool) -> list[Rule]:
    """Give the straight level or upright lines of a path; those of a filled path are edges of a shaded area.

    A filled rectangle that is thin inside a larger path (a grid drawn as one path of bars) is one rule, not four.
    """
    found: list[Rule] = []
    for part in _parts(corners):
        box = _box(part)
        thin = bar(*box) if is_filled and len(part) > 3 else None
        found += [thin] if thin is not None else _edges(part, is_filled)
    return found


def _parts(corners: Sequence[Corner]) -> Iterable[Sequence[Corner]]:
    starts = [at for at, corner in enumerate(corners) if not corner.is_drawn]
    return (corners[a:b] for a, b in pairwise([*starts, len(corners)]) if b - a > 1)


def _box(corners: Sequence[Corner]) -> tuple[float, float, float, float]:
    xs, ys = [c.x for c in corners], [c.y for c in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _edges(corners: Sequence[Corner], is_filled: bool) -> list[Rule]:
    found = []
    for a, b in pairwise(corners):
        lean_x, lean_y = abs(a.x - b.x), abs(a.y - b.y)
        if min(lean_x, lean_y) <= _STRAIGHT and max(lean_x, lean_y) >= _SHORT:
            found.append(Rule(min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y), is_filled))
    return found
