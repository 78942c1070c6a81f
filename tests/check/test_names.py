"""Names of sponsors: in their own texts, and as persons."""

import pytest

from fachwerk.check.names import is_person
from tests.check.made import codes, ordinary, ordinary_list


def test_an_acronym_that_is_nearly_the_sponsors_is_a_warning() -> None:
    for text in ("Der Verein XKV-Erz.e.V. baut ein Netz auf.", "Die XKZ-Erz.e.V. baut ein Netz auf."):
        rows = ordinary_list(ordinary(5, sponsor="XKZ-Erz. E.V.", description=text))
        assert (("name-unlike-sponsor", 5) in codes(rows)) == ("XKV" in text)


def test_letters_that_only_look_alike_are_found() -> None:
    odd = ordinary(5, sponsor="QAW gGmbH", description="Das Zentrum der QAVV gGmbH hilft.")
    assert codes(ordinary_list(odd)) == [("name-unlike-sponsor", 5)]


def test_the_acronym_of_another_sponsor_is_no_slip() -> None:
    odd = ordinary(5, sponsor="XKZ gGmbH", description="Gemeinsam mit der XKV gGmbH.")
    assert codes(ordinary_list(odd, ordinary(6, sponsor="XKV gGmbH"))) == []


@pytest.mark.parametrize(
    "name",
    [
        "Maria Muster",
        "Dr. Karl von Muster",
        "Muster, Maria",
        "Anna-Maria Muster",
        "André Muster",
        "Andre\N{COMBINING ACUTE ACCENT} Muster",  # the accent is a sign of its own
        "K.Maria Muster",
        "Maria K. Muster",
        "Maria Muster und Karl Muster",
        "Maria MusterKarl Muster",  # a line end is lost
        "Zdenka Muster",
        "Nurcan Muster",
    ],
)
def test_a_persons_name_is_recognised(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "name",
    [
        "Karl-Muster-Schule",
        "Stadt Karl",
        "Wirtschaft Muster",
        "Maria Muster Stiftung",
        "Praxis Dr. Muster",
        "Maria K.",
        "Muster und Sohn",
    ],
)
def test_an_institutions_name_is_none(name: str) -> None:
    assert not is_person(name)


def test_a_person_is_a_hint_and_a_company_of_that_name_is_none() -> None:
    assert codes(ordinary_list(ordinary(5, sponsor="Maria Muster", legal_form_key=None))) == [("sponsor-is-person", 5)]
    assert codes(ordinary_list(ordinary(5, sponsor="Maria Muster GmbH"))) == []


def test_two_words_that_nobody_knows_are_taken_for_a_name_unless_one_is_a_trade() -> None:
    assert codes(ordinary_list(ordinary(5, sponsor="Xaveria Quisp", legal_form_key=None))) == [("sponsor-is-person", 5)]
    for sponsor in ("Metzgerei Quisp", "Elektrotechnikerinnung Quisp"):
        assert codes(ordinary_list(ordinary(5, sponsor=sponsor, legal_form_key=None))) == []
