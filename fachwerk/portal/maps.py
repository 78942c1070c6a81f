"""A map of regions, shaded by how many projects they have, with places as points: drawn here, with nobody's tiles.

It paints in the classes of `fachwerk.portal.charts` (`step-0` to `step-5`, `edge`, `label`, `number`) and in `dot`, the
points of places; the names of regions and their numbers stand upon all of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import pairwise
from math import cos, radians, sqrt
from typing import TypeAlias

from django.utils.safestring import SafeString

from fachwerk.errors import BrokenKnowledge, InvalidSetting
from fachwerk.portal.charts.records import Frame, Key, Row
from fachwerk.portal.charts.shades import shades
from fachwerk.portal.charts.svg import TEXT_WIDTH, Headed, Link, framed, linked, printable
from fachwerk.portal.charts.timeline import titled
from fachwerk.portal.charts.words import Language, number, projects, said
from fachwerk.reference import outlines as kept
from fachwerk.reference.outlines import Outlines, Ring
from fachwerk.reference.regions import Region, Territory
from fachwerk.settings import OUTLINES, OfficialOutlines

Point: TypeAlias = tuple[int, int]
Corners: TypeAlias = tuple[Point, ...]
# Left, top, right, bottom.
_Box: TypeAlias = tuple[float, float, float, float]

_MARGIN = 6
_HIGH = 13  # a line of text


@dataclass(frozen=True, slots=True)
class RegionCount:
    """How many projects a region has, and where they are listed."""

    region: Region
    count: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """How many projects a place has; `point` is latitude and longitude, None if nobody knows it."""

    name: str
    point: tuple[float, float] | None
    count: int


@dataclass(frozen=True, slots=True)
class Map:
    """A drawing, the tables that say the same, and whose outlines and points they are: `Chart`'s words apply.

    `places` is the second table, of name and count, from the most projects to the fewest.
    """

    title: str
    description: str
    svg: SafeString
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    links: tuple[tuple[str, ...], ...]
    legend: tuple[Key, ...]
    place_columns: tuple[str, ...]
    places: tuple[Row, ...]
    attribution: str


def outlines_of(territory: Territory, official: OfficialOutlines | None = None) -> Outlines | None:
    """Take the operator's outlines if there are any, or else ours; None if nobody drew this territory.

    Raises InvalidSetting if the operator's file cannot be used, or if one of the territory's regions is not in it.
    """
    if official is None:
        return kept.outlines(territory.key)
    try:
        found = kept.read(official.file, official.attribution)
    except BrokenKnowledge as error:
        raise InvalidSetting(f"{OUTLINES} cannot be used: {error}") from error
    missing = next((region for region in territory.regions if region.ags not in found.rings), None)
    if missing is not None:
        raise InvalidSetting(
            f"{OUTLINES} has no outline of {missing.name}", advice=f"its AGS begins with {missing.ags}"
        )
    return found


def map_of(regions: Sequence[RegionCount], places: Sequence[PlaceCount], outlines: Outlines, frame: Frame) -> Map:
    """Draw regions in the order given, each a link if it has an address, and a point for each place that has one.

    Raises KeyError for a region that the outlines do not have; `outlines_of` makes sure of all of its territory's.
    """
    language = frame.language
    title, description = titled("map", frame), _description(regions, places, language)
    shade = shades([found.count for found in regions])
    sheet = _sheet(outlines, tuple(found.region.ags for found in regions), frame.width)
    drawn = "".join(
        (
            *(_region(found, sheet, shade.step(found.count), language) for found in regions),
            *_dots(places, sheet),
            *_labels(regions, sheet, language),
        )
    )
    has_links = any(found.href for found in regions)
    headed = Headed("map", frame.prefix, title, description)
    return Map(
        title,
        description,
        framed(drawn, f"0 0 {frame.width} {sheet.height}", headed, has_links),
        (said("region", language), said("projects", language)),
        tuple((found.region.name, found.count) for found in regions),
        tuple(("", found.href) for found in regions) if has_links else (),
        shade.legend(language),
        (said("place", language), said("projects", language)),
        tuple((found.name, found.count) for found in sorted(places, key=lambda found: (-found.count, found.name))),
        outlines.attribution,
    )


def _region(found: RegionCount, sheet: "_Sheet", step: int, language: Language) -> str:
    path = f'<path class="step-{step} edge" fill-rule="evenodd" d="{sheet.paths[found.region.ags]}"/>'
    in_all = projects(found.count, language)
    name = said("on_map", language, region=found.region.name, projects=in_all)
    return linked(path, Link(found.href, name) if found.href else None)


def _dots(places: Sequence[PlaceCount], sheet: "_Sheet") -> Iterator[str]:
    """The largest first, so that the smaller ones stay to be seen; in area they are as large as their counts.

    They are no links: too small for a finger, and they would lie upon those of their regions.
    """
    greatest = max((found.count for found in places), default=0)
    yield '<g pointer-events="none">'
    for found in sorted(places, key=lambda found: -found.count):
        if found.point is not None and found.count > 0:
            x, y = sheet.at(*found.point)
            radius = max(2.0, sheet.width / 72 * sqrt(found.count / greatest))
            yield f'<circle class="dot" cx="{x}" cy="{y}" r="{radius:.1f}"/>'
    yield "</g>"


def _labels(regions: Sequence[RegionCount], sheet: "_Sheet", language: Language) -> Iterator[str]:
    """Write every number, and over or under it each name for which there is room: on a phone not for all."""
    yield '<g text-anchor="middle" aria-hidden="true" pointer-events="none">'
    taken: list[_Box] = []
    for found in regions:
        (x, y), _ = sheet.middles[found.region.ags]
        many = number(found.count, language)
        taken.append(_box(x, y + _HIGH, many))
        yield f'<text class="number" x="{x}" y="{y + _HIGH}" font-weight="bold">{many}</text>'
    for ags, name in _names([found.region for found in regions], language).items():
        (x, y), room = sheet.middles[ags]
        lines = _broken(name, room)
        for bottom in (y - _HIGH * (len(lines) - 1), y + 2 * _HIGH):
            boxes = [_box(x, bottom + _HIGH * place, line) for place, line in enumerate(lines)]
            if not any(_overlaps(box, other) for box in boxes for other in taken):
                taken += boxes
                for place, line in enumerate(lines):
                    yield f'<text class="label" x="{x}" y="{bottom + _HIGH * place}">{escape(printable(line))}</text>'
                break
    yield "</g>"


def _box(x: int, bottom: int, text: str) -> _Box:
    half = len(text) * 12 * TEXT_WIDTH / 2
    return x - half, bottom - _HIGH + 2, x + half, bottom + 1


def _overlaps(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _names(regions: Sequence[Region], language: Language) -> Mapping[str, str]:
    """Call each region by its core; a district that bears the name of a city in the list says that it is one."""
    cities = {region.core for region in regions if region.kind == "city"}
    return {
        region.ags: said("district", language, core=region.core)
        if region.kind == "district" and region.core in cities
        else region.core
        for region in regions
    }


def _broken(name: str, room: int) -> tuple[str, ...]:
    """Set a name on two lines if it is too long for one, and is made of parts."""
    if len(name) * 12 * TEXT_WIDTH <= room or "-" not in name:
        return (name,)
    first, second = name.split("-", 1)
    return f"{first}-", second


def _description(regions: Sequence[RegionCount], places: Sequence[PlaceCount], language: Language) -> str:
    if not any(found.count for found in regions):
        return said("none", language)
    best = max(regions, key=lambda found: found.count)
    empty = ", ".join(found.region.name for found in regions if not found.count)
    sentences = [
        said(
            "map_of",
            language,
            regions=len(regions),
            projects=projects(sum(found.count for found in regions), language),
            best=best.region.name,
            count=number(best.count, language),
            empty=empty or said("nobody", language),
        )
    ]
    points = sum(found.point is not None and found.count > 0 for found in places)
    if points:
        sentences.append(said("map_places", language, count=points))
    elsewhere = ", ".join(found.name for found in places if found.point is None and found.count > 0)
    if elsewhere:
        sentences.append(said("map_elsewhere", language, places=elsewhere))
    return " ".join(sentences)


# --- outlines on the sheet -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Outlines in whole units of the drawing, and the middle of each region with the room for its name."""

    width: int
    height: int
    west: float
    north: float
    scale: float
    squeeze: float
    paths: Mapping[str, str]
    middles: Mapping[str, tuple[Point, int]]

    def at(self, latitude: float, longitude: float) -> Point:
        x = (longitude - self.west) * self.squeeze * self.scale
        return round(x) + _MARGIN, round((self.north - latitude) * self.scale) + _MARGIN


