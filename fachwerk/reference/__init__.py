"""General knowledge kept by hand as YAML: words of German and English lists, read when first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from fachwerk import yamlfile
from fachwerk.errors import BrokenKnowledge
from fachwerk.text import key

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Joining:
    """Words that decide what becomes of a hyphen at a line end, case folded (`joining.yml`)."""

    suspends: frozenset[str]
    hyphenated: frozenset[str]
    keeps: frozenset[str]
    inside: frozenset[str]


class Wording(NamedTuple):
    """One published wording of a heading: what it means, in which words, and whether others go before it."""

    meaning: str
    text: str
    is_second: bool


@dataclass(frozen=True, slots=True)
class Headings:
    """Published headings and what they mean (`headings.yml`)."""

    wordings: tuple[Wording, ...]
    filler: frozenset[str]


@dataclass(frozen=True, slots=True)
class Statements:
    """Words with which a list speaks about itself (`statements.yml`), as printed; months by number."""

    page: tuple[str, ...]
    of: tuple[str, ...]
    as_of: tuple[str, ...]
    total: tuple[str, ...]
    total_alone: tuple[str, ...]
    grand: tuple[str, ...]
    counted: tuple[str, ...]
    count: tuple[str, ...]
    end: tuple[str, ...]
    months: Mapping[int, tuple[str, ...]]


@cache
def headings() -> Headings:
    """Read `headings.yml`."""
    path = FOLDER / "headings.yml"
    found = yamlfile.load(path)
    wordings = tuple(_wordings(found, path))
    filler = frozenset(one.text.casefold() for one in wordings if one.meaning == "filler")
    return Headings(tuple(one for one in wordings if one.meaning != "filler"), filler)


@cache
def statements() -> Statements:
    """Read `statements.yml`."""
    path = FOLDER / "statements.yml"
    found = yamlfile.load(path)
    months: Mapping[Any, Any] = found.get("months") or {}
    named = {int(number): yamlfile.strings(months, number, path) for number in months}
    lists = {field.name: yamlfile.strings(found, field.name, path) for field in fields(Statements)[:-1]}
    return Statements(months=named, **lists)


@cache
def initials() -> Mapping[str, float]:
    """Read `initials.yml`: the share of names that begin with a letter or an earlier one, `{"A": 0.084, …, "Z": 1}`."""
    path = FOLDER / "initials.yml"
    shares: Mapping[str, float] = yamlfile.load(path)["up_to"]
    return shares


@cache
def joining() -> Joining:
    """Read `joining.yml`."""
    return Joining(*(_words("joining.yml", name) for name in ("suspends", "hyphenated", "keeps", "inside")))


@cache
def name_tails() -> frozenset[str]:
    """Words that open no organisation's name, as printed (`name_tails.yml`)."""
    path = FOLDER / "name_tails.yml"
    return frozenset(yamlfile.strings(yamlfile.load(path), "tails", path))


class OpenEnds(NamedTuple):
    """Words after which no name, title or sentence is over, and endings of such words (`open_ends.yml`)."""

    words: frozenset[str]
    endings: tuple[str, ...]


@cache
def open_ends() -> OpenEnds:
    """Read `open_ends.yml`."""
    path = FOLDER / "open_ends.yml"
    found = yamlfile.load(path)
    lists = {name: yamlfile.strings(found, name, path) for name in found}
    endings = lists.pop("adjectives")
    return OpenEnds(frozenset(word for words in lists.values() for word in words), tuple(endings))


@cache
def statuses() -> Mapping[str, str]:
    """Read `statuses.yml`: key of a printed word -> `applied`, `approved`, `rejected` or `withdrawn`."""
    return _by_word("statuses.yml")


@cache
def countries() -> Mapping[str, str]:
    """Read `countries.yml`: key of a printed name or code -> ISO 3166-1 alpha-2 code."""
    return _by_word("countries.yml")


def _by_word(file: str) -> Mapping[str, str]:
    path = FOLDER / file
    found = yamlfile.load(path)
    return {key(word): meaning for meaning in found for word in yamlfile.strings(found, meaning, path)}


def _words(file: str, name: str) -> frozenset[str]:
    path = FOLDER / file
    return frozenset(word.casefold() for word in yamlfile.strings(yamlfile.load(path), name, path))


def _wordings(found: Mapping[str, Any], path: Path) -> Iterator[Wording]:
    for meaning, ranks in found.items():
        for rank, languages in ranks.items():
            if rank not in ("first", "second"):
                raise BrokenKnowledge(f"{meaning!r} has {rank!r} where only first and second may stand", file=str(path))
            for language in languages:
                for text in yamlfile.strings(languages, language, path):
                    yield Wording(meaning, text, rank == "second")
