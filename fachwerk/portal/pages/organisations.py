"""Organisations from A to Z, and each with what it carries, how it is spelt, and with whom it shares series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse

from fachwerk.portal.groups import Directory, Named, directory_of, groups_of
from fachwerk.portal.opened import Reading
from fachwerk.portal.pages.drawings import figure, timeline_of
from fachwerk.portal.pages.known import known
from fachwerk.portal.pages.rendered import Context, State, page, show
from fachwerk.portal.pages.sets import day_of, set_of
from fachwerk.portal.pages.where import Region, regions_by_key, spots
from fachwerk.records import Judgement, Organisation, Ref, Series
from fachwerk.search.cursors import after_of, cursor_of

AT_ONCE = 50
_LOOKED_AT = 100  # listings of an organisation whose spellings and series are looked at
_SHARED = 20  # series that are shown


class Entry(NamedTuple):
    """An organisation in the list."""

    id: str
    name: str
    projects: int


class Spelling(NamedTuple):
    """How a name is printed, how often, and where first: `row` is None if that was not looked at."""

    printed: str
    times: int
    edition: str | None = None
    day: date | None = None
    file: str = ""
    row: int | None = None
    page: int | None = None


class Shared(NamedTuple):
    """A series, and who else carries projects of it."""

    series: Series
    others: Sequence[tuple[str, str]]


@page
def organisations(request: HttpRequest, language: str) -> HttpResponse:
    """List all organisations, those of a letter, or those with some words in their names."""
    asked = {name: request.GET.get(name, "").strip()[:100] for name in ("name", "letter", "cursor")}
    return show(request, language, "organisations.html", partial(_listed, asked=asked))


@page
def organisation(request: HttpRequest, language: str, id: str) -> HttpResponse:
    """Show one organisation."""
    return show(request, language, "organisation.html", partial(_one, id=id, language=language))


def _listed(state: State, asked: Mapping[str, str]) -> Context:
    directory, version = directory_of(state.reading), state.reading.version
    found = _wanted(directory, asked)
    start = after_of(asked["cursor"], version)
    counts = groups_of(state.reading).count("organisation")
    shown = [Entry(one.id, one.name, counts[one.id]) for one in found[start : start + AT_ONCE]]
    return {
        "asked": {name: asked[name] for name in ("name", "letter") if asked[name]},
        "letters": directory.letters,
        "total": len(found),
        "first": start + 1,
        "last": start + len(shown),
        "organisations": shown,
        "next": cursor_of(version, start + AT_ONCE) if start + AT_ONCE < len(found) else None,
        "before": cursor_of(version, start - AT_ONCE) if start >= AT_ONCE else None,
    }


def _wanted(directory: Directory, asked: Mapping[str, str]) -> Sequence[Named]:
    if asked["name"]:
        return directory.with_words(asked["name"])
    if asked["letter"] == "0":
        return [one for one in directory.entries if one.key[:1].isdigit()]
    return directory.beginning(asked["letter"]) if asked["letter"] else directory.entries


def _one(state: State, id: str, language: str) -> Context:
    reading = state.reading
    one = reading.pages.organisation(id)
    found = set_of(state, {"organisation": id}, facets=("region", "item"))
    looked_at = one.listings[-_LOOKED_AT:]
    return {
        "organisation": one,
        "set": found,
        "today": state.today,
        "figure": figure(timeline_of(found.projects, language, state.today, one.name, "region"), language, "chart"),
        "spellings": list(_spellings(one, looked_at, reading)),
        "places": spots(one.places),
        "regions": _regions(one.places),
        "shared": list(_shared(one, looked_at, reading)),
        "judgements": _judgements(one, reading),
    }


def _regions(places: Iterable[str]) -> Sequence[Region]:
    """The regions that places lie in, in the order of the places."""
    known = regions_by_key()
    keys = dict.fromkeys(spot.region for spot in spots(places) if spot.region is not None)
    return [known[key] for key in keys if key in known]


def _spellings(one: Organisation, refs: Sequence[Ref], reading: Reading) -> Iterator[Spelling]:
    """Yield the printed spellings with the newest listing that has each, then those that were not looked at."""
    editions = {edition.sha256: edition for edition in known(reading).editions}
    ages = {sha256: age for age, sha256 in enumerate(editions)}
    found: dict[str, Spelling] = {}
    for listing in sorted(reading.register.some(refs), key=lambda listing: (-ages[listing.edition], listing.row)):
        value = listing.values.get("sponsor")
        printed = None if value is None else value.printed
        if printed is not None:
            edition = editions[listing.edition]
            before = found.get(printed)
            found[printed] = (
                Spelling(printed, 1, listing.edition, day_of(edition), edition.file, listing.row, listing.origin.page)
                if before is None
                else before._replace(times=before.times + 1)
            )
    yield from sorted(found.values(), key=lambda spelling: (-spelling.times, spelling.printed))
    yield from (Spelling(printed, 0) for printed in one.variants if printed not in found)


def _shared(one: Organisation, refs: Sequence[Ref], reading: Reading) -> Iterator[Shared]:
    """Yield the series of an organisation, those first that it shares with others."""
    series = reading.pages.series_of(refs)
    sponsors = reading.pages.sponsors_of([ref for each in series for ref in each.listings[:_LOOKED_AT]])
    directory = directory_of(reading)
    found = []
    for each in series:
        others = dict.fromkeys(sponsors[ref] for ref in each.listings if ref in sponsors and sponsors[ref] != one.id)
        found.append(Shared(each, [(id, directory.name(id)) for id in others]))
    yield from sorted(found, key=lambda shared: not shared.others)[:_SHARED]


def _judgements(one: Organisation, reading: Reading) -> Sequence[Judgement]:
    """The decisions of people about a name of the organisation; behind a tab a name may have its region's key.

    They lie beside the records, so what they say of persons is masked here.
    """
    names, mask = {one.name, *one.variants}, reading.register.mask()
    found = []
    for each in reading.register.judgements():
        said = [name.partition("\t")[0] for name in (each.one, each.other)]
        if each.about == "organisation" and names.intersection(said):
            first, second, why = (mask.text(text) for text in (*said, each.why))
            found.append(each._replace(one=first, other=second, why=why))
    return found
