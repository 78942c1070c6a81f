"""Whole rows: readings in, listings out, with keys, notes and what was printed."""

from datetime import date
from decimal import Decimal

from fachwerk.clean import clean_rows, conventions_of
from fachwerk.records import Cell, Listing, Origin, Reading, Row, Status, Value
from fachwerk.sources import known_lists

SAXON = next(source for source in known_lists() if source.folder == "sachsen-fachkraefterichtlinie")


def reading(number: int = 1, **fields: str | None) -> Reading:
    cells = tuple(Cell(text) for text in fields.values())
    return Reading(Row(number, Origin(1, (number, number)), cells), fields, fields, {field: field for field in fields})


def cleaned(*readings: Reading, source: bool = True) -> list[Listing]:
    return list(clean_rows(readings, "edition", source=SAXON if source else None))


def test_a_whole_row_of_a_known_list() -> None:
    row = Reading(
        Row(7, Origin(2, (3, 4)), (Cell("17.11.2022"),), ("a note",)),
        {"Projektträger": "Musterverein E.V.", "Beginn": "17.11.2022"},
        {
            "sponsor": "Musterverein E.V.",
            "place": "Großenhain",
            "region": "Meißen",
            "item": "1",
            "kind": "digitaler Wandel",
            "begin": "2022-11-17",
            "end": None,
            "title": "Plan  B",
        },
        {"sponsor": "Projektträger", "begin": "Beginn"},
    )
    assert cleaned(row) == [
        Listing(
            "edition",
            7,
            Origin(2, (3, 4)),
            {"Projektträger": "Musterverein E.V.", "Beginn": "17.11.2022"},
            {
                "sponsor": Value("Musterverein E.V.", "Musterverein e.V.", "the legal form is printed as 'E.V.'"),
                "place": Value("Großenhain", "Großenhain"),
                "region": Value("Meißen", "Landkreis Meißen"),
                "item": Value("1", "1"),
                "kind": Value("digitaler Wandel", "digitaler Wandel"),
                "begin": Value("17.11.2022", date(2022, 11, 17)),
                "end": Value(None, None),
                "title": Value("Plan  B", "Plan B"),
            },
            region="DED2E",
            place="14627060",
            line="1",
            pot="regionalbudget",
            legal_form="e.V.",
            core="Musterverein",
            status=Status.UNKNOWN,
            notes=("a note",),
            places=("14627060",),
        )
    ]


def test_fields_keep_the_order_of_the_columns() -> None:
    row = reading(title="T", sponsor="S", region="Zwickau", begin="2022-01-01")
    assert list(cleaned(row)[0].values) == ["title", "sponsor", "region", "begin"]


def test_a_list_from_elsewhere_gets_no_keys_and_no_notes() -> None:
    rows = [reading(sponsor="Muster AG", place="Kassel", region="Hessen", item="3", kind="Beratung") for _ in range(9)]
    listing = cleaned(*rows, source=False)[0]
    assert (listing.region, listing.place, listing.line, listing.pot) == (None, None, None, None)
    assert [value.note for value in listing.values.values()] == [None] * 5
    assert listing.values["place"] == Value("Kassel", "Kassel")
    assert (listing.core, listing.legal_form) == ("Muster", "AG")


def test_an_unknown_list_about_saxony_is_noticed_by_its_regions() -> None:
    rows = [reading(place="Zwickau, Stadt", region="Zwickau") for _ in range(9)]
    listing = cleaned(*rows, reading(place="Kassel", region="Hessen"), source=False)[0]
    assert (listing.region, listing.place, listing.line) == ("DED45", "14524330", None)


def test_places_alone_can_tell_the_territory_but_a_few_rows_cannot() -> None:
    towns = ("Zwickau", "Pirna", "Torgau", "Plauen", "Zittau", "Döbeln")
    rows = [reading(place=town) for town in towns]
    assert [listing.place for listing in cleaned(*rows, source=False)][:2] == ["14524330", "14628270"]
    assert [listing.place for listing in cleaned(*rows[:3], source=False)] == [None] * 3


def test_a_place_tells_a_city_from_its_district_where_the_kind_is_not_printed() -> None:
    rows = [reading(1, region="Leipzig", place="Borna"), reading(2, region="Leipzig", place="Leipzig")]
    assert [listing.region for listing in cleaned(*rows)] == ["DED52", "DED51"]
    note = "the kind is not printed; the place lies in Landkreis Leipzig"
    assert cleaned(*rows)[0].values["region"] == Value("Leipzig", "Landkreis Leipzig", note)


def test_several_places_have_keys_but_no_single_one() -> None:
    listing = cleaned(reading(place="Dresden, Leipzig", region="Dresden"))[0]
    assert (listing.place, listing.places) == (None, ("14612000", "14713000"))


def test_the_mark_of_a_pot_counts_in_any_short_cell() -> None:
    rows = [
        reading(kind="digitaler Wandel", item="1", title="Ein Titel - gesteuerte Zuwanderung"),
        reading(kind="digitaler Wandel", item="1", description="Beitrag zur gesteuerten Zuwanderung"),
    ]
    assert [listing.pot for listing in cleaned(*rows)] == ["gesteuerte-zuwanderung", "regionalbudget"]


def test_amounts_rates_and_postcodes_follow_their_columns() -> None:
    rows = [
        reading(1, amount_total="9", cofinancing_rate="0,8", postcode="01097", country="D", status="bewilligt"),
        reading(2, amount_total="9,9", cofinancing_rate="0,5", postcode="4109", country="D", status="beantragt"),
        reading(3, amount_total="12.345", cofinancing_rate="1", postcode="04109", country="D", status=None),
    ]
    found = cleaned(*rows, source=False)
    assert [one.values["amount_total"].clean for one in found] == [Decimal(9), Decimal("9.9"), Decimal(12345)]
    assert [one.values["cofinancing_rate"].clean for one in found] == [Decimal(80), Decimal(50), Decimal(100)]
    assert [one.values["postcode"].clean for one in found] == ["01097", "04109", "04109"]
    assert [one.status for one in found] == [Status.APPROVED, Status.APPLIED, Status.UNKNOWN]
    assert found[2].values["status"] == Value(None, None)


def test_rows_are_cleaned_as_they_come_when_the_conventions_are_known() -> None:
    rows = [reading(1, amount_total="9,9"), reading(2, amount_total="12.345")]
    conventions = conventions_of(rows)
    stream = clean_rows(iter(rows), "edition", conventions)
    assert next(stream).values["amount_total"].clean == Decimal("9.9")


def test_a_column_of_two_notations_is_said_once() -> None:
    rows = [
        reading(1, amount_total="1.234,50"),
        reading(2, amount_total="2.234,50"),
        reading(3, amount_total="1,234.50"),
    ]
    assert conventions_of(rows).notes == (
        "amount_total: the column has 2 in German notation and 1 in English notation; "
        "values that prove neither are read like most",
    )


def test_a_day_keeps_what_its_whole_cell_prints() -> None:
    row = Reading(
        Row(1, Origin(1, (1, 1)), (Cell("1.1.2015 - 31.12.2016"),)),
        {"Laufzeit": "1.1.2015 - 31.12.2016"},
        {"begin": "2015-01-01", "end": "2016-12-31"},
        {"begin": "Laufzeit", "end": "Laufzeit"},
    )
    values = cleaned(row)[0].values
    assert values["begin"] == Value("1.1.2015 - 31.12.2016", date(2015, 1, 1))
    assert values["end"] == Value("1.1.2015 - 31.12.2016", date(2016, 12, 31))
