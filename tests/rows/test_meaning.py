"""What columns mean: headings of published lists, checked by values; nothing is guessed."""

import pytest

from fachwerk.records import Cell, Origin, Row
from fachwerk.rows.meaning import FIELDS, Columns, Meaning, heading, meanings
from fachwerk.rows.wordings import claims_of


def found(headings: list[str], *rows: list[str | None], known: dict[str, tuple[str, ...]] | None = None) -> list[str]:
    """Give each column's fields as one text, `-` for none."""
    return [" ".join(meaning.fields) or "-" for meaning in meanings(headings, list(rows), known)]


@pytest.mark.parametrize(
    ("printed", "fields"),
    [
        ("Projektträger", "sponsor"),
        ("NAME DES/DER BEGÜNSTIGTEN", "sponsor"),
        ("Name der Begünstigten 1)", "sponsor"),
        ("Zuwendungsempfängerin / Zuwendungsempfänger", "sponsor"),
        ("Nazwa beneficjenta/ Beneficiary name", "sponsor"),
        ("Begünstigter / Beneficiario", "sponsor"),
        ("beneficiary name (only of legal entities; no natural persons shall be named)", "sponsor"),
        ("Bezeichnung des Vorhabens", "title"),
        ("Bezeichung des Vorhabens", "title"),
        ("Operation_Name_Programme_Language", "title"),
        ("Zusammenfassung des Vorhabens", "description"),
        ("Durchführungsort des Vorhabens", "place"),
        ("Region/FKA", "region"),
        ("Nr. der RL", "item"),
        ("Vorhabensart", "kind"),
        ("Datum des Beginns des Vorhabens", "begin"),
        (
            "Datum des Endes des Vorhabens (voraussichtliches Datum des Abschlusses der konkreten Arbeiten oder der "
            "vollständigen Durchführung des Vorhabens)",
            "end",
        ),
        ("expected or actual date of completion of the operation", "end"),
        ("Durchführungszeitraum", "begin end"),
        ("Laufzeit (von - bis)", "begin end"),
        ("Beginn / Ende", "begin end"),
        ("Jahr der Bewilligung", "year_approved"),
        ("Jahr der Restzahlung", "year_completed"),
        ("Jahr der Bewilligung / Jahr der Restzahlung", "year_approved year_completed"),
        ("JAHR DER BEWILLIGUNG / RESTZAHLUNG", "year_approved year_completed"),
        ("Jahr der Bewilligung / Jahr des Abschlusses", "year_approved year_completed"),
        ("Year of allocation/final payment", "year_approved year_completed"),
        ("Vorgesehene öffentliche Beteiligung", "amount_planned"),
        ("Gewährte Beträge in €", "amount_awarded"),
        ("Gewährte Beträge (insgesamt)", "amount_awarded"),
        ("Gewährte Beträge - ERDF und nationale Mittel", "amount_awarded"),
        ("Auszahlung von öffentlichen Mitteln an die Begünstigten Gewährte Beträge", "amount_awarded"),
        ("Bei Abschluss des Vorhabens gezahlte Gesamtbeträge in €", "amount_paid"),
        ("Gesamtbetrag derförderfähigen Ausgaben", "amount_total"),
        ("Unions-Kofinanzi erungssatz", "cofinancing_rate"),
        ("Total_Eligible_Expenditure_amount", "amount_total"),
        ("Unions-Kofinanzierungssatz pro Prioritätsachse", "cofinancing_rate"),
        ("EU-Kofinanzierungssatz (in %)", "cofinancing_rate"),
        ("PLZ", "postcode"),
        ("PLZ / Ort", "postcode place"),
        ("Land", "country"),
        ("Bezeichnung der Interventionskategorie für das Vorhaben", "intervention"),
        ("Förderrichtlinie", "programme"),
        ("Aktenzeichen", "identifier"),
        ("Status", "status"),
        ("Název příjemce", "sponsor"),
        ("Denominazione beneficiario", "sponsor"),
        ("Gasto total subvencionable", "amount_total"),
        ("Date de début de l'opération", "begin"),
        ("Startdatum project", "begin"),
        # nobody knows, or somebody knows that it is no field
        ("Lieblingsfarbe", "-"),
        ("Währung", "-"),
        ("Lfd. Nr.", "-"),
        ("Name und Ort des Trägers", "-"),
        ("Datum", "-"),
        ("Spalte 3", "-"),
    ],
)
def test_a_heading_has_its_meaning(printed: str, fields: str) -> None:
    assert found([printed]) == [fields]


