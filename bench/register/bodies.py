"""Invented organisations by the thousand: public bodies, federations, societies and companies, some alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from fachwerk import yamlfile
from fachwerk.reference.municipalities import municipalities
from fachwerk.reference.regions import territories

TERRITORY = "sachsen"
# Of so many new bodies in a hundred each kind is; the names of the first two run out, companies' do not.
SHARES = {"public": 8, "federations": 8, "societies": 20, "companies": 64}
LOOKALIKES = 0.04  # share of bodies that are named after the one before
_PATIENCE = 8  # names that are tried before a kind is taken for exhausted


class Town(NamedTuple):
    """A municipality as lists print it, and its region; `city` and `district` are names without their kind."""

    name: str
    core: str
    region: str
    district: str
    is_city: bool


@dataclass(frozen=True, slots=True)
class Body:
    """An invented organisation: its name without and with its legal form, its home, and whom it looks like."""

    number: int
    core: str
    form: str | None
    town: Town
    is_lookalike: bool = False
    has_twin: bool = False

    @property
    def name(self) -> str:
        return self.core if self.form is None else f"{self.core} {self.form}"


@cache
def words() -> Mapping[str, Any]:
    """The words of `words.yml`."""
    return yamlfile.load(Path(__file__).with_name("words.yml"))


@cache
def towns() -> tuple[Town, ...]:
    """The municipalities that Fachwerk knows; larger ones, which have localities, stand several times."""
    territory = territories()[TERRITORY]
    found = []
    for ags, one in municipalities(TERRITORY).items():
        region = territory.region_of(ags)
        if region is not None:
            name = ", ".join((one.name, *one.titles))
            core = one.name.partition(",")[0]
            town = Town(name, core, region.name, region.core, "Stadt" in name)
            found += [town] * (1 + min(8, len(one.localities)))
    return tuple(found)


def bodies(random: Random) -> Iterator[Body]:
    """Yield ever more organisations, no two of one name; a lookalike follows the body that it looks like."""
    taken: set[str] = set()
    numbers = count(1)
    while True:
        core, form, town = _unused(random, taken)
        looks = random.random() < LOOKALIKES
        yield Body(next(numbers), core, form, town, has_twin=looks)
        if looks:
            other = random.choice(words()["lookalikes"]).format(core=core)
            if other.casefold() not in taken:
                taken.add(other.casefold())
                twin_form = "e.V." if other.startswith("Förder") else random.choice(("GmbH", "gGmbH"))
                yield Body(next(numbers), other, twin_form, town, is_lookalike=True)


def coined(random: Random) -> str:
    """Make a word that no language has."""
    return _of(random, "begin", "middle", "end")


def _unused(random: Random, taken: set[str]) -> tuple[str, str | None, Town]:
    (kind,) = random.choices(tuple(SHARES), tuple(SHARES.values()))
    for attempt in count():
        town = random.choice(towns())
        core, form = _named(random, kind if attempt < _PATIENCE else "companies", town)
        if core.casefold() not in taken:
            taken.add(core.casefold())
            return core, form, town
    raise AssertionError("count() does not end")


def _named(random: Random, kind: str, town: Town) -> tuple[str, str | None]:
    patterns: Sequence[Mapping[str, str]] = words()[kind]
    usable = [one for one in patterns if _fits(one["name"], town)]
    pattern = random.choice(usable)
    core = pattern["name"].format(
        city=town.core, municipality=town.core, place=town.core, district=town.district, region=town.region,
        coined=coined(random), trade=random.choice(words()["trades"]),
        surname=_of(random, "opening", "closing"), other=_of(random, "opening", "closing"),
    )  # fmt: skip
    return core, random.choice(words()["company_forms"]) if kind == "companies" else pattern.get("form")


def _fits(pattern: str, town: Town) -> bool:
    """A village has no chamber, and a city of district rank is no district."""
    if "{city}" in pattern:
        return town.is_city
    return town.region != town.name or not ("{district}" in pattern or "{region}" in pattern)


def _of(random: Random, *parts: str) -> str:
    return "".join(random.choice(words()[part]) for part in parts)
