"""Printed places to municipalities: spellings, several in a cell, localities; what is misspelt is only proposed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from fachwerk.clean.gazetteer import Named, lookup, nearest, place_words
from fachwerk.clean.regions import named as regions_named
from fachwerk.clean.texts import tidy
from fachwerk.records import Value
from fachwerk.reference.absent import is_nothing
from fachwerk.reference.regions import Region, Territory
from fachwerk.text import key

_POSTCODE = re.compile(r"\b(?:D[- ])?\d{5}\b\s*")
_SEVERAL = re.compile(r"\s*[,;/\n|&+]\s*|\s+(?:und|sowie|and|u\.)\s+", re.IGNORECASE)
_BRACKET = re.compile(r"^(.+?)\s*\((.+)\)$")


class FoundPlace(NamedTuple):
    """A cleaned place cell and the keys of the municipalities it names, in their order."""

    value: Value
    keys: tuple[str, ...] = ()


def place_value(printed: str, territory: Territory, region: Region | None) -> FoundPlace:
    """Recognise the municipalities that a cell names; `region` decides between places of one name.

    In this order: a name with or without titles and postcode (`01097 Dresden`, `Zittau, Stadt`); a locality
    (`Parthenstein/OT Klinga`, `Dresden-Löbtau`, `Leipzig (Grünau)`); several places (`Dresden, Leipzig`); words at the
    end that open the region's name and came into the wrong cell. Anything else has no key: a region or "landesweit"
    says so in its note, and for a misspelt name the nearest one is proposed there.
    """
    text = _POSTCODE.sub("", tidy(printed)).strip(" ,;/")
    if is_nothing(text):
        return FoundPlace(Value(printed, None))
    for way in (_one, _part, _several, _spilt):
        found = way(printed, text, territory, region)
        if found is not None:
            return found
    return FoundPlace(Value(printed, tidy(printed), _reason(text, territory, region)))


def _one(printed: str, text: str, territory: Territory, region: Region | None) -> FoundPlace | None:
    found = _named(text, territory, region)
    if not found:
        return None
    if len(found) > 1:
        names = " or ".join(_described(one) for one in found)
        return FoundPlace(Value(printed, tidy(printed), f"may be {names}"))
    note = None if found[0].locality is None else f"{found[0].locality!r} belongs to {found[0].municipality.name}"
    return _found(printed, found[0], note)


def _part(printed: str, text: str, territory: Territory, region: Region | None) -> FoundPlace | None:
    for whole, part in _parted(text):
        found = _named(whole, territory, region)
        if len(found) > 1:
            found = [one for one in found if key(part) in map(key, one.municipality.localities)]
        if len(found) == 1 and found[0].locality is None:
            return _found(printed, found[0], f"{part!r} is taken for a part of {found[0].municipality.name}")
    return None


def _several(printed: str, text: str, territory: Territory, region: Region | None) -> FoundPlace | None:
    parts = [part for part in _SEVERAL.split(text) if part and not _is_title(part)]
    found = [_named(part, territory, region) for part in parts]
    sure = [one[0] for one in found if len(one) == 1]
    if len(parts) < 2 or not sure:
        return None
    keys = tuple(dict.fromkeys(one.municipality.ags for one in sure))
    left = [part for part, one in zip(parts, found, strict=True) if len(one) != 1]
    if len(keys) == 1 and left:
        return _found(printed, sure[0], f"{', '.join(left)!r} beside it is no place of {territory.name}")
    names = ", ".join(dict.fromkeys(one.municipality.name for one in sure))
    note = None if len(keys) == 1 else f"names {len(keys)} places" + (f", and {', '.join(left)!r}" if left else "")
    return FoundPlace(Value(printed, names, note), keys)


def _spilt(printed: str, text: str, territory: Territory, region: Region | None) -> FoundPlace | None:
    words = text.split()
    for count in range(len(words) - 1, 0, -1):
        rest = " ".join(words[count:])
        if region is not None and key(region.core).startswith(key(rest)):
            found = _named(" ".join(words[:count]), territory, region)
            if len(found) == 1:
                return _found(printed, found[0], f"{rest!r} belongs to the region's name beside it")
    return None


def _reason(text: str, territory: Territory, region: Region | None) -> str:
    if key(text) in _whole(territory):
        return "means no single place"
    if regions_named(text, territory.key):
        return "is a region, no municipality"
    proposed = nearest(text, territory.key, region)
    hint = "" if proposed is None else f"; perhaps {proposed.name} ({proposed.ags})"
    return f"no municipality of {territory.name} is called so{hint}"


def _named(text: str, territory: Territory, region: Region | None) -> list[Named]:
    return next(filter(None, (lookup(form, territory.key, region) for form in _forms(text))), [])


def _forms(text: str) -> Iterator[str]:
    """The text itself, and without the titles that stand before it or behind a comma."""
    yield text
    parts = [part for part in re.split(r"\s*,\s*", text) if not _is_title(part)]
    if parts and ", ".join(parts) != text:
        yield ", ".join(parts)
    if found := _titled().match(text):
        yield found[1]


def _parted(text: str) -> Iterator[tuple[str, str]]:
    """Ways in which a text may be a municipality and a part of it."""
    if found := _marked().match(text):
        yield (found[1], found[2]) if found[1] else (found[2], found[2])
    if found := _BRACKET.match(text):
        yield found[1], found[2]
    for position in (at for at, letter in enumerate(text) if letter == "-"):
        yield text[:position].strip(), text[position + 1 :].strip()


def _found(printed: str, named: Named, note: str | None) -> FoundPlace:
    return FoundPlace(Value(printed, named.municipality.name, note), (named.municipality.ags,))


def _described(named: Named) -> str:
    return f"{named.municipality.name} ({named.municipality.ags})"


def _is_title(text: str) -> bool:
    return key(text) in _titles()


@cache
def _titles() -> frozenset[str]:
    return frozenset(map(key, place_words()["titles"]))


@cache
def _whole(territory: Territory) -> frozenset[str]:
    return frozenset(map(key, (*place_words()["whole"], territory.name, territory.key)))


@cache
def _titled() -> re.Pattern[str]:
    choice = "|".join(map(re.escape, sorted(place_words()["titles"], key=len, reverse=True)))
    return re.compile(rf"^(?:{choice})\s+(.+)$", re.IGNORECASE)


@cache
def _marked() -> re.Pattern[str]:
    choice = "|".join(map(re.escape, sorted(place_words()["parts"], key=len, reverse=True)))
    return re.compile(rf"^(.*?)[\s,;/(–-]*(?<!\w)(?:{choice})[\s.:]\s*(.+?)\)?$", re.IGNORECASE)
