"""Organisations' names: the legal form apart, the core left alone."""

import pytest

from fachwerk.clean.names import name_value


@pytest.mark.parametrize(
    ("printed", "clean", "core", "legal_form"),
    [
        ("Muster GmbH", "Muster GmbH", "Muster", "GmbH"),
        ("Muster GMBH", "Muster GmbH", "Muster", "GmbH"),
        ("Mustergesellschaft mbH", "Mustergesellschaft mbH", "Mustergesellschaft", "GmbH"),
        ("Muster Gesellschaft mit beschränkter Haftung", "Muster GmbH", "Muster", "GmbH"),
        ("Muster Ges.m.b.H.", "Muster Ges.m.b.H.", "Muster", "GmbH"),
        ("Muster gGmbH", "Muster gGmbH", "Muster", "gGmbH"),
        ("Muster gemeinnützige GmbH", "Muster gGmbH", "Muster", "gGmbH"),
        ("Muster UG (haftungsbeschränkt)", "Muster UG", "Muster", "UG"),
        ("Muster gUG", "Muster gUG", "Muster", "gUG"),
        ("Muster GbR", "Muster GbR", "Muster", "GbR"),
        ("Muster eG", "Muster eG", "Muster", "eG"),
        ("Muster e.G.", "Muster eG", "Muster", "eG"),
        ("Muster AG", "Muster AG", "Muster", "AG"),
        ("Muster AG i.L.", "Muster AG i.L.", "Muster", "AG"),
        ("Muster AG, Musterstadt", "Muster AG, Musterstadt", "Muster, Musterstadt", "AG"),
        ("Muster AG - Chemie", "Muster AG - Chemie", "Muster - Chemie", "AG"),
        ("Region M.U.S.T. e.V.", "Region M.U.S.T. e.V.", "Region M.U.S.T.", "e.V."),
        ("X&G GmbH Muster", "X&G GmbH Muster", "X&G Muster", "GmbH"),
        ("Muster g.GmbH", "Muster gGmbH", "Muster", "gGmbH"),
        ("Muster KdöR", "Muster KdöR", "Muster", "KdöR"),
        ("Muster K.d.ö.R.", "Muster KdöR", "Muster", "KdöR"),
        ("Muster, Anstalt des öffentlichen Rechts", "Muster, AöR", "Muster", "AöR"),
        ("Muster Partnerschaft mbB", "Muster PartG mbB", "Muster", "PartG mbB"),
        ("Muster Ltd.", "Muster Ltd", "Muster", "Ltd"),
        ("Muster plc", "Muster plc", "Muster", "plc"),
        ("Przykład sp. z o. o.", "Przykład sp. z o.o.", "Przykład", "sp. z o.o."),
        ("Příklad, s. r. o.", "Příklad, s.r.o.", "Příklad", "s.r.o."),
        ("Příklad a.s.", "Příklad a.s.", "Příklad", "a.s."),
        ("Exemple S.A.R.L.", "Exemple SARL", "Exemple", "SARL"),
    ],
)
def test_legal_forms(printed: str, clean: str, core: str, legal_form: str) -> None:
    found = name_value(printed)
    assert (found.value.clean, found.core, found.legal_form) == (clean, core, legal_form)


@pytest.mark.parametrize(
    "printed", ["Muster e.V.", "Muster e. V.", "Muster E.V.", "Muster e.V", "Muster eV", "Muster,e.V."]
)
def test_an_association_is_spelt_in_many_ways(printed: str) -> None:
    found = name_value(printed)
    assert (found.core, found.legal_form) == ("Muster", "e.V.")


@pytest.mark.parametrize(
    ("printed", "core", "legal_form"),
    [
        ("Muster GmbH & Co. KG", "Muster", "GmbH & Co. KG"),
        ("Muster GmbH & Co.KG", "Muster", "GmbH & Co. KG"),
        ("Muster GmbH und Co. KG", "Muster", "GmbH & Co. KG"),
        ("Muster GmbH + Co KG", "Muster", "GmbH & Co. KG"),
        ("Kliniken Stiftung & Co.KG", "Kliniken", "Stiftung & Co. KG"),
        ("Muster & Co. KG", "Muster", "KG"),
    ],
)
def test_compound_forms_are_one_form(printed: str, core: str, legal_form: str) -> None:
    found = name_value(printed)
    assert (found.core, found.legal_form) == (core, legal_form)


