"""Needs are knowledge kept by hand: whole in both languages, or refused with the file."""

from pathlib import Path

import pytest

from fachwerk.errors import BrokenKnowledge
from fachwerk.reference.helping import GROUPS, LANGUAGES, needs, needs_of

WORK = "work: {de: {name: Arbeit, text: Stellen}, en: {name: Work, text: Jobs}, asks: Arbeit}"


def test_every_need_is_told_in_every_language() -> None:
    for group in GROUPS:
        for need in needs()[group]:
            assert need.asks and set(need.told) == set(LANGUAGES)


def test_no_two_needs_ask_the_same() -> None:
    asked = [need.asks for group in GROUPS for need in needs()[group]]
    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize(
    "text",
    [
        "persons: {}",
        "persons:\n  work: {asks: Arbeit}\nemployers: {}",
        "persons:\n  work: {de: {name: Arbeit}, en: {name: Work, text: Jobs}, asks: Arbeit}\nemployers: {}",
        f"persons:\n  {WORK[:-1]}, more: 1}}\nemployers: {{}}",
    ],
)
def test_what_is_not_understood_is_refused_with_the_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "help.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(BrokenKnowledge, match=r"help\.yml"):
        needs_of(path)


def test_a_file_is_read_in_its_order(tmp_path: Path) -> None:
    path = tmp_path / "help.yml"
    path.write_text(f"persons:\n  {WORK}\nemployers: {{}}", "utf-8")
    (need,) = needs_of(path)["persons"]
    assert (need.key, need.asks, need.told["en"].name) == ("work", "Arbeit", "Work")
