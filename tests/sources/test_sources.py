"""Known lists: recognised by their headings, and refused if their folder says nonsense."""

from pathlib import Path

import pytest

from fachwerk.errors import BrokenKnowledge
from fachwerk.rows.meaning import FIELDS
from fachwerk.sources import FOLDER, Edition, known_lists, remembered, source_of

FIRST = [
    "Projektträger", "Durchführungsort", "Region/FKA", "Nr. der RL", "Vorhabensart", "Bewilligungsbeginn",
    "Bewilligungsende", "Projekttitel", "Kurzbeschreibung",
]  # fmt: skip


def test_the_first_list_is_recognised_by_its_headings() -> None:
    source = remembered(FIRST)
    assert source is not None
    assert source.folder == "sachsen-fachkraefterichtlinie"
    assert source.columns["Vorhabensart"] == ("kind",)
    assert source.edition("2023-12-31") == Edition("2023-12-31", rows=134, pages=19)
    assert source.edition("2024-12-31") is None


def test_headings_may_differ_in_case_blanks_order_and_two_new_ones() -> None:
    assert remembered([*reversed(FIRST), "Fördersumme"]) is not None
    assert remembered([*(heading.upper() for heading in FIRST)]) is not None
    assert remembered([*FIRST, "Fördersumme", "Status", "Aktenzeichen"]) is None
    assert remembered(FIRST[:-1]) is None


def test_lists_with_the_same_headings_are_told_apart_by_their_title(tmp_path: Path) -> None:
    lists = [
        source_of(
            written(tmp_path / name, f"name: {name}\npublisher: P\ntitle_words: [{name}]\ncolumns: {{A: [title]}}")
        )
        for name in ("alpha", "beta")
    ]
    assert remembered(["A"], "Liste BETA 2023", lists) == lists[1]
    assert remembered(["A"], "", lists) is None


def test_every_known_list_names_fields_that_there_are() -> None:
    assert {path.name for path in FOLDER.iterdir() if (path / "source.yml").is_file()} == {
        source.folder for source in known_lists()
    }
    for source in known_lists():
        assert {field for fields in source.columns.values() for field in fields} <= set(FIELDS), source.folder


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("publisher: P\ncolumns: {A: [title]}", "'name' must be a text"),
        ("name: N\npublisher: P", "'columns' must map headings"),
        ("name: N\npublisher: P\ncolumns: {A: title}", "'A' must be a list of texts"),
        ("name: N\npublisher: P\ncolumns: {A: [title]}\nurls: x", "'urls' is no name"),
        ("name: N\npublisher: P\ncolumns: {A: [title]}\neditions: [{as_of: 2023-12-31, lines: 3}]", "an edition has"),
        ("name: N\npublisher: P\ncolumns: {A: [title]}\neditions: [{as_of: 2023-12-31, rows: many}]", "whole numbers"),
    ],
)
def test_a_broken_source_is_refused_by_name(tmp_path: Path, text: str, problem: str) -> None:
    path = written(tmp_path / "list", text)
    with pytest.raises(BrokenKnowledge, match=problem) as error:
        source_of(path)
    assert str(path) in str(error.value)


def written(folder: Path, text: str) -> Path:
    folder.mkdir()
    path = folder / "source.yml"
    path.write_text(text, encoding="utf-8")
    return path
