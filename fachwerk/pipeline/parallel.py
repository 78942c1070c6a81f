"""Many files on all cores, answered in the order in which they were asked for."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")


def in_parallel(work: Callable[[Job], Result], jobs: Sequence[Job]) -> Iterator[Result]:
    """Yield `work(job)` for each job, in their order; one process a core, and none for a single job.

    Jobs and results are pickled: hand paths over, not contents. Processes are spawned, not forked, so that they begin
    clean on every system.
    """
    if len(jobs) < 2:
        yield from map(work, jobs)
        return
    with ProcessPoolExecutor(min(len(jobs), cores()), mp_context=get_context("spawn")) as pool:
        yield from pool.map(work, jobs)


def cores() -> int:
    """Count the cores this process may use, which in a container are fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
