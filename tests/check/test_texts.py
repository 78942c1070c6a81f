"""Checks of texts: each fires on one text, and leaves one alone that only looks like it."""

import pytest

from fachwerk.check.texts import are_alike, around, text_of
from fachwerk.records import Value
from tests.check.made import codes, listing, ordinary, ordinary_list

TEXTS = [
    ("quotes-unbalanced", "title", 'Projekt "Neue Wege', 'Projekt "Neue Wege"'),
    ("quotes-unbalanced", "sponsor", '"Neue Wege" e.V."', "Für's Leben e.V."),
    ("quotes-unbalanced", "title", 'Messe "Start', 'Bildschirme mit 24" und mehr'),
    ("brackets-unbalanced", "title", "Lehrgang Metall) für alle", "a) Metall b) Holz"),
    ("brackets-unbalanced", "description", "Beratung (auch abends.", "Beratung (auch abends)."),
    ("signs-misread", "title", "Neue Wege (Il)", "Neue Wege (II)"),
    ("signs-misread", "title", "Beratung,, und mehr", "Beratung, und mehr"),
    ("signs-misread", "title", "Teil Vlll", "Teil VIII"),
    ("quotes-of-commas", "title", "Projekt ,,Neue Wege“", "Projekt „Neue Wege“"),
    ("word-doubled", "description", "Förderung der der Jugend.", "Menschen, die die Schule besuchen."),
    ("word-doubled", "title", "Hilfe in in Pirna", "Leiter/in in Pirna"),
    ("text-broken-off", "description", "Verbesserung der Voraussetzungen für die", "Was wir tun: Wir bieten an"),
    ("text-broken-off", "kind", "digitaler Wandel -", "Beratung - Aufbau -"),
    ("text-broken-off", "title", "Beratung, Betreuung,", "Lehrgang C++"),
    ("hyphen-apart", "description", "Bindung und - entwicklung.", "Bindung und -entwicklung."),
    ("hyphen-apart", "title", "Plan 2024 -2026", "Plan 2024 - 2026"),
    ("hyphen-before-blank", "title", "Medien- Kompetenzen", "Medien- und Kompetenzen"),
    ("blank-missing", "description", "Das hilft allen.Deshalb kommt es.", "Das steht auf muster.example."),
    ("quotes-mixed", "title", 'Projekt „Neue Wege"', 'Projekt "Neue Wege"'),
    ("sign-doubtful", "title", "fach|sprachlich", "fach | sprachlich"),
    ("sign-doubtful", "sponsor", "Anna Birke I Berta Linde GbR", "Grundschule I GbR"),
    ("full-stop-missing", "description", "Wir stärken Firmen Damit wächst alles.", "Wir stärken. Damit wächst alles."),
    ("noun-in-small-letters", "title", "Bindung und vermarktung", "Bindung und -vermarktung"),
    ("noun-in-small-letters", "title", "Fachkräfte: gewinnung", "Mechatroniker:innenausbildung"),
    ("words-glued", "description", "Stärkung derUnternehmen.", "Stärkung mit eUnternehmen."),
    ("words-glued", "title", "Beratung von KMUfür alle", "Beratung von KMUs"),
    ("words-glued", "description", "Das Projekt verfolgtdas Ziel.", "Ein begleitendes Ziel."),
    ("word-torn", "title", "Netz werken", "Werk statt Schule"),
    ("hyphen-left-over", "title", "Die Aus-bildung", "Das Know-how"),
    ("word-misprinted", "title", "Gute Ausbildug", "Gute Ausbildung"),
    ("word-misprinted", "description", "Das dient der Intgration.", "Das dient der Interaktion."),
    ("word-misprinted", "title", "Fachkäftebörse", "Fachkräftebörse"),
    ("word-doubtful", "title", "Gute Beratumg", "Gute Bergungen"),
    ("district-doubled", "title", "Messe im Landkreis Vogtlandkreis", "Messe im Vogtlandkreis"),
    ("region-in-small-letters", "title", "Messe im Landkreis meißen", "Messe im Landkreis Meißen"),
    ("place-name-misspelt", "title", "Messe in Hoyerswerde", "Messe in Hoyerswerda"),
]


@pytest.mark.parametrize(("code", "field", "odd", "plain"), TEXTS)
def test_a_check_fires_on_its_text_and_leaves_its_lookalike_alone(code: str, field: str, odd: str, plain: str) -> None:
    assert (code, 5) in codes(ordinary_list(ordinary(5, **{field: odd})))
    assert code not in {found for found, _ in codes(ordinary_list(ordinary(5, **{field: plain})))}


def test_a_list_without_oddities_has_no_findings() -> None:
    assert codes(ordinary_list()) == []


def test_a_description_without_full_stop_is_odd_only_where_most_have_one() -> None:
    assert codes(ordinary_list(ordinary(5, description="Wir begleiten Firmen"))) == [("description-unended", 5)]
    assert codes([ordinary(row, description=f"Beratung {row} für Firmen") for row in range(1, 25)]) == []


def test_a_word_that_hangs_elsewhere_needs_its_hyphen_here() -> None:
    hung = [ordinary(row, description=f"Markt {row}: Arbeits- und Lebenswelt.") for row in (1, 2, 3)]
    odd = ordinary(5, title="Arbeits und Lebenswelt")
    assert codes(ordinary_list(*hung, odd)) == [("hyphen-missing", 5)]
    assert codes(ordinary_list(*hung, ordinary(5, title="Angebots und Nachfrage"))) == []


def test_a_noun_behind_an_article_is_printed_as_the_list_prints_it() -> None:
    nouns = [ordinary(row, description=f"Das Ziel des Projektes {row} ist gut.") for row in range(1, 7)]
    odd = ordinary(8, description="Im Rahmen des projektes sind wir da.")
    assert codes(ordinary_list(*nouns, odd)) == [("noun-after-article-in-small-letters", 8)]


def test_title_and_description_spell_a_name_alike() -> None:
    odd = ordinary(5, title="Blick über den Tellerand", description="Der Blick geht über den Tellerrand.")
    assert ("title-unlike-description", 5) in codes(ordinary_list(odd))
    coined = ordinary(5, title="JobPilo kommt", description="Der JobPilot hilft allen.")
    assert ("title-unlike-description", 5) in codes(ordinary_list(coined))
    inflected = ordinary(5, title="Die Lernräume", description="In den Lernräumen wird gelernt.")
    assert codes(ordinary_list(inflected)) == []


def test_a_corrected_text_is_looked_at_as_corrected() -> None:
    value = Value("Gute Ausbildug", "Gute Ausbildung", "corrected")
    assert text_of(listing(title=value), "title") == "Gute Ausbildung"
    assert text_of(listing(title=Value("Plan ,,B''", "Plan „B“")), "title") == "Plan ,,B''"
    assert codes(ordinary_list(ordinary(5, title=value))) == []


def test_evidence_has_whole_words() -> None:
    assert around("eins zwei drei vier fünf", 10, 14, 3) == "…zwei drei vier…"


def test_texts_are_alike_if_most_words_are() -> None:
    assert are_alike(set("abcde"), "abcdf")
    assert not are_alike(set("ab"), "cd")
