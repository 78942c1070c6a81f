"""Ask the API everything that its OpenAPI document allows, and what it does not: `python -m tests.fuzz.api`.

A register with the sample list is served; schemathesis makes up questions, `FUZZ_EXAMPLES` (200) for each address. Ends
with 1 if an answer has a status of 5xx, or is not what the document says.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples/fachkraefteprojekte.pdf"
FACHWERK = [sys.executable, "-m", "fachwerk"]
# Not `positive_data_acceptance`: that a region must be one that there is, no schema can say.
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "unsupported_method",
)


def main() -> int:
    examples = os.environ.get("FUZZ_EXAMPLES", "200")
    with tempfile.TemporaryDirectory() as folder:
        register = ["--register", f"{folder}/register"]
        subprocess.run([*FACHWERK, "import", str(SAMPLE), *register], cwd=ROOT, check=True)
        with subprocess.Popen(
            [*FACHWERK, "serve", "--port", "0", *register], cwd=ROOT, stderr=subprocess.PIPE, text=True
        ) as served:
            try:
                return _asked(_address(served), examples, Path(folder))
            finally:
                served.terminate()


def _address(served: subprocess.Popen[str]) -> str:
    assert served.stderr is not None
    for line in served.stderr:
        found = re.search(r"http://[\w.:]+/", line)
        if found is not None:
            return f"{found[0]}api/v1/"
    raise SystemExit("the register is not served")


def _asked(address: str, examples: str, folder: Path) -> int:
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{address}openapi.json"]
    options = ["--checks", ",".join(CHECKS), "--max-examples", examples, "--workers", "2", "--mode", "all"]
    return subprocess.run([*command, *options], cwd=folder, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
