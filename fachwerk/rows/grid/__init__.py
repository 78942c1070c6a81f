"""Rows from ready-made tables: sheets, CSV files, web pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fachwerk.errors import NoTable
from fachwerk.records import Cell, Furniture, Grid, GridRow, Grids, Head, Kind, Origin, Part, Piece, Row
from fachwerk.rows.furniture import kind_of
from fachwerk.rows.grid.heading import names
from fachwerk.rows.grid.shape import Shape
from fachwerk.rows.grid.tables import Table, kind_in, shapes_of, tables_of

__all__ = ["cut"]

# So many headings we know make a table a list; what has none beside it (legends, code lists) is then no list.
_WELL_KNOWN = 2
_REPEATED = "repeated from a merged cell"
_EMPTY = Cell(None)


def cut(content: Grids) -> Iterator[Part]:
    """Cut grids into heads, rows and furniture; a piece's page is the grid's number, its line the row's.

    Each grid is gone through twice: once to find its tables, their headings and the columns in use (a column without
    heading in which no row has text is dropped), once to give its rows. Rows that go on without a heading in the
    next grid belong to the head before. Where one grid has headings we know, grids without any are kept as notes.
    """
    surveys = [(grid, tables_of(grid.rows)) for grid in content.grids]
    best = max((table.known for _, tables in surveys for table in tables), default=0)
    last: _Plan | None = None
    count = 0
    for grid, tables in surveys:
        plans = _plans(tables, best, last)
        if not plans:
            yield from _notes(grid)
            continue
        for part in _parts(grid, plans, count):
            count += isinstance(part, Row)
            yield part
        last = plans[-1]
    if count == 0:
        raise NoTable("holds no table with rows", advice="check that it is the right file")


@dataclass(frozen=True, slots=True)
class _Plan:
    """A surveyed table with what follows from the survey: the columns to give, and whether they need a new head."""

    table: Table
    columns: tuple[int, ...]
    headings: tuple[str, ...]
    is_continued: bool = False


def _plans(tables: Sequence[Table], best: int, last: _Plan | None) -> tuple[_Plan, ...]:
    plans: list[_Plan] = []
    for table in tables:
        if table.storeys and best >= _WELL_KNOWN and table.known == 0:
            continue
        plan = _plan(table)
        before = plans[-1] if plans else last
        if not table.storeys and before is not None and set(plan.columns) <= set(before.columns):
            plan = _Plan(table, before.columns, before.headings, is_continued=True)
        elif not table.storeys and best >= _WELL_KNOWN:
            continue
        if table.rows:
            plans.append(plan)
    return tuple(plans)


def _plan(table: Table) -> _Plan:
    headed = {column for storey in table.storeys for column, text in enumerate(storey.texts) if text}
    columns = tuple(sorted(headed | table.columns))
    return _Plan(table, columns, names(table.storeys, columns))


def _parts(grid: Grid, plans: Sequence[_Plan], count: int) -> Iterator[Part]:
    upcoming = list(plans)
    plan: _Plan | None = None
    is_titled = False
    for shape in shapes_of(grid.rows):
        if upcoming and shape.row.line >= upcoming[0].table.first_line:
            plan = upcoming.pop(0)
            if not plan.is_continued:
                yield _head(grid, plan)
        if plan is None:
            kind = kind_of(shape.joined) or (Kind.NOTE if is_titled or len(shape.own) > 1 else Kind.TITLE)
            is_titled = is_titled or kind is Kind.TITLE
            yield _furniture(grid, kind, shape)
        elif shape.row.line not in plan.table.head_lines:
            kind_or_row = kind_in(shape, plan.table)
            if kind_or_row is None:
                count += 1
                yield _row(grid, count, shape, plan)
            else:
                yield _furniture(grid, kind_or_row, shape)


def _notes(grid: Grid) -> Iterator[Part]:
    for shape in shapes_of(grid.rows):
        yield _furniture(grid, kind_of(shape.joined) or Kind.NOTE, shape)


def _head(grid: Grid, plan: _Plan) -> Head:
    return Head(plan.headings, tuple(piece for storey in plan.table.storeys for piece in _pieces(grid, storey)))


def _furniture(grid: Grid, kind: Kind, shape: Shape) -> Furniture:
    return Furniture(kind, _pieces(grid, shape))


def _pieces(grid: Grid, shape: Shape) -> tuple[Piece, ...]:
    return tuple(Piece(grid.number, shape.row.line, shape.row.cells[column]) for column, _ in shape.own)


def _row(grid: Grid, number: int, shape: Shape, plan: _Plan) -> Row:
    row = shape.row
    cells = tuple(_cells(grid.number, shape, plan.columns))
    return Row(number, Origin(grid.number, (row.line, row.last_line)), cells, tuple(_row_notes(row, plan.table)))


def _cells(page: int, shape: Shape, columns: Sequence[int]) -> Iterator[Cell]:
    row, texts = shape.row, shape.texts
    for column in columns:
        text = texts[column] if column < len(texts) else ""
        if not text:
            yield _EMPTY
        elif column in row.covered:
            yield Cell(text, (), (_REPEATED,))
        else:
            yield Cell(text, (Piece(page, row.line, row.cells[column]),))


def _row_notes(row: GridRow, table: Table) -> Iterator[str]:
    if row.is_hidden:
        yield "hidden in the file"
    if table.width and len(row.cells) != table.width:
        yield f"{len(row.cells)} cells under {table.width} headings"
