"""Headings of dumps that keep columns by blanks: which words of them head which column."""

from fachwerk.records import Dump, Head, Line, Row
from fachwerk.rows.columns import cut_layout
from fachwerk.rows.columns.gutters import spans
from fachwerk.rows.columns.heads import Column, heading
from fachwerk.rows.columns.template import columns_of_pages
from fachwerk.rows.columns.words import Chunk, cells_of, printed_lines
from fachwerk.rows.wordings import known_words


def named(lines: list[str], columns: list[Column]) -> tuple[str, ...]:
    printed = list(printed_lines([Line(number, 1, text) for number, text in enumerate(lines, 1)]))
    return heading(printed, columns, known_words()).columns


def test_headings_that_touch_part_where_their_next_lines_begin() -> None:
    lines = [
        "Datum des   Datum des     Gesamtbetrag der Unions-",
        "Beginns des Endes des     förderfähigen    Kofinanzierungs-",
        "Vorhabens   Vorhabens     Ausgaben         satz",
    ]
    columns = [Column(0, 10), Column(13, 23), Column(32, 44, True), Column(51, 57, True)]
    assert named(lines, columns) == (
        "Datum des Beginns des Vorhabens",
        "Datum des Endes des Vorhabens",
        "Gesamtbetrag der förderfähigen Ausgaben",
        "Unions-Kofinanzierungssatz",
    )


def test_a_heading_that_stands_off_its_column_goes_on_where_it_began() -> None:
    lines = ["Begünstigter      Unionsbeteiligung Postleitzahl", "                  in Prozent"]
    columns = [Column(0, 12), Column(30, 36, True), Column(37, 42)]
    assert named(lines, columns) == ("Begünstigter", "Unionsbeteiligung in Prozent", "Postleitzahl")


def test_a_line_over_one_heading_does_not_head_the_column_that_it_reaches_into() -> None:
    lines = [
        "                   Union",
        "                          Operation",
        "Beneficiary co-financing",
        "                          postcode",
        "                    rate",
    ]
    assert named(lines, [Column(0, 12), Column(17, 22, True), Column(23, 30)]) == (
        "Beneficiary",
        "Union co-financing rate",
        "Operation postcode",
    )


def test_a_value_that_fills_its_cell_ends_it() -> None:
    parts = [part.text for part in cells_of(Chunk("1.250,00 € 42,5 % 04711 Bad Ort", 0, 31))]
    assert parts == ["1.250,00 €", "42,5 %", "04711 Bad Ort"]
    assert [part.text for part in cells_of(Chunk("Bis zu 50 % der Plätze", 0, 22))] == ["Bis zu 50 % der Plätze"]


HEAD = "Begünstigter                Vorhaben              Satz Postleitzahl"
ENTRIES = [
    ("Werkstatt Erlau GmbH", "Neubau der Halle", "42,5 %", "04711"),
    ("Verein Oberfelde e.V.", "Umbau der Schule", "50 %", "04712"),
    ("Stadtwerke Mulmetal AG", "Leitung im Tal", "60 %", "04713"),
    ("Bildungswerk Wenzelsberg", "Kurse für Betriebe", "37,5 %", "04711"),
]


def test_columns_with_a_single_blank_between_them_on_every_line_are_two() -> None:
    lines = ["Verzeichnis", HEAD, *(f"{a:<28}{b:<20}{rate:>6} {code}" for a, b, rate, code in ENTRIES * 4)]
    parts = list(cut_layout(Dump(tuple(Line(number, 1, text) for number, text in enumerate(lines, 1)), 1)))
    heads = [part.headings for part in parts if isinstance(part, Head)]
    assert heads == [("Begünstigter", "Vorhaben", "Satz", "Postleitzahl")]
    rows = [tuple(cell.printed for cell in part.cells) for part in parts if isinstance(part, Row)]
    assert rows == ENTRIES * 4


def test_a_page_on_which_two_columns_always_touch_has_both() -> None:
    apart = [Line(at, 1, f"{a:<28}{b:<20}{rate:>6}  {code}") for at, (a, b, rate, code) in enumerate(ENTRIES * 4)]
    touching = [
        Line(at, 2, f"{'Bildungswerk am Oberen Feld':<27} {b:<20}{rate:>6}  {code}")
        for at, (_, b, rate, code) in enumerate(ENTRIES * 4)
    ]
    pages = {1: list(printed_lines(apart)), 2: list(printed_lines(touching)), 3: list(printed_lines(apart))}
    assert [len(spans(lines)) for lines in pages.values()] == [4, 3, 4]
    lefts = [[span.left for span in each] for each in columns_of_pages(pages).values()]
    assert lefts == [[0, 27, 47, 55], [0, 28, 47, 55], [0, 27, 47, 55]]
