"""Writes generated lists into a folder: PDF, truth, printed cells, dumps."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.lists.configurations import Configuration
from bench.lists.content import FAMILIES, joined, truth_of
from bench.lists.dump import DUMPS
from bench.lists.printing import printing_of
from bench.lists.produce import PRODUCERS
from bench.lists.setting import MissingTool


def write_list(configuration: Configuration, folder: Path) -> Iterator[str]:
    """Write one list in all its forms, and yield what could not be made because a tool is missing."""
    try:
        pdf = write_pdf(configuration, folder)
    except MissingTool as missing:
        yield str(missing)
    else:
        yield from write_dumps(pdf)


def write_pdf(configuration: Configuration, folder: Path) -> Path:
    """Write `<name>.pdf`, `<name>.truth.jsonl` (canonical fields) and `<name>.printed.jsonl` (cells, joined)."""
    entries = FAMILIES[configuration.family](configuration.seed, configuration.count)
    printing = printing_of(configuration, entries)
    pdf = folder / f"{configuration.name}.pdf"
    PRODUCERS[configuration.producer](printing, pdf)
    write_lines(pdf.with_suffix(".truth.jsonl"), (truth_of(entry, configuration.fields) for entry in entries))
    printed = ([joined(cell) or "" for cell in row] for row in printing.rows[: len(entries)])
    write_lines(pdf.with_suffix(".printed.jsonl"), printed)
    return pdf


def write_dumps(pdf: Path) -> Iterator[str]:
    """Write what each text tool makes of the PDF as `<name>.<tool>.txt`."""
    for name, dump in DUMPS.items():
        try:
            pdf.with_suffix(f".{name}.txt").write_bytes(dump(pdf).encode("utf-8"))
        except MissingTool as missing:
            yield str(missing)


def write_lines(path: Path, items: Iterable[object]) -> None:
    """Write one JSON value a line."""
    text = "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)
    path.write_text(text, encoding="utf-8")
