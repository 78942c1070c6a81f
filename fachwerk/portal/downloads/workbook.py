"""A result as a workbook: real days and numbers, a heading that stays, and a second sheet that says what it is.

The one door to XlsxWriter.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter

from fachwerk.portal.downloads.result import COLUMNS, Result
from fachwerk.portal.wording import said
from fachwerk.records import Clean

_ROWS = (1 << 20) - 1  # of a sheet, beside its heading
_LONGEST = 32_767  # signs of a cell
_EXACT = 15  # digits of a number; of more a text is made, so that none is lost
_PIECE = 1 << 16
_WIDTHS = {"title": 50, "description": 60, "sponsor": 40, "address": 40, "edition": 20}


def workbook(result: Result) -> Iterator[bytes]:
    """Write a workbook into a temporary folder, a row at a time, and give it piece by piece."""
    with TemporaryDirectory(prefix="fachwerk-") as folder:
        path = Path(folder) / "result.xlsx"
        with xlsxwriter.Workbook(str(path), {"constant_memory": True, "tmpdir": folder}) as book:
            _write(book, result)
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece


def _write(book: Any, result: Result) -> None:
    head = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "dd.mm.yyyy" if result.language == "de" else "yyyy-mm-dd", "align": "left"})
    projects = iter(result.projects)
    sheet, row = _sheet(book, result, 1, head), 0
    for one in projects:
        if row == _ROWS:
            sheet.autofilter(0, 0, row, len(COLUMNS) - 1)
            sheet, row = _sheet(book, result, len(book.worksheets()) + 1, head), 0
        row += 1
        for at, column in enumerate(COLUMNS):
            _put(sheet, row, at, column.shown(result, one), day)
    sheet.autofilter(0, 0, row, len(COLUMNS) - 1)
    _describe(book, result, head, day)


def _sheet(book: Any, result: Result, number: int, head: Any) -> Any:
    name = result.word("columns.projects")
    sheet = book.add_worksheet(name if number == 1 else f"{name} {number}")
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, _WIDTHS.get(column.name, 16))
    for at, column in enumerate(COLUMNS):
        sheet.write_string(0, at, result.word(column.heading), head)
    return sheet


def _put(sheet: Any, row: int, at: int, value: Clean, day: Any) -> None:
    """Write one cell; a text is never taken for a formula or an address."""
    match value:
        case None:
            pass
        case date() if value.year >= 1900:  # where the days of workbooks begin
            sheet.write_datetime(row, at, value, day)
        case int() | Decimal() if len(str(value).replace(".", "").lstrip("-0")) <= _EXACT:
            sheet.write_number(row, at, value)
        case _:
            text = str(value)
            sheet.write_string(row, at, text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")


def _describe(book: Any, result: Result, head: Any, day: Any) -> None:
    """Say on a sheet of its own where all this is from."""
    sheet = book.add_worksheet(result.word("columns.source"))
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 4, 50)
    facts: list[tuple[str, Clean]] = [
        ("columns.question", result.question or result.word("columns.everything")),
        ("columns.address", result.asked),
        ("columns.number", result.total),
        ("columns.made", result.day),
        ("columns.version", result.version),
        ("columns.licence", result.licence or result.word("columns.unstated")),
    ]
    for row, (name, value) in enumerate(facts):
        sheet.write_string(row, 0, result.word(name), head)
        _put(sheet, row, 1, value, day)
    top = len(facts) + 1
    for at, name in enumerate(("list", "day", "publisher", "rows", "verdict", "edition")):
        sheet.write_string(top, at, result.word(f"columns.{name}"), head)
    for row, edition in enumerate(result.editions, top + 1):
        known: list[Clean] = [
            edition.title or edition.file,
            result.days[edition.sha256],
            edition.publisher,
            edition.ledger.rows,
            str(said(f"verdict.{edition.ledger.verdict.value}", result.language)),
            edition.sha256,
        ]
        for at, value in enumerate(known):
            _put(sheet, row, at, value, day)
