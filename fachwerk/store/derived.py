"""Tables that are derived from a register in PostgreSQL, lie beside its own, and can be made anew at any time.

What they hold and how they are asked is known to whoever derives them; here is how one gets at them: one state to read
from, one process at a time that makes them, rows in bulk. Values go beside a command, never into it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError, ProgrammingError, transaction

from fachwerk.store.bulk import Stored
from fachwerk.store.engine import connection_of
from fachwerk.store.troubles import told

if TYPE_CHECKING:
    from fachwerk.store.register import Register

_MAKERS = 0xFAC43E2D  # the key of PostgreSQL's advisory lock; locking.py has the one of writers
_CHOSEN = 0xFAC43E2E  # the same for who has them made by another process
_AT_ONCE = 2048  # rows that are held before they are written
_NO_TABLE = "42P01"
_EXTENSIONS = {
    "pg_trgm": "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "vector": "CREATE EXTENSION IF NOT EXISTS vector",
}


class Missing(Exception):
    """A derived table is not there."""


class Derived:
    """The derived tables of a register; each thread uses a connection of its own."""

    def __init__(self, register: Register) -> None:
        self._settings, self._alias = register.settings, register.alias

    @contextmanager
    def reading(self, tables: str) -> Iterator[None]:
        """Read inside from one state of the register and of `tables`, which nobody can take away meanwhile.

        Raises Missing if one of them is not there.
        """
        connection_of(self._alias).close_if_unusable_or_obsolete()  # the server may have been started anew
        with told(self._settings), transaction.atomic(using=self._alias):
            self.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            try:
                # Before the first query: the state that is read begins with that, and must not be older than the table.
                self.run(f"LOCK TABLE {tables} IN ACCESS SHARE MODE")
            except ProgrammingError as error:
                if getattr(error.__cause__, "sqlstate", None) != _NO_TABLE:
                    raise
                raise Missing(tables) from error
            yield

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let one process make tables at a time, on whatever machine; the lock goes when its process goes."""
        with told(self._settings):
            self.run("SELECT pg_advisory_lock(%s)", _MAKERS)
            try:
                yield
            finally:
                self.run("SELECT pg_advisory_unlock(%s)", _MAKERS)

    @contextmanager
    def chosen(self) -> Iterator[bool]:
        """Tell whether this process is the one of all that has tables made."""
        with told(self._settings):
            ((is_chosen,),) = self.ask("SELECT pg_try_advisory_lock(%s)", _CHOSEN)
            try:
                yield is_chosen
            finally:
                if is_chosen:
                    self.run("SELECT pg_advisory_unlock(%s)", _CHOSEN)

    @contextmanager
    def making(self) -> Iterator[None]:
        """Read inside from one state of the register, and write tables that count when the block ends, or never."""
        with transaction.atomic(using=self._alias):
            self.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield

    def can_be_made(self) -> bool:
        """Tell whether tables can be made here: not on a copy that follows, and not without the right to."""
        with told(self._settings):
            ((can,),) = self.ask(
                "SELECT NOT pg_is_in_recovery() AND NOT current_setting('default_transaction_read_only')::boolean "
                "AND has_schema_privilege(current_schema(), 'CREATE')"
            )
            return bool(can)

    def has_extension(self, name: str) -> bool:
        """Tell whether an extension of PostgreSQL can be used, installing it if that is allowed."""
        with told(self._settings):
            if self.ask("SELECT 1 FROM pg_extension WHERE extname = %s", name):
                return True
            try:
                with transaction.atomic(using=self._alias):
                    self.run(_EXTENSIONS[name])
            except DatabaseError:  # it is not there, or not ours to install
                return bool(self.ask("SELECT 1 FROM pg_extension WHERE extname = %s", name))
            return True

    def run(self, command: str, *values: Stored) -> None:
        with connection_of(self._alias).cursor() as cursor:
            cursor.execute(command, values)

    def ask(self, command: str, *values: Stored) -> list[tuple[Any, ...]]:
        """Give the rows that a command finds."""
        with connection_of(self._alias).cursor() as cursor:
            cursor.execute(command, values)
            return list(cursor.fetchall())

    def fill(self, command: str, rows: Iterable[Sequence[object]]) -> None:
        """Write rows by a command COPY … FROM STDIN; never holds more than some, and reads on between them."""
        connection = connection_of(self._alias)
        waiting = iter(rows)
        while piece := list(islice(waiting, _AT_ONCE)):
            with connection.cursor() as cursor, connection.wrap_database_errors:
                target: Any = cursor.cursor
                with target.copy(command) as copy:
                    for row in piece:
                        copy.write_row(row)
