"""Ready-made tables become heads, rows and furniture; everything printed is accounted for once."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from fachwerk.errors import NoTable
from fachwerk.records import Cell, Furniture, Grid, GridRow, Grids, Head, Kind, Origin, Part, Piece, ReadOptions, Row
from fachwerk.rows.grid import cut

SHARED = Path(__file__).parents[3] / "shared"

HEADING = ("Träger", "Ort", "Jahr", "Betrag")
DATA = [
    ("A e. V.", "Pirna", "2012", "1.000,00"),
    ("B GmbH", "Görlitz", "2013", "2.000,50"),
    ("C gGmbH", "Plauen", "2014", "3.000,00"),
]


def grid(rows: Iterable[tuple[str, ...]], number: int = 1, covered: dict[int, set[int]] | None = None) -> Grid:
    """A grid of rows from line 1; empty tuples are empty lines."""
    return Grid(
        number,
        f"Tabelle{number}",
        [
            GridRow(line, line, cells, frozenset((covered or {}).get(line, ())))
            for line, cells in enumerate(rows, 1)
            if cells
        ],
    )


def parts(*grids: Grid) -> list[Part]:
    return list(cut(Grids(grids)))


def headings(found: list[Part]) -> list[tuple[str, ...]]:
    return [part.headings for part in found if isinstance(part, Head)]


def printed(found: list[Part]) -> list[tuple[str | None, ...]]:
    return [tuple(cell.printed for cell in part.cells) for part in found if isinstance(part, Row)]


def furniture(found: list[Part]) -> list[tuple[Kind, str]]:
    return [(part.kind, " ".join(piece.text for piece in part.pieces)) for part in found if isinstance(part, Furniture)]


def test_a_plain_table_is_its_heading_and_its_rows() -> None:
    found = parts(grid([("Träger", "Jahr"), ("A  e.\nV.", "2012"), ("B", "")]))
    assert found == [
        Head(("Träger", "Jahr"), (Piece(1, 1, "Träger"), Piece(1, 1, "Jahr"))),
        Row(
            1,
            Origin(1, (2, 2)),
            (Cell("A e. V.", (Piece(1, 2, "A  e.\nV."),)), Cell("2012", (Piece(1, 2, "2012"),))),
        ),
        Row(2, Origin(1, (3, 3)), (Cell("B", (Piece(1, 3, "B"),)), Cell(None))),
    ]


def test_typed_line_breaks_are_joined_by_the_policy() -> None:
    found = parts(grid([("Träger", "Durchführungs-\nort"), ("Lern-\nund Lehrhaus", "Pirna\n\nSüd")]))
    assert headings(found) == [("Träger", "Durchführungsort")]
    assert printed(found) == [("Lern- und Lehrhaus", "Pirna Süd")]


def test_lines_above_the_heading_are_titles_days_and_notes() -> None:
    above = [("Liste der Vorhaben",), ("Stand: 31.12.2023",), ("nach Verordnung", "Artikel 49"), ()]
    found = parts(grid([*above, HEADING, *DATA]))
    assert furniture(found) == [
        (Kind.TITLE, "Liste der Vorhaben"),
        (Kind.AS_OF, "Stand: 31.12.2023"),
        (Kind.NOTE, "nach Verordnung Artikel 49"),
    ]
    assert headings(found) == [HEADING]
    assert printed(found) == DATA


def test_a_heading_nobody_knows_is_found_above_columns_of_values() -> None:
    found = parts(grid([("Übersicht",), ("Wer", "Wo", "Wann", "Wieviel"), *DATA]))
    assert headings(found) == [("Wer", "Wo", "Wann", "Wieviel")]
    assert printed(found) == DATA


def test_data_without_a_heading_keeps_its_first_row() -> None:
    found = parts(grid(DATA))
    assert headings(found) == [("Spalte 1", "Spalte 2", "Spalte 3", "Spalte 4")]
    assert printed(found) == DATA


def test_words_alone_have_a_heading_unless_it_comes_again() -> None:
    assert headings(parts(grid([("Wer", "Wo"), ("A", "Pirna"), ("B", "Pirna")]))) == [("Wer", "Wo")]
    repeated = [("A", "Pirna"), ("B", "Pirna"), ("C", "Plauen")]
    assert headings(parts(grid(repeated))) == [("Spalte 1", "Spalte 2")]


def test_merged_storeys_are_joined_top_down() -> None:
    rows = [
        ("Träger", "Beträge", "Beträge", "Jahr"),
        ("Träger", "bewilligt", "gezahlt", "Jahr"),
        ("A", "1.000", "900", "2012"),
    ]
    found = parts(grid(rows, covered={1: {2}, 2: {0, 3}}))
    assert headings(found) == [("Träger", "Beträge bewilligt", "Beträge gezahlt", "Jahr")]
    assert printed(found) == [rows[2]]


def test_storeys_are_joined_in_files_without_merged_cells() -> None:
    rows = [("Träger", "Jahr", "Beträge", ""), ("", "", "bewilligt", "gezahlt"), ("A", "2012", "1.000", "900")]
    found = parts(grid(rows))
    assert headings(found) == [("Träger", "Jahr", "Beträge bewilligt", "Beträge gezahlt")]
    assert printed(found) == [rows[2]]


def test_an_upper_storey_over_the_heading_is_no_title() -> None:
    rows = [
        ("Liste",),
        ("", "", "Beträge", ""),
        ("Träger", "Jahr", "bewilligt", "gezahlt"),
        ("A", "2012", "1.000", "900"),
    ]
    found = parts(grid(rows))
    assert headings(found) == [("Träger", "Jahr", "Beträge bewilligt", "Beträge gezahlt")]
    assert furniture(found) == [(Kind.TITLE, "Liste")]


def test_units_under_the_heading_belong_to_it() -> None:
    found = parts(grid([HEADING, ("", "", "", "(in EUR)"), *DATA]))
    assert headings(found) == [("Träger", "Ort", "Jahr", "Betrag (in EUR)")]
    assert printed(found) == DATA


def test_a_first_row_with_gaps_is_no_storey() -> None:
    first = ("A e. V.", "Pirna", "", "")
    found = parts(grid([HEADING, first, *DATA]))
    assert printed(found) == [("A e. V.", "Pirna", None, None), *DATA]


def test_numbers_of_columns_and_repeated_headings_are_furniture() -> None:
    found = parts(grid([HEADING, ("1", "2", "3", "4"), DATA[0], HEADING, DATA[1]]))
    assert furniture(found) == [(Kind.HEADING, "1 2 3 4"), (Kind.HEADING, "Träger Ort Jahr Betrag")]
    assert printed(found) == DATA[:2]


def test_a_second_heading_in_another_language_is_furniture() -> None:
    other = ("Beneficiary", "Location", "Year", "Amount")
    found = parts(grid([HEADING, other, *DATA]))
    assert headings(found) == [HEADING]
    assert furniture(found) == [(Kind.HEADING, "Beneficiary Location Year Amount")]
    assert printed(found) == DATA


def test_explanations_under_the_heading_are_furniture() -> None:
    found = parts(grid([HEADING, ("wer", "wo genau", "wann", "wie viel"), *DATA]))
    assert headings(found) == [HEADING]
    assert furniture(found) == [(Kind.HEADING, "wer wo genau wann wie viel")]
    assert printed(found) == DATA


def test_sums_and_closing_lines_are_furniture() -> None:
    rows = [HEADING, *DATA, ("Summe", "", "", "6.000,50"), (), ("Quelle: erfunden",), ("3 Vorhaben",)]
    found = parts(grid(rows))
    assert furniture(found) == [
        (Kind.TOTAL, "Summe 6.000,50"),
        (Kind.NOTE, "Quelle: erfunden"),
        (Kind.TOTAL, "3 Vorhaben"),
    ]
    assert printed(found) == DATA


def test_a_row_that_only_begins_like_a_sum_stays_a_row() -> None:
    row = ("Gesamtverband der Träger e. V.", "Pirna", "2012", "5,00")
    assert printed(parts(grid([HEADING, row, *DATA]))) == [row, *DATA]


def test_group_rows_are_titles() -> None:
    rows = [HEADING, ("Landkreis Bautzen",) * 4, DATA[0], ("Landkreis Görlitz", "", "", ""), DATA[1]]
    found = parts(grid(rows, covered={2: {1, 2, 3}}))
    assert furniture(found) == [(Kind.TITLE, "Landkreis Bautzen"), (Kind.TITLE, "Landkreis Görlitz")]
    assert printed(found) == DATA[:2]


def test_a_single_cell_elsewhere_is_kept_as_a_row() -> None:
    found = parts(grid([HEADING, DATA[0], ("", "und Partner", "", ""), DATA[1]]))
    assert printed(found) == [DATA[0], (None, "und Partner", None, None), DATA[1]]


def test_cells_merged_downwards_are_repeated_and_counted_once() -> None:
    rows = [HEADING, DATA[0], (DATA[0][0], "Plauen", "2013", "7,00")]
    row = parts(grid(rows, covered={3: {0}}))[2]
    assert isinstance(row, Row)
    assert row.cells[0] == Cell("A e. V.", (), ("repeated from a merged cell",))


def test_columns_without_heading_and_text_are_dropped_and_others_named_by_their_place() -> None:
    rows = [("", "Träger", "", "Ort", ""), ("", "A", "", "Pirna", "x1"), ("", "B", "", "Plauen", "")]
    found = parts(grid(rows))
    assert headings(found) == [("Träger", "Ort", "Spalte 3")]
    assert printed(found) == [("A", "Pirna", "x1"), ("B", "Plauen", None)]


def test_equal_headings_are_told_apart_by_their_place() -> None:
    found = parts(grid([("Träger", "Betrag", "Betrag"), ("A", "1", "2")]))
    assert headings(found) == [("Träger", "Betrag", "Betrag (3)")]


def test_a_row_too_long_or_too_short_is_kept_and_noted() -> None:
    found = parts(grid([HEADING, (*DATA[0], "rest"), DATA[1][:3], DATA[2]]))
    assert printed(found) == [(*DATA[0], "rest"), (*DATA[1][:3], None, None), (*DATA[2], None)]
    assert [part.notes for part in found if isinstance(part, Row)] == [
        ("5 cells under 4 headings",),
        ("3 cells under 4 headings",),
        (),
    ]


def test_a_hidden_row_is_noted() -> None:
    rows = [GridRow(1, 1, HEADING), GridRow(2, 2, DATA[0], is_hidden=True), GridRow(3, 3, DATA[1])]
    found = parts(Grid(1, "A", rows))
    assert [part.notes for part in found if isinstance(part, Row)] == [("hidden in the file",), ()]


def test_several_tables_in_one_grid_have_their_own_heads() -> None:
    other = ("Zuwendungsempfänger", "Fördersumme")
    rows = [HEADING, *DATA, (), ("Teil 2",), other, ("D", "5,00"), ("E", "6,00")]
    found = parts(grid(rows))
    assert headings(found) == [HEADING, other]
    assert printed(found) == [*DATA, ("D", "5,00"), ("E", "6,00")]
    assert [part.number for part in found if isinstance(part, Row)] == [1, 2, 3, 4, 5]


def test_sheets_with_their_own_headings_are_tables_of_their_own() -> None:
    found = parts(grid([HEADING, DATA[0]]), grid([HEADING, DATA[1]], number=2))
    assert headings(found) == [HEADING, HEADING]
    assert [part.origin for part in found if isinstance(part, Row)] == [Origin(1, (2, 2)), Origin(2, (2, 2))]


def test_a_sheet_without_heading_goes_on_with_the_table_before() -> None:
    found = parts(grid([HEADING, *DATA]), grid(DATA, number=2))
    assert headings(found) == [HEADING]
    assert printed(found) == [*DATA, *DATA]


def test_a_legend_beside_a_list_is_kept_as_notes() -> None:
    legend = [("Kürzel", "Bedeutung"), ("x", "das eine"), ("y", "das andere")]
    found = parts(grid([HEADING, *DATA]), grid(legend, number=2), grid([("Bitte lesen",)], number=3))
    assert headings(found) == [HEADING]
    assert printed(found) == DATA
    assert furniture(found) == [
        (Kind.NOTE, "Kürzel Bedeutung"),
        (Kind.NOTE, "x das eine"),
        (Kind.NOTE, "y das andere"),
        (Kind.NOTE, "Bitte lesen"),
    ]


@pytest.mark.parametrize("rows", [[], [("nur",), ("Text",)], [HEADING]])
def test_a_grid_without_rows_is_no_table(rows: list[tuple[str, ...]]) -> None:
    with pytest.raises(NoTable, match="holds no table with rows"):
        parts(grid(rows))


def test_every_own_cell_becomes_one_piece() -> None:
    rows = [("Liste",), HEADING, *DATA, ("Summe", "", "", "6.000,50"), ("Quelle",)]
    pieces = [piece.text for part in parts(grid(rows)) for piece in pieces_of(part)]
    assert sorted(pieces) == sorted(cell for row in rows for cell in row if cell)


def pieces_of(part: Part) -> list[Piece]:
    return [piece for cell in part.cells for piece in cell.pieces] if isinstance(part, Row) else list(part.pieces)


@pytest.mark.skipif(not SHARED.exists(), reason="the real lists are not here")
def test_a_real_csv_gives_all_its_rows_under_its_headings() -> None:
    from fachwerk.read import open_document

    content = open_document(SHARED / "corpus/sachsen-esf-2014/list.csv", ReadOptions()).content
    assert isinstance(content, Grids)
    found = parts(*content.grids)
    assert len(found) == 5749
    assert [len(names) for names in headings(found)] == [13]
    assert furniture(found) == []
