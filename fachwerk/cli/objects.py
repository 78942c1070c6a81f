"""What the register's commands show, in the same three forms as rows: JSON lines, CSV, and a table for the eye."""

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TextIO

from fachwerk.cli.formats import shown, write_cells
from fachwerk.cli.stdout import to_standard_output, width_of
from fachwerk.errors import UnusableInput
from fachwerk.portal.objects import Object
from fachwerk.portal.shapes import Json


def show(
    objects: Iterable[Object],
    names: Sequence[str],
    shape: str | None,
    for_eyes: Sequence[str] | None = None,
    said: Mapping[str, Callable[[Json], str]] | None = None,
) -> None:
    """Write objects to standard output in the form asked for; `names` are the columns that are there even if none is.

    Without a form a terminal gets a table and a pipe JSON lines. A table shows what is `for_eyes`, in that order, and
    all there is without it; `said` tells how it says what would be JSON.
    """
    chosen = shape or ("table" if sys.stdout.isatty() else "jsonl")
    if chosen not in _WRITERS:
        raise UnusableInput(f'"{chosen}" is no form', file="--as", advice=f"use {' or '.join(_WRITERS)}")
    if chosen == "table" and for_eyes is not None:
        how = said or {}
        objects = [
            {name: how[name](one.get(name)) if name in how else one.get(name) for name in for_eyes} for one in objects
        ]
        names = for_eyes
    to_standard_output(lambda out: _WRITERS[chosen](objects, names, out))


def _write_jsonl(objects: Iterable[Object], names: Sequence[str], out: TextIO) -> None:
    out.writelines(json.dumps(dict(one), ensure_ascii=False) + "\n" for one in objects)


def _write_csv(objects: Iterable[Object], names: Sequence[str], out: TextIO) -> None:
    """Write lists of texts and numbers with ` | ` between them, and what is deeper as JSON."""
    found = list(objects)
    columns = list(dict.fromkeys([*names, *(name for one in found for name in one)]))
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_text(one.get(name)) for name in columns] for one in found)


def _write_table(objects: Iterable[Object], names: Sequence[str], out: TextIO) -> None:
    write_cells(_cells(objects, names), out, width_of(out))


def _cells(objects: Iterable[Object], names: Sequence[str]) -> Iterator[dict[str, str]]:
    for one in objects:
        columns = dict.fromkeys([*names, *one])
        yield {name: shown(_text(one.get(name))) for name in columns}


def _text(value: Json) -> str:
    if value is None:
        return ""
    if isinstance(value, list) and not any(isinstance(part, list | dict) for part in value):
        return " | ".join(map(str, value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)


_WRITERS: Mapping[str, Callable[[Iterable[Object], Sequence[str], TextIO], None]] = {
    "jsonl": _write_jsonl,
    "csv": _write_csv,
    "table": _write_table,
}
