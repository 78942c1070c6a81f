"""Common German words and how they change, by which a short list is read that prints most of its words only once."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from fachwerk import yamlfile
from fachwerk.errors import BrokenKnowledge
from fachwerk.reference import FOLDER


@dataclass(frozen=True, slots=True)
class Spelling:
    """What `spelling.yml` says of endings, prefixes, letters that may differ, and small words."""

    endings: frozenset[str]
    prefixes: frozenset[str]
    toggles: frozenset[str]
    small: frozenset[str]
    no_endings: frozenset[str]
    verb_particles: frozenset[str]
    may_double: frozenset[str]
    pronouns: frozenset[str]


@cache
def german_words() -> frozenset[str]:
    """Read `german_words.yml`, case folded."""
    path = FOLDER / "german_words.yml"
    found = yamlfile.load(path)
    for group, words in found.items():
        if not isinstance(words, str):
            raise BrokenKnowledge(f"{group!r} must be a text of words with blanks between them", file=str(path))
    return frozenset(word.casefold() for words in found.values() for word in words.split())


@cache
def spelling() -> Spelling:
    """Read `spelling.yml`."""
    path = FOLDER / "spelling.yml"
    found = yamlfile.load(path)
    return Spelling(*(frozenset(yamlfile.strings(found, field.name, path)) for field in fields(Spelling)))
