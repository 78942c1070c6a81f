"""Cutting printed lines into cells: which words of a line belong to which column.

A line's words are cut where it costs least: cells want to begin where other lines of the page begin theirs, to keep
inside their column and its width, to hold what the column holds, and to be two blanks apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from fachwerk.reference.typefaces import Typeface
from fachwerk.rows.columns.costs import CELLS
from fachwerk.rows.columns.gutters import Span
from fachwerk.rows.columns.habits import Habit, hides_a_value, learn
from fachwerk.rows.columns.slices import Slice, Slices
from fachwerk.rows.columns.words import Chunk, Printed, Shape, Word, chunks, is_amount_with_unit, shape_of, stands_apart
from fachwerk.rows.dump.wraps import first_unit

_ROUNDS = 3
# How many lines above and below count as beside a line; the tool shifts blocks of lines together.
_BESIDE = 3
# A line with more words than any list has is cut by the columns' bounds: the programme takes their number squared.
_MOST_WORDS = 150
# How far from its column, in characters, a piece may stand at all.
_FARTHEST = 12


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words that may be one cell's line, `width` in em.

    `is_pushed` by a text one blank before it, `is_pressed` by one after it.
    """

    text: str
    start: int
    end: int
    shape: Shape
    width: float
    is_pushed: bool
    is_pressed: bool
    inner: float


@dataclass(frozen=True, slots=True)
class _Setting:
    """What is known around a line: the columns' habits, where lines beside it begin, and what stands below it."""

    habits: Sequence[Habit]
    beside: frozenset[int]
    below: Mapping[int, str]
    skipped: Sequence[float]


_Path: TypeAlias = tuple[float, tuple[Slice, ...]]


def cut_lines(pages: Mapping[int, Sequence[Printed]], columns: Mapping[int, Sequence[Span]]) -> dict[int, list[Slices]]:
    """Cut all lines, first by the columns' bounds alone, then by the habits that the cut before has shown."""
    cut = {number: [_by_bounds(line, columns[number]) for line in pages[number]] for number in columns}
    for _ in range(_ROUNDS - 1):
        habits = learn(cut, columns)
        cut = {number: _cut_page(cut[number], habits[number]) for number in columns}
    return cut


def _by_bounds(line: Printed, columns: Sequence[Span]) -> Slices:
    """Give every word to the column in which its middle lies."""
    found: list[Slice] = []
    for word in line.words:
        at = _column_at(columns, (word.start + word.end) / 2)
        if found and found[-1].column >= at:
            last = found[-1]
            found[-1] = Slice(last.column, f"{last.text} {word.text}", last.start, word.end)
        else:
            found.append(Slice(at, *word[:3]))
    return Slices(line, tuple(found))


def _column_at(columns: Sequence[Span], at: float) -> int:
    return next((index for index, span in enumerate(columns) if at <= span.right), len(columns) - 1)


def _cut_page(lines: Sequence[Slices], habits: Sequence[Habit]) -> list[Slices]:
    begins = [frozenset(chunk.start for chunk in chunks(line.printed.words)) for line in lines]
    cut = []
    for at, line in enumerate(lines):
        around = [*begins[max(0, at - _BESIDE) : at], *begins[at + 1 : at + 1 + _BESIDE]]
        below = lines[at + 1].slices if at + 1 < len(lines) else ()
        plain = _plainly(line.printed, habits)
        if plain is None:
            skipped = [habit.skipped for habit in habits] if _holds_values(line.printed) else [0.0] * len(habits)
            setting = _Setting(habits, frozenset().union(*around), {each.column: each.text for each in below}, skipped)
            plain = _cheapest(line.printed, setting) or replace(line, cost=CELLS.nowhere)
        cut.append(plain)
    return cut


def _holds_values(line: Printed) -> bool:
    """Tell a line with a value of its own; a year or number that ends a text is none."""
    return any(stands_apart(word.text) for word in line.words) or any(
        shape_of(chunk.text).is_value for chunk in chunks(line.words)
    )


def _plainly(line: Printed, habits: Sequence[Habit]) -> Slices | None:
    """The line's chunks as cells, if each stands on the edge of its column and inside it; else None."""
    found: list[Slice] = []
    for chunk in chunks(line.words):
        at = next((k for k, habit in enumerate(habits) if _is_at_home(chunk, habit)), None)
        if at is None or (found and found[-1].column >= at) or hides_a_value(chunk.text, at, habits):
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


def _cheapest(line: Printed, setting: _Setting) -> Slices | None:
    """Cut at the seams that cost least together, from left to right (dynamic programming over words and columns).

    None if a word stands too far from all columns, or if there are too many words.
    """
    if len(line.words) > _MOST_WORDS:
        return None
    words = line.words
    seams = [0, *(at for at in range(1, len(words)) if _may_part(words, at, setting)), len(words)]
    # best[i] maps the last column used to the cheapest way to consume all words before seam i.
    best: list[dict[int, _Path]] = [{} for _ in seams]
    best[0][-1] = (0.0, ())
    for i, first in enumerate(seams[:-1]):
        for j in range(i + 1, len(seams)):
            piece = _piece(words, first, seams[j], setting.habits[0].face)
            for k, cost in _homes(piece, setting):
                _extend(best[i], best[j], Slice(k, piece.text, piece.start, piece.end), cost, setting.skipped)
    ways = [(cost + sum(setting.skipped[last + 1 :]), path) for last, (cost, path) in best[-1].items()]
    cost, path = min(ways, default=(0.0, ()))
    return Slices(line, path, cost) if path else None


