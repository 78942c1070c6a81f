"""Registers to test with: each test runs on SQLite and on a real PostgreSQL server, started once for all of them."""

from pathlib import Path

import pytest

from fachwerk.settings import Settings, settings_of


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
