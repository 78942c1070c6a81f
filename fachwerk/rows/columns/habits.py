"""What a column is used to: learnt from lines that are already cut, to cut them better."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from fachwerk.reference.typefaces import Typeface
from fachwerk.rows.columns.costs import CELLS
from fachwerk.rows.columns.gutters import Span
from fachwerk.rows.columns.measure import Measure, measure
from fachwerk.rows.columns.slices import Slice, Slices, by_column
from fachwerk.rows.columns.words import Shape, shape_of


@dataclass(frozen=True, slots=True)
class Habit:
    """What a column is used to: on one page its bounds and where its lines begin or end; in the list what it holds.

    `texts` are the lines it shows with wide gaps on both sides, and how often; `unseen` is what another one costs;
    `small` is what a line costs that begins with a small letter; `skipped` what it costs to leave the column empty on a
    line that holds values; `widest` is the width in em beyond which a line is suspicious; `wraps_at` the width at which
    lines wrap, if known.
    """

    span: Span
    edges: frozenset[int]
    is_flush_right: bool
    shapes: Mapping[Shape, float]
    texts: Mapping[str, int]
    unseen: float
    small: float
    skipped: float
    face: Typeface
    widest: float
    wraps_at: float | None

    def holds(self, shape: Shape) -> bool:
        """Tell whether the column holds values of this shape and hardly anything else."""
        return shape.is_value and self.shapes[shape] < 0.25

    def knows(self, text: str, is_apart: bool) -> bool:
        """Tell a text that fills a line of the column elsewhere; one that stands apart is itself counted once."""
        return self.texts.get(text, 0) > is_apart


def learn(cut: Mapping[int, Sequence[Slices]], columns: Mapping[int, Sequence[Span]]) -> dict[int, list[Habit]]:
    """The habits of every column on every page."""
    count = max(len(spans) for spans in columns.values())
    lines = [line for page in cut.values() for line in page]
    pages = {page: by_column(own, count) for page, own in cut.items()}
    skipped = _skip_costs(lines, count)
    scale = measure(lines, count)
    common = [
        replace(_common([cells[k] for cells in pages.values()], scale, k), skipped=skipped[k]) for k in range(count)
    ]
    apart = _apart(lines, count)
    common = [
        replace(habit, texts={text: seen for text, seen in apart[k].items() if not hides_a_value(text, k, common)})
        for k, habit in enumerate(common)
    ]
    inside = [
        [each.text for page, cells in pages.items() for each in cells[k] if each.end <= columns[page][k].right]
        for k in range(count)
    ]
    bounded = [replace(habit, widest=_widest(inside[k], habit)) for k, habit in enumerate(common)]
    return {page: _on_page(bounded, columns[page], pages[page]) for page in cut}


def _apart(lines: Sequence[Slices], count: int) -> list[Counter[str]]:
    """The texts of each column that touch no other cell: only these are surely whole."""
    texts: list[Counter[str]] = [Counter() for _ in range(count)]
    for line in lines:
        starts, ends = {each.start for each in line.slices}, {each.end for each in line.slices}
        for each in line.slices:
            if each.start - 1 not in ends and each.end + 1 not in starts:
                texts[each.column][each.text] += 1
    return texts


def hides_a_value(text: str, column: int, habits: Sequence[Habit]) -> bool:
    """Tell a text that ends with what the next column holds, or begins with what the column before holds."""
    first, _, rest = text.partition(" ")
    if not rest:
        return False
    last = rest.rsplit(" ", 1)[-1]
    if column + 1 < len(habits) and habits[column + 1].holds(shape_of(last)):
        return True
    return column > 0 and habits[column - 1].holds(shape_of(first))


def value_columns(columns: Sequence[Sequence[Slice]]) -> list[int]:
    """The columns that hold days, years, amounts or numbers and hardly anything else."""
    return [
        k
        for k, column in enumerate(columns)
        if sum(shape_of(each.text).is_value for each in column) > 0.8 * len(column) > 0
    ]


def _common(pages: Sequence[Sequence[Slice]], scale: Measure, column: int) -> Habit:
    """What holds for a column in the whole list; the rest is filled in later."""
    texts = Counter(each.text for page in pages for each in page)
    once = sum(count == 1 for count in texts.values())
    small = sum(count for text, count in texts.items() if text[0].islower())
    return Habit(
        span=Span(0, 0),
        edges=frozenset(),
        is_flush_right=_is_flush_right(pages),
        shapes=_shape_costs(Counter(shape_of(each.text) for page in pages for each in page)),
        texts={},
        unseen=min(CELLS.unseen_text, _rarity(once, texts.total())),
        small=min(CELLS.unseen_text, _rarity(small, texts.total())),
        skipped=0.0,
        face=scale.face,
        widest=float("inf"),
        wraps_at=scale.widths[column],
    )


def _rarity(count: int, total: int) -> float:
    return -log(min(1.0, count / (total or 1) + 0.02))


def _widest(texts: Sequence[str], habit: Habit) -> float:
    """The width at which the column's lines wrap, or which hardly any of its lines exceeds, with an allowance."""
    if habit.wraps_at is not None:
        return habit.wraps_at + 0.5
    widths = sorted(habit.face.width(text) for text in set(texts))
    return 1.05 * widths[int(0.98 * len(widths))] + 0.5 if widths else float("inf")


