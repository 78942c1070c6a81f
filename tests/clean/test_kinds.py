"""Kinds: the number decides, the label is kept and compared, the mark names the pot."""

import pytest

from fachwerk.clean.kinds import kind_value, pot_of, split_pot
from fachwerk.records import Value
from fachwerk.reference.programmes import FundingLine, Pot, Programme

ABROAD = "Anwerbung und/oder Begleitung von Personen"
PROGRAMME = Programme(
    "muster",
    "Musterrichtlinie",
    "Musteramt",
    None,
    (
        FundingLine("1", "Beratung", ("Beratungsangebote",)),
        FundingLine("7", ABROAD, ("Anwerbung/Begleitung von Personen",)),
        FundingLine("8", "Kampagnen und Messen"),
    ),
    (Pot("rest", "Budget"), Pot("zuwanderung", "gesteuerte Zuwanderung", ("gesteuerte Zuwanderung",))),
)


@pytest.mark.parametrize(
    ("printed", "item", "note"),
    [
        (ABROAD, "7", None),
        (ABROAD.upper(), "7", None),
        ("Anwerbung/Begleitung von Personen", "7", f"another wording of {ABROAD!r}"),
        ("Anwerbung und/oder Belgeitung von Personen", "7", f"misspelt for {ABROAD!r}"),
        ("Anwerbungund/oder Begleitung von Personen", "7", f"printed with other blanks or signs than {ABROAD!r}"),
        ("Beratung", "7", "the number 7 decides; the label is that of line 1, 'Beratung'"),
        ("Ein Titel, Teil 4 b", "7", "the number 7 decides; 'Ein Titel, Teil 4 b' is no label of the programme"),
    ],
)
def test_the_number_decides(printed: str, item: str, note: str | None) -> None:
    found = kind_value(printed, item, PROGRAMME)
    assert (found.value, found.line) == (Value(printed, ABROAD, note), "7")


def test_without_a_number_only_an_exact_label_decides() -> None:
    assert kind_value("Beratungsangebote", None, PROGRAMME).line == "1"
    assert kind_value("Beratungsangebote", None, PROGRAMME).value.note == "the number is missing: the label decides"
    unsure = kind_value("Beratunk", None, PROGRAMME)
    assert (unsure.line, unsure.value.clean) == (None, "Beratunk")
    assert unsure.value.note == "'Beratunk' is no label of Musterrichtlinie"


def test_a_number_that_the_programme_does_not_have_is_none() -> None:
    assert kind_value("Ein Titel", "99", PROGRAMME).line is None


def test_an_absent_label_leaves_the_number() -> None:
    assert kind_value(None, "8", PROGRAMME) == (Value(None, None), "8", None)
    assert kind_value(None, None, PROGRAMME) == (Value(None, None), None, None)


@pytest.mark.parametrize(
    "printed",
    [
        f"{ABROAD} - gesteuerte Zuwanderung",
        f"{ABROAD} gesteuerte Zuwanderung",
        f"{ABROAD} -gesteuerte Zuwanderung",
        f"{ABROAD} Gesteuerte Zuwanderung",
        f"{ABROAD} (gesteuerte Zuwanderung)",
    ],
)
def test_the_mark_of_a_pot_is_no_part_of_the_label(printed: str) -> None:
    assert split_pot(printed, PROGRAMME) == ("zuwanderung", ABROAD)
    assert kind_value(printed, "7", PROGRAMME).value.note is None


def test_the_pot_is_the_marked_one_else_the_first() -> None:
    assert pot_of(iter([None, "Beratung"]), PROGRAMME) == "rest"
    assert pot_of(iter(["Beratung", "Messe, gesteuerte Zuwanderung"]), PROGRAMME) == "zuwanderung"
