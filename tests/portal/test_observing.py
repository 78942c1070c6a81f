"""What the operator gets to know: health, log lines, figures."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.portal.conftest import serve


def lines(capfd: pytest.CaptureFixture[str]) -> list[Any]:
    return [json.loads(line) for line in capfd.readouterr().err.splitlines()]


def test_health_says_which_state_is_read_and_searched(client: Any) -> None:
    response = client.get("/health")
    said = response.json()
    assert (response.status_code, said["status"], response["Cache-Control"]) == (200, "ok", "no-store")
    assert said["version"] == said["index"] == client.get("/api/v1/").json()["version"]
    assert "camera=()" in response["Permissions-Policy"]


def test_health_fails_when_the_register_cannot_be_read(
    own: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    client = serve(own, monkeypatch)
    assert client.get("/health").status_code == 200
    shutil.rmtree(own)
    response = client.get("/health")
    assert (response.status_code, response["Content-Type"]) == (503, "application/problem+json")
    assert lines(capfd) == []


def test_health_is_never_limited(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACHWERK_RATE_LOOPBACK", "1")
    client = serve(sample, monkeypatch)
    assert {client.get("/health").status_code for _ in range(5)} == {200}
    assert client.post("/health").status_code == 405


def test_a_line_tells_of_a_request_and_not_what_was_looked_for_by_whom(
    sample: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FACHWERK_LOG", "requests")
    client = serve(sample, monkeypatch)
    answer = client.get("/api/v1/search?q=Musterfrau", REMOTE_ADDR="192.0.2.7")
    client.get("/health")
    (line,) = lines(capfd)
    assert set(line) == {"time", "method", "path", "status", "ms", "bytes", "version"}
    assert (line["method"], line["path"], line["status"]) == ("GET", "/api/v1/search", 200)
    assert (line["bytes"], line["version"]) == (len(answer.content), answer.json()["version"])
    assert line["time"].endswith("+00:00") and line["ms"] > 0


def test_an_address_is_written_down_if_the_operator_wants_it(
    sample: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FACHWERK_LOG", "with-addresses")
    monkeypatch.setenv("FACHWERK_TRUSTED_PROXIES", "127.0.0.1")
    serve(sample, monkeypatch).get("/api/v1/", headers={"X-Forwarded-For": "192.0.2.7"})
    assert [line["address"] for line in lines(capfd)] == ["192.0.2.7"]


@pytest.mark.parametrize(("log", "count"), [("off", 0), ("errors", 2), ("requests", 3)])
def test_a_fault_of_ours_is_written_down_with_its_place(
    sample: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], log: str, count: int
) -> None:
    monkeypatch.setenv("FACHWERK_LOG", log)
    client = serve(sample, monkeypatch)
    client.raise_request_exception = False

    def broken(*_: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr("fachwerk.portal.pages.rendered.served", broken)
    assert client.get("/api/v1/nothing").status_code == 404
    assert client.get("/de/?q=secret").status_code == 500
    found = lines(capfd)
    assert len(found) == count
    assert "secret" not in str(found)
    if found:
        assert any("RuntimeError: a fault" in line.get("traceback", "") for line in found)
        assert any(line.get("status") == 500 for line in found)


def test_figures_are_for_this_machine_and_trusted_proxies_only(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert serve(sample, monkeypatch).get("/metrics").status_code == 404
    monkeypatch.setenv("FACHWERK_METRICS", "1")
    monkeypatch.setenv("FACHWERK_TRUSTED_PROXIES", "10.0.0.0/8")
    client = serve(sample, monkeypatch)
    client.get("/api/v1/search?q=Messe")
    client.get("/nothing")
    for asked, status in (
        ({}, 200),
        ({"REMOTE_ADDR": "10.0.0.1"}, 200),
        ({"REMOTE_ADDR": "192.0.2.7"}, 404),
        ({"headers": {"X-Forwarded-For": "192.0.2.7"}}, 404),
    ):
        assert client.get("/metrics", **asked).status_code == status, asked
    text = client.get("/metrics").content.decode()
    assert 'fachwerk_requests_total{kind="api:search",status="200"} 1.0' in text
    assert 'fachwerk_requests_total{kind="none",status="404"}' in text
    assert 'fachwerk_request_seconds_bucket{kind="api:search",le="+Inf"} 1.0' in text
    assert "fachwerk_up 1.0" in text
    assert 'fachwerk_things{kind="projects"} ' in text
    assert "fachwerk_index{version=" in text
