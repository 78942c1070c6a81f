from decimal import Decimal

import pytest

from bench.score import amount, score, score_grid

FIELDS = ("sponsor", "title", "amount_paid")


def rows(*names):
    return [{"sponsor": name, "title": f"Vorhaben {name}", "amount_paid": "1.000,00"} for name in names]


@pytest.mark.parametrize(
    ("printed", "worth"),
    [
        ("159.965,00", "159965"),
        ("159965.0", "159965"),
        ("5.696,05 €", "5696.05"),
        ("EUR 1,234.50", "1234.5"),
        ("-2.000", "-2000"),
        ("12", "12"),
    ],
)
def test_an_amount_is_read_in_german_and_english_notation(printed, worth):
    assert amount(printed) == Decimal(worth)


@pytest.mark.parametrize("printed", [None, "", "k. A.", "2010 / 2012"])
def test_what_is_no_amount_is_none(printed):
    assert amount(printed) is None


def test_a_perfect_reading_has_all_rows_and_no_surplus():
    result = score(rows("A", "B", "C"), rows("A", "B", "C"), FIELDS)
    assert (result.exact_rows, result.exact_cells, result.missing, result.surplus) == (3, 9, 0, 0)
    assert result.differences == ()


def test_amounts_are_compared_by_their_worth():
    other = [{**row, "amount_paid": "1000.0"} for row in rows("A")]
    assert score(rows("A"), other, FIELDS).share == 1


def test_a_lost_row_costs_one_row_and_no_other():
    result = score(rows("A", "B", "C", "D"), rows("A", "C", "D"), FIELDS)
    assert (result.exact_rows, result.missing, result.surplus) == (3, 1, 0)
    assert {difference.row for difference in result.differences} == {2}


def test_an_invented_row_is_surplus():
    result = score(rows("A", "B"), [*rows("A"), *rows("X"), *rows("B")], FIELDS)
    assert (result.exact_rows, result.missing, result.surplus) == (2, 0, 1)


def test_a_blank_too_many_is_counted_apart():
    other = [{**rows("A")[0], "title": "Vor haben A"}]
    result = score(rows("A"), other, FIELDS)
    assert (result.exact_rows, result.blind_rows, result.exact_cells, result.blind_cells) == (0, 1, 2, 3)


def test_a_row_that_is_right_in_part_is_aligned_and_says_what_differs():
    other = [*rows("A"), {**rows("B")[0], "title": "falsch"}, *rows("C")]
    result = score(rows("A", "B", "C"), other, FIELDS)
    assert result.missing == 0
    assert [tuple(each) for each in result.differences] == [(2, "title", "Vorhaben B", "falsch")]


def test_the_order_of_rows_counts():
    assert score(rows("A", "B"), rows("B", "A"), FIELDS).exact_rows == 1


def test_a_grid_is_forgiven_empty_columns_and_line_breaks_at_blanks():
    grid = [["Träger", "Titel"], ["A", None, "Vorhaben\nA"], ["", "", ""]]
    result = score_grid([["A", "", "Vorhaben A"]], grid)
    assert (result.exact_rows, result.rows_out) == (1, 2)