def test_the_two_storeys_that_neighbours_share_are_no_part_of_the_meaning() -> None:
    upper = "Auszahlung der Mittel im Berichtszeitraum"
    assert found([f"{upper} Gewährte Beträge", f"{upper} Bewilligungsjahr"]) == ["amount_awarded", "year_approved"]
    assert found([f"{upper} Gewährte Beträge", "Bewilligungsjahr"]) == ["-", "year_approved"]


def test_one_word_above_two_headings_names_who_or_what() -> None:
    assert found(["Zuwendungsempfänger Träger", "Zuwendungsempfänger Ort"]) == ["sponsor", "place"]
    assert found(["Laufzeit Beginn", "Laufzeit Ende"]) == ["begin", "end"]
    assert found(["Jahr Bewilligung", "Jahr Restzahlung"], ["2014", "2015"], ["2014", "2015"], ["2014", "2015"]) == [
        "year_approved",
        "year_completed",
    ]
    assert found(["Beträge gewährt (EUR)", "Beträge gezahlt (EUR)"]) == ["amount_awarded", "amount_paid"]
    assert found(["Zuwendungsempfänger Träger", "Ort"]) == ["sponsor", "place"]
    assert found(["Region Träger", "Region Projekt"]) == ["-", "-"]


def test_values_object_to_a_heading() -> None:
    rows: list[list[str | None]] = [["1.204,00"], ["50,00"], ["7.000,00"], [None]]
    meaning = meanings(["Jahr der Bewilligung"], rows)[0]
    assert meaning.fields == ()
    assert meaning.note == (
        "the column 'Jahr der Bewilligung' got no field: its heading says year_approved, "
        "but its values are not such, e.g. '1.204,00'"
    )


def test_values_choose_between_two_meanings_of_one_wording() -> None:
    numbers: list[list[str | None]] = [["1"], ["4"], ["7.1"]]
    words: list[list[str | None]] = [["Weiterbildung"], ["Beratung"], ["Beratung"]]
    assert found(["Fördergegenstand"], *numbers) == ["item"]
    assert found(["Fördergegenstand"], *words) == ["kind"]
    assert found(["Restzahlung"], ["2014"], ["2015"], ["2015"]) == ["year_completed"]
    assert found(["Restzahlung"], ["1.204,00"], ["50,00"], ["7.000,00"]) == ["amount_paid"]
    assert meanings(["Restzahlung"], [])[0].note == (
        "the column 'Restzahlung' got no field: its heading may say year_completed or amount_paid, "
        "and its values do not tell which"
    )


def test_the_clearly_better_of_two_columns_gets_the_field() -> None:
    assert found(["Programme_Code", "Programme_Name"]) == ["-", "programme"]
    assert found(["Gesamtkosten", "Förderfähige Gesamtkosten"]) == ["-", "amount_total"]


def test_of_two_equal_columns_neither_gets_the_field() -> None:
    both = meanings(["Projekttitel", "Bezeichnung des Vorhabens"], [])
    assert [meaning.fields for meaning in both] == [(), ()]
    assert both[0].note == "the column 'Projekttitel' got no field: another column claims title, too"


def test_what_is_known_by_hand_stands() -> None:
    known = {"Wer?": ("sponsor",), "Projekttitel": ()}
    assert found(["Wer?", "Projekttitel", "Titel"], known=known) == ["sponsor", "-", "title"]


def test_running_numbers_are_marked_and_not_reported() -> None:
    assert meanings(["Lfd. Nr."], [["1"], ["2"], ["3"]]) == (Meaning("Lfd. Nr.", is_running=True),)


def test_an_unknown_heading_is_reported() -> None:
    assert meanings(["Lieblingsfarbe"], [])[0].note == (
        "nobody knows what the column 'Lieblingsfarbe' means: kept as printed"
    )


def test_likeness_needs_values_that_agree() -> None:
    assert claims_of("Bezeichung des Vorhabens")[0].strength < 0.8
    assert found(["Datum des Vorhabensbeginn"], ["1.1.2015"], ["2.1.2015"], ["3.1.2015"]) == ["begin"]
    assert found(["Datum des Vorhabensbeginn"], ["abc"], ["def"], ["3.1.2015"]) == ["-"]


@pytest.mark.parametrize(
    ("printed", "approved", "completed"),
    [
        ("2007/2008", "2007", "2008"),
        ("2009 / 2014", "2009", "2014"),
        ("2011", "2011", None),
        ("2008 - 2011", "2008", "2011"),
        ("2011/2012/2014", "2011", "2014"),
        ("/ 2014", None, "2014"),
        ("offen", "offen", None),
        (None, None, None),
    ],
)
def test_two_years_in_one_column_are_two_fields(
    printed: str | None, approved: str | None, completed: str | None
) -> None:
    found = meanings(["Jahr der Bewilligung / Jahr der Restzahlung"], [])
    assert Columns(found).fields([printed]) == {"year_approved": approved, "year_completed": completed}


