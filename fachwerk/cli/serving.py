"""`fachwerk serve`: the portal and its API by granian, on a port that is free."""

from __future__ import annotations

import errno
import multiprocessing
import os
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.server import Server

from fachwerk.cli.stderr import say
from fachwerk.cli.terminal import progress
from fachwerk.errors import FachwerkError, InvalidSetting, UnusableInput
from fachwerk.portal.imprint import operator
from fachwerk.portal.limits import SIZE
from fachwerk.portal.maps import outlines_of
from fachwerk.reference.regions import territories
from fachwerk.search.optional import is_there
from fachwerk.search.register import Register
from fachwerk.settings import METRICS, PUBLIC_URL, RATE_TABLE, REGISTER, WORDS_ONLY, serving_of, settings_of

MOST_WORKERS = 64
_PORTS = 20  # that are tried, one after the other
_COUNTS = "PROMETHEUS_MULTIPROC_DIR"  # as prometheus_client calls it
_THREADS = 2  # of a worker: while one waits for the disk, another one computes; of more each only waits for the others
_AT_ONCE = 256  # requests that a worker takes in before it lets others wait outside
_HEADER_WITHIN = 10_000  # milliseconds in which a client must have said what it wants
_LOOK_AGAIN = 0.05  # seconds
_STOP_WITHIN = 10  # seconds until a worker that is to stop is stopped


class Serving(NamedTuple):
    """What was typed after `fachwerk serve`; `workers` None: one for each core."""

    register: str | None
    host: str
    port: int
    workers: int | None
    words_only: bool = False


def serve(asked: Serving) -> None:
    """Serve a register until somebody stops it; its index is brought up to date before."""
    workers = _workers(asked.workers)
    settings = settings_of(asked.register)
    if asked.words_only:
        os.environ[WORDS_ONLY] = "1"
    serving = serving_of()
    if serving.has_metrics and find_spec("prometheus_client") is None:
        raise InvalidSetting(
            f"{METRICS} needs the extra 'metrics'", advice="install it: pip install 'fachwerk[metrics]'"
        )
    operator(serving.operator)  # what is wrong in that file is said now, not to the first who reads the imprint
    for territory in territories().values():
        outlines_of(territory, serving.outlines)  # likewise, and not to the first who opens the map
    by_meaning = is_there() and not serving.words_only
    with progress("index") as told, Register.open(asked.register, by_meaning, told, serving.persons_shown) as register:
        register.ready()
    port = free_port(asked.host, asked.port)
    if asked.port not in (0, port):
        say(f"port {asked.port} is taken, {port} is the next one that is free")
    os.environ[REGISTER] = str(settings.register.absolute())
    os.environ.setdefault(PUBLIC_URL, f"http://{_reached(asked.host)}:{port}")
    said = f"serving {settings.register} at http://{_shown(asked.host)}:{port}/ (Ctrl-C ends it)"
    Thread(target=_say_when_ready, args=(asked.host, port, said), daemon=True).start()
    with _counted_together():
        _run(asked.host, port, workers)


def _run(host: str, port: int, workers: int) -> None:
    # Workers are as many as cores: threads of one more library would only get in one another's way.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # A forked worker would inherit the locks of threads that it does not have.
    multiprocessing.set_start_method("spawn", force=True)
    server = Server(
        "fachwerk.portal.application:loaded",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=_THREADS,
        blocking_threads_idle_timeout=600,
        backpressure=_AT_ONCE,
        http1_settings=HTTP1Settings(header_read_timeout=_HEADER_WITHIN),
        respawn_failed_workers=True,
        workers_kill_timeout=_STOP_WITHIN,
        log_enabled=False,
    )
    try:
        server.serve()
    except SystemExit as end:
        raise FachwerkError("the server ended by itself", advice="look at what stands above") from end


def _say_when_ready(host: str, port: int, said: str) -> None:
    """Wait until a worker has loaded everything and listens, and say so."""
    while True:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(_LOOK_AGAIN)
        else:
            say(said)
            return


def _workers(asked: int | None) -> int:
    if asked is None:
        return min(len(os.sched_getaffinity(0)), MOST_WORKERS)
    if not 1 <= asked <= MOST_WORKERS:
        raise UnusableInput(f"{asked} workers cannot be had", file="--workers", advice=f"use 1 to {MOST_WORKERS}")
    return asked


def free_port(host: str, wanted: int) -> int:
    """Find the first port from the one that is wanted on; for 0 any that is free. Raises UnusableInput."""
    if not 0 <= wanted <= 65535:
        raise UnusableInput(f"{wanted} is no port", file="--port", advice="use 0 to 65535")
    for port in count(wanted):
        try:
            return _bound(host, port)
        except OSError as error:
            is_taken = error.errno == errno.EADDRINUSE and port - wanted < _PORTS and port < 65535
            if not is_taken:
                said = f"nothing can be served at {host}:{port} ({error.strerror or error})"
                raise UnusableInput(said, advice="name another --host or --port") from error
    raise AssertionError("ports do not end")


def _bound(host: str, port: int) -> int:
    """Take a port for a moment; an old connection that is only fading away does not keep it."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as found:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
        return int(found.getsockname()[1])


@contextmanager
def _counted_together() -> Iterator[None]:
    """Give the workers places in which they count requests together, unless there are some."""
    with tempfile.TemporaryDirectory(prefix="fachwerk-serve-") as folder:
        if RATE_TABLE not in os.environ:
            table = Path(folder) / "rates"
            table.write_bytes(bytes(SIZE))
            os.environ[RATE_TABLE] = str(table)
        if serving_of().has_metrics:
            counts = Path(folder) / "counts"
            counts.mkdir()
            os.environ.setdefault(_COUNTS, str(counts))
        yield


def _reached(host: str) -> str:
    """Name this machine for readers; addresses that stand for all of its own are nobody's."""
    return "localhost" if host in ("0.0.0.0", "::", "") else _shown(host)


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
