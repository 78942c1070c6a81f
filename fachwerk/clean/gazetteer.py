"""Names of places and whom they belong to: one name, in whatever spelling, to the municipalities that have it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from fachwerk import yamlfile
from fachwerk.reference import FOLDER
from fachwerk.reference.municipalities import Municipality, municipalities
from fachwerk.reference.regions import Region
from fachwerk.text import key

_SAINT = re.compile(r"\bSt\.\s*")
_CLOSE = 0.78


class Named(NamedTuple):
    """A municipality that has a name, or has a locality of that name."""

    municipality: Municipality
    locality: str | None
    surname: str | None


@cache
def place_words() -> Mapping[str, tuple[str, ...]]:
    """Read the lists of words in `place_words.yml`: `titles`, `parts`, `whole`."""
    path = FOLDER / "place_words.yml"
    found = yamlfile.load(path)
    return {name: yamlfile.strings(found, name, path) for name in ("titles", "parts", "whole")}


def split_name(name: str) -> tuple[str, str | None]:
    """Part a place's surname from its name: `Auerbach/Vogtl.` and `Auerbach i. V.` give `("Auerbach", "Vogtland")`."""
    plain = _SAINT.sub("Sankt ", name.strip())
    for surname, pattern in _surnames():
        found = pattern.match(plain)
        if found is not None:
            return found[1], surname
    return plain, None


def lookup(name: str, territory: str, region: Region | None) -> list[Named]:
    """Give the municipalities that a name may mean, the most likely only; several if nothing decides between them.

    A surname that is printed must agree if any of them has one. Then count those in the region, if one is there, and of
    several there the one whose official name is just that. Those that are called so themselves go before those that
    have a locality of that name.
    """
    core, surname = split_name(name)
    found: Sequence[Named] = _index(territory).get(key(core), ())
    if surname is not None:
        agreeing = [one for one in found if one.surname == surname]
        found = agreeing or [one for one in found if one.surname is None]
    inside = [one for one in found if region is not None and one.municipality.ags.startswith(region.ags)]
    exact = [one for one in inside if one.locality is None and key(one.municipality.name) == key(name)]
    found = (exact if len(exact) == 1 else inside) or found
    return [one for one in found if one.locality is None] or list(found)


def nearest(name: str, territory: str, region: Region | None) -> Municipality | None:
    """Propose the municipality whose name is most like a printed one, of the region before all others."""
    everywhere = municipalities(territory).values()
    inside = [one for one in everywhere if region is not None and one.ags.startswith(region.ags)]
    for among in (inside, everywhere):
        names = {split_name(one.name)[0].casefold(): one for one in among}
        close = get_close_matches(split_name(name)[0].casefold(), names, 1, _CLOSE)
        if close:
            return names[close[0]]
    return None


@cache
def _index(territory: str) -> Mapping[str, list[Named]]:
    index: dict[str, list[Named]] = {}
    for municipality in municipalities(territory).values():
        for core, named in _named(municipality):
            if named not in index.setdefault(core, []):
                index[core].append(named)
    return index


def _named(municipality: Municipality) -> Iterator[tuple[str, Named]]:
    core, surname = split_name(municipality.name)
    own = Named(municipality, None, surname)
    yield from ((key(form), own) for form in dict.fromkeys((core, municipality.name)))
    for title in municipality.titles:
        yield key(f"{title} {core}"), own
    for locality in municipality.localities:
        core, surname = split_name(locality)
        if key(core) != key(split_name(municipality.name)[0]):
            yield key(core), Named(municipality, locality, surname)


@cache
def _surnames() -> tuple[tuple[str, re.Pattern[str]], ...]:
    path = FOLDER / "place_words.yml"
    surnames = yamlfile.load(path)["surnames"]
    return tuple((surname, _pattern((surname, *yamlfile.strings(surnames, surname, path)))) for surname in surnames)


def _pattern(forms: Sequence[str]) -> re.Pattern[str]:
    choice = "|".join(re.escape(form).replace(r"\ ", r"\s*") for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"^(.+?)\s*(?:[/,(]\s*|(?<=\s)|(?<=\.))(?:{choice})\)?$", re.IGNORECASE)
