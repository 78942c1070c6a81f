"""Which machine measured, and with which versions of the libraries and programs beside Fachwerk."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import time
from collections.abc import Mapping
from functools import cache
from importlib import metadata
from pathlib import Path

LIBRARIES = (
    "pypdfium2", "pdfplumber", "camelot-py", "tablers", "iscc-tika", "reportlab", "weasyprint", "XlsxWriter",
)  # fmt: skip
PROGRAMS = {"pdftotext": ("pdftotext", "-v"), "LibreOffice": ("soffice", "--version")}
_NUMBER = re.compile(r"\d+(?:\.\d+)+")


def machine() -> str:
    """The processor's name, the number of cores, and Python's version."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    models = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    name = models[0] if models else platform.processor() or platform.machine()
    return f"{name}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


@cache
def versions() -> Mapping[str, str]:
    """The version of every library and program that is installed, by name."""
    found = {name: version for name in LIBRARIES if (version := _library(name))}
    return found | {name: version for name, command in PROGRAMS.items() if (version := _program(command))}


def _library(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _program(command: tuple[str, ...]) -> str:
    if shutil.which(command[0]) is None:
        return ""
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    number = _NUMBER.search(done.stdout + done.stderr)
    return number.group() if number else "?"


def idle_share(seconds: float = 2.0) -> float | None:
    """How idle all processors are while this process sleeps, 0 to 1; None where the system does not say."""
    stat = Path("/proc/stat")
    if not stat.exists():
        return None
    before = _ticks(stat)
    time.sleep(seconds)
    spent = [after - earlier for earlier, after in zip(before, _ticks(stat), strict=True)]
    return (spent[3] + spent[4]) / max(1, sum(spent))  # idle, and waiting for a disk


def _ticks(stat: Path) -> list[int]:
    return [int(ticks) for ticks in stat.read_text(encoding="utf-8").splitlines()[0].split()[1:9]]
