"""A register that is damaged, protected, busy, full or of another version says so in a sentence and is not harmed."""

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from fachwerk.errors import UnusableRegister
from fachwerk.records import Finding, Severity
from fachwerk.settings import Settings, settings_of
from fachwerk.store import make_register, open_register
from fachwerk.store.engine import connect, connection_of, disconnect, set_up
from tests.store.made_up import add, everything, facts, listing, sha256_of, write_file

NOBODY = 65534
BUSY = "another import is writing and did not end within 1 seconds; nothing was changed; import again when it has ended"
FULL = "no space is left, and nothing was changed; make room and import again"
PROTECTED = "the register cannot be written here; allow it, or name another one with --register"


@contextmanager
def raising(words: str) -> Iterator[None]:
    """Expect one sentence."""
    with pytest.raises(UnusableRegister) as caught:
        yield
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


@contextmanager
def bare(settings: Settings) -> Iterator[str]:
    """Open the database beneath a register, whatever is in it, and give its alias."""
    set_up()
    settings.register.mkdir(parents=True, exist_ok=True)
    alias = connect(settings, is_writable=True)
    yield alias
    disconnect(alias)


def run(settings: Settings, *statements: str) -> None:
    with bare(settings) as alias, connection_of(alias).cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


# --- damaged -------------------------------------------------------------------------------------------------------


def test_a_file_that_is_no_database_is_damaged(in_sqlite: Settings) -> None:
    in_sqlite.register.mkdir()
    (in_sqlite.register / "fachwerk.db").write_bytes(b"no database at all" * 1000)
    with raising("register: the register is damaged (file is not a database); put back a copy of it"):
        open_register(in_sqlite)


@pytest.mark.parametrize("spoil", ["cut", "overwritten"])
def test_a_file_with_bad_pages_is_damaged(in_sqlite: Settings, tmp_path: Path, spoil: str) -> None:
    with make_register(in_sqlite) as register:
        add(register, tmp_path, b"one", range(1, 2000))
    path = in_sqlite.register / "fachwerk.db"
    whole = path.read_bytes()
    middle = len(whole) // 2
    path.write_bytes(whole[:middle] if spoil == "cut" else whole[:middle] + b"\xff" * 50_000 + whole[middle + 50_000 :])
    with raising("the register is damaged (database disk image is malformed)"), open_register(in_sqlite) as register:
        everything(register)


# --- another version -----------------------------------------------------------------------------------------------


def make_older(settings: Settings) -> None:
    from django.db.migrations.executor import MigrationExecutor

    with bare(settings) as alias:
        connection = connection_of(alias)
        connection.disable_constraint_checking()
        MigrationExecutor(connection).migrate([("store", "0001_register")])


def test_an_older_register_is_brought_up_to_date(settings: Settings, tmp_path: Path) -> None:
    from fachwerk.store.models import Value

    make_older(settings)
    with open_register(settings) as register:
        add(register, tmp_path, b"one", [1])
        assert Value.objects.using(register.alias).count() == len(listing("", 1).values)