@pytest.mark.parametrize(
    "printed",
    [
        "Willkommen in Musterstadt",
        "Stiftung Lebensfreude",
        "Verein der Freunde",
        "AG Stadtgeschichte Musterstadt",
        "SE Beratung",
        "Musteruniversität, AG Chemie",
        "Landratsamt Musterkreis",
        "Musterinnung Musterstadt",
        "Hochschule für Technik, Wirtschaft und Kultur",
        "Anna Muster",
    ],
)
def test_words_of_names_are_no_legal_forms(printed: str) -> None:
    found = name_value(printed)
    assert (found.value.clean, found.core, found.legal_form, found.value.note) == (printed, printed, None, None)


@pytest.mark.parametrize(
    ("printed", "core", "legal_form"),
    [
        ("Frauentreff e.V. Musterstadt", "Frauentreff Musterstadt", "e.V."),
        ("WFG Wirtschaftsförderungsgesellschaft mbH des Landkreises Muster",
         "WFG Wirtschaftsförderungsgesellschaft des Landkreises Muster", "GmbH"),
        ("Unfallhilfe e.V., RV Muster", "Unfallhilfe, RV Muster", "e.V."),
        ('Verein "Haus - Brücke e.V."', 'Verein "Haus - Brücke"', "e.V."),
        ('"Engagement Musterstadt" e.V."', "Engagement Musterstadt", "e.V."),
        ("Muster (e.V.)", "Muster", "e.V."),
        ("Träger: Muster e. V., ", "Muster", "e.V."),
        ("Fa. Muster GmbH", "Muster", "GmbH"),
    ],
)  # fmt: skip
def test_the_core_is_what_is_left(printed: str, core: str, legal_form: str) -> None:
    found = name_value(printed)
    assert (found.core, found.legal_form) == (core, legal_form)


@pytest.mark.parametrize(
    ("printed", "clean", "legal_form"),
    [
        ("Prüf LaborGmbH", "Prüf Labor GmbH", "GmbH"),
        ("LackierungGmbH", "Lackierung GmbH", "GmbH"),
        ("BetreuungsgGmbH", "Betreuungs gGmbH", "gGmbH"),
        ("Haus WaldhaingGmbH", "Haus Waldhain gGmbH", "gGmbH"),
        ("Handel LeipzigGmbH", "Handel Leipzig GmbH", "GmbH"),
        ("Kreisverband Oberlande.V.", "Kreisverband Oberland e.V.", "e.V."),
        ("Apparatebau GmbHMusterstadt", "Apparatebau GmbH Musterstadt", "GmbH"),
        ("Treuhand GmbHfür Beratung", "Treuhand GmbH für Beratung", "GmbH"),
        ("Muster i. Sa.GmbH", "Muster i. Sa.GmbH", "GmbH"),
    ],
)
def test_a_form_that_lost_its_line_break_is_found_by_its_capitals(printed: str, clean: str, legal_form: str) -> None:
    found = name_value(printed)
    assert (found.value.clean, found.legal_form) == (clean, legal_form)


def test_a_note_says_what_was_changed_about_the_form() -> None:
    assert name_value("Muster E.V.").value.note == "the legal form is printed as 'E.V.'"
    assert name_value("MusterbauGmbH").value.note == "the legal form 'GmbH' is not set apart"
    assert name_value("Muster e. V.").value.note is None
    assert name_value("Muster GmbH & Co.KG").value.note is None


def test_of_two_forms_the_last_counts_if_the_name_ends_with_it() -> None:
    assert name_value("Muster AG der Beispiel GmbH").legal_form == "GmbH"
    assert name_value("Haus e.V. bei der Beispiel GmbH in Musterstadt").legal_form == "e.V."


def test_an_empty_cell_has_no_name() -> None:
    found = name_value("k. A.")
    assert (found.value.clean, found.core, found.legal_form) == (None, None, None)
