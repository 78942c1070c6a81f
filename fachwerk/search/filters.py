"""Filters as the index understands them, and what people call the keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

import tantivy

from fachwerk.errors import UnusableQuery
from fachwerk.reference.municipalities import Municipality, municipalities
from fachwerk.reference.regions import territories
from fachwerk.search.asking import OPEN, Near, Query, Span
from fachwerk.search.index import FACETS
from fachwerk.text import key

_EARTH = 6371.0088  # kilometres, mean radius
_NONE = "\x00"  # no key is called so


class OneOf(NamedTuple):
    """A project must have one of some keys of a facet."""

    facet: str
    keys: tuple[str, ...]


class Days(NamedTuple):
    """A project must begin or end in a span of days."""

    name: str
    span: Span


def demands_of(query: Query) -> Iterator[OneOf | Days]:
    """Yield what a project must fulfil beside its words. Raises UnusableQuery for what there is not."""
    for name, keys in query.filters.items():
        if name not in FACETS:
            raise UnusableQuery(f'"{name}" is no filter', advice=f"there are: {', '.join(FACETS)}")
        yield OneOf(name, tuple(one for typed in keys for one in keys_called(name, typed)))
    if query.near is not None:
        yield OneOf("place", tuple(places_near(query.near)) or (_NONE,))
    if query.running is not None:
        yield Days("begin", Span(None, query.running))
        yield Days("end", Span(query.running, None))
    yield from (Days(name, span) for name, span in (("begin", query.begin), ("end", query.end)) if span != OPEN)


def filters_of(query: Query, schema: tantivy.Schema) -> list[tantivy.Query]:
    """Put the demands of a question as an embedded index asks them."""
    return [_asked(one, schema) for one in demands_of(query)]


def _asked(demand: OneOf | Days, schema: tantivy.Schema) -> tantivy.Query:
    if isinstance(demand, OneOf):
        return tantivy.Query.term_set_query(schema, f"by_{demand.facet}", list(demand.keys))
    first, last = (None if day is None else day.toordinal() for day in demand.span)
    return tantivy.Query.range_query(schema, demand.name, tantivy.FieldType.Integer, first, last)


def keys_called(name: str, typed: str) -> tuple[str, ...]:
    """Understand a key, or what people call it: `DED51` and "Leipzig, Stadt" are one region.

    A name that several regions share ("Leipzig") means all of them.
    """
    if name != "region":
        return (typed,)
    regions = [region for territory in territories().values() for region in territory.regions]
    if any(region.key == typed for region in regions):
        return (typed,)
    called = {region.key: {key(one) for one in (region.name, region.core, *region.also)} for region in regions}
    exact = [region.key for region in regions if key(region.name) == key(typed)]
    found = exact or [one for one, names in called.items() if key(typed) in names]
    if not found:
        known = ", ".join(f"{region.name} ({region.key})" for region in regions)
        raise UnusableQuery(f'no region is called "{typed}"', advice=f"there are: {known}")
    return tuple(found)


def places_near(near: Near) -> Iterator[str]:
    """Give the keys of the municipalities whose middle lies so near."""
    middle = _place_called(near.place).point
    if middle is None:
        raise UnusableQuery(f'it is not known where "{near.place}" lies', advice="name a place beside it")
    for ags, one in _all_places().items():
        if one.point is not None and kilometres(middle, one.point) <= near.km:
            yield ags


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The way between two points (degrees north, degrees east) on a ball as large as the Earth (haversine)."""
    (lat, lon), (lat2, lon2) = ((radians(part) for part in point) for point in (one, other))
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(half))


@cache
def _all_places() -> Mapping[str, Municipality]:
    return {ags: one for name in territories() for ags, one in municipalities(name).items()}


def _place_called(typed: str) -> Municipality:
    wanted = key(typed)
    found = [one for ags, one in _all_places().items() if typed == ags or key(one.name) == wanted]
    found = found or [one for one in _all_places().values() if wanted in map(key, one.localities)]
    if not found:
        near = [one.name for one in _all_places().values() if key(one.name)[:4] == wanted[:4]][:5]
        advice = f"perhaps {' or '.join(near)}" if near else "name a municipality"
        raise UnusableQuery(f'no place is called "{typed}"', advice=advice)
    return found[0]


def day_of(text: str, name: str) -> date:
    """Read a day; raises UnusableQuery with the name of what was asked."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UnusableQuery(f'{name} is "{text}"', advice="write a day as 2024-05-31") from error


def near_of(text: str) -> Near:
    """Read a place and kilometres, `Torgau:20`; raises UnusableQuery."""
    place, _, km = text.rpartition(":")
    if not place.strip() or not km.strip().replace(".", "", 1).isdecimal():
        raise UnusableQuery(f'"{text}" is no place with a distance', advice="write a place and kilometres, Torgau:20")
    return Near(place.strip(), float(km))
