"""Whole dumps of an invented list, set and written by ourselves: what comes out is compared row by row."""

from collections import Counter
from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fachwerk.errors import NoTable
from fachwerk.records import Furniture, Head, Kind, Part, Row
from fachwerk.text import blind
from tests.rows.dump.invented import HEADINGS, SHEET, Project, projects
from tests.rows.dump.setter import Sheet, Stroke, dump, parts_of, printed, raw, strokes, tika

Form = Callable[[Sequence[Stroke]], str]

NARROW = pytest.mark.xfail(reason="a column whose widest line ends a cell is taken for narrower than that line")


def set_as(form: Form, rows: Sequence[Project], sheet: Sheet = SHEET) -> str:
    return form(strokes(sheet, rows))


@pytest.mark.parametrize(
    ("align", "form"),
    [
        ("top", tika),
        ("top", raw),
        pytest.param("bottom", tika, marks=NARROW),
        pytest.param("bottom", raw, marks=NARROW),
        pytest.param("middle", tika, marks=NARROW),
        ("middle", raw),
    ],
)
def test_rows_come_back_however_cells_are_aligned(align: str, form: Form) -> None:
    rows = projects()
    assert printed(set_as(form, rows, SHEET._replace(align=align))) == rows


def test_a_row_without_a_place_has_an_empty_cell() -> None:
    rows = projects()
    number = next(n for n, row in enumerate(rows) if n > 4 and row.sponsor.startswith("Verein"))
    rows[number] = rows[number]._replace(place="")
    assert printed(set_as(tika, rows)) == rows


def test_a_row_without_days_has_two_empty_cells() -> None:
    rows = projects()
    rows[9] = rows[9]._replace(begin="", end="")
    assert printed(set_as(tika, rows)) == rows


def test_a_name_that_ran_into_the_place_is_parted_from_it() -> None:
    rows = projects()
    wanted = f"{rows[0].sponsor} {rows[0].place} "
    text = set_as(tika, rows)
    assert text.count(wanted) >= 1
    assert printed(text.replace(wanted, f"{rows[0].sponsor}{rows[0].place} ", 1)) == rows


def test_a_word_cut_at_a_narrow_cell_is_whole_again() -> None:
    rows = projects()
    for number in (3, 8, 14):
        rows[number] = rows[number]._replace(title="Fachkräfteintegrationsberatung für alle")
    text = set_as(tika, rows)
    assert "Fachkräfteintegrationsberatung" not in text
    assert printed(text) == rows


def test_typed_line_breaks_become_blanks() -> None:
    rows = projects()
    typed = "Themen sind:\n- Löhne und Zeiten\n- Wege in den Betrieb\n- Lernen am Arbeitsplatz nach der Schicht"
    rows[11] = rows[11]._replace(description=typed)
    wanted = [row._replace(description=row.description.replace("\n", " ")) for row in rows]
    assert printed(set_as(tika, rows)) == wanted


