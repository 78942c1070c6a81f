from random import Random

import pytest

from bench.register.bodies import Body, Town
from bench.register.spellings import AS_IS, VARIANTS, VARIED, spelling

TOWN = Town("Musterstadt, Stadt", "Musterstadt", "Landkreis Muster", "Muster", True)
COMPANY = Body(1, "Beispiel Metallbau", "GmbH", TOWN)
CHAMBER = Body(2, "Industrie- und Handelskammer Musterstadt", None, TOWN)
DISTRICT = Body(3, "Landkreis Muster", None, TOWN)
MILL = Body(4, "Mühle & Söhne Bäckerei", "e.K.", TOWN)


@pytest.mark.parametrize(
    ("variant", "body", "possible"),
    [
        ("legal form spelt otherwise", COMPANY, {
            "Beispiel Metallbau Gmbh", "Beispiel Metallbau G.m.b.H.",
            "Beispiel Metallbau Gesellschaft mit beschränkter Haftung",
        }),
        ("without legal form", COMPANY, {"Beispiel Metallbau"}),
        ("abbreviated", CHAMBER, {"IHK Musterstadt"}),
        ("office for body", DISTRICT, {
            "Landratsamt Muster", "Landratsamt des Landkreises Muster", "Kreisverwaltung Muster", "LK Muster",
        }),
        ("with its place", COMPANY, {"Beispiel Metallbau GmbH, Musterstadt"}),
        ("in capitals", COMPANY, {"BEISPIEL METALLBAU GMBH"}),
        ("without umlauts", MILL, {"Muehle und Soehne Baeckerei e.K."}),
        ("with a line end's hyphen", COMPANY, {"Beispiel Meta-llbau GmbH"}),
    ],
)  # fmt: skip
def test_a_variant_spells_a_name_in_one_of_its_ways(variant, body, possible):
    assert {VARIANTS[variant](body, Random(seed)) for seed in range(30)} == possible


@pytest.mark.parametrize(
    ("variant", "body"),
    [
        ("legal form spelt otherwise", CHAMBER),
        ("without legal form", CHAMBER),
        ("without legal form", Body(5, "Beispiel", "GmbH", TOWN, has_twin=True)),
        ("abbreviated", COMPANY),
        ("office for body", COMPANY),
        ("with its place", CHAMBER),
        ("without umlauts", COMPANY),
        ("with a line end's hyphen", Body(6, "Kurz", "AG", TOWN)),
        ("misspelt", Body(6, "Kurz", "AG", TOWN)),
    ],
)
def test_a_variant_that_does_not_fit_is_none(variant, body):
    assert VARIANTS[variant](body, Random(1)) is None


def test_a_misspelt_name_differs_in_one_word_by_one_letter():
    for seed in range(100):
        said = VARIANTS["misspelt"](COMPANY, Random(seed))
        if said is not None:
            assert said != COMPANY.name
            assert said.endswith(" GmbH")
            assert abs(len(said) - len(COMPANY.name)) <= 1


def test_most_rows_print_the_usual_name():
    drawn = [spelling(COMPANY, Random(seed)) for seed in range(2_000)]
    assert abs(sum(variant == AS_IS for _, variant in drawn) / 2_000 - (1 - VARIED)) < 0.03
    assert all((said == COMPANY.name) == (variant == AS_IS) for said, variant in drawn)
