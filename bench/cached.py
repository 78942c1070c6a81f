"""Generated lists, kept between runs: one is made anew only where the generator, its tools or its settings changed."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bench.lists.configurations import Configuration
from bench.lists.write import write_list, write_pdf
from bench.versions import versions

SOURCES = Path(__file__).parent / "lists"


class Made(NamedTuple):
    """Where a generated list lies (`<name>.pdf`, `.truth.jsonl` …), and which of its forms lack a tool here."""

    name: str
    folder: Path
    missing: tuple[str, ...] = ()

    @property
    def pdf(self) -> Path:
        return self.folder / f"{self.name}.pdf"


def made(configuration: Configuration, root: Path, has_dumps: bool = True) -> Made:
    """Give the list from the cache below `root`, or make it there; what lacked a tool is made again the next time."""
    folder = root / f"{configuration.name}-{_key(repr((configuration, has_dumps)))}"
    note = folder / "missing.json"
    if note.exists() and not (missing := json.loads(note.read_text(encoding="utf-8"))):
        return Made(configuration.name, folder)
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root) as scratch:
        new = Path(scratch) / "new"
        new.mkdir()
        missing = sorted(write_list(configuration, new)) if has_dumps else []
        if not has_dumps:
            write_pdf(configuration, new)
        (new / note.name).write_text(json.dumps(missing), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        new.rename(folder)
    return Made(configuration.name, folder, tuple(missing))


def _key(settings: str) -> str:
    return hashlib.sha256(f"{_generator()}{settings}".encode()).hexdigest()[:12]


@cache
def _generator() -> str:
    """Everything that decides what a generated list looks like, its settings aside."""
    files = (path for path in sorted(SOURCES.rglob("*")) if path.suffix in (".py", ".yml"))
    sources = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    return sources + json.dumps(versions(), sort_keys=True)
