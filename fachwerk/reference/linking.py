"""Words that help to tell whether two names mean one body, and whether one title continues another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from fachwerk import yamlfile
from fachwerk.errors import BrokenKnowledge
from fachwerk.reference import FOLDER
from fachwerk.text import key

_PATH = FOLDER / "linking.yml"


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words of names, as printed: what each list is for stands in `linking.yml`."""

    small: tuple[str, ...]
    belongs: tuple[str, ...]
    titles: tuple[str, ...]
    trades: tuple[str, ...]
    branches: tuple[str, ...]
    officers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TitleWords:
    """Words of titles, as printed: what each list is for stands in `linking.yml`."""

    continuing: tuple[str, ...]
    undertaking: tuple[str, ...]
    counters: tuple[str, ...]


@cache
def name_words() -> NameWords:
    """Read the words of names."""
    found = _part("names")
    return NameWords(
        *(
            yamlfile.strings(found, name, _PATH)
            for name in ("small", "belongs", "titles", "trades", "branches", "officers")
        )
    )


@cache
def title_words() -> TitleWords:
    """Read the words of titles."""
    found = _part("titles")
    return TitleWords(*(yamlfile.strings(found, name, _PATH) for name in ("continuing", "undertaking", "counters")))


@cache
def form_pairs() -> Mapping[frozenset[str], str]:
    """Read which legal forms are taken for each other: each pair is a `slip` or a `change`."""
    found = _part("forms")
    return {frozenset(pair): kind for kind in ("slip", "change") for pair in _pairs(found[kind])}


@cache
def own_name_forms() -> frozenset[str]:
    """Read the legal forms in which persons do business under their own name."""
    return frozenset(yamlfile.strings(_part("forms"), "own_name", _PATH))


@cache
def particular_headings() -> Mapping[str, str]:
    """Read which headings, as keys, hold what tells sponsors apart beside their names."""
    found = _part("particulars")
    return {key(heading): name for name in found for heading in yamlfile.strings(found, name, _PATH)}


def _part(name: str) -> Mapping[str, Any]:
    part: Mapping[str, Any] = yamlfile.load(_PATH)[name]
    return part


def _pairs(found: Any) -> list[list[str]]:
    for pair in found:
        if not isinstance(pair, list) or len(set(pair)) != 2:
            raise BrokenKnowledge(f"{pair!r} must be two legal forms", file=str(_PATH))
    pairs: list[list[str]] = found
    return pairs