@lru_cache(maxsize=16)
def _sheet(outlines: Outlines, keys: tuple[str, ...], width: int) -> _Sheet:
    """Lay the outlines out: an area this small is flat, so a degree of longitude is as long as in its middle.

    Corners are moved to whole units, each in the same way, whatever region it belongs to: so borders stay shared, and
    official outlines with a hundred times the corners become as light as ours.
    """
    degrees = [point for ags in keys for ring in outlines.rings[ags] for point in ring]
    west, east = min(x for x, _ in degrees), max(x for x, _ in degrees)
    south, north = min(y for _, y in degrees), max(y for _, y in degrees)
    squeeze = cos(radians((south + north) / 2))
    scale = (width - 2 * _MARGIN) / ((east - west) * squeeze)
    height = round((north - south) * scale) + 2 * _MARGIN
    bare = _Sheet(width, height, west, north, scale, squeeze, {}, {})
    rings = {ags: tuple(_placed(outlines.rings[ags], bare)) for ags in keys}
    middles = {ags: _middle(corners) for ags, corners in rings.items()}
    paths = {ags: "".join(map(_path, corners)) for ags, corners in rings.items()}
    return _Sheet(width, height, west, north, scale, squeeze, paths, middles)


def _placed(rings: Sequence[Ring], sheet: _Sheet) -> Iterator[Corners]:
    for ring in rings:
        corners: list[Point] = []
        for longitude, latitude in ring:
            corner = sheet.at(latitude, longitude)
            if corners and corners[-1] == corner:
                continue
            if len(corners) > 1 and _is_on_the_way(corners[-1], corners[-2], corner):
                corners.pop()
            if not corners or corners[-1] != corner:
                corners.append(corner)
        if len(corners) > 3:
            yield tuple(corners[:-1] if corners[0] == corners[-1] else corners)


