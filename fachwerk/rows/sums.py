"""Stated sums and counts, compared with the rows they stand under or above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import isqrt
from typing import NamedTuple

from fachwerk.records import Cell
from fachwerk.reference.amounts import amount_of
from fachwerk.rows.findings import Finding, doubts, proves, refutes
from fachwerk.rows.furniture import Statement

_USUAL = re.compile(r"^([0-9]{1,3}(?:\.[0-9]{3})*|[0-9]+)(?:,([0-9]{2}))?(?: ?€)?$")
_TRIAL = 40  # rows after which a column without amounts is given up
_LEAST_SHARE = 0.5
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_MOST_COMBINATIONS = 1000


class _Mark(NamedTuple):
    """How far rows and columns had got when a statement was printed, in cents by column."""

    rows: int
    cents: Mapping[int, int]


class Stated(NamedTuple):
    """One statement of a sum or count, and where among the rows it stands."""

    statement: Statement
    page: int
    mark: int


@dataclass(slots=True)
class _Column:
    """One column's amounts so far."""

    cents: int = 0
    amounts: int = 0
    others: int = 0
    years: int = 0
    has_cents: bool = False

    def add(self, text: str) -> None:
        cents = cents_of(text)
        if cents is None:
            self.others += 1
            return
        self.amounts += 1
        self.cents += cents
        self.has_cents = self.has_cents or cents % 100 != 0 or "," in text or "." in text[-3:]
        self.years += _FIRST_YEAR * 100 <= cents <= _LAST_YEAR * 100 and cents % 100 == 0

    @property
    def is_sum(self) -> bool:
        """Tell amounts from years, numbers and texts with a few figures among them."""
        filled = self.amounts + self.others
        return self.amounts >= _LEAST_SHARE * filled and self.years * 2 <= self.amounts


@dataclass(slots=True)
class Sums:
    """Adds up the columns of one table, and holds stated sums and counts against them at the end."""

    headings: Sequence[str]
    rows: int = 0
    stated: list[Stated] = field(default_factory=list)
    _columns: dict[int, _Column] = field(default_factory=dict)
    _marks: list[_Mark] = field(default_factory=lambda: [_Mark(0, {})])

    def add(self, cells: Sequence[Cell]) -> None:
        """Take a row."""
        self.rows += 1
        if self.rows == 1:
            self._columns = {at: _Column() for at in range(len(cells))}
        for at, column in self._columns.items():
            text = cells[at].printed if at < len(cells) else None
            if text is not None:
                column.add(text)
        if self.rows == _TRIAL:
            self._columns = {
                at: column
                for at, column in self._columns.items()
                if column.is_sum or not (column.amounts or column.others)
            }

    def state(self, statement: Statement, page: int) -> None:
        """Take a stated sum or count, which stands after the rows so far."""
        if self._marks[-1].rows != self.rows:
            self._marks.append(self._mark())
        self.stated.append(Stated(statement, page, len(self._marks) - 1))

    def checked(self, all_rows: int) -> Iterator[tuple[Stated, Finding | None]]:
        """Say of every statement whether rows add up to it: all, or those since an earlier statement or up to the next.

        None: it agrees with a group of rows only. `all_rows` are those of the whole file, if it has further tables.
        """
        if self.stated and self._marks[-1].rows != self.rows:
            self._marks.append(self._mark())
        for stated in self.stated:
            if stated.statement.count is not None:
                yield stated, self._counted(stated, stated.statement.count, all_rows)
            else:
                yield stated, self._summed(stated)

    def totals(self) -> set[int]:
        """Give what each column of amounts adds up to, in cents."""
        return {self._columns[at].cents for at in self._sum_columns()}

    def tolerance(self) -> int:
        """Give how far the sum of all rows may be off by rounding, in cents."""
        return max((self._tolerance(at, self.rows) for at in self._sum_columns()), default=0)

    def _sum_columns(self) -> list[int]:
        return [at for at, column in sorted(self._columns.items()) if column.is_sum and column.amounts]

    def _counted(self, stated: Stated, count: int, all_rows: int) -> Finding | None:
        whole = stated.statement.out_of
        said = f"the list states {count} rows" if whole is None else f"the list states {count} of {whole} rows"
        if whole is not None and count < whole:
            return refutes(f"{said} (page {stated.page}): it is an excerpt")
        if count in (self.rows, all_rows):
            return proves(f"{said}, and so many were read")
        if any(end.rows - begin.rows == count for begin, end in self._spans(stated)):
            return None
        return refutes(f"{said} (page {stated.page}), but {self.rows} were read")

    def _summed(self, stated: Stated) -> Finding | None:
        amounts = [int(amount * 100) for amount in stated.statement.amounts if amount]
        columns = self._sum_columns()
        if not amounts or not columns:
            return None
        said = f"the sum {stated.statement.label!r} (page {stated.page})"
        if self._agrees(amounts, [(self._marks[0], self._marks[-1])], columns):
            return proves(f"{said} agrees with all rows")
        if self._agrees(amounts, self._spans(stated), columns):
            return None
        return self._disagreement(said, amounts, columns, stated)

    def _disagreement(self, said: str, amounts: Sequence[int], columns: Sequence[int], stated: Stated) -> Finding:
        stated_cents = max(amounts)
        sums = [
            (abs(total - stated_cents), at, total)
            for begin, end in self._spans(stated)
            for at in columns
            for total in [end.cents.get(at, 0) - begin.cents.get(at, 0)]
        ]
        _, at, total = min(sums)
        name = repr(self.headings[at]) if at < len(self.headings) else f"column {at + 1}"
        sentence = f"{said} says {written(stated_cents)}, but the rows' {name} add up to {written(total)}"
        return (
            doubts(f"{sentence}; some of its cells are no amounts") if self._columns[at].others else refutes(sentence)
        )

    def _agrees(self, amounts: Sequence[int], spans: Sequence[tuple[_Mark, _Mark]], columns: Sequence[int]) -> bool:
        """Every stated amount is some column's sum, or the number of rows, over one and the same span."""
        return any(
            all(
                amount == (end.rows - begin.rows) * 100
                or any(
                    abs(end.cents.get(at, 0) - begin.cents.get(at, 0) - amount) <= self._tolerance(at, end.rows)
                    for at in columns
                )
                for amount in amounts
            )
            and end.rows > begin.rows
            for begin, end in spans
        )

    def _tolerance(self, at: int, rows: int) -> int:
        """Sums of cents are exact; whole euros were rounded one by one, and their sum after that or before."""
        return 0 if self._columns[at].has_cents else 100 * (isqrt(rows) + 1)

    def _spans(self, stated: Stated) -> list[tuple[_Mark, _Mark]]:
        marks, at = self._marks, stated.mark
        before = [(marks[begin], marks[at]) for begin in range(at)]
        after = [(marks[at], marks[at + 1])] if at + 1 < len(marks) else []
        return [*before, *after, (marks[at], marks[-1]), (marks[0], marks[-1])]

    def _mark(self) -> _Mark:
        return _Mark(self.rows, {at: column.cents for at, column in self._columns.items()})


