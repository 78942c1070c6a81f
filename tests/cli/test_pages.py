"""Page numbers as a user types them."""

import pytest

from fachwerk.cli.pages import page_numbers
from fachwerk.errors import UnusableInput


@pytest.mark.parametrize(
    ("typed", "pages"),
    [("7", {7}), ("1-3,7", {1, 2, 3, 7}), (" 2 - 3 , 3 ", {2, 3}), ("1–2", {1, 2}), ("5-5", {5})],
)
def test_numbers_and_ranges_are_parted_by_commas(typed: str, pages: set[int]) -> None:
    assert page_numbers(typed) == pages


@pytest.mark.parametrize("typed", ["", "0", "3-1", "a", "1,", "-3", "5-", "1 2", "1-999999"])
def test_anything_else_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(UnusableInput) as refused:
        page_numbers(typed)
    assert str(refused.value) == f'--pages: "{typed}" names no pages; write for example 1-3,7'
