"""The version of a register's tables: an older one is brought up to date in one transaction, a newer one refused."""

from __future__ import annotations

from pkgutil import iter_modules

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from fachwerk.errors import UnusableRegister
from fachwerk.settings import Settings
from fachwerk.store import migrations
from fachwerk.store.locking import lock
from fachwerk.store.troubles import name_of, protected

APP = "store"
KNOWN = tuple(sorted(module.name for module in iter_modules(migrations.__path__)))


def bring_up_to_date(connection: BaseDatabaseWrapper, settings: Settings, is_writable: bool) -> None:
    """Make the tables, or migrate those of an older version, all in one transaction; refuse those of a newer one."""
    versions = versions_of(connection)
    _refuse_newer(versions, settings)
    if versions == set(KNOWN):
        return
    if not is_writable:
        raise protected(settings)
    connection.disable_constraint_checking()  # SQLite can do so only outside of a transaction
    try:
        with lock(connection, settings):
            _migrate(connection, settings)
    finally:
        connection.enable_constraint_checking()


def versions_of(connection: BaseDatabaseWrapper) -> set[str]:
    """Name the migrations that made the tables; none: there is no register yet."""
    return {name for app, name in MigrationRecorder(connection).applied_migrations() if app == APP}


def _migrate(connection: BaseDatabaseWrapper, settings: Settings) -> None:
    from django.db.migrations.executor import MigrationExecutor  # hardly ever needed, and slow to load

    if not versions_of(connection):
        _refuse_foreign(connection, settings)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes(APP))


def _refuse_newer(versions: set[str], settings: Settings) -> None:
    newer = sorted(versions - set(KNOWN))
    if newer:
        raise UnusableRegister(
            f"the register has version {newer[-1]} of its tables, this Fachwerk knows version {KNOWN[-1]}",
            file=name_of(settings),
            advice="use a newer Fachwerk",
        )


def _refuse_foreign(connection: BaseDatabaseWrapper, settings: Settings) -> None:
    strange = sorted(set(connection.introspection.table_names()) - {"django_migrations"})
    if strange:
        raise UnusableRegister(
            f"the database is no register, but holds a table {strange[0]!r}",
            file=name_of(settings),
            advice="name an empty one, or another register",
        )
