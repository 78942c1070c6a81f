"""Rows from a dump that keeps its columns by blanks: what `pdftotext -layout` and its like write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from fachwerk.errors import NoTable
from fachwerk.records import Dump, Furniture, Head, Kind, Line, Part, Piece
from fachwerk.rows.columns.cells import cut_lines
from fachwerk.rows.columns.gather import Rows, gather
from fachwerk.rows.columns.heads import Heading, columns_of_page, heading, heading_lines
from fachwerk.rows.columns.measure import Measure, measure
from fachwerk.rows.columns.recurring import Body, bodies
from fachwerk.rows.columns.slices import Slices
from fachwerk.rows.columns.strays import Stray, headings, statements, titles
from fachwerk.rows.columns.template import columns_of_pages
from fachwerk.rows.columns.typeset import sure_words, typesetter
from fachwerk.rows.columns.words import Printed, printed_lines
from fachwerk.rows.furniture import kind_of

_Placed: TypeAlias = tuple[int, Part]


def is_layout(lines: Sequence[Line]) -> bool:
    """Tell a dump that keeps columns by blanks: on a tenth of its lines and more, wide gaps stand inside the line."""
    texts = [line.text for line in lines if line.text and not line.text.isspace()]
    inner = sum("   " in text.strip() for text in texts)
    led = sum(text.startswith("        ") for text in texts)
    return inner >= 3 and (5 * inner >= len(texts) or (10 * inner >= len(texts) and 2 * (inner + led) >= len(texts)))


def cut_layout(content: Dump) -> Iterator[Part]:
    """Cut a dump that keeps columns by blanks into heads, rows and furniture, in the order in which they stand.

    Raises `NoTable` if no two columns can be told apart, or if nothing is left when titles and headings are taken off.
    """
    pages = bodies(_pages(content.lines))
    strays = [*headings(pages), *(stray for page in pages.values() for stray in statements(page.lines))]
    table = _table(_without(pages, strays), pages, strays)
    placed = [
        *_front(table),
        *_rows(table),
        *(part for number, page in pages.items() if number != table.first for part in _repeated(page.top, table)),
        *(_furniture(line, kind_of(line.text) or Kind.RUNNING_FOOT) for page in pages.values() for line in page.foot),
        *(_furniture(stray.line, stray.kind) for stray in table.strays),
    ]
    yield from (part for _, part in sorted(placed, key=lambda each: each[0]))


@dataclass(frozen=True, slots=True)
class _Table:
    """The lines between heading and foot, cut into the list's columns and gathered into rows.

    `front` are the lines above the first row, of which the last `headed` ones are headings; `strays` stand below it.
    """

    first: int
    lines: Sequence[Slices]
    measure: Measure
    gathered: Rows
    front: Sequence[Printed]
    headed: int
    heading: Heading
    strays: Sequence[Stray]


def _pages(lines: Sequence[Line]) -> dict[int, list[Printed]]:
    pages: dict[int, list[Printed]] = defaultdict(list)
    for line in printed_lines(lines):
        pages[line.page].append(line)
    return pages


def _without(pages: Mapping[int, Body], strays: Sequence[Stray]) -> dict[int, list[Printed]]:
    """The own lines of all pages, strays taken out, and the pages that have none."""
    out = {stray.line.line.number for stray in strays}
    own = {number: [line for line in page.lines if line.line.number not in out] for number, page in pages.items()}
    return {number: lines for number, lines in own.items() if lines}


def _table(own: Mapping[int, Sequence[Printed]], pages: Mapping[int, Body], strays: Sequence[Stray]) -> _Table:
    spans = columns_of_pages(own) if own else {}
    count = max((len(each) for each in spans.values()), default=0)
    if count < 2:
        raise NoTable("no columns can be told apart in the text", advice="check that the file holds a table")
    cut = cut_lines(own, spans)
    columns = {number: columns_of_page(lines, spans[number]) for number, lines in cut.items()}
    first = min(cut)
    strays = [*strays, *(stray for number in cut for stray in titles(cut[number], columns[number]))]
    lines = _in_order(cut, strays)
    scale = measure(lines, count)
    gathered = gather(lines, count, scale.slack, has_front=not heading_lines(pages[first].top, columns[first]))
    if not gathered.rows:
        raise NoTable("no rows can be told apart in the text", advice="check that the file holds a table")
    begin = lines[gathered.front].printed.line.number
    early = [stray.line for stray in strays if stray.line.line.number < begin]
    front = sorted([*pages[first].top, *(line.printed for line in lines[: gathered.front]), *early], key=_number)
    below = columns_of_page([line for line in lines[gathered.front :] if line.printed.page == first], spans[first])
    headed = heading_lines(front, below)
    found = heading(front[len(front) - headed :], below, frozenset(sure_words(lines)))
    late = [stray for stray in strays if stray.line.line.number > begin]
    return _Table(first, lines, scale, gathered, front, headed, found, late)


def _number(line: Printed) -> int:
    return line.line.number


def _in_order(cut: Mapping[int, Sequence[Slices]], strays: Sequence[Stray]) -> list[Slices]:
    out = {stray.line.line.number for stray in strays}
    return [line for number in sorted(cut) for line in cut[number] if line.printed.line.number not in out]


def _front(table: _Table) -> Iterator[_Placed]:
    """Titles, and the head above the first row."""
    titles_ = table.front[: len(table.front) - table.headed]
    heads = table.front[len(table.front) - table.headed :]
    for line in titles_:
        yield _furniture(line, kind_of(line.text) or Kind.TITLE)
    at = heads[0] if heads else table.lines[table.gathered.front].printed
    yield at.line.number, Head(_named(table.heading.columns), tuple(_piece(line) for line in heads))


def _named(headings: Sequence[str]) -> tuple[str, ...]:
    """Name columns without heading by their place, and tell equal headings apart by theirs."""
    named = [text or f"Spalte {at}" for at, text in enumerate(headings, 1)]
    return tuple(text if named.index(text) == at else f"{text} ({at + 1})" for at, text in enumerate(named))


def _rows(table: _Table) -> Iterator[_Placed]:
    setter = typesetter(table.lines, table.measure, len(table.heading.columns), table.heading.phantoms)
    for number, row in enumerate(table.gathered.rows, 1):
        made = setter.row(number, [table.lines[at] for at in row])
        yield made.origin.lines[0], made


def _repeated(top: Sequence[Printed], table: _Table) -> Iterator[_Placed]:
    """What comes back at the top of a later page: running heads, then the headings."""
    heads = {line.text for line in table.front[len(table.front) - table.headed :]}
    first = next((at for at, line in enumerate(top) if line.text in heads), len(top))
    for at, line in enumerate(top):
        yield _furniture(line, Kind.HEADING if at >= first else kind_of(line.text) or Kind.RUNNING_HEAD)


def _furniture(line: Printed, kind: Kind) -> _Placed:
    return line.line.number, Furniture(kind, (_piece(line),))


def _piece(line: Printed) -> Piece:
    return Piece(line.page, line.line.number, line.line.text.strip())
