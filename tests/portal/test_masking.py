"""What is served names no natural person, and nobody finds one by a name; all names here are made up."""

import html
import re
from pathlib import Path
from typing import Any

import pytest

from fachwerk.search.register import Register
from fachwerk.settings import Settings
from fachwerk.store.masking import MASKED
from tests.portal.conftest import serve
from tests.store.test_masking import imported

EVERYTHING = (
    "",
    "search?limit=100",
    "search?q=Praxis&facets=organisation&explain=true",
    "facets",
    "projects",
    "organisations",
    "series",
    "findings",
    "findings?language=de",
    "editions",
    "ledger",
)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    imported(Settings(tmp_path / "register"), tmp_path)
    return tmp_path / "register"


def test_no_answer_names_a_person(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = serve(register, monkeypatch)
    projects = client.get("/api/v1/projects").json()["items"]
    organisations = client.get("/api/v1/organisations").json()["items"]
    paths = [
        *EVERYTHING,
        *(f"projects/{one['id']}{more}" for one in projects for more in ("", "/neighbours")),
        *(f"organisations/{one['id']}" for one in organisations),
    ]
    for path in paths:
        response = client.get(f"/api/v1/{path}")
        assert response.status_code == 200, path
        said = response.content.decode().replace("Herr Musterfrau", "")  # nobody knows whom this one means
        assert "Erika" not in said and "Musterfrau" not in said and "Musterweg" not in said, path
    (person,) = (one for one in projects if one["sponsor"] == MASKED)
    assert (person["place"], person["region"], person["findings"]) == (
        "Dresden",
        "Stadt Dresden",
        ["sponsor-is-person"],
    )
    assert MASKED in [one["name"] for one in organisations]


def test_nobody_finds_a_person_by_name(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = serve(register, monkeypatch)
    for asked in ("Erika Musterfrau", "Erika", "musterfrau sponsor:Erika", "Musterweg", "Erica Musterfrau"):
        found = client.get("/api/v1/search", {"q": asked}).json()
        assert MASKED not in [one["sponsor"] for one in found["hits"]], asked
        assert "Erika" not in (found["did_you_mean"] or "")
    assert client.get("/api/v1/search", {"q": "Praxis"}).json()["hits"][0]["title"] == f"Praxis {MASKED} bildet aus"


def test_the_commands_of_this_machine_know_everybody(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = serve(register, monkeypatch)
    client.get("/api/v1/search")
    with Register.open(register, by_meaning=False) as own:
        assert own.search("Erika Musterfrau").hits[0].project.texts["sponsor"] == "Erika Musterfrau"
    assert client.get("/api/v1/search", {"q": "Erika"}).json()["hits"] == []


def test_another_setting_makes_another_index_and_other_tags(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = "/api/v1/search?q=Praxis"
    tag = serve(register, monkeypatch).get(path)["ETag"]
    monkeypatch.setenv("FACHWERK_PERSONS_SHOWN_MONTHS", "12")
    client = serve(register, monkeypatch)
    response: Any = client.get(path, headers={"If-None-Match": tag})
    assert response.status_code == 200
    assert response.json()["hits"][0]["sponsor"] == "Erika Musterfrau"


def test_no_page_names_a_person(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = serve(register, monkeypatch)
    waiting, seen = ["/de/", "/en/", "/sitemap.xml", "/robots.txt"], set[str]()
    for one in client.get("/api/v1/projects").json()["items"]:
        waiting += [f"/de/projects/{one['id']}", f"/en/projects/{one['id']}"]
    while waiting and len(seen) < _MOST:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        response = client.get(path)
        said = response.getvalue() if response.streaming else response.content
        for name in _NAMES:
            assert name not in said, (path, name)
        if response["Content-Type"].startswith("text/html"):
            waiting += [html.unescape(href) for href in _HREF.findall(said.decode()) if href.startswith("/")]
    assert len(seen) > 10


_MOST = 400  # pages; each list of links ends, but questions can be put together without end
_HREF = re.compile(r'href="([^"#]+)')
_NAMES = (b"Erika", b"Musterweg", b"Praxis Musterfrau")
