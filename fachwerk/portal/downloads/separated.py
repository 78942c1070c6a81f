"""A result as CSV: for Excel as Germans have it, or for whoever reads English to the letter of RFC 4180."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO

from fachwerk.portal.downloads.result import COLUMNS, Result, in_pieces
from fachwerk.records import Clean

# Excel takes a file for UTF-8 only if it says so. It parts cells and reads numbers as the language of the machine does:
# with commas between cells a German one shows one column, and 1.5 becomes the first of May.
MARK = "\ufeff"
SEPARATORS = {"de": ";", "en": ","}
POINTS = {"de": ",", "en": "."}
# With these a text becomes a formula in Excel, LibreOffice and others; an apostrophe before it keeps it a text.
_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def separated(result: Result) -> Iterator[bytes]:
    """Write a heading row and one row a project."""
    return in_pieces(_lines(result))


def harmless(text: str) -> str:
    """Give a text that no program for tables takes for a formula.

    >>> harmless("=1+1"), harmless("A-Team"), harmless("- Beratung")
    ("'=1+1", 'A-Team', "'- Beratung")
    """
    return f"'{text}" if text.startswith(_FORMULAS) else text


def _lines(result: Result) -> Iterator[str]:
    out = StringIO()
    writer = csv.writer(out, delimiter=SEPARATORS[result.language], lineterminator="\r\n")
    yield MARK
    writer.writerow([result.word(column.heading) for column in COLUMNS])
    for one in result.projects:
        writer.writerow([_written(column.shown(result, one), result.language) for column in COLUMNS])
        yield _taken(out)
    yield _taken(out)


def _taken(out: StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text


def _written(value: Clean, language: str) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            return format(value, "f").replace(".", POINTS[language])
        case str():
            return harmless(value)
    return str(value)
