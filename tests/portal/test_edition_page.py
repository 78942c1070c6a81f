"""The pages of the lists: what their ledgers say, what they state, and what changed since the list before."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.portal.conftest import SHEET, import_into, serve

HEAD = "Projektträger;Projekttitel;Bewilligungsbeginn;Bewilligungsende;Projektbeschreibung\n"
KEPT = "Verein Eins e.V.;Werkstatt für alle;01.02.2023;31.12.2023;Hier wird gebaut.\n"
GONE = "Verein Zwei e.V.;Sprachkurs am Abend;01.05.2023;30.06.2024;Hier wird gelernt.\n"
NEW = "Verein Drei e.V.;Beratung <i>vor</i> Ort;01.05.2024;30.06.2025;Hier wird beraten.\n"


def page_of(client: Any, address: str) -> str:
    response = client.get(address, follow=True)
    assert response.status_code == 200, address
    found: str = response.content.decode()
    return found


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give a client of a register with two editions of a made-up list."""
    changed = KEPT.replace("01.02.2023", "01.03.2023")
    for name, rows in (("one", KEPT + GONE), ("two", changed + NEW)):
        (tmp_path / f"{name}.csv").write_text(HEAD + rows, "utf-8")
        import_into(tmp_path / "register", tmp_path / f"{name}.csv")
    return serve(tmp_path / "register", monkeypatch)


def links_of(page: str) -> set[str]:
    return {unescape(one) for one in re.findall(r'href="(/(?:de|en|editions|api)/[^"#]+)"', page)}


def test_all_lists_are_there_the_newest_first(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import_into(own, SHEET)
    client = serve(own, monkeypatch)
    page = page_of(client, "/de/editions")
    assert len(re.findall(r'<tr><th scope="row"', page)) == 2
    assert "is-complete" in page and "2 Fehler" in page
    assert "proven to be read completely" in page_of(client, "/en/editions")


def test_a_list_says_whether_it_is_complete_and_why(client: Any) -> None:
    german = page_of(client, "/de/editions/newest")
    assert "Jede gedruckte Zeile ist erfasst." in german
    assert "Laut Liste sind es 5 Seiten, und so viele sind da." in german
    english = page_of(client, "/en/editions/newest")
    assert "The list states 5 pages, and so many are here." in english
    assert re.search(r'<span class="figure">214</span> printed lines in rows', english)


def test_the_ledger_is_there_page_by_page(client: Any) -> None:
    page = page_of(client, "/de/editions/newest")
    table = page[page.index('id="per-page"') :]
    numbers = re.findall(r'<td class="number">(\d+)</td>', table[: table.index("</table>")])
    assert numbers == ["13", "1", "13", "12", "14", "25", "14", "26", "39", "10", "40", "49", "4", "50", "53"]


@pytest.mark.usefixtures("client")
def test_a_long_ledger_is_shown_in_parts_and_none_is_missing() -> None:
    from fachwerk.portal.pages.editions import PAGES, _pages_of
    from fachwerk.records import Ledger, PageCount, Verdict

    counts = tuple(PageCount(page, 2, 2 * page - 1, 2 * page) for page in range(1, 2001))
    ledger = Ledger("a", "b", 2000, 4000, 0, 0, 0, (), counts, {}, Verdict.UNKNOWN, ())
    shown, ranges = _pages_of(ledger, "51", "/editions/b")
    assert [one.page for one in shown] == list(range(51, 51 + PAGES))
    assert sum(one.rows for one in ranges) == 4000 and len(ranges) == 40
    assert [one.first for one in ranges if one.is_shown] == [51]
    assert ranges[1].href == "/editions/b?pages=51"
    assert _pages_of(ledger, "<script>", "")[0][0].page == 1


def test_a_list_is_found_by_its_day_and_the_beginning_of_its_fingerprint(client: Any) -> None:
    whole = client.get("/api/v1/editions/newest").json()["edition"]
    for called in ("2023-06-30", whole[:12], "newest"):
        response = client.get(f"/en/editions/{called}?pages=1")
        assert (response.status_code, response["Location"]) == (302, f"/en/editions/{whole}?pages=1")
    for called in ("1999-01-01", "f" * 64, "<script>"):
        assert client.get(f"/en/editions/{called}").status_code == 404


def test_what_changed_is_counted_and_shown_project_by_project(two: Any) -> None:
    page = page_of(two, "/de/editions/newest")
    for words in ("neues Vorhaben", "Vorhaben nicht mehr genannt", "geändertes Vorhaben"):
        assert re.search(rf'<span class="figure">1</span> {words}', page), words
    assert "keine frühere" in page_of(two, f"/de/editions/{first_of(two)}")
    new = page_of(two, "/de/editions/newest/changes?kind=new")
    assert "Beratung &lt;i&gt;vor&lt;/i&gt; Ort" in new and "Sprachkurs" not in new
    assert "Sprachkurs am Abend" in page_of(two, "/en/editions/newest/changes?kind=gone")
    changed = page_of(two, "/en/editions/newest/changes?kind=changed")
    assert re.search(r'Begin</th><td lang="de"><time datetime="2023-02-01">.*?<time datetime="2023-03-01">', changed)
    assert two.get(f"/en/editions/{first_of(two)}/changes").status_code == 400


def first_of(client: Any) -> str:
    found: str = client.get("/api/v1/editions").json()["items"][0]["edition"]
    return found


def test_pages_of_changes_and_the_feeds_comparison_say_the_same(two: Any, tmp_path: Path) -> None:
    from fachwerk.settings import Settings
    from fachwerk.store import open_register
    from fachwerk.store.changes import changes

    with open_register(Settings(tmp_path / "register")) as register:
        told = [(one.kind, one.project.id) for one in changes(register, *register.editions())]
    for kind in ("new", "gone", "changed"):
        page = page_of(two, f"/de/editions/newest/changes?kind={kind}")
        ids = [id for one, id in told if one == kind]
        assert re.findall(r'<h2[^>]*><a href="/de/projects/([^"]+)"', page) == ids and ids


def test_a_text_that_stands_as_it_is_printed_is_seen_to_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such a value is stored as print only: what was cleaned looks the same before and after."""
    for name, rows in (("one", KEPT), ("two", KEPT.replace("Hier wird gebaut.", "Hier wird getischlert."))):
        (tmp_path / f"{name}.csv").write_text(HEAD + rows, "utf-8")
        import_into(tmp_path / "register", tmp_path / f"{name}.csv")
    page = page_of(serve(tmp_path / "register", monkeypatch), "/de/editions/newest/changes")
    assert "Hier wird getischlert." in page and "Hier wird gebaut." in page


def test_every_link_of_a_list_leads_somewhere(two: Any) -> None:
    for address in ("/de/editions", "/de/editions/newest", "/en/editions/newest/changes"):
        for link in links_of(page_of(two, address)):
            if not re.search(r"/(?:map|explore|feeds|help)", link):
                response = two.get(link)
                assert response.status_code in (200, 302), link
                response.close()