def _is_on_the_way(middle: Point, one: Point, other: Point) -> bool:
    """Say whether a corner bends nothing: it lies on the line of its neighbours, or is the tip of a spike on it."""
    return (middle[0] - one[0]) * (other[1] - one[1]) == (middle[1] - one[1]) * (other[0] - one[0])


def _path(ring: Corners) -> str:
    """Write a ring by the way from corner to corner, which is half as long as by their places."""
    steps = " ".join(f"{x1 - x0},{y1 - y0}" for (x0, y0), (x1, y1) in pairwise(ring))
    return f"m{ring[0][0]},{ring[0][1]} {steps}z"


def _middle(rings: Sequence[Corners]) -> tuple[Point, int]:
    """Find where a name has most room: the middle of the widest band, a little preferred near half the height."""
    top, bottom = min(y for ring in rings for _, y in ring), max(y for ring in rings for _, y in ring)
    half = (top + bottom) / 2
    best, found = -1.0, ((rings[0][0]), 0)
    for y in range(top + 1, bottom, max(1, (bottom - top) // 24)):
        for left, right in _inside(rings, y):
            around = [_overlap(rings, y + off, left, right) for off in (-10, 10)]
            low, high = max(left, *(one[0] for one in around)), min(right, *(one[1] for one in around))
            room = high - low - abs(y - half) / 4
            if room > best:
                best, found = room, ((round((low + high) / 2), y), round(high - low))
    return found


def _overlap(rings: Sequence[Corners], y: float, left: float, right: float) -> tuple[float, float]:
    """Of the bands at another height, take the one that shares most with this one."""
    bands = [(max(left, low), min(right, high)) for low, high in _inside(rings, y)]
    return max(bands, key=lambda band: band[1] - band[0], default=(right, left))


def _inside(rings: Sequence[Corners], y: float) -> Iterator[tuple[float, float]]:
    """Yield from where to where a line at that height is inside of the rings."""
    line = y + 0.5
    crossings = sorted(
        x0 + (line - y0) / (y1 - y0) * (x1 - x0)
        for ring in rings
        for (x0, y0), (x1, y1) in pairwise((*ring, ring[0]))
        if (y0 <= line) != (y1 <= line)
    )
    yield from zip(crossings[::2], crossings[1::2], strict=True)
