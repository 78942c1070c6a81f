"""Places: spellings, localities, several in a cell; nothing misspelt is replaced."""

import pytest

from fachwerk.clean.places import place_value
from fachwerk.records import Value
from fachwerk.reference.municipalities import municipalities
from fachwerk.reference.regions import territories

SAXONY = territories()["sachsen"]


def keys(printed: str, region: str | None = None) -> tuple[str, ...]:
    return place_value(printed, SAXONY, SAXONY.region(region)).keys


@pytest.mark.parametrize(
    ("printed", "ags"),
    [
        ("Dresden", "14612000"),
        ("dresden", "14612000"),
        ("01097 Dresden", "14612000"),
        ("Dresden, Stadt", "14612000"),
        ("Landeshauptstadt Dresden", "14612000"),
        ("Große Kreisstadt Zittau", "14626610"),
        ("Freiberg, Stadt, Universitätsstadt", "14522180"),
        ("Annaberg - Buchholz", "14521020"),
        ("Auerbach/Vogtl., Stadt", "14523020"),
        ("Auerbach i. V.", "14523020"),
        ("Reichenbach im Vogtland", "14523340"),
        ("Reichenbach/O.L.", "14626450"),
        ("Oelsnitz (Erzgeb.)", "14521450"),
        ("Sankt Egidien", "14524280"),
        ("Kurort Oberwiesenthal", "14521440"),
        ("Freiberg/Sa.", "14522180"),
        ("Stadt Wehlen", "14628370"),
    ],
)
def test_spellings(printed: str, ags: str) -> None:
    assert keys(printed) == (ags,)
    assert place_value(printed, SAXONY, None).value.note is None


def test_every_official_name_is_its_own_municipality_in_its_region() -> None:
    for ags, one in municipalities("sachsen").items():
        for printed in (one.name, ", ".join((one.name, *one.titles))):
            assert place_value(printed, SAXONY, SAXONY.region_of(ags)).keys == (ags,), printed


@pytest.mark.parametrize(
    ("printed", "ags", "note"),
    [
        ("Parthenstein/OT Klinga", "14729340", "'Klinga' is taken for a part of Parthenstein"),
        ("Parthenstein OT Klinga", "14729340", "'Klinga' is taken for a part of Parthenstein"),
        ("Dresden-Löbtau", "14612000", "'Löbtau' is taken for a part of Dresden"),
        ("Leipzig (Grünau)", "14713000", "'Grünau' is taken for a part of Leipzig"),
        ("Zöblitz", "14521390", "'Zöblitz' belongs to Marienberg"),
    ],
)
def test_localities_belong_to_their_municipality(printed: str, ags: str, note: str) -> None:
    found = place_value(printed, SAXONY, None)
    assert (found.keys, found.value.note) == ((ags,), note)


def test_the_region_decides_between_places_of_one_name() -> None:
    assert keys("Auerbach", "DED42") == ("14521040",)
    assert keys("Auerbach", "DED44") == ("14523020",)
    assert keys("Ebersbach", "DED2E") == ("14627030",)
    assert keys("Ebersbach", "DED2D") == ("14626085",)
    found = place_value("Auerbach", SAXONY, None)
    assert found.keys == ()
    assert found.value == Value("Auerbach", "Auerbach", "may be Auerbach (14521040) or Auerbach/Vogtl. (14523020)")


@pytest.mark.parametrize(
    "printed", ["Dresden, Leipzig", "Dresden/Leipzig", "Dresden und Leipzig", "Dresden; Leipzig, Stadt"]
)
def test_several_places_in_a_cell_are_all_found(printed: str) -> None:
    found = place_value(printed, SAXONY, None)
    assert found.keys == ("14612000", "14713000")
    assert found.value == Value(printed, "Dresden, Leipzig", "names 2 places")


def test_a_foreign_town_beside_it_is_said() -> None:
    found = place_value("Görlitz/Zgorzelec", SAXONY, None)
    assert found.keys == ("14626110",)
    assert found.value.note == "'Zgorzelec' beside it is no place of Freistaat Sachsen"


def test_a_misspelt_place_is_proposed_and_never_replaced() -> None:
    found = place_value("Ebersdorf-Neugersdorf", SAXONY, SAXONY.region("DED2D"))
    assert found.keys == ()
    assert found.value == Value(
        "Ebersdorf-Neugersdorf",
        "Ebersdorf-Neugersdorf",
        "no municipality of Freistaat Sachsen is called so; perhaps Ebersbach-Neugersdorf (14626085)",
    )


@pytest.mark.parametrize(
    ("printed", "note"),
    [
        ("Vogtlandkreis", "is a region, no municipality"),
        ("landesweit", "means no single place"),
        ("Sachsen", "means no single place"),
        ("Atlantis", "no municipality of Freistaat Sachsen is called so"),
    ],
)
def test_what_is_no_place_has_no_key(printed: str, note: str) -> None:
    found = place_value(printed, SAXONY, None)
    assert (found.value, found.keys) == (Value(printed, printed, note), ())


def test_words_that_open_the_regions_name_do_not_hide_the_place() -> None:
    found = place_value("Pirna Sächsische", SAXONY, SAXONY.region("DED2F"))
    assert found.keys == ("14628270",)
    assert found.value == Value("Pirna Sächsische", "Pirna", "'Sächsische' belongs to the region's name beside it")
    assert keys("Pirna Sächsische", "DED21") == ()


def test_an_empty_cell_has_no_place() -> None:
    assert place_value("-", SAXONY, None).value == Value("-", None)
