"""A register with the sample list, and a client of the application that serves it."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from fachwerk.pipeline import Source
from fachwerk.pipeline.importing import ImportOptions, import_list
from fachwerk.portal import opened
from fachwerk.portal.application import set_up_web
from fachwerk.settings import Settings
from fachwerk.store import make_register

SAMPLE = Path(__file__).parents[2] / "samples/fachkraefteprojekte.pdf"
SHEET = SAMPLE.with_suffix(".xlsx")

Get: TypeAlias = Callable[..., Any]


def import_into(register: Path, file: Path) -> None:
    with make_register(Settings(register)) as opened_:
        import_list(Source(file.name, file), opened_, ImportOptions())


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a register that nobody may change."""
    register = tmp_path_factory.mktemp("sample") / "register"
    import_into(register, SAMPLE)
    return register


@pytest.fixture
def own(sample: Path, tmp_path: Path) -> Path:
    """Give a copy of it for one test."""
    return Path(shutil.copytree(sample, tmp_path / "register"))


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Serve by words only, with no settings of this machine, and forget what was served."""
    for name in (
        "FACHWERK_DATABASE_URL",
        "FACHWERK_RATE",
        "FACHWERK_RATE_LOOPBACK",
        "FACHWERK_TRUSTED_PROXIES",
        "FACHWERK_WORDS_ONLY",
        "FACHWERK_PERSONS_SHOWN_MONTHS",
        "FACHWERK_INDEXED",
        "FACHWERK_LOG",
        "FACHWERK_METRICS",
        "FACHWERK_PUBLIC_URL",
        "FACHWERK_OPERATOR",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(opened, "is_there", lambda: False)
    opened.served.cache_clear()
    yield
    rest()
    opened.served.cache_clear()


def serve(register: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give a client of a register."""
    monkeypatch.setenv("FACHWERK_REGISTER", str(register))
    opened.served.cache_clear()
    set_up_web()
    from django.test import Client

    return Client()


@pytest.fixture
def client(sample: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    return serve(sample, monkeypatch)


@pytest.fixture
def get(client: Any) -> Get:
    """Ask for what lies under `/api/v1/` and give the object."""

    def asked(path: str, **query: Any) -> Any:
        response = client.get(f"/api/v1/{path}", query)
        assert response.status_code == 200, response.content
        return response.json()

    return asked


def catch_up(client: Any) -> None:
    """Wait until the search answers from the state that the register is in."""
    until = time.monotonic() + 60
    while client.get("/api/v1/search?limit=1").json()["version"] != client.get("/api/v1/").json()["version"]:
        assert time.monotonic() < until
        time.sleep(0.05)
    rest()


def rest() -> None:
    """Wait until nothing is made beside the answers any more."""
    for thread in threading.enumerate():
        if thread.name == "fachwerk-index":
            thread.join(60)
