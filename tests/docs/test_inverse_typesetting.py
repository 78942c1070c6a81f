"""What the explanation of inverse typesetting shows is what the code does."""

from pathlib import Path

import pytest

from docs.costs import cost_table
from docs.generate import filled

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "explanation" / "inverse-typesetting.md"


def test_the_table_of_costs_is_the_one_in_the_code() -> None:
    page = PAGE.read_text("utf-8")
    assert filled(page, "costs", cost_table()) == page, "run `make docs`"


def test_a_block_that_is_missing_from_its_page_is_not_passed_over() -> None:
    with pytest.raises(ValueError, match="one block costs, not 0"):
        filled("# A page\n", "costs", "| a |")


def test_the_picture_is_drawn_from_the_sample_as_it_is() -> None:
    pytest.importorskip("reportlab")
    pytest.importorskip("xlsxwriter")
    from docs.figures.inverse_typesetting import IMAGE, picture

    assert picture() == IMAGE.read_text("utf-8"), "run `python -m docs.figures.inverse_typesetting`"
