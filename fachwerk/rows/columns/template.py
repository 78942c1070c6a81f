"""The list's columns over all pages together: every page's own columns matched to those of the best pages.

The tool shifts columns from page to page, and a page may leave a column out or run two together. So each page's
spans are aligned with a reference, in order, by dynamic programming over what the columns hold and where they lie.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fachwerk.rows.columns.gutters import Span, spans
from fachwerk.rows.columns.words import Printed, Shape, cells_of, chunks, shape_of, stands_apart

_SHAPES = tuple(Shape)
# Costs of the alignment, in the units of `_distance` (0 alike, about 4 unlike).
_ABSENT = 2.5
_TOGETHER = 2.0
_DIVIDED = 2.0
# So many characters from where a column is expected to begin, half as many of its cells speak for a place.
_NEAR = 4


class Profile(NamedTuple):
    """What a column holds on one page or in the whole list, and where it lies as a share of the page's width."""

    shapes: tuple[float, ...]
    left: float
    right: float
    fill: float


class Match(NamedTuple):
    """Columns `first` to `last` of the reference stand in the page's spans `low` to `high`, each end excluded."""

    first: int
    last: int
    low: int
    high: int


def columns_of_pages(pages: Mapping[int, Sequence[Printed]], most: int | None = None) -> dict[int, tuple[Span, ...]]:
    """The same number of spans for every page, so that span k of any page is column k of the list.

    There are no more than `most` of them, if a page can be found that has no more.
    """
    found = {number: spans(lines) for number, lines in pages.items() if lines}
    profiles = {number: _profiles(pages[number], found[number]) for number in found}
    counts = {number: len(each) for number, each in found.items()}
    fewer = {number: count for number, count in counts.items() if most is None or count <= most}
    count = _count(fewer or counts, len(counts))
    reference = _mean([profiles[number] for number in found if len(found[number]) == count])
    return {
        number: _fitted(found[number], _aligned(reference, profiles[number]), pages[number], reference)
        for number in found
    }


def _count(counts: Mapping[int, int], all_pages: int) -> int:
    """The largest number of columns that a tenth of the pages, and at least two, agree on."""
    pages = Counter(counts.values())
    enough = max(min(2, all_pages), all_pages / 10)
    return max((count for count, support in pages.items() if support >= enough), default=max(pages))


def _profiles(lines: Sequence[Printed], columns: Sequence[Span]) -> list[Profile]:
    tally: list[Counter[Shape]] = [Counter() for _ in columns]
    lefts, rights = [10**6] * len(columns), [0] * len(columns)
    for line in lines:
        for chunk in (cell for each in chunks(line.words) for cell in cells_of(each)):
            at = _column_at(columns, (chunk.start + chunk.end) / 2)
            tally[at][shape_of(chunk.text)] += 1
            lefts[at], rights[at] = min(lefts[at], chunk.start), max(rights[at], chunk.end)
    width = columns[-1].right
    return [
        Profile(
            tuple(each[shape] / (each.total() or 1) for shape in _SHAPES),
            (left if each else span.left) / width,
            (right if each else span.right) / width,
            each.total() / len(lines),
        )
        for each, left, right, span in zip(tally, lefts, rights, columns, strict=True)
    ]


def _column_at(columns: Sequence[Span], at: float) -> int:
    return next(index for index, span in enumerate(columns) if at <= span.right)


def _mean(pages: Sequence[Sequence[Profile]]) -> list[Profile]:
    return [_blend(column) for column in zip(*pages, strict=True)]


def _blend(profiles: Sequence[Profile]) -> Profile:
    count = len(profiles)
    return Profile(
        tuple(sum(shares) / count for shares in zip(*(each.shapes for each in profiles), strict=True)),
        sum(each.left for each in profiles) / count,
        sum(each.right for each in profiles) / count,
        sum(each.fill for each in profiles) / count,
    )


def _distance(one: Profile, other: Profile) -> float:
    shapes = sum(abs(a - b) for a, b in zip(one.shapes, other.shapes, strict=True)) / 2
    return 3 * shapes + 10 * abs(one.left + one.right - other.left - other.right) / 2


