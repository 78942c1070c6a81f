"""One writer at a time: a transaction that others wait for, up to a named time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from fachwerk.settings import Settings

_WRITERS = 0xFAC43E2C  # the key of PostgreSQL's advisory lock; any number that nobody else takes


@contextmanager
def lock(connection: BaseDatabaseWrapper, settings: Settings) -> Iterator[None]:
    """Open a transaction that writes: SQLite begins it at once (`BEGIN IMMEDIATE`), PostgreSQL takes a lock for it."""
    if connection.vendor == "postgresql":
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            # 0 would mean to wait for ever.
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{max(1, int(settings.wait * 1000))}ms"])
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_WRITERS])
            yield
    else:
        with _immediate(connection), transaction.atomic(using=connection.alias):
            yield


@contextmanager
def _immediate(connection: Any) -> Iterator[None]:
    """Have SQLite's transactions take the write lock first, not with their first write, when it is too late to wait."""
    connection.transaction_mode = "IMMEDIATE"
    try:
        yield
    finally:
        connection.transaction_mode = None
