"""Feeds are Atom as RFC 4287 has it, the same until the register is another, and say what is new."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from fachwerk.errors import UnusableQuery
from fachwerk.portal.application import set_up_web
from fachwerk.portal.opened import served
from fachwerk.search.asking import Query
from tests.portal.conftest import import_into

ATOM = "{http://www.w3.org/2005/Atom}"
ROOT = "https://foerderung.example"
HEAD = "Projektträger;Projekttitel;Durchführungsort;Bewilligungsbeginn;Bewilligungsende\n"
ROWS = (
    "Verein Apfel e.V.;Lesen lernen im Garten;Dresden;01.02.2023;31.12.2023\n"
    "Stadtverwaltung Torgau;Berufemarkt am Fluss;Torgau;01.03.2023;31.12.2023\n"
    "Kammer für Handwerk;Lehre & <b>Leben</b> \x07;Leipzig;01.04.2023;31.12.2023\n"
)
LATER = (
    "Verein Apfel e.V.;Lesen lernen im Garten;Dresden;01.02.2023;30.06.2024\n"
    "Kammer für Handwerk;Lehre & <b>Leben</b> \x07;Leipzig;01.04.2023;31.12.2023\n"
    "Hochschule Zittau;Sommerschule der Technik;Zittau;01.05.2024;31.12.2024\n"
)


def lists(folder: Path, *texts: str) -> Path:
    for number, text in enumerate(texts):
        file = folder / f"list{number}.csv"
        file.write_text(HEAD + text, "utf-8")
        import_into(folder / "register", file)
    return folder / "register"


@contextmanager
def open_portal(register: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setenv("FACHWERK_REGISTER", str(register))
    served.cache_clear()
    set_up_web()
    with served().reading() as reading:
        yield reading


def place(language: str = "de") -> Any:
    from fachwerk.portal.feeds import Place

    return Place(ROOT, language, "/changes.atom", "/editions")


def text_of(one: ElementTree.Element, name: str) -> str:
    found = one.findall(ATOM + name)
    assert len(found) == 1, name
    return found[0].text or ""


def strictly(content: bytes) -> ElementTree.Element:
    """Hold a feed against RFC 4287: what must be there, once, in the form it must have."""
    feed = ElementTree.fromstring(content)
    assert feed.tag == f"{ATOM}feed"
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    selves = [link.get("href", "") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert len(selves) == 1 and selves[0].startswith(ROOT)
    ids = []
    for one in [feed, *feed.findall(f"{ATOM}entry")]:
        assert text_of(one, "title")
        assert urlsplit(text_of(one, "id")).scheme == "https"
        assert datetime.fromisoformat(text_of(one, "updated")).tzinfo is not None
        ids.append(text_of(one, "id"))
        for link in one.findall(f"{ATOM}link"):
            assert link.get("href", "").startswith(f"{ROOT}/de/")
    assert len(set(ids)) == len(ids)
    return feed


def entries(feed: ElementTree.Element) -> dict[str, str]:
    """The summary of each entry by its title."""
    return {
        text_of(one, "title"): "".join(summary.text or "" for summary in one.findall(f"{ATOM}summary"))
        for one in feed.findall(f"{ATOM}entry")
    }


def test_a_feed_says_what_is_new_changed_and_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_portal(lists(tmp_path, ROWS, LATER), monkeypatch) as reading:
        from fachwerk.portal.feeds import of_changes

        content = of_changes(reading, place(), "Landratsamt")
        assert content == of_changes(reading, place(), "Landratsamt")
    found = entries(strictly(content))
    assert set(found) == {
        "Geändert: Lesen lernen im Garten",
        "Neu: Sommerschule der Technik",
        "Nicht mehr aufgeführt: Berufemarkt am Fluss",
    }
    assert found["Geändert: Lesen lernen im Garten"] == "Ende: 31. Dezember 2023 → 30. Juni 2024"
    assert "Hochschule Zittau" in found["Neu: Sommerschule der Technik"]
    assert "1. Mai 2024 bis 31. Dezember 2024" in found["Neu: Sommerschule der Technik"]


def test_of_the_first_list_everything_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_portal(lists(tmp_path, ROWS), monkeypatch) as reading:
        from fachwerk.portal.feeds import of_changes

        found = entries(strictly(of_changes(reading, place(), "")))
    assert len(found) == 3 and all(title.startswith("Neu: ") for title in found)
    assert any("Lehre & <b>Leben</b>" in title for title in found)  # text, not markup


def test_a_long_feed_says_that_there_is_more(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_portal(sample, monkeypatch) as reading:
        from fachwerk.portal import feeds

        monkeypatch.setattr(feeds, "MOST_CHANGES", 10)
        feed = strictly(feeds.of_changes(reading, place(), ""))
    assert len(feed.findall(f"{ATOM}entry")) == 10
    assert "mehr als 10 Änderungen" in text_of(feed, "subtitle")


def test_a_search_has_a_feed_with_what_began_last_first(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_portal(sample, monkeypatch) as reading:
        from fachwerk.portal.feeds import of_search

        engine = served().engine()
        content = of_search(reading, engine, Query("Messe"), "Messe", place(), "")
        feed = strictly(content)
        hits = engine.search(Query("Messe", sort="begin", limit=50)).hits
    assert list(entries(feed)) == [hit.project.texts["title"] for hit in hits]
    assert text_of(feed, "title") == "Suche: Messe"
    ids = [text_of(one, "id") for one in feed.findall(f"{ATOM}entry")]
    assert ids == [f"{ROOT}/projects/{hit.project.id}" for hit in hits]


def test_a_search_without_answers_has_an_empty_feed(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_portal(sample, monkeypatch) as reading:
        from fachwerk.portal.feeds import of_search

        feed = strictly(of_search(reading, served().engine(), Query(running=date(1990, 1, 1)), "1990", place(), ""))
        assert entries(feed) == {}
        with pytest.raises(UnusableQuery):
            of_search(reading, served().engine(), Query(filters={"colour": ("red",)}), "", place(), "")


def test_feeds_speak_english_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_portal(lists(tmp_path, ROWS, LATER), monkeypatch) as reading:
        from fachwerk.portal.feeds import of_changes

        content = of_changes(reading, place("en"), "").decode()
    assert "Changed: Lesen lernen im Garten" in content and "End: 31 December 2023 → 30 June 2024" in content
