"""`fachwerk serve`, with a real server."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from fachwerk.cli.serving import free_port
from fachwerk.errors import UnusableInput
from tests.portal.conftest import SHEET, import_into

ROOT = Path(__file__).parents[2]


def command(register: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "fachwerk", "serve", "--register", str(register), *arguments]


@contextmanager
def server(register: Path, *arguments: str) -> Iterator[tuple[int, str]]:
    """Serve a register, and give the port and what was said."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command(register, *arguments), env=environment, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        said = ""
        while (found := re.search(r"http://127\.0\.0\.1:(\d+)/", said)) is None:
            line = process.stderr.readline()
            assert line, said
            said += line
        yield int(found[1]), said
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
        process.stderr.close()


def asked(port: int, path: str) -> tuple[int, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", f"/api/v1/{path}")
        response = connection.getresponse()
        content = response.read()
        assert response.getheader("Content-Length") == str(len(content))
        return response.status, json.loads(content)
    finally:
        connection.close()


@pytest.mark.slow
def test_nobody_waits_and_nothing_fails_while_lists_are_imported(own: Path, tmp_path: Path) -> None:
    new = tmp_path / "neu.csv"
    new.write_text(
        "Projektträger;Titel;Region;Beginn\nSturm e. V.;Zeppelinwerft;Landkreis Bautzen;01.01.2025\n", "utf-8"
    )
    with server(own, "--port", "0", "--workers", "2") as (port, _), ThreadPoolExecutor(4) as threads:
        before = asked(port, "")[1]["version"]
        project = asked(port, "search?limit=1")[1]["hits"][0]["id"]
        paths = [
            "/api/v1/search?q=Messe&facets=region",
            "/api/v1/projects?limit=5",
            f"/api/v1/projects/{project}/neighbours",
            f"/de/projects/{project}",
            "/en/search?q=Azubi",
            "/api/v1/regions",
            "/de/",
        ]
        is_over = Event()
        going = [threads.submit(asking, port, paths, is_over) for _ in range(4)]
        try:
            for file in (SHEET, new):
                import_into(own, file)
                time.sleep(1)
            until = time.monotonic() + 120
            in_a_row = 0  # both workers have to know it
            while in_a_row < 12 and time.monotonic() < until:
                in_a_row = in_a_row + 1 if first_titles(port) == ["Zeppelinwerft"] else 0
                time.sleep(0.05)
        finally:
            is_over.set()
        assert in_a_row == 12
        answers = [one for some in going for one in some.result()]
        assert {status for status, _, _ in answers} == {200}
        assert max(seconds for _, seconds, _ in answers) < 5
        assert len(answers) > 100
        found = asked(port, "search?facets=edition")[1]
        assert found["version"] == asked(port, "")[1]["version"] != before
        assert len(found["facets"]["edition"]) == 3
        assert asked(port, "projects/nothing")[0] == 404


def first_titles(port: int) -> list[str]:
    return [hit["title"] for hit in asked(port, "search?q=Zeppelinwerft&limit=1")[1]["hits"]]


def asking(port: int, paths: list[str], is_over: Event) -> list[tuple[int, float, str]]:
    """Ask one after the other until it is over: status, seconds, address."""
    found = []
    for path in cycle(paths):
        start = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", path, headers={"Cache-Control": "no-cache"})
        response = connection.getresponse()
        response.read()
        connection.close()
        found.append((response.status, time.monotonic() - start, path))
        if is_over.wait(0.05):
            return found
    raise AssertionError("there is always another one")


@pytest.mark.slow
def test_a_port_that_is_taken_is_passed_over(sample: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        wanted = taken.getsockname()[1]
        with server(sample, "--port", str(wanted), "--workers", "1") as (port, said):
            assert wanted < port <= wanted + 20
            assert f"port {wanted} is taken, {port} is the next one that is free" in said
            assert asked(port, "")[0] == 200


def test_without_a_register_nothing_is_served(tmp_path: Path) -> None:
    done = subprocess.run(command(tmp_path / "nowhere"), cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no register" in done.stderr


def test_with_outlines_that_cannot_be_drawn_nothing_is_served(sample: Path, tmp_path: Path) -> None:
    outlines = tmp_path / "vg250.geojson"
    outlines.write_text('{"features": []}', "utf-8")
    given = {"FACHWERK_OUTLINES": str(outlines), "FACHWERK_OUTLINES_ATTRIBUTION": "© BKG (2024) dl-de/by-2-0"}
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **given}
    done = subprocess.run(command(sample), env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "FACHWERK_OUTLINES cannot be used" in done.stderr


def test_an_address_that_is_not_ours_is_refused() -> None:
    with pytest.raises(UnusableInput, match="name another --host or --port"):
        free_port("192.0.2.1", 8000)
    with pytest.raises(UnusableInput, match="70000 is no port"):
        free_port("127.0.0.1", 70_000)


@pytest.mark.slow
def test_who_is_being_answered_is_answered_before_the_server_ends(sample: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "FACHWERK_METRICS": "1"}
    arguments = ("--port", "0", "--workers", "2")
    with subprocess.Popen(command(sample, *arguments), env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        found = re.search(r":(\d+)/", process.stderr.readline())
        assert found is not None
        port = int(found[1])
        with ThreadPoolExecutor(4) as threads:
            going = [threads.submit(asked, port, "search?q=Messe&limit=100") for _ in range(8)]
            assert {one.result()[0] for one in going} == {200}
            process.send_signal(signal.SIGHUP)  # workers are replaced
            until = time.monotonic() + 30
            while not is_answered(port) and time.monotonic() < until:
                time.sleep(0.1)
            going = [threads.submit(asked, port, "search?q=Markt&limit=100") for _ in range(8)]
            assert {one.result()[0] for one in going} == {200}
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


def is_answered(port: int) -> bool:
    try:
        return asked(port, "")[0] == 200
    except OSError:
        return False
