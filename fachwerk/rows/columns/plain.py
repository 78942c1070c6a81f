"""Rows from what `pdftotext` writes by default: one cell below the other, blank lines between them.

Poppler guesses a reading order. Where it went row by row the rows can be told from the order of dates, amounts and
texts; where it went down some columns first, nobody can say which cells make a row, and the list is refused.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from fachwerk.errors import NoTable
from fachwerk.records import Break, Cell, Dump, Furniture, Head, Kind, Line, Origin, Part, Piece, Row
from fachwerk.rows.columns.recurring import Body, bodies
from fachwerk.rows.columns.words import Printed, Shape, printed_lines, shape_of, stands_apart
from fachwerk.rows.furniture import kind_of
from fachwerk.rows.wrap import join

_ADVICE = "read the PDF itself, or make the text with pdftotext -layout"
# A row has so many columns at least and at most, and comes back so often before it counts as the list's pattern.
_NARROWEST, _WIDEST, _OFTEN = 3, 16, 3


class Block(NamedTuple):
    """Lines without a blank line between them: by rule one cell."""

    lines: tuple[Printed, ...]
    shape: Shape

    @property
    def page(self) -> int:
        return self.lines[0].page

    @property
    def number(self) -> int:
        return self.lines[0].line.number


@dataclass(frozen=True, slots=True)
class _Settled:
    """A list whose order is settled: what stands before the first row, and each row's blocks by column."""

    front: Sequence[Block]
    rows: Sequence[tuple[Block | None, ...]]


def is_plain(lines: Sequence[Line]) -> bool:
    """Tell a dump that sets one cell below the other: a fifth of its lines blank, none ending in one, values alone.

    Tika sets a row's short cells on one line, and `pdftotext -raw` all of them: there, dates and amounts have company.
    """
    texts = [line.text for line in lines]
    filled = [text for text in texts if text.strip()]
    blank = len(texts) - len(filled)
    if blank < 0.2 * len(texts) or any(text != text.rstrip() for text in filled[:2000]):
        return False
    telling = [text.split() for text in filled if any(stands_apart(word) for word in text.split())]
    alone = sum(all(not any(letter.isalpha() for letter in word) for word in words) for words in telling)
    return alone > 5 and alone > 2 * (len(telling) - alone)


def cut_plain(content: Dump) -> Iterator[Part]:
    """Cut a dump in poppler's reading order, if that order settles which cells make a row.

    It does if every page is made of rows of one pattern, and each row fits the pattern in one way only. Else, and if
    a list has no columns of dates, amounts or numbers to hold on to, raises `NoTable`.
    """
    pages: dict[int, list[Printed]] = defaultdict(list)
    for line in printed_lines(content.lines):
        pages[line.page].append(line)
    parted = bodies(pages)
    own = {number: _blocks(body.lines) for number, body in parted.items()}
    settled = _settled([blocks for _, blocks in sorted(own.items()) if blocks])
    placed = [*_heads(settled), *_rows(settled), *_furniture(parted)]
    yield from (part for _, part in sorted(placed, key=lambda each: each[0]))


def _blocks(lines: Sequence[Printed]) -> list[Block]:
    blocks: list[list[Printed]] = []
    for line in lines:
        if not blocks or line.blanks_before:
            blocks.append([])
        blocks[-1].append(line)
    return [Block(tuple(own), shape_of(own[0].text) if len(own) == 1 else Shape.WORDS) for own in blocks]


def _settled(pages: Sequence[Sequence[Block]]) -> _Settled:
    pattern = _pattern(pages)
    front: Sequence[Block] = ()
    rows: list[tuple[Block | None, ...]] = []
    for at, blocks in enumerate(pages):
        start = _first_row(blocks, pattern) if at == 0 else 0
        front = blocks[:start] if at == 0 else front
        rows += _page_rows(blocks[start:], pattern)
    return _Settled(front, rows)


def _pattern(pages: Sequence[Sequence[Block]]) -> tuple[Shape, ...]:
    """The row that covers most of the list when it is repeated, beginning where the pages begin."""
    shapes = [tuple(block.shape for block in blocks) for blocks in pages]
    seen = Counter(
        page[at : at + width]
        for page in shapes
        for width in range(_NARROWEST, _WIDEST + 1)
        for at in range(len(page) - 2 * width + 1)
        if page[at : at + width] == page[at + width : at + 2 * width]
    )
    likely = [
        each
        for each, count in seen.most_common(60)
        if count >= _OFTEN and any(shape.is_value for shape in each) and not _is_repetition(each)
    ]
    if not likely:
        raise NoTable("the order of the text does not tell which cells make a row", advice=_ADVICE)
    return max(likely, key=lambda each: (sum(_covered(page, each) for page in shapes), _begun(shapes, each)))


