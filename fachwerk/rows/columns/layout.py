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
from fachwerk.rows.columns.gutters import Span
from fachwerk.rows.columns.heads import Heading, best_heading, columns_of_page, heading_lines
from fachwerk.rows.columns.measure import Measure, measure
from fachwerk.rows.columns.recurring import Body, bodies
from fachwerk.rows.columns.slices import Slices
from fachwerk.rows.columns.strays import Stray, headings, statements, titles
from fachwerk.rows.columns.template import columns_of_pages
from fachwerk.rows.columns.typeset import sure_words, typesetter
from fachwerk.rows.columns.words import Printed, printed_lines
from fachwerk.rows.furniture import kind_of
from fachwerk.rows.wordings import known_words

# A line is bad that is cut at such a cost; a list is hopeless if so many of its lines are, or if so many of its columns
# have no heading while others have one.
_BAD_LINE, _HOPELESS, _DOUBTFUL, _NO_WORSE, _BARE = 8.0, 0.18, 0.05, 0.02, 0.2

_Placed: TypeAlias = tuple[int, Part]


def is_layout(lines: Sequence[Line]) -> bool:
    """Tell a dump that keeps columns by blanks: on a tenth of its lines and more, wide gaps stand inside the line."""
    texts = [line.text for line in lines if line.text and not line.text.isspace()]
    inner = sum("   " in text.strip() for text in texts)
    led = sum(text.startswith("        ") for text in texts)
    return inner >= 3 and (5 * inner >= len(texts) or (10 * inner >= len(texts) and 2 * (inner + led) >= len(texts)))


def cut_layout(content: Dump) -> Iterator[Part]:
    """Cut a dump that keeps columns by blanks into heads, rows and furniture, in the order in which they stand.

    Raises `NoTable` if no two columns can be told apart, if nothing is left when titles and headings are taken off, or
    if lines do not keep to columns.
    """
    pages = bodies(_pages(content.lines))
    found = [*(stray for page in pages.values() for stray in statements(page.lines)), *headings(pages)]
    strays = list({stray.line.line.number: stray for stray in found}.values())
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
    """Cut the lines; if columns without a heading are left, see whether the list is better cut without them.

    Raises `NoTable` where the lines do not keep to columns at all: some tools push every line its own way.
    """
    table = _cut_into(columns_of_pages(own) if own else {}, own, pages, strays)
    bare = sum(not text for text in table.heading.columns)
    if table.headed and bare:
        fewer = _cut_into(columns_of_pages(own, len(table.heading.columns) - bare), own, pages, strays)
        table = fewer if _badness(fewer) <= _badness(table) + _NO_WORSE else table
        bare = sum(not text for text in table.heading.columns)
    is_bare = table.headed and bare > max(1, _BARE * len(table.heading.columns))
    if is_bare or _badness(table) > (_DOUBTFUL if table.headed and bare else _HOPELESS):
        raise NoTable(
            "the columns of the text do not stand below one another",
            advice="read the PDF itself, or make the text with pdftotext -layout",
        )
    return table


def _badness(table: _Table) -> float:
    """The share of lines that fit the columns badly."""
    return sum(line.cost > _BAD_LINE for line in table.lines) / len(table.lines)


def _cut_into(
    spans: Mapping[int, Sequence[Span]],
    own: Mapping[int, Sequence[Printed]],
    pages: Mapping[int, Body],
    strays: Sequence[Stray],
) -> _Table:
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
    headed, found = best_heading(front, below, known_words() | frozenset(sure_words(lines)))
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
