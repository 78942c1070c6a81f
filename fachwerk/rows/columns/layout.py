"""Rows from a dump that keeps its columns by blanks: what `pdftotext -layout` and its like write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from fachwerk.errors import NoTable
from fachwerk.records import Break, Cell, Dump, Furniture, Head, Kind, Line, Origin, Part, Piece, Row
from fachwerk.rows.columns.cells import cut_lines
from fachwerk.rows.columns.gather import gather
from fachwerk.rows.columns.heads import Column, Heading, columns_of_page, heading, heading_lines
from fachwerk.rows.columns.measure import Measure, measure
from fachwerk.rows.columns.recurring import bodies
from fachwerk.rows.columns.template import columns_of_pages
from fachwerk.rows.columns.slices import Slice, Slices
from fachwerk.rows.columns.words import Printed, printed_lines
from fachwerk.rows.wrap import join, words_of


_MARKS = ",;:()[]„“”\"'"


def is_layout(lines: Sequence[Line]) -> bool:
    """Tell a dump that keeps columns by blanks: on a tenth of its lines and more, wide gaps stand inside the line."""
    texts = [line.text for line in lines if line.text and not line.text.isspace()]
    inner = sum("   " in text.strip() for text in texts)
    led = sum(text.startswith("        ") for text in texts)
    return inner >= 3 and (5 * inner >= len(texts) or (10 * inner >= len(texts) and 2 * (inner + led) >= len(texts)))


def cut_layout(content: Dump) -> Iterator[Part]:
    """Cut a dump that keeps columns by blanks into heads, rows and furniture, in the order in which they stand."""
    pages: dict[int, list[Printed]] = defaultdict(list)
    for line in printed_lines(content.lines):
        pages[line.page].append(line)
    parts = bodies(pages)
    own = {number: body.lines for number, body in parts.items() if body.lines}
    spans = columns_of_pages(own)
    count = max((len(each) for each in spans.values()), default=0)
    if count < 2:
        raise NoTable("no columns could be found in the text", advice="check that the file holds a table")
    cut = cut_lines(own, spans)
    lines = [line for number in sorted(cut) for line in cut[number]]
    first = min(cut)
    columns = columns_of_page(cut[first], spans[first])
    scale = measure(lines, count)
    gathered = gather(lines, count, scale.slack, has_front=heading_lines(parts[first].top, columns) < 1)
    front = [*parts[first].top, *(line.printed for line in lines[: gathered.front])]
    columns = columns_of_page(cut[first][gathered.front :], spans[first])
    headed = heading_lines(front, columns)
    words = frozenset(_sure_words(lines, count))
    folded = words_of(words)
    found = heading(front[len(front) - headed :], columns, words)
    placed: list[tuple[int, Part]] = list(_front(front, headed, found))
    for number, row in enumerate(gathered.rows, 1):
        made = _row(number, [lines[at] for at in row], count, found, scale, words, folded)
        placed.append((made.origin.lines[0], made))
    for number, body in parts.items():
        top = body.top if number != first else ()
        placed += _repeated(top, columns)
        placed += [(line.line.number, Furniture(_foot_kind(line), (_piece(line),))) for line in body.foot]
    yield from (part for _, part in sorted(placed, key=lambda each: each[0]))


def _sure_words(lines: Sequence[Slices], count: int) -> Iterator[str]:
    """Words that touch no line end, and those that begin lines after different words."""
    above: list[str] = [""] * count
    begun: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        for each in line.slices:
            tokens = each.text.split(" ")
            yield from (_bare(token) for token in tokens[1:-1])
            begun[_bare(tokens[0])].add(above[each.column])
            above[each.column] = tokens[-1]
    yield from (word for word, before in begun.items() if len(before) > 2)


def _bare(token: str) -> str:
    """The word without the marks around it; a dot after few letters belongs to them: `e. V.` holds no word `e`."""
    return token.strip(_MARKS).rstrip("." if len(token) > 4 else "")


def _piece(line: Printed) -> Piece:
    return Piece(line.page, line.line.number, line.line.text.strip())


def _front(front: Sequence[Printed], headed: int, found: Heading) -> Iterator[tuple[int, Part]]:
    """Titles and the head above the first row."""
    titles, heads = front[: len(front) - headed], front[len(front) - headed :]
    for line in titles:
        yield line.line.number, Furniture(Kind.TITLE, (_piece(line),))
    at = front[0].line.number if front else 0
    at = heads[0].line.number if heads else at
    yield at, Head(_unique(found.columns), tuple(_piece(line) for line in heads))


def _unique(headings: Sequence[str]) -> tuple[str, ...]:
    """Name columns without heading by their place, and tell equal headings apart by theirs."""
    named = [text or f"Spalte {at}" for at, text in enumerate(headings, 1)]
    return tuple(text if named.index(text) == at else f"{text} ({at + 1})" for at, text in enumerate(named))


def _repeated(top: Sequence[Printed], columns: Sequence[Column]) -> Iterator[tuple[int, Part]]:
    headed = heading_lines(top, columns)
    for at, line in enumerate(top):
        kind = Kind.HEADING if at >= len(top) - headed else Kind.RUNNING_HEAD
        yield line.line.number, Furniture(kind, (_piece(line),))


def _foot_kind(line: Printed) -> Kind:
    return Kind.RUNNING_FOOT


def _row(
    number: int, lines: Sequence[Slices], count: int, found: Heading, scale: Measure, words: Collection[str], folded: Collection[str]
) -> Row:
    cells = iter([_cell([(line, each) for line in lines for each in line.slices if each.column == k], scale, words, folded) for k in range(count)])
    filled = tuple(Cell(None) if at in found.phantoms else next(cells) for at in range(len(found.columns)))
    return Row(number, _origin(lines), filled)


def _cell(slices: Sequence[tuple[Slices, Slice]], scale: Measure, words: Collection[str], folded: Collection[str]) -> Cell:
    if not slices:
        return Cell(None)
    texts = [each.text for _, each in slices]
    column = slices[0][1].column
    breaks = [scale.broke(column, line, following, words) for line, following in pairwise(texts)]
    pieces = tuple(Piece(line.printed.page, line.printed.line.number, each.text) for line, each in slices)
    return Cell(join(texts, [*breaks, Break.UNKNOWN], folded), pieces)


def _origin(lines: Sequence[Slices]) -> Origin:
    pages: dict[int, list[int]] = defaultdict(list)
    for line in lines:
        pages[line.printed.page].append(line.printed.line.number)
    first, *rest = (Origin(page, (numbers[0], numbers[-1])) for page, numbers in pages.items())
    return Origin(first.page, first.lines, None, tuple(rest))
