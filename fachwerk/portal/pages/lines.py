"""The funding lines of the known programmes, and each with what it is called, where it runs and who carries it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse

from fachwerk.errors import UnknownIdentifier
from fachwerk.portal import wording
from fachwerk.portal.groups import directory_of, groups_of
from fachwerk.portal.pages.drawings import Figure, figure, programme_of
from fachwerk.portal.pages.funding import known_lines, programmes
from fachwerk.portal.pages.rendered import Context, State, page, show
from fachwerk.portal.pages.sets import set_of
from fachwerk.portal.pages.where import Region, regions_by_key
from fachwerk.reference.programmes import FundingLine


class LineCount(NamedTuple):
    """A funding line with its projects: all of them, and those that run today."""

    line: FundingLine
    total: int
    running: int


class InRegion(NamedTuple):
    """A region with a line's projects there."""

    region: Region
    total: int
    running: int


def lines_with(totals: Mapping[str | None, int], running: Mapping[str | None, int]) -> Sequence[LineCount]:
    """Give all funding lines with their projects; those that no programme names come last, by number."""
    strange = sorted(number for number in totals if number is not None and number not in known_lines())
    lines = [*known_lines().values(), *(FundingLine(number, "") for number in strange)]
    return [LineCount(line, totals.get(line.number, 0), running.get(line.number, 0)) for line in lines]


@page
def lines(request: HttpRequest, language: str) -> HttpResponse:
    """List the funding lines."""
    return show(request, language, "lines.html", _listed)


@page
def line(request: HttpRequest, language: str, number: str) -> HttpResponse:
    """Show one funding line."""
    return show(request, language, "line.html", partial(_one, number=number, language=language))


def _listed(state: State) -> Context:
    groups = groups_of(state.reading)
    totals = groups.count("line")
    return {
        "lines": lines_with(totals, groups.count("line", running=state.today)),
        "programmes": programmes(),
        "today": state.today,
        "elsewhere": totals[None],
    }


def _one(state: State, number: str, language: str) -> Context:
    groups, directory = groups_of(state.reading), directory_of(state.reading)
    known = known_lines().get(number)
    if known is None and not groups.count("line")[number]:
        raise UnknownIdentifier(f'no funding line has the number "{number}"', advice="the list says which there are")
    totals, running = groups.count("region", "line"), groups.count("region", "line", running=state.today)
    sponsors = groups.sponsors_by("line").get(number)
    return {
        "line": known or FundingLine(number, ""),
        "programme": next((one for one in programmes() if one.line(number) is not None), None),
        "set": set_of(state, {"item": number}, facets=("kind",)),
        "today": state.today,
        "figure": _figure(state, number, language),
        "regions": [
            InRegion(region, totals[key, number], running[key, number]) for key, region in regions_by_key().items()
        ],
        "sponsors": [
            (id, directory.name(id), projects) for id, projects in ([] if sponsors is None else sponsors.most)
        ],
        "sponsors_in_all": 0 if sponsors is None else sponsors.total,
    }


def _figure(state: State, number: str, language: str) -> Figure | None:
    """Draw how many projects of the line run in each month."""
    months = groups_of(state.reading).months("line")
    if months is None or number not in months.counts:
        return None
    about = wording.said("explore.line", language, number=number)
    return figure(programme_of(months, language, state.today, about, number), language, "chart", by_month=True)
