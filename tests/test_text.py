"""Text in its agreed form."""

import pytest

from fachwerk.text import blind, key, normal, squeeze


@pytest.mark.parametrize(
    ("printed", "agreed"),
    [
        ("Förderung", "Förderung"),
        ("Fo\u0308rderung", "Förderung"),
        ("ﬁnanziert, Oﬃzin, Auﬂage", "finanziert, Offizin, Auflage"),
        ("10\u00a0000\u202f€", "10 000 €"),
        ("Fach\u00adkraft", "Fachkraft"),
        ("\ufeffName\u200b", "Name"),
        ("A\u030angström", "Ångström"),
        ("plain ASCII", "plain ASCII"),
    ],
)
def test_what_looks_alike_becomes_alike(printed: str, agreed: str) -> None:
    assert normal(printed) == agreed


def test_normal_text_stays_as_it_is_when_taken_twice() -> None:
    assert normal(normal("Fo\u0308rderung ﬁnal")) == normal("Fo\u0308rderung ﬁnal")


def test_squeezing_keeps_single_blanks_and_blinding_keeps_none() -> None:
    assert squeeze("  Lern-  und\n Arbeitswelt ") == "Lern- und Arbeitswelt"
    assert blind(" Lern- und\tArbeitswelt\n") == "Lern-undArbeitswelt"


def test_keys_differ_in_letters_only() -> None:
    assert key("Durchführungs-\nort") == key("DURCHFÜHRUNGSORT") != key("Durchführungsorte")
