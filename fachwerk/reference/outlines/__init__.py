"""Outlines of regions on a map: ours, drawn from open settlements, or official ones that an operator puts in."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from fachwerk.errors import BrokenKnowledge

FOLDER = Path(__file__).parent
ATTRIBUTION = "GeoNames (geonames.org), CC BY 4.0"

# Longitude and latitude in degrees (WGS 84).
Ring: TypeAlias = tuple[tuple[float, float], ...]


@dataclass(frozen=True, eq=False, slots=True)
class Outlines:
    """Closed rings by district key (five digits), and whose they are. Even-odd: a ring within another is a hole."""

    rings: Mapping[str, tuple[Ring, ...]]
    attribution: str
    file: str


@cache
def outlines(territory: str) -> Outlines | None:
    """Read our own outlines of a territory's regions; a territory without a file has none."""
    path = FOLDER / f"{territory}.geojson"
    return read(path, ATTRIBUTION) if path.is_file() else None


@cache
def read(path: Path, attribution: str) -> Outlines:
    """Read a GeoJSON file of polygons with an official key each, `AGS` or `ags`: five digits of it are the district's.

    Several polygons of one district are drawn together. Raises BrokenKnowledge for a file that is missing, no JSON, no
    collection of features, has a feature without key or polygon, or coordinates that are no degrees.
    """
    try:
        found = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise BrokenKnowledge(f"cannot be read ({error.strerror})", file=str(path)) from error
    except ValueError as error:
        raise BrokenKnowledge(f"is no GeoJSON: {error}", file=str(path)) from error
    rings: dict[str, list[Ring]] = defaultdict(list)
    for number, feature in enumerate(_features(found, path), start=1):
        rings[_key(feature, number, path)] += _rings(feature, number, path)
    return Outlines({ags: tuple(parts) for ags, parts in rings.items()}, attribution, str(path))


def _features(found: Any, path: Path) -> list[Any]:
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list) or not features:
        raise BrokenKnowledge("is GeoJSON without features", file=str(path), advice="write a FeatureCollection")
    return features


def _key(feature: Any, number: int, path: Path) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    ags = next((properties[name] for name in ("AGS", "ags") if name in properties), None) if properties else None
    if ags is None:
        raise BrokenKnowledge(f"feature {number} has no property AGS", file=str(path), advice="give each its key")
    if not isinstance(ags, str) or len(ags) not in (5, 8) or not (ags.isascii() and ags.isdecimal()):
        raise BrokenKnowledge(f"feature {number} has the AGS {ags!r}", file=str(path), advice="write 5 or 8 digits")
    return ags[:5]


def _rings(feature: Mapping[str, Any], number: int, path: Path) -> Iterator[Ring]:
    geometry = feature.get("geometry")
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    try:
        if kind == "Polygon":
            polygons = [geometry["coordinates"]]  # type: ignore[index]
        elif kind == "MultiPolygon":
            polygons = geometry["coordinates"]  # type: ignore[index]
        else:
            raise BrokenKnowledge(f"feature {number} is {kind or 'nothing'} and no polygon", file=str(path))
        for polygon in polygons:
            for ring in polygon:
                yield tuple(_point(point, number, path) for point in ring)
    except (KeyError, TypeError) as error:
        raise BrokenKnowledge(f"feature {number} has broken coordinates", file=str(path)) from error


def _point(point: Any, number: int, path: Path) -> tuple[float, float]:
    longitude, latitude, *_ = point
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise BrokenKnowledge(
            f"feature {number} stands at {longitude}, {latitude}, which are no degrees",
            file=str(path),
            advice="convert it to WGS 84 (EPSG:4326)",
        )
    return float(longitude), float(latitude)
