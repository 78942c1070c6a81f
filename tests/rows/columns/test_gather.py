"""Gathering lines into rows: alignments, page ends, rows without values, cells that touch."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence

import pytest

from fachwerk.records import Dump, Head, Line, Row
from fachwerk.rows.columns import cut_layout
from fachwerk.rows.columns.words import Shape, shape_of

HEADINGS = ("Träger", "Ort", "Beginn", "Kurzbeschreibung")
WIDTHS = (22, 16, 12, 46)
BODIES = ("Volkshochschule Erlau", "Verein zur Förderung der Berufsbildung Oberfelde e. V.", "Stadtwerke Mulmetal AG")
PLACES = ("Erlau", "Oberfelde am Berg", "Mulmetal")
SENTENCES = (
    "Betriebe der Region werden bei der Suche nach Fachkräften beraten und auf Messen begleitet.",
    "Das Vorhaben bringt junge Leute und Werkstätten zusammen. Dafür entstehen Plätze für Praktika, ein Verzeichnis "
    "der Betriebe und eine Woche der offenen Türen in allen Orten des Tals.",
    "Kurse für Rückkehrende.",
    "Ein Netz von Lotsinnen hilft beim Ankommen: bei Ämtern, in der Schule und bei der Wohnung. Es arbeitet mit der "
    "Kammer zusammen.",
)
Place = Callable[[int, int], int]


def top(height: int, own: int) -> int:
    return 0


def middle(height: int, own: int) -> int:
    return (height - own) // 2


def bottom(height: int, own: int) -> int:
    return height - own


def entries(count: int = 24) -> list[tuple[str, ...]]:
    return [
        (BODIES[at % 3], PLACES[at % 3], f"{at % 28 + 1:02}.0{at % 9 + 1}.2023", SENTENCES[at % 4])
        for at in range(count)
    ]


def printed(row: Sequence[str], place: Place) -> list[str]:
    """A row as `pdftotext -layout` would write it: cells wrapped to their column and aligned in their row."""
    cells = [textwrap.wrap(text, width - 2) or [""] for text, width in zip(row, WIDTHS, strict=True)]
    height = max(len(cell) for cell in cells)
    grid = [["" for _ in cells] for _ in range(height)]
    for column, cell in enumerate(cells):
        for at, text in enumerate(cell, place(height, len(cell))):
            grid[at][column] = text
    return ["".join(f"{text:<{width}}" for text, width in zip(line, WIDTHS, strict=True)).rstrip() for line in grid]


def dump_of(pages: Sequence[Sequence[str]]) -> Dump:
    lines = [(number, text) for number, page in enumerate(pages, 1) for text in page]
    return Dump(tuple(Line(at, page, text) for at, (page, text) in enumerate(lines, 1)), len(pages))


def rows_of(dump: Dump) -> list[tuple[str | None, ...]]:
    return [tuple(cell.printed for cell in part.cells) for part in cut_layout(dump) if isinstance(part, Row)]


@pytest.mark.parametrize("place", [top, middle, bottom])
def test_cells_may_stand_at_the_top_in_the_middle_or_at_the_bottom_of_their_row(place: Place) -> None:
    rows = entries()
    dump = dump_of([[*printed(HEADINGS, top), *(line for row in rows for line in printed(row, place))]])
    assert rows_of(dump) == rows


def test_a_row_that_goes_on_over_the_page_is_one_row() -> None:
    rows = entries()
    lines = [line for row in rows for line in printed(row, top)]
    cut = next(at for at in range(30, len(lines)) if lines[at].startswith(" " * 40))  # in the midst of a description
    foot = ["", "", "", f"{'':40}Seite %d von 2"]
    pages = [[*printed(HEADINGS, top), *lines[:cut], *foot], [*lines[cut:], *foot]]
    parts = list(
        cut_layout(dump_of([[line.replace("%d", str(at)) for line in page] for at, page in enumerate(pages, 1)]))
    )
    made = [part for part in parts if isinstance(part, Row)]
    assert [tuple(cell.printed for cell in row.cells) for row in made] == rows
    assert [row.number for row in made if row.origin.carried] == [
        next(row.number for row in made if row.origin.carried)
    ]


def test_a_row_without_its_date_stays_a_row() -> None:
    rows = entries()
    bare = [(*row[:2], "", row[3]) if at == 7 else row for at, row in enumerate(rows)]
    dump = dump_of([[*printed(HEADINGS, top), *(line for row in bare for line in printed(row, top))]])
    assert rows_of(dump)[7] == (*rows[7][:2], None, rows[7][3])
    assert len(rows_of(dump)) == len(rows)


def test_a_date_that_touches_the_cell_before_it_is_found() -> None:
    rows = entries()
    lines = [*printed(HEADINGS, top), *(line for row in rows for line in printed(row, top))]
    at = next(at for at, line in enumerate(lines) if "Oberfelde am    " in line)
    before, _, after = lines[at].partition("Oberfelde am ")
    lines[at] = f"{before}Oberfelde am {after.lstrip()}"
    assert rows_of(dump_of([lines])) == rows


def test_a_heading_over_two_columns_heads_both() -> None:
    above = f"{'':<22}{'Durchführung des Vorhabens':<28}"
    dump = dump_of([[above, *printed(HEADINGS, top), *(line for row in entries() for line in printed(row, top))]])
    head = next(part for part in cut_layout(dump) if isinstance(part, Head))
    assert head.headings == (
        "Träger",
        "Durchführung des Vorhabens Ort",
        "Durchführung des Vorhabens Beginn",
        "Kurzbeschreibung",
    )


def test_a_heading_on_every_page_is_no_row() -> None:
    rows = entries()
    pages = [
        [*printed(HEADINGS, top), "", *(line for row in rows[at : at + 8] for line in printed(row, top))]
        for at in range(0, 24, 8)
    ]
    assert rows_of(dump_of(pages)) == rows


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("31.12.2024", Shape.DAY),
        ("2024-12-31", Shape.DAY),
        ("2011/2013", Shape.YEAR),
        ("2010 / 2012", Shape.YEAR),
        ("1.250,00 €", Shape.AMOUNT),
        ("85 %", Shape.AMOUNT),
        ("1,250.00", Shape.AMOUNT),
        ("7", Shape.NUMBER),
        ("Teil 4", Shape.WORDS),
        ("4 Betriebe", Shape.WORDS),
    ],
)
def test_a_value_is_known_by_all_of_its_text(text: str, shape: Shape) -> None:
    assert shape_of(text) is shape
