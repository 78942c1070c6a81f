"""Pages that say how things are, and what search engines are told."""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.portal.conftest import serve

TEXTS = ("about", "api", "downloads", "accessibility", "imprint", "privacy")
OPERATOR = """\
name: Amt für Beispiele
address: |
  Musterweg 1
  01234 Musterstadt
mail: register@example.org
privacy: {de: "Erster Absatz.\\n\\nZweiter <b>Absatz</b>.", en: First paragraph.}
licence: {de: Datenlizenz Deutschland 2.0, en: Data licence Germany 2.0}
"""


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("language", ["de", "en"])
def test_each_text_is_there_in_both_languages(client: Any, name: str, language: str) -> None:
    response = client.get(f"/{language}/{name}")
    assert response.status_code == 200
    assert f'<html lang="{language}">' in response.content.decode()


def test_the_operator_says_who_publishes(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "operator.yml"
    file.write_text(OPERATOR, "utf-8")
    monkeypatch.setenv("FACHWERK_OPERATOR", str(file))
    client = serve(sample, monkeypatch)
    imprint = client.get("/de/imprint").content.decode()
    assert "Amt für Beispiele" in imprint and "Musterweg 1<br>01234 Musterstadt" in imprint
    privacy = client.get("/de/privacy").content.decode()
    assert "<p>Zweiter &lt;b&gt;Absatz&lt;/b&gt;.</p>" in privacy
    assert "First paragraph." in client.get("/en/privacy").content.decode()
    assert "Datenlizenz Deutschland 2.0" in client.get("/de/about").content.decode()


def test_an_operator_who_said_nothing_is_told_so(client: Any) -> None:
    assert "FACHWERK_OPERATOR" in client.get("/de/imprint").content.decode()


def test_every_operation_of_the_api_is_described(client: Any) -> None:
    page = client.get("/de/api").content.decode()
    document = client.get("/api/v1/openapi.json").json()
    assert all(f"<code>{path}</code>" in page for path in document["paths"])


def test_about_names_the_lists_and_counts_what_is_odd(client: Any) -> None:
    page = client.get("/de/about").content.decode()
    assert "Freistaat Sachsen" in page and "30. Juni 2023" in page
    assert "2 Fehler" in page and "14 Warnungen" in page and "6 Hinweise" in page


def test_robots_may_go_where_pages_end(client: Any) -> None:
    said = client.get("/robots.txt").content.decode()
    assert "Disallow: /de/search?" in said and "Sitemap: http://127.0.0.1:8000/sitemap.xml" in said


def test_search_engines_are_told_to_stay_off(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACHWERK_INDEXED", "0")
    client = serve(sample, monkeypatch)
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"


def test_the_sitemap_names_every_project_in_both_languages(client: Any) -> None:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    parts = [found.text or "" for found in index.findall("s:sitemap/s:loc", space)]
    assert len(parts) == 2
    urls = [
        url
        for part in parts
        for url in ElementTree.fromstring(client.get(part.removeprefix("http://127.0.0.1:8000")).content)
    ]
    named = [url.findtext("s:loc", "", space).removeprefix("http://127.0.0.1:8000") for url in urls]
    ids = {one["id"] for one in client.get("/api/v1/projects?limit=100").json()["items"]}
    assert {f"/{language}/projects/{id}" for language in ("de", "en") for id in ids} <= set(named)
    assert len(set(named)) == len(named)
    assert all(len(url.findall("x:link", space)) == 2 for url in urls)
    assert client.get("/sitemap-9.xml").status_code == 404
