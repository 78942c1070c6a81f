"""Listings gathered by the name that they print: what is compared is distinct names, never listings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from math import prod
from typing import NamedTuple
from zlib import crc32

from fachwerk.link.entries import Entry, Sponsor, Where
from fachwerk.link.features import Mention, Surroundings, is_person
from fachwerk.link.judged import Decided
from fachwerk.link.names import Name, fold, name_of, place_words_of
from fachwerk.link.particulars import Particulars
from fachwerk.records import Ref
from fachwerk.text import key

_SHARED = 3  # names that may share a title before it counts as anybody's
_OWN = 24  # names that may share a number: misprints of one sponsor's name, but no office's or placeholder
_COMMON = 4  # other names that have a word before it says nothing alone
_TELLING = 15  # letters from which a title tells projects apart


_NONE: frozenset[int] = frozenset()  # Python makes a new one for each empty set


@dataclass(slots=True)
class Printing:
    """One printed name at one place, with all its listings."""

    sponsor: Sponsor
    where: Where
    entries: list[Entry] = field(default_factory=list)

    @property
    def full(self) -> str:
        """The name as judgements give it where the region matters."""
        region = self.where.region_key
        return self.sponsor.printed if region is None else f"{self.sponsor.printed}\t{region}"


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
        return [entry.ref for one in self.printings for entry in one.entries]


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


def gather(entries: Iterable[Entry]) -> Gathered:
    """Gather entries in one pass."""
    found: dict[tuple[Sponsor, Where], Printing] = {}
    newest: dict[str, date] = {}
    for entry in entries:
        edition = entry.ref.edition
        newest[edition] = max(newest.get(edition, date.min), entry.begin or date.min)
        if entry.sponsor is None:
            continue
        printing = found.get((entry.sponsor, entry.where))
        if printing is None:
            printing = found[entry.sponsor, entry.where] = Printing(entry.sponsor, entry.where)
        printing.entries.append(entry)
    ages = {edition: age for age, edition in enumerate(sorted(newest, key=lambda one: (newest[one], one)))}
    return Gathered(tuple(found.values()), ages)


def bodies_of(printings: Iterable[Printing], decided: Sequence[Decided]) -> list[Body]:
    """Bring printings of one name together, in an order that does not depend on theirs; judged names stay apart.

    A vague name is one for each place and region, a name with an identifier one for each, and a person's name one for
    all that is printed about the person.
    """
    judged = {name for one in decided for name in (one.one, one.other)}
    by_region = {name.partition("\t")[0] for name in judged if "\t" in name}
    ordered = sorted(printings, key=lambda one: (*map(str, one.sponsor), *map(str, one.where)))
    names = {one.sponsor[:2]: name_of(*one.sponsor[:2]) for one in ordered}
    common = _common(names.values())
    found: dict[_Key, list[Printing]] = {}
    for one in ordered:
        name, where, printed = names[one.sponsor[:2]], one.where, one.sponsor.printed
        is_vague = name.is_generic or name.is_person or name.blind in common
        blind = " ".join(sorted((name.blind or fold(key(name.core)), *name.branch)))
        at = f"{where.region}/{where.place}" if is_vague else ""
        if printed in by_region:
            at = f"{at} {where.region_key}"
        elif printed not in judged:
            printed = ""
        made = _Key(blind, name.legal_form or "", at, printed, _said(name, one) or ())
        found.setdefault(made, []).append(one)
    return [_body(names, common, found[made]) for made in sorted(found)]


def _body(names: Mapping[tuple[str, str | None], Name], common: frozenset[str], printings: list[Printing]) -> Body:
    name = names[printings[0].sponsor[:2]]
    return Body(name, name.blind in common, tuple(printings), _said(name, printings[0]))


def _said(name: Name, printing: Printing) -> Particulars | None:
    """What is printed about a person; of a body that is none, only its number."""
    said = printing.sponsor.said
    return said if said is None or is_person(name, said) else Particulars(said.identifier)


def mentions_of(bodies: Sequence[Body]) -> list[Mention]:
    """Set each name in its surroundings; titles and numbers that many carry tell nobody apart."""
    spread = Counter(title for body in bodies for title in _titles(body))
    numbers = Counter(body.said.identifier for body in bodies if body.said is not None)
    around: dict[frozenset[Where], Surroundings] = {}
    found = []
    for body in bodies:
        places = frozenset(one.where for one in body.printings)
        if places not in around:
            around[places] = _surroundings(places)
        telling = frozenset(title for title in _titles(body) if 1 < spread[title] <= _SHARED) or _NONE
        said = body.said
        if said is not None and numbers[said.identifier] > _OWN:
            said = said._replace(identifier="")
        found.append(Mention(body.name, around[places], telling, body.is_common, said))
    return found


def _titles(body: Body) -> set[int]:
    """Checksums of the titles of a body's listings, but for short ones."""
    titles = {entry.title for one in body.printings for entry in one.entries}
    return {made for title in titles if title is not None and (made := _checksum(title)) is not None}


@lru_cache(1 << 14)
def _checksum(title: str) -> int | None:
    letters = key(title)
    return crc32(letters.encode()) if len(letters) >= _TELLING else None


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
