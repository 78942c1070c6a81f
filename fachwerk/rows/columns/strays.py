"""Lines among the rows that are no part of one: sums, statements at a page's edge, titles across the columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from fachwerk.records import Kind
from fachwerk.rows.columns.heads import Column, is_title
from fachwerk.rows.columns.recurring import Body
from fachwerk.rows.columns.slices import Slices
from fachwerk.rows.columns.words import Printed, chunks
from fachwerk.rows.furniture import kind_of

# Within so many lines of a page's top or foot a page number or a date of the list is believed.
_EDGE = 2
# A line that is cut at such a cost fits the columns badly enough to be a title.
_BAD_CUT = 8.0


# A heading's words stand among so many first lines of so many pages, and so many of them stand together.
_TOP, _PAGES, _TOGETHER = 14, 0.6, 0.6


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


def headings(pages: Mapping[int, Body]) -> Iterator[Stray]:
    """Headings that come back further down a page, or with their lines parted otherwise than on other pages."""
    usual = _usual_words([[*page.top, *page.lines][:_TOP] for page in pages.values()])
    for page in pages.values():
        for is_heading, run in groupby(page.lines, key=lambda line: _words(line) <= usual):
            lines = list(run)
            if is_heading and len(frozenset().union(*map(_words, lines))) >= max(3, _TOGETHER * len(usual)):
                yield from (Stray(line, Kind.HEADING) for line in lines)


def _usual_words(tops: Sequence[Sequence[Printed]]) -> frozenset[str]:
    """The words that stand among the first lines of most pages, texts that stand alone on their line aside."""
    several = [[line for line in lines if len(chunks(line.words)) > 1] for lines in tops]
    seen = Counter(word for lines in several for word in frozenset().union(*map(_words, lines)))
    return frozenset(word for word, pages in seen.items() if pages >= max(2, _PAGES * len(tops)))


def _words(line: Printed) -> frozenset[str]:
    return frozenset(word.text for word in line.words)


def titles(lines: Sequence[Slices], columns: Sequence[Column]) -> Iterator[Stray]:
    """Texts of one page that stand alone on their line, begin over the first column and run across two more."""
    for line in lines:
        own = chunks(line.printed.words)
        if len(own) == 1 and line.cost > _BAD_CUT and is_title(own[0], (), columns, True):
            yield Stray(line.printed, Kind.TITLE)
