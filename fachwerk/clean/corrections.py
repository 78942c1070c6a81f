"""What people put right: printed values of a list, corrected before cleaning, with who, when and why."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fachwerk import yamlfile
from fachwerk.errors import BrokenKnowledge
from fachwerk.records import Reading
from fachwerk.reference.days import day_of
from fachwerk.text import squeeze

_NEEDED = ("field", "printed", "right", "who", "when", "why")
_NAMES = frozenset({*_NEEDED, "where"})


@dataclass(frozen=True, slots=True)
class Correction:
    """One wrong value: in `field`, where `printed` stands (None: nothing), `right` is meant (None: nothing).

    `where` are printed values of other fields that pick the row. White space does not count in any of them. `when` is
    an ISO day.
    """

    field: str
    printed: str | None
    right: str | None
    who: str
    when: str
    why: str
    where: Mapping[str, str | None] = dataclasses.field(default_factory=dict)

    @property
    def said(self) -> str:
        """The sentence that goes with the value."""
        return f"corrected by {self.who} on {self.when}: {self.why}"

    def applies(self, reading: Reading) -> bool:
        """Tell whether the row is meant, by what is printed in it."""
        return self.means({name: reading.printed_in(name) for name, _ in self._asked if name in reading.fields})

    def means(self, printed: Mapping[str, str | None]) -> bool:
        """Tell whether a row is meant that prints this, by field."""
        return all(name in printed and _is_alike(printed[name], said) for name, said in self._asked)

    @property
    def _asked(self) -> tuple[tuple[str, str | None], ...]:
        return ((self.field, self.printed), *self.where.items())


class Corrector:
    """Corrects readings as they pass by, and knows afterwards which corrections found nothing to correct."""

    def __init__(self, corrections: Sequence[Correction]) -> None:
        self.corrections = tuple(corrections)
        self._applied: set[int] = set()

    def readings(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """Yield the readings in their order, those that a correction means with the right value and who said so.

        What is printed stays: only `fields` change.
        """
        for reading in readings:
            for number, correction in enumerate(self.corrections):
                if correction.applies(reading):
                    self._applied.add(number)
                    reading = _corrected(reading, correction)
            yield reading

    def left_over(self) -> tuple[Correction, ...]:
        """Give the corrections that no row so far was meant by: the list may have been put right, or printed anew."""
        return tuple(one for number, one in enumerate(self.corrections) if number not in self._applied)


def corrections_of(path: Path) -> tuple[Correction, ...]:
    """Read a `corrections.yml` (sources/README.md has its schema); a missing file holds none.

    Raises BrokenKnowledge with the file, the correction's number and the name that is wrong.
    """
    if not path.is_file():
        return ()
    found = yamlfile.load(path)
    entries = found.get("corrections")
    if set(found) - {"corrections"} or not isinstance(entries, list):
        raise BrokenKnowledge("must hold a list called 'corrections', and nothing else", file=str(path))
    return tuple(_correction(number, entry, path) for number, entry in enumerate(entries, start=1))


def _correction(number: int, entry: Any, path: Path) -> Correction:
    said = f"correction {number}"
    if not isinstance(entry, dict):
        raise BrokenKnowledge(f"{said} must be a mapping of names to values", file=str(path))
    for name in _NEEDED:
        if name not in entry:
            raise BrokenKnowledge(f"{said} lacks {name!r}", file=str(path))
    for name in sorted(set(map(str, entry)) - _NAMES):
        raise BrokenKnowledge(f"{said} has {name!r}, which is no name of a correction's schema", file=str(path))
    where = entry.get("where", {})
    if not isinstance(where, dict):
        raise BrokenKnowledge(f"'where' of {said} must map fields to what is printed there", file=str(path))
    for name, value in (*((name, entry[name]) for name in ("printed", "right")), *where.items()):
        if not isinstance(name, str) or not (value is None or isinstance(value, str)):
            raise BrokenKnowledge(f"{name!r} of {said} must be a text or null (quote numbers)", file=str(path))
    for name in ("field", "who", "when", "why"):
        if not isinstance(entry[name], str) or not entry[name].strip():
            raise BrokenKnowledge(f"{name!r} of {said} must be a text", file=str(path))
    if day_of(entry["when"]) is None:
        raise BrokenKnowledge(f"'when' of {said} must be a day, such as 2024-01-31", file=str(path))
    return Correction(**{name: entry[name] for name in _NEEDED}, where=where)


def _is_alike(found: str | None, printed: str | None) -> bool:
    return _plain(found) == _plain(printed) or _is_one_day(found, printed)


def _is_one_day(one: str | None, other: str | None) -> bool:
    """Tell two printings of one day: a sheet gives "2023-03-01" for what its PDF prints as "01.03.2023"."""
    if one is None or other is None:
        return False
    day = day_of(one)
    return day is not None and day == day_of(other)


def _plain(text: str | None) -> str | None:
    return None if text is None else squeeze(text) or None


def _corrected(reading: Reading, correction: Correction) -> Reading:
    name = correction.field
    return replace(
        reading,
        fields={**reading.fields, name: correction.right},
        corrected={**reading.corrected, name: correction.said},
    )
