"""Column widths and typeface from how lines wrap, without knowing where any column is.

A table cell is filled first-fit: a word goes on the line while it fits. So every wrapped line bounds its column,
width(line) <= W < width(line + next word), an interval that contains W. The intervals of one column share a point;
the point that most intervals share is the width of the column with most wrapped lines (docs/explanation/
inverse-typesetting.md).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from fachwerk.reference.typefaces import NAMES, Typeface, typeface

# Where a line may break: after a blank, or after a hyphen or dash inside a compound; never after a slash.
_UNIT = re.compile(r"[^\s\-\u2010\u2013]*[-\u2010\u2013]+(?=\w)|\S+")


def first_unit(text: str) -> str:
    """The part of a line that first-fit must place at once: up to the first blank or hyphen.

    >>> first_unit("Online-Plattform für alle")
    'Online-'
    """
    found = _UNIT.match(text)
    return found.group() if found else ""


class Interval(NamedTuple):
    """A wrap seen from outside: the column's width lies in [low, high), in em."""

    low: float
    high: float


class Mode(NamedTuple):
    """A width that many wraps agree on: `low` to `high` in em, and how many wraps."""

    low: float
    high: float
    support: int


def intervals(pairs: Iterable[tuple[str, str]], face: Typeface) -> list[Interval]:
    """One interval per distinct pair of neighbouring lines (repeated wording would vote twice)."""
    blank = face.advance(" ")
    found = []
    for line, following in dict.fromkeys((a.rstrip(), first_unit(b.lstrip())) for a, b in pairs):
        if not line or not following:
            continue
        low = face.width(line)
        gap = 0.0 if line.endswith("-") else blank
        found.append(Interval(low, low + gap + face.width(following)))
    return found


def stab(found: Sequence[Interval], weight: Callable[[Interval], float] = lambda interval: 1.0) -> Mode | None:
    """The point that lies in most intervals; O(n log n) over their ends."""
    events = sorted(
        [(interval.low, 0, weight(interval)) for interval in found]
        + [(interval.high, 1, -weight(interval)) for interval in found]
    )
    depth = best = 0.0
    low = high = 0.0
    is_rising = False
    for at, _, step in events:
        depth += step
        if depth > best:
            best, low, is_rising = depth, at, True
        elif step < 0 and is_rising and depth < best:
            high, is_rising = at, False
    return Mode(low, high, round(best)) if best else None


def modes(found: Sequence[Interval], least: int) -> list[Mode]:
    """The widths that at least `least` wraps agree on, most supported first; a wrap votes for one width only."""
    rest, agreed = list(found), []
    while (mode := stab(rest)) is not None and mode.support >= least:
        agreed.append(mode)
        middle = (mode.low + mode.high) / 2
        rest = [interval for interval in rest if not interval.low <= middle < interval.high]
    return agreed


def typeface_of(pairs: Sequence[tuple[str, str]]) -> Typeface:
    """The typeface whose metrics make most wraps agree on one width (Arial where nothing speaks)."""
    faces = [typeface(name) for name in NAMES]

    def agreement(face: Typeface) -> int:
        mode = stab(intervals(pairs, face))
        return mode.support if mode else 0

    return max(faces, key=agreement)


def column_width(wraps: Sequence[Interval], lines: Sequence[float], tolerance: float) -> float | None:
    """The width that violates fewest of a column's inequalities; None if fewer than three wraps speak.

    `wraps` are the column's soft wraps, `lines` the widths of all its lines. Both bounds are sharp only to
    `tolerance` em; among equals the narrowest width wins, since every line is evidence that it still fits.
    """
    if len(wraps) < 3:
        return None
    lows = sorted([*lines, *(wrap.low for wrap in wraps)])
    highs = sorted(wrap.high for wrap in wraps)
    candidates = sorted({wrap.low for wrap in wraps})

    def violations(width: float) -> float:
        too_wide = len(lows) - bisect_right(lows, width + tolerance / 2)
        would_fit = bisect_left(highs, width - tolerance / 2)
        return too_wide + would_fit

    return min(candidates, key=lambda width: (violations(width), width))
