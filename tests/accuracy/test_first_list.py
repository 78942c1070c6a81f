"""The first list, where it is there: its first sixty rows against rows that two people made by hand."""

from pathlib import Path

import pytest

from bench.accuracy import json_lines, read_objects

SHARED = Path(__file__).resolve().parents[3] / "shared"
FIELDS = (
    "sponsor",
    "place",
    "region",
    "item",
    "kind",
    "begin",
    "end",
    "title",
    "description",
)

pytestmark = pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the first list is not here")


@pytest.fixture(scope="module")
def rows():
    return read_objects(next((SHARED / "seed").glob("*.txt")))


def test_the_first_list_has_all_its_rows(rows):
    assert len(rows) == 134


def test_its_cells_and_line_ranges_are_those_found_by_hand(rows):
    gold = json_lines(SHARED / "gold" / "rows-001-060.jsonl")
    wanted = [({**row, "item": row["rl_no"]}, [row["line_first"], row["line_last"]]) for row in gold]
    differing = [
        (row["n"], field, row[field], rows[row["n"] - 1]["fields"].get(field))
        for row, _ in wanted
        for field in FIELDS
        if rows[row["n"] - 1]["fields"].get(field) != row[field]
    ]
    assert differing == []
    assert [rows[row["n"] - 1]["lines"] for row, _ in wanted] == [lines for _, lines in wanted]
