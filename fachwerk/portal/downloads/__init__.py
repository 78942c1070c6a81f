"""Downloads of exactly a result: one visible tuple of formats. How one is sent, `sending` says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from fachwerk.errors import UnusableQuery
from fachwerk.portal.downloads.calendar import calendar
from fachwerk.portal.downloads.result import COLUMNS, Result
from fachwerk.portal.downloads.separated import separated
from fachwerk.portal.downloads.structured import features, objects
from fachwerk.portal.downloads.workbook import workbook

__all__ = ["COLUMNS", "FORMATS", "Format", "Result", "format_called"]


class Format(NamedTuple):
    """One way to take a result along: what it is called, its media type, how it is written, and whether that is packed.

    Its name is also the ending of its files.
    """

    name: str
    type: str
    written: Callable[[Result], Iterator[bytes]]
    is_packed: bool = False


FORMATS = (
    Format("csv", "text/csv; charset=utf-8; header=present", separated),
    Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook, is_packed=True),
    Format("json", "application/json", objects),
    Format("geojson", "application/geo+json", features),
    Format("ics", "text/calendar; charset=utf-8", calendar),
)


def format_called(name: str) -> Format:
    """Find a format. Raises UnusableQuery with those that there are."""
    found = next((one for one in FORMATS if one.name == name), None)
    if found is None:
        raise UnusableQuery(f'"{name}" is no format', advice=f"there are: {', '.join(one.name for one in FORMATS)}")
    return found
