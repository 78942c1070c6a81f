"""Corrections: by what is printed, with who said so, and reported when they find nothing."""

from datetime import date
from pathlib import Path

import pytest

from fachwerk.clean import clean_rows
from fachwerk.clean.corrections import Correction, Corrector, corrections_of
from fachwerk.errors import BrokenKnowledge
from fachwerk.records import Cell, Origin, Reading, Row, Value

GOOD = """
corrections:
  - field: end
    printed: 30.04.2020
    right: 30.04.2024
    where: {title: Ein  Vorhaben}
    who: A. Beispiel
    when: 2024-02-01
    why: ends before it begins
"""
CORRECTION = Correction(
    "end", "30.04.2020", "30.04.2024", "A. Beispiel", "2024-02-01", "ends before it begins", {"title": "Ein Vorhaben"}
)
SAID = "corrected by A. Beispiel on 2024-02-01: ends before it begins"


def row(number: int, title: str, end: str | None, day: str | None) -> Reading:
    return Reading(
        Row(number, Origin(1, (number, number)), (Cell(title), Cell(end))),
        {"Titel": title, "Ende": end},
        {"title": title, "end": day},
        {"title": "Titel", "end": "Ende"},
    )


def test_a_file_is_read(tmp_path: Path) -> None:
    found = corrections_of(written(tmp_path, GOOD))
    assert found[0].where == {"title": "Ein  Vorhaben"}
    assert found[0].said == SAID
    assert corrections_of(tmp_path / "none.yml") == ()


def test_a_correction_changes_the_row_that_it_means_and_no_other() -> None:
    rows = [
        row(1, "Ein Vorhaben", "30.04.2020", "2020-04-30"),
        row(2, "Ein anderes", "30.04.2020", "2020-04-30"),
        row(3, "Ein Vorhaben", "30.04.2021", "2021-04-30"),
    ]
    corrector = Corrector([CORRECTION])
    found = list(corrector.readings(rows))
    assert [reading.fields["end"] for reading in found] == ["30.04.2024", "2020-04-30", "2021-04-30"]
    assert found[0].printed == rows[0].printed
    assert found[0].corrected == {"end": SAID}
    assert found[1:] == rows[1:]
    assert corrector.left_over() == ()


def test_the_listing_shows_what_was_printed_what_is_right_and_who_says_so() -> None:
    corrected = Corrector([CORRECTION]).readings([row(1, "Ein Vorhaben", "30.04.2020", "2020-04-30")])
    listing = next(iter(clean_rows(corrected, "edition")))
    assert listing.values["end"] == Value("30.04.2020", date(2024, 4, 30), SAID)


def test_an_empty_cell_can_be_filled_and_a_wrong_one_emptied() -> None:
    fills = Correction("end", None, "31.12.2024", "A", "2024-02-01", "the letter says so")
    empties = Correction("title", "Fehldruck", None, "A", "2024-02-01", "belongs to the row above")
    found = list(Corrector([fills, empties]).readings([row(1, "Fehldruck", None, None)]))
    assert dict(found[0].fields) == {"title": None, "end": "31.12.2024"}
    values = next(iter(clean_rows(found, "edition"))).values
    assert values["title"] == Value("Fehldruck", None, "corrected by A on 2024-02-01: belongs to the row above")
    assert values["end"].clean == date(2024, 12, 31)


def test_one_that_no_longer_applies_is_reported() -> None:
    corrector = Corrector([CORRECTION])
    list(corrector.readings([row(1, "Ein Vorhaben", "30.04.2024", "2024-04-30")]))
    assert corrector.left_over() == (CORRECTION,)


def test_a_field_that_the_list_does_not_have_is_never_meant() -> None:
    corrector = Corrector([Correction("place", None, "Dresden", "A", "2024-02-01", "w")])
    list(corrector.readings([row(1, "T", None, None)]))
    assert len(corrector.left_over()) == 1


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("    why: ends before it begins\n", "", "correction 1 lacks 'why'"),
        ("why: ends before it begins", "why:", "'why' of correction 1 must be a text"),
        ("printed: 30.04.2020", "printed: 2020", "'printed' of correction 1 must be a text or null"),
        ("where: {title: Ein  Vorhaben}", "where: 64", "'where' of correction 1 must map fields"),
        ("where: {title: Ein  Vorhaben}", "where: {row: 64}", "'row' of correction 1 must be a text or null"),
        ("2024-02-01", "neulich", "'when' of correction 1 must be a day"),
        ("who:", "row: x\n    who:", "correction 1 has 'row', which is no name"),
        ("corrections:", "correction:", "must hold a list called 'corrections'"),
        ("  - field", "  - - field", "correction 1 must be a mapping"),
    ],
)
def test_a_broken_file_is_refused_in_one_sentence(tmp_path: Path, old: str, new: str, problem: str) -> None:
    text = GOOD.replace(old, new) if old != "  - field" else "corrections: [field]"
    path = written(tmp_path, text)
    with pytest.raises(BrokenKnowledge, match=problem) as error:
        corrections_of(path)
    assert str(path) in str(error.value)


def written(folder: Path, text: str) -> Path:
    path = folder / "corrections.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_correction_means_a_row_by_what_it_prints_blanks_and_the_way_of_writing_days_aside() -> None:
    correction = Correction("end", "01.03.2023", "01.03.2024", "A.", "2026-01-31", "misprint", {"title": "Eins  Zwei"})
    assert correction.means({"end": "2023-03-01", "title": "Eins Zwei"})
    assert not correction.means({"end": "2023-03-01", "title": "EinsZwei"})
    assert not correction.means({"end": "01.03.2023"})
