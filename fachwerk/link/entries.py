"""Listings as linking sees them: who, where, what and when, and checksums of the rest; the listings are not held."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple, TypeVar
from zlib import crc32

from fachwerk.link.particulars import Particulars, particulars_of
from fachwerk.link.titles import Title, title_of
from fachwerk.records import Listing, Ref, Value
from fachwerk.text import blind, key

LONG = 120  # letters from which two people do not write the same description
_START = 60  # letters of an opening
_SENTENCES = 3
_SENTENCE = re.compile(r"[.!?;:](?:\s|$)")
# In these the rows of one project may differ that is listed twice.
_APART = frozenset(("sponsor", "region", "place", "item", "kind", "identifier"))

_T = TypeVar("_T")


class Sponsor(NamedTuple):
    """A sponsor's name without its legal form, as printed, as spelt after cleaning, and what is `said` beside it."""

    core: str
    legal_form: str | None
    printed: str
    spelling: str
    said: Particulars | None


class Where(NamedTuple):
    """Where a listing is: keys of its place and region (its words, where it has none) and their words."""

    place: str
    region: str
    region_key: str | None
    place_text: str
    region_text: str
    municipalities: tuple[str, ...]


class Entry(NamedTuple):
    """What is kept of a listing.

    `rest` is a checksum of all that must be the same where a project of a measure is listed twice; `marks` holds those
    of a long description's opening and longest sentences.
    """

    ref: Ref
    sponsor: Sponsor | None
    where: Where
    title: str | None
    begin: date | None
    end: date | None
    identifier: str | None
    rest: int
    marks: bytes


class Seen(NamedTuple):
    """An entry with its title taken apart."""

    entry: Entry
    title: Title

    @property
    def order(self) -> tuple[date, tuple[int, ...], tuple[int, ...], Ref]:
        return self.entry.begin or date.max, self.title.years, self.title.counter, self.entry.ref


def seen(entry: Entry) -> Seen:
    """Take the title of an entry apart that has one."""
    return Seen(entry, title_of(entry.title or ""))


def entries_of(listings: Iterable[Listing]) -> Iterator[Entry]:
    """Make entries in one pass. What repeats, be it an edition, a sponsor, a place, a title or a day, is held once."""
    held: dict[Any, Any] = {}

    def once(found: _T) -> _T:
        return held.setdefault(found, found)  # type: ignore[no-any-return]

    for listing in listings:
        values = listing.values
        rest = "\t".join([value.printed or "" for name, value in values.items() if name not in _APART])
        yield Entry(
            Ref(once(listing.edition), listing.row),
            None if listing.core is None else once(_sponsor(listing, once(listing.core), once)),
            once(_where(listing)),
            once(_text(values.get("title"))),
            once(_day(values.get("begin"))),
            once(_day(values.get("end"))),
            _text(values.get("identifier")),
            crc32(rest.encode()),
            _marks(_text(values.get("description")) or ""),
        )


def marks_of(entry: Entry) -> array[int]:
    """Give the checksums of an entry's description."""
    return array("I", entry.marks)


def ref_of(text: str) -> Ref:
    """Read a reference as judgements give it, `edition:row`."""
    edition, _, row = text.rpartition(":")
    return Ref(edition, int(row) if row.isdigit() else -1)


def _sponsor(listing: Listing, core: str, once: Callable[[str], str]) -> Sponsor:
    value = listing.values.get("sponsor")
    printed = "" if value is None or value.printed is None else once(value.printed)
    spelling = once(_text(value) or printed or core)
    return Sponsor(core, listing.legal_form, printed, spelling, particulars_of(listing))


def _where(listing: Listing) -> Where:
    place, region = _text(listing.values.get("place")) or "", _text(listing.values.get("region")) or ""
    return Where(
        key(place) if listing.place is None else listing.place,
        key(region) if listing.region is None else listing.region,
        listing.region,
        place,
        region,
        listing.places,
    )


def _text(value: Value | None) -> str | None:
    return value.clean if value is not None and isinstance(value.clean, str) else None


def _day(value: Value | None) -> date | None:
    return value.clean if value is not None and isinstance(value.clean, date) else None


def _marks(text: str) -> bytes:
    """Checksums of a long text's opening and of its longest sentences, without blanks; a short text has none."""
    if len(text) < LONG:
        return b""
    sentences = sorted(sorted(filter(None, _SENTENCE.split(text))), key=len)[-_SENTENCES:]
    return array("I", {crc32(blind(part).encode()) for part in (text[:_START], *sentences)}).tobytes()
