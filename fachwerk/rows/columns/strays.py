"""Lines among the rows that are no part of one: sums, statements at a page's edge, titles across the columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fachwerk.records import Kind
from fachwerk.rows.columns.heads import Column, is_title
from fachwerk.rows.columns.slices import Slices
from fachwerk.rows.columns.words import Printed, chunks
from fachwerk.rows.furniture import kind_of

# Within so many lines of a page's top or foot a page number or a date of the list is believed.
_EDGE = 2
# A line that is cut at such a cost fits the columns badly enough to be a title.
_BAD_CUT = 8.0


class Stray(NamedTuple):
    """A line that is no part of a row, and what it is."""

    line: Printed
    kind: Kind


def statements(lines: Sequence[Printed]) -> Iterator[Stray]:
    """The lines of one page that say something about the list: sums anywhere, the rest at the page's edges."""
    for at, line in enumerate(lines):
        kind = kind_of(line.text)
        if kind is Kind.TOTAL or (kind is not None and min(at, len(lines) - 1 - at) < _EDGE):
            yield Stray(line, kind)


def titles(lines: Sequence[Slices], columns: Sequence[Column]) -> Iterator[Stray]:
    """Texts of one page that stand alone on their line, begin over the first column and run across two more."""
    for line in lines:
        own = chunks(line.printed.words)
        if len(own) == 1 and line.cost > _BAD_CUT and is_title(own[0], (), columns, True):
            yield Stray(line.printed, Kind.TITLE)
