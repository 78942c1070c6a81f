"""Tables without drawn cells: columns from gutters, rows from the cheapest cut of the printed lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from fachwerk.records import Row
from tests.drawing import furniture_of, headings_of, parts_of, pieces_of, printed, rows_of, runs_of, table

HEAD = ("Träger", "Vorhaben", "Jahr", "Betrag")
NAMES = ("Stadt Zwickau", "Volkshochschule Vogtland gemeinnützige GmbH", "Amt Burg", "Kreis Görlitz", "Dorf Au")
WORKS = (
    "Messe für Ausbildung und Studium in der Stadthalle mit Vorträgen und Beratung",
    "Umbau",
    "Beratung von Unternehmen bei der Suche nach Lehrlingen",
    "Kurse für Rückkehrer, die in der Region eine Stelle suchen oder ein Unternehmen gründen wollen",
    "Ausstattung der Werkstatt",
    "",
)
ROWS = [
    (
        NAMES[n % 5] if n % 7 else "Handwerkskammer Chemnitz",
        WORKS[n % 6],
        str(2007 + n % 9),
        f"{n % 3 + 1}.{n * 37 % 1000:03},00",
    )
    for n in range(40)
]


@pytest.mark.parametrize("padding", [3, 0])
@pytest.mark.parametrize("align", ["top", "middle", "bottom"])
def test_rows_are_found_however_cells_are_aligned(tmp_path: Path, align: str, padding: int) -> None:
    style = f"td {{ vertical-align: {align}; padding: {padding}pt 3pt }} tr {{ break-inside: avoid }}"
    path = printed(tmp_path / "list.pdf", table([HEAD, *ROWS]), style)
    parts = parts_of(path)
    assert headings_of(parts) == [HEAD] and rows_of(parts) == ROWS
    assert pieces_of(parts) == runs_of(path)


def test_numbers_may_stand_flush_right(tmp_path: Path) -> None:
    style = "td:nth-child(n + 3) { text-align: right }"
    parts = parts_of(printed(tmp_path / "list.pdf", table([HEAD, *ROWS]), style))
    assert headings_of(parts) == [HEAD] and rows_of(parts) == ROWS


def test_a_list_without_numbers_is_cut_by_how_its_cells_go_on(tmp_path: Path) -> None:
    rows = [(name, work or "Messe", place) for (name, work, *_), place in zip(ROWS, "ABCDEFGH" * 5, strict=True)]
    path = printed(tmp_path / "list.pdf", table([("Träger", "Vorhaben", "Los"), *rows]), "tr { break-inside: avoid }")
    parts = parts_of(path)
    assert rows_of(parts) == rows and pieces_of(parts) == runs_of(path)


def test_a_heading_that_stands_once_is_found_below_titles(tmp_path: Path) -> None:
    style = "thead { display: table-row-group } tr { break-inside: avoid }"
    body = "<h2>Übersicht der Vorhaben</h2><p>Stand: 31.12.2023</p>" + table([HEAD, *ROWS])
    parts = parts_of(printed(tmp_path / "list.pdf", body, style))
    assert headings_of(parts) == [HEAD] and rows_of(parts) == ROWS
    assert furniture_of(parts) == [("title", "Übersicht der Vorhaben"), ("as of", "Stand: 31.12.2023")]


def test_running_heads_feet_and_page_numbers_are_furniture(tmp_path: Path) -> None:
    page = (
        "size: 600pt 300pt; margin: 40pt; @top-left { content: 'Amt für Beispiele' }"
        "@bottom-left { content: 'Stand: 31.12.2023' }"
        "@bottom-right { content: 'Seite ' counter(page) ' von ' counter(pages) }"
    )
    parts = parts_of(printed(tmp_path / "list.pdf", table([HEAD, *ROWS]), "tr { break-inside: avoid }", page))
    assert rows_of(parts) == ROWS
    kinds = dict(furniture_of(parts))
    assert set(kinds) == {"running head", "heading", "as of", "page number"}
    assert kinds["running head"] == "Amt für Beispiele" and kinds["heading"] == " ".join(HEAD)


def test_shaded_rows_are_rows_like_the_others(tmp_path: Path) -> None:
    style = "tr:nth-child(even) td { background: #ddd } th { background: #369; color: #fff } tr { break-inside: avoid }"
    path = printed(tmp_path / "list.pdf", table([HEAD, *ROWS]), style)
    parts = parts_of(path)
    assert rows_of(parts) == ROWS and pieces_of(parts) == runs_of(path)


def test_lines_under_rows_part_them(tmp_path: Path) -> None:
    style = "td { border-bottom: 0.5pt dotted; padding: 0 3pt } tr { break-inside: avoid }"
    assert rows_of(parts_of(printed(tmp_path / "list.pdf", table([HEAD, *ROWS]), style))) == ROWS


def test_a_row_cut_by_the_page_end_is_one_row(tmp_path: Path) -> None:
    words = " ".join(f"Wort{number}" for number in range(50))
    rows = [(f"Amt {letter}", f"{words} {letter}", "2012", "1,00") for letter in "ABCDEF"]
    path = printed(tmp_path / "list.pdf", table([HEAD, *rows]), "", "size: 400pt 200pt; margin: 20pt")
    parts = parts_of(path)
    assert rows_of(parts) == rows
    assert any(part.origin.carried for part in parts if isinstance(part, Row))
    assert pieces_of(parts) == runs_of(path)


def test_a_column_that_only_its_heading_shows_stays(tmp_path: Path) -> None:
    wide = [(*row[:2], "Bemerkung" if row is HEAD else "", *row[2:]) for row in (HEAD, *ROWS)]
    style = "tr { break-inside: avoid } td:nth-child(n + 4) { text-align: right }"
    parts = parts_of(printed(tmp_path / "list.pdf", table(wide), style))
    assert rows_of(parts) == wide[1:]


def test_a_heading_of_two_storeys_is_joined_top_down(tmp_path: Path) -> None:
    head = (
        "<tr><th rowspan=2>Träger</th><th rowspan=2>Vorhaben</th>"
        "<th colspan=2 style='text-align: center'>Auszahlung aus öffentlichen Mitteln</th></tr>"
        "<tr><th>Jahr</th><th>Betrag</th></tr>"
    )
    style = "th { vertical-align: bottom } tr { break-inside: avoid }"
    parts = parts_of(printed(tmp_path / "list.pdf", table([HEAD, *ROWS], head=head), style))
    upper = "Auszahlung aus öffentlichen Mitteln"
    assert headings_of(parts) == [("Träger", "Vorhaben", f"{upper} Jahr", f"{upper} Betrag")]
    assert rows_of(parts) == ROWS


def test_a_second_table_with_other_columns_begins_anew(tmp_path: Path) -> None:
    other = [
        ("Ort", "Kreis", "Einwohner"),
        *((f"Ort {n}", f"Kreis {n % 4}", f"{n}.{n * 7 % 1000:03}") for n in range(10, 30)),
    ]
    body = table([HEAD, *ROWS]) + "<div style='break-before: page'></div>" + table(other)
    path = printed(tmp_path / "list.pdf", body, "tr { break-inside: avoid } td:last-child { text-align: right }")
    parts = parts_of(path)
    assert headings_of(parts) == [HEAD, other[0]]
    assert rows_of(parts) == [*ROWS, *other[1:]]
    assert pieces_of(parts) == runs_of(path)


def test_notes_sums_and_headings_of_groups_are_no_rows(tmp_path: Path) -> None:
    def line(cells: tuple[str, ...]) -> str:
        return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"

    group = "<tr><td colspan=4><b>Landkreis {}</b></td></tr>"
    body = group.format("Görlitz") + "".join(map(line, ROWS[:12])) + group.format("Bautzen")
    body += "".join(map(line, ROWS[12:24])) + line(("Gesamt", "", "", "98.765,00"))
    head = "".join(f"<th>{name}</th>" for name in HEAD)
    note = "<p>* Alle Angaben sind vorläufig und vorbehaltlich der Prüfung durch die Bewilligungsbehörde gerundet.</p>"
    whole = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"
    path = printed(tmp_path / "list.pdf", whole, "tr { break-inside: avoid }")
    parts = parts_of(path)
    assert rows_of(parts) == ROWS[:24]
    found = [kind for kind, text in furniture_of(parts) if text != " ".join(HEAD)]
    assert found == ["heading", "heading", "total", "note"]
    assert pieces_of(parts) == runs_of(path)


def test_prose_gives_no_rows(tmp_path: Path) -> None:
    text = "<p>" + "Dieser Bericht enthält keine Tabelle, sondern nur Sätze über mehrere Zeilen. " * 12 + "</p>"
    path = printed(tmp_path / "text.pdf", text * 3)
    parts = parts_of(path)
    assert rows_of(parts) == [] and pieces_of(parts) == runs_of(path)


def test_an_empty_page_gives_nothing(tmp_path: Path) -> None:
    assert parts_of(printed(tmp_path / "blank.pdf", "<p></p>")) == []


def test_headings_side_by_side_are_no_storey_over_one_another(tmp_path: Path) -> None:
    head = (
        "Name des<br>Trägers",
        "Vorhaben",
        "Jahr der<br>Bewilligung",
        "Gewährte<br>Beträge",
        "Bei Abschluss<br>gezahlte<br>Beträge",
    )
    rows = [(a, b, c, d, d if n % 3 else "") for n, (a, b, c, d) in enumerate(ROWS)]
    style = (
        "td, th { padding: 2pt 4pt; overflow-wrap: normal } tr { break-inside: avoid } th:nth-child(3) { width: 60pt }"
        "td:nth-child(n + 4), th:nth-child(n + 4) { text-align: right; width: 70pt }"
    )
    heading = "<tr>" + "".join(f"<th>{text}</th>" for text in head) + "</tr>"
    parts = parts_of(printed(tmp_path / "list.pdf", table([head, *rows], head=heading), style))
    assert headings_of(parts) == [tuple(text.replace("<br>", " ") for text in head)] and rows_of(parts) == rows


def test_a_running_head_in_a_size_of_its_own_is_no_heading_of_the_first_column(tmp_path: Path) -> None:
    style = "tr { break-inside: avoid } td, th { padding: 2pt 3pt }"
    page = (
        "size: 600pt 400pt; margin: 30pt 30pt 30pt 33pt;"
        "@top-left { content: 'Vorhaben 2012'; font-size: 7pt; vertical-align: bottom; margin-bottom: 2pt }"
    )
    parts = parts_of(printed(tmp_path / "list.pdf", table([HEAD, *ROWS]), style, page=page))
    assert headings_of(parts) == [HEAD] and rows_of(parts) == ROWS
    assert furniture_of(parts)[0] == ("running head", "Vorhaben 2012")


def test_a_heading_printed_again_in_the_middle_of_a_page_is_no_row(tmp_path: Path) -> None:
    body = table([HEAD, *ROWS[:14]]) + "<h2>Teil 2</h2>" + table([HEAD, *ROWS[14:]])
    style = "tr { break-inside: avoid } td, th { font-size: 9pt; padding: 2pt 3pt }"
    path = printed(tmp_path / "list.pdf", body, style)
    parts = parts_of(path)
    assert headings_of(parts) == [HEAD] and rows_of(parts) == ROWS
    assert pieces_of(parts) == runs_of(path)


def test_rests_of_rows_that_say_the_same_on_several_pages_are_no_heading(tmp_path: Path) -> None:
    path = printed(tmp_path / "list.pdf", table([HEAD, *ROWS]), "td, th { font-size: 9pt; padding: 2pt 3pt }")
    parts = parts_of(path)
    assert headings_of(parts) == [HEAD] and rows_of(parts) == ROWS
    assert pieces_of(parts) == runs_of(path)
