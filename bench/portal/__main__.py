"""`python -m bench.portal`: measures how quickly the portal's pages come, beside Datasette.

Writes docs/benchmarks-portal.md. It needs Debian's `wrk`.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.portal.measured import Measured
from bench.portal.page import markdown
from bench.portal.served import Wanted, measure
from bench.search.sets import ROOT
from bench.versions import idle_share

SMALL, LARGE = Wanted(2_000, 60, 2), Wanted(100_000, 300, 10)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.portal", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few projects, printed only: to see that it works")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks-portal.md")
    asked = parser.parse_args(arguments)
    if shutil.which("wrk") is None:
        print("`wrk` is not installed (Debian: apt-get install wrk)", file=sys.stderr)
        return 2
    result, begin = Measured(idle=idle_share()), time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        measure(SMALL if asked.quick else LARGE, result, Path(scratch))
    result.minutes = (time.monotonic() - begin) / 60
    page = markdown(result)
    if asked.quick:
        print(page)
    else:
        asked.out.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
