"""`python -m bench.real FOLDER`: readings of really published lists beside what an open data set made of them.

The data set is not the truth: what only we have may be a row that it lost. Only counts are printed; the lists name
natural persons.
"""

from __future__ import annotations

import argparse
import csv
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from bench.accuracy import Unreadable, read_rows
from bench.score import Fields, amount
from fachwerk.text import key, normal

Known: TypeAlias = tuple[str, str, tuple[str, ...], tuple[str, ...]]
"""A row as far as both sides know it: name and title without blanks and signs, years, amounts."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
NAMES = ("name des begünstigten", "name der begünstigten", "beneficiary")
TITLES = ("bezeichnung des vorhabens", "vorhaben", "name des projekts", "name_of_operation")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Counts of rows: equal ones; on both sides, but other years or amounts, or another title; on one side only."""

    published: int
    ours: int
    equal: int
    other_values: int
    other_title: int
    only_published: int
    only_ours: int

    @property
    def differing(self) -> int:
        return self.other_values + self.other_title

    @property
    def share(self) -> float:
        """The share of the rows on both sides that are equal."""
        return self.equal / (self.equal + self.differing) if self.equal else 0.0

    def __str__(self) -> str:
        return (
            f"published {self.published}, ours {self.ours}, equal {self.equal}, other values {self.other_values}, "
            f"other title {self.other_title}, only published {self.only_published}, only ours {self.only_ours}"
        )


def published(path: Path) -> Iterator[Known]:
    """Rows of the data set; which column is what follows from its heading."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield _known_published({normal(heading).casefold().strip(): value or "" for heading, value in row.items()})


def _known_published(row: Mapping[str, str]) -> Known:
    name = next(value for heading, value in row.items() if heading in NAMES)
    title = next(value for heading, value in row.items() if heading in TITLES)
    years = [value for heading, value in row.items() if "jahr" in heading or "year" in heading]
    amounts = [
        value for heading, value in row.items()
        if any(word in heading for word in ("beträge", "beteiligung", "gesamtbetr", "total_value", "public_funding"))
    ]  # fmt: skip
    return key(name), key(title), _years(years), _amounts(amounts)


def ours(file: Path) -> Iterator[Known]:
    """Rows as Fachwerk reads them."""
    return map(known, read_rows(file))


def known(row: Fields) -> Known:
    """A row that Fachwerk has read, from its canonical fields."""
    years = [row.get("year_approved") or "", row.get("year_completed") or ""]
    amounts = [value or "" for field, value in row.items() if field.startswith("amount_")]
    return key(row.get("sponsor") or ""), key(row.get("title") or ""), _years(years), _amounts(amounts)


def _years(values: list[str]) -> tuple[str, ...]:
    """First and last year: of "2010, 2011, 2013" the data set keeps no more."""
    found = _YEAR.findall(" ".join(values))
    return tuple(dict.fromkeys((found[0], found[-1]))) if found else ()


def _amounts(values: list[str]) -> tuple[str, ...]:
    """Amounts that are printed; a published 0 stands for an empty cell in some data sets, so neither counts."""
    worth = (amount(value) for value in values)
    return tuple(str(value.normalize()) for value in worth if value)


def compare(left: list[Known], right: list[Known]) -> Comparison:
    """Count equal rows whatever their order; among the rest those that share name and title, then those the name."""
    theirs, mine = Counter(left), Counter(right)
    equal = theirs & mine
    theirs, mine = theirs - equal, mine - equal
    by_title = _shared(theirs, mine, 2)
    by_name = _shared(theirs, mine, 1) - by_title
    rest = equal.total() + by_title + by_name
    return Comparison(len(left), len(right), equal.total(), by_title, by_name, len(left) - rest, len(right) - rest)


def _shared(theirs: Counter[Known], mine: Counter[Known], parts: int) -> int:
    """How many rows are alike in their first parts: 1 the name, 2 name and title."""
    left, right = Counter[tuple[object, ...]](), Counter[tuple[object, ...]]()
    for row, count in theirs.items():
        left[row[:parts]] += count
    for row, count in mine.items():
        right[row[:parts]] += count
    return (left & right).total()


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.real", description=__doc__)
    parser.add_argument("folder", type=Path, help="holds a folder for each list, with list.pdf and published.csv")
    for table in sorted(parser.parse_args().folder.glob("*/published.csv")):
        try:
            found = compare(list(published(table)), list(ours(table.with_name("list.pdf"))))
            print(f"{table.parent.name:24} {found}")
        except (Unreadable, subprocess.TimeoutExpired) as refused:
            print(f"{table.parent.name:24} {refused}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
