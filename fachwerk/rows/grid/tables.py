"""The tables of one grid, found in one pass over its rows, and what each row of them is."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from fachwerk.records import GridRow, Kind
from fachwerk.rows.furniture import kind_of
from fachwerk.rows.grid.heading import heading_in, starts_table, typed_columns
from fachwerk.rows.grid.shape import Shape, could_head, is_alike, is_numbering, is_value, shape_of

_Item = TypeVar("_Item")
_WINDOW = 400
_AHEAD = 12
_MOST_OTHER_HEADS = 2
_LONGEST_STATEMENT = 200


@dataclass(slots=True)
class Table:
    """One table while its grid is surveyed: its heading, the columns in use, and the line of its last full row."""

    storeys: tuple[Shape, ...]
    first_line: int
    usual: int
    known: int
    columns: set[int] = field(default_factory=set)
    typed: frozenset[int] = frozenset()
    other_heads: set[int] = field(default_factory=set)
    last_full_line: int = 0
    rows: int = 0

    @property
    def head_lines(self) -> frozenset[int]:
        return frozenset(storey.row.line for storey in self.storeys)

    @property
    def width(self) -> int:
        """How many cells a row should have: those of the heading in the file."""
        return max((len(storey.row.cells) for storey in self.storeys), default=0)


def tables_of(rows: Iterable[GridRow]) -> tuple[Table, ...]:
    """Survey a grid: every table's heading and extent. Holds some hundred rows at a time."""
    shapes = shapes_of(rows)
    window = list(islice(shapes, _WINDOW))
    heading = heading_in(window)
    if heading is None:
        return ()
    tables = [_table(window[heading.first : heading.end], window[heading.first :], heading.known)]
    head_end = heading.end
    rest = _chain(window[head_end:], shapes)
    skip = 0
    for ahead in _looking_ahead(rest, _AHEAD):
        if skip:
            skip -= 1
            continue
        shape = ahead[0]
        table = tables[-1]
        if table.rows == 0 and _heads_again(shape, table):
            table.other_heads.add(shape.row.line)
        elif not _repeats(shape, table) and (further := starts_table(ahead, table.usual)) is not None:
            tables.append(_table(ahead[: further.end], ahead, further.known))
            skip = further.end - 1
        elif kind_in(shape, table, is_open=True) is None:
            table.columns |= shape.columns | shape.covered
            table.rows += 1
            if _is_full(shape, table):
                table.last_full_line = shape.row.line
    return tuple(tables)


def kind_in(shape: Shape, table: Table, *, is_open: bool = False) -> Kind | None:
    """Tell what a row of a table's body is: None for a row of data.

    The heading again, also in another language, or the numbers of the columns: HEADING. "Summe", "134 Vorhaben",
    "Stand: …" with hardly any other words: what they are. A single cell in the first column or merged over the table:
    TITLE of a group, or a NOTE if no full row follows (which is not known yet while the table `is_open`).
    """
    if _repeats(shape, table) or is_numbering(shape) or shape.row.line in table.other_heads:
        return Kind.HEADING
    stated = _statement(shape)
    if stated is not None:
        return stated
    if table.usual < 3 or is_value(shape.own[0].text):
        return None
    if not is_open and shape.row.line > table.last_full_line and len(shape.own) * 3 <= table.usual:
        return Kind.NOTE
    is_first = shape.own[0].column == min(table.columns, default=shape.own[0].column)
    return Kind.TITLE if len(shape.own) == 1 and is_first and not _is_data(shape) else None


def shapes_of(rows: Iterable[GridRow]) -> Iterator[Shape]:
    """Rows that show anything."""
    return (shape for row in rows if (shape := shape_of(row)).own)


def _is_data(shape: Shape) -> bool:
    """A single cell under cells merged from above is a row of its own: the others go on."""
    return any(shape.text(column) != shape.own[0].text for column in shape.covered)


def _repeats(shape: Shape, table: Table) -> bool:
    return any(is_alike(shape, storey.texts) for storey in table.storeys)


def _heads_again(shape: Shape, table: Table) -> bool:
    """Tell a second heading, in another language or with explanations: words where only values stand below."""
    if not table.storeys or len(table.other_heads) >= _MOST_OTHER_HEADS or not could_head(shape):
        return False
    return len(table.typed & shape.columns) > 1 and len(shape.own) * 5 >= 4 * len(table.storeys[-1].own)


def _statement(shape: Shape) -> Kind | None:
    words = list(islice((text for _, text in shape.own if not is_value(text)), 3))
    if len(words) > 2 or sum(map(len, words)) > _LONGEST_STATEMENT or (not words and len(shape.own) > 1):
        return None
    return kind_of(shape.joined)


def _is_full(shape: Shape, table: Table) -> bool:
    return len(shape.own) > 1 and shape.width * 2 >= table.usual


def _table(storeys: Sequence[Shape], window: Sequence[Shape], known: int) -> Table:
    widths = sorted(shape.width for shape in window[len(storeys) :] if shape.width > 1)
    usual = widths[len(widths) // 2] if widths else 0
    first = storeys[0] if storeys else window[0]
    typed = typed_columns(window[len(storeys) + _MOST_OTHER_HEADS :])
    return Table(tuple(storeys), first.row.line, usual, known, typed=typed)


def _chain(first: Sequence[Shape], rest: Iterator[Shape]) -> Iterator[Shape]:
    yield from first
    yield from rest


def _looking_ahead(items: Iterator[_Item], count: int) -> Iterator[tuple[_Item, ...]]:
    """Each item with those that follow it."""
    seen = deque(islice(items, count))
    while seen:
        yield tuple(seen)
        seen.popleft()
        seen.extend(islice(items, 1))
