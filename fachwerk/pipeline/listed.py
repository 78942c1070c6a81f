"""One published list, read from beginning to end: rows with their meaning first, the ledger when they are out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from fachwerk.errors import FachwerkError, NoTable
from fachwerk.read import open_document
from fachwerk.records import Document, Furniture, Head, Ledger, Part, Reading, ReadOptions, Row
from fachwerk.rows import cut_rows
from fachwerk.rows.ledger import Account
from fachwerk.rows.meaning import Columns, Meaning, meanings
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
        self._ledger: Ledger | None = None

    def readings(self, seen: Callable[[Part], None] | None = None) -> Iterator[Reading]:
        """Yield the rows in printed order; `seen` is told each part, also headings and furniture, as it passes by."""
        account, notes = Account(self.document), []
        told = (account.enter,) if seen is None else (account.enter, seen)
        with named(self.source):
            for table in tables(self._parts(told)):
                sample = list(islice(table.rows, SAMPLE))
                found = meaning_of(table.headings, sample)
                notes += [meaning.note for meaning in found if meaning.note is not None]
                yield from map(Columns(found).reading, chain(sample, table.rows))
            self._ledger = account.close(dict.fromkeys(notes))

    def ledger(self) -> Ledger:
        """Give the account of every printed line. Only a list that was read to its end has one."""
        if self._ledger is None:
            raise RuntimeError("the readings have not been iterated to their end")
        return self._ledger

    def _parts(self, told: Iterable[Callable[[Part], None]]) -> Iterator[Part]:
        is_table = False
        for part in cut_rows(self.document.content):
            is_table = is_table or not isinstance(part, Furniture)
            for tell in told:
                tell(part)
            yield part
        if not is_table:
            raise NoTable("holds no table", advice="look at the file: it may be another kind of document")

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


def meaning_of(headings: tuple[str, ...], sample: list[Row]) -> tuple[Meaning, ...]:
    """Tell what the columns mean, by what is known of the list, by their headings and by the values of some rows."""
    source = remembered(headings)
    values = [[cell.printed for cell in row.cells] for row in sample]
    return meanings(headings, values, None if source is None else source.columns)
