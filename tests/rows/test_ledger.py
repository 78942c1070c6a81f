"""The ledger: what each printed line became, what the list says of itself, and no verdict beyond what that proves."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

import pytest

from fachwerk.records import (
    Box,
    Cell,
    Content,
    Document,
    Drawn,
    Dump,
    Furniture,
    Grid,
    GridRow,
    Grids,
    Head,
    Kind,
    Ledger,
    Line,
    Origin,
    Page,
    PageCount,
    Part,
    Piece,
    Row,
    Run,
    Verdict,
)
from fachwerk.rows.balance import is_made_of_its_pieces, struck_off
from fachwerk.rows.endings import round_findings
from fachwerk.rows.ledger import Account
from fachwerk.rows.repeats import Blocks

UNSTATED = (
    "every printed line is accounted for, but the list states nothing about its extent "
    "(number of rows or pages, or a sum), so that missing ones would not show",
)


# --- lists built by hand ---------------------------------------------------------------------------------------------


class Printed:
    """A list on pages, printed line by line, together with the parts that a faultless cutter makes of it."""

    def __init__(self, headings: Sequence[str] = ("Name", "Betrag")) -> None:
        self.pages: list[list[str]] = []
        self.parts: list[Part] = []
        self.headings = tuple(headings)
        self.rows = 0

    def page(self) -> "Printed":
        self.pages.append([])
        return self

    def line(self, text: str) -> Piece:
        self.pages[-1].append(text)
        return Piece(len(self.pages), len(self.pages[-1]), text)

    def head(self) -> "Printed":
        self.parts.append(Head(self.headings, (self.line(" ".join(self.headings)),)))
        return self

    def row(self, *cells: str | None) -> "Printed":
        self.rows += 1
        piece = self.line(" ".join(cell for cell in cells if cell))
        made = tuple(Cell(cell, (piece._replace(text=cell),) if cell else ()) for cell in cells)
        box = Box(50, piece.line * 12, 500, piece.line * 12 + 10)
        self.parts.append(Row(self.rows, Origin(piece.page, (piece.line, piece.line), box), made))
        return self

    def furniture(self, kind: Kind, text: str) -> "Printed":
        self.parts.append(Furniture(kind, (self.line(text),)))
        return self

    def drawn(self, *left_out: int) -> Drawn:
        numbers = [number for number in range(1, len(self.pages) + 1) if number not in left_out]
        pages = [
            Page(new, 595, 842, tuple(run(text, line) for line, text in enumerate(self.pages[number - 1], 1)), ())
            for new, number in enumerate(numbers, 1)
        ]
        return Drawn(pages, len(pages))

    def parts_without(self, *left_out: int) -> list[Part]:
        """The parts of the same list without some pages, numbered as a cutter would."""
        numbers = [number for number in range(1, len(self.pages) + 1) if number not in left_out]
        new = {number: at for at, number in enumerate(numbers, 1)}
        return [moved(part, new) for part in self.parts if page_of(part) in new]

    def ledger(self, *left_out: int) -> Ledger:
        return ledger_of(self.drawn(*left_out), self.parts_without(*left_out))


def run(text: str, line: int) -> Run:
    return Run(text, 50, line * 12, 50 + 5 * len(text), line * 12 + 10, line * 12 + 8, 10, line)


def page_of(part: Part) -> int:
    return part.origin.page if isinstance(part, Row) else part.pieces[0].page


def moved(part: Part, new: dict[int, int]) -> Part:
    def placed(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
        return tuple(piece._replace(page=new[piece.page]) for piece in pieces)

    if isinstance(part, Head):
        return Head(part.headings, placed(part.pieces))
    if isinstance(part, Furniture):
        return Furniture(part.kind, placed(part.pieces))
    cells = tuple(Cell(cell.printed, placed(cell.pieces), cell.notes) for cell in part.cells)
    return Row(part.number, Origin(new[part.origin.page], part.origin.lines, part.origin.box), cells)


def ledger_of(content: Content, parts: Iterable[Part], notes: Iterable[str] = ()) -> Ledger:
    account = Account(Document("list.pdf", "00", "pdf", content))
    for part in parts:
        account.enter(part)
    return account.close(notes)


def word(number: int) -> str:
    """A made-up name, different for each number, in no alphabetical order."""
    letters = "bdfgklmnprstvz"
    return "".join(
        letters[(number * prime + prime) % 14] + "aeiou"[(number + prime) % 5] for prime in (3, 5, 11)
    ).title()


def numbered(pages: int = 3, rows: int = 4, foot: str = "Seite {} von {}") -> Printed:
    made = Printed()
    for page in range(1, pages + 1):
        made.page().head()
        for at in range(rows):
            number = (page - 1) * rows + at
            made.row(f"{word(number)} {number}", f"{number + 1},50")
        if foot:
            made.furniture(Kind.PAGE_NUMBER, foot.format(page, pages))
    return made


# --- the balance -----------------------------------------------------------------------------------------------------


def test_a_list_that_states_its_pages_and_accounts_for_each_line_is_complete() -> None:
    ledger = numbered().ledger()
    assert (ledger.text_lines, ledger.used, ledger.furniture, ledger.unexplained) == (18, 12, 6, ())
    assert ledger.per_page == (PageCount(1, 4, 1, 4), PageCount(2, 4, 5, 8), PageCount(3, 4, 9, 12))
    assert ledger.declared == {"pages": 3, "page_numbers": 3}
    assert ledger.verdict is Verdict.COMPLETE
    assert ledger.reasons == ("every printed line is accounted for", "the list states 3 pages, and so many are here")


def test_a_list_that_states_nothing_is_unknown() -> None:
    ledger = numbered(foot="").ledger()
    assert (ledger.verdict, ledger.reasons) == (Verdict.UNKNOWN, UNSTATED)


def test_a_line_that_nobody_used_is_unexplained() -> None:
    made = numbered()
    made.line("Nachtrag zu Blatt 2")
    ledger = made.ledger()
    assert ledger.unexplained == (Piece(3, 7, "Nachtrag zu Blatt 2"),)
    assert ledger.verdict is Verdict.INCOMPLETE
    assert ledger.reasons == ("1 printed line unexplained, the first on page 3, line 7: 'Nachtrag zu Blatt 2'",)
    assert ledger.used + ledger.furniture + len(ledger.unexplained) == ledger.text_lines


def test_what_is_left_of_a_line_is_named() -> None:
    made = numbered()
    made.parts.pop(2)
    first = made.parts[1]
    assert isinstance(first, Row)
    made.parts[1] = Row(1, first.origin, (first.cells[0], Cell(None)))
    ledger = made.ledger()
    assert [piece.text for piece in ledger.unexplained] == ["1,50", f"{word(1)} 1 2,50"]


def test_text_that_is_used_twice_is_doubled() -> None:
    made = numbered()
    made.parts.insert(2, made.parts[1])
    ledger = made.ledger()
    assert ledger.verdict is Verdict.INCOMPLETE
    assert ledger.reasons[0] == f"2 pieces of text read twice, the first on page 1, line 2: '{word(0)} 0'"


def test_a_cell_that_says_something_else_than_its_line_is_named() -> None:
    made = numbered()
    first = made.parts[1]
    assert isinstance(first, Row)
    made.parts[1] = Row(1, first.origin, (Cell("Verein", first.cells[0].pieces), first.cells[1]))
    assert made.ledger().reasons == ("what was read differs from what is printed in row 1, column 1",)


def test_a_heading_that_swallowed_rows_is_a_doubt() -> None:
    made = numbered()
    made.page()
    made.headings = ("Name Verein 13", "Betrag 13,50")
    ledger = made.head().row("Verein 14", "14,50").furniture(Kind.PAGE_NUMBER, "Seite 4 von 4").ledger()
    assert "the heading on page 4 is an earlier one with more in it ('Name Verein 13'): perhaps rows" in ledger.reasons


def cell(printed: str | None, *lines: str) -> Cell:
    return Cell(printed, tuple(Piece(1, number, line) for number, line in enumerate(lines, 1)))


@pytest.mark.parametrize(
    ("one", "is_same"),
    [
        (cell("Durchführungsort", "Durchführungs-", "ort"), True),
        (cell("Lern- und Lehrort", "Lern-", "und Lehrort"), True),
        (cell("a b", " a", "", "b "), True),
        (cell("Durchführungsort am Hafen", "Durchführungs-\nort am\nHafen"), True),
        (cell("Förderung", "Fo\u0308rderung"), True),
        (cell(None), True),
        (cell("repeated from a merged cell"), True),
        (cell("Durchführung ort", "Durchführungs-", "ort"), False),
        (cell("ab", "a-b"), False),
        (cell("ab", "a", "b", "c"), False),
        (cell("abc", "a", "b"), False),
        (cell(None, "a"), False),
    ],
)
def test_only_blanks_and_hyphens_at_line_ends_may_change(one: Cell, is_same: bool) -> None:
    assert is_made_of_its_pieces(one) is is_same


@pytest.mark.parametrize(
    ("text", "part", "left", "surplus"),
    [
        ("abc", "abc", "", ""),
        ("abcabc", "abc", "abc", ""),
        ("a1b2", "ab", "12", ""),
        ("abc", "cx", "ab", "x"),
    ],
)
def test_parts_are_struck_off(text: str, part: str, left: str, surplus: str) -> None:
    assert struck_off(text, part) == (left, surplus)


def test_a_dump_is_balanced_by_its_lines_wherever_the_cutter_sees_its_pages() -> None:
    lines = tuple(Line(number, 1, text) for number, text in enumerate(["A B", "", "eins 1", "zwei 2", "Rest"], 1))
    parts: list[Part] = [
        Head(("A", "B"), (Piece(1, 1, "A B"),)),
        Row(1, Origin(1, (3, 3)), (cell_at(1, 3, "eins"), cell_at(1, 3, "1"))),
        Row(2, Origin(2, (4, 4)), (cell_at(2, 4, "zwei"), cell_at(2, 4, "2"))),
    ]
    ledger = ledger_of(Dump(lines, 1), parts)
    assert (ledger.pages, ledger.text_lines, ledger.used, ledger.furniture) == (2, 4, 2, 1)
    assert ledger.unexplained == (Piece(2, 5, "Rest"),)
    assert ledger.per_page == (PageCount(1, 1, 1, 1), PageCount(2, 1, 2, 2))


def cell_at(page: int, line: int, text: str) -> Cell:
    return Cell(text, (Piece(page, line, text),))


def sheet(rows: Sequence[Sequence[str]], number: int = 1) -> Grid:
    return Grid(number, f"Sheet {number}", [GridRow(line, line, tuple(row)) for line, row in enumerate(rows, 1)])


def sheet_parts(rows: Sequence[Sequence[str]], number: int = 1, before: int = 0) -> list[Part]:
    head = Head(tuple(rows[0]), tuple(Piece(number, 1, text) for text in rows[0]))
    body: list[Part] = [
        Row(
            before + at,
            Origin(number, (at + 1, at + 1)),
            tuple(cell_at(number, at + 1, text) if text else Cell(None) for text in row),
        )
        for at, row in enumerate(rows[1:], 1)
    ]
    return [head, *body]


def test_a_sheet_is_balanced_by_its_rows_without_what_merged_cells_repeat() -> None:
    rows = (
        GridRow(1, 1, ("A", "B")),
        GridRow(2, 2, ("x", "1")),
        GridRow(3, 3, ("x", "2"), frozenset({0})),
        GridRow(4, 4, ("", "")),
    )
    parts: list[Part] = [
        Head(("A", "B"), (Piece(1, 1, "A"), Piece(1, 1, "B"))),
        Row(1, Origin(1, (2, 2)), (cell_at(1, 2, "x"), cell_at(1, 2, "1"))),
        Row(2, Origin(1, (3, 3)), (Cell("x", (), ("repeated from a merged cell",)), cell_at(1, 3, "2"))),
    ]
    ledger = ledger_of(Grids((Grid(1, "Sheet", rows),)), parts, ["a note"])
    assert (ledger.text_lines, ledger.used, ledger.furniture, ledger.unexplained) == (3, 2, 1, ())
    assert (ledger.verdict, ledger.notes) == (Verdict.UNKNOWN, ("a note",))


# --- pages -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("left_out", [1, 2, 3])
def test_a_page_taken_out_is_missed(left_out: int) -> None:
    ledger = numbered().ledger(left_out)
    assert ledger.verdict is Verdict.INCOMPLETE
    assert "the list states 3 pages, but 2 are here" in ledger.reasons


def test_a_page_taken_out_is_missed_where_only_its_own_number_is_printed() -> None:
    assert numbered(4, foot="Seite {}").ledger(3).reasons == (
        "1 page missing between the printed page numbers 2 and 4 (3)",
    )
    assert numbered(4, foot="Seite {}").ledger().verdict is Verdict.UNKNOWN


def test_one_page_number_that_is_left_may_state_all_pages() -> None:
    made = numbered(3, foot="")
    made.pages[1].append("Seite 2 von 3 Seiten")
    made.parts.append(Furniture(Kind.PAGE_NUMBER, (Piece(2, 6, "Seite 2 von 3 Seiten"),)))
    ledger = made.ledger()
    assert ledger.declared == {"pages": 3, "page_numbers": 1}
    assert ledger.verdict is Verdict.COMPLETE


def test_one_page_without_its_number_is_a_doubt() -> None:
    made = numbered(5)
    made.pages[2].pop()
    made.parts = [part for part in made.parts if not (isinstance(part, Furniture) and page_of(part) == 3)]
    assert made.ledger().reasons == ("pages without their number, which the others have: 3",)


def test_a_dump_without_page_marks_cannot_prove_the_pages_it_states() -> None:
    lines = (Line(1, 1, "A"), Line(2, 1, "eins"), Line(3, 1, "Seite 7 von 19"))
    parts: list[Part] = [
        Head(("A",), (Piece(1, 1, "A"),)),
        Row(1, Origin(1, (2, 2)), (cell_at(1, 2, "eins"),)),
        Furniture(Kind.PAGE_NUMBER, (Piece(1, 3, "Seite 7 von 19"),)),
    ]
    ledger = ledger_of(Dump(lines, 1), parts)
    assert ledger.verdict is Verdict.UNKNOWN
    assert ledger.reasons == ("the list states 19 pages, but the text has no page marks and prints 1 page number only",)


def dump_of_pages(text: str, is_closed: bool = False) -> Ledger:
    """A text whose pages say at their tops which they are; every other line is a row."""
    lines = tuple(Line(number, 1, line) for number, line in enumerate(text.split("\n"), 1))
    parts: list[Part] = [Head(("A",), (Piece(1, 1, "A"),))]
    page, rows = 1, 0
    for line in lines[1:]:
        if line.text.startswith("Seite"):
            page = int(line.text.split()[1])
            parts.append(Furniture(Kind.PAGE_NUMBER, (Piece(page, line.number, line.text),)))
        elif line.text.endswith("Projekte"):
            parts.append(Furniture(Kind.TOTAL, (Piece(page, line.number, line.text),)))
        elif line.text.startswith("\t"):
            parts.append(Furniture(Kind.TITLE, (Piece(page, line.number, line.text.strip()),)))
        elif line.text:
            rows += 1
            parts.append(Row(rows, Origin(page, (line.number,) * 2), (cell_at(page, line.number, line.text),)))
    return ledger_of(Dump(lines, 1, is_closed), parts)


def test_a_text_whose_last_page_shows_no_end_may_be_cut() -> None:
    two_pages = "A\nSeite 1 von 2\n\neins\n\nzwei\n\n\nSeite 2 von 2\n\ndrei\n\nvier"
    doubt = (
        "the list states 2 pages, and so many are here, but the text ends with a row: the last page may be cut short"
    )
    assert dump_of_pages(two_pages).reasons == (doubt,)
    assert dump_of_pages(f"{two_pages}\n").reasons == (doubt,)
    assert dump_of_pages(f"{two_pages}\n\n").verdict is Verdict.COMPLETE
    assert dump_of_pages(f"{two_pages}\n\tListe").verdict is Verdict.COMPLETE
    assert dump_of_pages(two_pages, is_closed=True).verdict is Verdict.COMPLETE
    counted = dump_of_pages(two_pages.replace("Seite 2", "4 Projekte\nSeite 2"))
    assert counted.verdict is Verdict.COMPLETE


def test_a_page_without_rows_between_others_is_a_doubt() -> None:
    made = numbered(3)
    made.parts = [part for part in made.parts if not (isinstance(part, Row) and part.origin.page == 2)]
    made.pages[1] = [made.pages[1][0], "", "", "", "", made.pages[1][5]]
    ledger = made.ledger()
    assert (ledger.verdict, ledger.reasons) == (
        Verdict.UNKNOWN, ("page 2 is without any row, between pages with rows",)
    )  # fmt: skip


def test_pages_that_were_not_read_are_missing() -> None:
    made = numbered(3)
    content = Drawn(list(made.drawn().pages)[:2], 3)
    parts = [part for part in made.parts if page_of(part) < 3]
    assert "page 3 is not read" in ledger_of(content, parts).reasons


# --- rows ------------------------------------------------------------------------------------------------------------


def doubled(made: Printed) -> Printed:
    again = Printed(made.headings)
    for _ in range(2):
        for page in range(1, len(made.pages) + 1):
            again.page()
            for part in made.parts:
                if page_of(part) == page:
                    copied(part, again)
    return again


def copied(part: Part, to: Printed) -> None:
    if isinstance(part, Row):
        to.row(*(cell.printed for cell in part.cells))
    elif isinstance(part, Head):
        to.head()
    else:
        to.furniture(part.kind, part.pieces[0].text)


def test_a_doubled_list_is_told() -> None:
    ledger = doubled(numbered(foot="")).ledger()
    assert ledger.verdict is Verdict.INCOMPLETE
    assert ledger.reasons == ("rows 13–24 repeat rows 1–12 one for one: the list, or a part of it, is there twice",)


def test_a_doubled_list_is_told_though_its_pages_are_numbered() -> None:
    assert doubled(numbered()).ledger().verdict is Verdict.INCOMPLETE


def test_a_doubled_page_is_told() -> None:
    made = Printed().page().head()
    for number in [*range(20), *range(10, 20), *range(20, 30)]:
        made.row(f"{word(number)} {number}", f"{number},00")
    assert made.ledger().reasons[0].startswith("rows 21–30 repeat rows 11–20")


def test_equal_rows_here_and_there_are_legitimate() -> None:
    made = Printed().page().head()
    for number in range(63):
        made.row("Privatperson", ("500,00", "600,00", "700,00", "800,00", "900,00", "450,00")[number * number % 6])
        if number % 3 == 0:
            made.row(f"{word(number)} {number}", "100,00")
            made.row(f"{word(number)} {number}", "100,00")
    assert made.ledger().reasons == UNSTATED


def test_running_numbers_prove_that_nothing_is_left_out() -> None:
    made = Printed(("Lfd. Nr.", "Name")).page().head()
    for number in range(1, 22):
        made.row(str(number), word(number))
    ledger = made.ledger()
    assert ledger.declared == {"running_numbers": [{"column": "Lfd. Nr.", "first": 1, "last": 21}]}
    assert ledger.verdict is Verdict.COMPLETE


RUNNING = "the running numbers in 'Lfd. Nr.' go from 1 to 21 without a gap"


def test_running_numbers_may_go_on_in_a_further_table() -> None:
    made = Printed(("Lfd. Nr.", "Name")).page().head()
    for number in range(1, 12):
        made.row(str(number), word(number))
    made.headings = ("Nr.", "Träger")
    made.head()
    for number in range(12, 22):
        made.row(str(number), word(number))
    assert made.ledger().reasons == (
        "every printed line is accounted for",
        "the running numbers in 'Lfd. Nr.' go from 1 to 11 without a gap",
        "the running numbers in 'Nr.' go from 12 to 21 without a gap",
    )


def numbered_sheet(*after: str) -> Ledger:
    table = [["Lfd. Nr.", "Name"], *([str(number), word(number)] for number in range(1, 22))]
    parts = sheet_parts(table)
    for line, (kind, text) in enumerate(((Kind.NOTE, text) for text in after), 23):
        table.append([text])
        parts.append(Furniture(kind, (Piece(1, line, text),)))
    return ledger_of(Grids((sheet(table),)), parts)


def test_running_numbers_of_a_sheet_do_not_say_which_is_the_last() -> None:
    ledger = numbered_sheet()
    assert (ledger.verdict, ledger.reasons) == (
        Verdict.UNKNOWN,
        (f"{RUNNING}, but nothing says that the list ends there",),
    )


@pytest.mark.parametrize("closing", ["Ende der Liste", "21 Projekte", "End of list."])
def test_running_numbers_prove_a_sheet_that_says_where_it_ends(closing: str) -> None:
    assert numbered_sheet(closing).verdict is Verdict.COMPLETE


def test_running_numbers_of_one_full_page_are_a_doubt() -> None:
    made = Printed(("Nr.", "Name")).page().head()
    for number in range(1, 65):
        made.row(str(number), word(number))
    assert made.ledger().reasons == (
        "the running numbers in 'Nr.' go from 1 to 64 without a gap, "
        "but they end at the foot of a full page: more may have followed",
    )


def test_running_numbers_that_end_at_the_foot_of_a_full_page_are_a_doubt() -> None:
    made = Printed(("Nr.", "Name"))
    for page in range(4):
        made.page().head()
        for at in range(11 if page < 3 else 6):
            made.row(str(page * 11 + at + 1), f"{word(page * 11 + at)} {at}")
    assert made.ledger().verdict is Verdict.COMPLETE
    assert made.ledger(4).reasons == (
        "the running numbers in 'Nr.' go from 1 to 33 without a gap, "
        "but they end at the foot of a full page: more may have followed",
    )


@pytest.mark.parametrize(
    ("numbers", "reason"),
    [
        ([*range(1, 9), *range(11, 21)], "the running numbers in 'Nr' leave out 9–10"),
        ([*range(1, 9), 8, *range(9, 21)], "the running numbers in 'Nr' repeat 8"),
        ([*range(5, 21)], "the running numbers in 'Nr' begin with 5: what stands before is missing"),
    ],
)
def test_gaps_and_repetitions_of_running_numbers_are_named(numbers: list[int], reason: str) -> None:
    made = Printed(("Nr", "Name")).page().head()
    for number in numbers:
        made.row(str(number), f"{word(number)} {len(made.pages[0])}")
    ledger = made.ledger()
    assert (ledger.verdict, ledger.reasons) == (Verdict.INCOMPLETE, (reason,))


def test_numbers_of_another_kind_are_no_running_numbers() -> None:
    made = Printed(("Ziffer", "Name")).page().head()
    for number in range(21):
        made.row(str(number * 7 % 10 + 1), word(number))
    assert made.ledger().reasons == UNSTATED


# --- sums and counts -------------------------------------------------------------------------------------------------


def with_total(*said: str, rows: int = 12) -> Ledger:
    made = Printed().page().head()
    for number in range(rows):
        made.row(f"{word(number)} {number}", f"1.00{number % 10},50")
    for line in said:
        made.furniture(Kind.TOTAL, line)
    return made.ledger()


def test_a_sum_that_agrees_proves_the_extent() -> None:
    ledger = with_total("Gesamtsumme 12.052,00")
    assert ledger.verdict is Verdict.COMPLETE
    assert ledger.declared["sums"] == [
        {"label": "Gesamtsumme", "page": 1, "amounts": [Decimal("12052.00")], "agrees": True}
    ]


def test_a_sum_that_disagrees_is_named() -> None:
    ledger = with_total("Gesamtsumme 13.052,00")
    assert ledger.verdict is Verdict.INCOMPLETE
    assert ledger.reasons == (
        "the sum 'Gesamtsumme' (page 1) says 13,052.00, but the rows' 'Betrag' add up to 12,052.00",
    )


def test_sums_of_groups_agree_without_proving_the_whole() -> None:
    made = Printed().page().head()
    for group in range(3):
        for number in range(4):
            made.row(f"{word(group * 4 + number)} {group}", "10,00")
        made.furniture(Kind.TOTAL, f"Summe Kreis {'ABC'[group]} 40,00")
    assert made.ledger().verdict is Verdict.UNKNOWN
    assert made.furniture(Kind.TOTAL, "Gesamtsumme 120,00").ledger().verdict is Verdict.COMPLETE


def test_a_count_that_agrees_proves_the_extent() -> None:
    assert with_total("12 Vorhaben").verdict is Verdict.COMPLETE
    assert with_total("Anzahl der Projekte: 13").reasons == ("the list states 13 rows (page 1), but 12 were read",)
    assert with_total("12 von 134 Projekten").reasons == ("the list states 12 of 134 rows (page 1): it is an excerpt",)


def test_a_sum_that_was_cut_as_a_row_is_a_doubt() -> None:
    made = Printed(("Name", "Ort", "Land", "Betrag")).page().head()
    for number in range(12):
        made.row(f"{word(number)} {number}", "Ort", "D", "10,00")
    made.row("Gesamtsumme", None, None, "120,00")
    ledger = made.ledger()
    assert ledger.verdict is Verdict.UNKNOWN
    assert ledger.reasons == ("cut as rows, but look like sums: 13",)


# --- lists that were cut off -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [10, 20, 50, 150, 1000])
def test_a_round_number_of_rows_is_a_doubt(rows: int) -> None:
    table = [["Ort", "Name"], *([f"Ort {number * 7 % 1009}", word(number)] for number in range(1, rows + 1))]
    ledger = ledger_of(Grids((sheet(table),)), sheet_parts(table))
    assert ledger.verdict is Verdict.UNKNOWN
    assert ledger.reasons == (f"the list has exactly {rows} rows, as if it had been cut at that number",)


@pytest.mark.parametrize(
    ("rows", "is_stated", "is_odd"),
    [
        (5000, True, True),
        (65535, False, True),
        (1048576, False, True),
        (200, False, True),
        (200, True, False),
        (20, False, True),
        (20, True, False),
        (60, False, False),
        (1001, False, False),
        (0, False, False),
    ],
)
def test_numbers_that_exports_are_cut_at(rows: int, is_stated: bool, is_odd: bool) -> None:
    assert bool(list(round_findings(rows, is_stated))) is is_odd


def test_an_alphabet_that_stops_is_a_doubt() -> None:
    names = sorted(f"{letter}{word(number)}" for letter in "ABCDEFGHIJK" for number in range(10))
    made = Printed().page().head()
    for name in names:
        made.row(name, "10,00")
    made.furniture(Kind.PAGE_NUMBER, "Seite 1 von 1")
    ledger = made.ledger()
    assert ledger.verdict is Verdict.UNKNOWN
    assert ledger.reasons == ("the names are in alphabetical order and break off at 'K'",)


def alphabetical(*pages: str, foot: str = "") -> Ledger:
    """Pages of names, ten for each of their letters."""
    made = Printed()
    for page, letters in enumerate(pages, 1):
        made.page().head()
        for letter in letters:
            for name in sorted(f"{letter}{word(number)}" for number in range(11)):
                made.row(name, "10,00")
        if foot:
            made.furniture(Kind.PAGE_NUMBER, foot.format(page, len(pages)))
    return made.ledger()


def test_an_alphabet_that_leaves_letters_out_is_a_doubt() -> None:
    assert alphabetical("ABCDE", "FGHKL", "MPRST", "UVWZ").reasons == UNSTATED
    assert alphabetical("ABCDE", "MPRST", "UVWZ", foot="Seite {} von {}").verdict is Verdict.COMPLETE
    assert alphabetical("ABCDE", "MPRST", "UVWZ").reasons == (
        "the names are in alphabetical order, but none begins with F to L: rows are missing?",
    )


def test_an_alphabet_that_goes_back_at_the_top_of_a_page_is_a_doubt() -> None:
    assert alphabetical("ABCDE", "MPRST", "FGHKL", "UVWZ").reasons == (
        "the names are in alphabetical order, but go back from T to F at the top of page 3: "
        "pages out of order, or another list?",
    )
    assert alphabetical("ABCDMPRSTEFGHKL", "UVWZ").reasons == UNSTATED


def test_a_last_row_without_its_end_is_a_doubt() -> None:
    made = Printed(("Name", "Ort", "Text")).page().head()
    for number in range(20):
        made.row(word(number), "Ort", "Ein Satz.")
    made.row(word(20), None, None)
    assert made.ledger().reasons == ("the last row has nothing under 'Ort', 'Text', which others have: it breaks off",)


def test_a_last_row_may_have_an_empty_cell_at_its_end() -> None:
    made = Printed(("Name", "Ort", "Text")).page().head()
    for number in range(20):
        made.row(word(number), "Ort", "Ein Satz.")
    made.row(word(20), "Ort", None)
    assert made.ledger().reasons == UNSTATED


def test_a_last_text_without_its_full_stop_is_a_doubt() -> None:
    made = Printed(("Name", "Text")).page().head()
    for number in range(40):
        made.row(word(number), f"Ein langer Satz über das Vorhaben Nummer {number} mit seinem Ende an dieser Stelle.")
    made.row(word(40), "Ein langer Satz, der")
    assert made.ledger().reasons == (
        "the last row ends with 'Ein langer Satz, der', without the full stop that the others have",
    )


def test_a_list_without_rows_is_incomplete() -> None:
    made = Printed().page().head()
    assert (made.ledger().verdict, made.ledger().reasons) == (Verdict.INCOMPLETE, ("not a single row was read",))


def test_each_table_of_a_file_must_state_its_extent() -> None:
    first = [["Lfd. Nr.", "Name"], *([str(number), word(number)] for number in range(1, 8))]
    second = [["Ort", "Name"], *([f"Ort {number}", word(number)] for number in range(1, 8))]
    parts = [*sheet_parts(first), *sheet_parts(second, 2, 7)]
    assert ledger_of(Grids((sheet(first), sheet(second, 2))), parts).verdict is Verdict.UNKNOWN
    stated = Furniture(Kind.TOTAL, (Piece(1, 9, "7 Projekte"),)), Furniture(Kind.TOTAL, (Piece(2, 9, "7 Projekte"),))
    parts = [*sheet_parts(first), stated[0], *sheet_parts(second, 2, 7), stated[1]]
    grids = Grids((sheet([*first, ["7 Projekte"]]), sheet([*second, ["7 Projekte"]], 2)))
    assert ledger_of(grids, parts[:8] + parts[9:]).verdict is Verdict.INCOMPLETE
    assert ledger_of(grids, parts).verdict is Verdict.COMPLETE


def in_parts(*totals: str) -> Ledger:
    """Two tables with different headings; sums may stand above, between and below them."""
    made = Printed(("Name", "Zuschuss")).page()
    if len(totals) > 2:
        made.furniture(Kind.TOTAL, totals[2])
    made.head()
    for number in range(6):
        made.row(word(number), f"{number}.100,50")
    if totals[1:] and totals[1]:
        made.furniture(Kind.TOTAL, totals[1])
    made.headings = ("Ort", "Träger", "Betrag")
    made.head()
    for number in range(7):
        made.row(f"Ort {number}", word(number + 9), f"{number}.200,25")
    if totals[0]:
        made.furniture(Kind.TOTAL, totals[0])
    return made.ledger()


@pytest.mark.parametrize("totals", [("Gesamtsumme 38.004,75",), ("", "", "Gesamtsumme 38.004,75")])
def test_a_grand_total_is_compared_with_all_tables_together(totals: Sequence[str]) -> None:
    ledger = in_parts(*totals)
    assert (ledger.verdict, ledger.reasons) == (
        Verdict.COMPLETE,
        (
            "every printed line is accounted for",
            "the sum 'Gesamtsumme' (page 1) agrees with all rows of all 2 tables",
        ),
    )
    assert [told["agrees"] for told in ledger.declared["sums"]] == [True]  # type: ignore[attr-defined]


def test_a_grand_total_over_all_tables_that_disagrees_is_named() -> None:
    assert in_parts("Gesamtsumme 38.004,76").reasons == (
        "the sum 'Gesamtsumme' (page 1) says 38,004.76, but the rows' 'Betrag' add up to 22,401.75",
    )
    ledger = in_parts("", "", "Gesamtsumme 39.004,75")
    assert (ledger.verdict, ledger.reasons) == (
        Verdict.UNKNOWN,
        ("the sum 'Gesamtsumme' (page 1) says 39,004.75, but all rows of all 2 tables add up to 38,004.75",),
    )


def test_sums_below_each_table_and_one_over_both_agree() -> None:
    assert in_parts("Summe 22.401,75", "Summe 15.603,00").verdict is Verdict.COMPLETE
    assert in_parts("Gesamtsumme 38.004,75", "Summe 15.603,00").verdict is Verdict.COMPLETE


# --- what is kept ----------------------------------------------------------------------------------------------------


def test_the_day_and_the_title_are_kept_as_facts() -> None:
    made = Printed().page()
    made.furniture(Kind.TITLE, "Verzeichnis der Begünstigten (Stand: 30.12.2015)").head().row("a", "1,00")
    assert made.ledger().declared == {
        "title": "Verzeichnis der Begünstigten (Stand: 30.12.2015)",
        "as_of": "2015-12-30",
    }


def test_a_known_edition_is_held_against_what_was_counted_by_hand() -> None:
    headings = (
        "Projektträger", "Durchführungsort", "Region/FKA", "Nr. der RL", "Vorhabensart", "Bewilligungsbeginn",
        "Bewilligungsende", "Projekttitel", "Kurzbeschreibung",
    )  # fmt: skip
    made = Printed(headings).page()
    made.furniture(Kind.TITLE, "Fachkräfterichtlinie: beantragte und bewilligte Projekte, Regionalbudget 2023")
    made.furniture(Kind.AS_OF, "Stand: 31.12.2023").head().row(*"abcdefghi")
    assert made.ledger().reasons == ("this edition is known to have 134 rows, but 1 is here",)


def test_what_the_file_itself_gives_reason_to_doubt_is_a_doubt() -> None:
    made = numbered()
    account = Account(Document("page.html", "00", "html", made.drawn(), doubts=("the page ends inside a table",)))
    for part in made.parts:
        account.enter(part)
    assert (account.close().verdict, account.close().reasons) == (Verdict.UNKNOWN, ("the page ends inside a table",))


def test_a_block_of_rows_is_found_again_at_any_distance_and_spacing() -> None:
    blocks = Blocks()
    first, again = [*range(20), *range(100, 130)], [*range(5, 12), 200]
    for blank, name in [*((" ", name) for name in first), *(("  ", name) for name in again)]:
        blocks.add((Cell(f"Verein{blank}{name}"), Cell(None)))
    assert [finding.sentence for finding in blocks.findings()] == [
        "rows 51–57 repeat rows 6–12 one for one: the list, or a part of it, is there twice"
    ]
