"""The 13 Saxon regions: each with its official keys, none twice."""

from fachwerk.reference.regions import Region, kind_words, territories


def test_saxony_has_three_cities_and_ten_districts() -> None:
    saxony = territories()["sachsen"]
    assert len(saxony.regions) == 13
    assert [region.core for region in saxony.regions if region.kind == "city"] == ["Dresden", "Chemnitz", "Leipzig"]
    assert len({region.key for region in saxony.regions}) == len({region.ags for region in saxony.regions}) == 13
    assert all(region.key.startswith("DED") and region.ags.startswith("14") for region in saxony.regions)


def test_a_city_and_its_district_share_a_name_and_differ_in_key() -> None:
    leipzig = [region for region in territories()["sachsen"].regions if region.core == "Leipzig"]
    assert leipzig == [
        Region("DED51", "14713", "city", "Leipzig", "Leipzig, Stadt"),
        Region("DED52", "14729", "district", "Leipzig", "Landkreis Leipzig"),
    ]


def test_a_municipality_lies_in_the_district_of_its_first_five_digits() -> None:
    saxony = territories()["sachsen"]
    assert saxony.region_of("14729340") == saxony.region("DED52")
    assert saxony.region_of("15001000") is None


def test_every_kind_has_words() -> None:
    assert set(kind_words()) == {"city", "district"}
