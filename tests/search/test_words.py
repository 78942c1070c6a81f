"""Words lose on both sides what people write differently: gender marks, umlauts, soft breaks, endings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fachwerk.search.compounds import parts_of
from fachwerk.search.words import folded, grams_of, key_of, stem_of, words_of

SAME = [
    ("Bürger*innen", "Bürger", "Buerger"),
    ("Schüler:innen", "Schüler/-innen", "Schüler_innen", "SchülerInnen", "Schülerinnen", "Schüler/innen"),
    ("Kolleg(inn)en", "Kolleg*innen"),
    ("Fachkräftemesse", "Fachkraeftemesse", "Fachkraftemesse", "FACHKRÄFTEMESSE", "Fachkräfte\u00admesse"),
    ("Großenhain", "Grossenhain"),
]


@pytest.mark.parametrize("spellings", SAME)
def test_spellings_of_one_word_have_one_key(spellings: tuple[str, ...]) -> None:
    assert {tuple(word.key for word in words_of(spelling)) for spelling in spellings} == {(key_of(spellings[0]),)}


@pytest.mark.parametrize("word", ["beginnen", "Termin", "innen", "Medizin", "gewinnen", "neue", "teuer", "Bauer"])
def test_a_word_that_only_looks_like_a_feminine_or_an_umlaut_stays(word: str) -> None:
    assert key_of(word) == word.casefold()


@pytest.mark.parametrize(
    ("one", "other"), [("Fachkraft", "Fachkräfte"), ("Messe", "Messen"), ("Ausbildungsplatz", "Ausbildungsplätze")]
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem_of(key_of(one)) == stem_of(key_of(other))


def test_words_know_where_they_stand() -> None:
    text = "„Lehrer*innen“ und Azubis (m/w/d), 3. Messe"
    assert [text[word.start : word.end] for word in words_of(text)] == [
        "Lehrer*innen", "und", "Azubis", "m", "w", "d", "3", "Messe",
    ]  # fmt: skip


def test_pieces_mark_where_a_word_begins_and_ends() -> None:
    assert grams_of("messe") == ("^mes", "mess", "esse", "sse$")
    assert grams_of("it") == ("^it$",)


@pytest.mark.parametrize("text", ["", "–", "😀", "\u202eabc\u202c", "ﷺ", "a\u0301"])
def test_any_text_has_words_or_none(text: str) -> None:
    assert all(word.key for word in words_of(text))


def test_a_vowel_with_an_e_counts_as_an_umlaut_but_not_in_the_middle_of_a_double_vowel() -> None:
    assert [folded(word) for word in ("fachkraefte", "fachkräfte", "neue", "feuer")] == [
        "fachkrafte", "fachkrafte", "neue", "feuer",
    ]  # fmt: skip


@given(st.text(alphabet="aäßZ5 *:_·/-()'’\u00ad\u200b.,in", max_size=40))
def test_words_are_the_same_whether_the_quick_way_is_taken_or_not(text: str) -> None:
    marked = [(word.start, word.end) for word in words_of(f"{text} a:in")][:-1]
    assert [(word.start, word.end) for word in words_of(text)] == marked


def test_a_compound_is_cut_and_a_row_of_letters_without_end_is_none() -> None:
    assert parts_of("Fachkräftemesse") == ("Fach", "Kräfte", "Messe")
    assert parts_of("fachkräftemesse" * 1000) == ()
