"""The lines of a text dump or CSV file in which a listing is printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from fachwerk.portal.printed.shown import HIDDEN, Lines, PrintedLine, Shown, Wanted, Why, Withheld
from fachwerk.portal.printed.tables import cells_in
from fachwerk.read.encoding import encoding_of, open_text
from fachwerk.read.lines import open_lines
from fachwerk.records import Dump, ReadOptions
from fachwerk.text import normal
from fachwerk.trace.cells import Bit, cells_of

CONTEXT = 2  # lines before and after those of the row
_WORD = re.compile(r"\S+")


def lines_in(path: Path, wanted: Wanted) -> Shown:
    """Show the lines of a text dump. Raises UnusableInput if it cannot be read.

    What was asked for is marked if it is surely found: dumps that print a row cell by cell have every cell in one
    stretch of words, in the order of the columns.
    """
    content = open_lines(path, ReadOptions()).content
    if not isinstance(content, Dump):
        return Withheld(Why.UNREADABLE)
    page = wanted.listing.origin.page if content.page_count > 1 else None
    return _shown(((line.number, line.text) for line in content.lines), page, wanted)


def record_in(path: Path, wanted: Wanted) -> Shown:
    """Show the lines of a CSV file; its cells, if something has to be hidden."""
    if wanted.is_masked:
        return cells_in(path, wanted)
    with open_text(path, encoding_of(path)) as text:
        return _shown(((number, normal(line.rstrip("\n"))) for number, line in enumerate(text, 1)), None, wanted)


def _shown(found: Iterable[tuple[int, str]], page: int | None, wanted: Wanted) -> Shown:
    spans = [one.lines for one in (wanted.listing.origin, *wanted.listing.origin.carried)]
    around = 0 if wanted.is_masked else CONTEXT
    first, last = min(start for start, _ in spans) - around, max(end for _, end in spans) + around
    lines = [
        PrintedLine(number, text, any(start <= number <= end for start, end in spans))
        for number, text in islice(found, last)
        if number >= first
    ]
    own = [line for line in lines if line.is_row]
    if not own:
        return Withheld(Why.LOST)
    return _masked(own, page, wanted) if wanted.is_masked else Lines(tuple(_marked(lines, wanted)), page)


class _Words:
    """The words of some lines, and which of them are surely of which column."""

    def __init__(self, lines: Sequence[PrintedLine], wanted: Wanted) -> None:
        self.spans = [
            (at, found.start(), found.end())
            for at, line in enumerate(lines)
            if line.is_row
            for found in _WORD.finditer(line.text)
        ]
        bits = [Bit(lines[at].text[start:end], place, ()) for place, (at, start, end) in enumerate(self.spans)]
        visible = wanted.visible
        headings = list(visible)
        self.columns = {headings[column]: some for column, some in cells_of(bits, list(visible.values())).items()}

    def of(self, at: int, places: frozenset[int]) -> tuple[tuple[int, int], ...]:
        """Give the stretches of one line that some words fill; words side by side are one stretch."""
        joined: list[tuple[int, int]] = []
        before = None
        for place in sorted(places):
            line, start, end = self.spans[place]
            if line == at:
                if joined and before == place - 1:
                    joined[-1] = (joined[-1][0], end)
                else:
                    joined.append((start, end))
                before = place
        return tuple(joined)


def _marked(lines: Sequence[PrintedLine], wanted: Wanted) -> Iterator[PrintedLine]:
    asked = frozenset[int]()
    words = _Words(lines, wanted)
    if wanted.heading is not None:
        asked = words.columns.get(wanted.heading, asked)
    yield from (line._replace(marks=words.of(at, asked)) for at, line in enumerate(lines))


def _masked(lines: Sequence[PrintedLine], page: int | None, wanted: Wanted) -> Shown:
    """Keep only the words that are surely of fields that may be seen; bars stand for the others."""
    words = _Words(lines, wanted)
    if not words.columns:
        return Withheld(Why.HIDDEN)
    seen = frozenset(place for some in words.columns.values() for place in some)
    return Lines(tuple(_covered(line, words.of(at, seen)) for at, line in enumerate(lines)), page)


def _covered(line: PrintedLine, seen: Sequence[tuple[int, int]]) -> PrintedLine:
    parts: list[str] = []
    at = 0
    for start, end in (*seen, (len(line.text), len(line.text))):
        if line.text[at:start].strip():
            parts.append(HIDDEN)
        if start < end:
            parts.append(line.text[start:end])
        at = end
    return line._replace(text=" ".join(parts))
