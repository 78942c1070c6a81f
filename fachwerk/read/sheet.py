"""Workbooks (XLSX, XLS, ODS) through python-calamine: every sheet a grid, hidden things read and reported."""

import datetime
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from fachwerk.errors import UnusableInput
from fachwerk.read import biff, markup
from fachwerk.read.container import Container
from fachwerk.read.markup import Area, Outline, Stretches
from fachwerk.read.opened import Opened, counted, left_out
from fachwerk.records import Grid, GridRow, Grids, ReadOptions
from fachwerk.text import normal, squeeze

_Value: TypeAlias = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta

# Calamine holds a sheet as one rectangle; this many cells take about 1 GB.
_MOST_CELLS = 30_000_000
# A few values far apart, or repeated by the thousand, take a minute and mean nothing.
_HARMLESS, _HOLLOW = 200_000, 100
_DAMAGED = "it is damaged or cut short; get it again"
_OTHERS = (
    # Binary, hence not to be measured before reading; rare.
    ("xl/workbook.bin", "a binary workbook (XLSB); save it as XLSX"),
    ("word/document.xml", "a Word document; save the table in it as PDF or XLSX"),
    ("ppt/presentation.xml", "a PowerPoint presentation; save the table in it as PDF or XLSX"),
    ("content.xml", "an OpenDocument file without sheets; save the table in it as PDF or ODS"),
)


def open_xlsx(path: Path, options: ReadOptions) -> Opened:
    """Read an XLSX workbook (see `open_ods` for what cells become)."""
    with Container(path) as container:
        names = {name.lower(): name for name in container.names}
        if "xl/workbook.xml" not in names:
            raise _stranger(path, names)
        outlines = markup.xlsx_outlines(container)
    return _opened(path, options, outlines)


def open_ods(path: Path, options: ReadOptions) -> Opened:
    """Read an OpenDocument workbook.

    Every sheet that holds anything becomes a grid; its number is the sheet's place in the workbook. What a cell
    stores is given, not how its format would print it: days as `2023-12-31` (with `13:05:00` behind if it has a
    time), whole numbers without a point, others with a decimal point and at most fifteen digits (three decimals get a
    fourth, `12.3450`, for `12.345` would be read as thousands), yes and no as `TRUE` and `FALSE`. Only percentages are
    given as shown, `80%` for 0.8 (but not in XLS, where formats are not looked at). Merged cells repeat their text,
    and the repetitions are marked as covered. Hidden rows, columns and sheets are read like the others and named in
    the notes, as are cells that show an error.
    """
    with Container(path) as container:
        if markup.is_encrypted_ods(container):
            raise _locked(path)
        outlines = markup.ods_outlines(container)
        if not outlines:
            raise _stranger(path, {name.lower(): name for name in container.names})
    return _opened(path, options, outlines)


def open_xls(path: Path, options: ReadOptions) -> Opened:
    """Read a workbook of Excel 97 to 2003 (see `open_ods` for what cells become)."""
    book = biff.book_of(path)
    if book.is_locked:
        raise _locked(path)
    return _opened(path, options, book.outlines)


# --- sheets --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of a sheet that calamine holds; rows without any text are left out."""

    sheet: CalamineSheet
    areas: Sequence[Area]
    hidden: frozenset[int]
    percent: Stretches

    def __iter__(self) -> Iterator[GridRow]:
        start = self.sheet.start
        if start is None:
            return
        merger = _Merger(self.areas, start[1])
        for line, values in enumerate(self.sheet.iter_rows(), 1):
            cells = [_text(value) if value != "" else "" for value in values]
            for column in self.percent.by_column:
                at = column - start[1]
                if 0 <= at < len(values) and self.percent.holds(line, column):
                    cells[at] = _percentage(values[at])
            covered = merger.cover(line, cells)
            if any(cells):
                yield GridRow(line, line, tuple(cells), covered, line in self.hidden)


@dataclass(slots=True)
class _Merger:
    """Repeats the text of merged cells while rows go by from top to bottom."""

    areas: Sequence[Area]
    first_column: int
    _next: int = 0
    _open: list[tuple[Area, str]] = field(default_factory=list)

    def cover(self, line: int, cells: list[str]) -> frozenset[int]:
        while self._next < len(self.areas) and self.areas[self._next].top <= line:
            area = self.areas[self._next]
            self._next += 1
            at = area.left - self.first_column
            if area.top == line and 0 <= at < len(cells):
                self._open.append((area, cells[at]))
        if not self._open:
            return frozenset()
        covered = set[int]()
        for area, text in self._open:
            for at in range(max(area.left - self.first_column, 0), min(area.right - self.first_column + 1, len(cells))):
                # Some programs keep a text under the merged cell; it is its own.
                if (line, at) != (area.top, area.left - self.first_column) and not cells[at]:
                    cells[at] = text
                    covered.add(at)
        self._open = [(area, text) for area, text in self._open if area.bottom > line]
        return frozenset(covered)


