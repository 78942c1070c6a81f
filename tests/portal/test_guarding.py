"""What browsers are told about answers, and what the server does not let itself be told."""

from typing import Any

import pytest

from fachwerk.portal.guarding import POLICY
from tests.portal.conftest import serve

PATHS = ("/api/v1/", "/api/v1/search?q=Messe", "/api/v1/nothing", "/nothing", "/api/v1/search?strange=1")


def test_every_answer_says_what_a_browser_may_do_with_it(client: Any) -> None:
    for path in PATHS:
        headers = client.get(path).headers
        assert headers["Content-Security-Policy"] == POLICY
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "camera=()" in headers["Permissions-Policy"]


def test_the_policy_allows_nothing_that_is_written_into_a_page() -> None:
    assert "unsafe" not in POLICY
    assert "http" not in POLICY and "*" not in POLICY
    assert POLICY.startswith("default-src 'none'; ")


def test_other_sites_may_read_the_api_and_embed_nothing_else(client: Any) -> None:
    found = {path: client.get(path)["Cross-Origin-Resource-Policy"] for path in ("/api/v1/", "/nothing")}
    assert found == {"/api/v1/": "cross-origin", "/nothing": "same-origin"}


def test_what_a_view_says_itself_stands(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.http import HttpRequest, HttpResponse

    from fachwerk.portal.guarding import guarded

    own = "sandbox; default-src 'none'"
    request = HttpRequest()
    request.path = "/original"
    answer = guarded(lambda _: HttpResponse(headers={"Content-Security-Policy": own}))(request)
    assert answer["Content-Security-Policy"] == own


def test_nobody_ever_gets_a_cookie(client: Any) -> None:
    for path in PATHS:
        response = client.get(path, headers={"Cookie": "sessionid=1; csrftoken=2"})
        assert not response.cookies
        assert "Set-Cookie" not in response.headers
        assert "Cookie" not in response["Vary"]


def test_django_has_nothing_to_say_against_it(client: Any, capsys: pytest.CaptureFixture[str]) -> None:
    from django.core.management import call_command

    call_command("check", deploy=True, fail_level="DEBUG")
    assert "no issues" in capsys.readouterr().out


def test_only_a_trusted_proxy_says_that_a_request_came_by_https(sample: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACHWERK_TRUSTED_PROXIES", "10.0.0.0/8")
    client = serve(sample, monkeypatch)

    def transport(address: str, said: str) -> str | None:
        headers = {"X-Forwarded-Proto": said}
        return str(client.get("/api/v1/", headers=headers, REMOTE_ADDR=address).get("Strict-Transport-Security"))

    assert transport("10.0.0.1", "https") == "max-age=31536000"
    assert transport("10.0.0.1", "http") == "None"
    assert transport("192.0.2.1", "https") == "None"
    assert client.get("/api/v1/", secure=True)["Strict-Transport-Security"] == "max-age=31536000"


def test_search_engines_are_told_to_stay_off(sample: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "X-Robots-Tag" not in serve(sample, monkeypatch).get("/api/v1/")
    monkeypatch.setenv("FACHWERK_INDEXED", "0")
    client = serve(sample, monkeypatch)
    for path in PATHS:
        assert client.get(path)["X-Robots-Tag"] == "noindex, nofollow, noarchive"


def test_the_key_that_nobody_needs_is_new_in_every_process(client: Any) -> None:
    from django.conf import settings

    from fachwerk.portal.application import set_up_web

    before = settings.SECRET_KEY
    set_up_web()
    assert len(before) > 50
    assert before not in settings.SECRET_KEY
