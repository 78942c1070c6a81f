"""Listings gathered by the name that they print: what is compared is distinct names, never listings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import prod
from typing import NamedTuple
from zlib import crc32

from fachwerk.link.features import Mention, Surroundings, is_person
from fachwerk.link.judged import Decided
from fachwerk.link.names import Name, fold, name_of, place_words_of
from fachwerk.link.particulars import Particulars, particulars_of
from fachwerk.records import Listing, Ref, Value
from fachwerk.text import key

_SHARED = 3  # names that may share a title before it counts as anybody's
_COMMON = 4  # other names that have a word before it says nothing alone
_TELLING = 15  # letters from which a title tells projects apart


class Where(NamedTuple):
    """Where a listing is: keys of its place and region (its printed words, where it has none) and their words."""

    place: str
    region: str
    region_key: str | None
    place_text: str
    region_text: str
    municipalities: tuple[str, ...]


class _Sign(NamedTuple):
    """What listings have in common that are gathered without a second look."""

    core: str
    legal_form: str | None
    printed: str
    spelling: str
    where: Where
    said: Particulars | None


@dataclass(slots=True)
class Printing:
    """One printed name at one place, with all its listings; `titles` are checksums of their titles' keys."""

    sign: _Sign
    refs: list[Ref] = field(default_factory=list)
    titles: set[int] = field(default_factory=set)

    @property
    def full(self) -> str:
        """The name as judgements give it where the region matters."""
        region = self.sign.where.region_key
        return self.sign.printed if region is None else f"{self.sign.printed}\t{region}"


@dataclass(frozen=True, slots=True)
class Body:
    """One distinct name with all its printings. `is_vague`: the name alone does not say who is meant."""

    name: Name
    is_common: bool
    printings: tuple[Printing, ...]
    said: Particulars | None = None

    @property
    def is_vague(self) -> bool:
        return self.is_common or self.name.is_generic or self.name.is_person

    @property
    def refs(self) -> list[Ref]:
        return [ref for one in self.printings for ref in one.refs]


class Gathered(NamedTuple):
    """All printings, and how old each edition is: 0 is the one whose newest project began first."""

    printings: tuple[Printing, ...]
    ages: Mapping[str, int]


class _Key(NamedTuple):
    """What makes two printings one name without comparison; `where` and `printed` only where they matter."""

    blind: str
    legal_form: str
    where: str
    printed: str
    said: tuple[object, ...]


def gather(listings: Iterable[Listing]) -> Gathered:
    """Gather listings in one pass; a million of them need not be held at once."""
    found: dict[_Sign, Printing] = {}
    places: dict[Where, Where] = {}
    newest: dict[str, date] = {}
    for listing in listings:
        begin = listing.values.get("begin")
        day = begin.clean if begin is not None and isinstance(begin.clean, date) else date.min
        newest[listing.edition] = max(newest.get(listing.edition, date.min), day)
        if listing.core is None:
            continue
        where = _where(listing)
        printed = _printed(listing, "sponsor")
        spelling = _text(listing.values.get("sponsor")) or printed or listing.core
        where = places.setdefault(where, where)
        sign = _Sign(listing.core, listing.legal_form, printed, spelling, where, particulars_of(listing))
        printing = found.get(sign)
        if printing is None:
            printing = found[sign] = Printing(sign)
        printing.refs.append(Ref(listing.edition, listing.row))
        title = key(_text(listing.values.get("title")))
        if len(title) >= _TELLING:
            printing.titles.add(crc32(title.encode()))
    ages = {edition: age for age, edition in enumerate(sorted(newest, key=lambda one: (newest[one], one)))}
    return Gathered(tuple(found.values()), ages)


