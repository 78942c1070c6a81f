"""A result as a calendar (iCalendar, RFC 5545): one event a project, from its first day to its last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from fachwerk import __version__
from fachwerk.portal.downloads.result import Result, in_pieces
from fachwerk.store import Listed

_OCTETS = 75  # of a line
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_NOT_TEXT = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def calendar(result: Result) -> Iterator[bytes]:
    """Write the periods as events that last whole days and block nobody's time.

    Projects without begin or end, or with an end before their begin, are left out: a calendar has no place for them.
    """
    return in_pieces(f"{line}\r\n" for one in _lines(result) for line in folded(one))


def folded(line: str) -> Iterator[str]:
    """Cut a line into lines of at most 75 octets, never inside a sign; all but the first begin with a blank."""
    held, octets = "", 0
    for sign in line:
        width = len(sign.encode())
        if octets + width > _OCTETS:
            yield held
            held, octets = " ", 1
        held, octets = held + sign, octets + width
    yield held


def escaped(text: str) -> str:
    """Write a text as a value.

    >>> print(escaped("Messe, Kurs; und\\r\\nmehr"))
    Messe\\, Kurs\\; und\\nmehr
    """
    return _NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")).translate(_ESCAPED)


def _lines(result: Result) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:-//Fachwerk//Fachwerk {__version__}//{result.language.upper()}"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"X-WR-CALNAME:{escaped(result.question or result.word('columns.everything'))}"
    yield f"X-WR-CALDESC:{escaped(result.word('columns.calendar'))}"
    host = urlsplit(result.root).hostname or "localhost"
    stamps = {one.sha256: _stamp(one.imported) for one in result.editions}
    for one in result.projects:
        yield from _event(result, one, host, stamps[one.listing.edition])
    yield "END:VCALENDAR"


def _stamp(moment: str) -> str:
    """Say when what an event says was learnt: the import of the edition, so that nothing changes without a reason."""
    return datetime.fromisoformat(moment).strftime("%Y%m%dT%H%M%SZ")


def _event(result: Result, one: Listed, host: str, stamp: str) -> Iterator[str]:
    values = {name: value.clean for name, value in one.listing.values.items()}
    begin, end = values.get("begin"), values.get("end")
    if not isinstance(begin, date) or not isinstance(end, date) or end < begin or end == date.max:
        return
    yield "BEGIN:VEVENT"
    yield f"UID:{one.project.id}@{host}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{_day(begin)}"
    yield f"DTEND;VALUE=DATE:{_day(end + timedelta(days=1))}"  # the day after the last
    yield f"SUMMARY:{escaped(str(values.get('title') or one.project.id))}"
    about = [str(text) for name in ("sponsor", "description") if (text := values.get(name)) is not None]
    if about:
        yield f"DESCRIPTION:{_joined(about)}"
    where = values.get("place") or values.get("region")
    if where is not None:
        yield f"LOCATION:{escaped(str(where))}"
    yield f"URL:{result.address_of(one)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _joined(texts: list[str]) -> str:
    return escaped("\n\n".join(texts))


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")
