"""Rows from a text dump whose geometry is lost: inverse typesetting (docs/explanation/inverse-typesetting.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from fachwerk.errors import NoTable
from fachwerk.records import Break, Cell, Dump, Furniture, Head, Kind, Line, Origin, Part, Piece, Row
from fachwerk.reference.typefaces import Typeface
from fachwerk.rows.dump.heads import HeadColumn, columns_of, expectations, find_heading, find_more_headings
from fachwerk.rows.dump.interleaved import is_interleaved, learn_interleaved
from fachwerk.rows.dump.learn import learn
from fachwerk.rows.dump.lines import Gap, Printed, printed, split_words
from fachwerk.rows.dump.model import Column, Fragment
from fachwerk.rows.dump.order import heads_on_page, in_column_order
from fachwerk.rows.dump.pages import recurring, stated, with_pages
from fachwerk.rows.dump.parse import rows_of
from fachwerk.rows.dump.shapes import Shape, has_anchor
from fachwerk.rows.dump.turns import Turn
from fachwerk.rows.dump.wraps import typeface_of
from fachwerk.rows.furniture import kind_of
from fachwerk.rows.wrap import join, words_of

_BREAKS = {Turn.WRAP: Break.BLANK, Turn.WORD: Break.WORD, Turn.TYPED: Break.TYPED}


# From this share on of rows without any day, number or amount, the rows are none: the dump's order is not settled.
_DISORDER = 0.25
_FEW_ROWS = 8


class _Front(NamedTuple):
    """What stands before the rows: the headings in column order and the lines they are printed on."""

    columns: tuple[HeadColumn, ...]
    head: tuple[Line, ...]
    is_interleaved: bool


class _Reading(NamedTuple):
    """Rows as fragments, how each line follows the one before, and the lines that are no rows."""

    rows: Sequence[Sequence[Fragment]]
    turns: Mapping[int, Turn]
    asides: Sequence[int]


def cut(content: Dump) -> Iterator[Part]:
    """Cut a dump into its heading, rows and furniture, in the order of the lines.

    Raises NoTable if no heading can be told apart: without it nobody knows how many columns there are.
    """
    lines = with_pages(content.lines)
    kinds = stated(lines)
    body = [line for line in lines if line.text.strip() and line.number not in kinds]
    front = _front(body)
    if not front.columns:
        raise NoTable(
            "no heading of a table is recognised",
            advice="check that the file is a list, and add its headings to fachwerk/reference/headings.yml",
        )
    kinds |= _furniture(lines, body, front, kinds)
    face = typeface_of([(a.text, b.text) for a, b in pairwise(lines) if a.text.strip() and b.text.strip()])
    ready = _ready(lines, kinds, face)
    columns = columns_of(front.columns)
    reading = _read(columns, ready, face, front, frozenset(kinds))
    _refuse_disorder(reading, columns)
    kinds |= _beside(sorted(ready[index].number for index in reading.asides), kinds, lines)
    head = {line.number for line in front.head}
    yield from _in_order(
        Head(tuple(column.heading for column in columns), tuple(_piece(line) for line in front.head)),
        list(_rows(reading, ready, columns)),
        [line for line in lines if line.number in kinds and line.number not in head],
        kinds,
    )


def _refuse_disorder(reading: _Reading, columns: Sequence[Column]) -> None:
    """Rather no rows than wrong ones: where columns of days and amounts exist, nearly every row shows one."""
    typed = {place for place, column in enumerate(columns) if column.expects not in (None, Shape.WORDS)}
    bare = sum(not any(part.column in typed for part in row) for row in reading.rows)
    if typed and len(reading.rows) >= _FEW_ROWS and bare > _DISORDER * len(reading.rows):
        raise NoTable(
            f"{bare} of {len(reading.rows)} rows would show no day, number or amount: lines do not stand row by row",
            advice="read the PDF itself, or make the text with pdftotext -layout",
        )


def _beside(asides: Sequence[int], kinds: Mapping[int, Kind], lines: Sequence[Line]) -> dict[int, Kind]:
    """Lines that no row took are furniture only where they touch other furniture; the rest stays unexplained."""
    texts = {line.number: line.text for line in lines}
    found: dict[int, Kind] = {}
    for numbers in (asides, reversed(asides)):
        for number in numbers:
            if {number - 1, number + 1} & (kinds.keys() | found.keys()):
                found[number] = kind_of(texts[number]) or Kind.NOTE
    return found


def _front(body: Sequence[Line]) -> _Front:
    if not is_interleaved([(line.page, line.text) for line in body]):
        found = find_heading([line.text for line in body])
        return _Front(found, _span(found, body), False)
    page = [line for line in body if line.page == body[0].page]
    anchors = [place for place, line in enumerate(page) if has_anchor(line.text)] or [0]
    found = find_heading([line.text for line in page[: anchors[0]]], least=1)
    upper, lower = page[anchors[0] : anchors[-1] + 1], page[anchors[-1] + 1 :]
    more = find_more_headings([line.text for line in lower])
    if not more and lower:  # the page's last row may have no days
        lower = lower[1:]
        more = find_more_headings([line.text for line in lower])
    columns = in_column_order(found, more, expectations(), [line.text for line in upper])
    return _Front(columns if len(columns) >= 3 else (), _span(found, page) + _span(more, lower), True)


def _span(found: Sequence[HeadColumn], body: Sequence[Line]) -> tuple[Line, ...]:
    """All lines from the first to the last that headings stand on."""
    numbers = [word.line for column in found for word in column.words]
    return tuple(body[min(numbers) : max(numbers) + 1]) if numbers else ()


def _furniture(
    lines: Sequence[Line], body: Sequence[Line], front: _Front, stated_kinds: Mapping[int, Kind]
) -> dict[int, Kind]:
    """What is no row: lines before the heading, the heading and its repetitions, running heads and feet."""
    first = front.head[0].number
    kinds = dict(stated_kinds)
    kinds |= {line.number: kind_of(line.text) or Kind.TITLE for line in body if line.number < first}
    kinds |= {line.number: Kind.HEADING for line in front.head}
    kinds |= dict.fromkeys(_repeats(front.head, body), Kind.HEADING)
    if front.is_interleaved:
        kinds |= recurring(lines, kinds)
        words = frozenset(word for line in front.head for word in split_words(line.text))
        for _, group in groupby((line for line in body if line.number not in kinds), key=lambda line: line.page):
            page = list(group)
            places = heads_on_page([line.text for line in page], words)
            kinds |= {page[place].number: Kind.HEADING for place in places}
    return kinds | recurring(lines, kinds)


def _read(
    columns: Sequence[Column], lines: Sequence[Printed], face: Typeface, front: _Front, asides: frozenset[int]
) -> _Reading:
    if front.is_interleaved:
        return _Reading(*learn_interleaved(columns, lines, face))
    reading = learn(columns, lines, face, asides)
    return _Reading(list(rows_of(reading)), reading.turns, reading.asides)


def _repeats(head: Sequence[Line], body: Sequence[Line]) -> Iterator[int]:
    """The numbers of the lines that repeat the whole heading on later pages."""
    wanted = [line.text.strip() for line in head]
    texts = [line.text.strip() for line in body]
    for index in range(len(texts) - len(wanted) + 1):
        if texts[index] == wanted[0] and texts[index : index + len(wanted)] == wanted:
            yield from (line.number for line in body[index : index + len(wanted)])


def _ready(lines: Iterable[Line], kinds: Mapping[int, Kind], face: Typeface) -> list[Printed]:
    """The lines that may belong to rows, with what stood before each."""
    ready: list[Printed] = []
    gap, page = Gap.PAGE, 0
    for line in lines:
        if not line.text.strip():
            gap = Gap.BLANK if gap is Gap.NONE else gap
        elif line.number not in kinds:
            gap = Gap.PAGE if line.page != page else gap
            ready.append(printed(line.number, line.page, line.text, gap, face))
            gap, page = Gap.NONE, line.page
    return ready


def _rows(reading: _Reading, lines: Sequence[Printed], columns: Sequence[Column]) -> Iterator[Row]:
    words = words_of(" ".join(line.words[1:-1]) for line in lines)
    for number, fragments in enumerate(reading.rows, start=1):
        cells = [
            _cell([part for part in fragments if part.column == column], reading, lines, words)
            for column in range(len(columns))
        ]
        pieces = sorted(piece for cell in cells for piece in cell.pieces)
        page = pieces[0].page
        origin = Origin(page, (pieces[0].line, pieces[-1].line))
        yield Row(number, origin, tuple(cells), tuple(_doubts(cells, columns)))


def _doubts(cells: Sequence[Cell], columns: Sequence[Column]) -> Iterator[str]:
    """Say where a lone value of two like columns was given to one of them: a dump does not show which."""
    for place, (one, other) in enumerate(pairwise(columns)):
        if one.expects is not other.expects or one.expects in (None, Shape.WORDS):
            continue
        left, right = cells[place].printed, cells[place + 1].printed
        if (left is None) is not (right is None):
            yield f'the dump does not show whether "{left or right}" is "{one.heading}" or "{other.heading}"'


def _cell(parts: Sequence[Fragment], reading: _Reading, lines: Sequence[Printed], words: frozenset[str]) -> Cell:
    if not parts:
        return Cell(None)
    pieces = tuple(_fragment_piece(part, lines[part.line]) for part in parts)
    breaks = [_BREAKS.get(reading.turns[part.line], Break.UNKNOWN) for part in parts[1:]]
    return Cell(join([piece.text for piece in pieces], breaks, words) or None, pieces)


def _fragment_piece(part: Fragment, line: Printed) -> Piece:
    text = line.part(part.first, part.last)
    is_at_end = part.last == len(line.words)
    return Piece(line.page, line.number, text + " " if is_at_end and line.trails else text)


def _piece(line: Line) -> Piece:
    return Piece(line.page, line.number, line.text.strip())


def _in_order(head: Head, rows: Iterable[Row], asides: Iterable[Line], kinds: Mapping[int, Kind]) -> Iterator[Part]:
    parts: list[tuple[int, Part]] = [(head.pieces[0].line, head)]
    parts += [(row.origin.lines[0], row) for row in rows]
    for (kind, _), group in groupby(asides, key=lambda line: (kinds[line.number], line.page)):
        pieces = tuple(_piece(line) for line in group)
        parts.append((pieces[0].line, Furniture(kind, pieces)))
    yield from (part for _, part in sorted(parts, key=lambda item: item[0]))
