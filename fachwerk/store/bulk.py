"""Many rows into one table, as quickly as the database takes them: many at a time in SQLite, COPY in PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, TypeAlias

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

Stored: TypeAlias = Any  # text, number, day, yes or no, nothing: what a database takes

_AT_ONCE = 4096  # rows that are held before they are written


def fill(connection: BaseDatabaseWrapper, model: type[models.Model], rows: Iterable[Sequence[Stored]]) -> int:
    """Write rows, each with the columns of the model in its order, and count them; never holds more than some."""
    write = _copy if connection.vendor == "postgresql" else _insert
    waiting, written = iter(rows), 0
    while piece := list(islice(waiting, _AT_ONCE)):
        write(connection, model, piece)
        written += len(piece)
    return written


def empty(connection: BaseDatabaseWrapper, *tables: type[models.Model], keys: range | None = None) -> None:
    """Delete the rows of tables, in the order given: what refers to others first. All rows, or those with some keys."""
    with connection.cursor() as cursor:
        for model in tables:
            command = f"DELETE FROM {_name(connection, model)}"
            if keys is None:
                cursor.execute(command)
            else:
                cursor.execute(f"{command} WHERE id >= %s AND id < %s", [keys.start, keys.stop])


def _insert(connection: BaseDatabaseWrapper, model: type[models.Model], rows: list[Sequence[Stored]]) -> None:
    marks = ", ".join(["%s"] * len(model._meta.local_concrete_fields))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {_name(connection, model)} ({_columns(connection, model)}) VALUES ({marks})", rows
        )


def _copy(connection: BaseDatabaseWrapper, model: type[models.Model], rows: list[Sequence[Stored]]) -> None:
    command = f"COPY {_name(connection, model)} ({_columns(connection, model)}) FROM STDIN"
    with connection.cursor() as cursor, connection.wrap_database_errors:
        target: Any = cursor.cursor
        with target.copy(command) as copy:
            for row in rows:
                copy.write_row(row)


def _name(connection: BaseDatabaseWrapper, model: type[models.Model]) -> str:
    return str(connection.ops.quote_name(model._meta.db_table))


def _columns(connection: BaseDatabaseWrapper, model: type[models.Model]) -> str:
    return ", ".join(connection.ops.quote_name(str(field.column)) for field in model._meta.local_concrete_fields)
