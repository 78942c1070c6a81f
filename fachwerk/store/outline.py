"""All projects of a register at a glance: the keys of each as its newest listing has them, to be counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, compress
from typing import Any, NamedTuple

COLUMNS = ("region", "line", "pot", "organisation")
NEVER, ALWAYS = 0, date.max.toordinal() + 1  # the end and the begin of a project that states none


class Months(NamedTuple):
    """How many projects run in each month from `first` on, by the key of their group."""

    first: date
    counts: Mapping[str | None, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Outline:
    """One entry a project in each column, in no order that matters; None: the newest listing has no such key.

    `begins` and `ends` are ordinals of days; a project without a begin or without an end runs on no day, as in
    a search. `organisation` is the citable id of who carries it.
    """

    region: Sequence[str | None]
    line: Sequence[str | None]
    pot: Sequence[str | None]
    organisation: Sequence[str | None]
    places: Sequence[tuple[str, ...]]
    begins: Sequence[int]
    ends: Sequence[int]

    def __len__(self) -> int:
        return len(self.region)

    def count(self, *names: str, running: date | None = None) -> Counter[Any]:
        """Count projects by the keys of some COLUMNS: by key for one, by tuple of keys for several."""
        columns = [getattr(self, name) for name in names if name in COLUMNS]
        keys: Iterable[Any] = columns[0] if len(columns) == 1 else zip(*columns, strict=True)
        return Counter(self._only(keys, running))

    def by_place(self, running: date | None = None, line: str | None = None) -> Counter[str]:
        """Count projects by official key (AGS); one with several places counts in each of them."""
        keys: Iterable[Any] = zip(self.places, self.line, strict=True)
        found = Counter(self._only(keys, running))
        counts: Counter[str] = Counter()
        for (places, of), count in found.items():
            if line is None or of == line:
                for place in places:
                    counts[place] += count
        return counts

    def regions_of_sponsors(self) -> Mapping[str, int]:
        """Give for each organisation in how many regions it carries projects; without a region it is in none."""
        found: Counter[str] = Counter()
        for organisation, region in set(zip(self.organisation, self.region, strict=True)):
            if organisation is not None:
                found[organisation] += region is not None
        return found

    def months(self, name: str, within: Mapping[str, str] | None = None) -> Months | None:
        """Count the projects that run on any day of a month, by a column; None if none of them has days.

        `within` keeps those that have given keys. A project counts from the month of its begin to that of its end.
        """
        grouped = Counter(self._dated(name, within or {}))
        if not grouped:
            return None
        first = min(begin for _, begin, _ in grouped)
        last = max(end for _, _, end in grouped)
        steps: dict[str | None, list[int]] = {}
        for (key, begin, end), count in grouped.items():
            some = steps.setdefault(key, [0] * (last - first + 2))
            some[begin - first] += count
            some[end - first + 1] -= count
        year, month = divmod(first, 12)
        return Months(date(year, month + 1, 1), {key: list(accumulate(some))[:-1] for key, some in steps.items()})

    def _dated(self, name: str, within: Mapping[str, str]) -> Iterator[tuple[str | None, int, int]]:
        months: dict[int, int] = {}
        keys, begins, ends = getattr(self, name), self.begins, self.ends
        for key, begin, end in self._within(zip(keys, begins, ends, strict=True), within):
            if begin <= end and begin != ALWAYS and end != NEVER:
                for day in (begin, end):
                    if day not in months:
                        found = date.fromordinal(day)
                        months[day] = found.year * 12 + found.month - 1
                yield key, months[begin], months[end]

    def _within(self, entries: Iterable[Any], within: Mapping[str, str]) -> Iterable[Any]:
        for name, wanted in within.items():
            entries = compress(entries, [key == wanted for key in getattr(self, name)])
        return entries

    def _only(self, entries: Iterable[Any], running: date | None) -> Iterable[Any]:
        if running is None:
            return entries
        day = running.toordinal()
        return compress(entries, [begin <= day <= end for begin, end in zip(self.begins, self.ends, strict=True)])
