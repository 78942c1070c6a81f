"""The regions, and each with what runs there, in which line, by whom and where."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse

from fachwerk.errors import UnknownIdentifier
from fachwerk.portal.groups import Groups, directory_of, groups_of
from fachwerk.portal.pages import addresses
from fachwerk.portal.pages.drawings import Figure, figure, programme_of
from fachwerk.portal.pages.lines import LineCount, lines_with
from fachwerk.portal.pages.rendered import Context, State, page, show
from fachwerk.portal.pages.sets import set_of
from fachwerk.portal.pages.where import Region, Spot, neighbours_of, regions_by_key, spots_in


class RegionCount(NamedTuple):
    """A region with its projects: all of them, and those that run on the day asked about."""

    region: Region
    total: int
    running: int


class Sponsor(NamedTuple):
    """An organisation with its projects in a group."""

    id: str
    name: str
    projects: int


class PlaceCount(NamedTuple):
    """A municipality with its projects."""

    spot: Spot
    projects: int


@page
def regions(request: HttpRequest, language: str) -> HttpResponse:
    """List the regions."""
    return show(request, language, "regions.html", _listed)


@page
def region(request: HttpRequest, language: str, key: str) -> HttpResponse:
    """Show one region."""
    return show(request, language, "region.html", partial(_one, key=key, language=language))


def _listed(state: State) -> Context:
    groups = groups_of(state.reading)
    found = regions_with(groups, state)
    return {
        "regions": found,
        "today": state.today,
        "elsewhere": len(groups.outline) - sum(one.total for one in found),
    }


def regions_with(groups: Groups, state: State) -> Sequence[RegionCount]:
    """Give all regions with their projects."""
    totals, running = groups.count("region"), groups.count("region", running=state.today)
    return [RegionCount(region, totals[key], running[key]) for key, region in regions_by_key().items()]


def _one(state: State, key: str, language: str) -> Context:
    one = regions_by_key().get(key)
    if one is None:
        raise UnknownIdentifier(f'no region is called "{key}"', advice="the list of regions says which there are")
    groups = groups_of(state.reading)
    sponsors = groups.sponsors_by("region").get(key)
    totals, running = groups.count("region", "line"), groups.count("region", "line", running=state.today)
    places = groups.by_place()
    return {
        "region": one,
        "set": set_of(state, {"region": key}),
        "today": state.today,
        "lines": lines_with(
            {line: n for (at, line), n in totals.items() if at == key},
            {line: n for (at, line), n in running.items() if at == key},
        ),
        "without_line": totals[key, None],
        "sponsors": _named(state, () if sponsors is None else sponsors.most),
        "sponsors_in_all": 0 if sponsors is None else sponsors.total,
        "places": [PlaceCount(spot, places[spot.ags]) for spot in spots_in(key) if places[spot.ags]],
        "figure": _figure(state, one, language),
        "neighbours": neighbours_of(key),
    }


def _figure(state: State, one: Region, language: str) -> Figure | None:
    """Draw what runs there over time, by funding line."""
    months = groups_of(state.reading).months_of_region(one.key)
    if months is None:
        return None
    table = addresses.asked(addresses.in_language("/explore/programme.csv", language), {"region": one.key})
    return figure(programme_of(months, language, state.today, one.name), language, "chart", table, by_month=True)


def _named(state: State, most: Sequence[tuple[str, int]]) -> Sequence[Sponsor]:
    directory = directory_of(state.reading)
    return [Sponsor(id, directory.name(id), projects) for id, projects in most]


__all__ = ["LineCount", "RegionCount", "region", "regions", "regions_with"]
