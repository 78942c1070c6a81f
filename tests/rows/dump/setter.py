"""Sets small tables as office programs do, and writes them as text tools would: dumps whose truth is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from fachwerk.records import Dump, Line, Part, Row
from fachwerk.reference.typefaces import Typeface, typeface
from fachwerk.rows.dump import cut

_UNIT = re.compile(r"[^ -]*-+ ?|[^ -]+ ?| ")
_GUTTER = 0.6  # em between columns
_LEADING = 1.16  # em from line to line
_PADDING = 0.5  # em between rows
_HEIGHT = 0.718  # em of a capital, by which PDFBox tells lines apart
_BLANK = 0.278  # em


class Sheet(NamedTuple):
    """How a table is set: column widths in em, vertical alignment, rows a page, a foot with page numbers if wanted."""

    headings: tuple[str, ...]
    widths: tuple[float, ...]
    align: str = "top"
    face: Typeface = typeface("arial")
    rows_a_page: int = 1000
    foot: str = ""
    repeats_heading: bool = False
    longer_cells_last: bool = False


class Stroke(NamedTuple):
    """One line of one cell, where the pen begins; em from the page's top left."""

    page: int
    left: float
    top: float
    text: str
    right: float


def fill(text: str, width: float, face: Typeface) -> list[str]:
    """First fit: breaks after blanks (which stay on their line), after hyphens, inside words wider than the cell."""
    lines: list[str] = []
    for typed in text.split("\n") if text else ():
        line = ""
        for unit in _UNIT.findall(typed):
            if line and face.width(line + unit.rstrip(" ")) > width:
                lines.append(line)
                line = ""
            while face.width(line + unit.rstrip(" ")) > width:
                fits = max(1, sum(reach <= width for reach in accumulate(map(face.advance, unit))))
                lines.append(unit[:fits])
                unit = unit[fits:]
            line += unit
        lines.append(line)
    return lines


def strokes(sheet: Sheet, rows: Sequence[Sequence[str]]) -> list[Stroke]:
    """The table in the order of a spreadsheet's PDF export: row by row, cell by cell, line by line, foot last.

    With `longer_cells_last` in LibreOffice's order: on each page the cells of one line first, then all others.
    """
    placed: list[Stroke] = []
    pages = [rows[at : at + sheet.rows_a_page] for at in range(0, len(rows), sheet.rows_a_page)]
    for number, page in enumerate(pages, 1):
        top = 5.0
        upper: list[Stroke] = []
        lower: list[Stroke] = []
        for row in [sheet.headings, *page] if number == 1 or sheet.repeats_heading else page:
            cells = [fill(text, width, sheet.face) for text, width in zip(row, sheet.widths, strict=True)]
            for strokes_of_cell in _placed(sheet, number, top, cells):
                is_longer = len(strokes_of_cell) > 1 and sheet.longer_cells_last
                (lower if is_longer else upper).extend(strokes_of_cell)
            top += max(map(len, cells)) * _LEADING + _PADDING
        placed += upper + lower
        if sheet.foot:
            foot = sheet.foot.format(number, len(pages))
            placed.append(Stroke(number, 40.0, top + 5, foot, 40.0 + sheet.face.width(foot)))
    return placed


def _placed(sheet: Sheet, page: int, top: float, cells: Sequence[Sequence[str]]) -> Iterator[list[Stroke]]:
    tallest, left = max(map(len, cells)), 3.0
    for lines, width in zip(cells, sheet.widths, strict=True):
        down = (tallest - len(lines)) * _LEADING * {"top": 0.0, "middle": 0.5, "bottom": 1.0}[sheet.align]
        tops = (top + down + number * _LEADING for number in range(len(lines)))
        yield [
            Stroke(page, left, at, text, left + sheet.face.width(text)) for at, text in zip(tops, lines, strict=True)
        ]
        left += width + _GUTTER


def tika(placed: Sequence[Stroke]) -> str:
    """As Apache Tika writes it: strokes at one height run on; a jump down or aside leaves a line blank."""
    text, start, is_paragraph, above = "", None, False, None
    for stroke in placed:
        if above is not None and above.page != stroke.page:
            text, above = text + "\n\n\n\n", None
        if above is None or start is None:
            start, is_paragraph = stroke, True
        elif abs(stroke.top - above.top) < _HEIGHT:
            text += " " if stroke.left > above.right and not text.endswith(" ") else ""
        else:
            aside = stroke.left - start.left
            is_paragraph = abs(stroke.top - above.top) > 2.5 * _HEIGHT or (
                not is_paragraph and (aside > 2 * _BLANK or aside < -_BLANK)
            )
            text += "\n\n" if is_paragraph else "\n"
            start = stroke
        text, above = text + stroke.text, stroke
    return "\n" + text + "\n"


def raw(placed: Sequence[Stroke]) -> str:
    """As `pdftotext -raw` writes it: the same order, no blank lines, no trailing blanks, form feeds after pages."""
    text, above = "", None
    for stroke in placed:
        if above is not None and above.page != stroke.page:
            text += "\n\f"
        elif above is not None:
            is_beside = abs(stroke.top - above.top) < 0.2 and stroke.left > above.right - 0.5
            text = text.rstrip(" ") + (" " if is_beside else "\n")
        text, above = text + stroke.text.strip(" "), stroke
    return text + "\n\f"


def dump(text: str) -> Dump:
    """The lines of a text as the reader of dumps hands them on."""
    lines, page = [], 1
    for number, line in enumerate(text.rstrip("\n\f").split("\n"), 1):
        page += line.count("\f")
        lines.append(Line(number, page, line.replace("\f", "")))
    return Dump(tuple(lines), page)


def parts_of(text: str) -> list[Part]:
    """Everything that cutting a dump gives."""
    return list(cut(dump(text)))


def printed(text: str) -> list[tuple[str, ...]]:
    """The rows that cutting a dump gives, cell by cell, `""` for an empty one."""
    return [tuple(cell.printed or "" for cell in part.cells) for part in parts_of(text) if isinstance(part, Row)]
