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
    """One table while its grid is surveyed: its heading, the columns in use, and the line of its last full row.

    `usual` is how many columns of a row show something, `width` how many cells it should have: those of the heading.
    """

    storeys: tuple[Shape, ...]
    first_line: int
    usual: int
    known: int
    head_lines: frozenset[int]
    width: int
    columns: set[int] = field(default_factory=set)
    typed: frozenset[int] = frozenset()
    other_heads: set[int] = field(default_factory=set)
    last_full_line: int = 0
    rows: int = 0


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
        elif (further := starts_table(ahead, table.usual)) is not None and not _repeats(shape, table):
            tables.append(_table(ahead[: further.end], ahead, further.known))
            skip = further.end - 1
        elif kind_in(shape, table, is_open=True) is None:
            table.columns.update(shape.columns, shape.covered)
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
    if stated is not None or len(shape.own) * 3 > table.usual:
        return stated
    column, text = shape.own[0]
    if is_value(text):
        return None
    if not is_open and shape.row.line > table.last_full_line:
        return Kind.NOTE
    is_first = column == min(table.columns, default=column)
    return Kind.TITLE if len(shape.own) == 1 and is_first and not _is_data(shape) else None


def shapes_of(rows: Iterable[GridRow]) -> Iterator[Shape]:
    """Rows that show anything."""
    return (shape for row in rows if (shape := shape_of(row)).own)


def _is_data(shape: Shape) -> bool:
    """A single cell under cells merged from above is a row of its own: the others go on."""
    return any(shape.text(column) != shape.own[0][1] for column in shape.covered)


def _repeats(shape: Shape, table: Table) -> bool:
    return any(is_alike(shape, storey.texts) for storey in table.storeys)


def _heads_again(shape: Shape, table: Table) -> bool:
    """Tell a second heading, in another language or with explanations: words where only values stand below."""
    if not table.storeys or len(table.other_heads) >= _MOST_OTHER_HEADS or not could_head(shape):
        return False
    return len(table.typed & shape.columns) > 1 and len(shape.own) * 5 >= 4 * len(table.storeys[-1].own)


def _statement(shape: Shape) -> Kind | None:
    words = length = 0
    for _, text in shape.own:
        if not is_value(text):
            words, length = words + 1, length + len(text)
            if words > 2 or length > _LONGEST_STATEMENT:
                return None
    return kind_of(shape.joined) if words or len(shape.own) == 1 else None


def _is_full(shape: Shape, table: Table) -> bool:
    return len(shape.own) > 1 and shape.width * 2 >= table.usual


def _table(storeys: Sequence[Shape], window: Sequence[Shape], known: int) -> Table:
    widths = sorted(shape.width for shape in window[len(storeys) :] if shape.width > 1)
    usual = widths[len(widths) // 2] if widths else 0
    first = storeys[0] if storeys else window[0]
    typed = typed_columns(window[len(storeys) + _MOST_OTHER_HEADS :])
    head_lines = frozenset(storey.row.line for storey in storeys)
    width = max((len(storey.row.cells) for storey in storeys), default=0)
    return Table(tuple(storeys), first.row.line, usual, known, head_lines, width, typed=typed)


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
