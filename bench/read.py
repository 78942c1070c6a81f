"""`python -m bench.read`: measures how right, how fast and how lean Fachwerk reads, beside other tools, on one machine.

Writes docs/benchmarks.md. Lists are generated anew in a temporary folder; real ones are taken where they are there.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.accuracy import FORMS, Case, Unreadable, cases, measure
from bench.lists.configurations import CONFIGURATIONS, Configuration, quick
from bench.lists.write import write_list, write_pdf
from bench.measured import Measured
from bench.page import markdown
from bench.peers import TOOLS
from bench.processes import Ran, ran
from bench.real import compare, ours, published
from bench.score import Score, score_grid

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"
TIMED = ("platypus-grid", "excel-top-bare", "weasy-bare", "excel-money")
LONG = Configuration("long", "excel", rules="none", repeats_heading=True)
ROWS_PER_PAGE = 8
FOR_LONG_LISTS = ("fachwerk", "pdfplumber", "tablers", "characters")  # camelot would take minutes


def page_count(pdf: Path) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def peer(tool: str, file: Path, folder: Path) -> tuple[dict[str, Any], Ran]:
    """Let one tool read one file in a fresh process."""
    out = folder / "peer.json"
    out.unlink(missing_ok=True)
    done = ran([sys.executable, "-m", "bench.peers", tool, str(file), str(out)])
    if done.code != 0 or not out.exists():
        return {"missing": f"{tool} failed: {done.err.strip().splitlines()[-1:]}"}, done
    return json.loads(out.read_text(encoding="utf-8")), done


def printed_cells(pdf: Path) -> list[list[str]]:
    text = pdf.with_suffix(".printed.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def side_by_side(names: Sequence[str], folder: Path, result: Measured) -> None:
    """Every tool reads every list once; its raw rows are compared with the printed cells."""
    for name in names:
        pdf = folder / f"{name}.pdf"
        result.pages[name] = page_count(pdf)
        for tool in TOOLS:
            if tool == "characters":
                continue
            answer, _ = peer(tool, pdf, folder)
            if "missing" in answer:
                result.missing.add(answer["missing"])
                continue
            result.tables.setdefault(name, {})[tool] = score_grid(printed_cells(pdf), answer["rows"])


def race(names: Sequence[str], tools: Iterable[str], folder: Path, runs: int, result: Measured) -> None:
    """Let the tools read in turns, `runs` times, and keep each one's best time."""
    for name in names:
        best: dict[str, float] = {}
        for _ in range(runs):
            for tool in tools:
                answer, _ = peer(tool, folder / f"{name}.pdf", folder)
                if "seconds" in answer:
                    best[tool] = min(answer["seconds"], best.get(tool, answer["seconds"]))
        result.seconds[name] = best


def forms(folder: Path, result: Measured) -> None:
    """Our reading of every list in every form."""
    for case in cases(folder):
        result.forms.setdefault(case.name, {})[case.form] = _scored(case)


def _scored(case: Case) -> Score | str:
    try:
        return measure(case)
    except (Unreadable, subprocess.TimeoutExpired):
        return "refused"


def long_lists(counts: Mapping[str, int], folder: Path, result: Measured) -> None:
    """Peak memory of the whole command on long lists, and of others on the shortest of them."""
    for name, pages in counts.items():
        pdf = write_pdf(replace(LONG, name=name, count=int(pages * ROWS_PER_PAGE)), folder)
        result.pages[name] = page_count(pdf)
        rows = folder / f"{name}.rows.jsonl"
        done = ran([sys.executable, "-m", "fachwerk", "read", str(pdf), "--as", "jsonl", "-o", str(rows)])
        result.memory[name] = {"fachwerk": done.peak_mb}
        if rows.exists():
            printed = [list(json.loads(line)["printed"].values()) for line in rows.read_text("utf-8").splitlines()]
            result.long_lists[name] = score_grid(printed_cells(pdf), printed)
        for tool in FOR_LONG_LISTS[1:] if name == next(iter(counts)) else ():
            _, peak = peer(tool, pdf, folder)
            result.memory[name][tool] = peak.peak_mb


def best_help(runs: int) -> float:
    """How long `fachwerk --help` takes, at best."""
    return min(ran([sys.executable, "-m", "fachwerk", "--help"]).seconds for _ in range(runs))


def real_lists(result: Measured) -> None:
    for table in sorted((SHARED / "corpus").glob("*/published.csv")):
        try:
            found = compare(list(published(table)), list(ours(table.with_name("list.pdf"))))
            result.real[table.parent.name] = found
        except (Unreadable, subprocess.TimeoutExpired):
            result.real[table.parent.name] = "refused"


def first_list(folder: Path) -> str:
    """The last line of what the first list's own scorer says."""
    dumps, scorer = sorted((SHARED / "seed").glob("*.txt")), SHARED / "tools" / "score_rows.py"
    if not dumps or not scorer.exists():
        return ""
    rows = folder / "first.jsonl"
    ran([sys.executable, "-m", "fachwerk", "read", str(dumps[0]), "--as", "jsonl", "-o", str(rows)])
    if not rows.exists():
        return "refused"
    said = ran([sys.executable, str(scorer), str(rows), "--show", "0"]).out.splitlines()
    return re.sub(r" +", " ", "; ".join(said[-2:]))


def measured(is_quick: bool, folder: Path) -> Iterator[str | Measured]:
    """Measure step by step: yield what is being done, and the result at the end."""
    result = Measured()
    made = quick() if is_quick else list(CONFIGURATIONS)
    yield f"generating {len(made)} lists"
    for each in made:
        result.missing.update(write_list(each, folder))
    names = [each.name for each in made if (folder / f"{each.name}.pdf").exists()]
    yield "reading them with every tool"
    side_by_side(names, folder, result)
    yield "taking times"
    race([name for name in names if name in TIMED], TOOLS, folder, 1 if is_quick else 5, result)
    yield f"reading them in the forms {', '.join(FORMS)}"
    forms(folder, result)
    yield "reading long lists"
    long_lists({"300 pages": 300} if is_quick else {"300 pages": 300, "2,000 pages": 2000}, folder, result)
    race(["300 pages"], FOR_LONG_LISTS, folder, 1 if is_quick else 2, result)
    result.help_seconds = best_help(5)
    yield "reading real lists"
    real_lists(result)
    result.first_list = first_list(folder)
    yield result


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.read", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="six short lists, one run: to see that it works")
    parser.add_argument("--out", type=Path, default=HERE.parent / "docs" / "benchmarks.md")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for step in measured(wanted.quick, Path(folder)):
            if isinstance(step, str):
                print(step, file=sys.stderr, flush=True)
            else:
                wanted.out.write_text(markdown(step), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
