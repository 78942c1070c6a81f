"""The map: what it counts is what a search finds, and its tables say the same."""

import csv
import io
import re
from typing import Any

import pytest

from fachwerk.portal.pages.where import regions_by_key
from tests.portal.test_region_page import text_of, tidy

DAY = "2023-06-01"


@pytest.mark.parametrize(
    "query", ["", f"?day={DAY}", f"?day={DAY}&line=3", "?line=&day=&nonsense=1", "?day=1999-01-01"]
)
def test_the_map_is_there_in_both_languages(client: Any, query: str) -> None:
    for language in ("de", "en"):
        tidy(client, f"/{language}/map{query}")


def test_each_region_leads_to_its_page_and_its_count_to_a_search(client: Any, get: Any) -> None:
    content = client.get("/de/map", {"day": DAY}).content.decode()
    for key in regions_by_key():
        assert f'href="/de/regions/{key}"' in content
    counted = re.findall(rf'href="/de/search\?region=(\w+)&amp;running={DAY}">(\d+)<', content)
    assert counted
    for key, count in counted:
        assert get("search", region=key, running=DAY)["total"] == int(count)
    assert f"{sum(int(count) for _, count in counted)} Vorhaben laufen am 1. Juni 2023." in text_of(
        client.get("/de/map", {"day": DAY})
    )


def test_whose_points_and_outlines_they_are_stands_beside_the_map(client: Any) -> None:
    assert "GeoNames" in text_of(client.get("/en/map"))


def test_the_tables_are_to_be_had_as_one(client: Any) -> None:
    content = client.get("/en/map", {"line": "3"}).content.decode()
    (address,) = re.findall(r'href="(/en/map\.csv[^"]*)"', content)
    heading, *rows = csv.reader(io.StringIO(client.get(address.replace("&amp;", "&")).content.decode("utf-8-sig")))
    assert heading == ["Key", "Name", "Project"]
    assert sum(int(count) for key, _, count in rows if key in regions_by_key()) == 17
    assert ["14511000", "Chemnitz", "3"] in rows


def test_what_there_is_not_is_refused(client: Any) -> None:
    for query in ("?day=gestern", "?line=<script>"):
        response = client.get(f"/de/map{query}")
        assert response.status_code == 400
        assert "<script>" not in response.content.decode()
