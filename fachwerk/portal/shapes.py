"""The published JSON shapes of a row and of a ledger: stable names in a stable order."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from fachwerk.records import Box, Cell, Ledger, Origin, Piece, Reading

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


# What each key says: published in the reference, and held against what is written by a test.
ROW_KEYS: dict[str, str] = {
    "file": "the file as you named it; only when several files are read at once",
    "row": "the row's number in its file, from 1",
    "page": "the page (in a workbook: the sheet) on which the row begins, from 1",
    "lines": "its first and last printed line: of the page in a PDF, of the file in a text dump or CSV file, of the "
    "sheet in a workbook, from 1",
    "bbox": "the box around it: left, top, right, bottom in points (1/72 inch) from the page's top left; `null` where "
    "there is no geometry",
    "carried": "the remainder on following pages, each with `page`, `lines` and `bbox`; only for a row that has one",
    "printed": "what is printed, by heading and in column order: lines joined, otherwise not changed; `null` is an "
    "empty cell",
    "fields": "canonical fields, see [the fields](fields.md): absent when the list has no such column, `null` when the "
    "cell is empty",
    "notes": "what was repaired or is odd; only when there is something to say",
}

LEDGER_KEYS: dict[str, str] = {
    "file": "the file as you named it",
    "sha256": "its fingerprint",
    "pages": "how many pages (sheets, tables) it has",
    "rows": "how many rows were found",
    "text_lines": "how many lines are printed on the pages that were read",
    "used": "how many of them stand in rows",
    "furniture": "how many are no row but known: headings, running heads and feet, page numbers, totals, notes",
    "unexplained": "the others, each with `page`, `line` and `text`",
    "per_page": "the rows that begin on each page: `page`, `rows`, `first_row`, `last_row`",
    "declared": "what the list states about itself: its day, its pages, row counts, sums",
    "verdict": "`complete`, `incomplete` or `unknown`",
    "reasons": "why, one sentence each",
    "notes": "what had to be decided while opening the file; only when there is something to say",
}


def row_shape(reading: Reading, file: str | None = None) -> dict[str, Json]:
    """Give one row as `--as jsonl` prints it; `file` comes first when several files are read at once.

    `carried` (the row's remainder on following pages) and `notes` (what was repaired or odd) are there only when there
    is something to say, so that an ordinary row is no longer than it must be.
    """
    origin = reading.row.origin
    shape: dict[str, Json] = {} if file is None else {"file": file}
    shape |= {"row": reading.row.number, **origin_shape(origin)}
    if origin.carried:
        shape["carried"] = [origin_shape(remainder) for remainder in origin.carried]
    shape |= {"printed": dict(reading.printed), "fields": dict(reading.fields)}
    notes = notes_of(reading)
    if notes:
        shape["notes"] = notes
    return shape


def origin_shape(origin: Origin) -> dict[str, Json]:
    return {"page": origin.page, "lines": list(origin.lines), "bbox": box_shape(origin.box)}


def box_shape(box: Box | None) -> Json:
    """Give left, top, right, bottom in points from the page's top left, to a hundredth."""
    return None if box is None else [round(edge, 2) for edge in box]


def notes_of(reading: Reading) -> list[Json]:
    """Name the row's own notes, then each cell's with its heading."""
    cells: list[tuple[str, Cell]] = list(zip(reading.printed, reading.row.cells, strict=False))
    return [*reading.row.notes, *(f"{heading}: {note}" for heading, cell in cells for note in cell.notes)]


def ledger_shape(ledger: Ledger) -> dict[str, Json]:
    """Give the ledger as `--ledger` writes it; `notes` only when there are any."""
    shape: dict[str, Json] = {
        "file": ledger.file,
        "sha256": ledger.sha256,
        "pages": ledger.pages,
        "rows": ledger.rows,
        "text_lines": ledger.text_lines,
        "used": ledger.used,
        "furniture": ledger.furniture,
        "unexplained": [piece_shape(piece) for piece in ledger.unexplained],
        "per_page": [dict(count._asdict()) for count in ledger.per_page],
        "declared": plain(ledger.declared),
        "verdict": ledger.verdict.value,
        "reasons": list(ledger.reasons),
    }
    if ledger.notes:
        shape["notes"] = list(ledger.notes)
    return shape


def piece_shape(piece: Piece) -> dict[str, Json]:
    return {"page": piece.page, "line": piece.line, "text": piece.text}


def plain(value: object) -> Json:
    """Turn what a list states about itself into JSON: days as ISO text, sums as text with every printed digit."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case date() | Decimal():
            return str(value)
        case Mapping():
            return {str(name): plain(part) for name, part in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(part) for part in value]
    raise TypeError(f"a ledger states something that has no JSON form: {value!r}")
