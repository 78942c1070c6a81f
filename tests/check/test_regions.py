"""Regions and places: against each other, the texts and the official names."""

from tests.check.made import codes, found, ordinary, ordinary_list


def test_a_place_in_another_region_is_only_a_hint() -> None:
    finding = found(ordinary_list(ordinary(5, place="Leipzig", place_key="14713000")))[0]
    assert (finding.code, finding.severity.value) == ("place-outside-region", "hint")
    said = "Leipzig lies in Leipzig, Stadt, not in Landkreis Nordsachsen; it may be the sponsor's seat."
    assert finding.message == said


def test_a_title_that_names_another_district_contradicts_the_region() -> None:
    title = "Personalarbeit in Firmen des Landkreises Leipzig"
    assert codes(ordinary_list(ordinary(5, title=title))) == [("region-not-of-title", 5)]


def test_a_title_that_names_the_own_region_too_contradicts_nothing() -> None:
    title = "Wege vom Landkreis Leipzig nach Nordsachsen"
    assert codes(ordinary_list(ordinary(5, title=title))) == []


def test_a_town_without_its_kind_says_nothing_about_the_region() -> None:
    assert codes(ordinary_list(ordinary(5, title="Messe der HTWK Leipzig"))) == []


def test_a_description_that_names_another_district_is_a_hint() -> None:
    odd = ordinary(5, description="Wir helfen Firmen im Landkreis Meißen.")
    assert codes(ordinary_list(odd)) == [("region-not-of-description", 5)]


def test_a_district_in_the_place_column_is_a_hint() -> None:
    assert codes(ordinary_list(ordinary(5, place="Vogtlandkreis", place_key=None))) == [("place-is-region", 5)]


def test_an_unknown_place_is_a_hint_and_a_misspelt_one_a_warning() -> None:
    assert codes(ordinary_list(ordinary(5, place="Xanten", place_key=None))) == [("place-unknown", 5)]
    finding = found(ordinary_list(ordinary(5, place="Bad Schandaw", place_key=None)))[0]
    assert (finding.code, finding.severity.value) == ("place-misspelt", "warning")
    assert finding.message.endswith("perhaps Bad Schandau is meant.")


def test_without_a_territory_nothing_is_said_about_places() -> None:
    assert codes(ordinary_list(ordinary(5, place="Xanten", place_key=None)), territory=None) == []


def test_inhabitants_and_persons_are_no_misspelt_places() -> None:
    assert codes(ordinary_list(ordinary(5, title="Die Hoyerswerdaer"))) == []
    person = ordinary(5, sponsor="Karl Hoyerswerde", legal_form_key=None)
    assert codes(ordinary_list(person)) == [("sponsor-is-person", 5)]
