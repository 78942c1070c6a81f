"""How right a reading is: rows aligned in order with the truth, whole rows, cells, cells blind to blanks, surplus."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher
from typing import NamedTuple, TypeAlias

from fachwerk.text import blind, squeeze

Fields: TypeAlias = Mapping[str, str | None]
Key: TypeAlias = tuple[str | None, ...]

_AMOUNT = re.compile(r"-?\d{1,3}(?:[.,' ]?\d{3})*(?:[.,]\d{1,2})?$")


class Difference(NamedTuple):
    """A cell that is not as it should be; `row` counts the truth's rows from 1."""

    row: int
    field: str
    want: str | None
    got: str | None


@dataclass(frozen=True, slots=True)
class Score:
    """What an alignment of a reading with the truth says; counts, not shares."""

    rows: int
    rows_out: int
    exact_rows: int
    blind_rows: int
    missing: int
    cells: int
    exact_cells: int
    blind_cells: int
    by_field: Mapping[str, int] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()

    @property
    def surplus(self) -> int:
        """Rows out that stand for no row of the truth."""
        return self.rows_out - (self.rows - self.missing)

    @property
    def share(self) -> float:
        """Share of the truth's rows that came out exactly right in every cell."""
        return self.exact_rows / self.rows if self.rows else 1.0

    def __str__(self) -> str:
        return (
            f"rows {self.exact_rows}/{self.rows} ({100 * self.share:.1f} %), blind {self.blind_rows}, "
            f"cells {100 * self.exact_cells / max(1, self.cells):.2f} %, "
            f"blind {100 * self.blind_cells / max(1, self.cells):.2f} %, missing {self.missing}, surplus {self.surplus}"
        )


def amount(text: str | None) -> Decimal | None:
    """Read an amount in German or English notation: "159.965,00 €" and "159965.0" are the same; else None.

    A lone point or comma before exactly three digits parts thousands.
    """
    bare = re.sub(r"(€|EUR|Euro|\s)", "", text or "")
    if not _AMOUNT.fullmatch(bare):
        return None
    whole, cents = re.fullmatch(r"(.+?)(?:[.,](\d{1,2}))?", bare).groups()  # type: ignore[union-attr]
    return Decimal(re.sub(r"[.,']", "", whole) + "." + (cents or "0"))


def _comparable(name: str, value: str | None) -> str | None:
    """A cell's value as it is compared: amounts by their worth, everything else by its letters."""
    if name.startswith("amount_") and (worth := amount(value)) is not None:
        return str(worth.quantize(Decimal("0.01")))
    return value or None


def score(truth: Sequence[Fields], reading: Sequence[Fields], fields: Sequence[str]) -> Score:
    """Compare a reading with the truth in the given fields; the order of rows counts."""
    want = [tuple(_comparable(name, row.get(name)) for name in fields) for row in truth]
    got = [tuple(_comparable(name, row.get(name)) for name in fields) for row in reading]
    pairs = dict(aligned(want, got))
    exact, loose, right = 0, 0, dict.fromkeys(fields, 0)
    exact_cells = blind_cells = 0
    differences: list[Difference] = []
    for number, row in enumerate(want):
        other = got[pairs[number]] if number in pairs else None
        same = [other is not None and mine == its for mine, its in zip(row, other or row, strict=True)]
        close = [other is not None and _blind(mine) == _blind(its) for mine, its in zip(row, other or row, strict=True)]
        exact, loose = exact + all(same), loose + all(close)
        exact_cells, blind_cells = exact_cells + sum(same), blind_cells + sum(close)
        for at, name in enumerate(fields):
            right[name] += same[at]
            if not same[at]:
                differences.append(Difference(number + 1, name, row[at], other[at] if other else "(row missing)"))
    return Score(
        rows=len(want), rows_out=len(got), exact_rows=exact, blind_rows=loose, missing=len(want) - len(pairs),
        cells=len(want) * len(fields), exact_cells=exact_cells, blind_cells=blind_cells, by_field=right,
        differences=tuple(differences),
    )  # fmt: skip


def score_grid(truth: Sequence[Sequence[str]], grid: Sequence[Sequence[str | None]]) -> Score:
    """Compare raw rows of another tool with the printed cells, forgiving: empty cells and columns count for nothing.

    Line breaks inside a cell are taken for blanks; how much that costs shows beside the count blind to blanks.
    """
    want = [tuple(squeeze(cell) for cell in row if cell.strip()) for row in truth]
    got = [filled for row in grid if (filled := tuple(squeeze(cell) for cell in row if cell and cell.strip()))]
    pairs = dict(aligned(want, got))
    cells = sum(map(len, want))
    exact = loose = exact_cells = blind_cells = 0
    for number, at in pairs.items():
        mine, its = want[number], got[at]
        exact += mine == its
        loose += _blind_row(mine) == _blind_row(its)
        exact_cells += _common(mine, its)
        blind_cells += _common(_blind_row(mine), _blind_row(its))
    return Score(len(want), len(got), exact, loose, len(want) - len(pairs), cells, exact_cells, blind_cells)


def aligned(want: Sequence[Key], got: Sequence[Key]) -> Iterator[tuple[int, int]]:
    """Pair rows in order: equal ones first, between them those that share most cells (at least a third)."""
    loose_want, loose_got = [_blind_row(row) for row in want], [_blind_row(row) for row in got]
    matcher = SequenceMatcher(None, loose_want, loose_got, autojunk=False)
    for tag, first, last, left, right in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(range(first, last), range(left, right), strict=True)
        elif tag == "replace":
            yield from (
                (first + mine, left + its) for mine, its in _likest(loose_want[first:last], loose_got[left:right])
            )


def _likest(want: Sequence[Key], got: Sequence[Key]) -> list[tuple[int, int]]:
    """Align two short stretches so that the number of shared cells is largest."""
    alike = [[_likeness(mine, its) for its in got] for mine in want]
    best = [[0.0] * (len(got) + 1) for _ in range(len(want) + 1)]
    for i in range(len(want) - 1, -1, -1):
        for j in range(len(got) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + alike[i][j])
    pairs, i, j = [], 0, 0
    while i < len(want) and j < len(got):
        if alike[i][j] and best[i][j] == best[i + 1][j + 1] + alike[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(want: Key, got: Key) -> float:
    """Share of the cells that are equal, 0 below a third."""
    same = sum(a == b for a, b in zip(want, got, strict=True)) if len(want) == len(got) else _common(want, got)
    share = same / max(1, len(want))
    return share if share >= 1 / 3 else 0.0


def _common(want: Sequence[object], got: Sequence[object]) -> int:
    return sum(block.size for block in SequenceMatcher(None, want, got, autojunk=False).get_matching_blocks())


def _blind(text: str | None) -> str | None:
    return None if text is None else blind(text)


def _blind_row(row: Key) -> Key:
    return tuple(_blind(cell) for cell in row)
