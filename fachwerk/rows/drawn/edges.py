"""Columns of tables without upright lines: where, over all pages together, hardly any text stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from fachwerk.records import Run
from fachwerk.rows.drawn.columns import Columns

_STEP = 0.5  # points a bin is wide
_VALLEY = 0.25  # of the lower of the peaks beside it: so little text is a gutter
_RARE = 2  # lines: what stands beside the table on fewer makes no column
_WORDS = 0.4  # of the size: gaps between words that are drawn one by one


@dataclass(slots=True)
class Coverage:
    """How many printed lines have text at each x, over all pages.

    `joins_words`: the document draws its words one by one, without blanks.
    """

    joins_words: bool = False
    _changes: dict[int, int] = field(default_factory=dict)

    def add(self, runs: Iterable[Run]) -> None:
        """Count one printed line."""
        for stretch in stretches(runs) if self.joins_words else [[run] for run in runs]:
            left, right = stretch[0].left, max(run.right for run in stretch)
            first, last = round(left / _STEP), max(round(right / _STEP), round(left / _STEP) + 1)
            self._changes[first] = self._changes.get(first, 0) + 1
            self._changes[last] = self._changes.get(last, 0) - 1

    def add_all(self, groups: Iterable[Sequence[Run]]) -> None:
        """Count printed lines."""
        for group in groups:
            self.add(group)

    def copy(self) -> Coverage:
        """The same counts, to be tried with more lines."""
        return Coverage(self.joins_words, dict(self._changes))

    def columns(self) -> Columns | None:
        """Part the page where text is rare; None if there is nothing to part."""
        if not self._changes:
            return None
        start, end = min(self._changes), max(self._changes)
        counts, count = [], 0
        for at in range(start, end):
            count += self._changes.get(at, 0)
            counts.append(count)
        gutters = sorted(_gutters(counts, 0, len(counts)))
        if not gutters:
            return None
        emptiest = [_emptiest(counts, first, last) for first, last in gutters]
        bounds = [start - 1, *(start + at for at in emptiest), end]
        starts = [start, *(start + last for _, last in gutters)]
        return Columns(tuple(at * _STEP for at in bounds), tuple(at * _STEP for at in starts), self.joins_words)


def stretches(runs: Iterable[Run]) -> list[list[Run]]:
    """Put words of one line together that are drawn one by one, no more than a blank apart."""
    found: list[list[Run]] = []
    for run in runs:
        if found and run.left - found[-1][-1].right < _WORDS * run.size:
            found[-1].append(run)
        else:
            found.append([run])
    return found


def _gutters(counts: Sequence[int], start: int, end: int) -> Iterable[tuple[int, int]]:
    """Find the deepest valley between two peaks, then those on either side of it; give each as first and last bin."""
    if end - start < 4:
        return
    before = list(accumulate(counts[start:end], max))
    after = list(accumulate(reversed(counts[start:end]), max))[::-1]
    peaks = list(map(min, before, after[2:]))
    valleys = [
        (count / lower, at, lower)
        for at, (count, lower) in enumerate(zip(counts[start + 1 : end - 1], peaks, strict=True), start + 1)
        if lower >= _RARE and count <= _VALLEY * lower
    ]
    if not valleys:
        return
    _, at, lower = min(valleys)
    limit = max(counts[at], _VALLEY / 2 * lower)
    first = last = at
    while first > start and counts[first - 1] <= limit:
        first -= 1
    while last < end - 1 and counts[last + 1] <= limit:
        last += 1
    yield first, last + 1
    yield from _gutters(counts, start, first)
    yield from _gutters(counts, last + 1, end)


def _emptiest(counts: Sequence[int], first: int, last: int) -> int:
    """Where, from the left, a gutter is (nearly) as empty as anywhere: what begins there belongs to the right."""
    least = min(counts[first:last])
    return next(at for at in range(first, last) if counts[at] <= least + _RARE)
