"""The steps of the benchmark as jobs: what is measured on which file, and where its figure goes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import inf
from pathlib import Path
from typing import Any, NamedTuple

from bench.accuracy import Case, Unreadable, cases, json_lines, read_rows
from bench.aims import RULES
from bench.cached import Made, made
from bench.first import first_list
from bench.ledger import read_with_ledger
from bench.lists.configurations import Configuration
from bench.measured import Measured
from bench.peers import TOOLS
from bench.processes import Ran, ran
from bench.real import compare, known, published
from bench.score import score, score_grid

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
TIMED = ("platypus-grid", "excel-top-bare", "weasy-bare", "excel-money")
LONG = Configuration("long", "excel", rules="none", repeats_heading=True)
ROWS_PER_PAGE = 8
FOR_LONG_LISTS = ("fachwerk", "pdfplumber", "tablers", "characters")  # camelot would take minutes
# A tool is timed again until it has had so many runs or so many seconds: the slow ones need no second look.
_RUNS, _SECONDS_ENOUGH = 5, 8.0
_TIMEOUT = 400.0


class Job(NamedTuple):
    """One measurement: what it is called where it fails, and what does it."""

    name: str
    measure: Callable[[Measured], None]


@dataclass(frozen=True, slots=True)
class Bench:
    """What to measure with: the generated lists, the long ones by pages, and folders for the cache and for scraps."""

    lists: tuple[Made, ...]
    long_pages: tuple[int, ...]
    cache: Path
    scratch: Path


class ToolFailed(Exception):
    """Another tool ended with an error; the message is its last line."""


def first(bench: Bench) -> Iterator[Job]:
    """The first list beside the rows that were made by hand."""
    dumps, by_hand = sorted((SHARED / "seed").glob("*.txt")), sorted((SHARED / "gold").glob("rows-*.jsonl"))

    def measure(result: Measured) -> None:
        result.first = first_list(dumps[0], by_hand[0], bench.scratch)

    if dumps and by_hand:
        yield Job("the first list", measure)


def forms(bench: Bench) -> Iterator[Job]:
    """Our reading of every generated list in every form."""
    for each in bench.lists:
        yield from (_form(case) for case in cases(each.folder))


def _form(case: Case) -> Job:
    def measure(result: Measured) -> None:
        try:
            rows = read_rows(case.file)
        except Unreadable:
            rows = []
            result.refused.add((case.name, case.form))
        result.forms.setdefault(case.name, {})[case.form] = score(case.truth, rows, case.fields)

    return Job(f"{case.name} as {case.form}", measure)


def real(bench: Bench) -> Iterator[Job]:
    """Published lists beside what an open data set made of them, where it did."""
    for file in sorted((SHARED / "corpus").glob("*/list.*")):
        yield _real(file, bench.scratch)


def _real(file: Path, scratch: Path) -> Job:
    def measure(result: Measured) -> None:
        rows, account = read_with_ledger(file, scratch)
        table = file.with_name("published.csv")
        found = compare(list(published(table)), [known(row["fields"]) for row in rows]) if table.exists() else None
        result.real[file.parent.name] = account, found

    return Job(file.parent.name, measure)


def peers(bench: Bench) -> Iterator[Job]:
    """Every tool reads every generated list; its raw rows are compared with the printed cells.

    Camelot's lattice is by far the slowest, and needs drawn lines: of the lists without any it reads the timed ones.
    """
    for each in bench.lists:
        is_hopeless = RULES[each.name] == "none" and each.name not in TIMED
        tools = (tool for tool in TOOLS if tool != "characters" and not (tool == "camelot lattice" and is_hopeless))
        yield from (_peer(each, tool, bench.scratch) for tool in tools)


def _peer(each: Made, tool: str, scratch: Path) -> Job:
    def measure(result: Measured) -> None:
        answer, _ = asked(tool, each.pdf, scratch)
        if "missing" in answer:
            result.missing.add(answer["missing"])
        else:
            cells = json_lines(each.pdf.with_suffix(".printed.jsonl"))
            result.tables.setdefault(each.name, {})[tool] = score_grid(cells, answer["rows"])  # type: ignore[arg-type]

    return Job(f"{tool} on {each.name}", measure)


def memory(bench: Bench) -> Iterator[Job]:
    """Peak memory of the whole command on long lists, and whether all of their rows are right."""
    for pages in sorted(bench.long_pages, reverse=True):
        yield _memory(pages, bench)


def _memory(pages: int, bench: Bench) -> Job:
    def measure(result: Measured) -> None:
        each = long_list(pages, bench.cache)
        rows = bench.scratch / f"{each.name}.rows.jsonl"
        command = [sys.executable, "-m", "fachwerk", "read", str(each.pdf), "--as", "jsonl", "-o", str(rows)]
        done = ran(command, _TIMEOUT)
        if not rows.exists():
            raise ToolFailed(done.err.strip() or f"exit code {done.code}")
        result.pages[each.name] = page_count(each.pdf)
        result.peaks.setdefault(each.name, {})["fachwerk"] = done.peak_mb
        printed = [list(row["printed"].values()) for row in json_lines(rows)]  # type: ignore[union-attr]
        cells = json_lines(each.pdf.with_suffix(".printed.jsonl"))
        result.long_lists[each.name] = score_grid(cells, printed)  # type: ignore[arg-type]

    return Job(f"a list of {pages} pages", measure)


def times(bench: Bench) -> Iterator[Job]:
    """Time a page of every tool on a few lists, in turns, and on a long one without the slowest."""
    for each in bench.lists:
        if each.name in TIMED:
            yield _race(each.name, lambda each=each: each, TOOLS, bench.scratch)  # type: ignore[misc]
    pages = min(bench.long_pages)
    yield _race(f"{pages} pages", lambda: long_list(pages, bench.cache), FOR_LONG_LISTS, bench.scratch)


def _race(name: str, find: Callable[[], Made], tools: Iterable[str], scratch: Path) -> Job:
    def measure(result: Measured) -> None:
        pdf = find().pdf
        result.pages[name] = page_count(pdf)
        spent = dict.fromkeys(tools, 0.0)
        for _ in range(_RUNS):
            for tool in spent:
                if spent[tool] < _SECONDS_ENOUGH:
                    spent[tool] += max(0.1, _timed(tool, name, pdf, scratch, result))

    return Job(f"times of {name}", measure)


def _timed(tool: str, name: str, pdf: Path, scratch: Path, result: Measured) -> float:
    """Let one tool read once, keep best time and highest peak, and say how long it took: for ever if it failed."""
    try:
        answer, done = asked(tool, pdf, scratch)
    except ToolFailed as failure:
        result.failed[f"{tool} on {name}, timed"] = str(failure)
        return inf
    if "missing" in answer:
        return inf
    best, peaks = result.seconds.setdefault(name, {}), result.peaks.setdefault(name, {})
    best[tool] = min(answer["seconds"], best.get(tool, answer["seconds"]))
    if tool != "fachwerk":
        peaks[tool] = max(done.peak_mb, peaks.get(tool, 0.0))
    return float(answer["seconds"])


def help_answers(_: Bench) -> Iterator[Job]:
    """How long `fachwerk --help` takes, at best."""

    def measure(result: Measured) -> None:
        result.help_seconds = min(ran([sys.executable, "-m", "fachwerk", "--help"]).seconds for _ in range(_RUNS))

    yield Job("fachwerk --help", measure)


def asked(tool: str, file: Path, scratch: Path) -> tuple[dict[str, Any], Ran]:
    """Let one tool read one file in a fresh process; raises `ToolFailed` if it does not get to its end."""
    out = scratch / f"{tool}-{file.stem}.json".replace(" ", "-")
    out.unlink(missing_ok=True)
    done = ran([sys.executable, "-m", "bench.peers", tool, str(file), str(out)], _TIMEOUT)
    if done.code != 0 or not out.exists():
        raise ToolFailed(f"{tool} ended with {done.code} {' '.join(done.err.strip().splitlines()[-1:])}".strip())
    return json.loads(out.read_text(encoding="utf-8")), done


def long_list(pages: int, cache: Path) -> Made:
    return made(replace(LONG, name=f"{pages} pages", count=pages * ROWS_PER_PAGE), cache, has_dumps=False)


def page_count(pdf: Path) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


# Accuracy and memory do not mind a busy machine; times and `--help` do, so they come alone and last.
TOGETHER: Mapping[str, Callable[[Bench], Iterator[Job]]] = {
    "memory": memory,
    "real": real,
    "first": first,
    "peers": peers,
    "forms": forms,
}
ALONE: Mapping[str, Callable[[Bench], Iterator[Job]]] = {"times": times, "help": help_answers}
