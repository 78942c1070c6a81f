"""Settings are understood, or refused by name."""

from collections.abc import Mapping
from ipaddress import ip_network
from pathlib import Path

import pytest

from fachwerk.errors import InvalidSetting
from fachwerk.settings import Database, Log, OfficialOutlines, Serving, Settings, serving_of, settings_of

URL = "FACHWERK_DATABASE_URL"


@pytest.mark.parametrize(
    ("option", "environ", "settings"),
    [
        (None, {}, Settings(Path("register"), None, 30.0)),
        (None, {"FACHWERK_REGISTER": "/srv/register"}, Settings(Path("/srv/register"))),
        ("here", {"FACHWERK_REGISTER": "/srv/register"}, Settings(Path("here"))),
        (None, {"FACHWERK_WAIT": "0"}, Settings(wait=0.0)),
        (None, {"FACHWERK_WAIT": "2.5"}, Settings(wait=2.5)),
        (
            None,
            {URL: "postgres://me:a%2Fb%40@db.example.org:5433/fach%20werk"},
            Settings(database=Database("fach werk", "db.example.org", 5433, "me", "a/b@")),
        ),
        (None, {URL: "postgresql://localhost/x"}, Settings(database=Database("x", "localhost"))),
        (
            None,
            {URL: "postgres://[::1]:1/x?sslmode=require"},
            Settings(database=Database("x", "::1", 1, sslmode="require")),
        ),
        (
            None,
            {URL: "postgres://me:@/x?host=/run/postgresql"},
            Settings(database=Database("x", "/run/postgresql", None, "me")),
        ),
    ],
)
def test_a_setting_is_understood(option: str | None, environ: Mapping[str, str], settings: Settings) -> None:
    assert settings_of(option, environ) == settings


@pytest.mark.parametrize(
    ("option", "environ", "sentence"),
    [
        ("", {}, "--register names no directory; write its path"),
        (None, {"FACHWERK_REGISTER": " "}, "FACHWERK_REGISTER names no directory; write its path"),
        (None, {"FACHWERK_WAIT": "soon"}, "FACHWERK_WAIT is 'soon'; write seconds from 0 to 86400"),
        (None, {"FACHWERK_WAIT": ""}, "FACHWERK_WAIT is ''; write seconds from 0 to 86400"),
        (None, {"FACHWERK_WAIT": "-1"}, "FACHWERK_WAIT is '-1'; write seconds from 0 to 86400"),
        (None, {"FACHWERK_WAIT": "nan"}, "FACHWERK_WAIT is 'nan'; write seconds from 0 to 86400"),
        (None, {"FACHWERK_WAIT": "inf"}, "FACHWERK_WAIT is 'inf'; write seconds from 0 to 86400"),
        (None, {URL: ""}, f"{URL} has no scheme; write postgres://user:password@host:port/name"),
        (None, {URL: "mysql://a/b"}, f"{URL} begins with 'mysql'; write postgres://user:password@host:port/name"),
        (
            None,
            {URL: "postgres://a"},
            f"{URL} does not name one database; write postgres://user:password@host:port/name",
        ),
        (
            None,
            {URL: "postgres://a/b/c"},
            f"{URL} does not name one database; write postgres://user:password@host:port/name",
        ),
        (None, {URL: "postgres://a/b?ssl=1"}, f"{URL} has the option 'ssl'; it knows host and sslmode"),
        (None, {URL: "postgres://a/b?host="}, f"{URL} has the host ''; write the directory of a socket"),
    ],
)
def test_a_setting_that_is_not_understood_is_named(
    option: str | None, environ: Mapping[str, str], sentence: str
) -> None:
    with pytest.raises(InvalidSetting) as caught:
        settings_of(option, environ)
    assert str(caught.value) == sentence


@pytest.mark.parametrize("address", ["postgres://me:secret@a:port/b", "postgres://me:secret@a/b?sslmode=maybe"])
def test_a_password_is_not_repeated(address: str) -> None:
    with pytest.raises(InvalidSetting, match=URL) as caught:
        settings_of(None, {URL: address})
    assert "secret" not in str(caught.value)
    assert "secret" not in repr(Database("x", password="secret"))


def test_a_register_that_is_a_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "register"
    path.write_text("")
    with pytest.raises(InvalidSetting, match="which is no directory; a register is a directory"):
        settings_of(str(path), {})


def test_the_environment_of_the_process_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(URL, raising=False)
    monkeypatch.setenv("FACHWERK_REGISTER", "elsewhere")
    assert settings_of().register == Path("elsewhere")


