from bench.measured import Measured
from bench.page import markdown, table
from bench.real import Comparison
from bench.score import Score


def test_a_table_is_flush_left_in_its_first_column_only():
    assert table(["list", "rows"], [["a", "3"]]) == "| list | rows |\n| --- | ---: |\n| a | 3 |\n"


def test_the_page_says_what_was_measured_and_what_could_not_be():
    score = Score(130, 131, 129, 130, 0, 1170, 1169, 1170)
    found = Measured(
        tables={"weasy-grid": {"fachwerk": score}},
        seconds={"weasy-grid": {"fachwerk": 0.16, "pdfplumber": 1.6}},
        pages={"weasy-grid": 16, "300 pages": 300},
        forms={"weasy-grid": {"pdf": score, "tika": "refused"}},
        memory={"300 pages": {"fachwerk": 81.4}},
        help_seconds=0.19,
        real={"list": Comparison(10, 12, 9, 1, 0, 2)},
        missing={"LibreOffice"},
    )
    page = markdown(found)
    assert "| weasy-grid (ruled) | 130 | 129 / 130 / 131 |" in page
    assert "| weasy-grid (ruled) | 16 | 10.0 ms (1.0 ×) | 100.0 ms (10.0 ×) |" in page
    assert "| weasy-grid (ruled) | 129 / 130 +1 | refused |" in page
    assert "| 300 | – | 81 MB |" in page
    assert "`fachwerk --help` answers in 0.19 s." in page
    assert "| list | 12 | 10 | 9 | 1 | 0 | 2 |" in page
    assert "LibreOffice" in page
