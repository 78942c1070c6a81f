"""Across listings: copies, one project twice, one organisation in several spellings."""

from fachwerk.records import Organisation, Ref, Relation, Series
from tests.check.made import codes, found, ordinary, ordinary_list

LONG = "Das Projekt organisiert einen Austausch zwischen Firmen, Schulen und Vereinen und begleitet sie."
PAIR = ((Ref("edition", 3), Ref("edition", 5)),)


def series(*rows: int) -> Series:
    return Series("s", "Plan", Relation.CONTINUATION, tuple(Ref("edition", row) for row in rows))


def test_a_description_of_another_sponsor_is_copied() -> None:
    rows = ordinary_list(ordinary(3, description=LONG), ordinary(5, description=LONG))
    finding = found(rows, copies=PAIR)[0]
    assert (finding.code, finding.row, finding.severity.value) == ("description-copied", 5, "warning")
    assert finding.message == "The description is that of row 3, 'Ahorn I', another sponsor's project."


def test_a_description_of_the_same_series_is_only_used_again() -> None:
    rows = ordinary_list(ordinary(3, description=LONG), ordinary(5, description=LONG))
    assert codes(rows, copies=PAIR, series=(series(3, 5),)) == [("description-reused", 5)]


def test_a_text_of_many_listings_is_nobodys() -> None:
    rows = ordinary_list(*(ordinary(row, description=LONG) for row in (3, 5, 6, 7)))
    pairs = tuple((Ref("edition", 3), Ref("edition", row)) for row in (5, 6, 7))
    assert codes(rows, copies=pairs) == []


def test_a_misprint_shows_in_a_repeated_description() -> None:
    odd = ordinary(5, description=LONG.replace("organisiert", "orgaisirt"))
    rows = ordinary_list(ordinary(3, description=LONG), odd)
    assert ("description-unlike-twin", 5) in codes(rows, series=(series(3, 5),))


def test_another_ending_in_a_repeated_description_is_no_misprint() -> None:
    other = ordinary(5, description=LONG.replace("Vereinen", "Vereine"))
    rows = ordinary_list(ordinary(3, description=LONG), other)
    assert codes(rows, series=(series(3, 5),)) == [("description-reused", 5)]


def test_one_project_under_two_regions_is_a_hint() -> None:
    same = {"sponsor": "Birke GmbH", "title": "Plan A", "description": "Wir beraten Firmen."}
    rows = ordinary_list(ordinary(3, **same), ordinary(5, **same))
    assert codes(rows) == [("project-in-two-regions", 5)]
    rows = ordinary_list(ordinary(3, **same), ordinary(6, **same))
    assert codes(rows) == []


def test_a_row_that_is_printed_twice_is_a_hint() -> None:
    twin = ordinary(3)
    again = ordinary(15, **dict(twin.values), region_key=twin.region)
    assert ("row-repeated", 15) in codes(ordinary_list(again))


def test_an_organisation_in_several_spellings_is_said_once_each() -> None:
    names = {3: "Muster und Söhne GmbH", 5: "Muster & Söhne GmbH", 6: "Muster & Söhne GmbH"}
    rows = ordinary_list(*(ordinary(row, sponsor=name) for row, name in names.items()))
    refs = tuple(Ref("edition", row) for row in names)
    body = Organisation("o", "Muster & Söhne GmbH", "Muster & Söhne", "GmbH", tuple(set(names.values())), refs)
    finding = found(rows, organisations=(body,))[0]
    assert (finding.code, finding.row) == ("organisation-in-several-spellings", 3)
    assert finding.evidence == "Muster und Söhne GmbH"
    assert codes(rows) == []
