"""The forms in which rows are shown: JSON lines, CSV, and a table for the eye."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple, TextIO

from fachwerk.portal.shapes import Json

POSITION = ("row", "page", "line_first", "line_last")
PLACE = ("row", "page")  # what a table begins with
LOOKED_AT = 200  # rows by which a table's column widths are chosen
NARROWEST, WIDEST = 10, 60  # characters of a table's column
ATOMIC = 12  # characters: a date, a number, a short name, which is worthless when cut
SHORT_HEADING = 6  # characters of a heading above narrower values
PROSE = 60  # characters a cell, on the average
GAP = "  "


@dataclass(frozen=True, slots=True)
class Spool:
    """Rows of one or several files as JSON lines on disk: read as often as a format wants, never held in memory."""

    paths: tuple[Path, ...]

    def lines(self) -> Iterator[str]:
        for path in self.paths:
            with path.open(encoding="utf-8") as lines:
                yield from lines

    def __iter__(self) -> Iterator[dict[str, Json]]:
        return map(json.loads, self.lines())


class Format(NamedTuple):
    """One form of output: its name after `--as`, the file ending that asks for it too, and how it is written."""

    name: str
    ending: str
    write: Callable[[Spool, TextIO, int], None]
    says: str


def write_jsonl(rows: Spool, out: TextIO, width: int) -> None:
    out.writelines(rows.lines())


def write_csv(rows: Spool, out: TextIO, width: int) -> None:
    """Write where a row stands, what is printed by heading, and the canonical fields, as one table.

    The headings of all tables and files stand side by side in the order in which they first appear. A printed heading
    that equals one of our own names gets ` (printed)` behind it, so that our names always mean the same. Text is
    written as it is printed, also when it begins with `=`: open it as text in a spreadsheet program.
    """
    headings, fields, several = csv_columns(rows)
    own = (*(("file",) if several else ()), *POSITION)
    named = [f"{heading} (printed)" if heading in {*own, *fields} else heading for heading in headings]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*own, *named, *fields])
    for row in rows:
        position = [row["row"], row["page"], *row["lines"]]  # type: ignore[misc]
        writer.writerow([*([row["file"]] if several else []), *position, *taken(row, headings, fields)])


def csv_columns(rows: Spool) -> tuple[list[str], list[str], bool]:
    headings: dict[str, None] = {}
    fields: dict[str, None] = {}
    several = False
    for row in rows:
        headings |= dict.fromkeys(row["printed"])  # type: ignore[arg-type]
        fields |= dict.fromkeys(row["fields"])  # type: ignore[arg-type]
        several = several or "file" in row
    return list(headings), list(fields), several


def taken(row: dict[str, Json], headings: Sequence[str], fields: Sequence[str]) -> list[Json]:
    printed, canonical = row["printed"], row["fields"]
    assert isinstance(printed, dict)
    assert isinstance(canonical, dict)
    return [*map(printed.get, headings), *map(canonical.get, fields)]


# --- the table -----------------------------------------------------------------------------------------------------


class Column(NamedTuple):
    """One column of a table for the eye: where its text comes from and how many characters it gets."""

    heading: str
    width: int


def write_table(rows: Spool, out: TextIO, width: int) -> None:
    """Write one line a row, cut to the width of the screen; columns that do not fit are named below the table."""
    for file, found in groupby(rows, key=lambda row: row.get("file")):
        if file is not None:
            out.write(f"{shown(file)}\n\n")
        write_one_table(found, out, width)
        if file is not None:
            out.write("\n")


def write_one_table(rows: Iterator[dict[str, Json]], out: TextIO, width: int) -> None:
    write_cells(map(table_cells, rows), out, width)


def write_cells(rows: Iterator[dict[str, str]], out: TextIO, width: int) -> None:
    """Write rows whose values are texts of one line already."""
    first = list(islice(rows, LOOKED_AT))
    columns, left_out = columns_that_fit(first, width)
    out.write(table_line({column.heading: column.heading for column in columns}, columns))
    out.write(GAP.join("─" * column.width for column in columns) + "\n")
    out.writelines(table_line(cells, columns) for cells in first)
    out.writelines(table_line(cells, columns) for cells in rows)
    if left_out:
        out.write(f"\nNot shown for want of space: {', '.join(left_out)}. `--as csv` gives every column.\n")


def table_cells(row: dict[str, Json]) -> dict[str, str]:
    printed = row["printed"]
    assert isinstance(printed, dict)
    return {"row": str(row["row"]), "page": str(row["page"]), **{shown(name): shown(printed[name]) for name in printed}}


def shown(value: Json) -> str:
    """Make a value one line that cannot steer the terminal: line breaks become blanks, other controls are dropped."""
    text = " ".join(str(value).split()) if value is not None else ""
    return text if text.isprintable() else "".join(filter(str.isprintable, text))


def columns_that_fit(rows: Iterable[dict[str, str]], width: int) -> tuple[list[Column], list[str]]:
    """Choose columns and widths: some columns give way, the others get what they want as far as there is room."""
    texts: dict[str, list[str]] = {}
    for cells in rows:
        for heading, text in cells.items():
            texts.setdefault(heading, []).append(text)
    wanted = {heading: wanted_width(heading, found) for heading, found in texts.items()}
    giving_way = sorted((heading for heading in texts if heading not in PLACE), key=lambda one: worth(texts[one]))
    kept = list(texts)
    while len(giving_way) > 1 and least_width(wanted[heading] for heading in kept) > width:
        kept.remove(giving_way.pop(0))
    space = width - len(GAP) * (len(kept) - 1)
    with_headings = {heading: max(wanted[heading], min(cells_wide(heading), WIDEST)) for heading in kept}
    fits = sum(with_headings.values()) <= space
    widths = with_headings if fits else shared({heading: wanted[heading] for heading in kept}, space)
    return [Column(heading, widths[heading]) for heading in kept], [name for name in texts if name not in kept]


def worth(texts: Sequence[str]) -> tuple[bool, float]:
    """Rank a column for a glance: prose is worth least, then what repeats itself; names and titles are worth most."""
    length = sum(map(cells_wide, texts)) / len(texts)
    return length < PROSE, -length if length >= PROSE else len(set(texts)) / len(texts)


def wanted_width(heading: str, texts: Sequence[str]) -> int:
    return max(1, min(WIDEST, max(*map(cells_wide, texts), min(cells_wide(heading), SHORT_HEADING))))


def least_width(wanted: Iterable[int]) -> int:
    """Add up what columns need at least: dates and numbers all they want, text some letters."""
    return sum((one if one <= ATOMIC else NARROWEST) + len(GAP) for one in wanted) - len(GAP)


def shared(wanted: dict[str, int], space: int) -> dict[str, int]:
    """Give out `space`: narrow columns get what they want, the others equal parts of what remains."""
    widths: dict[str, int] = {}
    for done, heading in enumerate(sorted(wanted, key=wanted.__getitem__)):
        widths[heading] = max(1, min(wanted[heading], space // (len(wanted) - done)))
        space -= widths[heading]
    return widths


def table_line(cells: dict[str, str], columns: Sequence[Column]) -> str:
    return GAP.join(cut(cells.get(column.heading, ""), column.width) for column in columns).rstrip() + "\n"


def cut(text: str, width: int) -> str:
    from rich.cells import set_cell_size

    return set_cell_size(text, width) if cells_wide(text) <= width else set_cell_size(text, width - 1) + "…"


def cells_wide(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)


FORMATS: tuple[Format, ...] = (
    Format("jsonl", ".jsonl", write_jsonl, "one JSON object a row and line"),
    Format("csv", ".csv", write_csv, "position, printed cells and canonical fields; comma, UTF-8, a heading line"),
    Format("table", ".txt", write_table, "one line a row, cut to the width of the screen"),
)
