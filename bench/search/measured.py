"""What one run of the search's benchmark found, before it is written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bench.search.api import Rate
from bench.search.compounds import Found, Splitter
from bench.search.judged import Score
from bench.search.speed import Speed
from bench.search.weights import Table


class Quality(NamedTuple):
    """What a set of texts is, and how well its questions were answered, by way of searching."""

    said: str
    scores: Mapping[str, Sequence[Score]]


@dataclass(slots=True)
class Measured:
    """Everything that was measured in one run; what was not measured stays empty.

    `quality` by set, `speed` by number of projects, `api` requests by server and kind; `choices` and `splitters` are
    what experiments found. `left_out` says why a part is not on the
    page, `failed` what ended with an error.
    """

    quality: dict[str, Quality] = field(default_factory=dict)
    speed: dict[int, Speed] = field(default_factory=dict)
    api: dict[tuple[str, str], Rate] = field(default_factory=dict)
    choices: list[Table] = field(default_factory=list)
    splitters: list[tuple[Splitter, Found]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    idle: float | None = None
    minutes: float = 0.0