def _on_page(habits: Sequence[Habit], spans: Sequence[Span], cells: Sequence[Sequence[Slice]]) -> list[Habit]:
    """Add where the columns stand on one page; blocks of lines that the tool has shifted widen their bounds.

    A block is shifted by less than half the way to the next column: an edge nearer to that one's main edge is its own.
    """
    flush_left = [k for k, habit in enumerate(habits) if not habit.is_flush_right and cells[k]]
    mains = {k: Counter(each.start for each in cells[k]).most_common(1)[0][0] for k in flush_left}
    edges: list[set[int]] = [set() for _ in habits]
    for k, habit in enumerate(habits):
        if habit.is_flush_right:
            edges[k] = _usual(each.end for each in cells[k])
            continue
        for edge in _usual(each.start for each in cells[k]):
            edges[min(mains, key=lambda own: (abs(mains[own] - edge), own != k))].add(edge)
    return [_bounded(habit, span, frozenset(own)) for habit, span, own in zip(habits, spans, edges, strict=True)]


def _bounded(habit: Habit, span: Span, edges: frozenset[int]) -> Habit:
    if habit.is_flush_right:
        return replace(habit, edges=edges, span=Span(span.left, max([span.right, *edges])))
    return replace(habit, edges=edges, span=Span(min([span.left, *edges]), span.right))


def _usual(places: Iterable[int]) -> set[int]:
    """The places where at least two lines, and a twelfth of them, begin or end."""
    counts = Counter(places)
    enough = max(2, counts.total() / 12)
    return {at for at, count in counts.items() if count >= enough}


def _is_flush_right(pages: Sequence[Sequence[Slice]]) -> bool:
    starts = [Counter(each.start for each in page) for page in pages]
    ends = [Counter(each.end for each in page) for page in pages]
    return _concentration(ends) > 1.2 * _concentration(starts)


def _concentration(pages: Sequence[Counter[int]]) -> float:
    """The share of a column's lines that stand on their page's most used edge."""
    return sum(max(page.values()) for page in pages if page) / (sum(page.total() for page in pages) or 1)


def _shape_costs(shapes: Counter[Shape]) -> dict[Shape, float]:
    total = shapes.total() + 1
    return {shape: min(CELLS.unseen_shape, -log((shapes[shape] + 0.01) / total)) for shape in Shape}


def _skip_costs(lines: Sequence[Slices], count: int) -> list[float]:
    """What it costs to leave a column empty on a line on which a column of values is filled."""
    values = set(value_columns(by_column(lines, count)))
    filled = [used for line in lines if (used := {each.column for each in line.slices}) & values]
    seen = Counter(column for used in filled for column in used)
    return [min(CELLS.skipped, -log(1.01 - seen[k] / (len(filled) or 1))) for k in range(count)]