def _covered(page: tuple[Shape, ...], pattern: tuple[Shape, ...]) -> int:
    """How many blocks of a page stand in full rows of the pattern that the next row, or the page's end, closes."""
    covered = at = 0
    width = len(pattern)
    while at + width <= len(page):
        is_row = page[at : at + width] == pattern and page[at + width : at + width + 1] in ((), pattern[:1])
        covered, at = (covered + width, at + width) if is_row else (covered, at + 1)
    return covered


def _begun(pages: Sequence[tuple[Shape, ...]], pattern: tuple[Shape, ...]) -> int:
    return sum(page[: len(pattern)] == pattern for page in pages)


def _is_repetition(pattern: tuple[Shape, ...]) -> bool:
    return any(pattern == pattern[:width] * (len(pattern) // width) for width in range(1, len(pattern) // 2 + 1))


def _first_row(blocks: Sequence[Block], pattern: Sequence[Shape]) -> int:
    """Where the first full row begins on the first page; before it stand titles and headings."""
    shapes = [block.shape for block in blocks]
    found = (at for at in range(len(shapes)) if shapes[at : at + len(pattern)] == list(pattern))
    return next(found, len(blocks))


def _page_rows(blocks: Sequence[Block], pattern: Sequence[Shape]) -> list[tuple[Block | None, ...]]:
    """The rows of one page; a row begins with its first column and fits the pattern in one way only."""
    rows: list[tuple[Block | None, ...]] = []
    at = 0
    while at < len(blocks):
        fits = [
            (end, places)
            for end in range(min(len(blocks), at + len(pattern)), at + _NARROWEST - 1, -1)
            if (places := _only_place([block.shape for block in blocks[at:end]], pattern)) is not None
            and (end == len(blocks) or blocks[end].shape is pattern[0])
        ]
        if len(fits) != 1:
            block = blocks[at]
            raise NoTable(
                "the order of the text does not tell which cells make a row",
                page=block.page,
                line=block.number,
                advice=_ADVICE,
            )
        end, places = fits[0]
        by_place = dict(zip(places, blocks[at:end], strict=True))
        rows.append(tuple(by_place.get(column) for column in range(len(pattern))))
        at = end
    return rows


def _only_place(shapes: Sequence[Shape], pattern: Sequence[Shape]) -> tuple[int, ...] | None:
    """The columns that the cells of a row fill, the first among them; None if they can fill several sets, or none."""
    ways: list[tuple[int, ...]] = [()]
    for shape in shapes:
        ways = [
            (*way, column)
            for way in ways
            for column in range(way[-1] + 1 if way else 0, len(pattern))
            if pattern[column] is shape
        ][:64]
    ways = [way for way in ways if way[0] == 0]
    return ways[0] if len(ways) == 1 else None


def _heads(settled: _Settled) -> Iterator[tuple[int, Part]]:
    """The headings, if there is one for each column; if their order is not settled, columns go by their number."""
    count = len(settled.rows[0])
    headings = [block for block in settled.front if kind_of(_text(block)) is None][-count:]
    is_whole = len(headings) == count and all(block.shape is Shape.WORDS for block in headings)
    named = [_joined(block) for block in headings] if is_whole else []
    is_settled = is_whole and len(set(named)) == count and all(len(name) < 120 for name in named)
    heads = headings if is_settled else []
    first = next(block for block in settled.rows[0] if block is not None)
    names = tuple(named) if is_settled else tuple(f"Spalte {at}" for at in range(1, count + 1))
    yield (heads[0] if heads else first).number, Head(names, tuple(p for block in heads for p in _pieces(block)))
    for block in settled.front:
        if block not in heads:
            yield block.number, Furniture(kind_of(_text(block)) or Kind.TITLE, _pieces(block))


def _rows(settled: _Settled) -> Iterator[tuple[int, Part]]:
    for number, row in enumerate(settled.rows, 1):
        cells = tuple(Cell(None) if block is None else Cell(_joined(block), _pieces(block)) for block in row)
        lines = [line for block in row if block is not None for line in block.lines]
        made = Row(number, Origin(lines[0].page, (lines[0].line.number, lines[-1].line.number)), cells)
        yield lines[0].line.number, made


def _furniture(pages: dict[int, Body]) -> Iterator[tuple[int, Part]]:
    for page in pages.values():
        for line in page.top:
            yield line.line.number, Furniture(kind_of(line.text) or Kind.RUNNING_HEAD, (_piece(line),))
        for line in page.foot:
            yield line.line.number, Furniture(kind_of(line.text) or Kind.RUNNING_FOOT, (_piece(line),))


def _text(block: Block) -> str:
    return " ".join(line.text for line in block.lines)


def _joined(block: Block) -> str:
    return join([line.text for line in block.lines], [Break.UNKNOWN] * len(block.lines))


def _pieces(block: Block) -> tuple[Piece, ...]:
    return tuple(_piece(line) for line in block.lines)


def _piece(line: Printed) -> Piece:
    return Piece(line.page, line.line.number, line.line.text.strip())