def test_two_years_under_a_heading_that_speaks_of_one_stay_as_printed() -> None:
    assert Columns(meanings(["Jahr der Bewilligung"], [])).fields(["2012/2013"]) == {"year_approved": "2012/2013"}


@pytest.mark.parametrize(
    ("printed", "begin", "end"),
    [
        ("01.01.2015 - 31.12.2016", "2015-01-01", "2016-12-31"),
        ("vom 1.1.15 bis 31.12.16", "2015-01-01", "2016-12-31"),
        ("01.01.2015 31.12.2016", "2015-01-01", "2016-12-31"),
        ("bis 31.12.2016", None, "2016-12-31"),
        ("ab 01.01.2015", "2015-01-01", None),
        ("1. Januar 2015 – 31. Dezember 2016", "2015-01-01", "2016-12-31"),
        ("24 Monate", "24 Monate", None),
    ],
)
def test_a_span_is_two_days(printed: str, begin: str | None, end: str | None) -> None:
    assert Columns(meanings(["Durchführungszeitraum"], [])).fields([printed]) == {"begin": begin, "end": end}


@pytest.mark.parametrize(
    ("printed", "postcode", "place"),
    [
        ("01069 Dresden", "01069", "Dresden"),
        ("D-01069 Dresden", "D-01069", "Dresden"),
        ("Dresden, 01069", "01069", "Dresden"),
        ("01069", "01069", None),
        ("Dresden", None, "Dresden"),
    ],
)
def test_a_postcode_is_parted_from_its_place(printed: str, postcode: str | None, place: str | None) -> None:
    assert Columns(meanings(["PLZ / Ort"], [])).fields([printed]) == {"place": place, "postcode": postcode}


def test_days_are_iso_and_everything_else_is_as_printed() -> None:
    headings = ["Projektträger", "Bewilligungsbeginn", "Bewilligungsende", "Gewährte Beträge", "Lieblingsfarbe"]
    cells = ["Verein  X e.V.", "17.11.2022", "31.2.2023", "1.234,00 €", "grün"]
    assert Columns(meanings(headings, [])).fields(cells) == {
        "sponsor": "Verein  X e.V.",
        "begin": "2022-11-17",
        "end": "31.2.2023",
        "amount_awarded": "1.234,00 €",
    }


def test_american_days_are_told_by_their_column() -> None:
    rows: list[list[str | None]] = [["12/31/2015"], ["01/02/2015"], ["03/04/2015"]]
    assert Columns(meanings(["Start date"], rows)).fields(["01/02/2015"]) == {"begin": "2015-01-02"}
    assert Columns(meanings(["Start date"], [["31/12/2015"]])).fields(["01/02/2015"]) == {"begin": "2015-02-01"}


def test_a_reading_has_all_columns_and_a_note_where_no_date_stands() -> None:
    found = meanings(["Träger", "Beginn", "Farbe"], [])
    row = Row(1, Origin(1, (1, 2)), (Cell("X"), Cell("sofort"), Cell(None), Cell("mehr")))
    reading = Columns(found).reading(row)
    assert reading.printed == {"Träger": "X", "Beginn": "sofort", "Farbe": None, "Spalte 4": "mehr"}
    assert reading.fields == {"sponsor": "X", "begin": "sofort"}
    assert [cell.notes for cell in reading.row.cells] == [(), ("'sofort' is no date",), (), ()]


def test_fields_come_in_one_order() -> None:
    found = meanings(["Status", "Titel", "Träger"], [])
    assert list(Columns(found).fields(["a", "b", "c"])) == [
        field for field in FIELDS if field in ("sponsor", "title", "status")
    ]


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("Durchführungs-ort", "Durchführungsort"),
        ("Bewilligungs-beginn", "Bewilligungsbeginn"),
        ("Gesamt-kosten", "Gesamtkosten"),
        ("Zuwendungs-höhe in €", "Zuwendungshöhe in €"),
        ("Co-financing rate", "Co-financing rate"),
        ("Region/FKA", "Region/FKA"),
        ("E-Mail", "E-Mail"),
        ("Lern- und Lehrort", "Lern- und Lehrort"),
        ("Teilnehmer-innen", "Teilnehmer-innen"),
        ("  Name   des\nTrägers ", "Name des Trägers"),
    ],
)
def test_a_heading_is_written_in_one_line(printed: str, written: str) -> None:
    assert heading(printed) == written
