"""Two ways to keep values: a table row for each value, or all values of a listing in one row (decision 0050).

Usage: python -m bench.experiments.value_table [ROWS] [postgres://…, an empty database]
"""

import json
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import psycopg

from fachwerk.records import Listing, Origin, Value
from fachwerk.store.packing import Layout, layout_of, packed, told, understood, unpacked

HEADINGS = {
    "sponsor": "Projektträger",
    "place": "Ort",
    "region": "Region",
    "item": "Nr.",
    "kind": "Gegenstand",
    "begin": "Beginn",
    "end": "Ende",
    "title": "Titel",
    "description": "Beschreibung",
    "amount_total": "Kosten",
}
AT_ONCE = 4096
VALUES = "CREATE TABLE value (listing bigint, field text, heading text, printed text, kind text, clean text, note text)"
INDEX = "CREATE INDEX value_of_listing ON value (listing)"
ROWS = "CREATE TABLE row_ (id bigint PRIMARY KEY, printed text, cleaned text)"

Rows = Iterator[tuple[Any, ...]]


def listings(count: int) -> Iterator[Listing]:
    """Make listings of ten values up, as long as those of real project lists: 400 characters a description."""
    chosen = random.Random(50)
    words = [f"wort{number:04d}" for number in range(3000)]
    texts = [[" ".join(chosen.choices(words, k=length)) for length in (8, 45)] for _ in range(5000)]
    for row in range(1, count + 1):
        title, description = texts[row % len(texts)]
        sponsor, whole, day = (
            f"Muster {row % 3000} e. V.",
            row % 900 + 100,
            date(2020 + row % 5, 1 + row % 12, 1 + row % 28),
        )
        values = {
            "sponsor": Value(sponsor, sponsor.replace("e. V.", "e.V."), "the legal form is printed as 'e. V.'"),
            "place": Value("Dresden", "Dresden"),
            "region": Value("Leipzig Stadt", "Leipzig, Stadt"),
            "item": Value(str(row % 10), row % 10),
            "kind": Value("Begleitung", "Begleitung"),
            "begin": Value(f"{day:%d.%m.%Y}", day),
            "end": Value(f"{day:%d.%m.%Y}", day),
            "title": Value(f"{title} {row}", f"{title} {row}"),
            "description": Value(description, description),
            "amount_total": Value(f"{whole}.000,50 €", Decimal(f"{whole}000.50")),
        }
        yield Listing(
            "0" * 64, row, Origin(1, (row, row)), {HEADINGS[name]: values[name].printed for name in values}, values
        )


def as_values(made: Iterator[Listing]) -> Rows:
    for listing in made:
        for field, value in listing.values.items():
            yield (listing.row, field, HEADINGS[field], value.printed, *told(value.clean), value.note)


def of_values(rows: Rows) -> int:
    count = 0
    for _, own in groupby(rows, key=lambda row: row[0]):
        values = {row[1]: Value(row[3], understood(row[4], row[5]), row[6]) for row in own}
        count += len(values) == len(HEADINGS)
    return count


def as_rows(made: Iterator[Listing]) -> Rows:
    return ((listing.row, *packed(listing, layout_of(listing, HEADINGS))) for listing in made)


def of_rows(layout: Layout) -> Callable[[Rows], int]:
    return lambda rows: sum(len(unpacked(layout, printed, cleaned)[1]) == len(HEADINGS) for _, printed, cleaned in rows)


def in_sqlite(path: Path, tables: str, index: str | None, table: str, rows: Rows) -> tuple[float, Rows]:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA cache_size=-65536")
    connection.execute(tables)
    if index is not None:
        connection.execute(index)
    marks = ", ".join("?" * (tables.count(",") + 1))
    begun = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    while piece := list(islice(rows, AT_ONCE)):
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", piece)
    connection.execute("COMMIT")
    seconds = time.perf_counter() - begun
    return seconds, connection.execute(f"SELECT * FROM {table} ORDER BY 1, rowid")


def in_postgresql(url: str, tables: str, index: str | None, table: str, rows: Rows) -> tuple[float, Rows]:
    connection = psycopg.connect(url)
    connection.execute(f"DROP TABLE IF EXISTS {table}")
    connection.execute(tables)
    if index is not None:
        connection.execute(index)
    connection.commit()
    begun = time.perf_counter()
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    connection.commit()
    seconds = time.perf_counter() - begun
    cursor = connection.cursor("reading")
    cursor.itersize = AT_ONCE
    return seconds, iter(cursor.execute(f"SELECT * FROM {table} ORDER BY 1"))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    urls = sys.argv[2:]
    begun = time.perf_counter()
    (*_, layout) = (layout_of(listing, HEADINGS) for listing in listings(count))
    making = time.perf_counter() - begun
    methods = (
        ("a row a value", VALUES, INDEX, "value", as_values, of_values),
        ("a row a listing", ROWS, None, "row_", as_rows, of_rows(layout)),
    )
    for name, tables, index, table, write, read in methods:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "values.db"
            places = [("SQLite", lambda rows: in_sqlite(path, tables, index, table, rows))]  # noqa: B023
            places += [("PostgreSQL", lambda rows: in_postgresql(urls[0], tables, index, table, rows))] * len(urls)  # noqa: B023
            for database, keep in places:
                seconds, rows = keep(write(listings(count)))
                begun = time.perf_counter()
                found = read(rows)
                reading = time.perf_counter() - begun
                size = path.stat().st_size / 1e6
                told_ = {"written/s": count / (seconds - making), "read/s": found / reading, "MB": size}
                print(name, database, json.dumps({key: round(number) for key, number in told_.items()}))


if __name__ == "__main__":
    main()
