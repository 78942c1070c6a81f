"""Finding help starts from needs in plain words, and promises nothing."""

import html
import re
from datetime import date
from typing import Any

import pytest

from fachwerk.reference.helping import GROUPS, needs


def page(client: Any, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return html.unescape(response.content.decode())


def gathered(day: date, region: str = "") -> Any:
    from fachwerk.portal.opened import served
    from fachwerk.portal.pages import help
    from fachwerk.portal.pages.rendered import State

    with served().reading() as reading:
        return help._gathered(State(reading, served().engine(), day), region, "de")


@pytest.mark.usefixtures("client")
def test_where_something_runs_each_need_leads_to_it_and_to_all() -> None:
    found = gathered(date(2023, 8, 1))
    assert found["running"] > 40
    doors = [*found["persons"], *found["employers"]]
    assert all("running=2023-08-01" in door.today and "running" not in door.all for door in doors)


@pytest.mark.usefixtures("client")
def test_nothing_runs_where_the_lists_say_so() -> None:
    assert gathered(date(2043, 8, 1))["running"] == 0
    assert gathered(date(2023, 8, 1), "DED53")["running"] < gathered(date(2023, 8, 1))["running"]


@pytest.mark.parametrize("language", ["de", "en"])
def test_each_need_is_said_and_its_links_are_answered(client: Any, language: str) -> None:
    text = page(client, f"/{language}/help")
    for need in (need for group in GROUPS for need in needs()[group]):
        assert need.told[language].name in text
    found = [href for href in re.findall(r'href="([^"]+)"', text) if href.startswith(f"/{language}/search?q=")]
    assert len(found) >= sum(map(len, needs().values()))
    for href in found:
        page(client, href)


def test_each_need_finds_something_in_the_sample_by_its_words(client: Any) -> None:
    for need in (need for group in GROUPS for need in needs()[group]):
        response = client.get("/de/search", {"q": need.asks})
        assert "Gefunden durch:" in response.content.decode(), need.key


def test_a_region_is_carried_into_each_link(client: Any) -> None:
    text = page(client, "/de/help?region=DED53")
    searches = [href for href in re.findall(r'href="([^"]+)"', text) if "/search?q=" in href]
    assert searches and all("region=DED53" in href for href in searches)
    assert re.search(r'<option value="DED53"[^>]* selected', text)
    assert "region=odd" not in page(client, "/de/help?region=odd").split("<main")[1]


def test_the_page_says_whom_to_ask_and_that_nobody_is_promised_anything(client: Any) -> None:
    assert "Fragen Sie den Träger" in page(client, "/de/help")
    assert "not places that are free" in page(client, "/en/help")
