"""Cutting printed lines into cells: which words of a line belong to which column.

A line's words are cut where it costs least: cells want to begin where other lines of the page begin theirs, to keep
inside their column, to hold what the column holds, and to be two blanks apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from typing import TypeAlias

from fachwerk.reference.typefaces import Typeface
from fachwerk.rows.columns.costs import CELLS
from fachwerk.rows.columns.gutters import Span
from fachwerk.rows.columns.measure import measure
from fachwerk.rows.columns.slices import Slice, Slices, by_column
from fachwerk.rows.columns.words import Chunk, Printed, Shape, Word, chunks, shape_of, stands_apart


@dataclass(frozen=True, slots=True)
class Habit:
    """What a column is used to: on one page its bounds and where its lines begin or end; in the list what it holds.

    `texts` are the lines it shows more than once, `unseen` is what another one costs; `skipped` is what it costs to
    leave the column empty on a line that holds values; `widest` is the width in em beyond which a line is suspicious.
    """

    span: Span
    edges: frozenset[int]
    is_flush_right: bool
    shapes: Mapping[Shape, float]
    texts: frozenset[str]
    unseen: float
    skipped: float
    face: Typeface
    widest: float

    def holds(self, shape: Shape) -> bool:
        """Tell whether the column holds values of this shape and hardly anything else."""
        return shape.is_value and self.shapes[shape] < 0.25


def cut_lines(
    pages: Mapping[int, Sequence[Printed]], columns: Mapping[int, Sequence[Span]], rounds: int = 3
) -> dict[int, list[Slices]]:
    """Cut all lines, first by the columns' bounds alone, then by the habits that the cut before has shown."""
    cut = {number: [_by_bounds(line, columns[number]) for line in pages[number]] for number in columns}
    for _ in range(rounds - 1):
        habits = _habits(cut, columns)
        cut = {number: _cut_page(pages[number], habits[number]) for number in columns}
    return cut


def _by_bounds(line: Printed, columns: Sequence[Span]) -> Slices:
    """Give every word to the column in which its middle lies; of a chunk that crosses, the words may part."""
    found: list[Slice] = []
    for word in line.words:
        at = _column_at(columns, (word.start + word.end) / 2)
        at = max(at, found[-1].column) if found else at
        if found and found[-1].column == at:
            last = found[-1]
            found[-1] = Slice(at, f"{last.text} {word.text}", last.start, word.end)
        else:
            found.append(Slice(at, *word[:3]))
    return Slices(line, tuple(found))


def _column_at(columns: Sequence[Span], at: float) -> int:
    return next((index for index, span in enumerate(columns) if at <= span.right), len(columns) - 1)


def _habits(cut: Mapping[int, Sequence[Slices]], columns: Mapping[int, Sequence[Span]]) -> dict[int, list[Habit]]:
    count = max(len(spans) for spans in columns.values())
    scale = measure([line for lines in cut.values() for line in lines], count)
    by_page = {page: by_column(lines, count) for page, lines in cut.items()}
    of_list = [[each for columns_ in by_page.values() for each in columns_[k]] for k in range(count)]
    common = [_common_habit([columns_[k] for columns_ in by_page.values()], scale.face) for k in range(count)]
    widest = [
        _widest(
            [each for page, cells in by_page.items() for each in cells[k] if each.end <= columns[page][k].right],
            scale.face,
            scale.widths[k],
        )
        for k in range(count)
    ]
    skipped = _skip_costs([line for lines in cut.values() for line in lines], of_list)
    return {
        page: [
            _habit_on_page(replace(common[k], skipped=skipped[k], widest=widest[k]), span, by_page[page][k])
            for k, span in enumerate(columns[page])
        ]
        for page in cut
    }


def _habit_on_page(habit: Habit, span: Span, slices: Sequence[Slice]) -> Habit:
    """Add where the column stands on one page; blocks of lines that the tool has shifted widen its bounds."""
    edges = _usual(each.end if habit.is_flush_right else each.start for each in slices)
    if habit.is_flush_right:
        return replace(habit, edges=edges, span=Span(span.left, max(span.right, *edges, 0)))
    return replace(habit, edges=edges, span=Span(min([span.left, *edges]), span.right))


def _widest(slices: Sequence[Slice], face: Typeface, wrapped_at: float | None) -> float:
    """The width at which the column's lines wrap, or which hardly any of its lines exceeds, with an allowance."""
    if wrapped_at is not None:
        return wrapped_at + 0.5
    widths = sorted(face.width(text) for text in {each.text for each in slices})
    return 1.05 * widths[int(0.98 * len(widths))] + 0.5 if widths else float("inf")


