"""Makes the sample list in all its forms from list.yml, byte by byte the same every time: `python -m samples.make`."""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeAlias

import xlsxwriter
import yaml

from bench.lists.configurations import PROJECTS, Column, Configuration
from bench.lists.dump import tika
from bench.lists.excel import excel
from bench.lists.printing import Printing

HERE = Path(__file__).parent
NAME = "fachkraefteprojekte"
FORM = Configuration(
    NAME,
    "excel",
    tuple(
        column._replace(share=share)
        for column, share in zip(PROJECTS, (16.3, 11.7, 12.0, 4.5, 13.2, 8, 8, 13.2, 32), strict=True)
    ),
    rules="none",
    typeface="Helvetica",  # one of the fonts that every PDF reader has: nothing is embedded, nothing differs
    size=7.5,
    repeats_heading=False,
    splits_rows=True,
)

Entry: TypeAlias = Mapping[str, str | date | None]


@dataclass(frozen=True, slots=True)
class SampleList:
    """The list as it is written down in YAML."""

    headline: str
    as_of: str
    rows: tuple[Entry, ...]


def load() -> SampleList:
    """Read list.yml; every row has every field, a field that is not given is None."""
    known: dict[str, Any] = yaml.safe_load((HERE / "list.yml").read_text(encoding="utf-8"))
    rows = tuple({**dict.fromkeys(FORM.fields), **row} for row in known["rows"])
    return SampleList(known["headline"], known["as_of"], rows)


def printed(row: Entry, column: Column) -> str:
    """What stands in the cell, accents composed: days as 17.11.2022, everything else as written."""
    value = row[column.fields[0]]
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    return unicodedata.normalize("NFC", value or "")


def truth(row: Entry) -> dict[str, str | None]:
    """The canonical fields: ISO days, typed line breaks as blanks, None where nothing is printed."""
    return {
        field: value.isoformat()
        if isinstance(value, date)
        else " ".join(unicodedata.normalize("NFC", value).split())
        if value
        else None
        for field in FORM.fields
        for value in (row[field],)
    }


def write_pdf(sample: SampleList, path: Path) -> None:
    """Set the list as Excel prints it: nine wrapped columns on A4 landscape, feet last."""
    overflows = frozenset(
        (number, FORM.fields.index(str(field))) for number, row in enumerate(sample.rows) for field in _overflowing(row)
    )
    rows = [tuple(printed(row, column) for column in FORM.columns) for row in sample.rows]
    excel(Printing(FORM, rows, sample.headline, sample.as_of, "Seite {} von {} Seiten", overflows), path)


def _overflowing(row: Mapping[str, Any]) -> Sequence[str]:
    fields: Sequence[str] = row.get("overflows", ())
    return fields


def write_workbook(sample: SampleList, path: Path) -> None:
    """Write the list as a workbook: two lines above the heading, days as days, accents as they are in the YAML."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"title": sample.headline, "created": datetime(2024, 1, 1)})
        sheet = book.add_worksheet("Übersicht")
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        strong = book.add_format({"text_wrap": True, "valign": "top", "bold": True})
        day = book.add_format({"num_format": "dd.mm.yyyy", "valign": "top", "align": "left"})
        sheet.write_string(0, 0, sample.headline)
        sheet.write_string(1, 0, sample.as_of)
        for at, column in enumerate(FORM.columns):
            sheet.set_column(at, at, column.share * 1.5)
            sheet.write_string(3, at, column.heading, strong)
        for number, row in enumerate(sample.rows, 4):
            for at, field in enumerate(FORM.fields):
                value = row[field]
                if isinstance(value, date):
                    sheet.write_datetime(number, at, datetime(value.year, value.month, value.day), day)
                elif value is not None:
                    sheet.write_string(number, at, value, wrap)


def write_truth(sample: SampleList, path: Path) -> None:
    lines = [json.dumps(truth(row), ensure_ascii=False) + "\n" for row in sample.rows]
    path.write_text("".join(lines), encoding="utf-8")


def make(folder: Path) -> None:
    """Write all four forms into `folder`."""
    sample = load()
    pdf = folder / f"{NAME}.pdf"
    write_pdf(sample, pdf)
    pdf.with_suffix(".txt").write_bytes(tika(pdf).encode("utf-8"))
    write_workbook(sample, pdf.with_suffix(".xlsx"))
    write_truth(sample, pdf.with_suffix(".truth.jsonl"))


def main() -> int:
    parser = argparse.ArgumentParser(prog="samples.make", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=HERE, help="where to write (default: here)")
    make(parser.parse_args().folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
