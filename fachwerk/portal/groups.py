"""What pages count again and again: projects by their keys, organisations by their names; counted once a version."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from fachwerk.portal.made import Made
from fachwerk.portal.opened import Reading
from fachwerk.records import Organisation
from fachwerk.store.outline import Outline

_REMEMBERED = 64  # groupings of each kind
_MOST = 10  # sponsors that are named
_LAST = "\uffff"  # sorts names without letters and figures behind all others: those that are masked


class Sponsors(NamedTuple):
    """Who carries the projects of a group: how many organisations, and those with the most projects, by id."""

    total: int
    most: Sequence[tuple[str, int]]


class Groups:
    """The groupings of one version; each is made when it is first asked for, and then remembered."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.count = lru_cache(_REMEMBERED)(outline.count)
        self.by_place = lru_cache(_REMEMBERED)(outline.by_place)
        self.months = lru_cache(_REMEMBERED)(lambda name: outline.months(name))
        self.months_of_region = lru_cache(_REMEMBERED)(lambda key: outline.months("line", {"region": key}))
        self.months_of_line = lru_cache(_REMEMBERED)(lambda key: outline.months("region", {"line": key}))
        self.sponsors_by = lru_cache(_REMEMBERED)(self._sponsors_by)
        self.sponsors_by_regions = lru_cache(1)(outline.regions_of_sponsors)
        self.span = lru_cache(1)(self._span)

    def _sponsors_by(self, name: str) -> Mapping[str, Sponsors]:
        found: dict[str, Counter[str]] = {}
        for (key, organisation), count in self.outline.count(name, "organisation").items():
            if key is not None and organisation is not None:
                found.setdefault(key, Counter())[organisation] = count
        return {key: Sponsors(len(some), _most(some)) for key, some in found.items()}

    def _span(self) -> tuple[date, date] | None:
        """The first day on which a project runs, and the last one."""
        both = [(begin, end) for begin, end in zip(self.outline.begins, self.outline.ends, strict=True) if begin <= end]
        if not both:
            return None
        return date.fromordinal(min(begin for begin, _ in both)), date.fromordinal(max(end for _, end in both))


def _most(counts: Mapping[str, int]) -> Sequence[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:_MOST]


class Named(NamedTuple):
    """An organisation in a list: `key` is its name as the list is sorted."""

    id: str
    name: str
    key: str


class Directory:
    """All organisations by name, as a German dictionary sorts them: ä as a, ß as ss, case and signs ignored."""

    def __init__(self, organisations: Iterable[Organisation]) -> None:
        self.entries = sorted(
            (Named(one.id, one.name, sorted_as(one.name) or _LAST) for one in organisations),
            key=lambda one: (one.key, one.id),
        )
        self._keys = [one.key for one in self.entries]
        self._by_id = {one.id: one for one in self.entries}
        # "0" stands for all figures.
        self.letters = sorted({"0" if key[:1].isdigit() else key[:1].upper() for key in self._keys if key != _LAST})

    def name(self, id: str) -> str:
        """Give what an organisation is called, its id if it is not there."""
        found = self._by_id.get(id)
        return id if found is None else found.name

    def beginning(self, letters: str) -> Sequence[Named]:
        """Give those whose names begin so."""
        wanted = sorted_as(letters)
        start = bisect_left(self._keys, wanted)
        return self.entries[start : bisect_left(self._keys, f"{wanted}{_LAST}", start)]

    def with_words(self, words: str) -> Sequence[Named]:
        """Give those whose names have words that begin so, next to each other: "volkshoch dresden" has none."""
        wanted = f" {sorted_as(words)}"
        return [one for one in self.entries if wanted in f" {one.key}"]


def sorted_as(name: str) -> str:
    """Give a name as a list sorts it.

    >>> sorted_as("Ärztehaus „Süd“ e.V.")
    'arztehaus sud e v'
    """
    plain = "".join(sign for sign in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in plain).split())


def groups_of(reading: Reading) -> Groups:
    """Give the groupings of the version that is read."""
    return _groups.of(reading)


def directory_of(reading: Reading) -> Directory:
    """Give the organisations of the version that is read."""
    return _directories.of(reading)


def _grouped(reading: Reading) -> Groups:
    from fachwerk.store.newest import outline_of  # needs Django to be set up

    return Groups(outline_of(reading.register))


def _listed(reading: Reading) -> Directory:
    return Directory(reading.register.organisations())


_groups = Made(_grouped)
_directories = Made(_listed)