def test_a_migration_that_fails_leaves_the_register_as_it_was(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import DatabaseError

    from fachwerk.store import schema

    make_older(settings)
    later = import_module("fachwerk.store.migrations.0002_value")

    def break_off(apps: object, editor: Any) -> None:
        editor.execute("CREATE TABLE half (one integer)")
        editor.execute("SELECT nothing FROM nowhere")

    monkeypatch.setattr(later.Migration.operations[0], "code", break_off)
    with pytest.raises(DatabaseError):
        open_register(settings)
    with bare(settings) as alias:
        assert schema.versions_of(connection_of(alias)) == {"0001_register"}
        assert "half" not in connection_of(alias).introspection.table_names()


def test_a_newer_register_is_refused_with_both_versions(settings: Settings) -> None:
    make_register(settings).close()
    run(settings, "INSERT INTO django_migrations (app, name, applied) VALUES ('store', '0099_later', '2030-01-01')")
    with raising("has version 0099_later of its tables, this Fachwerk knows version 0002_value; use a newer Fachwerk"):
        open_register(settings)


def test_a_database_of_something_else_is_left_alone(settings: Settings) -> None:
    run(settings, "CREATE TABLE address (street text)")
    with raising("is no register, but holds a table 'address'"):
        make_register(settings)
    with bare(settings) as alias:
        assert connection_of(alias).introspection.table_names() == ["address"]


# --- protected -----------------------------------------------------------------------------------------------------


@contextmanager
def somebody_without_rights() -> Iterator[None]:
    """Nobody may write what root made; anybody else loses the right by `chmod`, which does not stop root."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def protected(in_sqlite: Settings, tmp_path: Path) -> Iterator[Settings]:
    """Give a register in a directory that cannot be written."""
    with make_register(in_sqlite) as register:
        add(register, tmp_path, b"one")
    for folder in (*tmp_path.parents, tmp_path):
        if folder.is_relative_to("/tmp") and folder.stat().st_uid == os.getuid() and folder != Path("/tmp"):
            folder.chmod(folder.stat().st_mode | 0o055)
    in_sqlite.register.chmod(0o555)
    (in_sqlite.register / "fachwerk.db").chmod(0o444)
    yield in_sqlite
    in_sqlite.register.chmod(0o755)


def test_a_register_in_a_read_only_directory_can_be_read(protected: Settings) -> None:
    with somebody_without_rights(), open_register(protected) as register:
        assert [one.row for one in register.listings()] == [1, 2, 3, 4, 5]
    assert {path.name for path in protected.register.iterdir()} == {"fachwerk.db", "originals"}


def test_a_register_in_a_read_only_directory_is_not_written(protected: Settings, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(b"two")
    with make_register(protected) as register:
        before = everything(register)
    with raising(PROTECTED), somebody_without_rights(), make_register(protected) as register, register.writing():
        pass
    with open_register(protected) as register:
        assert everything(register) == before


def test_a_register_cannot_be_made_in_a_read_only_directory(protected: Settings) -> None:
    with raising(PROTECTED), somebody_without_rights():
        make_register(settings_of(str(protected.register / "inner" / "most"), {}))


def test_a_list_that_may_not_be_read_is_not_blamed_on_the_register(protected: Settings, tmp_path: Path) -> None:
    secret = write_file(tmp_path, b"two")
    with make_register(protected) as register:
        with pytest.raises(PermissionError, match="somewhere"), register.writing():
            raise PermissionError(13, "Permission denied", "somewhere")
        secret.chmod(0)
        writing = register.writing()
        with pytest.raises(PermissionError) as caught, writing as writer, somebody_without_rights():
            writer.add_edition(sha256_of(b"two"), secret, [], lambda: facts(sha256_of(b"two"), 0))
        assert caught.value.filename == str(secret)


# --- busy ----------------------------------------------------------------------------------------------------------


@contextmanager
def another_import(settings: Settings, *, seconds: float) -> Iterator[None]:
    """Let another import write for some seconds, beginning before the block does."""
    is_writing, is_enough = threading.Event(), threading.Event()

    def write() -> None:
        with make_register(settings) as register, register.writing():
            is_writing.set()
            is_enough.wait(seconds)

    thread = threading.Thread(target=write)
    thread.start()
    assert is_writing.wait(10)
    try:
        yield
    finally:
        is_enough.set()
        thread.join()


def test_a_second_import_waits_for_the_first(settings: Settings, tmp_path: Path) -> None:
    with make_register(settings) as register, another_import(settings, seconds=0.3):
        sha256 = add(register, tmp_path, b"one", [1])
        assert list(register.listings()) == [listing(sha256, 1)]


def test_a_second_import_that_waited_in_vain_says_so(settings: Settings, tmp_path: Path) -> None:
    with make_register(settings) as register:
        with another_import(settings, seconds=10), raising(BUSY):
            add(register, tmp_path, b"one", [1])
        assert list(register.listings()) == []


def test_reading_goes_on_while_an_import_writes(settings: Settings, tmp_path: Path) -> None:
    with make_register(settings) as register:
        sha256 = add(register, tmp_path, b"one", [1])
        with another_import(settings, seconds=10), open_register(settings) as reader:
            assert list(reader.listings()) == [listing(sha256, 1)]


# --- full ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of two megabytes."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], capture_output=True)
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted: {mounted.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.skipif(not Path("/bin/mount").exists(), reason="there is no mount")
def test_a_full_disk_leaves_the_register_as_it_was(small_disk: Path, tmp_path: Path) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(500_000))
    settings = settings_of(str(small_disk / "register"), {})
    with make_register(settings) as register:
        add(register, tmp_path, b"one")
        before = everything(register)
        with raising(FULL):
            add(register, tmp_path, b"two", range(1, 20_000))
        assert everything(register) == before
    with open_register(settings) as register:
        assert everything(register) == before
        ballast.unlink()
        new = add(register, tmp_path, b"three", [1])
        assert list(register.listings(new)) == [listing(new, 1)]


@pytest.mark.skipif(not Path("/bin/mount").exists(), reason="there is no mount")
def test_an_original_that_does_not_fit_leaves_nothing(small_disk: Path, tmp_path: Path) -> None:
    with make_register(settings_of(str(small_disk / "register"), {})) as register:
        with raising(FULL):
            add(register, tmp_path, bytes(3_000_000), [1])
        assert list((small_disk / "register" / "originals").iterdir()) == []
        add(register, tmp_path, b"one", [1])


def test_a_database_that_may_not_grow_leaves_the_register_as_it_was(in_sqlite: Settings, tmp_path: Path) -> None:
    with make_register(in_sqlite) as register:
        add(register, tmp_path, b"one")
        before = everything(register)
        with connection_of(register.alias).cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 100")
        with raising(FULL):
            add(register, tmp_path, b"two", range(1, 20_000))
        assert everything(register) == before


# --- not there -----------------------------------------------------------------------------------------------------


def test_a_server_that_is_not_there_is_named_without_its_password(tmp_path: Path) -> None:
    url = f"postgres://me:geheim@/register?host={tmp_path}"
    settings = settings_of(str(tmp_path / "register"), {"FACHWERK_DATABASE_URL": url})
    with raising(f"the database register at {tmp_path}: PostgreSQL gives no connection"):
        make_register(settings)
    with pytest.raises(UnusableRegister) as caught:
        open_register(settings)
    assert "geheim" not in str(caught.value)


def test_a_database_that_is_not_there_is_named(server: str, tmp_path: Path) -> None:
    environ = {"FACHWERK_DATABASE_URL": server.replace("/postgres?", "/nowhere?")}
    with raising("PostgreSQL gives no connection"):
        make_register(settings_of(str(tmp_path / "register"), environ))


def test_a_finding_about_an_edition_that_was_never_added_is_a_fault_of_ours(settings: Settings) -> None:
    finding = Finding("odd", Severity.HINT, sha256_of(b"never"), 1, None, "Is odd.", "Ist seltsam.", "")
    with make_register(settings) as register:
        with pytest.raises(KeyError), register.writing() as writer:
            writer.findings([finding])
        assert list(register.findings()) == []
