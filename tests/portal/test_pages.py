"""What every page has in common: both languages, one state of the register, refusals in the reader's words."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fachwerk.portal import wording
from tests.portal.conftest import SHEET, import_into, serve

PORTAL = Path(wording.__file__).parents[1]
SPOKEN = re.compile(r'{%\s*say\s+"([a-z_]+\.[a-z_]+)"')
NAMED = re.compile(r'"([a-z]+\.[a-z_]+)"')


def templates() -> list[Path]:
    return sorted((PORTAL / "templates").rglob("*.html"))


def test_each_sentence_that_a_template_says_is_there_in_every_language() -> None:
    for path in templates():
        for name in SPOKEN.findall(path.read_text("utf-8")):
            assert wording.is_said(name), f"{path.name} says {name}"


def test_templates_hold_no_words_of_their_own() -> None:
    """What a reader reads comes from the wording; only names of languages, of this program and examples do not."""
    for path in templates():
        text = re.sub(
            r"(?s){%.*?%}|{{.*?}}|{#.*?#}|<script.*?</script>|<style.*?</style>|<svg.*?</svg>",
            " ",
            path.read_text("utf-8"),
        )
        seen = re.sub(
            r"(?s)<a [^>]*(?:search|lang=)[^>]*>.*?</a>|<!--.*?-->|<code>.*?</code>|<pre>.*?</pre>|<[^>]*>|&[a-z]+;",
            " ",
            text,
        )
        assert set(re.findall(r"[^\W\d_]{3,}", seen)) <= {"Fachwerk", "API", "GeoNames", "OpenAPI"}, path.name


def test_each_sentence_takes_the_same_values_in_every_language() -> None:
    for name, forms in wording._sentences().items():
        taken = {
            language: set().union(*(re.findall(r"{(\w+)}", form) for form in some.values()))
            for language, some in forms.items()
        }
        assert len(set(map(frozenset, taken.values()))) == 1, name


def test_no_sentence_is_kept_that_nobody_says() -> None:
    sources = "".join(path.read_text("utf-8") for path in [*templates(), *PORTAL.rglob("*.py")])
    said = {*SPOKEN.findall(sources), *NAMED.findall(sources)}
    made = set(re.findall(r'f"([a-z]+)\.{|say_of "([a-z]+)"', sources))  # families such as `severity.error`
    made = {family for found in made for family in found}
    unsaid = [name for name in wording._sentences() if name not in said and name.split(".")[0] not in made]
    assert unsaid == []


@pytest.mark.usefixtures("client")
def test_numbers_and_days_are_written_as_the_language_does() -> None:
    assert (wording.number(5748, "de"), wording.number(5748, "en")) == ("5.748", "5,748")
    assert wording.day(date(2023, 12, 31), "de") == "31. Dezember 2023"
    assert wording.day(date(2023, 12, 31), "en") == "31 December 2023"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "de"),
        ("fr", "de"),
        ("en-GB,en;q=0.9", "en"),
        ("de;q=0.4, en;q=0.5", "en"),
        ("en;q=0", "de"),
        ("*;;=", "de"),
    ],
)
def test_the_language_is_the_readers_and_german_without_one(accepted: str, language: str) -> None:
    assert wording.chosen(accepted) == language


def test_a_citable_address_leads_to_the_page_in_the_readers_language(client: Any) -> None:
    for accepted, language in (("en", "en"), ("", "de")):
        response = client.get("/?a=1", headers={"Accept-Language": accepted})
        assert (response.status_code, response["Location"]) == (302, f"/{language}/?a=1")
        assert "Accept-Language" in response["Vary"]


def test_a_page_is_sent_again_only_when_the_register_changed(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = serve(own, monkeypatch)
    tag = client.get("/de/")["ETag"]
    assert client.get("/de/", headers={"If-None-Match": tag}).status_code == 304
    assert client.get("/en/")["ETag"] != tag
    import_into(own, SHEET)
    assert client.get("/de/", headers={"If-None-Match": tag}).status_code == 200


def test_an_address_that_is_none_is_refused_in_the_readers_language(client: Any) -> None:
    for path, sentence in (
        ("/de/nothing", "gibt es nicht"),
        ("/en/nothing", "no such page"),
        ("/nothing", "gibt es nicht"),
    ):
        response = client.get(path)
        assert response.status_code == 404
        assert sentence in response.content.decode()
    assert client.get("/api/v1/nothing")["Content-Type"] == "application/problem+json"


def test_the_stylesheet_is_small_and_kept_for_a_year(client: Any) -> None:
    (address,) = re.findall(r'href="(/static/[^"]+css)"', client.get("/de/").content.decode())
    response = client.get(address)
    assert len(response.content) <= 40_000
    assert "immutable" in response["Cache-Control"]
    assert client.get("/static/0/fachwerk.css")["Cache-Control"] == "no-cache"
    assert client.get("/static/0/../urls.py").status_code == 404
    packed = client.get(address, headers={"Accept-Encoding": "br"})
    assert packed["Content-Encoding"] == "br" and len(packed.content) < len(response.content) / 3
