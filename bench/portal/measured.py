"""What a run of the portal's benchmark found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from bench.search.api import Rate

Way = tuple[str, str]  # who serves, and what


class Size(NamedTuple):
    """Bytes of a page: as it is, by gzip, by brotli."""

    plain: int
    gzip: int
    brotli: int


@dataclass(slots=True)
class Measured:
    """Filled by the steps of a run. `anew` are pages made for each reader, `again` those that may be kept."""

    rows: int = 0
    facets: tuple[str, ...] = ()
    anew: dict[Way, Rate] = field(default_factory=dict)
    again: dict[Way, Rate] = field(default_factory=dict)
    sizes: dict[str, Size] = field(default_factory=dict)
    first_visit: int | None = None
    left_out: list[str] = field(default_factory=list)
    idle: float | None = None
    minutes: float = 0.0
