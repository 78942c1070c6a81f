"""Needs in plain words, for persons and employers, each with the question by which the search finds help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fachwerk import yamlfile
from fachwerk.errors import BrokenKnowledge
from fachwerk.reference import FOLDER

GROUPS = ("persons", "employers")
LANGUAGES = ("de", "en")


@dataclass(frozen=True, slots=True)
class Told:
    """A need in one language: what somebody would say, and what there may be."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Need:
    """What somebody looks for; `asks` is a question to the search, in German."""

    key: str
    asks: str
    told: Mapping[str, Told]


@cache
def needs() -> Mapping[str, tuple[Need, ...]]:
    """Read the needs by group. Raises BrokenKnowledge, with the file, for anything that is not understood."""
    return needs_of(FOLDER / "help.yml")


def needs_of(path: Path) -> Mapping[str, tuple[Need, ...]]:
    """Read the needs of one file."""
    found = yamlfile.load(path)
    if tuple(found) != GROUPS:
        raise BrokenKnowledge(f"must have {' and '.join(GROUPS)}", file=str(path))
    return {group: tuple(_need(key, one, path) for key, one in some.items()) for group, some in found.items()}


def _need(key: str, found: Any, path: Path) -> Need:
    match found:
        case {"asks": str(asks), **told} if set(told) == set(LANGUAGES):
            return Need(key, asks, {language: _told(key, told[language], path) for language in LANGUAGES})
    raise BrokenKnowledge(f"{key!r} must say what it asks, and itself in {', '.join(LANGUAGES)}", file=str(path))


def _told(key: str, found: Any, path: Path) -> Told:
    match found:
        case {"name": str(name), "text": str(text), **more} if not more:
            return Told(name, text)
    raise BrokenKnowledge(f"{key!r} must have a name and a text in each language", file=str(path))