def _piece(words: Sequence[Word], first: int, end: int, face: Typeface) -> _Piece:
    own = words[first:end]
    text = " ".join(word.text for word in own)
    inner = sum(CELLS.wide + CELLS.wider * (word.gap - 2) for word in own[1:] if word.gap > 1)
    is_pressed = end < len(words) and words[end].gap == 1
    return _Piece(text, own[0].start, own[-1].end, shape_of(text), face.width(text), own[0].gap == 1, is_pressed, inner)


def _extend(
    before: Mapping[int, _Path], after: dict[int, _Path], piece: Slice, cost: float, skipped: Sequence[float]
) -> None:
    for column, (so_far, path) in before.items():
        if column >= piece.column:
            continue
        total = so_far + cost + sum(skipped[column + 1 : piece.column])
        if piece.column not in after or total < after[piece.column][0]:
            after[piece.column] = (total, (*path, piece))


def _may_part(words: Sequence[Word], at: int, setting: _Setting) -> bool:
    """Tell the blanks at which two cells may meet: wide ones, and single ones where something speaks for it.

    That is an edge, a value beside it, or that what stands before or after it fills a cell elsewhere. Never between a
    number and its unit.
    """
    word, left = words[at], words[at - 1]
    if word.gap == 1 and is_amount_with_unit(left.text, word.text):
        return False
    if word.gap > 1 or word.start in setting.beside or stands_apart(word.text) or stands_apart(left.text):
        return True
    if shape_of(word.text).is_value or any(abs(word.start - habit.span.left) <= 3 for habit in setting.habits):
        return True
    texts = [*_texts_before(words, at), *_texts_after(words, at)]
    return any(text in habit.texts for habit in setting.habits for text in texts)


def _texts_before(words: Sequence[Word], at: int) -> Iterator[str]:
    """The last word before `at`, the last two, and so on as long as single blanks part them."""
    text = ""
    for word in reversed(words[:at]):
        text = f"{word.text} {text}".rstrip()
        yield text
        if word.gap != 1:
            return


def _texts_after(words: Sequence[Word], at: int) -> Iterator[str]:
    text = words[at].text
    yield text
    for word in words[at + 1 :]:
        if word.gap != 1:
            return
        text = f"{text} {word.text}"
        yield text


def _homes(piece: _Piece, setting: _Setting) -> Iterator[tuple[int, float]]:
    """The columns a piece can belong to, and what that costs."""
    for k, habit in enumerate(setting.habits):
        if piece.start < habit.span.right + _FARTHEST and piece.end > habit.span.left - _FARTHEST:
            yield k, piece.inner + _home_cost(piece, habit, setting.beside, setting.below.get(k))


def _home_cost(piece: _Piece, habit: Habit, beside: frozenset[int], below: str | None) -> float:
    place = _place_cost(piece, habit, beside)
    seam = _seam_cost(piece, habit, beside) if piece.is_pushed else 0.0
    if habit.holds(piece.shape):
        return (CELLS.value_pushed if piece.is_pushed else CELLS.value_off_place) * place + seam
    cost = place + seam + _width_cost(piece, habit, below) + habit.shapes[piece.shape]
    if not habit.knows(piece.text, not (piece.is_pushed or piece.is_pressed)):
        cost += habit.unseen
    return cost + habit.small if piece.text[0].islower() else cost


def _seam_cost(piece: _Piece, habit: Habit, beside: frozenset[int]) -> float:
    """What it costs to begin a cell after a single blank."""
    is_known = habit.unseen > 1 and habit.knows(piece.text, False)
    is_edge = piece.start in beside or (piece.start in habit.edges and not habit.is_flush_right)
    return CELLS.narrow_at_edge if is_known or is_edge or habit.holds(piece.shape) else CELLS.narrow


def _place_cost(piece: _Piece, habit: Habit, beside: frozenset[int]) -> float:
    """What it costs to stand off the column's edge and to reach over its other bound, less where cells touch.

    There the tool had to push them: a cell that touches the next one is the longest around.
    """
    if habit.is_flush_right:
        at, over, is_squeezed = piece.end, habit.span.left - piece.start, piece.is_pushed
    else:
        at, over, is_squeezed = piece.start, piece.end - habit.span.right, piece.is_pressed
    outside = CELLS.outside * max(0, over) * (0.5 if is_squeezed else 1.0)
    off = min((abs(at - edge) for edge in habit.edges), default=0)
    cost = min(CELLS.farthest_outside, outside)
    if off:
        is_block = off < _FARTHEST and piece.start in beside and not habit.is_flush_right
        share = 0.5 if piece.is_pushed or is_block else 1.0
        cost += share * min(CELLS.farthest_off, CELLS.off_edge + CELLS.further_off * off)
    return cost


def _width_cost(piece: _Piece, habit: Habit, below: str | None) -> float:
    """What it costs to be wider than the column, or to leave room for the word that begins the line below.

    The second is asked only where the piece touches the next cell and might just as well be longer.
    """
    if piece.width > habit.widest:
        return min(CELLS.widest, CELLS.too_wide + CELLS.wider_still * (piece.width - habit.widest))
    if piece.is_pressed and below is not None and habit.wraps_at is not None:
        room = habit.wraps_at - piece.width - habit.face.advance(" ") - habit.face.width(first_unit(below))
        return CELLS.room_left if room > 0.3 else 0.0
    return 0.0
