"""Where the last row of a document ends, and whether anything printed there shows that no more rows followed."""

from __future__ import annotations

from statistics import median

from fachwerk.records import Content, Drawn, Dump, Furniture, Grids, Kind, Origin, Row

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

    @property
    def has_whole_pages(self) -> bool:
        """A page of a PDF is always whole; the last one of a text is if something is printed below its last row."""
        return not isinstance(self._content, Dump) or self._foot[1] > self._end[1]

    def doubt(self) -> str | None:
        """Say why rows may have followed the last one; None if the list says that it ends or its last page has room."""
        if self._closing > self._end:
            return None
        if isinstance(self._content, Grids) or not self.has_whole_pages:
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
