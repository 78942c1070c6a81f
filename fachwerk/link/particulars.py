"""What a list says about a sponsor beside the name, in columns that are no canonical fields: number, address, birth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from fachwerk.link.names import fold
from fachwerk.records import Listing
from fachwerk.reference.days import day_of
from fachwerk.reference.linking import particular_headings
from fachwerk.text import key

_WORD = re.compile(r"[^\W_]+")
_LEAST = 4  # signs of a number that tells sponsors apart


class Address(NamedTuple):
    """Where a sponsor lives or has its seat, as keys: its `place` may be known though nothing else of it is."""

    street: str = ""
    number: str = ""
    postcode: str = ""
    place: str = ""


class Particulars(NamedTuple):
    """What tells sponsors of one name apart: a number of their own, a day of birth (ISO, as printed), an address."""

    identifier: str = ""
    born: str = ""
    address: Address = Address()


def particulars_of(listing: Listing) -> Particulars | None:
    """Read the particulars that a listing prints; None if its list has no column for any but the place.

    A list's columns for postcode and place say where a project is; beside an identifier, an address or a day of birth
    they help to tell persons apart, alone they do not.
    """
    columns = _columns(tuple(listing.printed))
    if columns.keys().isdisjoint(("identifier", "born", "address")):
        return None
    said = {name: listing.printed[heading] or "" for name, heading in columns.items()}
    return Particulars(
        _number(said.get("identifier", "")),
        _day(said.get("born", "")),
        _address(said.get("address", ""), _postcode(listing, said), _place(listing)),
    )


@lru_cache(64)
def _columns(headings: tuple[str, ...]) -> Mapping[str, str]:
    """Find which of a list's columns hold which particular; the first of several."""
    found: dict[str, str] = {}
    for heading in headings:
        name = particular_headings().get(key(heading))
        if name is not None:
            found.setdefault(name, heading)
    return found


def _number(printed: str) -> str:
    """Give a number's letters and digits; `0000` and a word say nothing about who is meant."""
    letters = fold(key(printed))
    return letters if len(set(letters)) > 1 and len(letters) >= _LEAST and any(map(str.isdigit, letters)) else ""


def _day(printed: str) -> str:
    day = day_of(printed)
    return "".join(filter(str.isdigit, printed)) if day is None else f"{day:%Y%m%d}"


def _postcode(listing: Listing, said: Mapping[str, str]) -> str:
    value = listing.values.get("postcode")
    return key(said.get("postcode") or (value.printed if value is not None else None) or "")


def _place(listing: Listing) -> str:
    value = listing.values.get("place")
    printed = value.printed if value is not None else None
    return listing.place or fold(key(printed or ""))


def _address(printed: str, postcode: str, place: str) -> Address:
    """Take an address apart: the words that stand before or between its numbers are the street."""
    words = [fold(word) for word in _WORD.findall(printed)]
    street = "".join(word for word in words if not word[0].isdigit())
    return Address(street, " ".join(word for word in words if word[0].isdigit()), postcode, place)


def keys_of(said: Particulars) -> Iterator[str]:
    """Give keys that two spellings of one sponsor share, whatever is printed wrongly in the others."""
    street, number, postcode, place = said.address
    if said.identifier:
        yield said.identifier
    if street and number:
        yield f"{street} {number}"
    for one, other in ((said.born, street[:4]), (said.born, postcode), (said.born, place)):
        if one and other:
            yield f"{one} {other}"
