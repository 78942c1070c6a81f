"""`python -m bench.accuracy FOLDER [--show N]`: how right Fachwerk reads each list with known truth, in each form."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bench.score import Fields, Score, score

FORMS = {
    "pdf": ".pdf",
    "tika": ".tika.txt",
    "raw": ".raw.txt",
    "layout": ".layout.txt",
    "plain": ".plain.txt",
}


class Unreadable(Exception):
    """Fachwerk refused a file; the message is what it said."""


class Case(NamedTuple):
    """One list in one form, with its truth."""

    name: str
    form: str
    file: Path
    truth: list[Fields]

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(self.truth[0])


def json_lines(path: Path) -> list[Fields]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def cases(folder: Path) -> Iterator[Case]:
    """Every list of the folder in every form that could be made on this machine."""
    for truth in sorted(folder.glob("*.truth.jsonl")):
        name = truth.name.removesuffix(".truth.jsonl")
        for form, ending in FORMS.items():
            file = folder / (name + ending)
            if file.exists():
                yield Case(name, form, file, json_lines(truth))


def read_rows(file: Path, seconds: int = 300) -> list[Fields]:
    """Read a file as a user would, on the command line, and return its canonical fields row by row."""
    return [row["fields"] for row in read_objects(file, seconds)]


def read_objects(file: Path, seconds: int = 300) -> list[dict[str, Any]]:
    """Read a file on the command line and return what it prints, row by row."""
    command = [sys.executable, "-m", "fachwerk", "read", str(file), "--as", "jsonl"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    if done.returncode not in (0, 1):
        raise Unreadable(done.stderr.strip() or f"exit code {done.returncode}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def measure(case: Case) -> Score:
    return score(case.truth, read_rows(case.file), case.fields)


def report(case: Case, show: int) -> Iterator[str]:
    """One line of figures, then the first differing cells."""
    try:
        rows = read_objects(case.file)
    except (Unreadable, subprocess.TimeoutExpired) as refused:
        yield f"{case.name:16} {case.form:7} {str(refused)[:300]}"
        return
    result = score(case.truth, [row["fields"] for row in rows], case.fields)
    yield f"{case.name:16} {case.form:7} {result}"
    if lost := [name for name in case.fields if rows and name not in rows[0]["fields"]]:
        yield f"    no column for {', '.join(lost)}; printed headings: {list(rows[0]['printed'])}"
    for difference in result.differences[:show]:
        yield f"    row {difference.row} {difference.field}"
        yield f"      want {difference.want!r}"
        yield f"      got  {difference.got!r}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.accuracy", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="differing cells to show for each list")
    parser.add_argument("--form", choices=tuple(FORMS), help="only this form")
    wanted = parser.parse_args()
    for case in cases(wanted.folder):
        if wanted.form in (None, case.form):
            print("\n".join(report(case, wanted.show)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
