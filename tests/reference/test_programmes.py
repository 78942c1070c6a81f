"""Programmes: known by the sources that name them, and refused if their file says nonsense."""

from pathlib import Path

import pytest

from fachwerk.errors import BrokenKnowledge
from fachwerk.reference.programmes import FundingLine, Pot, programme, programme_of
from fachwerk.reference.regions import territories
from fachwerk.sources import known_lists
from fachwerk.text import key


def test_the_saxon_directive_has_ten_lines_and_two_pots() -> None:
    found = programme("sachsen-fachkraefterichtlinie")
    assert [line.number for line in found.lines] == [str(number) for number in range(1, 11)]
    assert found.line("6") == FundingLine(
        "6",
        "Kooperation Hochschule und Wirtschaft",
        ("Maßnahmen zur Kooperation von Hochschule und Wirtschaft zur Fachkräftesicherung",),
    )
    assert found.pots == (
        Pot("regionalbudget", "Regionalbudget"),
        Pot("gesteuerte-zuwanderung", "gesteuerte Zuwanderung", ("gesteuerte Zuwanderung",)),
    )
    assert found.line("11") is None


def test_no_label_belongs_to_two_lines() -> None:
    labels = [
        key(label) for line in programme("sachsen-fachkraefterichtlinie").lines for label in (line.label, *line.also)
    ]
    assert len(labels) == len(set(labels))


def test_every_source_names_a_programme_and_a_territory_that_there_are() -> None:
    for source in known_lists():
        if source.programme is not None:
            assert programme(source.programme).territory in territories()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("name: N\nauthority: A\nlines: {1: {label: L}}\npots: {}", "'lines' must map texts"),
        ('name: N\nauthority: A\nlines: {"1": {}}\npots: {}', "'label' must be a text"),
        ("name: N\nauthority: A\nlines: {}\npots: {}\ncolour: red", "'colour' is no name"),
        ("name: N\nlines: {}\npots: {}", "'authority' must be a text"),
    ],
)
def test_broken_programmes_are_refused(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "p.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenKnowledge, match=problem):
        programme_of(path)
