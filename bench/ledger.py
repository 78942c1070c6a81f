"""Reads a file on the command line, as a user would, and keeps what its ledger says."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.accuracy import Unreadable, json_lines
from bench.processes import ran


@dataclass(frozen=True, slots=True)
class Account:
    """What a ledger says: rows, printed lines, those that nothing explains, the verdict and its reasons."""

    rows: int
    lines: int
    unexplained: int
    verdict: str
    reasons: tuple[str, ...]


def read_with_ledger(file: Path, scratch: Path, seconds: float = 300) -> tuple[list[Any], Account]:
    """Give the rows of a file as JSON objects and its ledger's account; raises `Unreadable` if it is refused."""
    with TemporaryDirectory(dir=scratch) as folder:
        rows, ledger = Path(folder) / "rows.jsonl", Path(folder) / "ledger.json"
        command = [sys.executable, "-m", "fachwerk", "read", str(file), "--as", "jsonl", "-o", str(rows)]
        done = ran([*command, "--ledger", str(ledger)], seconds)
        if done.code not in (0, 1):
            raise Unreadable(done.err.strip() or f"exit code {done.code}")
        said = json.loads(ledger.read_text(encoding="utf-8"))
        return json_lines(rows), Account(
            said["rows"], said["text_lines"], len(said["unexplained"]), said["verdict"], tuple(said["reasons"])
        )
