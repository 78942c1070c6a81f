"""The map: how many projects each region has, in all or on a day, of all lines or one, and where their places are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString

from fachwerk.portal import wording
from fachwerk.portal.charts import NARROW, Frame
from fachwerk.portal.groups import Groups, groups_of
from fachwerk.portal.maps import Map, PlaceCount, RegionCount, map_of, outlines_of
from fachwerk.portal.opened import served
from fachwerk.portal.pages import addresses
from fachwerk.portal.pages.drawings import spoken
from fachwerk.portal.pages.explore import Asked, Cell, Table, asked_of, day_field, line_field, send_table
from fachwerk.portal.pages.funding import known_lines
from fachwerk.portal.pages.rendered import Context, State, page, show
from fachwerk.portal.pages.where import regions_by_key
from fachwerk.reference.municipalities import municipalities
from fachwerk.reference.regions import Region, Territory, territories


class Chosen(NamedTuple):
    """What the map counts: the projects that run on a day, or all of them; those of a line, or of all."""

    day: date | None
    line: str
    asked: Asked

    @classmethod
    def of(cls, asked: Asked) -> Chosen:
        """Read what is asked. Raises UnusableQuery for a day or a line that there is not."""
        return cls(asked.day("day"), asked.key("line", known_lines()), asked)

    def search(self, **more: str) -> str:
        """Give the address of the search for what is counted."""
        day = "" if self.day is None else self.day.isoformat()
        return self.asked.address("/search", **more, item=self.line, running=day)


class Drawn(NamedTuple):
    """A map, and once more as a phone shows it."""

    wide: Map
    narrow: SafeString


class Counted(NamedTuple):
    """One line of the table: a region, its projects, and where they are listed."""

    region: Region
    projects: int
    href: str


class PlaceCounted(NamedTuple):
    """One place of the second table."""

    ags: str
    name: str
    projects: int


@page
def map_(request: HttpRequest, language: str) -> HttpResponse:
    """Show the map."""
    return show(request, language, "map.html", partial(_gathered, asked=asked_of(request, language)))


@page
def table(request: HttpRequest, language: str) -> HttpResponse:
    """Send the tables of the map as one: regions and places with their keys and projects."""
    asked = asked_of(request, language)
    return send_table(request, language, "map", partial(_rows, asked=asked))


def _gathered(state: State, asked: Asked) -> Context:
    chosen, groups = Chosen.of(asked), groups_of(state.reading)
    counts, places = _regions(groups, chosen), groups.by_place(chosen.day, chosen.line or None)
    # What is chosen in the form, and the same in the address of the table.
    values = {"day": asked.of("day"), "line": chosen.line}
    return {
        "section": "map",
        "root": asked.address("/map"),
        "fields": [day_field(asked, chosen.day), line_field(asked, chosen.line)],
        "day": chosen.day,
        "line": chosen.line,
        "maps": list(_maps(chosen, counts, places)),
        "regions": [Counted(one, counts[key], chosen.search(region=key)) for key, one in regions_by_key().items()],
        "places": list(_places(places)),
        "total": sum(counts.values()),
        "search": chosen.search(),
        "today": state.today,
        "today_href": asked.address("/map", day=state.today.isoformat(), line=chosen.line),
        "data": asked.address("/map.csv", **values),
    }


def _regions(groups: Groups, chosen: Chosen) -> Mapping[str, int]:
    counts = groups.count("region", "line", running=chosen.day)
    found = dict.fromkeys(regions_by_key(), 0)
    for (region, line), count in counts.items():
        if region in found and chosen.line in ("", line):
            found[region] += count
    return found


def _maps(chosen: Chosen, counts: Mapping[str, int], places: Mapping[str, int]) -> Iterator[Drawn]:
    for territory in territories().values():
        outlines = outlines_of(territory, served().serving.outlines)
        if outlines is not None:
            regions = [RegionCount(one, counts[one.key], _page_of(one, chosen.asked)) for one in territory.regions]
            frame = Frame(spoken(chosen.asked.language), f"map-{territory.key}", _about(chosen))
            points = list(_points(territory, places))
            narrow = replace(frame, prefix=f"{frame.prefix}-narrow", width=NARROW)
            yield Drawn(map_of(regions, points, outlines, frame), map_of(regions, points, outlines, narrow).svg)


def _page_of(region: Region, asked: Asked) -> str:
    return asked.address(addresses.of("regions", region.key))


def _about(chosen: Chosen) -> str:
    """Say what is chosen, for the title of the map."""
    parts = [
        wording.day(chosen.day, chosen.asked.language) if chosen.day is not None else "",
        chosen.asked.say("explore.line", number=chosen.line) if chosen.line else "",
    ]
    return ", ".join(part for part in parts if part)


def _points(territory: Territory, places: Mapping[str, int]) -> Iterator[PlaceCount]:
    known = municipalities(territory.key)
    for ags, count in places.items():
        if ags in known:
            yield PlaceCount(known[ags].name, known[ags].point, count)


def _places(places: Mapping[str, int]) -> Iterator[PlaceCounted]:
    known = {ags: one.name for name in territories() for ags, one in municipalities(name).items()}
    for ags, count in sorted(places.items(), key=lambda one: (-one[1], known.get(one[0], one[0]))):
        yield PlaceCounted(ags, known.get(ags, ags), count)


def _rows(state: State, asked: Asked) -> Table:
    chosen, groups = Chosen.of(asked), groups_of(state.reading)
    regions, places = _regions(groups, chosen), groups.by_place(chosen.day, chosen.line or None)
    heading: Sequence[Cell] = asked.say("map.key"), asked.say("map.name"), asked.say("sets.project")
    of_regions: Table = [(key, regions_by_key()[key].name, count) for key, count in regions.items()]
    return [heading, *of_regions, *_places(places)]
