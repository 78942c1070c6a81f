"""Knowledge about organisations' names: without contradictions, and without the words that are traps."""

from fachwerk.reference import countries, statuses
from fachwerk.reference.organisations import Abbreviation, abbreviations, institutions, legal_forms
from fachwerk.text import key


def test_no_spelling_belongs_to_two_legal_forms() -> None:
    spellings = [key(one) for form in legal_forms().forms for one in {key(one): one for one in form.anywhere}.values()]
    assert sorted(spellings) == sorted(set(spellings))
    endings = [one for form in legal_forms().forms for one in form.at_end]
    assert sorted(endings) == sorted(set(endings))


def test_words_of_names_are_no_legal_forms() -> None:
    spellings = {key(one) for form in legal_forms().forms for one in (*form.anywhere, *form.at_end)}
    assert not spellings & {"in", "verein", "stiftung", "innung", "kammer", "zweckverband"}


def test_a_spelling_of_its_own_is_the_form_that_it_stands_for() -> None:
    same = {form.key: form.same_as for form in legal_forms().forms}
    assert same["mbH"] == same["Ges.m.b.H."] == same["GmbH"] == "GmbH"
    assert same["gGmbH"] == "gGmbH"


def test_an_abbreviation_names_its_place_if_it_is_one_body() -> None:
    assert abbreviations()["HTWK"] == Abbreviation("HTWK", "Hochschule für Technik, Wirtschaft und Kultur", "Leipzig")
    assert abbreviations()["IHK"].place is None


def test_offices_are_the_bodies_that_they_act_for() -> None:
    assert institutions().same["Landratsamt"] == "Landkreis"
    assert institutions().same["Stadtverwaltung"] == institutions().same["Große Kreisstadt"] == "Stadt"
    assert institutions().heads["Handwerkskammer"] != institutions().heads["Industrie- und Handelskammer"]


def test_statuses_are_the_four_that_a_source_can_say() -> None:
    assert set(statuses().values()) == {"applied", "approved", "rejected", "withdrawn"}


def test_countries_are_two_letters() -> None:
    assert all(len(code) == 2 and code.isupper() for code in countries().values())
    assert countries()["d"] == countries()["deutschland"] == "DE"
