"""`python -m bench.read`: measures how right, how fast and how lean Fachwerk reads, beside other tools, on one machine.

Writes docs/benchmarks.md, or with `--only STEP` prints what that step found. Generated lists are kept in `out/bench`;
real ones are taken where they are there. What fails is named on the page, and the rest is measured all the same.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from dataclasses import replace
from pathlib import Path

from bench.cached import Made, made
from bench.lists.configurations import CONFIGURATIONS, Configuration, quick
from bench.lists.setting import MissingTool
from bench.measured import Measured
from bench.page import markdown
from bench.steps import ALONE, TOGETHER, Bench, Job
from bench.versions import idle_share

ROOT = Path(__file__).resolve().parent.parent
STEPS = (*TOGETHER, *ALONE)
WORKERS = 2


def said(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def generated(configurations: Sequence[Configuration], cache: Path, result: Measured) -> tuple[Made, ...]:
    """Make the lists that the cache lacks, in several processes; what cannot be made here is named and left out."""
    lists = []
    with ProcessPoolExecutor(WORKERS) as pool:
        for future in [pool.submit(made, each, cache) for each in configurations]:
            try:
                lists.append(future.result())
            except MissingTool as missing:
                result.missing.add(str(missing))
    result.missing.update(missing for each in lists for missing in each.missing)
    return tuple(each for each in lists if each.pdf.exists())


def done(job: Job, result: Measured) -> None:
    """Measure; a measurement that fails for whatever reason costs its own figure and no other."""
    try:
        job.measure(result)
    except Exception as failure:  # noqa: BLE001  # other people's tools fail in ways nobody can list
        result.failed[job.name] = f"{type(failure).__name__}: {failure}"[:200]


def together(jobs: Iterable[Job], result: Measured) -> None:
    with ThreadPoolExecutor(WORKERS) as pool:
        waiting = {pool.submit(done, job, result): job for job in jobs}
        for number, future in enumerate(as_completed(waiting), 1):
            said(f"{number} of {len(waiting)}: {waiting[future].name}")


def measured(steps: Sequence[str], is_quick: bool, cache: Path) -> Measured:
    """Take all the steps: first those that may share the machine, then those that need it alone."""
    result, begin = Measured(), time.monotonic()
    configurations = quick() if is_quick else CONFIGURATIONS
    said(f"generating up to {len(configurations)} lists in {cache}")
    lists = generated(configurations, cache, result)
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(lists, (30,) if is_quick else (300, 2000), cache, Path(scratch))
        together((job for step, jobs in TOGETHER.items() if step in steps for job in jobs(bench)), result)
        alone = [job for step, jobs in ALONE.items() if step in steps for job in jobs(bench)]
        result.idle = idle_share() if alone else None
        for job in alone:
            said(job.name)
            done(job, result)
    return replace(result, minutes=(time.monotonic() - begin) / 60)


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.read", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="six short lists: to see that it works")
    parser.add_argument("--only", choices=STEPS, help="take this step alone, and print what it found")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks.md")
    parser.add_argument("--cache", type=Path, default=ROOT / "out" / "bench", help="where generated lists are kept")
    wanted = parser.parse_args()
    result = measured((wanted.only,) if wanted.only else STEPS, wanted.quick, wanted.cache)
    page = markdown(result)
    if wanted.only:
        print(page)
    else:
        wanted.out.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
