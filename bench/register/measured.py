"""What one run of the register's benchmark found, before it is written down."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from bench.register.first import FirstList
from bench.register.imported import Cost, Holdings, Linkage
from bench.register.scores import Agreement


class Generated(NamedTuple):
    """What importing a generated list cost, what the register says then, and how right that is."""

    cost: Cost
    held: Holdings
    linkage: Linkage


@dataclass(slots=True)
class Measured:
    """Everything that was measured in one run; what was not measured stays empty.

    `growth` are lists of one edition by size, `editions` one register of several; `sets` agreements by public data set
    and tool. `left_out` says why a part is not on the page, `failed` what ended with an error.
    """

    growth: dict[int, Generated] = field(default_factory=dict)
    editions: tuple[int, Generated] | None = None
    real: Cost | None = None
    first: FirstList | None = None
    sets: dict[str, dict[str, Agreement]] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    idle: float | None = None
    minutes: float = 0.0
