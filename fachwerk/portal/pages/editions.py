"""The lists: all of them with what their ledgers say, one of them in full, and what changed since the one before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from fachwerk.errors import UnusableQuery
from fachwerk.portal.opened import Reading, served
from fachwerk.portal.pages import addresses
from fachwerk.portal.pages.counted import Tally, tally
from fachwerk.portal.pages.known import known, names_persons
from fachwerk.portal.pages.projects import Change, changes, day_of, text_of
from fachwerk.portal.pages.rendered import Context, State, page, show
from fachwerk.portal.pages.spots import original_address
from fachwerk.portal.wording import said
from fachwerk.records import Ledger, PageCount, Piece
from fachwerk.search.cursors import after_of, cursor_of
from fachwerk.store import Edition, edition_called
from fachwerk.store.changes import CHANGED, GONE, KINDS, NEW, Pair, changed_of, changes_of, pairs_of
from fachwerk.store.changes import Change as Changed

if TYPE_CHECKING:
    from fachwerk.store.register import Register

SECTION = "editions"
PAGES = 50  # of a ledger that are shown together
LINES = 200  # unexplained ones that are shown
CHANGES = 25  # projects of a page of changes
_FULL = 64  # digits of a fingerprint
_COMPARISONS = 4  # pairs of editions that are kept compared


class Row(NamedTuple):
    """An edition as one line of a table."""

    edition: Edition
    day: date | None
    imported: date
    verdict: str
    severities: Sequence[tuple[str, int]]


class Range(NamedTuple):
    """Some pages of a ledger: from where to where, how many rows begin there, and which."""

    first: int
    last: int
    rows: int
    first_row: int | None
    last_row: int | None
    href: str
    is_shown: bool


class Stated(NamedTuple):
    """Something that a list says about itself."""

    name: str
    key: str
    values: Sequence[object]


class Became(NamedTuple):
    """What became of a project: where it is listed, and which fields changed."""

    id: str
    title: str
    before: int | None
    after: int | None
    changes: Sequence[Change]


@page
def editions(request: HttpRequest, language: str) -> HttpResponse:
    """Show all lists, the newest first."""
    return show(request, language, "editions.html", _all)


@page
def edition(request: HttpRequest, language: str, called: str) -> HttpResponse:
    """Show a list in full; one that is called by its day or the beginning of its fingerprint is led to."""
    there = _led_to(request, language, called, "")
    return there or show(
        request, language, "edition.html", partial(_one, called, request.GET.get("pages", ""), language)
    )


@page
def changed(request: HttpRequest, language: str, called: str) -> HttpResponse:
    """Show what changed since the list before, project by project."""
    there = _led_to(request, language, called, "/changes")
    asked = {name: request.GET.get(name, "") for name in ("kind", "cursor")}
    return there or show(request, language, "changes.html", partial(_changes, called, asked, language))


def _led_to(request: HttpRequest, language: str, called: str, behind: str) -> HttpResponse | None:
    if len(called) == _FULL:
        return None
    with served().reading() as reading:
        found = edition_called(called, known(reading).editions)
    address = addresses.in_language(addresses.of(SECTION, found.sha256), language) + behind
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponseRedirect(f"{address}?{query}" if query else address)
    response["Cache-Control"] = "no-cache"
    return response


# --- all of them ---------------------------------------------------------------------------------------------------


def _all(state: State) -> Context:
    found, counts = known(state.reading).editions, tally(state.reading)
    return {
        "section": SECTION,
        "rows": [_row(one, counts) for one in reversed(found)],
        "complete": sum(one.ledger.verdict.value == "complete" for one in found),
    }


def _row(one: Edition, counts: Tally) -> Row:
    return Row(
        one,
        day_of(one),
        date.fromisoformat(one.imported[:10]),
        one.ledger.verdict.value,
        counts.severities(one.sha256),
    )


# --- one of them ---------------------------------------------------------------------------------------------------


def _one(called: str, pages: str, language: str, state: State) -> Context:
    lists = known(state.reading)
    found = edition_called(called, lists.editions)
    ledger, counts = found.ledger, tally(state.reading)
    before = lists.before(found)
    comparison = None if before is None else comparison_of(state.reading, before, found)
    shown, ranges = _pages_of(ledger, pages, addresses.of(SECTION, found.sha256))
    return {
        "section": SECTION,
        "crumbs": _crumbs(language),
        **_row(found, counts)._asdict(),
        "ledger": ledger,
        "declared": list(_declared(ledger)),
        "counts": shown,
        "ranges": ranges if len(ranges) > 1 else (),
        "unexplained": list(_lines(ledger.unexplained)),
        "unexplained_left": max(0, len(ledger.unexplained) - LINES),
        "checks": counts.checks(found.sha256, language),
        "before": before,
        "kinds": [] if comparison is None else [(kind, len(comparison.pairs[kind])) for kind in KINDS],
        "series": [(one, day_of(one)) for one in reversed(lists.alike(found)) if one != found],
        "original": "" if names_persons(state.reading, found.sha256) else original_address(found.sha256),
        "citable": addresses.public(addresses.of(SECTION, found.sha256)),
    }


def _crumbs(language: str) -> list[Mapping[str, str]]:
    return [{"href": addresses.in_language("/editions", language), "label": said("frame.editions", language)}]


def _pages_of(ledger: Ledger, asked: str, address: str) -> tuple[Sequence[PageCount], Sequence[Range]]:
    """Give the pages that are asked for, and all ranges of pages that can be."""
    parts = [ledger.per_page[at : at + PAGES] for at in range(0, len(ledger.per_page), PAGES)]
    shown = next((part for part in parts if str(part[0].page) == asked), parts[0] if parts else ())
    return shown, [_range(part, address, part is shown) for part in parts]


def _range(part: Sequence[PageCount], address: str, is_shown: bool) -> Range:
    begun = [one for one in part if one.first_row is not None]
    return Range(
        part[0].page,
        part[-1].page,
        sum(one.rows for one in part),
        begun[0].first_row if begun else None,
        begun[-1].last_row if begun else None,
        addresses.asked(address, {"pages": part[0].page}),
        is_shown,
    )


def _lines(pieces: Sequence[Piece]) -> Iterator[Piece]:
    yield from pieces[:LINES]


def _declared(ledger: Ledger) -> Iterator[Stated]:
    for key, told in ledger.declared.items():
        if key not in ("title", "list"):
            yield Stated(f"states.{key}", key, list(_parts(told)))


def _parts(told: object) -> Iterator[object]:
    """Take apart what a list says: sums and running numbers are said in one line each."""
    match told:
        case list() | tuple():
            for one in told:
                yield from _parts(one)
        case {"label": label, "page": number, "amounts": amounts}:
            yield f"{label}: {', '.join(map(str, amounts))} (S. {number})"
        case {"column": column, "first": first, "last": last}:
            yield f"{column}: {first}–{last}"
        case str() if re.fullmatch(r"\d{4}-\d\d-\d\d", told):
            yield date.fromisoformat(told)
        case str() | int() | Decimal() | date():
            yield told
        case Mapping():
            yield ", ".join(f"{name} {part}" for name, part in told.items())


# --- what changed --------------------------------------------------------------------------------------------------


class Comparison(NamedTuple):
    """What became of the projects from one edition to another, by KINDS."""

    pairs: Mapping[str, Sequence[Pair]]

    @classmethod
    def of(cls, register: Register, before: Edition, after: Edition) -> Comparison:
        """Compare two editions; only projects that both have and that are not stored alike are read."""
        pairs = pairs_of(register, before.sha256, after.sha256)
        return cls(
            {
                NEW: [pair for pair in pairs if pair.before is None],
                GONE: [pair for pair in pairs if pair.after is None],
                CHANGED: changed_of(register, [pair for pair in pairs if None not in pair]),
            }
        )


def comparison_of(reading: Reading, before: Edition, after: Edition) -> Comparison:
    """Give two editions compared, kept by the version of the register."""
    key = (reading.version, before.sha256, after.sha256)
    with _lock:
        found = _compared.get(key)
        if found is None:
            found = _compared[key] = Comparison.of(reading.register, before, after)
            while len(_compared) > _COMPARISONS:
                del _compared[next(iter(_compared))]
        return found


_compared: dict[tuple[str, str, str], Comparison] = {}
_lock = Lock()


def _changes(called: str, asked: Mapping[str, str], language: str, state: State) -> Context:
    lists = known(state.reading)
    found = edition_called(called, lists.editions)
    before = lists.before(found)
    if before is None:
        raise UnusableQuery("there is no earlier edition of this list")
    comparison = comparison_of(state.reading, before, found)
    kind = asked["kind"] if asked["kind"] in KINDS else next((one for one in KINDS if comparison.pairs[one]), KINDS[0])
    pairs = comparison.pairs[kind]
    start = after_of(asked["cursor"], state.reading.version)
    shown = changes_of(state.reading.register, pairs[start : start + CHANGES])
    goes_on = start + CHANGES < len(pairs)
    address = f"{addresses.of(SECTION, found.sha256)}/changes"
    return {
        "section": SECTION,
        "crumbs": [
            *_crumbs(language),
            {
                "href": addresses.in_language(addresses.of(SECTION, found.sha256), language),
                "label": found.title or found.file,
            },
        ],
        "edition": found,
        "day": day_of(found),
        "before": before,
        "before_day": day_of(before),
        "kind": kind,
        "tabs": [(one, len(comparison.pairs[one]), addresses.asked(address, {"kind": one})) for one in KINDS],
        "total": len(pairs),
        "first": start + 1,
        "projects": list(map(_became, shown)),
        "next": addresses.asked(address, {"kind": kind, "cursor": cursor_of(state.reading.version, start + CHANGES)})
        if goes_on
        else "",
        "previous": addresses.asked(
            address, {"kind": kind, "cursor": cursor_of(state.reading.version, max(0, start - CHANGES))}
        )
        if start
        else "",
    }


def _became(one: Changed) -> Became:
    old, new = one.before, one.after
    listed = new or old
    return Became(
        one.project.id,
        "" if listed is None else text_of(listed, "title"),
        None if old is None else old.row,
        None if new is None else new.row,
        [] if old is None or new is None else list(changes(old, new)),
    )
