"""Running numbers in a column: found by heading or by their steps, and looked through for gaps and repetitions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from fachwerk.records import Cell
from fachwerk.rows.findings import Finding, proves, refutes, spans

_TRIAL = 30  # rows after which a column that does not run is given up
_LEAST_STEPS = 0.7
_LEAST_ROWS = 5
_MOST_FAULTS = 50


@dataclass(slots=True)
class _Column:
    """Numbers of one column so far, and where they do not follow one another."""

    count: int = 0
    steps: int = 0
    first: int = 0
    last: int = 0
    groups: int = 1
    missing: list[int] = field(default_factory=list)
    again: list[int] = field(default_factory=list)

    def add(self, number: int) -> None:
        self.count += 1
        if self.count == 1:
            self.first = number
        elif number == self.last + 1:
            self.steps += 1
        elif number == 1:
            self.groups += 1
        elif number <= self.last:
            self.again.append(number)
            self._mend(number)
        else:
            self.missing.extend(range(self.last + 1, min(number, self.last + 1 + _MOST_FAULTS)))
        self.last = number

    def _mend(self, number: int) -> None:
        """A number that comes late was not missing, and not a repetition."""
        if number in self.missing:
            self.missing.remove(number)
            self.again.pop()

    @property
    def runs(self) -> bool:
        return self.steps >= _LEAST_STEPS * (self.count - self.groups)


class Numbering:
    """Looks for running numbers in the rows of one table."""

    def __init__(self, headings: Sequence[str], running: frozenset[int]) -> None:
        self._headings, self._running = headings, running
        self._columns: dict[int, _Column] = {}
        self._rows = 0

    def add(self, cells: Sequence[Cell]) -> None:
        """Take a row."""
        self._rows += 1
        if self._rows == 1:
            self._columns = {at: _Column() for at, cell in enumerate(cells) if number_of(cell.printed) is not None}
        for at, column in list(self._columns.items()):
            number = number_of(cells[at].printed) if at < len(cells) else None
            if number is not None:
                column.add(number)
            if self._rows == _TRIAL and not (column.runs and column.count * 2 > self._rows):
                del self._columns[at]

    def column(self) -> tuple[str, int, int] | None:
        """Give heading, first and last number of the running column, None if there is none."""
        found = self._found()
        return None if found is None else (self._name(found[0]), found[1].first, found[1].last)

    def findings(self, before: int = 0) -> Iterator[Finding]:
        """Name what is missing or there twice; a numbering without fault says how many rows there are.

        `before` is the last number of the table before, which this one may go on from.
        """
        found = self._found()
        if found is None:
            return
        at, column = found
        name = f"the running numbers in {self._name(at)!r}"
        goes_on = column.first == before + 1
        if column.first > 1 and not goes_on:
            yield refutes(f"{name} begin with {column.first}: what stands before is missing")
        if column.missing:
            yield refutes(f"{name} leave out {spans(sorted(column.missing)[:_MOST_FAULTS])}")
        if column.again:
            yield refutes(f"{name} repeat {spans(sorted(set(column.again))[:_MOST_FAULTS])}")
        if column.count < self._rows and column.count >= self._rows * 0.9:
            yield refutes(f"{name} are missing in {self._rows - column.count} of {self._rows} rows")
        is_sound = (
            not (column.missing or column.again) and (column.first == 1 or goes_on) and column.count == self._rows
        )
        if is_sound and column.groups == 1:
            yield proves(f"{name} go from {column.first} to {column.last} without a gap")

    def _found(self) -> tuple[int, _Column] | None:
        for at, column in self._columns.items():
            is_meant = at in self._running and column.count >= 2
            if column.runs and (is_meant or (column.count >= _LEAST_ROWS and column.first <= 1)):
                return at, column
        return None

    def _name(self, at: int) -> str:
        return self._headings[at] if at < len(self._headings) else f"Spalte {at + 1}"


def number_of(text: str | None) -> int | None:
    """Read a running number: `12`, `12.`, `012`, `1.204`; None for anything else."""
    if text is None or len(text) > 9:
        return None
    bare = text.strip().rstrip(".)")
    if bare.isdecimal():
        return int(bare)
    head, point, tail = bare.partition(".")
    return int(head + tail) if point and head.isdecimal() and tail.isdecimal() and len(tail) == 3 else None
