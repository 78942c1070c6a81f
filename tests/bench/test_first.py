from bench.first import FIELDS, compared
from bench.ledger import Account

ACCOUNT = Account(2, 20, 0, "complete", ())


def by_hand(n, first, last):
    return {"n": n, "line_first": first, "line_last": last, "rl_no": "1"} | dict.fromkeys(FIELDS, "a")


def read(n, lines, **other):
    return {"row": n, "lines": lines, "fields": dict.fromkeys(FIELDS, "a") | {"item": "1"} | other}


def test_rows_cells_and_line_ranges_are_counted_apart():
    found = compared([read(1, [1, 4]), read(2, [5, 8], title="b")], [by_hand(1, 1, 4), by_hand(2, 5, 9)], ACCOUNT)
    assert (found.exact_rows, found.exact_cells, found.cells, found.exact_ranges) == (1, 17, 18, 1)


def test_a_row_that_is_not_there_has_no_exact_cell():
    found = compared([], [by_hand(1, 1, 4)], ACCOUNT)
    assert (found.exact_rows, found.exact_cells, found.exact_ranges) == (0, 0, 0)
