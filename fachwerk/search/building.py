"""Makes a register ready for search beside a server that goes on answering: `python -m fachwerk.search.building`.

In a process of its own, because making an index keeps Python busy, and with less right to the processor than answering
has. Whoever starts it waits for it; where it fails, it says why on standard error.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from fachwerk.settings import REGISTER

_NICER = 4  # of much more, on a machine that is busy, an index is never done
_WITH_MEANING = "meaning"


def build_beside(register: Path, by_meaning: bool, shown: int | None) -> bool:
    """Have a register made ready in a process of its own; tell whether that went well."""
    asked = [_WITH_MEANING if by_meaning else "words", "" if shown is None else str(shown)]
    environ = {**os.environ, REGISTER: str(register.absolute())}
    done = subprocess.run([sys.executable, "-m", "fachwerk.search.building", *asked], env=environ, check=False)
    return done.returncode == 0


def main(how: str, shown: str) -> None:
    """Make the register of the environment ready, as `build_beside` asks for it."""
    from fachwerk.search.register import Register

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.nice(_NICER)
    with Register.open(by_meaning=how == _WITH_MEANING, shown=int(shown) if shown else None) as register:
        register.ready()


if __name__ == "__main__":
    main(*sys.argv[1:])
