"""The search page: hits with reasons, facets that are links, chips, other views; and help where nothing is found."""

import html
import re
from pathlib import Path
from typing import Any

import pytest

from tests.portal.conftest import SHEET, catch_up, import_into, serve

_LINK = re.compile(r'<a [^>]*href="([^"]*)"')


def page(client: Any, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    content = response.getvalue()
    response.close()
    return str(content.decode(errors="ignore"))


def links(text: str, start: str = "/de/search") -> list[str]:
    return [html.unescape(href) for href in _LINK.findall(text) if href.startswith(start)]


def test_a_hit_shows_its_words_marked_and_says_why(client: Any) -> None:
    text = page(client, "/de/search?q=Pflege")
    assert "5 Vorhaben" in text
    assert "Arbeiten und Leben in der <mark>Pflege</mark>, Teil 5" in text
    assert '<q lang="de">Pflegeberufe</q> im Titel, verwandt mit <q>Pflege</q>' in text
    assert "22. Mai 2023" in text and "Torgau" in text and "Landratsamt Nordsachsen" in text


def test_an_english_page_says_in_english_why_german_words_answer(client: Any) -> None:
    text = page(client, "/en/search?q=nurse")
    assert '<q lang="de">Pflege</q> in the title, in the description, German for <q>nurse</q>' in text
    assert '<h3 lang="de">' in text


@pytest.mark.parametrize("language", ["de", "en"])
def test_each_link_to_another_question_is_answered(client: Any, language: str) -> None:
    root = f"/{language}/search"
    text = page(client, f"{root}?q=Ausbildung&region=DED53&running=2023-08-01")
    found = set(links(text, root))
    assert len(found) > 20
    for href in found:
        page(client, href.partition("#")[0])


def test_a_facet_counts_what_one_would_get_and_keeps_other_values_open(client: Any) -> None:
    text = page(client, "/de/search?q=Pflege&region=DED53")
    assert "2 Vorhaben" in text
    (href,) = (one for one in links(text) if one.startswith("/de/search?q=Pflege&region=DED53&region=DED2E"))
    assert "3 Vorhaben" in page(client, href)
    assert re.search(r'<a href="/de/search\?q=Pflege" aria-current="true">Landkreis Nordsachsen</a>', text)


def test_a_facet_with_many_values_shows_few_and_leads_to_all(client: Any) -> None:
    text = page(client, "/de/search")
    (more,) = (one for one in links(text) if one.endswith("#by-organisation"))
    few, all_ = (len(links(one, "/de/search?organisation=")) for one in (text, page(client, more.partition("#")[0])))
    assert few == 8 and all_ > 30


def test_a_filter_that_holds_is_a_chip_that_can_be_taken_away(client: Any) -> None:
    text = page(client, "/de/search?q=Messe&region=Leipzig%2C+Stadt&near=Torgau:20&running=2023-08-01")
    chips = re.search(r'(?s)<ul class="chips">.*?</ul>', text)
    assert chips is not None
    for said in ("Region: Leipzig, Stadt", "läuft am 1. August 2023", "bis 20 km um Torgau", "Alle wegnehmen"):
        assert said in chips[0]
    assert "/de/search?q=Messe&near=Torgau%3A20&running=2023-08-01" in links(chips[0])
    assert "/de/search?q=Messe" in links(chips[0])


def test_a_form_gets_the_address_that_is_worth_keeping(client: Any) -> None:
    response = client.get("/de/search?q=&running=&begin_from=2023-01-01&around=Torgau&km=10&view=list")
    assert response.status_code == 302
    assert response["Location"] == "/de/search?near=Torgau%3A10&begin_from=2023-01-01"


def test_a_place_without_a_distance_has_one_of_twenty_kilometres(client: Any) -> None:
    assert "bis 20 km um Torgau" in page(client, "/de/search?near=Torgau")


def test_what_a_page_does_not_know_is_left_out(client: Any) -> None:
    assert client.get("/de/search?utm=1&sort=odd&view=odd&q=Pflege&more=odd").status_code == 200


def test_paging_goes_on_and_leads_back(client: Any) -> None:
    first = page(client, "/de/search?q=Ausbildung")
    (following,) = (one for one in links(first) if "cursor=" in one)
    second = page(client, following)
    assert 'start="11"' in second and "11–" in second
    assert "/de/search?q=Ausbildung" in links(second)


def test_a_cursor_of_another_state_of_the_register_leads_to_the_same_question_anew(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = serve(own, monkeypatch)
    (following,) = (one for one in links(page(client, "/de/search?sort=title")) if "cursor=" in one)
    import_into(own, SHEET)
    catch_up(client)
    text = page(client, following, 410)
    assert "Das Register hat sich geändert" in text
    assert "/de/search?sort=title" in links(text)
    assert "has changed" in page(client, "/en/search?cursor=odd", 410)


def test_what_cannot_be_answered_is_refused_with_what_to_leave_out(client: Any) -> None:
    for path in ("/de/search?near=Nirgendwo:20", "/de/search?running=gestern", "/de/search?region=Atlantis&q=Messe"):
        text = page(client, path, 400)
        assert "so nicht zu beantworten" in text and '<ul class="chips">' in text and 'lang="en"' in text
        assert any(one in ("/de/search", "/de/search?q=Messe") for one in links(text))


def test_where_nothing_is_found_the_page_says_what_is_in_the_way_and_what_is_nearest(client: Any) -> None:
    text = page(client, "/de/search?q=%22Pflege+Messe%22&region=DED53")
    assert "Dazu steht nichts im Register" in text
    assert "Am nächsten kommt" in text and '<ol class="hits">' in text
    text = page(client, "/de/search?q=Pflege&region=DED53&running=2031-01-01")
    assert "ohne „läuft am 1. Januar 2031“" in text and ": 2 Vorhaben" in text
    text = page(client, "/de/search?place=14612000&near=Torgau:5")
    assert "bis 50 km um Torgau" not in text and "ohne „bis 5 km um Torgau“" in text


def test_a_misspelt_word_is_put_right(client: Any) -> None:
    text = page(client, "/de/search?q=Fachkr%C3%A4ftemese")
    assert "Meinten Sie" in text
    assert "/de/search?q=Fachkr%C3%A4ftemesse" in links(text)


def test_a_table_is_sorted_by_links_and_has_the_columns_that_say_something(client: Any) -> None:
    text = page(client, "/de/search?view=table&sort=title")
    assert re.search(r'<th scope="col" aria-sort="ascending"><a href="/de/search\?sort=title&amp;view=table">', text)
    assert "/de/search?sort=begin&view=table" in links(text)
    for heading in ("Träger", "Region", "Förderlinie"):
        assert heading in text
    assert ">Art<" not in text


def test_a_map_shades_the_regions_of_the_result_and_leads_to_each(client: Any) -> None:
    text = page(client, "/de/search?q=Pflege&view=map")
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="chart map"' in text
    assert "Landkreis Nordsachsen" in text and "GeoNames" in text
    assert "/de/search?q=Pflege&region=DED53" in links(text)
    chosen = page(client, "/de/search?q=Pflege&region=DED53&view=map")
    drawing = chosen[chosen.index("<figure") : chosen.index("</figure>")]
    assert {one for one in links(drawing) if "region=" in one} == {"/de/search?q=Pflege&region=DED53"}


def test_a_timeline_draws_the_hits_of_a_page_and_lists_them(client: Any) -> None:
    text = page(client, "/en/search?q=Pflege&view=timeline")
    assert 'class="chart timeline"' in text
    assert text.count('<td lang="de"><a href="/en/projects/') == 5
    assert "22 May 2023" in text


@pytest.mark.parametrize("path", ["/de/search", "/de/search?q=Pflege", "/en/search?view=table", "/de/search?view=map"])
def test_a_page_of_hits_is_small(client: Any, path: str) -> None:
    plain = client.get(path).content
    packed = client.get(path, headers={"Accept-Encoding": "gzip", "Cache-Control": "no-cache"})
    assert packed["Content-Encoding"] == "gzip"
    assert len(plain) <= 60_000 and len(packed.content) <= 15_000


def test_what_is_printed_is_escaped_wherever_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "odd.csv"
    evil = "<script>alert(1)</script>"
    rows = [f'Anna & Co {evil};Leipzig;"Messe <b>{evil} ""drei""";Ein Vorhaben {evil};01.01.2023;31.12.2023'] * 3
    file.write_text("\n".join(["Projektträger;Ort;Projekttitel;Beschreibung;Beginn;Ende", *rows]), "utf-8")
    import_into(tmp_path / "register", file)
    client = serve(tmp_path / "register", monkeypatch)
    for path in ("/de/search?q=Messe", "/de/search?view=table", "/de/search?q=%3Cscript%3Ealert", "/de/search"):
        text = page(client, path)
        assert "<script" not in text and "<b>" not in text
    assert "<mark>Messe</mark> &lt;b&gt;&lt;" in page(client, "/de/search?q=Messe")
    assert "<script" not in page(client, "/de/search?near=%3Cscript%3E:20", 400)
    assert "<script" not in page(client, '/de/search?region="><script>', 400)


def test_a_page_stays_small_however_much_is_asked(client: Any) -> None:
    path = "/de/search?q=" + "Pflege+" * 5000
    text = page(client, path)
    assert "Gesucht wurde nach den ersten 500 Zeichen" in text
    assert len(text) < 60_000 + 4 * len(path)  # each page names its own address four times
    path = "/de/search?" + "&".join(f"organisation=o-{one:08}" for one in range(900))
    text = page(client, path)
    assert len(text) < 400_000 + 4 * len(path)


@pytest.mark.usefixtures("client")
def test_a_question_is_read_and_written_the_same() -> None:
    from django.http import QueryDict

    from fachwerk.portal.pages.questions import question_from

    for said in ("q=a+b&region=DED53&region=DED2E&near=Torgau%3A20&sort=title&view=table", "words_only=true", ""):
        address = question_from(QueryDict(said)).address("/de/search")
        assert address == ("/de/search?" + said if said else "/de/search")
