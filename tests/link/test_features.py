"""Pairs of names and what is decided about them."""

import pytest

from fachwerk.clean.names import name_value
from fachwerk.link.features import Mention, Surroundings, band_of, reasons_of, score_of
from fachwerk.link.names import name_of, place_words_of
from fachwerk.records import Band

HERE = Surroundings(frozenset({"Musterau"}), frozenset({"Musterland"}), place_words_of("Musterau Musterland"))
NEAR = Surroundings(frozenset({"Beispielen"}), frozenset({"Musterland"}), place_words_of("Beispielen Musterland"))
AWAY = Surroundings(frozenset({"Fernau"}), frozenset({"Fernland"}), place_words_of("Fernau Fernland"))
NOWHERE = Surroundings()


def mention(printed: str, where: Surroundings) -> Mention:
    name = name_value(printed)
    assert name.core is not None
    return Mention(name_of(name.core, name.legal_form), where)


def band(one: str, other: str, where: Surroundings = NOWHERE, elsewhere: Surroundings = NOWHERE) -> Band:
    left, right = mention(one, where), mention(other, elsewhere)
    score = score_of(reasons_of(left, right))
    assert score_of(reasons_of(right, left)) == score
    return band_of(score)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Landratsamt Musterland", "Landkreis Musterland"),
        ("Stadtverwaltung Musterau", "Große Kreisstadt Musterau"),
        ("Musterwerk 24 GmbH", "Musterwerk 24"),
        ("Musterwerk Alpha GmbH", "Musterwerk Alpha gGmbH"),
        ("MUSTERWERK ALPHA GMBH", "Muster-werk Alpha GmbH"),
        ("HTWK Leipzig", "Hochschule für Technik, Wirtschaft und Kultur Leipzig"),
        ("bsw gGmbH", "bsw Bildungswerk der Sächsischen Wirtschaft gGmbH"),
        ("Beispiel- Bildungszentrum Musterau GmbH", "Beispiel-Bildungzentrum Musterau GmbH"),
        ("Musterkammer Beispielen, Geschäftsstelle Fernau", "Musterkammer Beispielen"),
    ],
)
def test_spellings_of_one_body_are_the_same(one: str, other: str) -> None:
    assert band(one, other) is Band.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Landkreis Leipzig", "Stadt Leipzig"),
        ("IHK Musterau", "HWK Musterau"),
        ("Stadt Leipzig", "Stadt Dresden"),
        ("Maria Mustermann", "Musterwerk Maria Mustermann GbR"),
        ("Maria Mustermann", "Maria Musterfrau"),
        ("Berufsschule 7 Muster Alpha", "Berufsschule 8 Muster Alpha"),
        ("Maria Mustermann", "Maria Mustermann GbR"),
        ("ATB GmbH", "ATG GmbH"),
        ("Bauverband Muster e.V.", "Bäderverband Muster e.V."),
        ("Alpha Muster GmbH", "Beta Muster GmbH"),
        ("Kulturverein Muster e.V.", "Förderverein Kulturverein Muster e.V."),
    ],
)
def test_bodies_with_names_alike_are_different_wherever_they_are(one: str, other: str) -> None:
    assert band(one, other) is Band.DIFFERENT
    assert band(one, other, HERE, HERE) is not Band.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Beno Muster", "Beno Muster GbR"),
        ("Musterhaus e.V.", "Musterhaus GmbH"),
        ("Alpha Muster GmbH", "Alpha Muster Beta GmbH"),
        ("Alpha Muster GmbH", "Alpha Muster Holding GmbH, Musterau"),
        ("Muster Holzbau GmbH", "Muster & Muster Holzbau GmbH"),
    ],
)
def test_what_may_be_two_bodies_of_one_name_is_never_the_same_by_itself(one: str, other: str) -> None:
    assert band(one, other, HERE, HERE) is not Band.SAME


@pytest.mark.parametrize(
    ("one", "other"), [("WFG mbH", "WFG mbH"), ("WFG mbH", "WFG Wirtschaftsförderungsgesellschaft mbH Musterland")]
)
def test_a_name_that_says_nothing_is_decided_by_where_it_is(one: str, other: str) -> None:
    assert band(one, other, HERE, HERE) is Band.SAME
    assert band(one, other, HERE, AWAY) is Band.DIFFERENT


def test_a_misprint_of_a_short_word_needs_more_than_one_place() -> None:
    assert band("Schubert GmbH", "Schubart GmbH", HERE, HERE) is Band.ASK


def test_a_long_word_with_a_slip_is_the_same_in_one_region() -> None:
    assert band("Musterbildungswerk GmbH", "Musterbildungswrek GmbH", HERE, NEAR) is Band.SAME
    assert band("Musterbildungswerk GmbH", "Musterbildungswrek GmbH", HERE, AWAY) is Band.ASK


def test_a_place_that_only_one_names_counts_if_the_other_one_is_there() -> None:
    assert band("Musterwerk e.V.", "Musterwerk Musterau e.V.", HERE, HERE) is Band.SAME
    assert band("Musterwerk e.V.", "Musterwerk Musterau e.V.", AWAY, HERE) is Band.DIFFERENT


def test_every_reason_says_why_in_words() -> None:
    reasons = reasons_of(mention("WFG mbH", HERE), mention("WFG mbH", NEAR))
    assert [(reason.feature, reason.weight) for reason in reasons] == [
        ("name", 2.5),
        ("legal form", 0.5),
        ("region", 3.0),
    ]
    assert reasons[0].words == "both are called “WFG”, as many bodies are"
