"""Municipalities by their official key, with a point and the localities that belong to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fachwerk import yamlfile
from fachwerk.errors import BrokenKnowledge

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality: `ags` is its eight-digit key, `titles` what it may call itself ("Stadt", "Kurort").

    `point` is latitude and longitude in degrees (WGS 84) of its middle, None if the source has none.
    """

    ags: str
    name: str
    titles: tuple[str, ...] = ()
    point: tuple[float, float] | None = None
    localities: tuple[str, ...] = ()


@cache
def municipalities(territory: str) -> Mapping[str, Municipality]:
    """Read the municipalities of a territory, by key; a territory without a file has none."""
    path = FOLDER / f"{territory}.yml"
    if not path.is_file():
        return {}
    found = yamlfile.load(path)
    names, points, localities = (found.get(name) or {} for name in ("names", "points", "localities"))
    strange = sorted(set(map(str, {*points, *localities} - set(names))))
    if strange:
        raise BrokenKnowledge(f"{strange[0]!r} has a point or localities, but no name", file=str(path))
    return {
        ags: _municipality(ags, names[ags], points.get(ags), yamlfile.strings(localities, ags, path), path)
        for ags in names
    }


def _municipality(
    ags: object, official: object, point: object, localities: tuple[str, ...], path: Path
) -> Municipality:
    if not isinstance(ags, str) or not isinstance(official, str):
        raise BrokenKnowledge(f"the municipality {ags!r} needs a quoted key and a name", file=str(path))
    name, *titles = official.split(", ")
    if point is None:
        return Municipality(ags, name, tuple(titles), None, localities)
    if not isinstance(point, list) or len(point) != 2 or not all(isinstance(one, float) for one in point):
        raise BrokenKnowledge(f"the point of {ags!r} must be latitude and longitude", file=str(path))
    return Municipality(ags, name, tuple(titles), (point[0], point[1]), localities)