def bodies_of(printings: Iterable[Printing], decided: Sequence[Decided]) -> list[Body]:
    """Bring printings of one name together, in an order that does not depend on theirs; judged names stay apart.

    A vague name is one for each place and region, a name with an identifier one for each, and a person's name one for
    all that is printed about the person.
    """
    judged = {name for one in decided for name in (one.one, one.other)}
    by_region = {name.partition("\t")[0] for name in judged if "\t" in name}
    ordered = sorted(printings, key=lambda one: tuple(map(str, one.sign)))
    names = {one.sign[:2]: name_of(*one.sign[:2]) for one in ordered}
    common = _common(names.values())
    found: dict[_Key, list[Printing]] = {}
    for one in ordered:
        name = names[one.sign[:2]]
        is_vague = name.is_generic or name.is_person or name.blind in common
        blind = " ".join(sorted((name.blind or fold(key(name.core)), *name.branch)))
        where = f"{one.sign.where.region}/{one.sign.where.place}" if is_vague else ""
        printed = one.sign.printed if one.sign.printed in judged else ""
        if one.sign.printed in by_region:
            where, printed = f"{where} {one.sign.where.region_key}", one.sign.printed
        said = _said(name, one)
        found.setdefault(_Key(blind, name.legal_form or "", where, printed, said or ()), []).append(one)
    return [_body(names, common, found[made]) for made in sorted(found)]


def _body(names: Mapping[tuple[str, str | None], Name], common: frozenset[str], printings: list[Printing]) -> Body:
    name = names[printings[0].sign[:2]]
    return Body(name, name.blind in common, tuple(printings), _said(name, printings[0]))


def _said(name: Name, printing: Printing) -> Particulars | None:
    """What is printed about a person; of a body that is none, only its number."""
    said = printing.sign.said
    return said if said is None or is_person(name, said) else Particulars(said.identifier)


def mentions_of(bodies: Sequence[Body]) -> list[Mention]:
    """Set each name in its surroundings; titles that many carry tell nobody apart."""
    carried = [frozenset(title for one in body.printings for title in one.titles) for body in bodies]
    spread = Counter(title for titles in carried for title in titles)
    around: dict[frozenset[Where], Surroundings] = {}
    found = []
    for body, titles in zip(bodies, carried, strict=True):
        places = frozenset(one.sign.where for one in body.printings)
        if places not in around:
            around[places] = _surroundings(places)
        telling = frozenset(title for title in titles if 1 < spread[title] <= _SHARED)
        found.append(Mention(body.name, around[places], telling, body.is_common, body.said))
    return found


def _surroundings(places: frozenset[Where]) -> Surroundings:
    words = [place_words_of(text) for where in places for text in (where.place_text, where.region_text)]
    return Surroundings(
        frozenset(where.place for where in places if where.place),
        frozenset(where.region for where in places if where.region),
        frozenset().union(*words),
    )


def _common(names: Iterable[Name]) -> frozenset[str]:
    """Names, run together, whose own words are so frequent that other bodies must be called so by chance.

    `Schneider` is, and in a list of a whole country `Schneider Metallbau`: if words were dealt out at random, so many
    names would have them all.
    """
    distinct = {name.blind: name for name in names}
    spread = Counter(word for name in distinct.values() for word in name.proper)
    found = set()
    for blind, name in distinct.items():
        if name.proper and not name.places:
            others = prod((spread[word] - 1) / len(distinct) for word in sorted(name.proper)) * len(distinct)
            if others >= (_COMMON if len(name.proper) == 1 else 1):
                found.add(blind)
    return frozenset(found)


def _where(listing: Listing) -> Where:
    place, region = _text(listing.values.get("place")), _text(listing.values.get("region"))
    return Where(
        listing.place if listing.place is not None else key(place),
        listing.region if listing.region is not None else key(region),
        listing.region,
        place,
        region,
        listing.places,
    )


def _printed(listing: Listing, name: str) -> str:
    value = listing.values.get(name)
    return "" if value is None or value.printed is None else value.printed


def _text(value: Value | None) -> str:
    return value.clean if value is not None and isinstance(value.clean, str) else ""
