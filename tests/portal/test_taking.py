"""A result is taken along as it is: the same projects in each file and feed, with what was asked."""

import csv
import html
import io
import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest

ATOM = "{http://www.w3.org/2005/Atom}"
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def sent(client: Any, path: str) -> Any:
    response = client.get(path)
    assert response.status_code == 200, path
    content = response.getvalue()
    response.close()
    return content


def test_each_download_of_a_page_has_exactly_its_hits(client: Any) -> None:
    page = html.unescape(client.get("/de/search?q=Pflege&region=DED53").content.decode())
    offered = re.findall(r'href="(/de/search\.(\w+)\?q=Pflege&region=DED53)"', page)
    assert {name for _, name in offered} == {"csv", "xlsx", "json", "geojson", "ics", "atom"}
    ids = set(re.findall(r'<h3><a href="/de/projects/([^"]+)"', page))
    assert len(ids) == 2
    rows = list(csv.reader(io.StringIO(sent(client, "/de/search.csv?q=Pflege&region=DED53").decode("utf-8-sig"))))
    assert len(rows) >= 3
    for name in ("csv", "json", "geojson", "ics"):
        text = sent(client, f"/de/search.{name}?q=Pflege&region=DED53").decode()
        assert set(re.findall(r"p-[a-z0-9]{10}", text)) == ids, name
    assert sent(client, "/de/search.xlsx?q=Pflege&region=DED53").startswith(b"PK")


def test_a_download_says_what_was_asked_in_words(client: Any) -> None:
    said = json.loads(sent(client, "/de/search.json?q=%22Arbeiten+%26+Leben%22+Pflege&region=Landkreis+Nordsachsen"))
    assert '"Arbeiten & Leben" Pflege · Region: Landkreis Nordsachsen' in json.dumps(said, ensure_ascii=False).replace(
        '\\"', '"'
    )


def test_how_a_page_is_shown_is_nothing_to_a_file(client: Any) -> None:
    plain, shown = (
        sent(client, f"/de/search.csv?q=Pflege{more}") for more in ("", "&view=table&cursor=odd&more=place")
    )
    assert plain == shown


def test_one_large_download_is_made_at_a_time(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from fachwerk.portal.downloads import sending

    monkeypatch.setattr(sending, "LARGE", 10)
    with sending._making:
        refused = client.get("/de/search.csv")
        assert (refused.status_code, refused["Retry-After"]) == (503, "10")
        client.get("/de/search.csv?q=Kita").close()
        assert client.get("/de/search").status_code == 200
    for _ in range(2):
        response = client.get("/de/search.csv")
        assert response.status_code == 200
        response.close()


def test_a_format_that_there_is_not_is_not_found(client: Any) -> None:
    assert client.get("/de/search.exe").status_code == 404
    assert client.get("/de/search.csv?region=Atlantis").status_code == 400


@pytest.mark.parametrize("language", ["de", "en"])
def test_any_search_has_a_feed_that_is_sent_again_only_when_the_register_changed(client: Any, language: str) -> None:
    path = f"/{language}/search.atom?q=Pflege&sort=title"
    response = client.get(path)
    feed = ElementTree.fromstring(response.content)
    assert len(feed.findall(f"{ATOM}entry")) == 5
    (link,) = (one.get("href") or "" for one in feed.findall(f"{ATOM}link") if one.get("rel") == "self")
    assert link.endswith(f"/{language}/search.atom?q=Pflege")
    assert client.get(path, headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_changes_of_the_newest_list_are_a_feed(client: Any) -> None:
    feed = ElementTree.fromstring(sent(client, "/de/changes.atom"))
    assert len(feed.findall(f"{ATOM}entry")) == 53


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_of_feeds_leads_to_feeds(client: Any, language: str) -> None:
    text = html.unescape(client.get(f"/{language}/feeds").content.decode())
    feeds = re.findall(rf'<a href="(/{language}/[^"]+)" type="application/atom\+xml"', text)
    assert len(feeds) == 15
    for href in feeds:
        ElementTree.fromstring(sent(client, href))


@pytest.mark.parametrize("language", ["de", "en"])
def test_browsers_are_told_where_to_ask_by_whole_addresses(
    client: Any, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACHWERK_PUBLIC_URL", "https://foerderung.example")
    told = ElementTree.fromstring(sent(client, f"/opensearch.{language}.xml"))
    templates = {one.get("type"): one.get("template") for one in told.findall(f"{SEARCH}Url")}
    assert templates["text/html"] == f"https://foerderung.example/{language}/search?q={{searchTerms}}"
    assert all(one is not None and one.startswith("https://foerderung.example/") for one in templates.values())
    assert client.get("/opensearch.fr.xml").status_code == 404
