"""Dumps that keep columns by blanks, and dumps with one cell below the other."""

from collections import Counter

import pytest

from fachwerk.errors import NoTable
from fachwerk.records import Dump, Line, Row
from fachwerk.rows import cut_rows
from fachwerk.rows.columns import is_layout, is_plain
from fachwerk.text import blind

HEAD = "Name des Begünstigten           Bezeichnung des Vorhabens          Jahr der Bewilligung    Gewährte Beträge"
ROWS = [
    ("Werkstatt Erlau GmbH", "Neubau der Halle", "2012", "1.250,00"),
    ("Verein Oberfelde e.V.", "Umbau der Schule", "2013", "20.000,00"),
    ("Stadtwerke Mulmetal AG", "Leitung im Tal", "2013", "3.999,99"),
    ("Bildungswerk Wenzelsberg", "Kurse für Betriebe", "2014", "12.500,00"),
]


def dump_of(lines: list[str]) -> Dump:
    return Dump(tuple(Line(number, 1, text) for number, text in enumerate(lines, 1)), 1)


def set_in_columns(times: int = 4) -> list[str]:
    return [f"{name:<32}{title:<43}{year:<20}{amount:>16}" for name, title, year, amount in ROWS * times]


def cells_of(dump: Dump) -> list[tuple[str | None, ...]]:
    return [tuple(cell.printed for cell in part.cells) for part in cut_rows(dump) if isinstance(part, Row)]


def test_columns_of_blanks_become_cells() -> None:
    assert cells_of(dump_of([HEAD, "", *set_in_columns()])) == ROWS * 4


def test_a_cell_that_goes_on_below_is_one_cell() -> None:
    lines = set_in_columns()
    lines[2:3] = [
        f"{'Stadtwerke Mulmetal und':<32}{'Leitung im Tal':<43}{'2013':<20}{'3.999,99':>16}",
        "Oberfelde AG",
    ]
    assert cells_of(dump_of([HEAD, "", *lines]))[2] == (
        "Stadtwerke Mulmetal und Oberfelde AG",
        "Leitung im Tal",
        "2013",
        "3.999,99",
    )


def test_every_letter_is_in_exactly_one_piece() -> None:
    dump = dump_of(["Verzeichnis der Vorhaben", "", HEAD, "", *set_in_columns(), "", "Seite 1 von 1"])
    found: Counter[str] = Counter()
    for part in cut_rows(dump):
        pieces = [piece for cell in part.cells for piece in cell.pieces] if isinstance(part, Row) else part.pieces
        found.update(character for piece in pieces for character in blind(piece.text))
    assert found == Counter(character for line in dump.lines for character in blind(line.text))


def test_columns_of_blanks_are_told_from_running_lines() -> None:
    assert is_layout(dump_of([HEAD, *set_in_columns()]).lines)
    running = [" ".join(row) for row in ROWS * 4]
    assert not is_layout(dump_of(running).lines)
    assert not is_plain(dump_of(running).lines)


def test_one_cell_below_the_other_is_refused_where_nobody_can_tell_the_rows() -> None:
    columns = zip(*(ROWS * 3), strict=True)
    lines = [line for column in columns for cell in column for line in (cell, "")]
    dump = dump_of([*HEAD.split("   "), "", *lines])
    assert is_plain(dump.lines)
    with pytest.raises(NoTable, match="pdftotext -layout"):
        list(cut_rows(dump))
