"""What a database or a disk complains of, in one sentence for the person at the keyboard."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import DatabaseError, InterfaceError

from fachwerk.errors import UnusableRegister
from fachwerk.settings import WAIT, Settings

# SQLite's names and PostgreSQL's states; the first line that fits decides.
_DAMAGED = ("SQLITE_NOTADB", "SQLITE_CORRUPT", "XX001", "XX002")
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED", "55P03")
_FULL = ("SQLITE_FULL", "53100")
_PROTECTED = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "42501", "25006")
_FAILING = ("SQLITE_IOERR", "58030")
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NO_RIGHT = (errno.EACCES, errno.EPERM, errno.EROFS)


@contextmanager
def told(settings: Settings) -> Iterator[None]:
    """Turn the complaints of the database that we understand into `UnusableRegister`; any other goes on as it is."""
    try:
        yield
    except (DatabaseError, InterfaceError) as error:
        trouble = _trouble(settings, _code(error), error)
        if trouble is None:
            raise
        raise trouble from error


@contextmanager
def told_of_files(settings: Settings) -> Iterator[None]:
    """Do the same for files of the register that are written; nothing else may be done inside, lest it be blamed."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_SPACE:
            raise full(settings) from error
        if error.errno in _NO_RIGHT and _is_ours(settings, error.filename):
            raise protected(settings) from error
        raise


def _is_ours(settings: Settings, name: object) -> bool:
    """Tell whether a file lies in the register, or the register in a folder."""
    if not isinstance(name, str):
        return False
    path, register = Path(name).absolute(), settings.register.absolute()
    return path.is_relative_to(register) or register.is_relative_to(path)


def name_of(settings: Settings) -> str:
    """Name the register as the user knows it."""
    return str(settings.register) if settings.database is None else settings.database.said


def full(settings: Settings) -> UnusableRegister:
    return UnusableRegister(
        "no space is left, and nothing was changed", file=name_of(settings), advice="make room and import again"
    )


def protected(settings: Settings) -> UnusableRegister:
    return UnusableRegister(
        "the register cannot be written here",
        file=name_of(settings),
        advice="allow it, or name another one with --register",
    )


def _code(error: BaseException) -> str:
    cause = error.__cause__
    return str(getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or "")


def _trouble(settings: Settings, code: str, error: Exception) -> UnusableRegister | None:
    if code.startswith(_DAMAGED):
        return UnusableRegister(
            f"the register is damaged ({_first_line(error)})",
            file=name_of(settings),
            advice="put back a copy of it, or import its originals into a new register",
        )
    if code.startswith(_BUSY):
        return UnusableRegister(
            f"another import is writing and did not end within {settings.wait:g} seconds; nothing was changed",
            file=name_of(settings),
            advice=f"import again when it has ended, or let {WAIT} be longer",
        )
    if code.startswith(_FULL):
        return full(settings)
    if code.startswith(_PROTECTED):
        return protected(settings)
    if code.startswith(_FAILING):
        return UnusableRegister(
            f"the disk fails ({_first_line(error)}), and nothing was changed",
            file=name_of(settings),
            advice="look whether it is over a quota or broken",
        )
    if settings.database is not None and _is_gone(code, error):
        return UnusableRegister(
            f"PostgreSQL gives no connection ({_first_line(error)})", file=name_of(settings), advice="look after it"
        )
    return None


def _is_gone(code: str, error: Exception) -> bool:
    """Tell whether the server refused us (28 authorisation, 3D no such database, 53 too many), went (57), or is not
    there: without a connection there is no code."""
    return code.startswith(("08", "28", "3D", "53", "57")) or (not code and "connection" in str(error))


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].strip()
