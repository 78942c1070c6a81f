"""Readings to listings: each field cleaned by what its column agrees on, each distinct printed text only once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from typing import TypeAlias

from fachwerk.clean.amounts import AMOUNTS, Notation, amount_value, rate_value
from fachwerk.clean.codes import (
    country_value,
    day_value,
    first_year_value,
    german_postcode_value,
    item_value,
    last_year_value,
    other_postcode_value,
    status_of,
    status_value,
)
from fachwerk.clean.conventions import Conventions, conventions_of
from fachwerk.clean.kinds import FoundKind, kind_value, pot_of
from fachwerk.clean.names import FoundName, name_value
from fachwerk.clean.places import FoundPlace, place_value
from fachwerk.clean.regions import FoundRegion, region_value
from fachwerk.clean.texts import text_value
from fachwerk.records import Listing, Reading, Value
from fachwerk.reference.regions import Region
from fachwerk.sources import Source

_REMEMBERED = 1 << 14  # distinct texts of a column; titles and descriptions hardly recur and are not remembered
_LONG = ("title", "description")
_DAYS = ("begin", "end")
_MARKED = ("kind", "item", "programme", "title")  # cells in which a pot's mark may stand


def clean_rows(
    readings: Iterable[Reading], edition: str, conventions: Conventions | None = None, source: Source | None = None
) -> Iterator[Listing]:
    """Clean the rows of one edition (its file's SHA-256), in their order.

    Without `conventions` they are found from all rows first, which are then held in memory; a long list is read twice,
    or sampled, and its `conventions_of` handed over.
    """
    if conventions is None:
        readings = tuple(readings)
        conventions = conventions_of(readings, source)
    return map(partial(Cleaner(conventions).listing, edition), readings)


class Cleaner:
    """Cleans the rows of lists that share conventions, and remembers what it made of each printed text."""

    def __init__(self, conventions: Conventions) -> None:
        self.conventions = conventions
        self._by_field = _cleaners(conventions)
        self._words = lru_cache(_REMEMBERED)(text_value)
        self._name = lru_cache(_REMEMBERED)(name_value)
        self._day = lru_cache(_REMEMBERED)(day_value)
        self._place = lru_cache(_REMEMBERED)(self._place_value)
        self._region = lru_cache(_REMEMBERED)(self._region_value)
        self._kind = lru_cache(_REMEMBERED)(self._kind_value)

    def listing(self, edition: str, reading: Reading) -> Listing:
        """Clean one row."""
        fields = reading.fields
        sponsor = fields.get("sponsor")
        name = None if sponsor is None else self._name(sponsor)
        region, place = self._where(fields)
        kind = self._kind(fields.get("kind"), fields.get("item"))
        values = self._values(reading, {"sponsor": name, "region": region, "place": place, "kind": kind})
        keys = () if place is None else place.keys
        return Listing(
            edition,
            reading.row.number,
            reading.row.origin,
            reading.printed,
            _corrected(values, reading) if reading.corrected else values,
            region=None if region is None else region.key,
            place=keys[0] if len(keys) == 1 else None,
            line=None if kind is None else kind.line,
            pot=self._pot(fields),
            legal_form=None if name is None else name.legal_form,
            core=None if name is None else name.core,
            status=status_of(values.get("status")),
            notes=reading.row.notes,
            places=keys,
        )

    def _values(self, reading: Reading, known: Mapping[str, _Found | None]) -> dict[str, Value]:
        """Give the value of each field: of those `known`, what was found; days with what is printed in their cell."""
        values: dict[str, Value] = {}
        for field, text in reading.fields.items():
            found = known.get(field)
            if found is not None:
                values[field] = found.value
            elif field in _DAYS:
                values[field] = self._day(reading.printed_in(field), text)
            elif text is None:
                values[field] = _NOTHING
            else:
                values[field] = self._by_field.get(field, self._words)(text)
        return values

    def _pot(self, fields: Mapping[str, str | None]) -> str | None:
        programme = self.conventions.programme
        return None if programme is None else pot_of((fields.get(name) for name in _MARKED), programme)

    def _kind_value(self, printed: str | None, item: str | None) -> FoundKind | None:
        programme = self.conventions.programme
        if programme is None:
            return None
        number = None if item is None else item_value(item).clean
        return kind_value(printed, None if number is None else str(number), programme)

    def _where(self, fields: Mapping[str, str | None]) -> tuple[FoundRegion | None, FoundPlace | None]:
        """Find region and place, each with the other's help: the region tells places of one name apart, and a place
        tells a city from its district where a region's kind is not printed."""
        if self.conventions.territory is None:
            return None, None
        printed, where = fields.get("region"), fields.get("place")
        region = None if printed is None else self._region(printed)
        place = None if where is None else self._place(where, None if region is None else region.key)
        if region is not None and region.several and place is not None and len(place.keys) == 1:
            region = self._decided(region, place.keys[0])
        return region, place

    def _decided(self, region: FoundRegion, ags: str) -> FoundRegion:
        territory = self.conventions.territory
        home = None if territory is None else territory.region_of(ags)
        if home is None or home.key not in region.several:
            return region
        note = f"the kind is not printed; the place lies in {home.name}"
        return FoundRegion(Value(region.value.printed, home.name, note), home.key)

    def _place_value(self, printed: str, region: str | None) -> FoundPlace:
        territory = self.conventions.territory
        assert territory is not None
        home: Region | None = territory.region(region)
        return place_value(printed, territory, home)

    def _region_value(self, printed: str) -> FoundRegion:
        territory = self.conventions.territory
        assert territory is not None
        return region_value(printed, territory, self.conventions.bare)


_Found: TypeAlias = FoundName | FoundRegion | FoundPlace | FoundKind
_NOTHING = Value(None, None)


def _cleaners(conventions: Conventions) -> Mapping[str, Callable[[str], Value]]:
    """The cleaner of each field that is not just words."""
    postcode = german_postcode_value if conventions.has_german_postcodes else other_postcode_value
    cleaners: dict[str, Callable[[str], Value]] = {
        "item": item_value,
        "postcode": postcode,
        "country": country_value,
        "status": status_value,
        "cofinancing_rate": partial(rate_value, is_fraction=conventions.has_fractions),
        "year_approved": first_year_value,
        "year_completed": last_year_value,
    }
    for name in AMOUNTS:
        cleaners[name] = partial(amount_value, notation=conventions.notations.get(name, Notation()))
    remembering = {name: lru_cache(_REMEMBERED)(cleaner) for name, cleaner in cleaners.items()}
    return {**remembering, **dict.fromkeys(_LONG, text_value)}


def _corrected(values: dict[str, Value], reading: Reading) -> Mapping[str, Value]:
    """Put what really stands in the cell, and who corrected it, beside each corrected value."""
    for field, said in reading.corrected.items():
        value = values[field]
        note = said if value.note is None else f"{said}; {value.note}"
        values[field] = Value(reading.printed_in(field), value.clean, note)
    return values
