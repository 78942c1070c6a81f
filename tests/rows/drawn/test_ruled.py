"""Tables whose cells are drawn: rows between lines, headings of several storeys, cells that run over page ends."""

from __future__ import annotations

from pathlib import Path

from fachwerk.records import Row
from tests.drawing import furniture_of, headings_of, parts_of, pieces_of, printed, rows_of, runs_of, table

GRID = "td, th { border: 0.5pt solid }"
HEAD = ("Name", "Vorhaben", "Jahr", "Betrag")
ROWS = [
    ("Stadt Zwickau", "Messe für Ausbildung und Studium in der Stadthalle", "2012", "1.200,00"),
    ("Amt Burg", "Beratung", "2013", "800,00"),
    ("Kreis Görlitz", "Umbau des Bahnhofs", "2013", ""),
]


def test_a_grid_gives_its_rows(tmp_path: Path) -> None:
    path = printed(tmp_path / "list.pdf", table([HEAD, *ROWS]), GRID)
    parts = parts_of(path)
    assert headings_of(parts) == [HEAD]
    assert rows_of(parts) == ROWS
    assert pieces_of(parts) == runs_of(path)


def test_a_row_knows_where_it_is_printed(tmp_path: Path) -> None:
    parts = parts_of(printed(tmp_path / "list.pdf", table([HEAD, *ROWS]), GRID))
    origins = [part.origin for part in parts if isinstance(part, Row)]
    assert [(origin.page, origin.lines) for origin in origins] == [(1, (2, 3)), (1, (4, 4)), (1, (5, 5))]
    assert all(origin.box is not None and origin.box.left < 40 and origin.box.right > 560 for origin in origins)


def test_cells_may_be_set_at_the_top_in_the_middle_and_at_the_foot(tmp_path: Path) -> None:
    style = GRID + "td:nth-child(1) { vertical-align: bottom } td:nth-child(3) { vertical-align: middle }"
    assert rows_of(parts_of(printed(tmp_path / "list.pdf", table([HEAD, *ROWS]), style))) == ROWS


def test_a_heading_of_two_storeys_is_joined_top_down(tmp_path: Path) -> None:
    head = (
        "<tr><th colspan=4>Verzeichnis (Stand: 31.12.2023)</th></tr>"
        "<tr><th rowspan=2>Name</th><th rowspan=2>Vorhaben</th><th colspan=2>Auszahlung</th></tr>"
        "<tr><th>Jahr der Bewilligung</th><th>Gesamt-<br>betrag</th></tr>"
    )
    parts = parts_of(printed(tmp_path / "list.pdf", table([HEAD, *ROWS], head=head), GRID))
    assert headings_of(parts) == [("Name", "Vorhaben", "Auszahlung Jahr der Bewilligung", "Auszahlung Gesamtbetrag")]
    assert furniture_of(parts) == [("title", "Verzeichnis (Stand: 31.12.2023)")]
    assert rows_of(parts) == ROWS


