"""Django is loaded when a register is opened, and by nothing else."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "statement",
    [
        "import fachwerk.store, fachwerk.settings, fachwerk.pipeline, fachwerk.cli.app",
        "import sys; sys.argv[1:] = ['read', '--as', 'jsonl', 'samples/fachkraefteprojekte.pdf', '-o', '/dev/null']\n"
        "from fachwerk.cli import main\n"
        "try: main()\nexcept SystemExit as end: assert not end.code",
    ],
    ids=["importing", "reading"],
)
def test_nothing_loads_django_before_a_register_is_opened(statement: str) -> None:
    ask = "import sys; print(sorted(name for name in sys.modules if name.split('.')[0] in ('django', 'psycopg')))"
    done = subprocess.run([sys.executable, "-c", f"{statement}\n{ask}"], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
