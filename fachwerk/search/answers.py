"""What a register answers: hits with reasons, counts, suggestions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from fachwerk.search.documents import Document


class Mark(NamedTuple):
    """Signs of a text that answer the question, from `start` to `end`."""

    start: int
    end: int


class Why(NamedTuple):
    """One reason for a hit.

    `kind`: `word`, `part` (of a compound), `synonym`, `typo`, `alike` (another form), or `meaning`; `said` is what was
    typed, `found` what is printed, `field` where.
    """

    kind: str
    said: str
    found: str
    field: str


class Parts(NamedTuple):
    """What a score is made of: each share from 0 to 1, and how much meaning weighs against words."""

    words: float
    meaning: float
    weight: float


class Hit(NamedTuple):
    """A project that answers a question; `marks` by field."""

    rank: int
    score: float
    project: Document
    why: tuple[Why, ...]
    marks: Mapping[str, tuple[Mark, ...]]
    parts: Parts


class Neighbour(NamedTuple):
    """A project that is like another one: how much, from 0 to 1, and why, in a few words each."""

    score: float
    project: Document
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """One value of a facet: its key, what people call it, and how many projects of the answer have it."""

    value: str
    label: str
    count: int


class Found(NamedTuple):
    """All that answers a question: how many projects, in which version of the register, and their ids in order."""

    total: int
    version: str
    ids: Iterator[str]


class Answer(NamedTuple):
    """The hits of one page, how many there are in all, and `next`: the cursor to go on with, None at the end."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[Count, ...]]
    next: str | None
    did_you_mean: str | None
    by_meaning: bool
    version: str
