"""Whatever is asked wrongly is refused in one sentence that says what there is; nothing breaks the server."""

import base64
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.portal.conftest import SHEET, Get, catch_up, import_into, serve


def refused(client: Any, path: str, status: int, **query: Any) -> str:
    """Ask, and give the sentence of the refusal."""
    response = client.get(f"/api/v1/{path}", query)
    said = response.json()
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert (set(said), said["status"]) == ({"type", "title", "status", "detail"}, status)
    assert "ETag" not in response
    return str(said["detail"])


STRANGE = (
    "", "-", "- -", '"', 'Messe "', "AND OR NOT", "title:", "***", "😀", "\u202eمرحبا\u202c",
    "<script>alert(1)</script>", "'; DROP TABLE project;--", "a" * 10_000, "wort " * 5_000, "(((", "*:*", "\\", "/.*/",
    "%", "\ufffd", "\ud800",
)  # fmt: skip


@pytest.mark.parametrize("text", STRANGE)
def test_no_question_breaks_the_search(client: Any, text: str) -> None:
    for path in ("search", "facets"):
        response = client.get(f"/api/v1/{path}", {"q": text.encode("utf-8", "replace").decode()})
        assert response.status_code == 200
    assert b"<script>" not in response.content


def test_an_empty_question_answers_everything(get: Get) -> None:
    assert get("search")["total"] == get("search", q="")["total"] == 53


def made_up(*said: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(said).encode()).decode()


@pytest.mark.parametrize(
    ("path", "query", "said"),
    [
        ("search", {"colour": "red"}, '"colour" is no parameter; there are: q, region, item, pot'),
        ("search", {"facets": "colour"}, '"colour" is no facet; there are: region, item'),
        ("search", {"region": "Atlantis"}, 'no region is called "Atlantis"; there are: '),
        ("search", {"near": "Atlantis:10"}, 'no place is called "Atlantis"'),
        ("search", {"near": "Torgau"}, '"Torgau" is no place with a distance; write'),
        ("search", {"running": "soon"}, 'running is "soon"; write a day as 2024-05-31'),
        ("search", {"begin_from": "2023-13-01"}, 'begin_from is "2023-13-01"'),
        ("search", {"sort": "colour"}, 'nothing is sorted by "colour"; use relevance or begin'),
        ("search", {"limit": "0"}, "limit: Input should be greater than or equal to 1"),
        ("search", {"limit": "101"}, "limit: Input should be less than or equal to 100"),
        ("search", {"limit": "many"}, "limit: Input should be a valid integer"),
        ("search", {"explain": "perhaps"}, "explain: Input should be a valid boolean"),
        ("search", {"q": "Messe\0"}, "q has a sign that no text has (NUL)"),
        ("search", {"cursor": "nonsense"}, "the cursor is none of ours"),
        ("search", {"cursor": "ü"}, "the cursor is none of ours"),
        ("search", {"cursor": made_up(1)}, "the cursor is none of ours"),
        ("search", {"cursor": made_up("a", -1)}, "the cursor is none of ours"),
        ("search", {"cursor": made_up("another", 10)}, "the cursor is of another version of the register"),
        ("search", {"cursor": base64.b64encode(b"[" * 10_000).decode()}, "the cursor is none of ours"),
        ("projects", {"cursor": made_up("another", 10)}, "the cursor is of another version of the register"),
        ("projects", {"q": "Messe"}, '"q" is no parameter; there are: limit, cursor, edition'),
        ("projects/p-1", {"q": "Messe"}, '"q" is no parameter; there are none here'),
        ("findings", {"severity": "bad"}, '"bad" is no severity; use error or warning or hint'),
        ("findings", {"language": "la"}, '"la" is not spoken here; use en or de'),
    ],
)
def test_what_there_is_not_is_refused_with_what_there_is(
    client: Any, path: str, query: dict[str, str], said: str
) -> None:
    assert refused(client, path, 400, **query).startswith(said)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("projects/nothing", 'no project is called "nothing"'),
        ("projects/nothing/neighbours", 'no project is called "nothing"'),
        ("organisations/nothing", 'nothing is called "nothing"'),
        ("series/<b>", 'nothing is called "<b>"'),
        ("regions/DE", 'no region has the code "DE"'),
        ("editions/1999-01-01", 'no edition is called "1999-01-01"; there are: '),
        ("ledger/before", 'no edition is called "before"'),
        ("projects?edition=1999-01-01", 'no edition is called "1999-01-01"'),
        ("search?edition=1999-01-01", 'no edition is called "1999-01-01"'),
        ("colours", "there is nothing at /api/v1/colours; /api/v1/ says what there is"),
        ("search/", "there is nothing at /api/v1/search/"),
    ],
)
def test_what_is_not_there_is_not_found(client: Any, path: str, said: str) -> None:
    assert refused(client, path, 404).startswith(said)


