"""Titles taken apart."""

import pytest

from fachwerk.link.titles import title_of


@pytest.mark.parametrize(
    ("text", "words", "counter", "years"),
    [
        ("Lernen in der Pflege, Teil 4b", ("lernen", "pflege"), (4, 2), ()),
        ("Lernen in der Pflege, Teil 5", ("lernen", "pflege"), (5,), ()),
        ("Musterprojekt (II)", ("musterprojekt",), (2,), ()),
        ("Musterprojekt (Il)", ("musterprojekt",), (2,), ()),
        ("Musterprojekt VII", ("musterprojekt",), (7,), ()),
        ("Musterprojekt 2.0", ("musterprojekt",), (2, 0), ()),
        ("Musterprojekt 2.0 (II)", ("musterprojekt",), (2, 0, 2), ()),
        ("Mustercamp 2023/24", ("mustercamp",), (), (2023, 2024)),
        ("Muster für Beispiele 2024 -2026", ("muster", "beispiele"), (), (2024, 2026)),
        ("Muster Juli-Dezember 2023", ("muster",), (), (2023,)),
        ("Muster Juli", ("muster", "juli"), (), ()),
        ("3. Musterbörse am 27.12.2023", ("musterboerse",), (3,), (2023,)),
        ("Musterkurs - Kurs 01/2015", ("musterkurs",), (1,), (2015,)),
        ("Fortführung des Projektes Muster", ("muster",), (), ()),
        ("Ausbau des bisherigen Musterzentrums", ("musterzentrums",), (), ()),
        ("Fortführung", ("fortfuehrung",), (), ()),
        ("Phase 2: Muster", ("muster",), (2,), ()),
        ("Industrie 4.0", ("industrie",), (4, 0), ()),
        ("24 Stunden Muster", ("24", "stunden", "muster"), (), ()),
    ],
)
def test_what_counts_a_title_is_no_part_of_its_words(
    text: str, words: tuple[str, ...], counter: tuple[int, ...], years: tuple[int, ...]
) -> None:
    title = title_of(text)
    assert (title.words, title.counter, title.years) == (words, counter, years)


def test_a_title_has_a_name_before_its_dash_and_in_quotation_marks() -> None:
    assert title_of("Muster - Beispiele für alle").name == ("muster",)
    assert title_of("Projekt für Beispiele „Muster 4.0“ (II)").quoted == {("muster",)}


def test_what_is_shown_is_the_title_without_what_counts_it() -> None:
    assert title_of("Lernen in der Pflege, Teil 4b").shown == "Lernen in der Pflege"
    assert title_of("2023").shown == "2023"


def test_announcing_a_continuation_is_seen_anywhere() -> None:
    assert title_of("Muster (II) - Weiterentwicklung der Beispiele").is_continuing
    assert not title_of("Muster").is_continuing
