"""What a reading made of each printed line: one mark a piece, and how the marks are told apart."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from fachwerk.records import Box, Furniture, Head, Ledger, Origin, Part, Piece, Row


class Mark(NamedTuple):
    """One printed piece and what it became: a cell of `column`, or what `says` names."""

    line: int
    text: str
    box: Box | None
    column: int | None
    row: int | None
    says: str


HEADING, UNEXPLAINED = "heading", "unexplained"


class Span(NamedTuple):
    """A row, or what stands of it on one page."""

    row: int
    lines: tuple[int, int]
    box: Box | None
    is_carried: bool


@dataclass(slots=True)
class Marked:
    """All marks of one page, in printed order, the rows that stand on it, and the headings that hold there."""

    headings: tuple[str, ...] = ()
    marks: list[Mark] = field(default_factory=list)
    rows: list[Span] = field(default_factory=list)


class Marks:
    """Collects the parts of a list page by page while they pass by."""

    def __init__(self) -> None:
        self._pages: defaultdict[int, Marked] = defaultdict(Marked)
        self._headings: tuple[str, ...] = ()
        self.tables: dict[tuple[str, ...], None] = {}

    def see(self, part: Part) -> None:
        match part:
            case Head():
                self._headings = part.headings
                self.tables[part.headings] = None
                self._add(part.pieces, None, None, HEADING)
            case Furniture():
                self._add(part.pieces, None, None, part.kind.value)
            case Row():
                for column, cell in enumerate(part.cells):
                    self._add(cell.pieces, column, part.number, "")
                for origin, is_carried in origins(part):
                    page = self._pages[origin.page]
                    page.headings = self._headings
                    page.rows.append(Span(part.number, origin.lines, origin.box, is_carried))

    def see_unexplained(self, ledger: Ledger) -> None:
        self._add(ledger.unexplained, None, None, UNEXPLAINED)

    def of(self, page: int) -> Marked:
        marked = self._pages.get(page, Marked())
        marked.marks.sort(key=lambda mark: mark.line)
        return marked

    def _add(self, pieces: Iterable[Piece], column: int | None, row: int | None, says: str) -> None:
        for piece in pieces:
            mark = Mark(piece.line, piece.text, piece.box, column, row, says)
            self._pages[piece.page].marks.append(mark)


def origins(row: Row) -> Iterator[tuple[Origin, bool]]:
    yield row.origin, False
    yield from ((remainder, True) for remainder in row.origin.carried)


def union(boxes: Iterable[Box]) -> Box | None:
    """Give the smallest box around all."""
    found = list(boxes)
    if not found:
        return None
    lefts, tops, rights, bottoms = zip(*found, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def letter(column: int) -> str:
    """Name a column as spreadsheets do: A, B … Z, AA.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    rest, last = divmod(column, 26)
    return (letter(rest - 1) if rest else "") + chr(ord("A") + last)
