"""What lists say about themselves, as a table of examples."""

from decimal import Decimal

import pytest

from fachwerk.records import Kind
from fachwerk.rows.furniture import Statement, as_of, kind_of, statement_of


@pytest.mark.parametrize(
    ("line", "page", "pages"),
    [
        ("Seite 7 von 19 Seiten", 7, 19),
        ("Seite 7 von 19", 7, 19),
        ("Seite 7", 7, None),
        ("7/19", 7, 19),
        ("7 / 19", 7, 19),
        ("Page 3 of 9", 3, 9),
        ("page 3/9", 3, 9),
        ("- 4 -", 4, None),
        ("– 4 –", 4, None),
        ("7 von 46", 7, 46),
        ("S. 12", 12, None),
        ("Strona 3 z 9", 3, 9),
        ("Pagina 3 di 9", 3, 9),
        ("Verzeichnis der Begünstigten Seite 3 von 40", 3, 40),
        ("31.12.2015 Seite 3", 3, None),
        ("07.07.2016 10:47:21 3 / 40", 3, 40),
    ],
)
def test_page_numbers(line: str, page: int, pages: int | None) -> None:
    assert statement_of(line) == Statement(Kind.PAGE_NUMBER, page=page, pages=pages)


def test_a_foot_may_state_page_and_day() -> None:
    found = statement_of("Stand: 31.12.2023 Seite 2 von 8")
    assert found == Statement(Kind.PAGE_NUMBER, page=2, pages=8, as_of="2023-12-31")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Stand: 31.12.2023", "2023-12-31"),
        ("Stand 30.04.2014", "2014-04-30"),
        ("(Stand: 30.12.2015)", "2015-12-30"),
        ("STAND 30.4.14", "2014-04-30"),
        ("Stand: 07.07.2016 10:47:21", "2016-07-07"),
        ("Stand: 31. Dezember 2015", "2015-12-31"),
        ("Stand Dezember 2015", "2015-12"),
        ("Stand: 12/2015", "2015-12"),
        ("Datenstand: 2023", "2023"),
        ("as of 31 December 2015", "2015-12-31"),
        ("Last updated: December 31, 2015", "2015-12-31"),
        ("Date of last update: 31/12/2015", "2015-12-31"),
        ("Stan na dzień 31.12.2015", "2015-12-31"),
    ],
)
def test_lines_that_say_as_of_when(line: str, day: str) -> None:
    assert statement_of(line) == Statement(Kind.AS_OF, as_of=day)


@pytest.mark.parametrize(
    ("line", "count", "out_of"),
    [
        ("134 Vorhaben", 134, None),
        ("Anzahl der Projekte: 134", 134, None),
        ("Anzahl Vorhaben 134", 134, None),
        ("5.748 Datensätze", 5748, None),
        ("20 von 134 Projekten", 20, 134),
        ("1,204 records", 1204, None),
        ("Total number of operations: 1,204", 1204, None),
        ("134 bewilligte Projekte", 134, None),
    ],
)
def test_counts(line: str, count: int, out_of: int | None) -> None:
    assert statement_of(line) == Statement(Kind.TOTAL, count=count, out_of=out_of)


@pytest.mark.parametrize(
    ("line", "label", "amounts", "is_grand"),
    [
        ("Summe 1.234.567,89 €", "Summe", ["1234567.89"], False),
        ("Gesamt: 12.345,00 99,50", "Gesamt", ["12345.00", "99.50"], True),
        ("Gesamtsumme 1.000,00", "Gesamtsumme", ["1000.00"], True),
        ("Summe Landkreis Beispiel 12 1.234,00 EUR", "Summe Landkreis Beispiel", ["12", "1234.00"], False),
        ("Total £1,234.50", "Total", ["1234.50"], False),
        ("Grand total 5,000.00 1,000.00", "Grand total", ["5000.00", "1000.00"], True),
        ("Summe 208.034.679,82 167.628.258,21", "Summe", ["208034679.82", "167628258.21"], False),
        ("Summe 500,00 120,00", "Summe", ["500.00", "120.00"], False),
        ("Summe 1 234 567,89", "Summe", ["1234567.89"], False),
    ],
)
def test_sums(line: str, label: str, amounts: list[str], is_grand: bool) -> None:
    wanted = tuple(Decimal(amount) for amount in amounts)
    assert statement_of(line) == Statement(Kind.TOTAL, label=label, amounts=wanted, is_grand=is_grand)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "4",
        "2007/2008",
        "2009 / 2014",
        "19/7",
        "31.12.2023",
        "01.12.2022 31.12.2023 Beispielprojekt",
        "Bestand: 12",
        "stand 2014",
        "Messestand 31.12.2014",
        "Standort Dresden 2015",
        "Gesamtbetrag der förderfähigen Ausgaben",
        "Gewährte Beträge (insgesamt)",
        "Total Energie GmbH 2012 6.000,00",
        "Gesamt GmbH 12,00",
        "Summe der Module 3 bis 5 im Projekt",
        "an 12 Projekte",
        "134 Vorhaben wurden beantragt",
        "Teil 3 von 5",
        "Die Maßnahme wird mit Stand 31.12.2020 fortgeführt",
        "x" * 400,
    ],
)
def test_what_may_be_part_of_a_row_is_no_furniture(line: str) -> None:
    assert kind_of(line) is None


def test_the_day_is_found_inside_a_title() -> None:
    assert as_of("VERZEICHNIS DER BEGÜNSTIGTEN, FÖRDERPERIODE 2007 - 2013, STAND 30.04.2014") == "2014-04-30"
    assert as_of("Verzeichnis der Begünstigten (Stand: 31. Dezember 2015)") == "2015-12-31"
    assert as_of("Verzeichnis der Begünstigten 2015") is None
