"""Series: projects that continue one another or say the same again, in order, and why they belong together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse

from fachwerk.portal.groups import directory_of
from fachwerk.portal.opened import Reading
from fachwerk.portal.pages.drawings import figure, timeline_of
from fachwerk.portal.pages.known import known
from fachwerk.portal.pages.projects import day_in, text_of
from fachwerk.portal.pages.rendered import Context, State, page, show
from fachwerk.portal.pages.sets import day_of, set_of
from fachwerk.records import Ref, Series
from fachwerk.search.cursors import after_of, cursor_of
from fachwerk.store import models
from fachwerk.store.pages import From

AT_ONCE = 50
_MOST = 200  # listings of a series that are shown


class Part(NamedTuple):
    """One listing of a series: which project it is about, and where it is printed."""

    project: str | None
    title: str
    sponsor: str
    organisation: str | None
    begin: date | None
    end: date | None
    region: str | None
    edition: str
    day: date | None
    file: str
    row: int
    page: int


@page
def all_series(request: HttpRequest, language: str) -> HttpResponse:
    """List the series."""
    return show(request, language, "all_series.html", partial(_listed, cursor=request.GET.get("cursor", "")))


@page
def series(request: HttpRequest, language: str, id: str) -> HttpResponse:
    """Show one series."""
    return show(request, language, "series.html", partial(_one, id=id, language=language))


def _listed(state: State, cursor: str) -> Context:
    pages, version = state.reading.pages, state.reading.version
    found = pages.series(From(after_of(cursor, version), AT_ONCE + 1))
    shown = found[:AT_ONCE]
    return {
        "series": [one for _, one in shown],
        "total": pages.count(models.Series),
        "next": cursor_of(version, shown[-1][0]) if len(found) > AT_ONCE else None,
        "is_first": not cursor,
    }


def _one(state: State, id: str, language: str) -> Context:
    one = state.reading.pages.one_series(id)
    parts = _parts(one, state.reading)
    projects = set_of(state, {"series": id}).projects[::-1]  # the earliest first
    return {
        "series": one,
        "parts": parts,
        "total": len(one.listings),
        "sponsors": {part.organisation: part.sponsor for part in parts if part.organisation},
        "figure": figure(timeline_of(projects, language, state.today, one.name), language, "chart"),
        "asked": {"series": id},
    }


def _parts(one: Series, reading: Reading) -> Sequence[Part]:
    refs = one.listings[:_MOST]
    listings = {Ref(each.edition, each.row): each for each in reading.register.some(refs)}
    projects, sponsors = reading.pages.projects_of(refs), reading.pages.sponsors_of(refs)
    editions = {edition.sha256: edition for edition in known(reading).editions}
    directory = directory_of(reading)

    def part(ref: Ref) -> Part:
        listing, edition, id = listings[ref], editions[ref.edition], sponsors.get(ref)
        return Part(
            projects.get(ref),
            text_of(listing, "title") or text_of(listing, "description") or one.name,
            text_of(listing, "sponsor") if id is None else directory.name(id),
            id,
            day_in(listing, "begin"),
            day_in(listing, "end"),
            listing.region,
            ref.edition,
            day_of(edition),
            edition.file,
            ref.row,
            listing.origin.page,
        )

    return [part(ref) for ref in refs]
