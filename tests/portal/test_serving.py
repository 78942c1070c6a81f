"""`fachwerk serve`, with a real server."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
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
def test_many_ask_at_once_while_a_list_is_imported(own: Path) -> None:
    paths = ["search?q=Messe&facets=region", "projects?limit=5", "findings", "regions", "organisations"] * 8
    with server(own, "--port", "0", "--workers", "2") as (port, _), ThreadPoolExecutor(8) as threads:
        before = asked(port, "")[1]["version"]
        going = [threads.submit(asked, port, path) for path in paths]
        import_into(own, SHEET)
        going += [threads.submit(asked, port, path) for path in paths]
        assert {one.result()[0] for one in going} == {200}
        after = asked(port, "search?facets=edition")[1]
        assert after["version"] != before
        assert len(after["facets"]["edition"]) == 2
        assert asked(port, "projects/nothing")[0] == 404


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
