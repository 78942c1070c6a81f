"""The API gives what the register holds, page by page, in the shapes of the commands."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fachwerk.portal.objects import PROJECT_KEYS
from fachwerk.portal.schemas import PAGE_KEYS
from tests.portal.conftest import SHEET, Get, import_into, serve

ROOT = Path(__file__).parents[2]
LISTS = ("projects", "organisations", "regions", "series", "editions", "findings", "ledger")


def lines(register: Path, *command: str) -> list[dict[str, Any]]:
    """What a command prints."""
    whole = [sys.executable, "-m", "fachwerk", *command, "--register", str(register), "--as", "jsonl"]
    done = subprocess.run(whole, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def whole(get: Get, path: str, **query: Any) -> list[dict[str, Any]]:
    """All of a list, page by page."""

    def pages() -> Iterator[dict[str, Any]]:
        cursor = ""
        while True:
            page = get(path, cursor=cursor, **query)
            assert set(page) == set(PAGE_KEYS)
            yield page
            if page["next"] is None:
                return
            cursor = page["next"]

    found = list(pages())
    items = [item for page in found for item in page["items"]]
    assert {page["total"] for page in found} == {len(items)}
    return items


@pytest.mark.parametrize("name", ["projects", "organisations", "series", "editions", "findings"])
def test_a_list_is_what_the_command_shows(get: Get, sample: Path, name: str) -> None:
    assert whole(get, name, limit=7) == lines(sample, name)


def test_a_project_is_what_show_shows(get: Get, sample: Path) -> None:
    for one in get("projects", limit=3)["items"]:
        assert [get(f"projects/{one['id']}")] == lines(sample, "show", one["id"])


def test_a_project_has_every_value_as_printed_and_cleaned_with_the_place_it_is_printed_at(get: Get) -> None:
    id = get("projects", limit=1)["items"][0]["id"]
    found = get(f"projects/{id}")
    (evidence,) = found["evidence"]
    begin = evidence["values"]["begin"]
    assert (evidence["page"], len(evidence["lines"]), len(evidence["bbox"])) == (1, 2, 4)
    assert begin == {"printed": "17.11.2022", "clean": "2022-11-17", "note": begin["note"]}
    assert begin["clean"] == found["project"]["begin"]
    assert set(PROJECT_KEYS) < set(found["project"])
    assert found["sponsors"][0]["id"] == found["project"]["sponsor_id"]


def test_a_project_in_two_editions_is_given_as_the_newest_has_it_or_the_one_that_is_named(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = serve(own, monkeypatch)
    before = client.get("/api/v1/projects").json()["items"][0]
    import_into(own, SHEET)
    newest = client.get("/api/v1/editions/newest").json()["edition"]
    first, second = (
        client.get("/api/v1/projects", {"edition": name}).json()["items"][0]
        for name in (before["edition"][:12], newest)
    )
    assert first | {"listings": []} == before | {"listings": [], "series_id": first["series_id"]}
    assert (second["edition"], second["id"], len(second["listings"])) == (newest, before["id"], 2)
    assert client.get("/api/v1/projects").json()["items"][0]["edition"] == newest


def test_single_things_are_those_of_the_lists(get: Get) -> None:
    for name, key in (("organisations", "id"), ("series", "id"), ("regions", "key"), ("editions", "edition")):
        for one in get(name, limit=2)["items"]:
            assert get(f"{name}/{one[key]}") == one
    ledger = get("ledger")["items"][0]
    assert get(f"ledger/{ledger['sha256']}") == get("ledger/newest") == ledger
    assert ledger["verdict"] == "complete"


def test_regions_count_their_projects(get: Get) -> None:
    regions = whole(get, "regions", limit=5)
    assert sum(one["projects"] for one in regions) == 53
    leipzig = next(one for one in regions if one["key"] == "DED51")
    assert (leipzig["name"], leipzig["projects"]) == (
        "Leipzig, Stadt",
        get("search", region="DED51")["total"],
    )


def test_findings_are_chosen_by_severity_code_and_edition_in_two_languages(get: Get) -> None:
    everything = whole(get, "findings", limit=100)
    warnings = whole(get, "findings", severity="warning")
    assert warnings == [one for one in everything if one["severity"] in ("warning", "error")]
    code = everything[0]["code"]
    assert whole(get, "findings", code=code) == [one for one in everything if one["code"] == code]
    assert whole(get, "findings", edition="newest", limit=100) == everything
    german = get("findings", language="de")["items"][0]["message"]
    assert german != everything[0]["message"]


def test_a_search_says_what_why_and_where(get: Get) -> None:
    found = get("search", q="Messe", limit=2, facets="region,item,status")
    hit = found["hits"][0]
    assert [one["rank"] for one in found["hits"]] == [1, 2]
    assert found["total"] > 2
    assert set(found["facets"]) == {"region", "item", "status"}
    assert set(found["facets"]["region"][0]) == {"value", "label", "count"}
    assert hit["why"][0]["said"] == "Messe"
    project = get(f"projects/{hit['id']}")["project"]
    field, ((start, end), *_) = next(iter(hit["marks"].items()))
    assert "messe" in project[field][start:end].casefold()
    assert (project["begin"], project["end"]) == (hit["begin"], hit["end"])
    assert "parts" not in hit
    assert "parts" in get("search", q="Messe", explain="true")["hits"][0]


def test_a_search_is_what_the_command_finds(get: Get, sample: Path) -> None:
    found = get("search", q="Azubi Handwerk", region="Zwickau")["hits"]
    told = lines(sample, "search", "Azubi Handwerk", "--region", "Zwickau", "--words-only")
    assert [{name: hit[name] for name in told[0]} for hit in found] == told


def test_without_facets_none_are_counted(get: Get) -> None:
    assert get("search", q="Messe")["facets"] == {}


def test_pages_of_a_search_follow_one_another(get: Get) -> None:
    found, cursor = [], ""
    while cursor is not None:
        page = get("search", limit=10, sort="title", cursor=cursor)
        found += [one["id"] for one in page["hits"]]
        cursor = page["next"]
    assert len(found) == len(set(found)) == 53


@pytest.mark.parametrize(
    "filters",
    [
        {"region": "DED51"},
        {"region": ["DED51", "Zwickau"]},
        {"item": "3"},
        {"running": "2023-06-01"},
        {"begin_from": "2023-02-01", "begin_to": "2023-12-31"},
        {"end_to": "2023-12-31"},
        {"near": "Leipzig:20"},
        {"edition": "newest", "status": "unknown"},
        {"region": "", "running": ""},
    ],
)
def test_filters_leave_some_and_facets_of_them_add_up(get: Get, filters: dict[str, Any]) -> None:
    found = get("search", facets="edition", **filters)
    assert 0 < found["total"] <= 53
    assert sum(one["count"] for one in found["facets"]["edition"]) == found["total"]
    assert get("facets", facets="edition", **filters)["total"] == found["total"]


def test_facets_alone_are_counted_all_without_a_name(get: Get) -> None:
    found = get("facets", q="Messe")["facets"]
    assert list(found)[:3] == ["region", "item", "pot"]
    assert get("facets", q="Messe", facets="item")["facets"] == {"item": found["item"]}


def test_neighbours_say_what_they_have_in_common(get: Get) -> None:
    id = get("search", q="Messe", limit=1)["hits"][0]["id"]
    found = get(f"projects/{id}/neighbours", limit=5)["items"]
    assert [one["rank"] for one in found] == [1, 2, 3, 4, 5]
    assert id not in {one["id"] for one in found}
    assert found[0]["why"]


def test_the_index_names_what_there_is(get: Get) -> None:
    found = get("")
    assert set(LISTS) < set(found["resources"])
    for path in found["resources"].values():
        get(path.removeprefix("/api/v1/"))


def test_the_document_is_openapi_3_1_and_names_every_resource_and_refusal(get: Get) -> None:
    document = get("openapi.json")
    assert document["openapi"].startswith("3.1.")
    assert {path.split("/")[3] for path in document["paths"]} > {*LISTS, "search", "facets"}
    for path in document["paths"].values():
        assert {"200", "304", "400", "404", "429", "503"} <= set(path["get"]["responses"])
