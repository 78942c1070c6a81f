"""Listings as series and projects see them: title, days, place and region, and a checksum of all the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from zlib import crc32

from fachwerk.link.titles import Title, title_of
from fachwerk.records import Listing, Ref
from fachwerk.text import key

# In these the rows of one project may differ that is listed twice.
_APART = ("sponsor", "region", "place", "item", "kind", "identifier")


class Line(NamedTuple):
    """What is kept of a listing; a title is only taken apart when it is compared."""

    ref: Ref
    text: str
    begin: date | None
    end: date | None
    place: str
    region: str
    rest: int

    def entry(self) -> Entry:
        return Entry(title_of(self.text), *self)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line with its title taken apart."""

    title: Title
    ref: Ref
    text: str
    begin: date | None
    end: date | None
    place: str
    region: str
    rest: int

    @property
    def order(self) -> tuple[date, tuple[int, ...], tuple[int, ...], Ref]:
        return self.begin or date.max, self.title.years, self.title.counter, self.ref


def line_of(listing: Listing) -> Line | None:
    """Take out of a listing what is compared; one without a title has nothing to compare."""
    values = listing.values
    title = values.get("title")
    if title is None or not isinstance(title.clean, str):
        return None
    days = (values[name].clean if name in values else None for name in ("begin", "end"))
    begin, end = (day if isinstance(day, date) else None for day in days)
    place, region = (
        found or key(values[name].printed or "" if name in values else "")
        for found, name in ((listing.place, "place"), (listing.region, "region"))
    )
    rest = "\t".join(value.printed or "" for name, value in values.items() if name not in _APART)
    return Line(Ref(listing.edition, listing.row), title.clean, begin, end, place, region, crc32(rest.encode()))


def ref_of(text: str) -> Ref:
    """Read a reference as judgements give it, `edition:row`."""
    edition, _, row = text.rpartition(":")
    return Ref(edition, int(row) if row.isdigit() else -1)
