"""The same comparison as plain settings for Splink, and as Splink computes it where it is installed."""

from dataclasses import replace
from math import log2

import pytest

from fachwerk.link.bodies import bodies_of, gather, mentions_of
from fachwerk.link.entries import entries_of
from fachwerk.link.features import SAME_FROM, Mention, reasons_of, score_of
from fachwerk.link.volume import pairs_of, rows_of, settings
from tests.link.made_up import listing

NAMES = (
    ("Landratsamt Nordsachsen", "Torgau"), ("Landkreis Nordsachsen", "Torgau"), ("WFG mbH", "Delitzsch"),
    ("WFG mbH", "Plauen"), ("Musterwerk 24 gGmbH", "Leipzig"), ("Musterwerk 24 GmbH", "Leipzig"),
    ("Musterwerk 24 e.V.", "Leipzig"), ("Maria Mustermann", "Plauen"), ("Maria Mustermann GbR", "Plauen"),
    ("Beispielbildung GmbH", "Leipzig"), ("Beispielbidlung GmbH", "Leipzig"), ("Stadt Leipzig", "Leipzig"),
    ("Landkreis Leipzig", "Leipzig"),
)  # fmt: skip
LISTINGS = [listing(row, name, place=place, region=place) for row, (name, place) in enumerate(NAMES, start=1)]
MENTIONS = mentions_of(bodies_of(gather(entries_of(LISTINGS)).printings, []))

PERSONS = (
    ("Anna Muster", "12345678", "1970-02-01", "Am Hang 7"), ("Muster, Anna", "12346578", "1970-02-01", "Am Hang 7"),
    ("Annna Muster", "12345678", "1970-01-02", "Hauptstraße 1"), ("Bernd Muster", "98765432", "", "Am Hang 7"),
    ("Anna Muster", "55555555", "1941-11-12", "Am Hang 7"), ("Muster", "12345678", "1970-02-01", ""),
    ("Musterwerk GmbH", "44444444", "", ""), ("Musterwerk GmbH", "33333333", "", ""),
)  # fmt: skip
HEADINGS = ("Steuernummer", "Geburtsdatum", "Anschrift")
WITH_COLUMNS = [
    replace(listing(row, name, place="Leipzig"), printed=dict(zip(HEADINGS, said, strict=True)))
    for row, (name, *said) in enumerate(PERSONS, start=1)
]
KNOWN = mentions_of(bodies_of(gather(entries_of(WITH_COLUMNS)).printings, []))


def test_levels_weigh_what_they_say_by_their_probabilities() -> None:
    levels = {
        (comparison["output_column_name"], level["label_for_charts"]): log2(
            level["m_probability"] / level["u_probability"]
        )
        for comparison in settings()["comparisons"]
        for level in comparison["comparison_levels"]
    }
    assert levels["name", "equal"] == pytest.approx(9.0)
    assert levels["name", "other words"] == pytest.approx(-9.0)
    assert levels["kind", "other kinds"] == pytest.approx(-12.0)
    assert levels["titles", "nothing said"] == 0.0


def test_every_comparison_ends_with_what_is_left() -> None:
    ends = [comparison["comparison_levels"][-1]["sql_condition"] for comparison in settings()["comparisons"]]
    assert set(ends) == {"ELSE"}


def test_the_table_has_a_row_a_name_with_the_keys_it_is_found_by() -> None:
    rows = list(rows_of(MENTIONS))
    assert len(rows) == len(MENTIONS)
    generic = [row for row in rows if row["is_generic"]]
    assert [row["places"] for row in generic] == [["Delitzsch"], ["Plauen"]]
    assert all(row["block"] for row in rows)


@pytest.mark.parametrize("mentions", [MENTIONS, KNOWN], ids=["bodies", "persons"])
def test_splink_finds_the_same_pairs_with_the_same_scores(mentions: list[Mention]) -> None:
    pytest.importorskip("splink", reason="the extra [volume] is not installed")
    found = {(one, other): score for one, other, score in pairs_of(mentions, SAME_FROM)}
    ours = {
        (one, other): score
        for one in range(len(mentions))
        for other in range(one + 1, len(mentions))
        if (score := score_of(reasons_of(mentions[one], mentions[other]))) >= SAME_FROM
    }
    assert found.keys() == ours.keys() != set()
    assert all(abs(found[pair] - ours[pair]) <= 1 for pair in ours)
