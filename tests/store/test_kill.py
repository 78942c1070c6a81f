"""`kill -9` at any moment of an import leaves the register as before or as after: whole editions, nothing else."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from fachwerk.records import Ref
from fachwerk.settings import Settings, settings_of
from fachwerk.store import Kept, make_register, open_register
from tests.store.import_and_die import ROWS
from tests.store.made_up import COLUMNS, add, found, linked, listing, sha256_of

ROOT = Path(__file__).parents[2]
MOMENTS = 30
MOMENTS_OF_POSTGRESQL = 8


def started(folder: Path, url: str | None) -> subprocess.Popen[str]:
    """Start a process that imports when it is told to."""
    environ = {**os.environ, "FACHWERK_WAIT": "20"} | ({} if url is None else {"FACHWERK_DATABASE_URL": url})
    command = [sys.executable, "-m", "tests.store.import_and_die", str(folder)]
    return subprocess.Popen(command, cwd=ROOT, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def tell(process: subprocess.Popen[str], content: str) -> None:
    assert process.stdin is not None and process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.stdin.write(f"{content}\n")
    process.stdin.flush()


def end(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


def seconds_of_an_import(folder: Path, url: str | None) -> float:
    process = started(folder, url)
    tell(process, "measured")
    begun = time.perf_counter()
    assert process.stdout is not None and process.stdout.readline() == "done\n"
    seconds = time.perf_counter() - begun
    end(process)
    return seconds


def is_whole(settings: Settings) -> set[str]:
    """Check that the register holds whole editions, linked and checked together, and name them."""
    with open_register(settings) as register:
        editions = [edition.sha256 for edition in register.editions()]
        refs = tuple(Ref(one.edition, one.row) for one in register.listings())
        assert sorted(refs) == sorted(Ref(sha256, row) for sha256 in editions for row in range(1, ROWS + 1))
        organisations, series, projects = linked(refs)
        assert register.organisations() == tuple(organisations)
        assert register.series() == tuple(series)
        assert register.projects() == tuple(projects)
        assert list(register.findings()) == found(refs)
        last = editions[-1]
        assert next(register.kept(last)) == Kept(listing(last, 1), COLUMNS)
    if settings.database is None:
        with closing(sqlite3.connect(settings.register / "fachwerk.db")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    originals = {path.name for path in (settings.register / "originals").iterdir()}
    assert originals >= set(editions)
    return set(editions)


def outcomes(settings: Settings, folder: Path, url: str | None, moments: int) -> list[bool]:
    """Kill an import at each of some random moments, and tell for each whether the import counts."""
    seconds = seconds_of_an_import(folder, url)
    before, chosen, counted = is_whole(settings), random.Random(7), []
    waiting = started(folder, url)
    for number in range(moments):
        process, waiting = waiting, started(folder, url)
        content = f"killed-{number}"
        tell(process, content)
        time.sleep(chosen.uniform(0, seconds * 1.1))
        end(process)
        after = is_whole(settings)
        assert after in (before, before | {sha256_of(content.encode())})
        counted.append(after != before)
        before = after
    end(waiting)
    return counted


@pytest.mark.slow
def test_an_import_into_sqlite_that_is_killed_counts_wholly_or_not_at_all(tmp_path: Path) -> None:
    settings = settings_of(str(tmp_path / "register"), {})
    counted = outcomes(settings, tmp_path, None, MOMENTS)
    assert not all(counted), "every import had ended before it was killed"
    with make_register(settings) as register:
        sha256 = add(register, tmp_path, b"afterwards", [1])
        assert list(register.listings(sha256)) == [listing(sha256, 1)]


@pytest.mark.slow
def test_an_import_into_postgresql_that_is_killed_counts_wholly_or_not_at_all(database: str, tmp_path: Path) -> None:
    settings = settings_of(str(tmp_path / "register"), {"FACHWERK_DATABASE_URL": database})
    counted = outcomes(settings, tmp_path, database, MOMENTS_OF_POSTGRESQL)
    assert not all(counted), "every import had ended before it was killed"
    with make_register(settings) as register:
        sha256 = add(register, tmp_path, b"afterwards", [1])
        assert list(register.listings(sha256)) == [listing(sha256, 1)]
