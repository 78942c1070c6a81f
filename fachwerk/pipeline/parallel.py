"""Many files on all cores, answered in the order in which they were asked for."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context
from signal import SIG_IGN, SIGINT, signal
from threading import current_thread, main_thread
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
        try:
            with interrupts_ignored():
                results = pool.map(work, jobs)
            yield from results
        except BaseException:
            # Also Ctrl-C and SIGTERM: nobody waits for the other results, so nobody should wait for their ends.
            for child in active_children():
                child.terminate()
                child.join()
            raise


@contextmanager
def interrupts_ignored() -> Iterator[None]:
    """Start processes to which Ctrl-C says nothing: they inherit that, and we end them without their tracebacks."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal(SIGINT, SIG_IGN)
    try:
        yield
    finally:
        signal(SIGINT, before)


def cores() -> int:
    """Count the cores this process may use, which in a container are fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