def _common_habit(pages: Sequence[Sequence[Slice]], face: Typeface) -> Habit:
    texts = Counter(each.text for page in pages for each in page)
    known = frozenset(text for text, count in texts.items() if count > 1)
    once = (len(texts) - len(known)) / (texts.total() or 1)
    return Habit(
        span=Span(0, 0),
        edges=frozenset(),
        is_flush_right=_is_flush_right(pages),
        shapes=_shape_costs(Counter(shape_of(each.text) for page in pages for each in page)),
        texts=known,
        unseen=min(CELLS.unseen_text, -log(once + 0.02)),
        skipped=0.0,
        face=face,
        widest=0.0,
    )


def value_columns(columns: Sequence[Sequence[Slice]]) -> list[int]:
    """The columns that hold days, years, amounts or numbers and hardly anything else."""
    return [
        k
        for k, column in enumerate(columns)
        if sum(shape_of(each.text).is_value for each in column) > 0.8 * len(column) > 0
    ]


def _skip_costs(lines: Sequence[Slices], columns: Sequence[Sequence[Slice]]) -> list[float]:
    values = set(value_columns(columns))
    filled = [used for line in lines if (used := {each.column for each in line.slices}) & values]
    seen = Counter(column for used in filled for column in used)
    return [min(CELLS.skipped, -log(1.01 - seen[k] / (len(filled) or 1))) for k in range(len(columns))]


def _holds_values(line: Printed) -> bool:
    return any(stands_apart(word.text) or shape_of(word.text) is Shape.YEAR for word in line.words)


def _is_flush_right(pages: Sequence[Sequence[Slice]]) -> bool:
    starts = [Counter(each.start for each in page) for page in pages]
    ends = [Counter(each.end for each in page) for page in pages]
    return _concentration(ends) > 1.2 * _concentration(starts)


def _concentration(pages: Sequence[Counter[int]]) -> float:
    """The share of a column's lines that stand on their page's most used edge."""
    return sum(max(page.values()) for page in pages if page) / (sum(page.total() for page in pages) or 1)


def _usual(places: Iterable[int]) -> frozenset[int]:
    """The places where at least two lines, and a twelfth of them, begin or end."""
    counts = Counter(places)
    enough = max(2, counts.total() / 12)
    return frozenset(at for at, count in counts.items() if count >= enough)


def _shape_costs(shapes: Counter[Shape]) -> dict[Shape, float]:
    total = shapes.total() + 1
    return {shape: min(CELLS.unseen_shape, -log((shapes[shape] + 0.01) / total)) for shape in Shape}


def _cut_page(lines: Sequence[Printed], habits: Sequence[Habit]) -> list[Slices]:
    begins = [frozenset(chunk.start for chunk in chunks(line.words)) for line in lines]
    cut = []
    for at, line in enumerate(lines):
        beside = frozenset[int]().union(*begins[max(0, at - 3) : at], *begins[at + 1 : at + 4])
        cut.append(_plainly(line, habits) or _cheapest(line, habits, beside))
    return cut


def _plainly(line: Printed, habits: Sequence[Habit]) -> Slices | None:
    """The line's chunks as cells, if each stands on the edge of its column and inside it; else None."""
    found: list[Slice] = []
    for chunk in chunks(line.words):
        at = next((k for k, habit in enumerate(habits) if _is_at_home(chunk, habit)), None)
        if at is None or (found and found[-1].column >= at):
            return None
        found.append(Slice(at, *chunk))
    return Slices(line, tuple(found))


def _is_at_home(chunk: Chunk, habit: Habit) -> bool:
    return (
        (chunk.end if habit.is_flush_right else chunk.start) in habit.edges
        and chunk.start >= habit.span.left - 1
        and chunk.end <= habit.span.right + 1
        and habit.shapes[shape_of(chunk.text)] < CELLS.unseen_shape / 2
        and habit.face.width(chunk.text) <= habit.widest
    )


Path: TypeAlias = tuple[float, tuple[Slice, ...]]


def _cheapest(line: Printed, habits: Sequence[Habit], beside: frozenset[int]) -> Slices:
    """Cut at the seams that cost least together, from left to right (dynamic programming over words and columns)."""
    words = line.words
    skipped = [habit.skipped if _holds_values(line) else 0.0 for habit in habits]
    seams = [0, *(at for at in range(1, len(words)) if _may_part(words, at, habits, beside)), len(words)]
    # best[i] maps the last column used to the cheapest way to consume all words before seam i.
    best: list[dict[int, Path]] = [{} for _ in seams]
    best[0][-1] = (0.0, ())
    for i, first in enumerate(seams[:-1]):
        for j in range(i + 1, len(seams)):
            piece = words[first : seams[j]]
            inner = sum(_inner_cost(word.gap) for word in piece[1:])
            text = " ".join(word.text for word in piece)
            for k, own in _homes(piece, text, habits, beside):
                _extend(best[i], best[j], Slice(k, text, piece[0].start, piece[-1].end), own + inner, skipped)
    ways = [(cost + sum(skipped[last + 1 :]), path) for last, (cost, path) in best[-1].items()]
    return Slices(line, min(ways)[1])


