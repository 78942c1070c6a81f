"""Originals are sent whole, under their name, and can do nothing in a browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fachwerk.errors import UnusableRegister
from fachwerk.portal.application import set_up_web
from fachwerk.read import READERS
from fachwerk.settings import Settings
from fachwerk.store import Edition, open_register
from tests.portal.conftest import SAMPLE


@pytest.fixture(autouse=True)
def _web(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACHWERK_REGISTER", str(sample))
    set_up_web()


@contextmanager
def sent(register: Path, **changes: Any) -> Iterator[Any]:
    from fachwerk.portal.originals import original

    with open_register(Settings(register)) as opened:
        response = original(opened, replace(opened.editions()[0], **changes))
    yield response
    response.close()


def test_a_pdf_is_sent_whole_and_may_be_shown(sample: Path) -> None:
    with sent(sample) as response:
        assert b"".join(response.streaming_content) == SAMPLE.read_bytes()
        assert response["Content-Type"] == "application/pdf"
        assert response["Content-Length"] == str(SAMPLE.stat().st_size)
        assert response["Content-Disposition"] == 'inline; filename="fachkraefteprojekte.pdf"'
        assert response["X-Content-Type-Options"] == "nosniff"


def test_html_is_saved_as_text_and_cannot_run(sample: Path) -> None:
    with sent(sample, format="html", file="liste.html") as response:
        assert response["Content-Type"] == "text/plain"
        assert response["Content-Disposition"] == 'attachment; filename="liste.html"'
        assert response["Content-Security-Policy"].startswith("sandbox;")
        assert response["X-Content-Type-Options"] == "nosniff"


def test_every_format_that_is_read_can_be_sent() -> None:
    from fachwerk.portal.originals import SENDING
    from fachwerk.portal.printed import SHOWING

    formats = {reader.name for reader in READERS}
    assert set(SENDING) == set(SHOWING) == formats


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("liste.pdf", "liste.pdf"),
        ("/home/somebody/Übersicht 2023.pdf", "Übersicht 2023.pdf"),
        ("C:\\Listen\\liste.pdf", "liste.pdf"),
        ('a"; filename="evil.exe', "a; filename=evil.exe"),
        ("a\r\nSet-Cookie: b=1.pdf", "aSet-Cookie b=1.pdf"),
        ("liste", "liste.pdf"),
        ("..", "original-000000000000.pdf"),
    ],
)
def test_the_name_is_that_of_the_file_and_nothing_more(said: str, name: str, sample: Path) -> None:
    from fachwerk.portal.originals import SENDING, name_of

    with open_register(Settings(sample)) as opened:
        edition: Edition = replace(opened.editions()[0], file=said, sha256="0" * 64)
    assert name_of(edition, SENDING["pdf"]) == name


def test_a_name_beyond_ascii_is_written_as_rfc_6266_has_it(sample: Path) -> None:
    with sent(sample, file="Übersicht “2023”.pdf") as response:
        said = response["Content-Disposition"]
    assert said == "inline; filename*=utf-8''%C3%9Cbersicht%20%E2%80%9C2023%E2%80%9D.pdf"


def test_a_missing_original_is_the_registers_fault(own: Path) -> None:
    for file in (own / "originals").iterdir():
        file.unlink()
    with pytest.raises(UnusableRegister), sent(own):
        pass
