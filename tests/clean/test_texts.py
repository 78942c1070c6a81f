"""Words made alike, none changed."""

import pytest

from fachwerk.clean.texts import text_value, tidy


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("Ein  Projekt\n mit Umbruch ", "Ein Projekt mit Umbruch"),
        ("Projekt ,,Plan B''", "Projekt „Plan B“"),
        ('Projekt ,,Plan B" und mehr', "Projekt „Plan B“ und mehr"),
        ("``Plan B´´ und mehr", "„Plan B“ und mehr"),
        ("Projekt „Plan B’’", "Projekt „Plan B“"),
        ("Projekt „ Plan B“", "Projekt „Plan B“"),
        ("‚‚Plan B‘‘", "„Plan B“"),
        ("Projekt „Plan B“", "Projekt „Plan B“"),
        ("Unternehmer`s Projekt", "Unternehmer’s Projekt"),
        ("Ein Projekt ( Teil 2 ) , neu .", "Ein Projekt (Teil 2), neu."),
        ("Fachkräfte‑Allianz", "Fachkräfte-Allianz"),
        ("Fo\u0308rderung", "Förderung"),
        ("Plattform .NET", "Plattform .NET"),
        ("Teil a,, b", "Teil a,, b"),
        ('"Plan B" – 2.0', '"Plan B" – 2.0'),
        ("Handwerks- und Bauberufe", "Handwerks- und Bauberufe"),
    ],
)
def test_tidy(printed: str, clean: str) -> None:
    assert tidy(printed) == clean


def test_a_cell_that_says_that_it_is_empty_has_no_value() -> None:
    assert text_value("k. A.").clean is None
    assert text_value("-").clean is None
    assert text_value(" Titel ").clean == "Titel"
