"""`fachwerk read` from end to end: what it writes, where, and what it leaves alone."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from fachwerk.portal.shapes import LEDGER_KEYS, ROW_KEYS

ROOT = Path(__file__).parents[2]
LIST = "Projektträger;Projekttitel;Bewilligungsbeginn\nVerein;Werkstatt;01.02.2023\nStadt;;01.03.2023\n"
ROWS: list[dict[str, Any]] = [
    {
        "row": 1,
        "page": 1,
        "lines": [2, 2],
        "bbox": None,
        "printed": {"Projektträger": "Verein", "Projekttitel": "Werkstatt", "Bewilligungsbeginn": "01.02.2023"},
        "fields": {"sponsor": "Verein", "begin": "2023-02-01", "title": "Werkstatt"},
    },
    {
        "row": 2,
        "page": 1,
        "lines": [3, 3],
        "bbox": None,
        "printed": {"Projektträger": "Stadt", "Projekttitel": None, "Bewilligungsbeginn": "01.03.2023"},
        "fields": {"sponsor": "Stadt", "begin": "2023-03-01", "title": None},
    },
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "list.csv").write_text(LIST, "utf-8")
    (tmp_path / "empty.csv").touch()
    return tmp_path


def read(
    folder: Path, *arguments: str, stdin: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "fachwerk", "read", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        input=stdin or "",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_pipe_gets_json_lines_and_nothing_else(folder: Path) -> None:
    done = read(folder, "list.csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert [json.loads(line) for line in done.stdout.splitlines()] == ROWS


def test_keys_stand_in_the_published_order(folder: Path) -> None:
    done = read(ROOT, "samples/fachkraefteprojekte.pdf", "samples/fachkraefteprojekte.txt")
    seen = [list(json.loads(line)) for line in done.stdout.splitlines()]
    assert all(keys == [key for key in ROW_KEYS if key in keys] for keys in seen)
    assert {"carried", "file"} <= {key for keys in seen for key in keys}


def test_the_ending_of_out_decides_the_form(folder: Path) -> None:
    for name in ("rows.csv", "rows.jsonl", "rows.txt"):
        assert read(folder, "list.csv", "-o", name).returncode == 0
    with (folder / "rows.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [
            ["row", "page", "line_first", "line_last", *ROWS[0]["printed"], "sponsor", "begin", "title"],
            ["1", "1", "2", "2", "Verein", "Werkstatt", "01.02.2023", "Verein", "2023-02-01", "Werkstatt"],
            ["2", "1", "3", "3", "Stadt", "", "01.03.2023", "Stadt", "2023-03-01", ""],
        ]
    assert [json.loads(line) for line in (folder / "rows.jsonl").read_text("utf-8").splitlines()] == ROWS
    assert (folder / "rows.txt").read_text("utf-8").startswith("row  page  Projektträger")


def test_the_ledger_has_the_published_keys(folder: Path) -> None:
    assert read(folder, "list.csv", "-o", "rows.csv", "--ledger", "ledger.json").returncode == 0
    ledger = json.loads((folder / "ledger.json").read_text("utf-8"))
    assert list(ledger) == [key for key in LEDGER_KEYS if key in ledger]
    assert (ledger["rows"], ledger["text_lines"], ledger["unexplained"]) == (2, 3, [])
    assert ledger["per_page"] == [{"page": 1, "rows": 2, "first_row": 1, "last_row": 2}]


def test_several_files_are_read_in_their_order_and_named(folder: Path) -> None:
    (folder / "other.csv").write_text(LIST.replace("Verein", "Kammer"), "utf-8")
    done = read(folder, "other.csv", "list.csv", "--ledger", "ledgers.json", "--trace", "trace")
    assert [json.loads(line) for line in done.stdout.splitlines()][1:3] == [
        {"file": "other.csv", **ROWS[1]},
        {"file": "list.csv", **ROWS[0]},
    ]
    assert [ledger["file"] for ledger in json.loads((folder / "ledgers.json").read_text("utf-8"))] == [
        "other.csv",
        "list.csv",
    ]
    assert [name for name in names(folder) if name.startswith("trace")] == [
        "trace/01-other.csv/trace.html",
        "trace/02-list.csv/trace.html",
    ]


def test_if_one_of_several_files_fails_nothing_is_written_and_all_failures_are_named(folder: Path) -> None:
    before = names(folder)
    done = read(folder, "empty.csv", "list.csv", "absent.pdf", "-o", "rows.csv", "--ledger", "l.json", "--trace", "t")
    assert (done.returncode, done.stdout) == (2, "")
    assert [line.split(": ")[:2] for line in done.stderr.splitlines()] == [
        ["fachwerk", "empty.csv"],
        ["fachwerk", "absent.pdf"],
    ]
    assert names(folder) == before
    assert not (folder / "t").exists()


def test_standard_input_is_a_file_too(folder: Path) -> None:
    done = read(folder, "-", stdin=LIST)
    assert [json.loads(line) for line in done.stdout.splitlines()] == ROWS
    done = read(folder, "-", "list.csv", stdin=LIST)
    assert json.loads(done.stdout.splitlines()[0])["file"] == "standard input"
    done = read(folder, "-")
    assert (done.returncode, done.stderr.split(": ")[:2]) == (2, ["fachwerk", "standard input"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("list.csv", "-o", "list.csv"), "fachwerk: list.csv: is an input; name another file to write to\n"),
        (("list.csv", "--ledger", "./list.csv"), "fachwerk: ./list.csv: is an input; name another file to write to\n"),
        (
            ("list.csv", "--ledger", "-"),
            "fachwerk: --ledger: rows and ledger cannot share standard output; name a file\n",
        ),
        (("-", "-"), "fachwerk: standard input can be read only once; name - once\n"),
        (("list.csv", "--pages", "3-1"), 'fachwerk: --pages: "3-1" names no pages; write for example 1-3,7\n'),
        (("list.csv", "-o", "no/rows.csv"), "fachwerk: no: there is no such folder; create it first\n"),
    ],
)
def test_what_cannot_be_meant_is_refused(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    done = read(folder, *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    assert names(folder) == ["empty.csv", "list.csv"]


def test_a_table_brings_the_ledger_in_short(folder: Path) -> None:
    done = read(folder, "list.csv", "--as", "table", COLUMNS="60")
    assert done.stdout == (
        "row  page  Projektträger  Projekttitel  Bewilligungsbeginn\n"
        "───  ────  ─────────────  ────────────  ──────────────────\n"
        "1    1     Verein         Werkstatt     01.02.2023\n"
        "2    1     Stadt                        01.03.2023\n"
    )
    assert done.stderr.startswith("list.csv: unknown\n  2 rows, 1 page, 3 printed lines (2 in rows, 1 furniture, 0 ")


def test_an_incomplete_list_is_said_even_in_a_pipe(folder: Path) -> None:
    done = read(ROOT, "samples/fachkraefteprojekte.pdf", "--pages", "1-3,5")
    assert done.returncode == 0
    assert done.stderr.startswith("samples/fachkraefteprojekte.pdf: incomplete: ")


def test_who_closes_the_pipe_has_seen_enough(folder: Path) -> None:
    rows = "".join(f"Verein {number};Werkstatt;01.02.2023\n" for number in range(20_000))
    (folder / "long.csv").write_text(LIST + rows, "utf-8")
    command = f"{sys.executable} -m fachwerk read long.csv | head -n 1 | wc -l; echo ${{PIPESTATUS[0]}}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("1\n0\n", "")


def test_output_is_utf_8_whatever_the_locale_says(folder: Path) -> None:
    done = read(folder, "list.csv", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="latin-1")
    assert [json.loads(line) for line in done.stdout.splitlines()] == ROWS


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
@pytest.mark.parametrize("files", [("waiting",), ("waiting", "list.csv")])
def test_who_is_stopped_leaves_nothing_behind(folder: Path, files: tuple[str, ...], sent: int, code: int) -> None:
    os.mkfifo(folder / "waiting")
    scratch = folder / "scratch"
    scratch.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "fachwerk", "read", *files, "-o", "rows.csv", "--trace", "trace"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(scratch)},
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    # Whoever opens the other end of a named pipe waits for its reader: from then on the reading has begun.
    with (folder / "waiting").open("wb"):
        time.sleep(0.5)  # a signal in the middle of a finaliser is lost by Python: let it come to wait for bytes
        os.killpg(process.pid, sent) if sent == signal.SIGINT else process.send_signal(sent)
        _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (code, b"")
    assert names(folder) == ["empty.csv", "list.csv"]
