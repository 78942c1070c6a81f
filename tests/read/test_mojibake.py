"""Misread UTF-8 is undone only where all of a text becomes language."""

import pytest

from fachwerk.read.mojibake import is_suspect, repaired


@pytest.mark.parametrize(
    ("broken", "meant"),
    [
        ("fÃ¼r", "für"),
        ("FÃ¶rderung â€“ GrÃ¶ÃŸe", "Förderung – Größe"),
        ("Ã\x8dsland", "Ísland"),
        ("Å\x81Ã³dÅº", "Łódź"),
        ("fÃƒÂ¼r", "für"),
        ("10 â‚¬", "10 €"),
    ],
)
def test_misread_text_is_undone(broken: str, meant: str) -> None:
    assert is_suspect(broken)
    assert repaired(broken) == meant


@pytest.mark.parametrize("text", ["für", "Ã", "Größe fÃ¼r", "SÃO PAULO", "日本 fÃ¼r"])
def test_text_that_does_not_go_back_as_a_whole_stays(text: str) -> None:
    assert repaired(text) is None or not is_suspect(text)
