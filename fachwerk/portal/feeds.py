"""Feeds (Atom, RFC 4287): what the newest list changes against the one before, and the newest projects of a search.

Days and ids come from the register alone, so a feed is the same until the register is another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from html import unescape
from itertools import islice
from typing import NamedTuple

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from fachwerk import __version__
from fachwerk.portal.opened import Reading
from fachwerk.portal.pages import addresses
from fachwerk.portal.pages.known import known
from fachwerk.portal.wording import said, written
from fachwerk.records import Clean, Listing
from fachwerk.search.answering import Searcher
from fachwerk.search.asking import Query
from fachwerk.store import Edition
from fachwerk.store.changes import Change, changes

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
MOST_CHANGES, MOST_FOUND = 200, 50  # entries
_SAID_OF_NEW = ("sponsor", "place", "region", "kind")
_LONGEST = 300  # signs of a value in a change
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a feed stands: the portal's address without a slash behind it, the language, the feed's own address and
    that of the page it belongs to (both with a slash before, without the language)."""

    root: str
    language: str
    feed: str
    page: str

    def whole(self, address: str) -> str:
        """Give a whole address of this language."""
        return f"{self.root}{addresses.in_language(address, self.language)}"

    def says(self, name: str, **values: object) -> str:
        """Say a sentence as plain text."""
        return _plain(said(f"feed.{name}", self.language, **values))


class Entry(NamedTuple):
    """One entry: the address that names it for ever, where it leads to, since when it is known, and what it says."""

    id: str
    href: str
    when: datetime
    title: str
    lines: Sequence[str]


def of_changes(reading: Reading, place: Place, author: str) -> bytes:
    """Write what the newest edition changes against the one before of the same list; of the first, all is new."""
    editions = known(reading).editions
    if not editions:
        return _feed(place, place.says("changes_title"), place.says("changes_lead"), author, (), _NEVER)
    newest = editions[-1]
    before = known(reading).before(newest)
    found = list(islice(changes(reading.register, before, newest), MOST_CHANGES + 1))
    entries = (_changed(one, newest, place) for one in found[:MOST_CHANGES])
    lead = place.says("changes_lead")
    if len(found) > MOST_CHANGES:
        lead = f"{lead} {place.says('more', most=MOST_CHANGES)}"
    return _feed(place, place.says("changes_title"), lead, author, entries, _when(newest))


def of_search(reading: Reading, engine: Searcher, query: Query, words: str, place: Place, author: str) -> bytes:
    """Write the projects of a search that began last. Raises UnusableQuery as a search does.

    `words` is the question as people read it, empty for all projects.
    """
    asked = replace(query, sort="begin", limit=MOST_FOUND, cursor=None, facets=(), explain=False)
    ids = [hit.project.id for hit in engine.search(asked).hits]
    editions = {one.sha256: one for one in known(reading).editions}
    entries = [
        Entry(
            f"{place.root}{addresses.of('projects', one.project.id)}",
            place.whole(addresses.of("projects", one.project.id)),
            _when(editions[one.listing.edition]),
            _title(one.listing, one.project.id),
            list(_about(one.listing, place)),
        )
        for one in reading.pages.listed(ids)
    ]
    title = place.says("search_title", question=words or place.says("everything"))
    updated = max((entry.when for entry in entries), default=max(map(_when, editions.values()), default=_NEVER))
    return _feed(place, title, place.says("search_lead", most=MOST_FOUND), author, entries, updated)


# --- entries -------------------------------------------------------------------------------------------------------


def _changed(one: Change, edition: Edition, place: Place) -> Entry:
    address = addresses.of("projects", one.project.id)
    listing = one.after or one.before
    title = one.project.id if listing is None else _title(listing, one.project.id)
    lines = list(_differences(one, place)) or ([] if listing is None else list(_about(listing, place)))
    # The same project may change with every list, each time for a reader anew.
    id = f"{place.root}{address}#{edition.sha256[:12]}"
    return Entry(id, place.whole(address), _when(edition), place.says(one.kind, title=title), lines)


def _differences(one: Change, place: Place) -> Iterator[str]:
    for name in one.fields:
        before, after = (_shown(_clean(listing, name), place) for listing in (one.before, one.after))
        field = _plain(said(f"fields.{name}", place.language))
        yield place.says("differs", field=field, before=before, after=after)


def _about(listing: Listing, place: Place) -> Iterator[str]:
    for name in _SAID_OF_NEW:
        value = _clean(listing, name)
        if value is not None:
            yield f"{_plain(said(f'fields.{name}', place.language))}: {_shown(value, place)}"
    begin, end = (_clean(listing, name) for name in ("begin", "end"))
    if begin is not None or end is not None:
        days = (place.says("open") if day is None else _shown(day, place) for day in (begin, end))
        yield place.says("period", **dict(zip(("begin", "end"), days, strict=True)))


def _title(listing: Listing, id: str) -> str:
    return str(_clean(listing, "title") or id)


def _clean(listing: Listing | None, name: str) -> Clean:
    value = None if listing is None else listing.values.get(name)
    return None if value is None else value.clean


def _shown(value: Clean, place: Place) -> str:
    if value is None:
        return place.says("empty")
    text = str(written(value, place.language) if isinstance(value, date) else value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _plain(text: str) -> str:
    """Take back the escaping of a sentence that is not going into a page."""
    return unescape(str(text))


# --- writing -------------------------------------------------------------------------------------------------------

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def _when(edition: Edition) -> datetime:
    moment = datetime.fromisoformat(edition.imported)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


class _Feed(Atom1Feed):
    """A feed that was updated when the register was, not when somebody asked."""

    updated = _NEVER

    def latest_post_date(self) -> datetime:
        return self.updated

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("generator", "Fachwerk", {"version": __version__})


def _feed(place: Place, title: str, lead: str, author: str, entries: Iterable[Entry], updated: datetime) -> bytes:
    feed = _Feed(
        title=_xml(title),
        link=place.whole(place.page),
        description=None,
        subtitle=_xml(lead),
        language=place.language,
        feed_url=place.whole(place.feed),
        feed_guid=place.whole(place.feed),
        author_name=_xml(author) or "Fachwerk",
    )
    feed.updated = updated
    for entry in entries:
        feed.add_item(
            title=_xml(entry.title),
            link=entry.href,
            description="<br>".join(str(escape(_xml(line))) for line in entry.lines),
            unique_id=entry.id,
            updateddate=entry.when,
        )
    return feed.writeString("utf-8").encode()


def _xml(text: str) -> str:
    """Leave out the signs that XML cannot hold."""
    return _NO_XML.sub("", text)
