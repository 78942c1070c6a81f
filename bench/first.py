"""The first list: Fachwerk's reading beside the rows that were made by hand, cell by cell and line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.accuracy import json_lines
from bench.ledger import Account, read_with_ledger

FIELDS = ("sponsor", "place", "region", "item", "kind", "begin", "end", "title", "description")
_BY_HAND = {"item": "rl_no"}


@dataclass(frozen=True, slots=True)
class FirstList:
    """Rows in all; of the rows that were made by hand: how many, exact ones, exact cells, exact line ranges."""

    account: Account
    by_hand: int
    exact_rows: int
    cells: int
    exact_cells: int
    exact_ranges: int


def first_list(dump: Path, by_hand: Path, scratch: Path) -> FirstList:
    """Read the dump and compare the rows that were made by hand; row n is row n."""
    rows, account = read_with_ledger(dump, scratch)
    return compared(rows, json_lines(by_hand), account)


def compared(rows: Sequence[Any], wanted: Sequence[Any], account: Account) -> FirstList:
    """Count what is exactly right, blanks included."""
    found = {row["row"]: row for row in rows}
    same = [[_cell(found.get(want["n"]), name) == want[_BY_HAND.get(name, name)] for name in FIELDS] for want in wanted]
    ranges = [
        want["n"] in found and found[want["n"]]["lines"] == [want["line_first"], want["line_last"]] for want in wanted
    ]
    cells = len(wanted) * len(FIELDS)
    return FirstList(account, len(wanted), sum(map(all, same)), cells, sum(map(sum, same)), sum(ranges))


def _cell(row: dict[str, Any] | None, name: str) -> object:
    return row["fields"].get(name) if row else ()
