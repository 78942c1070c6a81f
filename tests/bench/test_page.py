from dataclasses import replace

from bench.aims import Aim, aims, percent
from bench.first import FirstList
from bench.ledger import Account
from bench.measured import Measured
from bench.page import markdown, table
from bench.real import Comparison
from bench.score import Score

GOOD = Score(130, 131, 129, 130, 0, 1170, 1169, 1170)
BAD = Score(130, 130, 40, 60, 0, 1170, 900, 1000)
COMPLETE = Account(134, 1604, 0, "complete", ("every printed line is accounted for",))


def found() -> Measured:
    return Measured(
        first=FirstList(COMPLETE, 60, 60, 540, 540, 60),
        tables={"weasy-grid": {"fachwerk": GOOD, "pdfplumber": BAD}},
        seconds={"weasy-grid": {"fachwerk": 0.16, "pdfplumber": 1.6}},
        pages={"weasy-grid": 16, "300 pages": 300},
        forms={"weasy-grid": {"pdf": GOOD, "tika": BAD, "plain": BAD}},
        refused={("weasy-grid", "plain")},
        peaks={"300 pages": {"fachwerk": 81.4}},
        long_lists={"300 pages": replace(GOOD, rows=2280, exact_rows=2280)},
        help_seconds=0.19,
        real={"list": (replace(COMPLETE, rows=12), Comparison(10, 12, 9, 1, 0, 0, 2))},
        missing={"LibreOffice"},
        failed={"camelot stream on weasy-grid": "ToolFailed: camelot stream ended with 1"},
    )


def test_a_table_is_flush_left_in_its_first_column_only():
    assert table(["list", "rows"], [["a", "3"]]) == "| list | rows |\n| --- | ---: |\n| a | 3 |\n"


def test_the_page_says_what_was_measured_and_what_could_not_be():
    page = markdown(found())
    for line in (
        "read as 134 rows. Of the 60 rows made by hand, 60 are exact, 540 of 540 cells and 60 line ranges.",
        "| weasy-grid (ruled) | 129 +1 | 40 | refused |",
        "| WeasyPrint | 99.2 % | 30.7 % | refused |",
        "| list | 12 | 10 | 9 | 1 | 0 | 0 | 2 | 0 | `complete` |",
        "- list: every printed line is accounted for",
        "| weasy-grid (ruled) | 130 | 129 / 130 | 40 / 60 | 40 |",
        "| weasy-grid (ruled) | 16 | 10.0 ms (1.0 ×) | 100.0 ms (10.0 ×) |",
        "| 300 | 2,280 of 2,280 | 81 MB |",
        "`fachwerk --help` answers in 0.19 s.",
        "Not installed, hence not measured: LibreOffice.",
        "- camelot stream on weasy-grid: ToolFailed: camelot stream ended with 1",
    ):
        assert line in page


def test_every_aim_is_said_to_be_met_or_not():
    assert list(aims(found())) == [
        Aim("first list: 99.5 % of cells exact, blanks counted", "100.0 %", True),
        Aim("first list: every row's lines", "60 of 60", True),
        Aim("first list: nothing unexplained", "0 lines", True),
        Aim("PDF: 99 % of whole rows exact", "99.2 %", True),
        Aim("Tika dumps: 97 % of whole rows exact", "30.7 %", False),
        Aim(
            "real lists: 99.5 % of the rows that the open data have too equal in name, title, years, amounts",
            "90.0 %; at worst 90.0 %",
            False,
        ),
        Aim("real lists: nothing unexplained", "0 lines", True),
        Aim("as many exact rows as the best other tool on every ruled list", "on 1 of 1", True),
        Aim("5 times as fast a page as pdfplumber, on every timed list", "10.0 to 10.0 times", True),
        Aim("at most 150 MB for 300 pages", "81 MB", True),
        Aim("`fachwerk --help` in 0.3 s", "0.19 s", True),
    ]


def test_nearly_all_is_not_all():
    assert percent(0.9999) == "99.9 %"


def test_a_page_of_nothing_is_its_opening():
    assert markdown(Measured()).count("\n## ") == 0
