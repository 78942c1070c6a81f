"""The regions that programmes are divided into, by territory, and the words that tell a city from its district."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from fachwerk import yamlfile
from fachwerk.errors import BrokenKnowledge
from fachwerk.reference import FOLDER

_PATH = FOLDER / "regions.yml"
_NAMES = {"ags", "kind", "core", "name", "also"}


@dataclass(frozen=True, slots=True)
class Region:
    """One region: `key` is its NUTS-3 code, `ags` its five-digit district key, `core` its name without the kind."""

    key: str
    ags: str
    kind: str
    core: str
    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Territory:
    """An area with regions and municipalities of its own; `ags` opens the key of each of them."""

    key: str
    name: str
    nuts: str
    ags: str
    regions: tuple[Region, ...]

    def region(self, key: str | None) -> Region | None:
        """Give the region with that key."""
        return next((region for region in self.regions if region.key == key), None)

    def region_of(self, ags: str) -> Region | None:
        """Give the region that a municipality lies in, by its key: the first five digits are the district's."""
        return next((region for region in self.regions if ags.startswith(region.ags)), None)


@cache
def territories() -> Mapping[str, Territory]:
    """Read the territories of `regions.yml`, by key."""
    return {key: _territory(key, found) for key, found in yamlfile.load(_PATH)["territories"].items()}


@cache
def kind_words() -> Mapping[str, tuple[str, ...]]:
    """Read the words for each kind of region, `{"city": ("Kreisfreie Stadt", …), "district": …}`."""
    kinds = yamlfile.load(_PATH)["kinds"]
    return {kind: yamlfile.strings(kinds, kind, _PATH) for kind in kinds}


def _territory(key: str, found: Mapping[str, Any]) -> Territory:
    regions = tuple(_region(nuts, one) for nuts, one in found["regions"].items())
    return Territory(key, found["name"], found["nuts"], found["ags"], regions)


def _region(key: str, found: Mapping[str, Any]) -> Region:
    if set(found) - _NAMES or found.get("kind") not in kind_words():
        raise BrokenKnowledge(f"the region {key!r} has an unknown name or kind", file=str(_PATH))
    return Region(
        key, found["ags"], found["kind"], found["core"], found["name"], yamlfile.strings(found, "also", _PATH)
    )
