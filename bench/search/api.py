"""Requests a second for a filtered search over HTTP, Fachwerk's API and Datasette's JSON side by side."""

from __future__ import annotations

from typing import NamedTuple


class Rate(NamedTuple):
    """What a server managed: requests a second, milliseconds, how many asked at once, and for what."""

    a_second: float
    p50: float
    p95: float
    p99: float
    connections: int
    asked: str
