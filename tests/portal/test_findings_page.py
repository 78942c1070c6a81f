"""The pages of findings: narrowed down by links with counts, said in the reader's language, with the printed spot."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from fachwerk.check import CHECKS
from tests.portal.conftest import SHEET, import_into, serve


def page_of(client: Any, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    found: str = response.content.decode()
    return found


def total_of(page: str) -> int:
    (found,) = re.findall(r"<h2>(Ein|One|\d+) (?:Befunde?|findings?)</h2>", page)
    return 1 if found in ("Ein", "One") else int(found)


def test_each_finding_is_said_with_its_project_and_its_spot(client: Any) -> None:
    page = page_of(client, "/de/findings?severity=error")
    assert "In der Spalte der Vorhabensart steht der Titel" in page
    spots = [unescape(one) for one in re.findall(r'href="(/de/projects/[^"]+/printed[^"]+)"', page)]
    assert len(spots) == total_of(page) == 2
    for spot in spots:
        assert "eingerahmt" in page_of(client, spot)
    assert "The kind column holds" in page_of(client, "/en/findings?severity=error")


def test_the_counts_of_links_are_what_they_lead_to(client: Any) -> None:
    page = page_of(client, "/de/findings")
    choices = re.findall(r'<li><a href="(/de/findings\?[^"]+)"[^>]*>[^<]*</a> <span class="count">(\d+)</span>', page)
    assert len(choices) > 15
    for href, count in choices:
        assert total_of(page_of(client, unescape(href))) == int(count), href


def test_all_findings_are_reached_page_by_page_each_once(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import_into(own, SHEET)
    client = serve(own, monkeypatch)
    address, seen = "/de/findings", 0
    while address:
        page = page_of(client, address)
        seen += page.count("<li>\n<h3>")
        following = re.findall(r'<a href="([^"]+)" rel="next"', page)
        address = unescape(following[0]) if following else ""
    assert seen == total_of(page_of(client, "/de/findings")) > 25


def test_a_chosen_filter_is_marked_and_can_be_left(client: Any) -> None:
    page = page_of(client, "/en/findings?severity=error&edition=2023-06-30")
    assert re.search(r'aria-current="true">errors</a>', page)
    assert "Show all findings" in page
    assert "What to do:" in page_of(client, "/en/findings?code=kind-misspelt")


def test_every_check_is_explained_in_both_languages(client: Any) -> None:
    for language in ("de", "en"):
        page = unescape(page_of(client, f"/{language}/findings/checks"))
        for check in CHECKS:
            assert getattr(check.title, language) in page
            assert getattr(check.advice, language) in page


def test_what_there_is_not_is_refused(client: Any) -> None:
    assert client.get("/de/findings?severity=awful").status_code == 400
    assert client.get("/de/findings?code=<script>").status_code == 400
    assert client.get("/de/findings?edition=1999-01-01").status_code == 404
    assert client.get("/de/findings?cursor=nonsense").status_code == 400
    assert client.get("/de/findings?unknown=1&severity=&code=").status_code == 200


def test_nothing_that_a_list_says_becomes_markup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "Projektträger;Projekttitel;Bewilligungsbeginn;Bewilligungsende\n"
        "Verein <b>Eins</b> e.V.;<script>alert(1)</script>;01.02.2023;31.01.2022\n",
        "utf-8",
    )
    import_into(tmp_path / "register", path)
    page = page_of(serve(tmp_path / "register", monkeypatch), "/de/findings")
    assert "&lt;script&gt;" in page
    assert "<script>" not in page and "<b>Eins" not in page