def test_a_cursor_that_somebody_made_up_reaches_no_further_than_the_end(client: Any, get: Get) -> None:
    version = get("")["version"]
    for query in ({"q": "Messe"}, {}, {"sort": "title"}):
        found = get("search", cursor=made_up(version, 1 << 52), **query)
        assert (found["hits"], found["next"]) == ([], None)
    assert get("projects", cursor=made_up(version, 1 << 52))["items"] == []
    assert refused(client, "search", 400, cursor=made_up(version, 1 << 80)).startswith("the cursor is none of ours")


def test_an_address_that_is_too_long_is_refused(client: Any) -> None:
    assert refused(client, "search", 414, q="a" * 70_000).startswith("the address is longer")


def test_so_many_parameters_are_refused(client: Any) -> None:
    assert refused(client, f"search?{'&'.join(['region=DED51'] * 2000)}", 400)


def test_without_a_register_the_answer_says_so_and_not_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = serve(tmp_path / "nowhere", monkeypatch)
    for path in ("search", "projects", ""):
        said = refused(client, path, 503)
        assert "there is no register" in said
        assert str(tmp_path) not in said


def test_a_register_that_comes_back_is_served_again(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = serve(own, monkeypatch)
    assert client.get("/api/v1/search").status_code == 200
    away = own.rename(own.with_name("away"))
    assert client.get("/api/v1/search").status_code == 503
    away.rename(own)
    assert client.get("/api/v1/search").status_code == 200


def test_a_damaged_register_is_no_fault_of_ours(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for file in own.glob("fachwerk.db*"):
        file.unlink()
    (own / "fachwerk.db").write_bytes(b"no database" * 1000)
    assert "damaged" in refused(serve(own, monkeypatch), "projects", 503)


def test_an_index_that_is_deleted_or_damaged_while_it_is_served_is_not_missed(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = serve(own, monkeypatch)
    before = client.get("/api/v1/search", {"q": "Messe"}).json()
    shutil.rmtree(own / "index")
    assert client.get("/api/v1/search", {"q": "Messe"}).json() == before
    again = serve(own, monkeypatch)
    assert again.get("/api/v1/search", {"q": "Messe"}).json() == before
    for file in (own / "index").rglob("*"):
        if file.is_file():
            file.write_bytes(b"rubbish")
    assert again.get("/api/v1/search", {"q": "Messe"}).json() == before
    assert serve(own, monkeypatch).get("/api/v1/search", {"q": "Messe"}).json() == before


def test_a_list_that_is_imported_meanwhile_is_found_and_old_cursors_are_refused(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = serve(own, monkeypatch)
    pages = {name: client.get(f"/api/v1/{name}", {"limit": 1}).json() for name in ("search", "projects")}
    import_into(own, SHEET)
    assert client.get("/api/v1/search").status_code == 200  # by the index of the state before, while the next is made
    catch_up(client)
    for name, page in pages.items():
        assert "another version" in refused(client, name, 400, cursor=page["next"])
        assert client.get(f"/api/v1/{name}").json()["version"] != page["version"]
    assert len(client.get("/api/v1/search", {"facets": "edition"}).json()["facets"]["edition"]) == 2


def test_without_the_extra_the_answer_says_that_meaning_was_not_looked_at(get: Get) -> None:
    assert get("search", q="Messe")["by_meaning"] is False
