"""Errors say where and what to do."""

from fachwerk.errors import UnusableInput


def test_an_error_is_one_sentence_with_place_and_advice() -> None:
    error = UnusableInput("the cell is cut", file="list.csv", page=2, line=7, advice="get the file again")
    assert str(error) == "list.csv, page 2, line 7: the cell is cut; get the file again"


def test_an_error_without_a_place_is_just_the_problem() -> None:
    assert str(UnusableInput("is empty")) == "is empty"
