"""Where the last row of a document ends, and whether anything printed there shows that no more rows followed."""

from __future__ import annotations

from itertools import groupby
from statistics import median

from fachwerk.records import Content, Drawn, Dump, Furniture, Grids, Kind, Line, Origin, Row

_FULL = 0.95  # of the usual page: below that, a last page has room left
_FULL_SHEET = 0.85  # of the sheet of paper, where there is only one page
_FEET = frozenset({Kind.PAGE_NUMBER, Kind.RUNNING_FOOT, Kind.TOTAL})  # what nobody takes for the rest of a row


class Extent:
    """Watches how far rows reach on their pages, and what is printed below the last one.

    A page of a PDF is whole or not there at all; text, CSV files and sheets can be cut at any line without a trace.
    """

    def __init__(self, content: Content) -> None:
        self._content = content
        self._bottoms: dict[int, float] = {}  # page -> how far down its rows reach: in points, or in lines
        self._firsts: dict[int, int] = {}  # of a dump: page -> first line of its rows
        self._end = (0, 0)  # page and line on which the last row ends
        self._foot = (0, 0)  # page and line of the last foot, page number or sum
        self._closing = (0, 0)  # page and line on which the list says that it ends

    def enter_row(self, row: Row) -> None:
        """Take a row."""
        for origin in (row.origin, *row.origin.carried):
            self._note_bottom(origin)
            self._end = max(self._end, (origin.page, origin.lines[1]))

    def enter_furniture(self, furniture: Furniture) -> None:
        """Take what is printed outside the rows."""
        if furniture.kind in _FEET:
            self._foot = max(self._foot, *((piece.page, piece.line) for piece in furniture.pieces))

    def enter_closing(self, page: int, line: int) -> None:
        """Take the place where the list says that it ends ("Ende der Liste")."""
        self._closing = (page, line)

    def has_whole_pages(self, pages: int) -> bool:
        """A page of a PDF is always whole; the last one of a text is if its foot or its end shows."""
        has_foot = not isinstance(self._content, Dump) or self._foot[1] > self._end[1]
        return has_foot or self.is_closed(pages)

    def is_closed(self, pages: int) -> bool:
        """Tell whether a text ends as texts of documents do, which hardly any cut leaves."""
        content = self._content
        return isinstance(content, Dump) and (
            content.is_closed or _ends_like_pages(content, pages) or _ends_with_bookmarks(content)
        )

    def doubt(self, pages: int) -> str | None:
        """Say why rows may have followed the last one; None if the list says that it ends or its last page has room."""
        if self._closing > self._end:
            return None
        if isinstance(self._content, Grids) or not self.has_whole_pages(pages):
            return "nothing says that the list ends there"
        return "they end at the foot of a full page: more may have followed" if self._ends_with_a_full_page() else None

    def _ends_with_a_full_page(self) -> bool:
        """Tell whether the last page's rows reach as far down as those of the pages before usually do."""
        *before, last = [bottom for _, bottom in sorted(self._bottoms.items())] or [0.0]
        if before:
            return last >= _FULL * median(before)
        return isinstance(self._content, Drawn) and last >= _FULL_SHEET * next(iter(self._content.pages)).height

    def _note_bottom(self, origin: Origin) -> None:
        if isinstance(self._content, Drawn) and origin.box is not None:
            self._bottoms[origin.page] = max(origin.box.bottom, self._bottoms.get(origin.page, 0.0))
        elif isinstance(self._content, Dump):
            first = self._firsts.setdefault(origin.page, origin.lines[0])
            self._bottoms[origin.page] = max(origin.lines[1] - first, self._bottoms.get(origin.page, 0.0))


def _ends_like_pages(dump: Dump, pages: int) -> bool:
    """Tell whether a text ends with as many blank lines as stand between its pages and nowhere else (Tika)."""
    gaps = [sum(1 for _ in lines) for is_blank, lines in groupby(map(_is_blank, dump.lines)) if is_blank]
    last = gaps.pop() if gaps and _is_blank(dump.lines[-1]) else 0
    return last > 1 and pages > 1 and sum(gap >= last for gap in gaps) <= pages


def _ends_with_bookmarks(dump: Dump) -> bool:
    """Tell whether a document's bookmarks stand behind its last page, each after a tab (Tika)."""
    last = next((line for line in reversed(dump.lines) if not _is_blank(line)), None)
    return last is not None and last.text.startswith("\t")


def _is_blank(line: Line) -> bool:
    return not line.text.strip()