def test_a_heading_printed_again_is_furniture(tmp_path: Path) -> None:
    rows = [(f"Gemeinde {letter}", "Umbau", "2012", "1,00") for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    parts = parts_of(printed(tmp_path / "list.pdf", table([HEAD, *rows]), GRID))
    assert headings_of(parts) == [HEAD] and rows_of(parts) == rows
    assert furniture_of(parts) == [("heading", "Name Vorhaben Jahr Betrag")]


def test_a_drawn_column_without_text_and_heading_is_a_phantom(tmp_path: Path) -> None:
    style = GRID + "td:nth-child(3), th:nth-child(3) { width: 4pt; padding: 0 }"
    wide = [(*row[:2], "", *row[2:]) for row in (HEAD, *ROWS)]
    parts = parts_of(printed(tmp_path / "list.pdf", table(wide), style))
    assert headings_of(parts) == [HEAD] and rows_of(parts) == ROWS


def test_an_empty_column_with_a_heading_stays(tmp_path: Path) -> None:
    wide = [(*row[:2], "Bemerkung" if row is HEAD else "", *row[2:]) for row in (HEAD, *ROWS)]
    assert rows_of(parts_of(printed(tmp_path / "list.pdf", table(wide), GRID))) == wide[1:]


def test_columns_without_a_heading_are_called_by_their_number(tmp_path: Path) -> None:
    parts = parts_of(printed(tmp_path / "list.pdf", table([("Name", "", "Jahr", "Jahr"), *ROWS]), GRID))
    assert headings_of(parts) == [("Name", "Spalte 2", "Jahr", "Jahr (2)")]


def test_a_row_cut_by_the_page_end_is_one_row(tmp_path: Path) -> None:
    words = " ".join(f"Wort{number}" for number in range(60))
    rows = [("Amt A", words, "2012", "1,00"), ("Amt B", words, "2013", "2,00"), ("Amt C", words, "2014", "3,00")]
    page = "size: 300pt 200pt; margin: 20pt"
    path = printed(tmp_path / "list.pdf", table([HEAD, *rows]), GRID, page)
    parts = parts_of(path)
    assert rows_of(parts) == rows
    assert any(part.origin.carried for part in parts if isinstance(part, Row))
    assert pieces_of(parts) == runs_of(path)


def test_merged_cells_stand_for_all_their_rows_but_are_counted_once(tmp_path: Path) -> None:
    body = (
        "<table><tr><th>Name</th><th>Vorhaben</th><th>Jahr</th><th>Betrag</th></tr>"
        "<tr><td rowspan=2>Stadt Zwickau</td><td>Messe</td><td>2012</td><td>1,00</td></tr>"
        "<tr><td>Umbau</td><td>2013</td><td>2,00</td></tr>"
        "<tr><td>Amt Burg</td><td>Beratung</td><td>2014</td><td>3,00</td></tr></table>"
    )
    path = printed(tmp_path / "list.pdf", body, GRID)
    parts = parts_of(path)
    assert rows_of(parts) == [
        ("Stadt Zwickau", "Messe", "2012", "1,00"),
        ("Stadt Zwickau", "Umbau", "2013", "2,00"),
        ("Amt Burg", "Beratung", "2014", "3,00"),
    ]
    repeated = [cell for part in parts if isinstance(part, Row) for cell in part.cells if cell.notes]
    assert [(cell.printed, cell.pieces, cell.notes) for cell in repeated] == [
        ("Stadt Zwickau", (), ("repeated from a merged cell",))
    ]
    assert pieces_of(parts) == runs_of(path)


def test_headings_of_groups_and_sums_are_no_rows(tmp_path: Path) -> None:
    body = (
        "<table><tr><th>Name</th><th>Vorhaben</th><th>Jahr</th><th>Betrag</th></tr>"
        "<tr><td colspan=4>Landkreis Görlitz</td></tr>"
        "<tr><td>Amt A</td><td>Messe</td><td>2012</td><td>1,00</td></tr>"
        "<tr><td>Amt B</td><td>Umbau</td><td>2013</td><td>2,00</td></tr>"
        "<tr><td>Summe</td><td></td><td></td><td>3,00</td></tr></table>"
    )
    parts = parts_of(printed(tmp_path / "list.pdf", body, GRID))
    assert rows_of(parts) == [("Amt A", "Messe", "2012", "1,00"), ("Amt B", "Umbau", "2013", "2,00")]
    assert furniture_of(parts) == [("heading", "Landkreis Görlitz"), ("total", "Summe 3,00")]


def test_a_second_table_with_other_columns_begins_anew(tmp_path: Path) -> None:
    other = [("Ort", "Zahl"), ("Zwickau", "12"), ("Plauen", "7"), ("Görlitz", "9")]
    body = "<h2>Teil A</h2>" + table([HEAD, *ROWS]) + "<h2>Teil B</h2>" + table(other)
    parts = parts_of(printed(tmp_path / "list.pdf", body, GRID))
    assert headings_of(parts) == [HEAD, other[0]]
    assert rows_of(parts) == [*ROWS, *other[1:]]
    assert furniture_of(parts) == [("title", "Teil A"), ("note", "Teil B")]


def test_pages_before_and_after_the_table_give_no_rows(tmp_path: Path) -> None:
    prose = "Die Angaben beruhen auf den Bescheiden des Jahres 2012 und sind gerundet. " * 6
    body = (
        "<div style='break-after: page'><h1>Verzeichnis der Vorhaben</h1><p>Stand: 31.12.2023</p></div>"
        + table([HEAD, *ROWS])
        + f"<div style='break-before: page'><h2>Erläuterung</h2><p>{prose}</p></div>"
    )
    path = printed(tmp_path / "list.pdf", body, GRID)
    parts = parts_of(path)
    assert rows_of(parts) == ROWS
    kinds = [kind for kind, _ in furniture_of(parts)]
    assert kinds[:2] == ["title", "as of"] and set(kinds[2:]) == {"note"}
    assert pieces_of(parts) == runs_of(path)


def test_lines_between_columns_alone_do_not_make_one_row_of_a_page(tmp_path: Path) -> None:
    rows = [
        (f"Gemeinde {letter}", "Umbau und Ausstattung des Hauses", f"20{n}", f"{n},00")
        for n, letter in enumerate("ABCDEFGH", 10)
    ]
    style = "td, th { border-left: 0.5pt solid; border-right: 0.5pt solid } table { border: 0.5pt solid }"
    path = printed(tmp_path / "list.pdf", table([HEAD, *rows]), style)
    parts = parts_of(path)
    assert headings_of(parts) == [HEAD] and rows_of(parts) == rows
    assert pieces_of(parts) == runs_of(path)
