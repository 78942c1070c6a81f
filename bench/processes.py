"""Runs a command in a process of its own and says how long it took and how much memory it had at its peak.

On Linux a process inherits the peak of the one that started it, and the benchmark itself grows large. So commands are
started by a small process in between: this module, run as a program.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

_UNIT = 1 if sys.platform == "darwin" else 1024  # ru_maxrss counts bytes there, kilobytes elsewhere


class Ran(NamedTuple):
    """What became of a command; memory is the largest resident set, in megabytes of 10^6 bytes.

    `busy` are the seconds that processors worked for it, which a machine shared with others does not stretch as much.
    """

    code: int
    seconds: float
    busy: float
    peak_mb: float
    out: str
    err: str


def ran(command: Sequence[str], timeout: float = 1_800) -> Ran:
    """Run to the end, or kill after `timeout` seconds (code -9)."""
    with tempfile.TemporaryDirectory() as folder:
        note, out, err = (Path(folder) / name for name in ("note", "out", "err"))
        with out.open("wb") as out_file, err.open("wb") as err_file:
            subprocess.run(
                [sys.executable, "-m", "bench.processes", str(note), str(timeout), *command],
                stdout=out_file, stderr=err_file, check=True,
            )  # fmt: skip
        said = json.loads(note.read_text(encoding="utf-8"))
        return Ran(**said, out=out.read_text("utf-8"), err=err.read_text("utf-8", "backslashreplace"))


def _watch(command: Sequence[str], timeout: float) -> dict[str, float]:
    begin = time.perf_counter()
    process = subprocess.Popen(command)
    alarm = threading.Timer(timeout, process.kill)
    alarm.start()
    _, status, usage = os.wait4(process.pid, 0)
    alarm.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    return {
        "code": process.returncode,
        "seconds": time.perf_counter() - begin,
        "busy": usage.ru_utime + usage.ru_stime,
        "peak_mb": usage.ru_maxrss * _UNIT / 1e6,
    }


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(_watch(sys.argv[3:], float(sys.argv[2]))), encoding="utf-8")
