"""The cells of a workbook's, CSV file's or HTML table's row in which a listing is printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from fachwerk.portal.printed.shown import HIDDEN, Cells, PrintedCell, Shown, Wanted, Why, Withheld
from fachwerk.read import open_document
from fachwerk.records import Grid, Grids, Origin, ReadOptions
from fachwerk.trace.cells import Bit, cells_of


class _Found(NamedTuple):
    """A cell that is not empty: its position in the row, and in which line of the row it stands."""

    position: int
    line: int
    text: str


def cells_in(path: Path, wanted: Wanted) -> Shown:
    """Show the cells of a row under their headings. Raises UnusableInput or NoTable if the file cannot be read."""
    content = open_document(path, ReadOptions()).content
    origin = wanted.listing.origin
    grid = (
        next((one for one in content.grids if one.number == origin.page), None) if isinstance(content, Grids) else None
    )
    found = [] if grid is None else list(_cells(grid, origin))
    if grid is None or not found:
        return Withheld(Why.LOST)
    name = "" if grid.name == path.name else grid.name  # a CSV file has no name but its fingerprint here
    return Cells(name, origin.lines[0], tuple(_under_headings(found, wanted)))


def _cells(grid: Grid, origin: Origin) -> Iterator[_Found]:
    first, last = origin.lines
    for row in grid.rows:
        if row.line > last:
            return
        if row.line >= first:
            for position, text in enumerate(row.cells):
                if text.strip() and position not in row.covered:
                    yield _Found(position, row.line, text)


def _under_headings(found: list[_Found], wanted: Wanted) -> Iterator[PrintedCell]:
    visible, headings = wanted.visible, list(wanted.listing.printed)
    bits = [Bit(one.text, one.position, (one.line, one.position)) for one in found]
    columns = {at: headings[column] for column, some in cells_of(bits, list(visible.values())).items() for at in some}
    for at, one in enumerate(found):
        heading = columns.get(at)
        if heading is not None or not wanted.is_masked:
            yield PrintedCell(heading or "", one.text, heading is not None and heading == wanted.heading)
        else:
            yield PrintedCell("", HIDDEN)
