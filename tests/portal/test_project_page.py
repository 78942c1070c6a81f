"""The page of a project: every value with its way from the print, and where else to go from there."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from tests.portal.conftest import SHEET, Get, import_into, serve

Page: TypeAlias = Callable[..., str]

HEAD = "Projektträger;Projekttitel;Bewilligungsbeginn;Bewilligungsende;Projektbeschreibung\n"


@pytest.fixture
def id_of(get: Get) -> Callable[[int], str]:
    """Give the id of the project in a row of the sample list."""
    ids = {one["row"]: one["id"] for one in get("projects", limit=100)["items"]}
    return ids.__getitem__


def page_of(client: Any, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    found: str = response.content.decode()
    return found


def of_csv(folder: Path, monkeypatch: pytest.MonkeyPatch, *lists: str) -> tuple[Any, list[str]]:
    """Import made-up lists one after the other; give a client, and the ids of the projects."""
    for number, rows in enumerate(lists):
        path = folder / f"list-{number}.csv"
        path.write_text(f"{HEAD}{rows}", "utf-8")
        import_into(folder / "register", path)
    client = serve(folder / "register", monkeypatch)
    return client, [one["id"] for one in client.get("/api/v1/projects").json()["items"]]


def test_each_value_stands_there_as_cleaned_and_as_printed(client: Any, id_of: Callable[[int], str]) -> None:
    page = page_of(client, f"/de/projects/{id_of(5)}")
    assert "<h1" in page and "Arbeiten und Leben in der Pflege, Teil 4b</h1>" in page
    assert '<time datetime="2022-12-05">5. Dezember 2022</time>' in page
    assert '<span class="code" lang="de">05.12.2022</span>' in page
    assert "die Nummer 3 entscheidet" in page
    assert page.count("Wo steht das?") >= 9
    assert '<time datetime="2022-12-05">5 December 2022</time>' in page_of(client, f"/en/projects/{id_of(5)}")


def test_the_status_is_the_sources_and_nothing_is_guessed(client: Any, id_of: Callable[[int], str]) -> None:
    page = page_of(client, f"/de/projects/{id_of(1)}")
    assert "nicht angegeben" in page and "Hier wird nichts vermutet" in page
    assert "Nothing is guessed here" in page_of(client, f"/en/projects/{id_of(1)}")


def test_findings_are_said_in_the_readers_language_with_what_to_do(client: Any, id_of: Callable[[int], str]) -> None:
    assert "In der Spalte der Vorhabensart steht der Titel" in page_of(client, f"/de/projects/{id_of(5)}")
    english = page_of(client, f"/en/projects/{id_of(5)}")
    assert "title in the kind column" in english and "What to do:" in english


def test_the_series_is_there_in_order_and_neighbours_with_reasons(client: Any, id_of: Callable[[int], str]) -> None:
    page = page_of(client, f"/de/projects/{id_of(5)}")
    series = page[page.index('id="series"') : page.index('id="similar"')]
    assert series.index("Teil 4b") < series.index("Teil 5")
    assert "gleiche Reihe · gleicher Träger · gleiche Region: Landkreis Nordsachsen" in page


def test_a_project_can_be_cited_by_people_and_by_programs(client: Any, id_of: Callable[[int], str]) -> None:
    page = page_of(client, f"/de/projects/{id_of(5)}")
    assert "Stand 30. Juni 2023, Seite 1, Zeile 5. http://127.0.0.1:8000/projects/" in page
    assert f'<link rel="alternate" type="application/json" href="/api/v1/projects/{id_of(5)}">' in page
    (told,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    thing = json.loads(told)
    assert (thing["@type"], thing["name"]) == ("Project", "Arbeiten und Leben in der Pflege, Teil 4b")
    assert thing["@id"].endswith(f"/projects/{id_of(5)}")
    assert thing["foundingDate"] == "2022-12-05"
    assert "funding" not in thing  # nobody says that it was granted


def test_nothing_that_a_list_says_becomes_markup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    evil = "</script><script>alert(1)</script>"
    client, (id,) = of_csv(tmp_path, monkeypatch, f"Verein Eins e.V.;{evil} & Co;01.02.2023;31.12.2023;<b>Text</b>\n")
    for language in ("de", "en"):
        page = page_of(client, f"/{language}/projects/{id}")
        assert evil not in page and "<b>Text" not in page
        (told,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
        assert json.loads(told)["name"] == f"{evil} & Co"


def test_what_changed_from_list_to_list_is_shown_field_by_field(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = "Verein Eins e.V.;Werkstatt für alle;01.02.2023;31.12.2023;Hier wird gebaut.\n"
    other = "Verein Zwei e.V.;Sprachkurs am Abend;01.05.2023;30.06.2024;Hier wird gelernt.\n"
    second = first.replace("01.02.2023", "01.03.2023") + other
    client, (one, new) = of_csv(tmp_path, monkeypatch, first, second)
    page = page_of(client, f"/de/projects/{one}")
    assert "Eine Angabe hat sich geändert" in page
    assert re.search(r'Beginn</th><td lang="de"><time datetime="2023-02-01">.*?<time datetime="2023-03-01">', page)
    assert "neu in dieser Liste" not in page
    assert "neu in dieser Liste" in page_of(client, f"/de/projects/{new}")


def test_a_project_that_the_last_list_leaves_out_is_said_to_be_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = "Verein Eins e.V.;Werkstatt für alle;01.02.2023;31.12.2023;Hier wird gebaut.\n"
    gone = "Verein Zwei e.V.;Sprachkurs am Abend;01.05.2023;30.06.2024;Hier wird gelernt.\n"
    client, (one, other) = of_csv(tmp_path, monkeypatch, kept + gone, kept)
    assert "nennt dieses Vorhaben nicht mehr" not in page_of(client, f"/de/projects/{one}")
    assert "nennt dieses Vorhaben nicht mehr" in page_of(client, f"/de/projects/{other}")


def test_a_pdf_and_its_sheet_say_the_same(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import_into(own, SHEET)
    client = serve(own, monkeypatch)
    for one in client.get("/api/v1/projects?limit=5").json()["items"]:
        page = page_of(client, f"/en/projects/{one['id']}")
        assert page.count('<h3><a href="/en/editions/') == 2
        assert page.count("title in the kind column</strong>") == (one["row"] == 5)  # said once, though both print it


@pytest.mark.usefixtures("client")
def test_the_days_tell_where_a_project_stands_only_as_far_as_they_are_stated() -> None:
    from fachwerk.portal.pages.projects import standing

    before, day, after = date(2023, 1, 1), date(2023, 6, 1), date(2024, 1, 1)
    assert standing(before, after, day) == "project.running"
    assert standing(before, before, day) == "project.ended"
    assert standing(after, None, day) == "project.planned"
    assert standing(before, None, day) is None
    assert standing(after, before, day) is None


def test_a_project_that_there_is_not_is_not_found(client: Any) -> None:
    for name in ("p-nowhere", "p-nowhere%00", "<script>"):
        assert client.get(f"/de/projects/{name}").status_code == 404
