"""Lists that somebody damaged: whatever is taken out, cut off or doubled, the ledger never says `complete`."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pypdfium2
import pytest

from fachwerk.errors import UnusableInput
from fachwerk.pipeline import Source, read_list
from fachwerk.records import Ledger, ReadOptions, Verdict

SAMPLES = Path(__file__).parents[2] / "samples"
PDF = SAMPLES / "fachkraefteprojekte.pdf"
TEXT = (SAMPLES / "fachkraefteprojekte.txt").read_text("utf-8")
PAGES = 5
COMPLETE, UNKNOWN, INCOMPLETE = Verdict.COMPLETE, Verdict.UNKNOWN, Verdict.INCOMPLETE

ALL = range(PAGES)
WITHOUT = [[page for page in ALL if page != left_out] for left_out in ALL]
CUT = [list(ALL[:end]) for end in range(1, PAGES)]
PAGE_DOUBLED = [sorted([*ALL, page]) for page in ALL]
SWAPPED = [[*ALL[:at], at + 1, at, *ALL[at + 2 :]] for at in range(PAGES - 1)]
DOUBLED = [[*ALL, *ALL]]


def ledger_of(path: Path) -> Ledger:
    listed = read_list(Source(path.name, path), ReadOptions())
    for _ in listed.readings():
        pass
    return listed.ledger()


def said(ledger: Ledger) -> str:
    return "; ".join(ledger.reasons)


# --- PDF -------------------------------------------------------------------------------------------------------------


def pages_of(source: Path, order: Iterable[int], to: Path) -> Path:
    old, new = pypdfium2.PdfDocument(source), pypdfium2.PdfDocument.new()
    new.import_pages(old, list(order))
    new.save(str(to))
    return to


def test_the_sample_as_pdf_is_complete_also_when_it_was_saved_anew(tmp_path: Path) -> None:
    assert ledger_of(pages_of(PDF, ALL, tmp_path / "list.pdf")).verdict is COMPLETE


@pytest.mark.parametrize("order", [*WITHOUT, *CUT])
def test_a_pdf_without_some_pages_is_incomplete(order: Sequence[int], tmp_path: Path) -> None:
    ledger = ledger_of(pages_of(PDF, order, tmp_path / "list.pdf"))
    assert ledger.verdict is INCOMPLETE
    verb = "is" if len(order) == 1 else "are"
    assert f"the list states 5 pages, but {len(order)} {verb} here" in ledger.reasons


@pytest.mark.parametrize("order", [*PAGE_DOUBLED, *SWAPPED, *DOUBLED])
def test_a_pdf_with_pages_doubled_or_out_of_order_is_incomplete(order: Sequence[int], tmp_path: Path) -> None:
    ledger = ledger_of(pages_of(PDF, order, tmp_path / "list.pdf"))
    assert ledger.verdict is INCOMPLETE
    assert re.search("printed again|one for one", said(ledger))


@pytest.mark.parametrize("share", [0.3, 0.9, 0.999])
def test_a_pdf_cut_at_a_byte_is_refused(share: float, tmp_path: Path) -> None:
    whole = PDF.read_bytes()
    (tmp_path / "list.pdf").write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(UnusableInput, match="ends in the middle"):
        ledger_of(tmp_path / "list.pdf")


# --- a PDF that numbers its rows, but not its pages ------------------------------------------------------------------


def names(count: int) -> list[str]:
    """Invented names, different from one another and in no order."""
    parts = ("Werk", "Hof", "Tal", "Berg", "Bach", "Feld", "Wald")
    return [
        f"{parts[at * 5 % 7]}verein {parts[at * 3 % 5]}{chr(97 + at * 11 % 26)}{at * 37 % 101}" for at in range(count)
    ]


def numbered_pdf(to: Path, rows: int) -> Path:
    platypus = pytest.importorskip("reportlab.platypus")
    table = [["Lfd. Nr.", "Projektträger", "Projekttitel", "Betrag"]]
    table += [[str(at), name, f"Vorhaben {at * 7 % 61}", f"{at}.200,50"] for at, name in enumerate(names(rows), 1)]
    style = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
    made = platypus.Table(table, colWidths=[50, 180, 180, 90], rowHeights=40, repeatRows=1, style=style)
    platypus.SimpleDocTemplate(str(to)).build([made])
    return to


@pytest.fixture(scope="module")
def numbered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list of 63 rows on four full pages and a short one."""
    return numbered_pdf(tmp_path_factory.mktemp("numbered") / "list.pdf", 73)


