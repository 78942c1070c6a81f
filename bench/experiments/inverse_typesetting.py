"""What each part of reading dumps is worth: the same lists read with one part switched off at a time.

Usage: `python -m bench.experiments.inverse_typesetting [--only NAME …]`. Figures stand in docs/decisions/0030.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from importlib import import_module
from math import inf
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from bench.experiments.greedy import greedy
from bench.lists.configurations import CONFIGURATIONS
from bench.lists.setting import MissingTool
from bench.lists.write import write_dumps, write_pdf
from bench.score import score
from fachwerk.errors import FachwerkError
from fachwerk.read.lines import open_lines
from fachwerk.records import Dump, ReadOptions, Row
from fachwerk.rows.dump import cut
from fachwerk.rows.dump.turns import Stance

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
LISTS = ("excel-top-bare", "excel-bottom", "platypus-middle", "weasy-lines", "excel-money")
FORMS = ("tika", "raw")
COUNT = 60

# `fachwerk.rows.dump.learn` the module, which `learn` the function hides.
_LEARN, _MODEL = (import_module(f"fachwerk.rows.dump.{name}") for name in ("learn", "model"))


class Case(NamedTuple):
    """A dump with its truth, row by row, cell by cell; None where the truth is not known."""

    name: str
    file: Path
    truth: list[tuple[str, ...]]


def cases(folder: Path) -> Iterator[Case]:
    """The sample list, the first list where it is at hand, and generated ones."""
    sample = ROOT / "samples" / "fachkraefteprojekte.txt"
    yield Case("sample", sample, [_cells(row.values()) for row in _json(sample.with_suffix(".truth.jsonl"))])
    first, gold = SHARED / "seed" / "fachkraefterichtlinie-2023.txt", SHARED / "gold" / "rows-001-060.jsonl"
    if first.exists() and gold.exists():
        yield Case("first list", first, [_cells(list(row.values())[3:12]) for row in _json(gold)])
    for made in CONFIGURATIONS:
        if made.name not in LISTS:
            continue
        try:
            pdf = write_pdf(replace(made, count=COUNT, seed=made.seed + 30), folder)
        except MissingTool as missing:
            print(f"{made.name}: no {missing}", file=sys.stderr)
            continue
        for missing_tool in write_dumps(pdf):
            print(f"{made.name}: no {missing_tool}", file=sys.stderr)
        truth = [tuple(row) for row in _json(pdf.with_suffix(".printed.jsonl"))]
        for form in FORMS:
            if (dump := pdf.with_suffix(f".{form}.txt")).exists():
                yield Case(f"{made.name} {form}", dump, truth)


def _json(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _cells(values: Any) -> tuple[str, ...]:
    """ISO days as the project lists print them."""
    return tuple(_day(value) if value else "" for value in values)


def _day(value: str) -> str:
    parts = value.split("-")
    is_day = [len(part) for part in parts] == [4, 2, 2] and all(map(str.isdigit, parts))
    return ".".join(reversed(parts)) if is_day else value


# --- switches ------------------------------------------------------------------------------------------------------


def _without_widths() -> list[Any]:
    """No width is ever known: wraps say nothing."""
    first = _LEARN.first_setting

    def blind(columns: Sequence[Any], *rest: Any) -> Any:
        return replace(first(columns, *rest), widths=(None,) * len(columns), caps=(inf,) * len(columns))

    return [
        patch.object(_LEARN, "first_setting", blind),
        patch.object(_LEARN, "widths_of", lambda *rest: [None] * rest[-1]),
    ]


def _keep_own() -> list[Any]:
    """A line's own contribution is not left out: it vouches for itself."""
    at = _MODEL.Model.at

    def with_own(self: Any, index: int) -> None:
        own, self.own = self.own, [()] * len(self.own)
        at(self, index)
        self.own = own

    return [patch.object(_MODEL.Model, "at", with_own)]


def _at_the_top(model: Any, setting: Any, *_: Any) -> Any:
    return replace(setting, stance=Stance.TOP)


SWITCHES: Mapping[str, Callable[[], list[Any]]] = {
    "as it is": list,
    "one round": lambda: [patch.object(_LEARN, "ROUNDS", 1)],
    "no widths": _without_widths,
    "no seams": lambda: [patch.object(_LEARN, "better_seams", lambda parts, *_: tuple(parts))],
    "values first": lambda: [patch.object(_MODEL, "VALUES_FROM", 0)],
    "words only": lambda: [patch.object(_MODEL, "VALUES_FROM", 99)],
    "own line counts": _keep_own,
    "always top": lambda: [patch.object(_LEARN, "_stand", _at_the_top)],
}


# --- measuring -----------------------------------------------------------------------------------------------------


def fachwerk_rows(file: Path) -> list[tuple[str, ...]]:
    content = open_lines(file, ReadOptions()).content
    assert isinstance(content, Dump)
    return [tuple(cell.printed or "" for cell in part.cells) for part in cut(content) if isinstance(part, Row)]


def measured(case: Case, read: Callable[[Path], list[tuple[str, ...]]]) -> str:
    """Whole rows that are exact of those whose truth is known, and seconds of computing."""
    began = time.process_time()
    try:
        rows = read(case.file)
    except FachwerkError as refused:
        return str(refused)[:20]
    took = time.process_time() - began
    names = [str(number) for number in range(len(case.truth[0]))]
    want, got = ([dict(zip(names, row, strict=False)) for row in table] for table in (case.truth, rows))
    if case.name == "first list":
        got = got[: len(want)]
    result = score(want, got, names)
    return f"{result.exact_rows}/{result.rows} {100 * result.exact_cells / result.cells:.1f} % {took:.1f} s"


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.experiments.inverse_typesetting", description=__doc__)
    parser.add_argument("--only", nargs="*", choices=(*SWITCHES, "greedy"), metavar="NAME")
    only = parser.parse_args().only or (*SWITCHES, "greedy")
    with tempfile.TemporaryDirectory() as folder:
        print("| list | " + " | ".join(only) + " |")
        print("|---|" + "---|" * len(only))
        for case in cases(Path(folder)):
            figures = [_one(case, name) for name in only]
            print(f"| {case.name} | " + " | ".join(figures) + " |", flush=True)
    return 0


def _one(case: Case, name: str) -> str:
    if name == "greedy":
        is_made_for = len(case.truth[0]) == 9 and not case.name.endswith("raw")
        return measured(case, lambda file: greedy(file.read_text(encoding="utf-8"))) if is_made_for else "–"
    with ExitStack() as stack:
        for switch in SWITCHES[name]():
            stack.enter_context(switch)
        return measured(case, fachwerk_rows)


if __name__ == "__main__":
    sys.exit(main())