def summed_over(tables: Sequence[Sums], stated: Stated) -> Finding | None:
    """Compare a stated sum with all tables of a file together: each adds one of its columns, whatever its heading.

    None if no table has amounts, or more combinations are possible than a chance hit allows.
    """
    if not tables or not stated.statement.amounts:
        return None
    reached, tolerance = {0}, 0
    for table in tables:
        totals = table.totals()
        reached = {sum_ + total for sum_ in reached for total in totals}
        tolerance += table.tolerance()
        if not reached or len(reached) > _MOST_COMBINATIONS:
            return None
    rows = sum(table.rows for table in tables) * 100
    said = f"the sum {stated.statement.label!r} (page {stated.page})"
    amounts = [int(amount * 100) for amount in stated.statement.amounts if amount]
    whole = "all rows" if len(tables) == 1 else f"all rows of all {len(tables)} tables"
    if all(amount == rows or any(abs(one - amount) <= tolerance for one in reached) for amount in amounts):
        return proves(f"{said} agrees with {whole}")
    nearest = min(reached, key=lambda one: abs(one - max(amounts)))
    return doubts(f"{said} says {written(max(amounts))}, but {whole} add up to {written(nearest)}")


def cents_of(text: str) -> int | None:
    """Read an amount in cents; whole numbers and the usual German form fast, any other by `amount_of`."""
    found = _USUAL.match(text)
    if found:
        return int(found[1].replace(".", "") + (found[2] or "00"))
    if not any(sign.isdigit() for sign in text) or len(text) > 24:
        return None
    amount = amount_of(text)
    return None if amount is None else int((amount * 100).to_integral_value())


def written(cents: int) -> str:
    """Write cents for a sentence: `1234567` -> `12,345.67`."""
    return f"{Decimal(cents) / 100:,.2f}"
