"""`python -m bench.lists OUT_DIR [--quick]`: write every list as PDF, its truth, and its dumps."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench.lists.configurations import CONFIGURATIONS, quick
from bench.lists.write import write_list


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
