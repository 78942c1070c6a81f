"""Programmes: their funding lines by number, and the pots that they are paid from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fachwerk import yamlfile
from fachwerk.errors import BrokenKnowledge

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class FundingLine:
    """A numbered item of a programme; `also` are other wordings of its label."""

    number: str
    label: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pot:
    """Money set apart inside a programme, and the words that mark what is paid from it."""

    key: str
    name: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """What money is given under. A listing without the mark of another pot is paid from `pots[0]`."""

    key: str
    name: str
    authority: str
    territory: str | None
    lines: tuple[FundingLine, ...]
    pots: tuple[Pot, ...]

    def line(self, number: str | None) -> FundingLine | None:
        """Give the funding line with that number."""
        return next((line for line in self.lines if line.number == number), None)


@cache
def programme(key: str) -> Programme:
    """Read the programme of that name; raises BrokenKnowledge if there is none, or if its file says nonsense."""
    return programme_of(FOLDER / f"{key}.yml")


def programme_of(path: Path) -> Programme:
    """Read one programme's file."""
    found = yamlfile.load(path)
    strange = sorted(set(found) - {"name", "authority", "territory", "lines", "pots"})
    if strange:
        raise BrokenKnowledge(f"{strange[0]!r} is no name of a programme's schema", file=str(path))
    lines = tuple(
        FundingLine(number, _text(one, "label", path), yamlfile.strings(one, "also", path))
        for number, one in _entries(found, "lines", path)
    )
    pots = tuple(
        Pot(key, _text(one, "name", path), yamlfile.strings(one, "marks", path))
        for key, one in _entries(found, "pots", path)
    )
    return Programme(
        path.stem, _text(found, "name", path), _text(found, "authority", path), found.get("territory"), lines, pots
    )


def _entries(found: Mapping[str, Any], name: str, path: Path) -> list[tuple[str, Mapping[str, Any]]]:
    entries = found.get(name)
    if not isinstance(entries, dict) or not all(
        isinstance(key, str) and isinstance(one, dict) for key, one in entries.items()
    ):
        raise BrokenKnowledge(f"{name!r} must map texts (quote numbers) to mappings", file=str(path))
    return list(entries.items())


def _text(found: Mapping[str, Any], name: str, path: Path) -> str:
    value = found.get(name)
    if not isinstance(value, str) or not value.strip():
        raise BrokenKnowledge(f"{name!r} must be a text", file=str(path))
    return value
