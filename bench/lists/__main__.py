"""`python -m bench.lists OUT_DIR [--quick]`: write every list as PDF, its truth, and its dumps."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from bench.lists.configurations import CONFIGURATIONS, QUICK, Configuration
from bench.lists.content import FAMILIES, joined, truth_of
from bench.lists.dump import DUMPS
from bench.lists.printing import printing_of
from bench.lists.produce import PRODUCERS
from bench.lists.setting import MissingTool


def write_list(configuration: Configuration, folder: Path) -> Iterator[str]:
    """Write one list and yield the names of what was missing on this machine."""
    entries = FAMILIES[configuration.family](configuration.seed, configuration.count)
    printing = printing_of(configuration, entries)
    pdf = folder / f"{configuration.name}.pdf"
    try:
        PRODUCERS[configuration.producer](printing, pdf)
    except MissingTool as missing:
        yield str(missing)
        return
    write_lines(pdf.with_suffix(".truth.jsonl"), [truth_of(entry, configuration.fields) for entry in entries])
    write_lines(
        pdf.with_suffix(".printed.jsonl"),
        [[joined(cell) or "" for cell in row] for row in printing.rows[: len(entries)]],
    )
    for name, dump in DUMPS.items():
        try:
            pdf.with_suffix(f".{name}.txt").write_bytes(dump(pdf).encode("utf-8"))
        except MissingTool as missing:
            yield str(missing)


def write_lines(path: Path, items: Iterable[object]) -> None:
    """Write one JSON value a line."""
    text = "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)
    path.write_text(text, encoding="utf-8")


def quick() -> list[Configuration]:
    """Six lists of 60 rows: what tests and impatient people take."""
    return [replace(each, count=60, seed=each.seed + 7) for each in CONFIGURATIONS if each.name in QUICK]


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.lists", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--quick", action="store_true", help="six lists of 60 rows")
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    missing: set[str] = set()
    for configuration in quick() if wanted.quick else CONFIGURATIONS:
        missing.update(write_list(configuration, wanted.folder))
    for name in sorted(missing):
        print(f"not installed: {name}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
