"""Pages of the portal under load, and Datasette's page of the same projects with the same facets."""

from __future__ import annotations

import gzip
import re
import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from typing import NamedTuple
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import brotli

from bench.portal.measured import Measured, Size
from bench.register.imported import import_into
from bench.search.api import OURS, THEIRS, Load, Server, driven, running, shelve
from bench.search.fts import write
from bench.search.generated import documents_in, questions, write_list

READERS = 20
SEARCH, NARROWED, PROJECT, START = "search page", "search page, one region", "project page", "start page"
TABLE, TABLE_NARROWED = "table page, same facets", "table page, one region"
_REGION = "DED51"
_PROJECTS = 2_000  # that are asked for by turns
_ZIPF, _DRAWN, _SEED = 0.8, 10_000, 1


class Wanted(NamedTuple):
    """How many projects, how many questions to them, and for how many seconds each kind of page is asked for."""

    rows: int
    questions: int
    seconds: int


def measure(wanted: Wanted, result: Measured, scratch: Path) -> None:
    """Serve generated projects, one server after the other, and ask as many readers would."""
    from fachwerk.portal.application import set_up_web

    set_up_web()
    from fachwerk.portal.pages.facets import SHOWN

    result.rows, result.facets = wanted.rows, SHOWN
    table = write_list(wanted.rows, scratch / "lists")
    register = scratch / "register"
    import_into(register, [table])
    shelve(register, scratch)
    asked = questions(table, wanted.questions)
    ids = [one.id for one, _ in zip(documents_in(register), range(_PROJECTS), strict=False)]
    for name, server, paths in _servers(register, asked, ids, SHOWN, scratch):
        with running(server) as port:
            if name == OURS:
                _weigh(result, port, paths)
            for kind, some in paths.items():
                result.anew[name, kind] = driven(port, some, Load(READERS, wanted.seconds), scratch)
                if name == OURS:
                    again = Load(READERS, wanted.seconds, is_anew=False)
                    result.again[name, kind] = driven(port, drawn(some), again, scratch)


def drawn(paths: Sequence[str]) -> list[str]:
    """Draw paths as readers do: the page of rank r is asked for in proportion to r ** -0.8.

    That is what logs of web servers and proxies show (Breslau, Cao, Fan, Phillips, Shenker 1999: 0.64 to 0.83).
    """
    weights = [rank**-_ZIPF for rank in range(1, len(paths) + 1)]
    return Random(_SEED).choices(paths, weights, k=_DRAWN)


def _servers(
    register: Path, asked: Sequence[str], ids: Sequence[str], facets: Sequence[str], scratch: Path
) -> Iterator[tuple[str, Server, Mapping[str, list[str]]]]:
    serve = [sys.executable, "-m", "fachwerk", "serve", "--register", str(register), "--workers", "2", "--words-only"]
    ours = {
        SEARCH: [_ours({"q": text}) for text in asked],
        NARROWED: [_ours({"q": text, "region": _REGION}) for text in asked],
        PROJECT: [f"/de/projects/{id}" for id in ids],
        START: ["/de/"],
    }
    yield OURS, Server(lambda port: [*serve, "--port", str(port)], {SEARCH: lambda _: ours[SEARCH][0]}), ours
    database = scratch / "fts.db"
    with closing(sqlite3.connect(database)) as connection:
        write(documents_in(register), connection, facets)
    datasette = [sys.executable, "-m", "datasette", "serve", str(database)]
    for setting in ("sql_time_limit_ms", "facet_time_limit_ms"):
        datasette += ["--setting", setting, "10000"]
    theirs = {
        TABLE: [_theirs({"_search": text}, facets) for text in asked],
        TABLE_NARROWED: [_theirs({"_search": text, "by_region": _REGION}, facets) for text in asked],
    }
    yield THEIRS, Server(lambda port: [*datasette, "--port", str(port)], {TABLE: lambda _: theirs[TABLE][0]}), theirs


def _ours(asked: Mapping[str, str]) -> str:
    return f"/de/search?{urlencode(asked)}"


def _theirs(asked: Mapping[str, str], facets: Sequence[str]) -> str:
    counted = [("_facet", f"by_{name}") for name in facets]
    return f"/fts/project?{urlencode([*asked.items(), *counted, ('_size', 10)])}"


def _weigh(result: Measured, port: int, paths: Mapping[str, Sequence[str]]) -> None:
    """Weigh a page of each kind, and what a first visit to a result takes over the wire."""
    root = f"http://127.0.0.1:{port}"
    for kind, some in paths.items():
        found = [_content(f"{root}{path}") for path in some[:20]]
        largest = max(found, key=len)
        result.sizes[kind] = Size(
            len(largest), len(gzip.compress(largest, 5)), len(brotli.compress(largest, quality=4))
        )
    page = _content(f"{root}{paths[SEARCH][0]}").decode()
    files = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page))
    result.first_visit = sum(len(_content(f"{root}{path}", "br")) for path in (paths[SEARCH][0], *files))


def _content(address: str, coding: str = "identity") -> bytes:
    with urlopen(Request(address, headers={"Accept-Encoding": coding})) as answer:
        return bytes(answer.read())
