"""Regions: a city is not the district that carries its name."""

import pytest

from fachwerk.clean.regions import bare_names, region_value
from fachwerk.records import Value
from fachwerk.reference.regions import territories

SAXONY = territories()["sachsen"]


@pytest.mark.parametrize(
    ("printed", "name", "key"),
    [
        ("Leipzig, Stadt", "Leipzig, Stadt", "DED51"),
        ("Leipzig Stadt", "Leipzig, Stadt", "DED51"),
        ("Stadt Leipzig", "Leipzig, Stadt", "DED51"),
        ("Kreisfreie Stadt Leipzig", "Leipzig, Stadt", "DED51"),
        ("Leipzig, Kreisfreie Stadt", "Leipzig, Stadt", "DED51"),
        ("Leipzig (Stadt)", "Leipzig, Stadt", "DED51"),
        ("Landkreis Leipzig", "Landkreis Leipzig", "DED52"),
        ("Landkreis leipzig", "Landkreis Leipzig", "DED52"),
        ("LK Leipzig", "Landkreis Leipzig", "DED52"),
        ("Lkr. Leipzig", "Landkreis Leipzig", "DED52"),
        ("Leipzig (LK)", "Landkreis Leipzig", "DED52"),
        ("Leipzig, Landkreis", "Landkreis Leipzig", "DED52"),
        ("Dresden", "Dresden, Stadt", "DED21"),
        ("Landeshauptstadt Dresden", "Dresden, Stadt", "DED21"),
        ("Zwickau", "Landkreis Zwickau", "DED45"),
        ("Landkreis  Görlitz", "Landkreis Görlitz", "DED2D"),
        ("ERZGEBIRGSKREIS", "Erzgebirgskreis", "DED42"),
        ("Landkreis Vogtlandkreis", "Vogtlandkreis", "DED44"),
        ("Vogtland", "Vogtlandkreis", "DED44"),
        ("Sächsische Schweiz - Osterzgebirge", "Landkreis Sächsische Schweiz-Osterzgebirge", "DED2F"),
    ],
)
def test_spellings(printed: str, name: str, key: str) -> None:
    found = region_value(printed, SAXONY, {})
    assert (found.value, found.key) == (Value(printed, name), key)


def test_every_official_name_is_its_own_region() -> None:
    assert [region_value(region.name, SAXONY, {}).key for region in SAXONY.regions] == [
        region.key for region in SAXONY.regions
    ]


def test_a_name_that_two_share_is_nobodys_unless_the_column_names_the_other_by_its_kind() -> None:
    alone = region_value("Leipzig", SAXONY, {})
    assert (alone.key, alone.several) == (None, ("DED51", "DED52"))
    assert alone.value.note == "may be 'Leipzig, Stadt' or 'Landkreis Leipzig': the kind is not printed"
    bare = bare_names(["Leipzig, Kreisfreie Stadt", "Leipzig", "Zwickau"], "sachsen")
    assert bare == {"leipzig": "DED52"}
    assert region_value("Leipzig", SAXONY, bare).key == "DED52"
    assert bare_names(["Leipzig"], "sachsen") == {}


def test_a_part_of_a_name_is_the_region_with_a_note() -> None:
    found = region_value("Schweiz-Osterzgebirge", SAXONY, {})
    assert found.key == "DED2F"
    assert (
        found.value.note == "'Schweiz-Osterzgebirge' is taken for a part of the name 'Sächsische Schweiz-Osterzgebirge'"
    )


@pytest.mark.parametrize(
    ("printed", "note"),
    [
        ("Mittelsachsn", "'Mittelsachsn' is no region of Freistaat Sachsen; perhaps 'Landkreis Mittelsachsen'"),
        ("Hessen", "'Hessen' is no region of Freistaat Sachsen"),
        ("Sachsen", "means all of Freistaat Sachsen"),
        ("Stadt Bautzen", "'Stadt Bautzen' is no region of Freistaat Sachsen; perhaps 'Landkreis Bautzen'"),
    ],
)
def test_what_is_no_region_stays_as_printed(printed: str, note: str) -> None:
    found = region_value(printed, SAXONY, {})
    assert (found.value, found.key) == (Value(printed, printed, note), None)