@pytest.mark.parametrize("form", [tika, raw])
def test_feet_stand_beside_the_rows_of_their_page(form: Form) -> None:
    rows = projects()
    parts = parts_of(set_as(form, rows, SHEET._replace(rows_a_page=6, foot="Seite {} von {}")))
    assert [tuple(cell.printed or "" for cell in part.cells) for part in parts if isinstance(part, Row)] == rows
    feet = [part for part in parts if isinstance(part, Furniture)]
    assert [(foot.kind, foot.pieces[0].text) for foot in feet] == [
        (Kind.PAGE_NUMBER, f"Seite {page} von 4") for page in (1, 2, 3, 4)
    ]
    assert [part.origin.page for part in parts if isinstance(part, Row)] == [1 + n // 6 for n in range(24)]


def test_a_heading_that_every_page_repeats_is_no_row() -> None:
    rows = projects()
    parts = parts_of(set_as(tika, rows, SHEET._replace(rows_a_page=6, repeats_heading=True)))
    assert [tuple(cell.printed or "" for cell in part.cells) for part in parts if isinstance(part, Row)] == rows
    assert [part.headings for part in parts if isinstance(part, Head)] == [HEADINGS]
    assert {part.kind for part in parts if isinstance(part, Furniture)} == {Kind.HEADING}


def test_columns_may_stand_in_another_order() -> None:
    order = (7, 8, 0, 1, 2, 3, 4, 5, 6)
    rows = [tuple(row[column] for column in order) for row in projects()]
    headings, widths = ([each[column] for column in order] for each in (SHEET.headings, SHEET.widths))
    text = tika(strokes(Sheet(tuple(headings), tuple(widths)), rows))
    assert printed(text) == rows


def test_a_list_without_regions_has_eight_columns() -> None:
    order = (0, 1, 3, 4, 5, 6, 7, 8)
    rows = [tuple(row[column] for column in order) for row in projects()]
    headings, widths = ([each[column] for column in order] for each in (SHEET.headings, SHEET.widths))
    assert printed(tika(strokes(Sheet(tuple(headings), tuple(widths)), rows))) == rows


def test_a_row_says_on_which_lines_it_stands() -> None:
    text = set_as(tika, projects())
    lines = text.split("\n")
    for part in parts_of(text):
        if isinstance(part, Row):
            first, last = part.origin.lines
            stretch = blind("".join(lines[first - 1 : last]))
            assert Counter(stretch) == Counter(blind("".join(p.text for cell in part.cells for p in cell.pieces)))


@pytest.mark.parametrize("text", ["", "\n\n", "Ein Brief.\nEr hat keine Tabelle.\n"])
def test_what_has_no_heading_is_no_table(text: str) -> None:
    with pytest.raises(NoTable):
        parts_of(text)


# --- nothing lost, nothing doubled ---------------------------------------------------------------------------------

WORDS = st.sampled_from(
    ("Erlau", "Messe", "GmbH", "-", "und/oder", "7", "2012", "01.02.2023", "1.250,00", "Oberfelde-", "(HSE)", "e.V.")
)
CELLS = st.lists(WORDS, max_size=9).map(" ".join)
TABLES = st.lists(st.tuples(*[CELLS] * len(HEADINGS)), min_size=1, max_size=5)


def letters_line_by_line(parts: Sequence[Part]) -> dict[int, Counter[str]]:
    """What the pieces of all parts hold of each line."""
    found: dict[int, Counter[str]] = {}
    for part in parts:
        pieces = [piece for cell in part.cells for piece in cell.pieces] if isinstance(part, Row) else part.pieces
        for piece in pieces:
            found.setdefault(piece.line, Counter()).update(blind(piece.text))
    return found


def assert_each_line_is_used_once_or_left_open(text: str) -> None:
    """No line may be used in part, and none twice; one that nobody understands is left to the ledger, whole."""
    try:
        parts = parts_of(text)
    except NoTable:
        return
    printed_on = {line.number: Counter(blind(line.text)) for line in dump(text).lines}
    for number, used in letters_line_by_line(parts).items():
        assert used == printed_on[number]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TABLES, st.sampled_from(("top", "middle", "bottom")), st.sampled_from((tika, raw)), st.integers(2, 5))
def test_no_letter_of_a_dump_is_lost_or_doubled(
    rows: list[tuple[str, ...]], align: str, form: Form, rows_a_page: int
) -> None:
    text = form(strokes(SHEET._replace(align=align, rows_a_page=rows_a_page, foot="Seite {} von {}"), rows))
    assert_each_line_is_used_once_or_left_open(text)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 80), st.integers(0, 80), st.integers(0, 5))
def test_no_letter_of_a_cut_dump_is_lost_or_doubled(first: int, count: int, rows: int) -> None:
    lines = tika(strokes(SHEET, projects(rows + 1))).split("\n")
    text = "\n".join(lines[:first] + lines[first + count :])
    assert_each_line_is_used_once_or_left_open(text)
