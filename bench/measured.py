"""What one run of the benchmark found, before it is written down."""

from __future__ import annotations

from dataclasses import dataclass, field

from bench.real import Comparison
from bench.score import Score


@dataclass(slots=True)
class Measured:
    """Everything that was measured in one run; what could not be measured here stays empty."""

    tables: dict[str, dict[str, Score | None]] = field(default_factory=dict)
    seconds: dict[str, dict[str, float]] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)
    forms: dict[str, dict[str, Score | str]] = field(default_factory=dict)
    memory: dict[str, dict[str, float]] = field(default_factory=dict)
    long_lists: dict[str, Score] = field(default_factory=dict)
    help_seconds: float | None = None
    real: dict[str, Comparison | str] = field(default_factory=dict)
    first_list: str = ""
    missing: set[str] = field(default_factory=set)
