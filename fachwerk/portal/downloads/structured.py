"""A result as JSON, as the API shows projects, and as GeoJSON (RFC 7946) with the points of municipalities."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from fachwerk.portal.downloads.result import COLUMNS, Result, in_pieces
from fachwerk.portal.objects import clean_json, edition_shape, project_shape
from fachwerk.portal.shapes import Json
from fachwerk.records import Listing
from fachwerk.reference.municipalities import municipalities
from fachwerk.reference.regions import territories
from fachwerk.store import Listed

# What each key says: published in the reference, and held against what is written by a test.
RESULT_KEYS = {
    "question": "what was asked, in words; empty for all projects",
    "address": "the search that gives this",
    "total": "how many projects there are",
    "version": "the state of the register",
    "day": "when it was made",
    "licence": "terms of use; `null`: the publisher of the register states none",
    "editions": "the lists of the register, as `fachwerk editions` shows them",
    "items": "the projects, as `fachwerk projects` shows them, each with the `address` under which it can be cited",
}


def objects(result: Result) -> Iterator[bytes]:
    """Write one object: what the result is, and under `items` the projects."""
    items = ({**project_shape(one), "address": result.address_of(one)} for one in result.projects)
    return in_pieces(_object(_about(result), "items", items))


def features(result: Result) -> Iterator[bytes]:
    """Write a feature a project, at the middle of its municipality, or of each of several.

    Where that is not known the geometry is null, as RFC 7946 has it for a feature without a place.
    """
    about = {
        "type": "FeatureCollection",
        **{name: value for name, value in _about(result).items() if name != "editions"},
        "attribution": result.word("columns.points"),
    }
    return in_pieces(_object(about, "features", (_feature(result, one) for one in result.projects)))


def _about(result: Result) -> dict[str, Json]:
    return {
        "question": result.question,
        "address": result.asked,
        "total": result.total,
        "version": result.version,
        "day": result.day.isoformat(),
        "licence": result.licence or None,
        "editions": [dict(edition_shape(one)) for one in result.editions],
    }


def _object(about: Mapping[str, Json], name: str, items: Iterable[Mapping[str, Json]]) -> Iterator[str]:
    yield f'{_written(about)[:-1]},"{name}":['
    for number, item in enumerate(items):
        yield f"{',' if number else ''}\n{_written(item)}"
    yield "\n]}\n"


def _written(said: Mapping[str, Json]) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _feature(result: Result, one: Listed) -> dict[str, Json]:
    return {
        "type": "Feature",
        "id": one.project.id,
        "geometry": _geometry(one.listing),
        "properties": {column.name: clean_json(column.value(result, one)) for column in COLUMNS},
    }


def _geometry(listing: Listing) -> dict[str, Json] | None:
    keys = listing.places or (() if listing.place is None else (listing.place,))
    points = [_points()[key] for key in keys if key in _points()]
    if not points:
        return None
    at: list[Json] = [[east, north] for north, east in points]
    return {"type": "Point", "coordinates": at[0]} if len(at) == 1 else {"type": "MultiPoint", "coordinates": at}


@cache
def _points() -> Mapping[str, tuple[float, float]]:
    """Degrees north and east of each municipality."""
    known = (one for name in territories() for one in municipalities(name).values())
    return {one.ags: one.point for one in known if one.point is not None}