def _aligned(reference: Sequence[Profile], page: Sequence[Profile]) -> list[Match]:
    """The cheapest way to match the page's spans, in order, to the reference's columns."""
    best: dict[tuple[int, int], tuple[float, list[Match]]] = {(0, 0): (0.0, [])}
    usual = _usual_fill(reference)
    for i in range(len(reference) + 1):
        for j in range(len(page) + 1):
            if (i, j) not in best:
                continue
            cost, path = best[i, j]
            for match, extra in _moves(reference, page, i, j, usual):
                key = (match.last, match.high)
                if key not in best or cost + extra < best[key][0]:
                    best[key] = (cost + extra, [*path, match])
    return best[len(reference), len(page)][1]


def _usual_fill(reference: Sequence[Profile]) -> float:
    """How filled a column is that every row fills with one line: the most filled column of values, if there is one."""
    words = _SHAPES.index(Shape.WORDS)
    return max((column.fill for column in reference if column.fill and column.shapes[words] < 0.2), default=1 / 3)


def _moves(
    reference: Sequence[Profile], page: Sequence[Profile], i: int, j: int, usual: float
) -> list[tuple[Match, float]]:
    moves = []
    if i < len(reference):
        moves.append((Match(i, i + 1, j, j), _ABSENT * (0.3 + min(1.0, reference[i].fill / usual))))
    if i < len(reference) and j < len(page):
        moves.append((Match(i, i + 1, j, j + 1), _distance(reference[i], page[j])))
    if i + 1 < len(reference) and j < len(page):
        both = _joined(reference[i], reference[i + 1])
        moves.append((Match(i, i + 2, j, j + 1), _TOGETHER + _distance(both, page[j])))
    if i < len(reference) and j + 1 < len(page):
        moves.append((Match(i, i + 1, j, j + 2), _DIVIDED + _distance(reference[i], _joined(page[j], page[j + 1]))))
    if j < len(page):
        moves.append((Match(i, i, j, j + 1), 3 * _ABSENT))
    return moves


def _joined(one: Profile, other: Profile) -> Profile:
    total = one.fill + other.fill or 1.0
    shapes = tuple((a * one.fill + b * other.fill) / total for a, b in zip(one.shapes, other.shapes, strict=True))
    return Profile(shapes, one.left, other.right, total)


def _fitted(
    found: Sequence[Span], path: Sequence[Match], lines: Sequence[Printed], reference: Sequence[Profile]
) -> tuple[Span, ...]:
    fitted: list[Span] = []
    for match in path:
        if match.first == match.last:
            fitted = _widened(fitted, found[match.low])
        elif match.low == match.high:
            at = fitted[-1].right if fitted else 0
            fitted.append(Span(at, at))
        elif match.last - match.first == 2:
            fitted.extend(_halves(found[match.low], lines, reference[match.first + 1], found[-1].right))
        else:
            fitted.append(Span(found[match.low].left, found[match.high - 1].right))
    return tuple(fitted)


def _widened(fitted: list[Span], surplus: Span) -> list[Span]:
    """Give a strip that is no column to its left neighbour (the first column takes it if there is none)."""
    return [*fitted[:-1], Span(fitted[-1].left, surplus.right)] if fitted else []


def _halves(span: Span, lines: Sequence[Printed], right: Profile, width: int) -> tuple[Span, Span]:
    """Cut a span that holds two columns where cells begin that look like the right one's, near where it should."""
    starts: Counter[int] = Counter()
    for line in lines:
        cells = {cell.start: cell.text for chunk in chunks(line.words) for cell in cells_of(chunk)}
        cells |= {word.start: word.text for word in line.words if stands_apart(word.text)}
        for start, text in cells.items():
            if span.left + 2 < start < span.right:
                starts[start] += 1 + round(100 * right.shapes[_SHAPES.index(shape_of(text))])
    expected = right.left * width
    place = max(span.left, min(span.right, round(expected)))
    at = max(starts, key=lambda start: starts[start] / (1 + abs(start - expected) / _NEAR), default=place)
    return Span(span.left, at), Span(at, span.right)
