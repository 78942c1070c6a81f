"""What a list's columns agree on, found by one pass over them: notations, currencies, and which knowledge applies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from fachwerk.clean.amounts import AMOUNTS, Evidence, Notation, new_evidence, notation_notes, notation_of, rate_of
from fachwerk.clean.codes import is_german_postcode
from fachwerk.clean.places import place_value
from fachwerk.clean.regions import bare_names, named
from fachwerk.records import Reading
from fachwerk.reference.absent import is_nothing
from fachwerk.reference.municipalities import municipalities
from fachwerk.reference.programmes import Programme, programme
from fachwerk.reference.regions import Territory, territories
from fachwerk.sources import Source

_MOST_NAMES = 20_000  # different ones are enough to know whose they are
_AT_HOME = 0.8  # of a list's regions (or places) must belong to a territory
_LEAST = 5  # rows that say so


@dataclass(frozen=True, slots=True)
class Conventions:
    """What cleaning a list's rows has to know about its columns.

    `bare` says which region a name without its kind means (core's key -> region's key); `notes` say what was decided.
    """

    notations: Mapping[str, Notation] = field(default_factory=dict)
    has_fractions: bool = False
    has_german_postcodes: bool = False
    territory: Territory | None = None
    programme: Programme | None = None
    bare: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Seen:
    """What is counted while the rows pass by; memory grows with different places and regions only, and is bounded."""

    amounts: Mapping[str, Evidence] = field(default_factory=new_evidence)
    headings: dict[str, str] = field(default_factory=dict)
    regions: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    postcodes: Counter[bool] = field(default_factory=Counter)
    highest_rate: float = 0.0

    def enter(self, reading: Reading) -> None:
        fields = reading.fields
        for name in AMOUNTS:
            if printed := fields.get(name):
                self.amounts[name].see(printed)
                self.headings.setdefault(name, reading.columns.get(name, ""))
        if region := fields.get("region"):
            _count(self.regions, region)
        if place := fields.get("place"):
            _count(self.places, place)
        if postcode := fields.get("postcode"):
            self.postcodes[is_german_postcode(postcode)] += 1
        if rate := fields.get("cofinancing_rate"):
            self.highest_rate = max(self.highest_rate, _rate(rate))


def conventions_of(readings: Iterable[Reading], source: Source | None = None) -> Conventions:
    """Find a list's conventions from its rows: from all of them, or from a sample of a very long list.

    The notation of amounts is decided for each column by all its values. A known list (`source`) says its programme,
    and thereby its territory; for any other list it is the one to which at least four in five of its regions, or of its
    places if it has no regions, belong. Without a territory regions and places stay words.
    """
    seen = _Seen()
    for reading in readings:
        seen.enter(reading)
    known = None if source is None or source.programme is None else programme(source.programme)
    territory = _territory(seen, known)
    notations = {name: notation_of(seen.amounts[name], heading) for name, heading in seen.headings.items()}
    return Conventions(
        notations,
        has_fractions=0 < seen.highest_rate <= 1,
        has_german_postcodes=seen.postcodes[True] > seen.postcodes[False],
        territory=territory,
        programme=known,
        bare={} if territory is None else bare_names(seen.regions, territory.key),
        notes=tuple(_notes(seen, notations)),
    )


def _count(counter: Counter[str], printed: str) -> None:
    if printed in counter or len(counter) < _MOST_NAMES:
        counter[printed] += 1


def _rate(printed: str) -> float:
    rate = rate_of(printed)
    return 100.0 if rate is None else float(rate)


def _territory(seen: _Seen, known: Programme | None) -> Territory | None:
    if known is not None and known.territory is not None:
        return territories()[known.territory]
    return next((one for one in territories().values() if _is_at_home(seen, one)), None)


def _is_at_home(seen: _Seen, territory: Territory) -> bool:
    """Tell whether a list is about a territory. Names of places recur in other Länder, so regions decide if printed."""
    counts = seen.regions or seen.places
    filled = {printed: count for printed, count in counts.items() if not is_nothing(printed)}
    total = sum(filled.values())
    if total < _LEAST:
        return False
    known = _knows_region if seen.regions else _knows_place
    return sum(count for printed, count in filled.items() if known(printed, territory)) >= _AT_HOME * total


def _knows_region(printed: str, territory: Territory) -> bool:
    return bool(named(printed, territory.key))


def _knows_place(printed: str, territory: Territory) -> bool:
    return bool(municipalities(territory.key)) and bool(place_value(printed, territory, None).keys)


def _notes(seen: _Seen, notations: Mapping[str, Notation]) -> Iterator[str]:
    for name, notation in notations.items():
        yield from notation_notes(name, seen.amounts[name], notation)