def test_how_requests_are_limited_is_understood() -> None:
    assert serving_of({}) == Serving(600, 0, (), None, False)
    environ = {
        "FACHWERK_RATE": "30",
        "FACHWERK_RATE_LOOPBACK": "0",
        "FACHWERK_TRUSTED_PROXIES": "127.0.0.1, 10.0.0.0/8,::1",
        "FACHWERK_RATE_TABLE": "/run/rates",
        "FACHWERK_WORDS_ONLY": "1",
    }
    proxies = tuple(map(ip_network, ("127.0.0.1", "10.0.0.0/8", "::1")))
    assert serving_of(environ) == Serving(30, 0, proxies, Path("/run/rates"), True)


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({"FACHWERK_RATE": "much"}, "FACHWERK_RATE is 'much'; write requests a minute, 0 to 1000000"),
        ({"FACHWERK_WORDS_ONLY": "yes"}, "FACHWERK_WORDS_ONLY is 'yes'; write 0 or 1"),
        ({"FACHWERK_RATE": "-1"}, "FACHWERK_RATE is '-1'; write requests a minute, 0 to 1000000"),
        ({"FACHWERK_RATE_LOOPBACK": ""}, "FACHWERK_RATE_LOOPBACK is ''; write requests a minute, 0 to 1000000"),
        (
            {"FACHWERK_TRUSTED_PROXIES": "proxy"},
            "FACHWERK_TRUSTED_PROXIES names 'proxy'; write addresses or networks, 127.0.0.1,10.0.0.0/8",
        ),
        (
            {"FACHWERK_TRUSTED_PROXIES": ""},
            "FACHWERK_TRUSTED_PROXIES names ''; write addresses or networks, 127.0.0.1,10.0.0.0/8",
        ),
        ({"FACHWERK_LOG": "all"}, "FACHWERK_LOG is 'all'; write off or errors or requests or with-addresses"),
        ({"FACHWERK_PERSONS_SHOWN_MONTHS": "-1"}, "FACHWERK_PERSONS_SHOWN_MONTHS is '-1'; write months, 0 to 1200"),
        ({"FACHWERK_INDEXED": "no"}, "FACHWERK_INDEXED is 'no'; write 0 or 1"),
        (
            {"FACHWERK_OPERATOR": "/nowhere.yml"},
            "FACHWERK_OPERATOR is '/nowhere.yml', which is no file; write the path of one",
        ),
        ({"FACHWERK_OPERATOR": ""}, "FACHWERK_OPERATOR is '', which is no file; write the path of one"),
        *(
            (
                {"FACHWERK_PUBLIC_URL": said},
                f"FACHWERK_PUBLIC_URL is {said!r}, which is not the address of a site; write https://foerderung.example.org",
            )
            for said in (
                "",
                "example.org",
                "ftp://example.org",
                "https://",
                "https://example.org/a",
                "https://example.org?a",
                "https://me@example.org",
                "https://förderung.example.org",
                "https://a b",
            )
        ),
        (
            {"FACHWERK_PUBLIC_URL": "https://example.org:port"},
            "FACHWERK_PUBLIC_URL is no address (Port could not be cast to integer value as 'port'); "
            "write https://foerderung.example.org",
        ),
    ],
)
def test_a_limit_that_is_not_understood_is_named(environ: Mapping[str, str], sentence: str) -> None:
    with pytest.raises(InvalidSetting) as caught:
        serving_of(environ)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("said", "url"),
    [
        ("https://foerderung.example.org", "https://foerderung.example.org"),
        ("HTTPS://Foerderung.example.org/", "https://foerderung.example.org"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://[::1]:8000/", "http://[::1]:8000"),
    ],
)
def test_the_address_of_the_site_is_understood(said: str, url: str) -> None:
    assert serving_of({"FACHWERK_PUBLIC_URL": said}).public_url == url


def test_who_serves_and_who_may_keep_it_is_understood(tmp_path: Path) -> None:
    path = tmp_path / "operator.yml"
    path.write_text("")
    found = serving_of({"FACHWERK_OPERATOR": str(path), "FACHWERK_INDEXED": "0"})
    assert (found.operator, found.is_indexed) == (path, False)


def test_what_is_shown_and_written_down_is_understood() -> None:
    assert (serving_of({}).persons_shown, serving_of({}).log, serving_of({}).has_metrics) == (0, Log.ERRORS, False)
    environ = {"FACHWERK_PERSONS_SHOWN_MONTHS": "24", "FACHWERK_LOG": "requests", "FACHWERK_METRICS": "1"}
    found = serving_of(environ)
    assert (found.persons_shown, found.log, found.has_metrics) == (24, Log.REQUESTS, True)


def test_outlines_come_with_the_words_that_their_licence_demands(tmp_path: Path) -> None:
    path = tmp_path / "vg250.geojson"
    path.write_text("{}")
    words = "© BKG (2024) dl-de/by-2-0"
    found = serving_of({"FACHWERK_OUTLINES": str(path), "FACHWERK_OUTLINES_ATTRIBUTION": f" {words} "})
    assert found.outlines == OfficialOutlines(path, words)


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        (
            {"FACHWERK_OUTLINES": "/x"},
            "FACHWERK_OUTLINES is set and FACHWERK_OUTLINES_ATTRIBUTION is not; "
            "write whose the outlines are, © BKG (2024) dl-de/by-2-0",
        ),
        (
            {"FACHWERK_OUTLINES_ATTRIBUTION": "© BKG"},
            "FACHWERK_OUTLINES_ATTRIBUTION is set and FACHWERK_OUTLINES is not; set both or none",
        ),
        (
            {"FACHWERK_OUTLINES": "/nowhere.json", "FACHWERK_OUTLINES_ATTRIBUTION": "© BKG"},
            "FACHWERK_OUTLINES is '/nowhere.json', which is no file; write the path of one",
        ),
    ],
)
def test_outlines_that_nobody_can_show_are_refused(environ: Mapping[str, str], sentence: str) -> None:
    with pytest.raises(InvalidSetting) as caught:
        serving_of(environ)
    assert str(caught.value) == sentence
