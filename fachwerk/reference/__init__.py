"""General knowledge kept by hand as YAML: words of German and English lists, read when first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fachwerk import yamlfile

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Joining:
    """Words that decide what becomes of a hyphen at a line end, case folded (`joining.yml`)."""

    suspends: frozenset[str]
    hyphenated: frozenset[str]
    keeps: frozenset[str]
    inside: frozenset[str]


@cache
def joining() -> Joining:
    """Read `joining.yml`."""
    return Joining(*(_words("joining.yml", name) for name in ("suspends", "hyphenated", "keeps", "inside")))


def _words(file: str, name: str) -> frozenset[str]:
    path = FOLDER / file
    return frozenset(word.casefold() for word in yamlfile.strings(yamlfile.load(path), name, path))
