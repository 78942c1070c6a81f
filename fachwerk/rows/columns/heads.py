"""Headings: which of the lines before the first row are headings, and which column each of their words heads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fachwerk.rows.columns.gutters import Span
from fachwerk.rows.columns.slices import Slices
from fachwerk.rows.columns.words import Chunk, Printed, Word, chunks, shape_of


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the rows of one page show it: from its first to its last character, and where its lines begin."""

    left: int
    right: int
    edge: int | None


@dataclass(frozen=True, slots=True)
class Label:
    """A heading's part on one line, `line` counting from the top, over the columns `first` to `last` inclusive."""

    line: int
    text: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Heading:
    """The headings of all columns, top storey first, and after which columns the rows show an empty one.

    `columns` are the texts in column order, "" where nothing is printed; `phantoms` are the places in that order of
    columns in which no row prints anything.
    """

    columns: tuple[str, ...]
    phantoms: frozenset[int]


def columns_of_page(lines: Sequence[Slices], spans: Sequence[Span]) -> list[Column]:
    """The columns as the rows of a page show them; where they show none, by the bounds."""
    found = []
    for k, span in enumerate(spans):
        own = [each for line in lines for each in line.slices if each.column == k]
        starts = Counter(each.start for each in own)
        if not own:
            found.append(Column(span.left, max(span.left, span.right - 1), None))
            continue
        edge, count = starts.most_common(1)[0]
        left = min(each.start for each in own if each.start >= span.left - 2 or each.start == edge)
        right = max(min(each.end, span.right) for each in own)
        found.append(Column(left, max(right, left + 1), edge if 3 * count >= len(own) else None))
    return found


def heading_lines(front: Sequence[Printed], columns: Sequence[Column]) -> int:
    """How many of the last lines before the first row are headings: up to the first that looks like a title."""
    taken: list[list[Chunk]] = []
    for line in reversed(front):
        own = chunks(line.words)
        if any(_is_title(chunk, columns) for chunk in own):
            break
        if len(own) == 1 and taken and not _hangs_over(own[0], taken[-3:]):
            break
        taken.append(own)
    while taken and len(taken[-1]) == 1 and not _hangs_over(taken[-1][0], taken[-4:-1]):
        taken.pop()
    return len(taken)


def _is_title(chunk: Chunk, columns: Sequence[Column]) -> bool:
    """Tell a text that begins over the first column and reaches over two more."""
    touched = _touched(chunk, columns)
    return len(columns) > 2 and len(touched) > 2 and touched[0] == 0 and _cut_at_edges(chunk, columns) == [chunk]


def _touched(chunk: Chunk, columns: Sequence[Column]) -> list[int]:
    return [k for k, column in enumerate(columns) if chunk.start < column.right and chunk.end > column.left]


def _hangs_over(chunk: Chunk, below: Iterable[Sequence[Chunk]]) -> bool:
    return any(chunk.start < other.end and other.start < chunk.end for line in below for other in line)


def heading(lines: Sequence[Printed], columns: Sequence[Column]) -> Heading:
    """Give every word of the heading to its column; what stands over several columns heads each of them."""
    parts = [[part for chunk in chunks(line.words) for part in _cut_at_edges(chunk, columns)] for line in lines]
    stacks = _stacks(parts)
    places = _placed(stacks, columns)
    texts: dict[float, list[str]] = {}
    for line in parts:
        for part in line:
            for stack, place in zip(stacks, places, strict=True):
                if part.start < stack.right and stack.left < part.end:
                    texts.setdefault(place, []).append(part.text)
    order = sorted({*texts, *(float(k) for k in range(len(columns)))})
    return Heading(
        tuple(" ".join(texts.get(place, [])) for place in order),
        frozenset(at for at, place in enumerate(order) if place != int(place)),
    )


def _cut_at_edges(chunk: Chunk, columns: Sequence[Column]) -> list[Chunk]:
    """Cut a chunk into the headings of neighbouring columns, if at each column's edge a word begins."""
    touched = _touched(chunk, columns)
    words = _words(chunk)
    starts = {word.start for word in words}
    edges = [columns[k].edge for k in touched[1:]]
    if len(touched) < 2 or any(edge is None or edge not in starts for edge in edges):
        return [chunk]
    parts: list[Chunk] = []
    for word in words:
        if parts and word.start not in edges:
            parts[-1] = Chunk(f"{parts[-1].text} {word.text}", parts[-1].start, word.end)
        else:
            parts.append(Chunk(word.text, word.start, word.end))
    return parts


def _words(chunk: Chunk) -> list[Word]:
    found, at = [], chunk.start
    for text in chunk.text.split(" "):
        found.append(Word(text, at, at + len(text), 1))
        at += len(text) + 1
    return found


def _stacks(lines: Sequence[Sequence[Chunk]]) -> list[Span]:
    """Where single columns' headings stand, from the bottom up: what spans two of them below heads both."""
    stacks: list[Span] = []
    for line in reversed(lines):
        for part in line:
            over = [at for at, stack in enumerate(stacks) if part.start < stack.right and stack.left < part.end]
            if not over:
                stacks.append(Span(part.start, part.end))
            elif len(over) == 1:
                stack = stacks[over[0]]
                stacks[over[0]] = Span(min(stack.left, part.start), max(stack.right, part.end))
        stacks.sort()
    return stacks


def _placed(stacks: Sequence[Span], columns: Sequence[Column]) -> list[float]:
    """The column each stack heads, in order; a number in between for a column that no row fills.

    The cheapest matching in order, by dynamic programming: a stack wants to stand over its column.
    """
    best: dict[tuple[int, int], tuple[float, tuple[float, ...]]] = {(0, 0): (0.0, ())}
    for i in range(len(stacks) + 1):
        for k in range(len(columns) + 1):
            if (i, k) not in best:
                continue
            cost, path = best[i, k]
            moves = []
            if i < len(stacks) and k < len(columns):
                moves.append((i + 1, k + 1, _distance(stacks[i], columns[k]), float(k)))
            if i < len(stacks):
                again = 0.0 if k and _distance(stacks[i], columns[k - 1]) == 0 else 8.0
                moves.append((i + 1, k, again, float(k - 1) if again == 0 else k - 0.5))
            if k < len(columns):
                moves.append((i, k + 1, 6.0, -1.0))
            for to_i, to_k, extra, place in moves:
                if (to_i, to_k) not in best or cost + extra < best[to_i, to_k][0]:
                    best[to_i, to_k] = (cost + extra, (*path, place) if to_i > i else path)
    return list(best[len(stacks), len(columns)][1])


def _distance(stack: Span, column: Column) -> float:
    """How many characters lie between a heading and its column; 0 if one stands over the other."""
    return float(max(0, stack.left - column.right + 1, column.left - stack.right + 1))


def has_values(line: Printed) -> bool:
    """Tell a line with a day, an amount or a number of its own: no heading."""
    return any(shape_of(chunk.text).is_value for chunk in chunks(line.words))
