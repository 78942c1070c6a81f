"""How quickly generated projects are searched, each way in a process of its own, SQLite's FTS5 beside it."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench.processes import ran
from bench.register.imported import import_into
from bench.search.generated import questions, write_list

_TIMEOUT = 3_600.0


class Failed(Exception):
    """A way of searching ended with an error; the message is its last line."""


class Built(NamedTuple):
    """What building an index took: seconds, its size and the process's peak in 10^6 bytes."""

    seconds: float
    size_mb: float
    peak_mb: float


class Asked(NamedTuple):
    """How long questions took, in milliseconds, and the peak of the process in 10^6 bytes.

    `busy` are the milliseconds that processors worked for them, which a machine that others use too stretches less.
    """

    p50: float
    p95: float
    p99: float
    busy_p50: float
    busy_p95: float
    peak_mb: float


class Speed(NamedTuple):
    """What was found for one number of projects: by way of building, and by way of asking."""

    is_register: bool
    questions: int
    built: Mapping[str, Built]
    asked: Mapping[str, Asked]


def of_register(rows: int, number: int, scratch: Path) -> Speed:
    """Import generated projects, build the index from the register, and ask in every way."""
    table = write_list(rows, scratch / "lists")
    import_into(scratch / "register", [table])
    asked = ("words", "facets", "meaning", "fts", "fts_facets", "fts_any")
    return _measured(scratch / "register", table, number, asked, scratch)


def of_list(rows: int, number: int, scratch: Path) -> Speed:
    """Build the index straight from generated projects, and ask by words."""
    table = write_list(rows, scratch / "lists")
    return _measured(table, table, number, ("words", "facets", "fts_facets"), scratch)


def _measured(source: Path, table: Path, number: int, ways: Sequence[str], scratch: Path) -> Speed:
    asked = scratch / "questions.json"
    asked.write_text(json.dumps(questions(table, number)), encoding="utf-8")
    built = {}
    for way in ("build", "build_fts"):
        told, peak_mb = _told(way, source, asked, scratch)
        built[way] = Built(told["seconds"], told["bytes"] / 1e6, peak_mb)
    found = {}
    for way in ways:
        told, peak_mb = _told(way, source, asked, scratch)
        found[way] = figures(told["milliseconds"], peak_mb)
    return Speed(source.is_dir(), number, built, found)


def figures(milliseconds: Sequence[tuple[float, float]], peak_mb: float) -> Asked:
    """The middle of the times, by the clock and of work, and what one in twenty and one in a hundred exceeds."""
    clock, busy = (sorted(some) for some in zip(*milliseconds, strict=True))
    by_clock = (_share(clock, share) for share in (0.5, 0.95, 0.99))
    return Asked(*by_clock, *(_share(busy, share) for share in (0.5, 0.95)), peak_mb)


def _share(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _told(way: str, source: Path, asked: Path, scratch: Path) -> tuple[dict[str, Any], float]:
    out = scratch / f"{way}.json"
    command = ["env", "OPENBLAS_NUM_THREADS=1", sys.executable, "-m", "bench.search.asked", way]  # on one core
    command += [str(source), str(asked), str(scratch), str(out)]
    done = ran(command, _TIMEOUT)
    if done.code != 0:
        raise Failed(" ".join(done.err.strip().splitlines()[-1:]) or f"{way} ended with {done.code}")
    return json.loads(out.read_text("utf-8")), done.peak_mb