def _may_part(words: Sequence[Word], at: int, habits: Sequence[Habit], beside: frozenset[int]) -> bool:
    """Tell the blanks at which two cells may meet: wide ones, and single ones where something speaks for it.

    That is an edge, a value beside it, or that what stands before or after it fills a cell elsewhere.
    """
    word, left = words[at], words[at - 1]
    if word.gap > 1 or word.start in beside or stands_apart(word.text) or stands_apart(left.text):
        return True
    if shape_of(word.text).is_value or any(abs(word.start - habit.span.left) <= 3 for habit in habits):
        return True
    return any(_is_known_beside(words, at, habit.texts) for habit in habits)


def _is_known_beside(words: Sequence[Word], at: int, texts: frozenset[str]) -> bool:
    """Tell whether words that end before `at`, or that begin there, fill a cell elsewhere."""
    text = ""
    for before in range(at - 1, -1, -1):
        text = f"{words[before].text} {text}".rstrip()
        if text in texts:
            return True
        if words[before].gap != 1:
            break
    text = words[at].text
    for word in words[at + 1 :]:
        if text in texts or word.gap != 1:
            break
        text = f"{text} {word.text}"
    return text in texts


def _inner_cost(gap: int) -> float:
    return 0.0 if gap == 1 else CELLS.wide + CELLS.wider * (gap - 2)


def _homes(
    piece: Sequence[Word], text: str, habits: Sequence[Habit], beside: frozenset[int]
) -> list[tuple[int, float]]:
    """The columns a piece can belong to, and what that costs."""
    chunk, shape, is_narrow = Chunk(text, piece[0].start, piece[-1].end), shape_of(text), piece[0].gap == 1
    return [
        (k, _home_cost(chunk, shape, is_narrow, habit, beside))
        for k, habit in enumerate(habits)
        if chunk.start < habit.span.right + 12 and chunk.end > habit.span.left - 12
    ]


def _home_cost(chunk: Chunk, shape: Shape, is_narrow: bool, habit: Habit, beside: frozenset[int]) -> float:
    place = _place_cost(chunk, is_narrow, habit, beside)
    seam = _seam_cost(chunk, shape, habit, beside) if is_narrow else 0.0
    if habit.holds(shape):
        return CELLS.value_off_place * place + seam
    excess = habit.face.width(chunk.text) - habit.widest
    wide = min(CELLS.widest, CELLS.too_wide + CELLS.wider_still * excess) if excess > 0 else 0.0
    return place + seam + wide + habit.shapes[shape] + (chunk.text not in habit.texts) * habit.unseen


def _seam_cost(chunk: Chunk, shape: Shape, habit: Habit, beside: frozenset[int]) -> float:
    """What it costs to begin a cell after a single blank."""
    is_known = habit.unseen > 1 and chunk.text in habit.texts
    is_edge = chunk.start in beside or (chunk.start in habit.edges and not habit.is_flush_right)
    return CELLS.narrow_at_edge if is_known or is_edge or habit.holds(shape) else CELLS.narrow


def _place_cost(chunk: Chunk, is_narrow: bool, habit: Habit, beside: frozenset[int]) -> float:
    """What it costs to stand off the column's edge, less where cells touch: there the tool had to push them."""
    at = chunk.end if habit.is_flush_right else chunk.start
    outside = max(0, habit.span.left - chunk.start) + max(0, chunk.end - habit.span.right)
    off = min((abs(at - edge) for edge in habit.edges), default=0)
    cost = min(CELLS.farthest_outside, CELLS.outside * outside)
    if off:
        known = 0.5 if is_narrow or (chunk.start in beside and not habit.is_flush_right) else 1.0
        cost += known * min(CELLS.farthest_off, CELLS.off_edge + CELLS.further_off * off)
    return cost


def _extend(
    before: Mapping[int, Path], after: dict[int, Path], piece: Slice, cost: float, skipped: Sequence[float]
) -> None:
    for column, (so_far, path) in before.items():
        if column >= piece.column:
            continue
        total = so_far + cost + sum(skipped[column + 1 : piece.column])
        if piece.column not in after or total < after[piece.column][0]:
            after[piece.column] = (total, (*path, piece))