def _opened(path: Path, options: ReadOptions, outlines: Sequence[Outline]) -> Opened:
    grids: list[Grid] = []
    notes: list[str] = []
    doubts: list[str] = []
    _refuse_huge(path, outlines)
    with _readable(path), path.open("rb") as file, CalamineWorkbook.from_filelike(file) as workbook:
        doubts += left_out("sheet", len(workbook.sheets_metadata), options)
        for number, meta in enumerate(workbook.sheets_metadata, 1):
            name = squeeze(normal(meta.name))
            if options.pages is not None and number not in options.pages:
                continue
            if meta.typ not in (SheetTypeEnum.WorkSheet, SheetTypeEnum.MacroSheet):
                notes.append(f"sheet '{name}' skipped: it holds a chart or a program, no cells")
                continue
            sheet = workbook.get_sheet_by_index(number - 1)
            if sheet.start is None:
                notes.append(f"sheet '{name}' skipped: it is empty")
                continue
            if meta.visible is not SheetVisibleEnum.Visible:
                notes.append(f"hidden sheet '{name}' read")
            outline = _outline(outlines, meta.name)
            notes += _said(outline, name)
            doubts += _doubts(outline, name)
            areas = _areas(path, sheet, outline)
            grids.append(Grid(number, name, _Rows(sheet, areas, outline.hidden_rows, outline.percent)))
    if not grids:
        raise UnusableInput("holds no sheet with anything in it", file=str(path), advice="check the file")
    return Opened(Grids(tuple(grids)), tuple(notes), tuple(doubts))


def _outline(outlines: Sequence[Outline], name: str) -> Outline:
    return next((outline for outline in outlines if outline.name == name), Outline(name))


def _said(outline: Outline, name: str) -> Iterator[str]:
    if outline.hidden_rows:
        yield f"hidden {counted('row', sorted(outline.hidden_rows))} of sheet '{name}' read"
    if outline.hidden_columns:
        yield f"hidden {counted('column', sorted(outline.hidden_columns))} of sheet '{name}' read"
    if outline.errors:
        yield f"errors instead of values in {counted('cell', outline.errors)} of sheet '{name}', read as empty"


def _doubts(outline: Outline, name: str) -> Iterator[str]:
    if hollow := outline.hollow_ranges():
        yield (
            f"formulas in {counted('range', hollow)} of sheet '{name}' were saved without their results: "
            "open the file in a spreadsheet program, save it and read it again"
        )


def _areas(path: Path, sheet: CalamineSheet, outline: Outline) -> tuple[Area, ...]:
    """Merged areas from top to bottom, as far as they lie in the sheet's filled part."""
    found = sheet.merged_cell_ranges
    end = sheet.end
    if end is None:
        return ()
    areas = (
        list(outline.merged)
        if found is None
        else [Area(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in found]
    )
    inside = sorted(
        Area(area.top, area.left, min(area.bottom, end[0] + 1), min(area.right, end[1]))
        for area in areas
        if area.top <= end[0] + 1 and area.left <= end[1]
    )
    if sum((area.bottom - area.top + 1) * (area.right - area.left + 1) for area in inside) > _MOST_CELLS:
        raise UnusableInput("has overlapping merged cells", file=str(path), advice=_DAMAGED)
    return tuple(inside)


def _refuse_huge(path: Path, outlines: Sequence[Outline]) -> None:
    for outline in outlines:
        is_hollow = outline.cells > _HARMLESS and outline.cells > _HOLLOW * outline.values
        if outline.cells > _MOST_CELLS or is_hollow:
            raise UnusableInput(
                f"has a sheet '{outline.name}' that spans {outline.cells} cells with {outline.values} values",
                file=str(path),
                advice="delete what stands far below or right of the table, or save the sheet as CSV",
            )


def _text(value: _Value) -> str:
    if isinstance(value, str):
        return normal(value.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ", "seconds")
    return str(value)


def _percentage(value: _Value) -> str:
    return f"{_number(value * 100)}%" if isinstance(value, float) else _text(value)


def _number(value: float) -> str:
    if math.isfinite(value) and value.is_integer():
        return str(int(value))
    # Fifteen digits are what spreadsheet programs show; the rest is noise of binary fractions.
    plain = f"{value:.15g}"
    plain = plain if "e" not in plain else f"{value:.20f}".rstrip("0")
    # In printed lists a point before three digits means thousands.
    return f"{plain}0" if len(plain.rpartition(".")[2]) == 3 else plain


# --- what is no workbook -------------------------------------------------------------------------------------------


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except CalamineError as error:
        raise UnusableInput(f"is a damaged workbook ({error})", file=str(path), advice=_DAMAGED) from error
    except BaseException as error:
        # A panic in Rust comes as an exception that cannot be imported and is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise UnusableInput("is a damaged workbook", file=str(path), advice=_DAMAGED) from error


def _locked(path: Path) -> UnusableInput:
    return UnusableInput(
        "is a workbook locked with a password",
        file=str(path),
        advice="--password is for PDFs only: save it without one in a spreadsheet program and read that",
    )


def _stranger(path: Path, names: dict[str, str]) -> UnusableInput:
    for part, kind in _OTHERS:
        if part in names:
            return UnusableInput(f"is {kind}", file=str(path))
    return UnusableInput("is a zip archive without a workbook", file=str(path), advice="unpack it first")
