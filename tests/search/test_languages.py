"""Questions in other languages are recognised, and their words said in German where a list knows them."""

from pathlib import Path

import pytest

from fachwerk.reference.searching import translations
from fachwerk.search.asking import Query
from fachwerk.search.languages import GERMAN, OTHER, by_signs, language_of, translations_in, understood
from tests.search.made import engine


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wer hilft mir beim Ankommen?", GERMAN),
        ("Who helps me to find a flat?", OTHER),
        ("Busco trabajo para mi familia", OTHER),
        ("Як знайти роботу", OTHER),
        ("أبحث عن عمل", OTHER),
        ("Tôi cần việc làm", OTHER),
        ("Szukam pracy dla żony", OTHER),
        ("Hledám práci pro ženu", OTHER),
        ("Pflegekräfte", None),
        ("Messe", None),
    ],
)
def test_script_and_small_words_tell_the_language(text: str, language: str | None) -> None:
    assert by_signs(text) == language


def test_a_word_alone_is_german_unless_it_is_known_to_be_foreign(tmp_path: Path) -> None:
    lexicon = engine(tmp_path / "index").lexicon
    found = {text: language_of(text, lexicon) for text in ("Messe", "Motorsägenschein", "nurses", "Torgau refugees")}
    assert found == {"Messe": GERMAN, "Motorsägenschein": GERMAN, "nurses": OTHER, "Torgau refugees": GERMAN}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I need a language course in Leipzig", {("language course", "Sprachkurs")}),
        ("وللعمل في كيمنتس", {("كيمنتس", "Chemnitz"), ("وللعمل", "Arbeit")}),
        ("Tuyển điều dưỡng", {("Tuyển", "Anwerbung"), ("điều dưỡng", "Pflegekräfte")}),
        ("курси німецької", {("курси німецької", "Sprachkurs")}),
        ("praca w Lipsku", {("praca", "Arbeit"), ("Lipsku", "Leipzig")}),
        ("Zahnräder", set()),
    ],
)
def test_foreign_words_are_said_in_german(text: str, said: set[tuple[str, str]]) -> None:
    assert said <= set(translations_in(text))
    assert bool(said) == bool(set(translations_in(text)))


def test_a_foreign_question_finds_german_texts_without_a_model(tmp_path: Path) -> None:
    made = engine(tmp_path / "index")
    hits = made.search(Query("nurses for Torgau")).hits
    assert hits[0].project.row == 5
    assert ("translation", "nurses") in {(why.kind, why.said) for why in hits[0].why}


def test_how_much_of_a_question_is_understood(tmp_path: Path) -> None:
    lexicon = engine(tmp_path / "index").lexicon
    assert understood("nurses in Torgau", lexicon) == 1.0
    assert understood("quantum chromodynamics", lexicon) == 0.0
    assert understood("", lexicon) == 0.0


def test_the_list_says_each_phrase_once_for_a_word() -> None:
    for german, phrases in translations().items():
        assert german == german.strip()
        assert all(word.strip("-") for phrase in phrases for word in phrase), german
