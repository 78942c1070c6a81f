"""The balance of printed lines: what is printed, struck off by what rows, headings and furniture are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from fachwerk.records import Cell, Content, Drawn, Dump, Piece
from fachwerk.text import blind, normal, squeeze

_USED, _FURNITURE = 1, 2
_MOST_NAMED = 20


class Balanced(NamedTuple):
    """The balance when all is struck off. `doubled` are texts struck off that were not (or no longer) there.

    `pages` are the numbers of the pages (or grids) that were there, `empty` those of them without any text.
    """

    text_lines: int
    used: int
    furniture: int
    unexplained: tuple[Piece, ...]
    doubled: tuple[Piece, ...]
    doubled_count: int
    pages: tuple[int, ...]
    empty: tuple[int, ...]


@dataclass(slots=True)
class _Book:
    """The lines of one page: the text that is still to be struck off, and what a line was used for."""

    rest: dict[int, str] = field(default_factory=dict)
    uses: bytearray = field(default_factory=bytearray)
    lines: int = 0

    def mark(self, line: int, use: int) -> None:
        if line >= len(self.uses):
            self.uses.extend(bytes(line + 1 - len(self.uses)))
        self.uses[line] |= use

    def leave_open(self, line: int) -> None:
        """Count a line of which something is left as not used."""
        if line < len(self.uses):
            self.uses[line] = 0


class Balance:
    """Strikes pieces off the printed lines of a document. Lines are read as far as the pieces have come.

    The lines of a dump are counted through the file, and its page marks may be known to the cutter alone: there a
    line's number says everything, and its page is the one its pieces name.
    """

    def __init__(self, content: Content) -> None:
        self._lines = printed_lines(content)
        self._is_dump = isinstance(content, Dump)
        self._turns: dict[int, int] = {}  # of a dump: page -> first line known to be on it
        self._books: dict[int, _Book] = {}
        self._reached = (0, 0)
        self._doubled: list[Piece] = []
        self._doubled_count = 0

    def use(self, pieces: Sequence[Piece]) -> None:
        """Strike off what a row is made of."""
        self._strike_off(pieces, _USED)

    def lay_aside(self, pieces: Sequence[Piece]) -> None:
        """Strike off what a heading or a piece of furniture is made of."""
        self._strike_off(pieces, _FURNITURE)

    def close(self) -> Balanced:
        """Read what is left of the document and give the balance."""
        self._reach((1 << 62, 0))
        unexplained, used, furniture = [], 0, 0
        for number, book in sorted(self._books.items()):
            for line, text in sorted(book.rest.items()):
                unexplained.append(Piece(self._page_of(number, line), line, squeeze(text)))
                book.leave_open(line)
            used += book.uses.count(_USED) + book.uses.count(_USED | _FURNITURE)
            furniture += book.uses.count(_FURNITURE)
        return Balanced(
            text_lines=sum(book.lines for book in self._books.values()),
            used=used,
            furniture=furniture,
            unexplained=tuple(unexplained),
            doubled=tuple(self._doubled),
            doubled_count=self._doubled_count,
            pages=tuple(sorted(self._turns or self._books)),
            empty=tuple(number for number, book in sorted(self._books.items()) if book.lines == 0),
        )

    def _strike_off(self, pieces: Sequence[Piece], use: int) -> None:
        if pieces and not self._strike_line(pieces, use):
            for piece in pieces:
                self._strike(piece, use)

    def _strike_line(self, pieces: Sequence[Piece], use: int) -> bool:
        """Strike off a whole line at once, if that is what the pieces are: most rows of sheets and CSV files."""
        pages, lines, texts, _ = zip(*pieces, strict=True)
        if len(set(lines)) > 1 or len(set(pages)) > 1:
            return False
        book = self._book(pages[0], lines[0])
        if book is None or book.rest.get(lines[0]) != " ".join(texts):
            return False
        del book.rest[lines[0]]
        book.mark(lines[0], use)
        return True

    def _strike(self, piece: Piece, use: int) -> None:
        text = blind(piece.text)
        if not text:
            return
        book = self._book(piece.page, piece.line)
        if book is None or piece.line not in book.rest:
            self._note_doubled(piece)
            return
        rest, surplus = struck_off(blind(book.rest[piece.line]), text)
        book.mark(piece.line, use)
        if rest:
            book.rest[piece.line] = rest
        else:
            del book.rest[piece.line]
        if surplus:
            self._note_doubled(piece._replace(text=surplus))

    def _book(self, page: int, line: int) -> _Book | None:
        """Read as far as a line, and give the book of its page."""
        if self._is_dump:
            self._turns[page] = min(line, self._turns.get(page, line))
            page = 1
        if (page, line) > self._reached:
            self._reach((page, line))
        return self._books.get(page)

    def _page_of(self, number: int, line: int) -> int:
        """Give the page of a line: in a dump, the last page that is known to have begun before it."""
        return max((page for page, first in self._turns.items() if first <= line), default=number)

    def _note_doubled(self, piece: Piece) -> None:
        self._doubled_count += 1
        if len(self._doubled) < _MOST_NAMED:
            self._doubled.append(piece)

    def _reach(self, place: tuple[int, int]) -> None:
        while self._reached < place:
            entry = next(self._lines, None)
            if entry is None:
                self._reached = (1 << 62, 1)
                return
            page, line, text = entry
            page = 1 if self._is_dump else page
            book = self._books.get(page)
            if book is None:
                book = self._books[page] = _Book()
            if line:
                book.lines += 1
                book.rest[line] = text
            self._reached = (page, line)


def printed_lines(content: Content) -> Iterator[tuple[int, int, str]]:
    """Yield page, line and text of every line that is not blank, in order.

    A page of a PDF or a grid begins with a line 0 without text, so that empty ones are known too.

    A page of sheets and web tables is a grid, a line one of its rows; what a merged cell only repeats is not printed.
    """
    if isinstance(content, Drawn):
        for page in content.pages:
            yield page.number, 0, ""
            lines: dict[int, list[str]] = {}
            for run in page.runs:
                if run.text and not run.text.isspace():
                    lines.setdefault(run.line, []).append(run.text)
            yield from ((page.number, line, " ".join(lines[line])) for line in sorted(lines))
    elif isinstance(content, Dump):
        for line in content.lines:
            if line.text and not line.text.isspace():
                yield line.page, line.number, line.text
    else:
        for grid in content.grids:
            yield grid.number, 0, ""
            for row in grid.rows:
                own = [cell for at, cell in enumerate(row.cells) if at not in row.covered] if row.covered else row.cells
                text = " ".join(filter(None, own))
                if text and not text.isspace():
                    yield grid.number, row.line, text


def struck_off(text: str, part: str) -> tuple[str, str]:
    """Strike `part` off `text` (both without blanks): what is left, and what of the part was not there.

    A part that is not there in one piece (letters of two overlapping cells) is struck off letter by letter.

    >>> struck_off("1digitalerWandel", "digitalerWandel"), struck_off("abc", "bd")
    (('1', ''), ('ac', 'd'))
    """
    at = text.find(part)
    if at >= 0:
        return text[:at] + text[at + len(part) :], ""
    left, surplus, at = text, [], 0
    for letter in part:
        found = left.find(letter, at)
        found = left.find(letter) if found < 0 else found
        if found < 0:
            surplus.append(letter)
        else:
            left, at = left[:found] + left[found + 1 :], found
    return left, "".join(surplus)


def is_made_of_its_pieces(cell: Cell) -> bool:
    """Tell whether a cell says what its pieces say: blanks aside, only hyphens at line ends may have gone.

    A cell without pieces repeats a merged one and has nothing to be compared with.
    """
    if not cell.pieces:
        return True
    if cell.printed is None:
        return not any(blind(piece.text) for piece in cell.pieces)
    if len(cell.pieces) == 1 and cell.pieces[0].text == cell.printed:
        return True
    joined, at = blind(normal(cell.printed)), 0
    # A cell of a sheet is one piece, whose lines somebody typed.
    for line in (line for piece in cell.pieces for line in piece.text.split("\n")):
        part = blind(normal(line))
        if joined.startswith(part, at):
            at += len(part)
        elif part.endswith(("-", "\u2010", "\u0002", "\ufffe")) and joined.startswith(part[:-1], at):
            at += len(part) - 1
        else:
            return False
    return at == len(joined)
