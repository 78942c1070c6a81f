"""Where projects are carried out: regions and municipalities as pages name them, and which of them are neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from math import cos, hypot, radians
from typing import NamedTuple

from fachwerk.reference.municipalities import Municipality, municipalities
from fachwerk.reference.regions import Region, territories

__all__ = ["Region", "Spot", "neighbours_of", "regions_by_key", "spot_of", "spots", "spots_in"]

_KM = 111.2  # of a degree of latitude
_BESIDE = 14.0  # km between the middles of two municipalities that lie beside each other; gives the true neighbours


class Spot(NamedTuple):
    """A municipality: official key, name, the key of its region, whether it is known where it lies."""

    ags: str
    name: str
    region: str | None
    is_on_map: bool
    is_only: bool = True  # no other one is called so


@cache
def regions_by_key() -> Mapping[str, Region]:
    """Give all regions that are known, by key, in the order of their names."""
    found = [region for territory in territories().values() for region in territory.regions]
    return {region.key: region for region in sorted(found, key=lambda region: region.name)}


@cache
def _spots() -> Mapping[str, Spot]:
    found: dict[str, Spot] = {}
    names: dict[str, int] = {}
    for ags, one, region in _municipalities():
        names[one.name] = names.get(one.name, 0) + 1
        found[ags] = Spot(ags, one.name, region, one.point is not None)
    return {ags: spot._replace(is_only=names[spot.name] == 1) for ags, spot in found.items()}


def _municipalities() -> Iterator[tuple[str, Municipality, str | None]]:
    for name, territory in territories().items():
        for ags, one in municipalities(name).items():
            region = territory.region_of(ags)
            yield ags, one, None if region is None else region.key


def spot_of(ags: str) -> Spot | None:
    """Give a municipality by its official key, None if it is not known."""
    return _spots().get(ags)


def spots(keys: Iterable[str]) -> Sequence[Spot]:
    """Give the municipalities of some official keys, by name."""
    known = _spots()
    return sorted((known[ags] for ags in set(keys) if ags in known), key=lambda spot: (spot.name, spot.ags))


def spots_in(region: str) -> Sequence[Spot]:
    """Give the municipalities of a region, by name."""
    return sorted((spot for spot in _spots().values() if spot.region == region), key=lambda spot: spot.name)


def neighbours_of(region: str) -> Sequence[Region]:
    """Give the regions beside one: those with a municipality that lies beside one of its own."""
    return [regions_by_key()[key] for key in regions_by_key() if key in _beside().get(region, ())]


@cache
def _beside() -> Mapping[str, frozenset[str]]:
    """Which regions have municipalities so near to each other; distances as on a map, which suffices for a land."""
    points = [
        (region, one.point[0] * _KM, one.point[1] * _KM * cos(radians(one.point[0])))
        for _, one, region in _municipalities()
        if one.point is not None and region is not None
    ]
    found: dict[str, set[str]] = {}
    for at, (region, north, east) in enumerate(points):
        for other, north2, east2 in points[at + 1 :]:
            if other != region and abs(north - north2) < _BESIDE and hypot(north - north2, east - east2) < _BESIDE:
                found.setdefault(region, set()).add(other)
                found.setdefault(other, set()).add(region)
    return {region: frozenset(others) for region, others in found.items()}
