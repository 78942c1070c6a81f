"""What people call the keys of regions, funding lines and pots."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from fachwerk.reference.programmes import FOLDER, programme
from fachwerk.reference.regions import territories
from fachwerk.sources import known_lists


@cache
def labels() -> Mapping[str, Mapping[str, str]]:
    """Give the name of each key, by facet: `region`, `item` and `pot`."""
    regions = {region.key: region.name for territory in territories().values() for region in territory.regions}
    known = sorted({one.programme for one in known_lists() if one.programme is not None})
    programmes = [programme(name) for name in known if (FOLDER / f"{name}.yml").is_file()]
    items = {line.number: line.label for one in programmes for line in one.lines}
    pots = {pot.key: pot.name for one in programmes for pot in one.pots}
    return {"region": regions, "item": items, "pot": pots}
