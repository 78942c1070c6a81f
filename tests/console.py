"""Terminal sessions in documentation: found, run, and compared with what the page promises."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]

_BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


class Step(NamedTuple):
    """One command and what the page says it prints; a line `...` stands for any number of lines."""

    command: str
    promised: str


def steps(page: str) -> Iterator[Step]:
    for block in _BLOCK.findall(page):
        for said in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, promised = said.partition("\n")
            yield Step(command, promised.strip("\n"))


def printed(command: str, folder: Path) -> str:
    """Run a command as a reader would, in an empty folder in which the samples lie; give what it prints."""
    samples = folder / "samples"
    if not samples.exists():
        samples.symlink_to(ROOT / "samples")
    ours = f'fachwerk() {{ {shlex.quote(sys.executable)} -m fachwerk "$@"; }}; '
    environment = {**os.environ, "COLUMNS": "100", "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["bash", "-c", ours + command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
        check=False,
    )
    return done.stdout.decode("utf-8").strip("\n")


def is_kept(promised: str, printed: str) -> bool:
    """Tell whether the page promises what is printed; `...` alone on a line, or at its end, leaves something out."""
    pattern = re.escape(promised).replace("\\.\\.\\.\\\n", "(?:.*\\n)*?").replace("\\.\\.\\.", "(?:.|\\n)*?")
    return re.fullmatch(pattern, printed) is not None
