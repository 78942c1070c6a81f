"""The version of a register's tables: an older one is brought up to date in one transaction, a newer one refused."""

from __future__ import annotations

from pkgutil import iter_modules

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from fachwerk.errors import UnusableRegister
from fachwerk.settings import Settings
from fachwerk.store import migrations
from fachwerk.store.locking import lock
from fachwerk.store.troubles import name_of, protected

APP = "store"
KNOWN = tuple(sorted(module.name for module in iter_modules(migrations.__path__)))


def is_made(connection: BaseDatabaseWrapper) -> bool:
    """Tell whether the database holds a register of any version."""
    return bool(_applied(connection))


def bring_up_to_date(connection: BaseDatabaseWrapper, settings: Settings, is_writable: bool) -> None:
    """Make the tables, or migrate those of an older version, all in one transaction; refuse those of a newer one."""
    applied = _applied(connection)
    _refuse_newer(applied, settings)
    if applied == set(KNOWN):
        return
    if not is_writable:
        raise protected(settings)
    connection.disable_constraint_checking()
    try:
        with lock(connection, settings):
            if not _applied(connection):
                _refuse_foreign(connection, settings)
            executor = MigrationExecutor(connection)
            executor.migrate(executor.loader.graph.leaf_nodes(APP))
    finally:
        connection.enable_constraint_checking()


def _applied(connection: BaseDatabaseWrapper) -> set[str]:
    return {name for app, name in MigrationRecorder(connection).applied_migrations() if app == APP}


def _refuse_newer(applied: set[str], settings: Settings) -> None:
    newer = sorted(applied - set(KNOWN))
    if newer:
        raise UnusableRegister(
            f"the register has version {newer[-1]} of its tables, this Fachwerk knows version {KNOWN[-1]}",
            file=name_of(settings),
            advice="use a newer Fachwerk",
        )


def _refuse_foreign(connection: BaseDatabaseWrapper, settings: Settings) -> None:
    tables = connection.introspection.table_names()
    strange = sorted(set(tables) - {"django_migrations"})
    if strange:
        raise UnusableRegister(
            f"the database is no register, but holds a table {strange[0]!r}",
            file=name_of(settings),
            advice="name an empty one, or another register",
        )
