"""Django without a project around it: set up on first use, with one database alias for each register that is open."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings as django_settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from fachwerk.errors import UnusableRegister
from fachwerk.settings import Database, Settings

FILE = "fachwerk.db"
_CACHE = 64 << 10  # KiB of pages that SQLite may hold before it writes them down
_LOG = 64 << 20  # bytes of the write-ahead log that may stay after a large import
_ANSWER_WITHIN = 10  # seconds for PostgreSQL to accept a connection
_numbers = count(1)


def connect(settings: Settings, is_writable: bool) -> str:
    """Name the register's database to Django and give the alias to use it by; the first query opens it."""
    alias = f"register-{next(_numbers)}"
    spec = _sqlite(settings, is_writable) if settings.database is None else _postgresql(settings.database)
    # A thread of a web server keeps its connection from one request to the next.
    spec |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": settings.database is not None}
    connections.settings[alias] = connections.configure_settings({"default": {}, alias: spec})[alias]
    return alias


def disconnect(alias: str) -> None:
    """Close the connection of this thread and forget the alias."""
    connections[alias].close()
    del connections[alias]
    del connections.settings[alias]


def only_read(alias: str) -> None:
    """Let nothing be written by that alias from now on, whoever tries; in PostgreSQL it is `snapshot` that sees to it.

    SQLite may still tidy up its books (PRAGMA query_only), so readers need the same rights on the directory as before.
    """
    options = connections.settings[alias]["OPTIONS"]
    if "init_command" in options:
        options["init_command"] += ";PRAGMA query_only=ON"
        connections[alias].close()


def set_up() -> None:
    """Configure Django, unless somebody did: a web server brings its own settings, with `fachwerk.store` installed."""
    if not django_settings.configured:
        django_settings.configure(
            INSTALLED_APPS=["fachwerk.store"], DATABASES={}, USE_TZ=True, TIME_ZONE="UTC", LOGGING_CONFIG=None
        )
        apps.populate(django_settings.INSTALLED_APPS)  # what `django.setup` does, without what only a web server needs


def connection_of(alias: str) -> BaseDatabaseWrapper:
    connection: BaseDatabaseWrapper = connections[alias]
    return connection


def can_be_written(settings: Settings) -> bool:
    """Tell whether SQLite can write the register: the file, and the directory for its books beside it."""
    if settings.database is not None:
        return True
    effective = os.access in os.supports_effective_ids
    file = settings.register / FILE
    return os.access(settings.register, os.W_OK | os.X_OK, effective_ids=effective) and (
        not file.exists() or os.access(file, os.W_OK, effective_ids=effective)
    )


def _sqlite(settings: Settings, is_writable: bool) -> dict[str, Any]:
    path = settings.register / FILE
    if not is_writable:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": _read_only(path), "OPTIONS": {"uri": True}}
    pragmas = (
        "foreign_keys=ON",
        "journal_mode=WAL",
        "synchronous=FULL",
        f"journal_size_limit={_LOG}",
        f"cache_size=-{_CACHE}",
    )
    options = {"timeout": settings.wait, "init_command": ";".join(f"PRAGMA {pragma}" for pragma in pragmas)}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": options}


def _read_only(path: Path) -> str:
    """Address a file in a directory that cannot be written, where SQLite can keep no books beside it.

    Without a write-ahead log nobody is writing it, and SQLite is told that it will not change.
    """
    mode = "mode=ro" if path.with_name(f"{path.name}-wal").exists() else "mode=ro&immutable=1"
    return f"{path.absolute().as_uri()}?{mode}"


def _postgresql(database: Database) -> dict[str, Any]:
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        advice = "install it: pip install 'fachwerk[postgres]'"
        raise UnusableRegister("a register in PostgreSQL needs the extra 'postgres'", advice=advice) from error
    options: dict[str, Any] = {"connect_timeout": _ANSWER_WITHIN, "application_name": "fachwerk"}
    if database.sslmode:
        options["sslmode"] = database.sslmode
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database.name,
        "HOST": database.host,
        "PORT": "" if database.port is None else str(database.port),
        "USER": database.user,
        "PASSWORD": database.password,
        "OPTIONS": options,
    }
