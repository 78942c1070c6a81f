"""What one printed line holds of one cell: the unit that columns, rows and joins are made of."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from fachwerk.records import Box, Piece, Run

_BLANK = 0.14  # of the size: a gap between two strokes that is a blank, though none is printed
_MIDDLE = 0.3  # of the size: height of a small letter's middle over the baseline


class Strip(NamedTuple):
    """The runs of one cell on one printed line, and their text."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    page: int
    line: int
    runs: tuple[Run, ...]

    @property
    def middle(self) -> float:
        return self.baseline - _MIDDLE * self.size

    @property
    def pieces(self) -> list[Piece]:
        return [Piece(self.page, run.line, run.text, run.box) for run in self.runs]


def middle_of(run: Run) -> float:
    """Height at which a run is looked for: inside its letters, off the rules that ascents and descents may touch."""
    return run.baseline - _MIDDLE * run.size


def strips_of(runs: Iterable[Run], page: int) -> list[Strip]:
    """Join the runs of one cell (in reading order) line by line."""
    return [strip_of(tuple(line), page) for _, line in groupby(runs, attrgetter("line"))]


def strip_of(runs: tuple[Run, ...], page: int) -> Strip:
    """Join runs of one printed line."""
    first = runs[0]
    if len(runs) == 1:
        return Strip(first.text, first.left, first.right, first.baseline, first.size, page, first.line, runs)
    text, right = first.text, first.right
    for run in runs[1:]:
        blank = " " if run.left - right > _BLANK * run.size else ""
        text, right = text + blank + run.text, max(right, run.right)
    largest = max(runs, key=attrgetter("size"))
    return Strip(text, first.left, right, largest.baseline, largest.size, page, first.line, runs)


def box_of(strips: Iterable[Strip]) -> Box:
    """The box around strips, by their letters' ascents and descents."""
    boxes = [run.box for strip in strips for run in strip.runs]
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