def test_running_numbers_that_end_high_on_the_last_page_prove_a_pdf(numbered: Path) -> None:
    ledger = ledger_of(numbered)
    assert (ledger.pages, ledger.rows, ledger.verdict) == (PAGES, 73, COMPLETE)


@pytest.mark.parametrize("order", [*WITHOUT, *CUT, *PAGE_DOUBLED, *SWAPPED, *DOUBLED])
def test_damage_to_a_numbered_pdf_is_named(order: Sequence[int], numbered: Path, tmp_path: Path) -> None:
    ledger = ledger_of(pages_of(numbered, order, tmp_path / "list.pdf"))
    assert ledger.verdict is not COMPLETE
    assert re.search("leave out|begin with|repeat|full page|one for one|perhaps rows", said(ledger))


@pytest.mark.parametrize("rows", [10, 20, 50])
def test_a_numbered_pdf_of_a_round_number_of_rows_is_doubted(rows: int, tmp_path: Path) -> None:
    ledger = ledger_of(numbered_pdf(tmp_path / "list.pdf", rows))
    assert ledger.verdict is UNKNOWN
    assert f"the list has exactly {rows} rows, as if it had been cut at that number" in ledger.reasons


# --- text dump -------------------------------------------------------------------------------------------------------

TEXT_PAGES = [page + "\n" for page in re.findall(r".*?^Seite \d von 5 Seiten\n", TEXT, re.DOTALL | re.MULTILINE)]
LAST_ROWS_END = TEXT.rindex("\nStand: 30.06.2023")


def text_ledger(text: str, folder: Path) -> Ledger:
    (folder / "list.txt").write_text(text, "utf-8")
    return ledger_of(folder / "list.txt")


def test_the_sample_as_text_is_complete(tmp_path: Path) -> None:
    assert len(TEXT_PAGES) == PAGES
    assert text_ledger(TEXT, tmp_path).verdict is COMPLETE


@pytest.mark.parametrize("order", [*WITHOUT[1:4], *CUT[1:], PAGE_DOUBLED[2], SWAPPED[1], *DOUBLED])
def test_a_text_with_other_pages_is_incomplete(order: Sequence[int], tmp_path: Path) -> None:
    ledger = text_ledger("".join(TEXT_PAGES[page] for page in order), tmp_path)
    assert ledger.verdict is INCOMPLETE
    assert re.search("the list states 5 pages, but|printed again|one for one", said(ledger))


@pytest.mark.parametrize("share", [0.37, 0.82, 0.95])
def test_a_text_cut_anywhere_is_not_complete(share: float, tmp_path: Path) -> None:
    ledger = text_ledger(TEXT[: int(len(TEXT) * share)], tmp_path)
    assert ledger.verdict is not COMPLETE
    assert "the list states 5 pages" in said(ledger)


def test_a_text_cut_right_before_its_last_foot_is_doubted(tmp_path: Path) -> None:
    ledger = text_ledger(TEXT[:LAST_ROWS_END], tmp_path)
    assert (ledger.verdict, ledger.reasons) == (
        UNKNOWN,
        (
            "the list states 5 pages, and so many are here, "
            "but the number of page 5 is not printed: the text may be cut short",
        ),
    )


# --- sheet -----------------------------------------------------------------------------------------------------------


def sheet_ledger(rows: Sequence[Sequence[str]], folder: Path) -> Ledger:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    with xlsxwriter.Workbook(str(folder / "list.xlsx")) as book:
        sheet = book.add_worksheet("Liste")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return ledger_of(folder / "list.xlsx")


HEADING = ("Lfd. Nr.", "Projektträger", "Projekttitel", "Betrag")
ROWS = [
    (str(at), name, f"Vorhaben {at * 7 % 61} in {name.split()[1]}", f"{at}.200,50")
    for at, name in enumerate(names(63), 1)
]
TOTAL = ("", "Gesamtsumme", "", "2.028.631,50")


def test_the_sample_as_sheet_states_nothing() -> None:
    ledger = ledger_of(SAMPLES / "fachkraefteprojekte.xlsx")
    assert (ledger.verdict, ledger.rows) == (UNKNOWN, 53)


def test_a_sheet_with_its_sum_is_complete(tmp_path: Path) -> None:
    assert sheet_ledger([HEADING, *ROWS, TOTAL], tmp_path).verdict is COMPLETE


