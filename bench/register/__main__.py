"""`python -m bench.register`: measures how quickly lists become a register, how lean, and how right what it says is.

Writes docs/benchmarks-register.md and its picture. Lists are generated afresh, real ones are taken where they are
there. What fails is named on the page, and the rest is measured all the same. One process runs at a time.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.register.first import first_list
from bench.register.imported import holdings, import_into, linkage
from bench.register.listings import write_editions
from bench.register.measured import Generated, Measured
from bench.register.page import PANELS, PLOT, markdown
from bench.register.plot import svg
from bench.register.sets import compared
from bench.steps import SHARED
from bench.versions import idle_share

ROOT = Path(__file__).resolve().parent.parent.parent
SEED = 1
SIZES, MILLION = (1_000, 10_000, 100_000), 1_000_000
EDITIONS = 3
REAL = "sachsen-esf-2014"


class Wanted(NamedTuple):
    """What to measure: sizes of lists, rows of a list in several editions, and how often the real list is timed."""

    sizes: tuple[int, ...]
    edition_rows: int
    runs: int


class Step(NamedTuple):
    """One measurement: what it is called where it fails, and what does it."""

    name: str
    measure: Callable[[Measured, Path], None]


def steps(wanted: Wanted) -> Iterator[Step]:
    """Everything that can be measured here, smallest first."""
    dumps = sorted((SHARED / "seed").glob("*.txt"))
    real = SHARED / "corpus" / REAL / "list.csv"
    if dumps:
        yield Step("the first list", lambda result, scratch: _measure_first(dumps[0], result, scratch))
    if real.exists():
        yield Step("a real list", lambda result, scratch: _measure_real(real, wanted.runs, result, scratch))
    for rows in wanted.sizes:
        yield Step(f"{rows:,} rows", lambda result, scratch, rows=rows: _measure_growth(rows, result, scratch))  # type: ignore[misc]
    yield Step("public linkage sets", _measure_sets)
    yield Step("several editions", lambda result, scratch: _measure_editions(wanted.edition_rows, result, scratch))


def generated(rows: int, editions: int, scratch: Path) -> Generated:
    """Write lists, import them into a fresh register, and compare it with the truth."""
    lists, register = write_editions(rows, editions, SEED, scratch / "lists"), scratch / "register"
    cost = import_into(register, lists)
    held = holdings(register)
    return Generated(cost, held, linkage(lists, held))


def measured(wanted: Wanted) -> Measured:
    """Take all steps, one after the other; one that fails for whatever reason costs its own figures and no others."""
    result, begin = Measured(idle=idle_share()), time.monotonic()
    for step in steps(wanted):
        print(f"{time.strftime('%H:%M:%S')} {step.name}", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory() as scratch:
            try:
                step.measure(result, Path(scratch))
            except Exception as failure:  # noqa: BLE001  # a page without one figure is worth more than none
                result.failed[step.name] = f"{type(failure).__name__}: {failure}"[:200]
    result.minutes = (time.monotonic() - begin) / 60
    return result


def _measure_first(dump: Path, result: Measured, scratch: Path) -> None:
    result.first = first_list(dump, scratch)
    if result.first.organisations is None:
        result.left_out.append("The first list's links: the tests that hold what people made of it are not here.")


def _measure_real(table: Path, runs: int, result: Measured, scratch: Path) -> None:
    costs = [import_into(scratch / str(run), [table]) for run in range(runs)]
    result.real = min(costs, key=lambda cost: cost.seconds)


def _measure_growth(rows: int, result: Measured, scratch: Path) -> None:
    result.growth[rows] = generated(rows, 1, scratch)


def _measure_editions(rows: int, result: Measured, scratch: Path) -> None:
    result.editions = EDITIONS, generated(rows, EDITIONS, scratch)


def _measure_sets(result: Measured, _: Path) -> None:
    try:
        for name, tool, found in compared():
            result.sets.setdefault(name, {})[tool] = found
    except ImportError as missing:
        result.left_out.append(f"Febrl's linkage sets, and Splink beside Fachwerk: `{missing.name}` is not installed.")


def write(result: Measured, page: Path) -> None:
    """Write the page, and the picture beside it where there is something to draw."""
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(markdown(result), encoding="utf-8")
    costs = [one.cost for one in result.growth.values()]
    if len(costs) > 1:
        picture = page.parent / PLOT
        picture.parent.mkdir(exist_ok=True)
        picture.write_text(svg(costs, PANELS), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.register", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short lists: to see that it works")
    parser.add_argument("--million", action="store_true", help="also a million rows")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks-register.md")
    asked = parser.parse_args(arguments)
    sizes = (200, 1_000) if asked.quick else (*SIZES, MILLION) if asked.million else SIZES
    wanted = Wanted(sizes, 600 if asked.quick else 12_000, 1 if asked.quick else 2)
    write(measured(wanted), asked.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
