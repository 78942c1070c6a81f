"""Standard output: how wide it is, and what happens when its reader leaves."""

import os
import shutil
import sys
from collections.abc import Callable
from typing import TextIO

WIDTH_IN_A_PIPE = 120


def to_standard_output(write: Callable[[TextIO], None]) -> None:
    """Let `write` write; who closes the pipe (`| head`) has seen enough, and that is no error."""
    try:
        write(sys.stdout)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes once more at its end and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def width_of(out: TextIO) -> int:
    """Give the characters a line of a table may have."""
    return shutil.get_terminal_size((WIDTH_IN_A_PIPE, 0)).columns if out is sys.stdout else WIDTH_IN_A_PIPE
