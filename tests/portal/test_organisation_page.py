"""Organisations: from A to Z, and each with its spellings, its places and those it shares series with."""

import re
from pathlib import Path
from typing import Any

import pytest

from fachwerk.portal.groups import Directory, sorted_as
from fachwerk.records import Decision, Judgement, Organisation
from fachwerk.settings import Settings
from fachwerk.store import make_register
from tests.portal.conftest import import_into, serve
from tests.portal.test_region_page import text_of, tidy

LIST = "Projektträger;Titel;Beginn;Ende\n" + "\n".join(
    f'"Träger {number:03} GmbH";"Vorhaben {number}";01.01.2023;31.12.2023' for number in range(1, 121)
)


def directory(*names: str) -> Directory:
    return Directory(Organisation(f"o-{at}", name, name, None, (name,), ()) for at, name in enumerate(names))


def test_names_are_sorted_as_in_a_dictionary() -> None:
    names = directory("Zoo", "Ärztehaus", "apfel", "„Arche“ e.V.", "1. FC", "Oder", "Öder").entries
    assert [one.name for one in names] == ["1. FC", "apfel", "„Arche“ e.V.", "Ärztehaus", "Oder", "Öder", "Zoo"]


def test_names_are_found_by_their_beginning_or_by_words_in_them() -> None:
    found = directory("Volkshochschule Dresden", "Stadt Dresden", "Volks-Bühne", "Dresdner Volkshaus")
    assert [one.name for one in found.beginning("volks")] == ["Volks-Bühne", "Volkshochschule Dresden"]
    assert [one.name for one in found.with_words("Dresd")] == [
        "Dresdner Volkshaus",
        "Stadt Dresden",
        "Volkshochschule Dresden",
    ]
    assert [one.name for one in found.with_words("stadt dre")] == ["Stadt Dresden"]
    assert found.with_words("%") == found.entries
    assert found.letters == ["D", "S", "V"]


def test_signs_and_case_do_not_count() -> None:
    assert sorted_as("Ärztehaus „Süd“  e.V.") == "arztehaus sud e v"
    assert sorted_as("Straße") == "strasse"


@pytest.mark.parametrize("query", ["", "?letter=B", "?name=leb", "?name=nobody", "?letter=%00", "?name=<script>"])
def test_the_list_is_there_in_both_languages(client: Any, query: str) -> None:
    for language in ("de", "en"):
        tidy(client, f"/{language}/organisations{query}")


def test_the_list_says_how_many_projects_each_carries(client: Any) -> None:
    text = text_of(client.get("/de/organisations"))
    assert "44 Träger" in text
    assert "Wirtschaftsförderung Erzgebirge GmbH 4 Vorhaben" in text
    assert text_of(client.get("/en/organisations?name=leb")).count("1 project") == 1


def test_a_long_list_comes_in_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "list.csv"
    file.write_text(LIST, "utf-8")
    import_into(tmp_path / "register", file)
    client = serve(tmp_path / "register", monkeypatch)
    address, seen = "/de/organisations?letter=T", []
    while address:
        content = client.get(address).content.decode()
        seen.append(len(re.findall(r'href="/de/organisations/o-', content)))
        more = re.findall(r'rel="next" href="([^"]+)"', content)
        address = more[0].replace("&amp;", "&") if more else ""
    assert seen == [50, 50, 20]
    assert 'rel="prev"' in content


def test_a_cursor_of_another_register_is_refused(client: Any) -> None:
    assert client.get("/de/organisations?cursor=abc").status_code == 400


def test_an_organisation_shows_its_spellings_and_where_they_are_printed(client: Any) -> None:
    response = client.get("/de/organisations?name=wirtschaftsförderung+erz")
    (id,) = re.findall(r"/de/organisations/(o-\w+)", response.content.decode())
    tidy(client, f"/de/organisations/{id}")
    text = text_of(client.get(f"/de/organisations/{id}"))
    assert "Rechtsform GmbH" in text
    assert "Erzgebirgskreis" in text and "Annaberg-Buchholz" in text
    assert re.search(r"Wirtschaftsförderung Erzgebirge GmbH 4 Liste, Stand 30. Juni 2023 , Seite \d, Zeile \d", text)
    assert "4 Vorhaben" in text


def test_an_organisation_names_those_it_shares_series_with(client: Any) -> None:
    (id,) = re.findall(
        r'/de/organisations/(o-\w+)"', client.get("/de/organisations?name=landratsamt+nord").content.decode()
    )
    text = text_of(client.get(f"/de/organisations/{id}"))
    assert "Arbeiten und Leben in der Pflege" in text


def test_each_organisation_of_the_sample_has_a_page(client: Any) -> None:
    ids = re.findall(r"/en/organisations/(o-\w+)", client.get("/en/organisations").content.decode())
    assert len(ids) == 44
    for id in ids:
        assert client.get(f"/en/organisations/{id}").status_code == 200


def test_names_without_letters_come_last_and_under_no_letter() -> None:
    found = directory("[…]", "Amt")
    assert [one.name for one in found.entries] == ["Amt", "[…]"]
    assert found.letters == ["A"]


def test_what_people_decided_about_a_name_is_said(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with make_register(Settings(own)) as register:
        why = "Zwei Häuser."
        one, other = "CWE GmbH", "WFG mbH"
        register.judge(Judgement("organisation", one, other, Decision.DIFFERENT, "me", "2024-01-02T03:04:05Z", why))
    client = serve(own, monkeypatch)
    (id,) = re.findall(r'/de/organisations/(o-\w+)"', client.get("/de/organisations?name=cwe").content.decode())
    text = text_of(client.get(f"/de/organisations/{id}"))
    assert "„CWE GmbH“ und „WFG mbH“ sind verschieden: Zwei Häuser." in text
    assert " me " not in text


def test_an_unknown_organisation_is_refused(client: Any) -> None:
    assert client.get("/de/organisations/o-none").status_code == 404


def test_the_pages_follow_the_register(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = serve(own, monkeypatch)
    assert "44 Träger" in text_of(client.get("/de/organisations"))
    file = tmp_path / "more.csv"
    file.write_text(LIST, "utf-8")
    import_into(own, file)
    assert "164 Träger" in text_of(client.get("/de/organisations"))
