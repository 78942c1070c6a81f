"""What the command line answers, and with which exit code."""

import subprocess
import sys

import pytest

from fachwerk import __version__
from fachwerk.cli.app import end_with
from fachwerk.cli.exits import MEANINGS, Exit
from fachwerk.errors import NoTable, UnusableInput

LIBRARIES = ("pypdfium2", "python_calamine", "lxml", "PIL", "rich", "yaml", "concurrent.futures")
HEAVY = (*LIBRARIES, "fachwerk.read", "fachwerk.records")


def fachwerk(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "fachwerk", *arguments]
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom fachwerk.cli import main\nsys.argv = ['fachwerk', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    print(*sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "read" in done.stdout
    assert [name for name in HEAVY if name in done.stderr.split()] == []


def test_the_version_is_printed() -> None:
    assert fachwerk("--version").stdout == f"fachwerk {__version__}\n"


@pytest.mark.parametrize("arguments", [("read", "--nonsense", "x"), ("nonsense",), ("read", "x", "--as", "xml")])
def test_arguments_that_cannot_be_used_end_with_2(arguments: tuple[str, ...]) -> None:
    done = fachwerk(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("read", "--nonsense", "x"), "No such option: --nonsense; `fachwerk read --help` tells what can be typed"),
        (("nonsense",), "No such command 'nonsense'; `fachwerk --help` tells what can be typed"),
        (("read", "--pages=1"), "Missing argument 'FILE'; `fachwerk read --help` tells what can be typed"),
    ],
)
def test_a_mistyped_command_is_answered_in_one_line(arguments: tuple[str, ...], said: str) -> None:
    done = fachwerk(*arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"fachwerk: {said}\n")


def test_a_command_typed_alone_is_answered_by_its_help() -> None:
    done = fachwerk("read")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Usage: fachwerk read")


def test_a_form_that_does_not_exist_is_named_with_those_that_do() -> None:
    assert fachwerk("read", "x", "--as", "xml").stderr == (
        'fachwerk: --as: "xml" is no form; use jsonl or csv or table\n'
    )


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (
            UnusableInput("is empty", file="a.pdf", advice="get it again"),
            2,
            "fachwerk: a.pdf: is empty; get it again\n",
        ),
        (PermissionError(13, "Permission denied", "out"), 2, "fachwerk: out: Permission denied\n"),
        (
            ExceptionGroup("", [NoTable("holds no table", file="a"), UnusableInput("is empty", file="b")]),
            2,
            "fachwerk: a: holds no table\nfachwerk: b: is empty\n",
        ),
        (KeyError("x"), 3, "fachwerk: internal error at an unknown place: KeyError: 'x'\n"),
    ],
)
def test_each_error_is_one_sentence_and_an_exit_code(
    error: Exception, code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert end_with(error) == code
    assert capsys.readouterr().err == said


def test_what_a_file_name_hides_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    end_with(UnusableInput("is empty", file="a\x1b[2Jb\nfachwerk: all is well"))
    assert capsys.readouterr().err == "fachwerk: a[2Jbfachwerk: all is well: is empty\n"


def test_every_exit_code_has_its_sentence() -> None:
    assert set(MEANINGS) == set(Exit)
