"""Exploring: every chart has its table and its data, and what it counts is what a search finds."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest

from fachwerk.portal import wording
from tests.portal.conftest import SHEET, import_into, serve
from tests.portal.test_region_page import text_of, tidy

NAMES = ("timeline", "matrix", "programme", "gaps", "sponsors", "regions", "editions")
DAY = "2023-06-01"


def table_of(client: Any, name: str, **asked: str) -> list[list[str]]:
    response = client.get(f"/en/explore/{name}.csv", asked)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/csv")
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_overview_names_every_way_and_shows_how_things_go_over_time(client: Any) -> None:
    for language in ("de", "en"):
        tidy(client, f"/{language}/explore")
        content = client.get(f"/{language}/explore").content.decode()
        for name in NAMES:
            assert f'href="/{language}/explore/{name}"' in content
            assert client.get(f"/{language}/explore/{name}").status_code == 200
        assert "<svg" in content


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("query", ["", f"?day={DAY}&region=DED45&line=3&cursor=&nonsense=1"])
def test_each_way_is_there_in_both_languages_with_chart_table_and_data(client: Any, name: str, query: str) -> None:
    for language in ("de", "en"):
        tidy(client, f"/{language}/explore/{name}{query}")
    content = client.get(f"/de/explore/{name}?day={DAY}").content.decode()
    assert "<details>" in content
    (address,) = re.findall(rf'href="(/de/explore/{name}\.csv[^"]*)"', content)
    rows = client.get(address.replace("&amp;", "&")).content.decode("utf-8-sig").splitlines()
    (body,) = re.findall(r"(?s)<tbody>(.*?)</tbody>", content)
    assert len(rows) == body.count("<tr>") + 1


def test_the_matrix_counts_what_a_search_finds(client: Any, get: Any) -> None:
    heading, *rows = table_of(client, "matrix")
    assert len(rows) == 13
    assert sum(int(row[-1]) for row in rows) == 53
    assert next(row for row in rows if row[0] == "Landkreis Zwickau")[1] == "3"
    links = re.findall(r'href="/en/search\?region=(\w+)&amp;item=(\d+)"[^>]*>(\d+)<', text(client, "matrix"))
    assert len(links) > 20
    for region, item, count in links[:12]:
        assert get("search", region=region, item=item)["total"] == int(count)
    assert heading[0] == "Region"


def test_the_matrix_of_a_day_leads_to_what_runs_then(client: Any, get: Any) -> None:
    content = client.get("/en/explore/matrix", {"day": DAY}).content.decode()
    links = re.findall(r'href="/en/search\?region=(\w+)&amp;item=(\d+)&amp;running=2023-06-01"[^>]*>(\d+)<', content)
    for region, item, count in links[:6]:
        assert get("search", region=region, item=item, running=DAY)["total"] == int(count)
    assert links


def text(client: Any, name: str) -> str:
    return str(client.get(f"/en/explore/{name}").content.decode())


def test_the_timeline_shows_what_runs_page_by_page(client: Any, get: Any) -> None:
    total = get("search", running=DAY)["total"]
    address, seen = f"/en/explore/timeline?day={DAY}", 0
    while address:
        content = client.get(address).content.decode()
        (body,) = re.findall(r"(?s)<tbody>(.*?)</tbody>", content)
        seen += body.count("<tr>")
        more = re.findall(r'rel="next" href="([^"]+)"', content)
        address = more[0].replace("&amp;", "&") if more else ""
    assert seen == total == 51
    assert len(table_of(client, "timeline", day=DAY, region="DED45")) == 10


def test_months_count_what_runs_in_them(client: Any) -> None:
    rows = {row[0]: row for row in table_of(client, "programme")[1:]}
    assert rows["2022-11-01"][-1] == "1"
    assert rows["2023-05-01"][-1] == "51"
    zwickau = table_of(client, "programme", region="DED45")
    assert max(int(row[-1]) for row in zwickau[1:]) == 9


def test_gaps_are_said_in_sentences(client: Any) -> None:
    said = text_of(client.get("/de/explore/gaps", {"day": DAY}))
    line = "5 ( Unternehmens- und Branchenverbünde, Fachkräftepools )"
    assert f"Kein Vorhaben der Linie {line} läuft am 1. Juni 2023 in irgendeiner Region." in said
    assert "Linie 1 ( digitaler Wandel ) läuft am 1. Juni 2023 in: Chemnitz, Stadt" in said
    one = text_of(client.get("/en/explore/gaps", {"day": DAY, "region": "DED45", "line": "2"}))
    assert "No project of line 2 ( Qualität der Arbeit ) runs on 1 June 2023 in: Landkreis Zwickau ." in one
    there = text_of(client.get("/en/explore/gaps", {"day": DAY, "region": "DED45", "line": "1"}))
    assert "Projects of line 1 ( digitaler Wandel ) run everywhere" in there


def test_sponsors_are_counted_by_their_regions(client: Any) -> None:
    assert table_of(client, "sponsors")[1:] == [["1", "42"], ["2", "2"]]


def test_two_regions_are_compared_line_by_line(client: Any) -> None:
    heading, *rows = table_of(client, "regions", one="DED45", other="DED42")
    assert heading[1:] == ["Landkreis Zwickau", "Erzgebirgskreis"]
    assert sum(int(row[1]) for row in rows) == 9
    assert sum(int(row[2]) for row in rows) == 6


def test_two_lists_are_compared_line_by_line(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = serve(own, monkeypatch)
    assert "only one list" in text_of(client.get("/en/explore/editions"))
    import_into(own, SHEET)
    heading, *rows = table_of(client, "editions")
    assert len(heading) == 3
    assert sum(int(row[1]) for row in rows) == sum(int(row[2]) for row in rows) == 53
    assert "only one list" not in text_of(client.get("/en/explore/editions"))


@pytest.mark.parametrize(
    "address",
    [
        "matrix?day=31.12.2023",
        "gaps?region=DE999",
        "gaps?line=99",
        "regions?one=x",
        "timeline?cursor=x",
        "timeline?region=<script>",
    ],
)
def test_what_there_is_not_is_refused(client: Any, address: str) -> None:
    response = client.get(f"/de/explore/{address}")
    assert response.status_code == 400
    assert "<script>" not in response.content.decode()


def test_an_unknown_way_and_list_are_not_found(client: Any) -> None:
    for address in ("nothing", "nothing.csv", "editions?one=ffff"):
        assert client.get(f"/de/explore/{address}").status_code == 404


def test_data_are_sent_again_only_when_something_changed(client: Any) -> None:
    tag = client.get("/de/explore/matrix.csv")["ETag"]
    assert client.get("/de/explore/matrix.csv", headers={"If-None-Match": tag}).status_code == 304


def test_each_way_is_introduced_in_every_language(client: Any) -> None:
    from fachwerk.portal.pages.explore import EXPLORATIONS  # needs Django to be set up

    assert tuple(one.name for one in EXPLORATIONS) == NAMES
    for name in NAMES:
        assert wording.is_said(f"exploration.{name}") and wording.is_said(f"exploration.{name}_text")
