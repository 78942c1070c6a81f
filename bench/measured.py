"""What one run of the benchmark found, before it is written down."""

from __future__ import annotations

from dataclasses import dataclass, field

from bench.first import FirstList
from bench.ledger import Account
from bench.real import Comparison
from bench.score import Score


@dataclass(slots=True)
class Measured:
    """Everything that was measured in one run, by list and tool; what was not measured stays empty.

    `pages` counts those of each list, `seconds` are a tool's best time for a list, `peaks` megabytes of 10^6 bytes.
    `idle` is how idle the processors were before times were taken, 0 to 1. `forms` holds Fachwerk's canonical fields by
    form, `refused` the lists and forms that it did not read, `tables` every tool's printed cells from PDF.
    """

    first: FirstList | None = None
    forms: dict[str, dict[str, Score]] = field(default_factory=dict)
    refused: set[tuple[str, str]] = field(default_factory=set)
    real: dict[str, tuple[Account, Comparison | None]] = field(default_factory=dict)
    tables: dict[str, dict[str, Score]] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, dict[str, float]] = field(default_factory=dict)
    peaks: dict[str, dict[str, float]] = field(default_factory=dict)
    long_lists: dict[str, Score] = field(default_factory=dict)
    help_seconds: float | None = None
    missing: set[str] = field(default_factory=set)
    failed: dict[str, str] = field(default_factory=dict)
    idle: float | None = None
    minutes: float = 0.0

    def score_of(self, name: str, tool: str) -> Score | None:
        """What a tool made of a list's printed cells, if it read it."""
        return self.tables.get(name, {}).get(tool)
