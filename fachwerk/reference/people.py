"""Given names and titles, by which a name is recognised as a person's."""

from __future__ import annotations

from functools import cache

from fachwerk import yamlfile
from fachwerk.errors import BrokenKnowledge
from fachwerk.reference import FOLDER


@cache
def given_names() -> frozenset[str]:
    """Read the given names of `given_names.yml`, as usually spelt."""
    return _words("names")


@cache
def given_names_abroad() -> frozenset[str]:
    """Read the given names of many countries (`given_names_abroad.yml`), as usually spelt."""
    path = FOLDER / "given_names_abroad.yml"
    found = yamlfile.load(path).get("names")
    if not isinstance(found, str):
        raise BrokenKnowledge("'names' must be one text", file=str(path))
    return frozenset(found.split())


@cache
def people_titles() -> frozenset[str]:
    """Read the forms of address and titles of `given_names.yml`, without their full stops."""
    return frozenset(title.rstrip(".") for title in _words("titles"))


@cache
def trades() -> tuple[str, ...]:
    """Read the endings of words that name a trade or a firm in `given_names.yml`, in small letters."""
    return tuple(_words("trades"))


def _words(name: str) -> frozenset[str]:
    path = FOLDER / "given_names.yml"
    return frozenset(yamlfile.strings(yamlfile.load(path), name, path))
