"""Regions, places, funding lines and series: what their pages count is what a search finds."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from fachwerk.portal.pages import addresses
from fachwerk.portal.pages.where import neighbours_of, regions_by_key, spot_of, spots_in
from tests.portal.conftest import import_into, serve

_FOLLOWED = 2  # links of each kind: all of them would take minutes
BUILT = re.compile(r"^/(de|en)/(lines|organisations|places|projects|regions|series)\b")
LISTS = """Projektträger;Durchführungsort;Titel;Beginn;Ende
"<script>alert(1)</script> GmbH";Leipzig;"<script>alert(2)</script> Teil 1";01.01.2023;31.12.2023
"<script>alert(1)</script> GmbH";Leipzig;"<script>alert(2)</script> Teil 2";01.01.2024;31.12.2024
"Ärztehaus „Süd“ e.V.";Auerbach/Vogtl.;Pflege & Leben;;
"""


def text_of(response: Any) -> str:
    """Give a page as its reader sees it."""
    assert response.status_code == 200, response.content.decode()
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode().split("<main", 1)[1]).split())


def links_of(response: Any) -> Iterator[str]:
    for address in re.findall(r'href="([^"]+)"', response.content.decode().split("<main", 1)[1].split("</main", 1)[0]):
        if address.startswith("/"):
            yield address.replace("&amp;", "&")


def tidy(client: Any, path: str) -> None:
    """Hold what every page must hold: one heading, links that lead somewhere, the other language."""
    response = client.get(path)
    content = response.content.decode()
    assert response.status_code == 200
    assert content.count("<h1") == 1
    levels = [int(level) for level in re.findall(r"<h([1-6])", content)]
    assert all(one <= before + 1 for before, one in pairwise(levels)), levels
    followed: Counter[str] = Counter()
    for address in dict.fromkeys(links_of(response)):
        if found := BUILT.match(address):
            followed[found[0]] += 1
            assert followed[found[0]] > _FOLLOWED or client.get(address).status_code == 200, address
    ids = re.findall(r' id="([^"]+)"', content)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'aria-labelledby="([^"]+)"', content)) <= set(ids)


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give a client of a register with a list that wants to do harm."""
    file = tmp_path / "list.csv"
    file.write_text(LISTS, "utf-8")
    import_into(tmp_path / "register", file)
    return serve(tmp_path / "register", monkeypatch)


@pytest.mark.parametrize(
    "path", ["regions", "regions/DED45", "places/14524330", "lines", "lines/7", "series", "series/s-yhtlrn3cnz"]
)
def test_each_page_is_there_in_both_languages_and_its_links_lead_somewhere(client: Any, path: str) -> None:
    for language in ("de", "en"):
        tidy(client, f"/{language}/{path}")


def test_a_region_says_what_runs_there_in_which_line_by_whom(client: Any) -> None:
    text = text_of(client.get("/de/regions/DED45"))
    assert "Landkreis Zwickau" in text
    assert "9 Vorhaben" in text and "9 Träger" in text
    assert "1 digitaler Wandel 0 3" in text
    assert "Stadtverwaltung Zwickau 1 Vorhaben" in text
    assert "Erzgebirgskreis" in text
    assert "Zwickau 8 Vorhaben" in text


def test_what_a_region_counts_is_what_a_search_finds(client: Any, get: Any) -> None:
    for key in regions_by_key():
        response = client.get(f"/en/regions/{key}").content.decode()
        total = get("search", region=key)["total"]
        (shown,) = re.findall(r'href="/en/search\?region=\w+"><span class="figure">(\d+)', response)
        assert int(shown) == total


def test_a_set_can_be_searched_and_taken(client: Any) -> None:
    links = set(links_of(client.get("/en/regions/DED45")))
    assert {"/en/search?region=DED45", "/en/search.csv?region=DED45", "/en/search.atom?region=DED45"} <= links


def test_a_place_shows_what_is_near_it(client: Any) -> None:
    text = text_of(client.get("/de/places/14524120"))
    assert "Gemeindeschlüssel (AGS) 14524120" in text
    assert "Im Umkreis von 20 km" in text
    assert "Vernetzte Bildungsräume" in text


def test_a_place_whose_middle_is_not_known_says_so(client: Any) -> None:
    lost = next(spot for key in regions_by_key() for spot in spots_in(key) if not spot.is_on_map)
    assert "nicht bekannt" in text_of(client.get(f"/de/places/{lost.ags}"))


def test_places_of_one_name_are_told_apart(client: Any) -> None:
    twin = next(spot for key in regions_by_key() for spot in spots_in(key) if not spot.is_only and spot.is_on_map)
    content = client.get(f"/de/places/{twin.ags}").content.decode()
    assert f"near={twin.ags}%3A20" in content


def test_a_line_says_what_it_is_called_and_where_it_runs(client: Any) -> None:
    text = text_of(client.get("/de/lines/7"))
    assert "Förderlinie 7: Anwerbung und/oder Begleitung ausländischer Fachkräfte" in text
    assert "Anwerbung/Begleitung ausländischer Fachkräfte" in text
    assert "Landkreis Zwickau 0 1" in text


def test_a_series_shows_its_projects_in_order_and_why_they_belong_together(client: Any) -> None:
    response = client.get("/de/series/s-yhtlrn3cnz")
    text = text_of(response)
    assert text.index("Teil 4b") < text.index("Teil 5")
    assert "beide heißen" in text


@pytest.mark.parametrize("path", ["regions/DE999", "places/99999999", "places/x", "lines/99", "series/s-none"])
def test_what_there_is_not_is_refused_in_the_readers_language(client: Any, path: str) -> None:
    response = client.get(f"/de/{path}")
    assert response.status_code == 404
    assert "gibt es nicht" in response.content.decode()


def test_a_made_up_cursor_is_refused(client: Any) -> None:
    assert client.get("/de/series?cursor=x").status_code == 400


def test_a_hostile_list_stays_text(hostile: Any) -> None:
    for path in ("regions", "regions/DED51", "places/14713000", "lines", "series", "organisations"):
        for language in ("de", "en"):
            assert "<script>alert" not in hostile.get(f"/{language}/{path}").content.decode()
    names = hostile.get("/de/organisations").content.decode()
    assert "&lt;script&gt;alert(1)" in names
    for address in re.findall(r'href="(/de/organisations/o-[^"]+)"', names):
        content = hostile.get(address).content.decode()
        assert "<script>alert" not in content
        assert "&lt;script&gt;alert(2)" in content or "Pflege &amp; Leben" in content


def test_neighbours_are_those_of_the_map() -> None:
    called = {region.core: {one.name for one in neighbours_of(key)} for key, region in regions_by_key().items()}
    assert called["Görlitz"] == {"Landkreis Bautzen"}
    assert called["Dresden"] == {
        "Landkreis Bautzen",
        "Landkreis Meißen",
        "Landkreis Sächsische Schweiz-Osterzgebirge",
    }
    for key in regions_by_key():
        for one in neighbours_of(key):
            assert key in {other.key for other in neighbours_of(one.key)}


def test_each_municipality_lies_in_its_region() -> None:
    assert {key: len(spots_in(key)) for key in ("DED21", "DED42")} == {"DED21": 1, "DED42": 59}
    assert spot_of("14713000") is not None and addresses.of("places", "14713000") == "/places/14713000"
