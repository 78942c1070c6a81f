"""A result as a picture, on a map or on a timeline; each comes with the table that says the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple, cast
from urllib.parse import quote_plus

from django.utils.safestring import SafeString

from fachwerk.portal.charts import NARROW, Bar, Frame, Key, timeline
from fachwerk.portal.charts.records import Cell, Row
from fachwerk.portal.charts.words import Language
from fachwerk.portal.maps import PlaceCount, RegionCount, map_of, outlines_of
from fachwerk.portal.opened import served
from fachwerk.portal.pages import addresses
from fachwerk.portal.pages.hits import title_of
from fachwerk.portal.pages.questions import Question
from fachwerk.reference.municipalities import municipalities
from fachwerk.reference.regions import Territory, territories
from fachwerk.search.answers import Count, Hit

_COLOURS = 10  # of funding lines


class Table(NamedTuple):
    """A table: its name, headings, and rows of cells, each with where it leads ("": nowhere)."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[tuple[Cell, str]]]


class Picture(NamedTuple):
    """A drawing as a page shows it, perhaps another one for phones; `attribution` says whose outlines are on it."""

    title: str
    description: str
    svg: SafeString
    legend: Sequence[Key]
    tables: Sequence[Table]
    attribution: str = ""
    narrow: SafeString | None = None


def timeline_of(hits: Sequence[Hit], language: str, today: date) -> Picture:
    """Draw when the hits of a page run, in their order."""
    bars = [
        Bar(
            title_of(hit.project),
            hit.project.begin,
            hit.project.end,
            addresses.in_language(addresses.of("projects", hit.project.id), language),
            hit.project.texts.get("sponsor", ""),
            _colour(hit),
        )
        for hit in hits
    ]
    chart = timeline(bars, Frame(cast(Language, language), "timeline"), today)
    table = _table(chart.title, chart.columns, chart.rows, chart.links)
    return Picture(chart.title, chart.description, chart.svg, chart.legend, [table])


def _colour(hit: Hit) -> int:
    line = next(iter(hit.project.keys.get("item", ())), "")
    return int(line) if line.isdecimal() and int(line) <= _COLOURS else 0


def maps_of(facets: Mapping[str, Sequence[Count]], question: Question, root: str, language: str) -> Iterator[Picture]:
    """Draw each territory in which a result has projects, if somebody drew its outlines."""
    regions, places = (_counts(facets, question, name) for name in ("region", "place"))
    for territory in territories().values():
        outlines = outlines_of(territory, served().serving.outlines)
        if outlines is not None and any(region.key in regions for region in territory.regions):
            shown = list(_regions(territory, regions, question, root)), list(_places(territory, places)), outlines
            wide = Frame(cast(Language, language), f"map-{territory.key}")
            found, narrow = map_of(*shown, wide), map_of(*shown, _narrow(wide))
            tables = [
                _table(found.title, found.columns, found.rows, found.links),
                _table(found.title, found.place_columns, found.places, ()),
            ]
            yield Picture(
                found.title, found.description, found.svg, found.legend, tables, found.attribution, narrow.svg
            )


def _narrow(frame: Frame) -> Frame:
    return replace(frame, prefix=f"{frame.prefix}-narrow", width=NARROW)


def _counts(facets: Mapping[str, Sequence[Count]], question: Question, name: str) -> Mapping[str, int]:
    """How many hits each value has; a facet also counts what its own filter leaves out."""
    chosen = question.values(name)
    return {one.value: one.count for one in facets[name] if not chosen or one.value in chosen}


def _regions(territory: Territory, counts: Mapping[str, int], question: Question, root: str) -> Iterator[RegionCount]:
    before, behind = question.shown_as("list").without("region").around(root, "region")
    for region in territory.regions:
        many = counts.get(region.key, 0)
        yield RegionCount(region, many, f"{before}{quote_plus(region.key)}{behind}" if many else "")


def _places(territory: Territory, counts: Mapping[str, int]) -> Iterator[PlaceCount]:
    known = municipalities(territory.key)
    for ags, many in counts.items():
        if ags in known:
            yield PlaceCount(known[ags].name, known[ags].point, many)


def _table(name: str, columns: Sequence[str], rows: Sequence[Row], links: Sequence[Sequence[str]]) -> Table:
    hrefs = links or [[""] * len(columns)] * len(rows)
    return Table(name, columns, [list(zip(row, some, strict=True)) for row, some in zip(rows, hrefs, strict=True)])
