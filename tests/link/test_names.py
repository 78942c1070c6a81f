"""Names taken apart."""

import pytest

from fachwerk.link.names import Name, fold, name_of, place_word, place_words_of


@pytest.mark.parametrize(
    ("core", "words"),
    [
        ("Landratsamt Musterland", ("landkreis", "musterland")),
        ("Landratsamt des Landkreises Musterland", ("landkreis", "musterland")),
        ("Große Kreisstadt Musterau", ("stadt", "musterau")),
        ("Landkreis Vogtlandkreis", ("vogtlandkreis",)),
        ("Muster-Technik und Service", ("muster", "technik", "service")),
        ("Muster-technik", ("mustertechnik",)),
        ("Kirchen- gemeinde Musterau", ("kirchengemeinde", "musterau")),
        ("Stadt- und Landbau", ("stadt", "landbau")),
        ("Muster derSachsen", ("muster", "sachsen")),
        ("IHK Musterau", ("industriehandelskammer", "musterau")),
        ("Muster & Muster Holzbau", ("muster", "muster+", "holzbau")),
        ("Stadt Leipzig, Leipzig", ("stadt", "leipzig")),
        ("ABZ - Alpha Beta Zentrum", ("alpha", "beta", "zentrum")),
        ("Musterwerk Geschäftsführung", ("musterwerk",)),
        ("Musterkammer, Geschäftsstelle Musterau", ("musterkammer",)),
    ],
)
def test_words_are_folded_and_offices_named_as_their_bodies(core: str, words: tuple[str, ...]) -> None:
    assert name_of(core, None).words == words


def kinds(core: str) -> tuple[str | None, frozenset[str], frozenset[str]]:
    name: Name = name_of(core, None)
    return name.kind, name.places, name.proper


def test_words_are_kinds_places_or_its_own() -> None:
    assert kinds("Stadtverwaltung Zittau") == ("city", {"zittau"}, frozenset())
    assert kinds("Landratsamt Nordsachsen") == ("district", {"nordsachsen"}, frozenset())
    assert kinds("Chemnitzer Musterwerk") == (None, {"chemnitz"}, {"musterwerk"})


def test_behind_der_stands_what_a_body_is_for_not_what_it_is() -> None:
    assert name_of("Förderverein der Grundschule Muster", "e.V.").kind == "association"


def test_half_a_compound_is_no_kind() -> None:
    assert name_of("Stadt- und Landbau Muster", "GmbH").kind is None


@pytest.mark.parametrize("core", ["WFG", "Kreishandwerkerschaft", "Arbeiterwohlfahrt", "Landratsamt"])
def test_a_name_of_kinds_alone_is_generic(core: str) -> None:
    assert name_of(core, None).is_generic


@pytest.mark.parametrize("core", ["WFG Nordsachsen", "Musterwerk", "bsw"])
def test_a_name_with_a_place_or_a_word_of_its_own_is_not(core: str) -> None:
    assert not name_of(core, None).is_generic


@pytest.mark.parametrize(
    ("core", "form", "person", "sure"),
    [
        ("Maria Mustermann", None, True, True),
        ("Dr. Musa Mustermann", None, True, True),
        ("Muster Mustafi", None, True, False),
        ("Muster Consulting", None, False, False),
        ("Maria Mustermann", "GbR", False, False),
        ("Wirtschaftsförderung Muster", None, False, False),
        ("Muster 24", None, False, False),
        ("Musterwerk", None, False, False),
    ],
)
def test_a_name_may_read_like_a_person(core: str, form: str | None, person: bool, sure: bool) -> None:
    name = name_of(core, form)
    assert (name.is_person, name.is_sure_person) == (person, sure)


def test_letters_of_words_are_acronyms() -> None:
    assert name_of("Hochschule für Technik, Wirtschaft und Kultur Leipzig", None).initials == {
        "hftwukl",
        "htwkl",
        "htwk",
    }


def test_places_are_recognised_as_adjectives() -> None:
    assert (place_word("leipziger"), place_word("leipzig"), place_word("muster")) == ("leipzig", "leipzig", None)


def test_places_of_a_cell_are_its_words_without_kinds() -> None:
    assert place_words_of("Landkreis Musterland") == {"musterland"}


def test_folding_spells_umlauts_out() -> None:
    assert fold("Łódź Größe") == "lodz groesse"