@pytest.mark.parametrize("rows", [10, 20, 50, 37, 62])
def test_a_sheet_cut_at_a_row_is_not_complete(rows: int, tmp_path: Path) -> None:
    ledger = sheet_ledger([HEADING, *ROWS[:rows]], tmp_path)
    assert ledger.verdict is UNKNOWN
    assert (f"exactly {rows} rows" in said(ledger)) is (rows in (10, 20, 50))
    assert "nothing says that the list ends there" in said(ledger)


@pytest.mark.parametrize("rows", [10, 37, 62])
def test_a_sheet_that_was_cut_and_kept_its_sum_is_incomplete(rows: int, tmp_path: Path) -> None:
    ledger = sheet_ledger([HEADING, *ROWS[:rows], TOTAL], tmp_path)
    assert ledger.verdict is INCOMPLETE
    assert "the sum 'Gesamtsumme' (page 1) says 2,028,631.50, but" in said(ledger)


# --- CSV -------------------------------------------------------------------------------------------------------------


def csv_of(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\n").writerows(rows)
    return out.getvalue()


def csv_ledger(text: str, folder: Path) -> Ledger:
    (folder / "list.csv").write_text(text, "utf-8")
    return ledger_of(folder / "list.csv")


UNNUMBERED = [row[1:] for row in ROWS]
WAYS: dict[str, tuple[Callable[[list[tuple[str, ...]]], list[tuple[str, ...]]], Verdict]] = {
    "only running numbers": (lambda rows: [HEADING, *rows], UNKNOWN),
    "a closing line": (lambda rows: [HEADING, *rows, ("Ende der Liste",)], COMPLETE),
    "a count above": (lambda rows: [("63 Projekte",), HEADING, *rows], COMPLETE),
    "a sum below": (lambda rows: [HEADING, *rows, TOTAL], COMPLETE),
    "nothing": (lambda rows: [HEADING[1:], *(row[1:] for row in rows)], UNKNOWN),
    "a sum, no numbers": (lambda rows: [HEADING[1:], *(row[1:] for row in rows), TOTAL[1:]], COMPLETE),
}


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def test_a_csv_file_is_complete_if_it_says_where_it_ends(way: str, tmp_path: Path) -> None:
    written, verdict = WAYS[way]
    assert csv_ledger(csv_of(written(list(ROWS))), tmp_path).verdict is verdict


@pytest.mark.parametrize("rows", [10, 20, 50, 31, 62])
def test_a_csv_file_cut_at_a_row_is_not_complete(way: str, rows: int, tmp_path: Path) -> None:
    lines = csv_of(WAYS[way][0](list(ROWS))).splitlines(keepends=True)
    first = next(at for at, line in enumerate(lines) if "Projektträger" in line) + 1
    ledger = csv_ledger("".join(lines[: first + rows]), tmp_path)
    assert (ledger.rows, ledger.verdict is COMPLETE) == (rows, False)
    stated = "the list states 63 rows" in said(ledger)
    assert stated is (way == "a count above")
    assert stated or (f"exactly {rows} rows" in said(ledger)) is (rows in (10, 20, 50))


@pytest.mark.parametrize("share", [0.21, 0.5, 0.77, 0.96])
def test_a_csv_file_cut_at_a_byte_is_not_complete(way: str, share: float, tmp_path: Path) -> None:
    text = csv_of(WAYS[way][0](list(ROWS)))
    assert csv_ledger(text[: int(len(text) * share)], tmp_path).verdict is not COMPLETE


@pytest.mark.parametrize("block", [(0, 9), (20, 27), (40, 41), (55, 63)])
def test_a_csv_file_without_some_rows_is_not_complete(way: str, block: tuple[int, int], tmp_path: Path) -> None:
    left = [*ROWS[: block[0]], *ROWS[block[1] :]]
    ledger = csv_ledger(csv_of(WAYS[way][0](left)), tmp_path)
    assert ledger.verdict is not COMPLETE or (way, block[1]) == ("a closing line", len(ROWS))


def test_a_doubled_csv_file_is_incomplete(way: str, tmp_path: Path) -> None:
    text = csv_of(WAYS[way][0](list(ROWS)))
    for doubled in (text + text, csv_of(WAYS[way][0]([*ROWS, *ROWS])), csv_of(WAYS[way][0]([*ROWS[:30], *ROWS[20:]]))):
        ledger = csv_ledger(doubled, tmp_path)
        assert ledger.verdict is INCOMPLETE
        assert "one for one" in said(ledger)
