import csv
from collections import defaultdict
from itertools import islice
from random import Random

from bench.register.listings import HEADINGS, plans, true_rows, write_editions


def test_the_same_numbers_give_the_same_files(tmp_path):
    first, second = (write_editions(300, 2, 5, tmp_path / name) for name in "ab")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_every_row_has_its_truth(tmp_path):
    (path,) = write_editions(400, 1, 5, tmp_path)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert tuple(rows[0]) == HEADINGS
    assert len(rows) == 401
    assert all(len(row) == len(HEADINGS) and all(row) for row in rows)
    assert [true.row for true in true_rows(path)] == list(range(1, 401))


def test_editions_share_projects_and_hold_new_ones(tmp_path):
    old, new = ({true.project for true in true_rows(path)} for path in write_editions(1_000, 2, 5, tmp_path))
    assert 350 < len(old & new) < 450
    assert len(old) == len(new) == 500


def test_a_series_is_one_organisations_and_each_part_begins_after_the_one_before():
    by_series = defaultdict(list)
    for plan in islice(plans(Random(5)), 4_000):
        by_series[plan.series].append(plan)
    long = [some for some in by_series.values() if len({plan.counter for plan in some}) > 1]
    assert len(long) > 50
    for some in long:
        assert len({plan.body.number for plan in some}) == 1
        parts = {plan.counter: plan for plan in some}
        for counter in sorted(parts)[1:]:
            if counter - 1 in parts:
                assert parts[counter].begin > parts[counter - 1].end
