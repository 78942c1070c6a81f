"""An imitation of Excel's PDF export: row-major, one stroke per wrapped line with its trailing blank, feet last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from bench.lists.printing import Printing
from bench.lists.setting import registered, width, wrapped

MARGIN = 36.0
INSET = 2.0

Lines: TypeAlias = list[str]


class Block(NamedTuple):
    """A cell to be set: its lines, and the first and last column it spans."""

    lines: Lines
    first: int
    last: int


class Sheet:
    """A canvas with the table's columns laid out on it."""

    def __init__(self, printing: Printing, path: Path) -> None:
        made = printing.configuration
        self.printing, self.made = printing, made
        self.font, self.bold = registered(made.typeface)
        self.size, self.leading = made.size, made.size * 1.16
        self.page_width, self.page_height = landscape(A4)
        self.widths = printing.widths(self.page_width - 2 * MARGIN)
        self.lefts = [MARGIN + sum(self.widths[:at]) for at in range(len(self.widths))]
        self.top, self.bottom = self.page_height - MARGIN - 20, MARGIN + 16
        self.canvas = Canvas(str(path), pagesize=landscape(A4), invariant=True)
        self.canvas.setTitle(printing.headline)

    def rows(self) -> Iterator[list[Lines]]:
        """Every row as wrapped lines, cell by cell."""
        for number, row in enumerate(self.printing.rows):
            yield [
                [text] if (number, at) in self.printing.overflows else self.lines(text, at, at, self.font)
                for at, text in enumerate(row)
            ]

    def lines(self, text: str, first: int, last: int, font: str) -> Lines:
        room = sum(self.widths[first : last + 1]) - 2 * INSET
        return wrapped(text, room, font, self.size) if text else []

    def height(self, cells: Sequence[Lines]) -> float:
        return max(1, *map(len, cells)) * self.leading + 2 * INSET

    def heading(self) -> list[list[Block]]:
        """The storeys of the heading, top down."""
        storeys = []
        if self.printing.has_storeys:
            storeys.append(
                [Block(self.lines(above, at, last, self.bold), at, last) for above, at, last in self.printing.spans]
            )
        lower = [self.lines(column.heading, at, at, self.bold) for at, column in enumerate(self.printing.columns)]
        return [*storeys, [Block(lines, at, at) for at, lines in enumerate(lower)]]

    def draw(self, blocks: Sequence[Block], top: float, font: str) -> float:
        """Draw one row below `top` and return its lower edge."""
        height = self.height([block.lines for block in blocks])
        for block in blocks:
            slack = height - 2 * INSET - self.leading * len(block.lines)
            down = {"top": 0.0, "middle": slack / 2, "bottom": slack}[self.made.align]
            self.canvas.setFont(font, self.size)
            for number, line in enumerate(block.lines):
                baseline = top - INSET - down - self.size * 0.9 - number * self.leading
                self.canvas.drawString(self._left(block, line, font), baseline, line)
            self._rule(block, top, height)
        return top - height

    def _left(self, block: Block, line: str, font: str) -> float:
        if self.printing.columns[block.first].flush == "left":
            return self.lefts[block.first] + INSET
        return self.lefts[block.last] + self.widths[block.last] - INSET - width(line, font, self.size)

    def _rule(self, block: Block, top: float, height: float) -> None:
        left, right = self.lefts[block.first], self.lefts[block.last] + self.widths[block.last]
        self.canvas.setLineWidth(0.4)
        if self.made.rules == "grid":
            self.canvas.rect(left, top - height, right - left, height)
        elif self.made.rules == "rows":
            self.canvas.line(left, top - height, right, top - height)

    def foot(self, page: int, pages: int) -> None:
        """Write what stands around the table; Excel has it last in the stream, the page number at the very end."""
        self.canvas.setFont(self.font, self.size)
        if self.made.states_extent:
            self.canvas.drawString(MARGIN, MARGIN, self.printing.as_of)
        self.canvas.drawString(MARGIN, self.page_height - MARGIN, self.printing.headline)
        if self.made.states_extent:
            self.canvas.drawString(self.page_width / 2 - 40, MARGIN, self.printing.counted.format(page, pages))


def paged(sheet: Sheet) -> list[list[list[Lines]]]:
    """Rows page by page: one that does not fit moves on, or is cut where the list splits its rows."""
    pages: list[list[list[Lines]]] = [[]]
    head = sum(sheet.height([block.lines for block in storey]) for storey in sheet.heading())
    room = sheet.top - sheet.bottom - head
    for row in sheet.rows():
        if sheet.height(row) > room and sheet.made.splits_rows and room > 3 * sheet.leading:
            fits = int((room - 2 * INSET) / sheet.leading)
            pages[-1].append([lines[:fits] for lines in row])
            row = [lines[fits:] for lines in row]
            room = 0
        if sheet.height(row) > room:
            pages.append([])
            room = sheet.top - sheet.bottom - (head if sheet.made.repeats_heading else 0)
        pages[-1].append(row)
        room -= sheet.height(row)
    return pages


def excel(printing: Printing, path: Path) -> None:
    """Set the list on A4 pages, the heading on the first or on every one."""
    sheet = Sheet(printing, path)
    pages = paged(sheet)
    for number, rows in enumerate(pages, 1):
        top = sheet.top
        for storey in sheet.heading() if number == 1 or printing.configuration.repeats_heading else ():
            top = sheet.draw(storey, top, sheet.bold)
        for row in rows:
            top = sheet.draw([Block(lines, at, at) for at, lines in enumerate(row)], top, sheet.font)
        sheet.foot(number, len(pages))
        sheet.canvas.showPage()
    sheet.canvas.save()
