"""Printed regions to the regions of a territory, telling a city from the district that carries its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from fachwerk.clean.texts import tidy
from fachwerk.records import Value
from fachwerk.reference.absent import is_nothing
from fachwerk.reference.regions import Region, Territory, kind_words, territories
from fachwerk.text import key

_LEAST_PART = 0.5  # of a name must be printed to know it by its beginning or end
_CLOSE = 0.8


class FoundRegion(NamedTuple):
    """A cleaned region cell and the key of its region; `several` are keys between which nothing printed decides."""

    value: Value
    key: str | None = None
    several: tuple[str, ...] = ()


def region_value(printed: str, territory: Territory, bare: Mapping[str, str]) -> FoundRegion:
    """Recognise a region: `Leipzig, Stadt`, `Leipzig Stadt`, `Stadt Leipzig` are the city, `LK Leipzig` the district.

    1. A name without its kind is the one region that has it. If two have it, `bare` (core's key -> region's key) says
       which one the column means by it; else nobody knows, and `several` are given.
    2. The beginning or end of one region's name is that region, with a note.
    3. The nearest name is proposed in the note, and no key is given.
    """
    if is_nothing(printed):
        return FoundRegion(Value(printed, None))
    text = tidy(printed)
    alike = named(text, territory.key)
    if len(alike) == 1:
        return FoundRegion(Value(printed, alike[0].name), alike[0].key)
    if alike:
        return _meant(printed, alike, bare.get(key(alike[0].core)), territory)
    if key(text) in (key(territory.name), key(territory.key)):
        return FoundRegion(Value(printed, text, f"means all of {territory.name}"))
    parts = [region for region in territory.regions if _is_part(key(text), key(region.core))]
    if len(parts) == 1:
        note = f"{text!r} is taken for a part of the name {parts[0].core!r}"
        return FoundRegion(Value(printed, parts[0].name, note), parts[0].key)
    return FoundRegion(Value(printed, text, _unknown(text, territory)))


def named(text: str, territory: str) -> list[Region]:
    """Give the regions that a text names, each spelling counting; several if two share the name and no kind is said."""
    whole = _index(territory).get(key(text))
    if whole is not None:
        return whole
    for kind, core in _split(text):
        alike = [region for region in _index(territory).get(key(core), ()) if region.kind == kind]
        if alike:
            return alike
    return []


def bare_names(texts: Iterable[str], territory: str) -> Mapping[str, str]:
    """Tell what a column means by a name that two regions share: the one that it never prints with its kind.

    A column with "Leipzig, Kreisfreie Stadt" and "Leipzig" means the district by the latter.
    """
    found = [named(text, territory) for text in texts]
    sure = {alike[0].key for alike in found if len(alike) == 1}
    open_ones = (alike for alike in found if len(alike) > 1)
    left = {key(alike[0].core): [region.key for region in alike if region.key not in sure] for alike in open_ones}
    return {core: keys[0] for core, keys in left.items() if len(keys) == 1}


def _meant(printed: str, alike: list[Region], bare: str | None, territory: Territory) -> FoundRegion:
    names = " or ".join(repr(region.name) for region in alike)
    region = territory.region(bare)
    if region is None:
        several = tuple(region.key for region in alike)
        return FoundRegion(Value(printed, tidy(printed), f"may be {names}: the kind is not printed"), None, several)
    return FoundRegion(Value(printed, region.name, f"may be {names}: the column names the other one by its kind"), bare)


def _is_part(short: str, name: str) -> bool:
    return len(short) >= _LEAST_PART * len(name) and (name.startswith(short) or name.endswith(short))


def _unknown(text: str, territory: Territory) -> str:
    cores = {region.core: region for region in territory.regions}
    close = get_close_matches(text, cores, 1, _CLOSE)
    alike = [cores[name] for name in close] or [
        region for _, core in _split(text) for region in _index(territory.key).get(key(core), ())
    ]
    hint = f"; perhaps {alike[0].name!r}" if alike else ""
    return f"{text!r} is no region of {territory.name}{hint}"


@cache
def _index(territory: str) -> Mapping[str, list[Region]]:
    index: dict[str, list[Region]] = {}
    for region in territories()[territory].regions:
        for form in dict.fromkeys(map(key, (region.core, *region.also))):
            index.setdefault(form, []).append(region)
    return index


def _split(text: str) -> Iterable[tuple[str, str]]:
    """Part a kind's words from a name: `Kreisfreie Stadt Leipzig`, `Leipzig (Stadt)`, `Landkreis  Leipzig`."""
    for kind, before, after in _patterns():
        for found in (before.match(text), after.match(text)):
            if found is not None:
                yield kind, found[1]


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    patterns = []
    for kind, words in kind_words().items():
        choice = "|".join(_flexible(word) for word in sorted(words, key=len, reverse=True))
        before = re.compile(rf"^(?:{choice})(?!\w)[\s:]*(.+)$", re.IGNORECASE)
        after = re.compile(rf"^(.+?)[\s,]*[\s,(](?:{choice})\)?$", re.IGNORECASE)
        patterns.append((kind, before, after))
    return tuple(patterns)


def _flexible(word: str) -> str:
    return re.escape(word).replace(r"\ ", r"\s+").replace(r"\.", r"\.?")
