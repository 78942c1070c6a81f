"""What somebody asks: one object for page, API and command line, and how typed words become it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from fachwerk.reference.searching import fillers
from fachwerk.search.documents import TEXTS
from fachwerk.search.words import words_of

SORTS = ("relevance", "begin", "end", "title")
_KEPT = 1 << 12  # questions and other words whose content is remembered; each is asked for several times
LONGEST = 10_000  # signs of a query that are looked at; nobody types more, and a machine that does gets an answer too
_TYPED = re.compile(r'(?P<minus>(?<!\S)-)?(?:(?P<field>[a-z_]+):)?(?:"(?P<phrase>[^"]*)"|(?P<words>[^\s"]+))')


class Clause(NamedTuple):
    """One part of what was typed: words, perhaps a phrase, perhaps in one text only, perhaps not to be there."""

    words: str
    field: str | None = None
    is_phrase: bool = False
    is_unwanted: bool = False


class Span(NamedTuple):
    """Days from one to another, each included; None is open."""

    first: date | None = None
    last: date | None = None


OPEN = Span()


class Near(NamedTuple):
    """Around a place: its name, and how many kilometres."""

    place: str
    km: float


@dataclass(frozen=True, slots=True)
class Query:
    """A question to a register. `filters` by facet: any of the keys of each; `running`: on that day.

    `cursor` is what an answer gave to go on from. `facets`: those whose counts are wanted. `explain`: also name the
    sentence whose meaning is nearest.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    running: date | None = None
    begin: Span = OPEN
    end: Span = OPEN
    near: Near | None = None
    sort: str = "relevance"
    limit: int = 10
    cursor: str | None = None
    facets: tuple[str, ...] = ()
    is_lexical: bool = False
    explain: bool = False

    def without(self, facet: str) -> Query:
        """The same question without one filter: what a facet's own counts are made of."""
        return replace(self, filters={name: keys for name, keys in self.filters.items() if name != facet})


def clauses_of(text: str) -> list[Clause]:
    """Take typed words apart: words, "phrases", -without, field:value; a quote that is not closed is none.

    What looks like a field but is none we know is words: "10:30", "Projekt: Anker".
    """
    text = text[:LONGEST]
    if text.count('"') % 2:
        at = text.rindex('"')
        text = f"{text[:at]} {text[at + 1 :]}"
    found = []
    for typed in _TYPED.finditer(text):
        name, phrase, words = typed["field"], typed["phrase"], typed["words"]
        if name is not None and name not in TEXTS:
            name, words = None, f"{name} {words or phrase}"
            phrase = None
        said = words if phrase is None else phrase
        if said and said.strip():
            found.append(Clause(said.strip(), name, phrase is not None, typed["minus"] is not None))
    return found


@lru_cache(_KEPT)
def content_of(words: str) -> tuple[tuple[str, str], ...]:
    """The words of a question that say what it asks for: key and as typed; all of them if all are small."""
    found = tuple((word.key, words[word.start : word.end]) for word in words_of(words))
    return tuple((key, typed) for key, typed in found if typed.casefold() not in fillers()) or found
