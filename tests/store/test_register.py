"""What is written into a register comes out of it again: whole records, from every kind of database."""

from pathlib import Path

from fachwerk.records import Ref, Severity
from fachwerk.settings import Settings
from fachwerk.store import Kept, make_register
from tests.store.made_up import COLUMNS, add, found, linked, listing


def test_listings_come_back_as_they_went_in(settings: Settings, tmp_path: Path) -> None:
    with make_register(settings) as register:
        sha256 = add(register, tmp_path, b"one")
        assert list(register.listings()) == [listing(sha256, row) for row in range(1, 6)]
        assert list(register.kept(sha256)) == [Kept(listing(sha256, row), COLUMNS) for row in range(1, 6)]


def test_all_that_was_linked_and_found_comes_back(settings: Settings, tmp_path: Path) -> None:
    with make_register(settings) as register:
        sha256 = add(register, tmp_path, b"one")
        refs = tuple(Ref(sha256, row) for row in range(1, 6))
        organisations, series, projects = linked(refs)
        assert register.organisations() == tuple(organisations)
        assert register.series() == tuple(series)
        assert register.projects() == tuple(projects)
        assert list(register.findings()) == found(refs)
        assert list(register.findings(sha256, [Severity.WARNING, Severity.ERROR])) == found(refs)[:1]
        assert list(register.findings("0" * 64)) == []
