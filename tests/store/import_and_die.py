"""Import made-up editions into a register when told to, until somebody kills this process.

Usage: python -m tests.store.import_and_die DIRECTORY; the environment names a database as always.
"""

import sys
from pathlib import Path

from fachwerk.settings import settings_of
from fachwerk.store import make_register
from tests.store.made_up import add

ROWS = 2000


def main(folder: Path) -> None:
    """Say that everything is loaded, wait for a line, and import an edition of the content that the line says."""
    with make_register(settings_of(str(folder / "register"))) as register:
        print("ready", flush=True)
        for line in sys.stdin:
            content = line.strip().encode()
            files = folder / line.strip()
            files.mkdir()
            add(register, files, content, range(1, ROWS + 1))
            print("done", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
