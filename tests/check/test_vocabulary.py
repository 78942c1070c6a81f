"""Words of a list: what is known, strange, near, or made of parts."""

from fachwerk.check.vocabulary import Vocabulary, is_variant

WORDS = Vocabulary.of(
    ["Börse und Rate"] * 2 + ["Die Fachkräftebörse", "Die Börse", "Eine Ausbildug", "Im Angebot", "Die Börse 2"]
)


def test_a_text_that_is_printed_twice_counts_once() -> None:
    assert WORDS.rows["Rate"] == 1
    assert WORDS.rows["Börse"] == 3


def test_common_words_are_known_though_the_list_does_not_print_them() -> None:
    assert WORDS.known["ausbildung"] >= 3
    assert WORDS.meant("ausbildug") == "ausbildung"


def test_a_word_made_of_known_words_is_no_misprint() -> None:
    assert WORDS.is_made_of("ausbildungsbörse", 2)
    assert not WORDS.is_made_of("ausbildugsbörse", 2)


def test_endings_prefixes_umlauts_and_linking_letters_are_no_misprints() -> None:
    pairs = [("angebote", "angebot"), ("starken", "stärken"), ("anbieten", "verbieten"), ("dresdener", "dresdner")]
    assert [is_variant(*pair, WORDS) for pair in pairs] == [True] * 4
    assert not is_variant("ausbildug", "ausbildung", WORDS)
