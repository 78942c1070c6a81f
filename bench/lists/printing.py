"""What a producer gets to print: columns, cells as typed, and what stands around the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bench.lists.configurations import Column, Configuration
from bench.lists.content import Entry

HEADLINE = {
    "projects": "Förderung der Fachkräftesicherung: Übersicht über bewilligte Projekte - Regionalbudget 2024",
    "beneficiaries": "Verzeichnis der Begünstigten",
    "operations": "Liste der Vorhaben gemäß Artikel 115 der Verordnung (EU) Nr. 1303/2013",
    "english": "List of operations",
}


@dataclass(frozen=True, slots=True)
class Printing:
    """The configuration, every cell as typed, row by row, and the cells that are set on one line whatever fits."""

    configuration: Configuration
    rows: Sequence[tuple[str, ...]]
    headline: str
    as_of: str = "Stand: 31.12.2024"
    counted: str = "Seite {} von {}"
    overflows: frozenset[tuple[int, int]] = frozenset()

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.configuration.columns

    @property
    def has_storeys(self) -> bool:
        return any(column.above for column in self.columns)

    @property
    def spans(self) -> list[tuple[str, int, int]]:
        """The upper storey of the heading: text, first and last column; `""` where the column has one storey."""
        found: list[tuple[str, int, int]] = []
        for above, group in groupby(enumerate(self.columns), key=lambda pair: pair[1].above):
            members = [index for index, _ in group]
            found += [(above, members[0], members[-1])] if above else [("", index, index) for index in members]
        return found

    def widths(self, total: float) -> list[float]:
        share = sum(column.share for column in self.columns)
        return [total * column.share / share for column in self.columns]


def printing_of(configuration: Configuration, entries: Sequence[Entry]) -> Printing:
    """Lay entries out for the configuration's columns; a total is a row of its own that is part of no truth."""
    rows = [
        tuple(printed({**entry, "number": str(number)}, column) for column in configuration.columns)
        for number, entry in enumerate(entries, 1)
    ]
    if configuration.has_total:
        rows.append(tuple(_total(entries, column) for column in configuration.columns))
    family = configuration.family
    if family == "english":
        return Printing(configuration, rows, HEADLINE[family], "As at 31 December 2024", "Page {} of {}")
    return Printing(configuration, rows, HEADLINE[family])


def _total(entries: Sequence[Entry], column: Column) -> str:
    if not column.fields[0].startswith("amount_"):
        return "Summe" if column.fields[0] == "title" else ""
    cents = sum(int(amount.replace(".", "").replace(",", "")) for e in entries if (amount := e[column.fields[0]]))
    return f"{cents // 100:,}".replace(",", ".") + f",{cents % 100:02d}"


def printed(entry: Entry, column: Column) -> str:
    """What stands in the cell: days in German form, two years in one column as "2010 / 2012"."""
    values = [entry[name] for name in column.fields]
    if column.fields[0] in ("begin", "end"):
        form = "%d/%m/%Y" if column.is_english else "%d.%m.%Y"
        return date.fromisoformat(values[0]).strftime(form) if values[0] else ""
    return " / ".join(value for value in values if value)
