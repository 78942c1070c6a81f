"""Feed the readers rubbish until something breaks: `python -m tests.fuzz`, `FUZZ_SECONDS` (60) for each fuzzer.

First the coverage-guided fuzzers of dumps, CSV files and web pages (atheris), then hypothesis with more examples than
`make test` takes, which also breaks workbooks and PDFs. Ends with 1 if any found something.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FUZZERS = ("dump", "csv", "html")


def main() -> int:
    seconds = int(os.environ.get("FUZZ_SECONDS", "60"))
    guided = [
        [sys.executable, "-m", "tests.fuzz.harness", name, f"-max_total_time={seconds}", "-max_len=2000"]
        for name in FUZZERS
    ]
    random = [sys.executable, "-m", "pytest", "-q", "tests/fuzz"]
    environment = {**os.environ, "FUZZ_EXAMPLES": str(seconds * 20)}
    codes = [subprocess.run(command, cwd=ROOT, env=environment).returncode for command in [*guided, random]]
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main())
