"""`python -m bench.search`: measures how well and how quickly a register is searched, beside SQLite's FTS5.

Writes docs/benchmarks-search.md, or with `--only STEP` prints what that step found. Vectors of texts are kept in
`out/bench`; sets that are no part of the repository are taken where they are there. What fails is named on the page,
and the rest is measured all the same. One process runs at a time.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.search import api, compounds, speed, weights
from bench.search.engines import answered
from bench.search.measured import Measured, Quality
from bench.search.page import markdown
from bench.search.remembered import Remembered
from bench.search.sets import ROOT, Source, sources
from bench.versions import idle_share

SMALL, LARGE, MILLION = 2_000, 100_000, 1_000_000


class Wanted(NamedTuple):
    """What to measure: projects of a register and of a list without one, questions put to them, and seconds of load."""

    register_rows: int
    list_rows: int | None
    questions: int
    seconds: int
    cache: Path


class Job(NamedTuple):
    """One measurement: what it is called where it fails, and what does it."""

    name: str
    measure: Callable[[Measured, Path], None]


def quality(wanted: Wanted) -> Iterator[Job]:
    """Judged questions, of every set that is here."""
    remembered = Remembered(wanted.cache)
    for source in sources():
        yield _quality(source, remembered)


def _quality(source: Source, remembered: Remembered) -> Job:
    def measure(result: Measured, scratch: Path) -> None:
        given = source.read(scratch)
        result.quality[source.name] = Quality(source.said, dict(answered(given, scratch, remembered)))

    return Job(source.name, measure)


def quickness(wanted: Wanted) -> Iterator[Job]:
    """Generated projects, imported into a register."""

    def measure(result: Measured, scratch: Path) -> None:
        result.speed[wanted.register_rows] = speed.of_register(wanted.register_rows, wanted.questions, scratch)

    yield Job(f"{wanted.register_rows:,} projects", measure)


def million(wanted: Wanted) -> Iterator[Job]:
    """Generated projects, more than an import of them would be waited for."""
    if (rows := wanted.list_rows) is None:
        return

    def measure(result: Measured, scratch: Path) -> None:
        result.speed[rows] = speed.of_list(rows, wanted.questions, scratch)

    yield Job(f"{rows:,} projects", measure)


def served(wanted: Wanted) -> Iterator[Job]:
    """Requests a second."""

    def measure(result: Measured, scratch: Path) -> None:
        try:
            result.api.update(api.rates(wanted.register_rows, wanted.questions, wanted.seconds, scratch))
        except api.Missing as missing:
            result.left_out.append(f"Requests a second: {missing}.")

    yield Job("requests a second", measure)


def choices(wanted: Wanted) -> Iterator[Job]:
    """The experiments that chose the weights."""

    def measure(result: Measured, _: Path) -> None:
        result.choices = list(weights.tables(Remembered(wanted.cache)))

    yield Job("weights", measure)


def cutting(_: Wanted) -> Iterator[Job]:
    """Splitters of compounds."""

    def measure(result: Measured, scratch: Path) -> None:
        result.splitters = list(compounds.compared(scratch))

    yield Job("compounds", measure)


STEPS: dict[str, Callable[[Wanted], Iterator[Job]]] = {
    "quality": quality,
    "weights": choices,
    "compounds": cutting,
    "speed": quickness,
    "million": million,
    "api": served,
}


def measured(wanted: Wanted, steps: Sequence[str]) -> Measured:
    """Take steps, one after the other; one that fails for whatever reason costs its own figures and no others."""
    result, begin = Measured(idle=idle_share()), time.monotonic()
    for job in (job for step in steps for job in STEPS[step](wanted)):
        print(f"{time.strftime('%H:%M:%S')} {job.name}", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory() as scratch:
            try:
                job.measure(result, Path(scratch))
            except Exception as failure:  # noqa: BLE001  # a page without one figure is worth more than none
                result.failed[job.name] = f"{type(failure).__name__}: {failure}"[:200]
    result.minutes = (time.monotonic() - begin) / 60
    return result


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.search", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few projects: to see that it works")
    parser.add_argument("--million", action="store_true", help="also a million projects")
    parser.add_argument("--only", choices=STEPS, help="take this step alone, and print what it found")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks-search.md")
    parser.add_argument("--cache", type=Path, default=ROOT / "out" / "bench" / "search", help="where vectors are kept")
    asked = parser.parse_args(arguments)
    is_million = asked.million or asked.only == "million"
    wanted = Wanted(
        SMALL if asked.quick else LARGE,
        (SMALL if asked.quick else MILLION) if is_million else None,
        60 if asked.quick else 300,
        2 if asked.quick else 10,
        asked.cache,
    )
    page = markdown(measured(wanted, (asked.only,) if asked.only else tuple(STEPS)))
    if asked.only:
        print(page)
    else:
        asked.out.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
