"""The page that shows where something is printed, the picture on it, the file, and how an error is reported."""

import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from fachwerk.clean.corrections import corrections_of
from fachwerk.settings import Settings
from tests.portal.conftest import SHEET, import_into, serve
from tests.store.test_masking import imported

PNG_OR_WEBP = ("image/png", "image/webp")


def first_of(client: Any, row: int = 5) -> dict[str, Any]:
    found: list[dict[str, Any]] = client.get("/api/v1/projects?limit=100").json()["items"]
    return next(one for one in found if one["row"] == row)


def page_of(client: Any, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    found: str = response.content.decode()
    return found


def test_each_value_of_a_project_leads_to_its_spot(client: Any) -> None:
    page = page_of(client, f"/de/projects/{first_of(client)['id']}")
    spots = {unescape(one) for one in re.findall(r'href="(/de/projects/[^"]+/printed[^"]+)"', page)}
    assert len(spots) == 10  # nine fields, and the row
    for spot in spots:
        assert "eingerahmt" in page_of(client, spot)


def test_a_picture_is_kept_for_good_under_the_address_that_the_page_gives(client: Any) -> None:
    page = page_of(client, f"/en/projects/{first_of(client)['id']}/printed?field=begin")
    assert "The row and the cell are framed." in page
    (address,) = re.findall(r'<img src="(/printed/[^"]+)"', page)
    picture = client.get(unescape(address))
    assert picture["Content-Type"] in PNG_OR_WEBP and len(picture.content) > 1000
    assert "immutable" in picture["Cache-Control"]
    assert client.get(unescape(address), headers={"If-None-Match": picture["ETag"]}).status_code == 304
    assert client.get(urlsplit(address).path)["Cache-Control"] == "public, no-cache"


def test_a_sheet_shows_its_cells_and_its_value(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import_into(own, SHEET)
    client = serve(own, monkeypatch)
    sheet = next(one["edition"] for one in client.get("/api/v1/editions").json()["items"] if "xlsx" in one["file"])
    id = first_of(client)["id"]
    page = page_of(client, f"/de/projects/{id}/printed?edition={sheet}&field=sponsor")
    assert "<mark>Landratsamt Nordsachsen</mark>" in page
    assert client.get(f"/printed/{sheet}/5").status_code == 404


def test_the_lines_of_a_text_are_shown_with_what_was_asked_for_marked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Projektträger;Projekttitel\nVerein Eins e.V.;<b>Werkstatt</b>\n", "utf-8")
    import_into(tmp_path / "register", path)
    client = serve(tmp_path / "register", monkeypatch)
    page = page_of(client, f"/de/projects/{first_of(client, 1)['id']}/printed?field=title")
    assert "&lt;b&gt;Werkstatt&lt;/b&gt;" in page and "<b>" not in page


def test_the_original_is_sent_as_it_was_published(client: Any) -> None:
    edition = first_of(client)["edition"]
    response = client.get(f"/editions/{edition}/original")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    response.close()
    head = client.head(f"/editions/{edition}/original")
    assert head.status_code == 200 and int(head["Content-Length"]) > 10_000
    head.close()


def test_what_there_is_not_is_not_found(client: Any) -> None:
    project = first_of(client)
    for address in (
        f"/de/projects/{project['id']}/printed?edition={project['edition']}&row=6",
        f"/de/projects/{project['id']}/printed?edition=../../etc/passwd",
        f"/printed/{project['edition']}/999",
        f"/printed/{project['edition']}/99999999999999999999",
        "/printed/nothing/1",
        "/editions/nothing/original",
        "/editions/../fachwerk.db/original",
    ):
        assert client.get(address).status_code == 404, address


def test_a_report_becomes_a_mail_to_the_operator_and_nothing_is_kept(
    client: Any, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = first_of(client)["id"]
    asked = "field=kind&right=Messe %26 <Markt>&why=bei der Stelle gefragt"
    assert "mailto:" not in page_of(client, f"/de/projects/{id}/report?{asked}")
    operator = tmp_path / "operator.yml"
    operator.write_text('name: "Amt"\naddress: "Straße 1"\nmail: "daten@example.org"\n', "utf-8")
    monkeypatch.setenv("FACHWERK_OPERATOR", str(operator))
    page = page_of(serve(sample, monkeypatch), f"/de/projects/{id}/report?{asked}")
    (mail,) = re.findall(r'href="(mailto:[^"]+)"', page)
    to, _, query = unescape(mail).removeprefix("mailto:").partition("?")
    told = parse_qs(query)
    assert to == "daten@example.org" and id in told["subject"][0]
    assert "Messe & <Markt>" in told["body"][0] and "Teil 4 b" in told["body"][0]
    assert "<Markt>" not in page


def test_a_correction_is_saved_as_a_file_that_the_register_understands(client: Any, tmp_path: Path) -> None:
    id = first_of(client)["id"]
    response = client.get(f"/projects/{id}/correction.yml", {"field": "kind", "right": "7: 'x'\n# y", "why": "gefragt"})
    assert "attachment" in response["Content-Disposition"]
    path = tmp_path / "corrections.yml"
    path.write_text(response.content.decode().replace("who: ''", "who: A. Beispiel"), "utf-8")
    (correction,) = corrections_of(path)
    assert (correction.field, correction.printed) == ("kind", "Arbeiten und Leben in der Pflege, Teil 4 b")
    assert correction.right == "7: 'x'# y" and correction.where["title"]


def test_no_page_about_a_project_and_no_original_names_a_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(Settings(tmp_path / "register"), tmp_path)
    client = serve(tmp_path / "register", monkeypatch)
    for one in client.get("/api/v1/projects").json()["items"]:
        addresses = [f"/de/projects/{one['id']}{more}" for more in ("", "/printed", "/report")]
        spots = re.findall(r'href="(/de/projects/[^"]+/printed[^"]+)"', page_of(client, addresses[0]))
        for address in [*addresses, *map(unescape, spots), f"/projects/{one['id']}/correction.yml"]:
            said = page_of(client, address).replace("Herr Musterfrau", "")
            assert "Erika" not in said and "Musterfrau" not in said and "Musterweg" not in said, address
    for edition in client.get("/api/v1/editions").json()["items"]:
        assert client.get(f"/editions/{edition['edition']}/original").status_code == 404
