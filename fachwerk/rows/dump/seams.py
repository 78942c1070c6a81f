"""Move the seam between two columns for all rows of one value at once, where that makes both columns more regular.

Reading line by line finds the cheapest seam for each line given all others, and so cannot leave a mistake that many
lines share ("Bad | Erlenau Mulmetal" in every row of that place). Here all of them move together. The measure is the
length of a description: which values a column has, and which row has which.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log

from fachwerk.rows.dump.lines import Printed
from fachwerk.rows.dump.model import LONG, Column, Fragment
from fachwerk.rows.dump.shapes import Shape

# What a value costs that the column has not had before, in nats; the same for long and short ones, or words would
# move to where fewer values share them ("Landratsamt | Bautzen Kamenz").
_VALUE = 8.0
LEAST_GAIN = 4.0
_SHIFTS = (1, -1, 2, -2, 3, -3)

Value = tuple[str, ...]


@dataclass(slots=True)
class _Seam:
    """A place where two cells meet inside a line: the fragments left and right, and the cells' other words."""

    left: int
    right: int
    before: Value
    after: Value


def better_seams(
    fragments: Sequence[Fragment], lines: Sequence[Printed], columns: Sequence[Column]
) -> tuple[Fragment, ...]:
    """The same fragments with every seam moved that gains; the words stay in order, none is lost."""
    parts = list(fragments)
    for column in range(len(columns) - 1):
        if is_names(columns[column]) and is_names(columns[column + 1]):
            seams = list(_seams(parts, lines, column))
            while _move_best(parts, lines, seams):
                pass
    return tuple(parts)


def is_names(column: Column) -> bool:
    return column.expects in (None, Shape.WORDS) and column.words < LONG


def _words(part: Fragment, lines: Sequence[Printed]) -> Value:
    return lines[part.line].words[part.first : part.last]


def _seams(parts: Sequence[Fragment], lines: Sequence[Printed], column: int) -> Iterator[_Seam]:
    for index in range(len(parts) - 1):
        left, right = parts[index], parts[index + 1]
        if left.column == column and right.column == column + 1 and left.line == right.line and left.closes:
            yield _Seam(
                index, index + 1, tuple(_rest(parts, lines, index, -1)), tuple(_rest(parts, lines, index + 1, 1))
            )


def _rest(parts: Sequence[Fragment], lines: Sequence[Printed], index: int, step: int) -> list[str]:
    """The words of the same cell on earlier (step -1) or later (step 1) lines."""
    found: list[Value] = []
    at = index
    while not (parts[at].opens if step < 0 else parts[at].closes) and 0 <= at + step < len(parts):
        at += step
        found.append(_words(parts[at], lines))
    return [word for words in (reversed(found) if step < 0 else found) for word in words]


def _move_best(parts: list[Fragment], lines: Sequence[Printed], seams: Sequence[_Seam]) -> bool:
    """Make the one move that gains most; False if none gains enough."""
    lefts = [seam.before + _words(parts[seam.left], lines) for seam in seams]
    rights = [_words(parts[seam.right], lines) + seam.after for seam in seams]
    groups: defaultdict[tuple[str, Value], list[int]] = defaultdict(list)
    for index, (left, right) in enumerate(zip(lefts, rights, strict=True)):
        groups["left", left].append(index)
        groups["right", right].append(index)
    left_counts, right_counts = Counter(lefts), Counter(rights)
    best: tuple[float, list[int], int] = (LEAST_GAIN, [], 0)
    for group in groups.values():
        for shift in _SHIFTS:
            members = [index for index in group if _can_move(parts, lines, seams[index], shift)]
            if not members:
                continue
            gained = gain(
                left_counts, [lefts[i] for i in members], [_moved(lefts[i], rights[i], shift)[0] for i in members]
            )
            gained += gain(
                right_counts, [rights[i] for i in members], [_moved(lefts[i], rights[i], shift)[1] for i in members]
            )
            if gained > best[0]:
                best = (gained, members, shift)
    for index in best[1]:
        seam = seams[index]
        place = parts[seam.left].last + best[2]
        parts[seam.left] = parts[seam.left]._replace(last=place)
        parts[seam.right] = parts[seam.right]._replace(first=place)
    return bool(best[1])


def _can_move(parts: Sequence[Fragment], lines: Sequence[Printed], seam: _Seam, shift: int) -> bool:
    left, right = parts[seam.left], parts[seam.right]
    place = left.last + shift
    return left.first < place < right.last and not lines[left.line].glued[place]


def _moved(left: Value, right: Value, shift: int) -> tuple[Value, Value]:
    if shift > 0:
        return left + right[:shift], right[shift:]
    return left[:shift], left[shift:] + right


def gain(counts: Counter[Value], gone: Iterable[Value], come: Iterable[Value]) -> float:
    """By how much a column's description gets shorter when some of its values are replaced."""
    change = Counter(come)
    change.subtract(Counter(gone))
    total, saved = counts.total(), 0.0
    for value, difference in change.items():
        if difference:
            saved += _length(counts[value], total) - _length(counts[value] + difference, total)
    return saved


def _length(count: int, total: int) -> float:
    return count * log(total / count) + _VALUE if count else 0.0
