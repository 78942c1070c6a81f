"""What caches, browsers and proxies are told."""

import gzip
from collections.abc import Mapping
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import brotli
import pytest

from fachwerk.portal.kept import Last
from fachwerk.portal.limits import SIZE, Left, Moments, client_of
from fachwerk.portal.packing import chosen
from fachwerk.search.answering import Answering
from tests.portal.conftest import SHEET, import_into, serve

SEARCH = "/api/v1/search?q=Messe&limit=20"


def test_an_answer_is_sent_again_only_when_the_register_changed(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = serve(own, monkeypatch)
    for path in (SEARCH, "/api/v1/projects", "/api/v1/editions/newest", "/api/v1/regions/DED51", "/api/v1/"):
        first = client.get(path)
        tag = first["ETag"]
        assert (first["Cache-Control"], tag[:3]) == ("public, no-cache", 'W/"')
        for known in (tag, f'"other", {tag}', tag.removeprefix("W/") and tag):
            again = client.get(path, headers={"If-None-Match": known})
            assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    import_into(own, SHEET)
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 200


def test_the_last_answers_are_kept_as_far_as_there_is_room() -> None:
    last = Last(10)
    for tag, content in (("a", b"aaaa"), ("b", b"bbbb")):
        last.keep(tag, content)
    assert last.of("a") == b"aaaa"
    last.keep("c", b"cccc")
    assert [last.of(tag) for tag in "abc"] == [b"aaaa", None, b"cccc"]
    last.keep("a", b"a" * 6)
    assert [last.of(tag) for tag in "ac"] == [b"a" * 6, b"cccc"]
    last.keep("d", b"d" * 11)
    assert [last.of(tag) for tag in "acd"] == [None, None, None]


def test_a_question_is_answered_once_unless_somebody_wants_it_anew(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    searched = Answering.search
    monkeypatch.setattr(Answering, "search", lambda self, query: asked.append(query) or searched(self, query))
    path = "/api/v1/search?q=Messe&limit=7"
    found = [client.get(path, headers=headers) for headers in ({}, {}, {"Cache-Control": "no-cache"}, {})]
    assert len({one.content for one in found}) == 1
    assert len(asked) == 2


def test_each_question_has_a_tag_of_its_own(client: Any) -> None:
    tags = {client.get(path)["ETag"] for path in (SEARCH, "/api/v1/search?q=Markt", "/api/v1/projects")}
    assert len(tags) == 3


@pytest.mark.parametrize(
    ("accepted", "name"),
    [
        ("", None),
        ("identity", None),
        ("gzip", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br", "br"),
        ("gzip, br;q=0.5", "gzip"),
        ("br;q=0, gzip;q=0", None),
        ("*", "br"),
        ("*;q=0.1, identity", None),
        ("br;q=0, *", "gzip"),
        ("gzip;q=much", None),
        ("zstd;q=1.0, GZIP ; q=0.8", "gzip"),
        (",;=,", None),
    ],
)
def test_the_client_chooses_how_an_answer_is_packed(client: Any, accepted: str, name: str | None) -> None:
    assert chosen(accepted) == name
    plain = client.get(SEARCH)
    response = client.get(SEARCH, headers={"Accept-Encoding": accepted})
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[name]
    assert response.get("Content-Encoding") == name
    assert "Accept-Encoding" in response["Vary"]
    assert unpack(response.content) == plain.content


def test_a_small_answer_is_not_packed(client: Any) -> None:
    assert "Content-Encoding" not in client.get("/api/v1/regions/DED51", headers={"Accept-Encoding": "br"})


def test_pages_of_other_sites_may_read(client: Any) -> None:
    for response in (client.get(SEARCH), client.get("/api/v1/nothing"), client.head(SEARCH)):
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "ETag" in response["Access-Control-Expose-Headers"]
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    response = client.options(SEARCH, headers=asked)
    assert (response.status_code, response["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    assert "If-None-Match" in response["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in response


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_nobody_may_write(client: Any, method: str) -> None:
    response = getattr(client, method)("/api/v1/projects")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert response["Content-Type"] == "application/problem+json"


def test_head_tells_what_get_would(client: Any) -> None:
    head, get = client.head(SEARCH), client.get(SEARCH)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", get["ETag"])
    assert int(head["Content-Length"]) == len(get.content)


# --- how much -------------------------------------------------------------------------------------------------------


def test_this_machine_is_not_limited_unless_somebody_says_so(client: Any) -> None:
    assert "RateLimit" not in client.get("/api/v1/")


def test_who_asks_too_much_is_told_when_to_go_on(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACHWERK_RATE_LOOPBACK", "3")
    client = serve(sample, monkeypatch)
    found = [client.get("/api/v1/regions/DED51") for _ in range(4)]
    assert [one.status_code for one in found] == [200, 200, 200, 429]
    assert [one["RateLimit-Remaining"] for one in found] == ["2", "1", "0", "0"]
    assert (found[0]["RateLimit-Policy"], found[0]["RateLimit"]) == ('"default";q=3;w=60', '"default";r=2;t=20')
    assert found[3]["Content-Type"] == "application/problem+json"
    assert 0 < int(found[3]["Retry-After"]) <= 20
    assert client.get("/api/v1/", REMOTE_ADDR="192.0.2.1").status_code == 200


def test_an_address_is_limited_and_one_behind_a_proxy_is_seen(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACHWERK_RATE", "1")
    monkeypatch.setenv("FACHWERK_TRUSTED_PROXIES", "127.0.0.1")
    client = serve(sample, monkeypatch)

    def asked(address: str) -> int:
        return int(client.get("/api/v1/", headers={"X-Forwarded-For": address}).status_code)

    assert [asked(one) for one in ("192.0.2.1", "192.0.2.2", "192.0.2.1", "192.0.2.1, 192.0.2.3")] == [
        200,
        200,
        429,
        200,
    ]


@pytest.mark.parametrize(
    ("remote", "forwarded", "found"),
    [
        ("192.0.2.1", "", "192.0.2.1"),
        ("192.0.2.1", "198.51.100.1", "192.0.2.1"),  # nobody trusts it
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "203.0.113.9, 198.51.100.1, 10.0.0.7", "198.51.100.1"),
        ("10.0.0.1", "nonsense", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1:443", "[2001:db8::1]:80", "2001:db8::1"),
        ("::ffff:10.0.0.1", "198.51.100.1:5000", "198.51.100.1"),
        ("", "198.51.100.1", "None"),
    ],
)
def test_whose_request_it_is(remote: str, forwarded: str, found: str) -> None:
    meta: Mapping[str, str] = {"REMOTE_ADDR": remote, "HTTP_X_FORWARDED_FOR": forwarded}
    assert str(client_of(meta, [ip_network("10.0.0.0/8")])) == found


def test_requests_come_back_evenly_and_processes_count_together(tmp_path: Path) -> None:
    path = tmp_path / "rates"
    path.write_bytes(bytes(SIZE))
    one, other = Moments(path), Moments(path)
    assert one.take("a", 2, 1000.0) == Left(1, 30.0)
    assert other.take("a", 2, 1000.0) == Left(0, 60.0)
    assert one.take("a", 2, 1010.0) == Left(0, 50.0, 20.0)
    assert one.take("b", 2, 1010.0) == Left(1, 30.0)
    assert other.take("a", 2, 1030.0) == Left(0, 60.0)
    assert one.take("a", 2, 2000.0) == Left(1, 30.0)
