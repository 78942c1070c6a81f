"""One published list, read from beginning to end: rows with their meaning first, the ledger when they are out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from fachwerk.errors import FachwerkError
from fachwerk.read import open_document
from fachwerk.records import Document, Head, Part, Reading, ReadOptions, Row
from fachwerk.rows import cut_rows
from fachwerk.rows.meaning import Meaning, meanings, reading_of
from fachwerk.sources import remembered

SAMPLE = 200  # rows by whose values a table's columns are understood


class Source(NamedTuple):
    """A file to read, and what the user calls it."""

    name: str
    path: Path


class Listed:
    """An opened list. Iterate `readings` to its end, then ask for the `ledger`; what is held is a page and a sample."""

    def __init__(self, source: Source, options: ReadOptions) -> None:
        self.source, self.options = source, options
        with named(source):
            self.document: Document = replace(open_document(source.path, options), name=source.name)

    def readings(self, seen: Callable[[Part], None] | None = None) -> Iterator[Reading]:
        """Yield the rows in printed order; `seen` is told each part, also headings and furniture, as it passes by."""
        with named(self.source):
            for table in tables(self._parts(seen)):
                yield from understood(table)

    def _parts(self, seen: Callable[[Part], None] | None) -> Iterator[Part]:
        for part in cut_rows(self.document.content):
            if seen is not None:
                seen(part)
            yield part

    def paint(self, number: int, scale: float) -> tuple[int, int, bytes]:
        """Paint one page of a PDF, for a trace: width, height, RGB bytes."""
        from fachwerk.read.pdf import render_page

        return render_page(self.source.path, number, scale, self.options.password)


def read_list(source: Source, options: ReadOptions) -> Listed:
    """Open a published list. Raises a `FachwerkError` that names the file, here or while its rows are read."""
    return Listed(source, options)


@contextmanager
def named(source: Source) -> Iterator[None]:
    """Have every error name the file as the user does, whatever the reader calls it."""
    try:
        yield
    except FachwerkError as error:
        error.file = source.name
        raise


class Table(NamedTuple):
    """The rows under one heading; they can be iterated once."""

    headings: tuple[str, ...]
    rows: Iterator[Row]


def tables(parts: Iterator[Part]) -> Iterator[Table]:
    """Part the stream at each new `Head`; a repeated one continues its table, rows before the first have none."""
    headings: tuple[str, ...] = ()
    waiting: list[Head] = []

    def rows() -> Iterator[Row]:
        for part in parts:
            if isinstance(part, Row):
                yield part
            elif isinstance(part, Head) and part.headings != headings:
                waiting.append(part)
                return

    while True:
        yield Table(headings, rows())
        if not waiting:
            return
        headings = waiting.pop().headings


def understood(table: Table) -> Iterator[Reading]:
    """Find out by the first rows what the columns mean, then read all rows by it."""
    sample = list(islice(table.rows, SAMPLE))
    found = meaning_of(table.headings, sample)
    for row in sample:
        yield reading_of(row, found)
    for row in table.rows:
        yield reading_of(row, found)


def meaning_of(headings: tuple[str, ...], sample: list[Row]) -> tuple[Meaning, ...]:
    source = remembered(headings)
    values = [[cell.printed for cell in row.cells] for row in sample]
    return meanings(headings, values, None if source is None else source.columns)
