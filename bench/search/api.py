"""Requests a second for a search over HTTP, Fachwerk's API and Datasette's JSON side by side, driven by `wrk`."""

from __future__ import annotations

import http.client
import json
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from bench.processes import ran
from bench.register.imported import import_into
from bench.search.fts import COUNTED, write
from bench.search.generated import documents_in, questions, write_list

OURS, THEIRS = "fachwerk serve", "Datasette"
FILTERED, FACETED, MEANT = "words, one region", "words, two facets", "words and meaning, one region"
REGION = "DED51"
CONNECTIONS, THREADS = 8, 1
_PATIENCE = 300.0  # seconds until a server has built what it needs and answers

# An answer that comes from what is kept says nothing about how long it takes to find.
_ANEW = 'wrk.headers["Cache-Control"] = "no-cache"\n'
# wrk asks the paths by turns, and at the end says what it counted in one line.
_LUA = """\
local paths, at = {{ {paths} }}, 0
request = function() at = at % #paths + 1; return wrk.format("GET", paths[at]) end
done = function(summary, latency, requests)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status
    + summary.errors.timeout
  io.write(string.format('\\n{{"requests": %d, "seconds": %f, "failed": %d, "p50": %f, "p95": %f, "p99": %f}}\\n',
    summary.requests, summary.duration / 1e6, failed, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3,
    latency:percentile(99) / 1e3))
end
"""


class Rate(NamedTuple):
    """What a server managed: requests a second, milliseconds, answers that were errors, how many asked at once."""

    a_second: float
    p50: float
    p95: float
    p99: float
    failed: int
    connections: int


class Load(NamedTuple):
    """How many ask at once, and for how many seconds; `is_anew`: for answers that are made anew."""

    connections: int
    seconds: int
    is_anew: bool = True


class Missing(Exception):
    """What is needed is not installed; the message names it."""


class Server(NamedTuple):
    """A server beside another: how it is started on a port, and the path of a question, by what is asked for."""

    command: Callable[[int], Sequence[str]]
    paths: dict[str, Callable[[str], str]]


def rates(rows: int, number: int, seconds: int, scratch: Path) -> Iterator[tuple[tuple[str, str], Rate]]:
    """Serve generated projects, and yield what each server managed for each kind of question."""
    if shutil.which("wrk") is None:
        raise Missing("`wrk` is not installed")
    if ran([sys.executable, "-m", "fachwerk", "serve", "--help"]).code != 0:
        raise Missing("there is no `fachwerk serve`")
    table = write_list(rows, scratch / "lists")
    register = scratch / "register"
    import_into(register, [table])
    shelve(register, scratch)
    asked = questions(table, number)
    for name, server in _servers(register, scratch):
        with running(server) as port:
            for kind, path in server.paths.items():
                load = Load(CONNECTIONS, seconds)
                yield (name, kind), driven(port, [path(text) for text in asked], load, scratch)


def shelve(register: Path, scratch: Path) -> None:
    """Lay an index with drawn vectors beside the register: to compute those of its texts would take an hour."""
    out = scratch / "shelved.json"
    empty = scratch / "none.json"
    empty.write_text("[]", encoding="utf-8")
    command = [sys.executable, "-m", "bench.search.asked", "shelve", str(register), str(empty), str(scratch), str(out)]
    if ran(command).code != 0:
        raise Missing("no index could be laid beside the register")


def _servers(register: Path, scratch: Path) -> Iterator[tuple[str, Server]]:
    yield OURS, ours(register)
    if find_spec("datasette") is not None:
        with closing(sqlite3.connect(scratch / "fts.db")) as database:
            write(documents_in(register), database)
        yield THEIRS, theirs(scratch / "fts.db")


def ours(register: Path) -> Server:
    """Fachwerk's API over a register."""
    command = [sys.executable, "-m", "fachwerk", "serve", "--register", str(register), "--workers", "2"]
    within, by_words = {"region": REGION, "limit": "10"}, {"words_only": "true"}
    return Server(
        lambda port: [*command, "--port", str(port)],
        {
            FILTERED: lambda text: _ours({"q": text, **within, **by_words}),
            FACETED: lambda text: _ours({"q": text, "facets": ",".join(COUNTED), "limit": "10", **by_words}),
            MEANT: lambda text: _ours({"q": text, **within}),
        },
    )


def _ours(asked: Mapping[str, str]) -> str:
    return f"/api/v1/search?{urlencode(asked)}"


def theirs(database: Path) -> Server:
    """Datasette's JSON over a database, with time enough to count."""
    command = [sys.executable, "-m", "datasette", "serve", str(database)]
    for name in ("sql_time_limit_ms", "facet_time_limit_ms"):
        command += ["--setting", name, "10000"]
    return Server(
        lambda port: [*command, "--port", str(port)],
        {
            FILTERED: lambda text: _theirs({"_search": text, "by_region": REGION}),
            FACETED: lambda text: _theirs({"_search": text}, *COUNTED),
        },
    )


def _theirs(asked: Mapping[str, str], *facets: str) -> str:
    counted = [("_facet", f"by_{name}") for name in facets]
    return f"/fts/project.json?{urlencode([*asked.items(), *counted, ('_size', 10), ('_shape', 'objects')])}"


@contextmanager
def running(server: Server) -> Iterator[int]:
    """Start a server, wait until it answers a question, and stop it in the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    process = subprocess.Popen(server.command(port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await(port, next(iter(server.paths.values()))("Messe"), process)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _await(port: int, path: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.2)
    raise Missing(f"a server does not answer {path}")


def driven(port: int, paths: Sequence[str], load: Load, scratch: Path) -> Rate:
    """Ask for paths by turns, as many at once as the load says."""
    script = scratch / "paths.lua"
    header = _ANEW if load.is_anew else ""
    script.write_text(header + _LUA.format(paths=", ".join(map(json.dumps, paths))), encoding="utf-8")
    command = ["wrk", f"-t{THREADS}", f"-c{load.connections}", f"-d{load.seconds}s", "--timeout", "30s"]
    command += ["-s", str(script)]
    done = subprocess.run(
        [*command, "-s", str(script), f"http://127.0.0.1:{port}"],
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    return rate_of(done.stdout, load.connections)


def rate_of(said: str, connections: int = CONNECTIONS) -> Rate:
    """Read the line that the script adds to what wrk says."""
    told = json.loads(said.strip().splitlines()[-1])
    times = (told["p50"], told["p95"], told["p99"])
    return Rate(told["requests"] / told["seconds"], *times, told["failed"], connections)
