"""Where the register lies: what the command line and the environment say about it, understood or refused by name."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from fachwerk.errors import InvalidSetting

REGISTER = "FACHWERK_REGISTER"
DATABASE_URL = "FACHWERK_DATABASE_URL"
WAIT = "FACHWERK_WAIT"

# Published in the reference; the code below decides what they mean.
MEANINGS: Mapping[str, str] = {
    REGISTER: "directory of the register; `--register PATH` goes before it, `./register` is taken without either",
    DATABASE_URL: "keep the register's tables in PostgreSQL: `postgres://user:password@host:port/name`, "
    "perhaps with `?sslmode=require` or `?host=/directory/of/socket`; without it they lie in `fachwerk.db`",
    WAIT: "seconds that an import waits for another one to end, 30 if it is not set",
}

_SCHEMES = ("postgres", "postgresql")
_SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
_SHAPE = "write postgres://user:password@host:port/name"
_LONGEST_WAIT = 24 * 3600


@dataclass(frozen=True, slots=True)
class Database:
    """A PostgreSQL database; an empty text leaves the answer to the PostgreSQL client's own defaults."""

    name: str
    host: str = ""
    port: int | None = None
    user: str = ""
    password: str = field(default="", repr=False)
    sslmode: str = ""

    @property
    def said(self) -> str:
        """Name the database for people, without the password."""
        port = "" if self.port is None else f":{self.port}"
        return f"the database {self.name} at {self.host or 'this machine'}{port}"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the register lies. `wait` is how many seconds an import waits for another one to end."""

    register: Path = Path("register")
    database: Database | None = None
    wait: float = 30.0


def settings_of(register: str | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Take `--register` before the environment, and the environment before what goes without saying.

    Raises InvalidSetting, with the setting's name, for anything that is given and not understood, also if it is empty.
    """
    given = os.environ if environ is None else environ
    return Settings(
        _register_of(register, given.get(REGISTER)),
        _database_of(given[DATABASE_URL]) if DATABASE_URL in given else None,
        _wait_of(given[WAIT]) if WAIT in given else Settings().wait,
    )


def _register_of(option: str | None, variable: str | None) -> Path:
    name, said = (REGISTER, variable) if option is None else ("--register", option)
    if said is None:
        return Settings().register
    if not said.strip() or "\0" in said:
        raise InvalidSetting(f"{name} names no directory", advice="write its path")
    path = Path(said).expanduser()
    if path.exists() and not path.is_dir():
        raise InvalidSetting(f"{name} is {said!r}, which is no directory", advice="a register is a directory")
    return path


def _database_of(said: str) -> Database:
    try:
        url = urlsplit(said)
        port = url.port
    except ValueError as error:
        raise InvalidSetting(f"{DATABASE_URL} is no address of a database ({error})", advice=_SHAPE) from error
    if url.scheme not in _SCHEMES:
        what = f"begins with {url.scheme!r}" if url.scheme else "has no scheme"
        raise InvalidSetting(f"{DATABASE_URL} {what}", advice=_SHAPE)
    name = unquote(url.path.removeprefix("/"))
    if not name or "/" in name or url.fragment:
        raise InvalidSetting(f"{DATABASE_URL} does not name one database", advice=_SHAPE)
    options = _options_of(url)
    return Database(
        name,
        options.get("host") or unquote(url.hostname or ""),
        port,
        unquote(url.username or ""),
        unquote(url.password or ""),
        options.get("sslmode", ""),
    )


def _options_of(url: SplitResult) -> Mapping[str, str]:
    options = dict(parse_qsl(url.query, keep_blank_values=True))
    for name, said in options.items():
        if name not in ("host", "sslmode"):
            raise InvalidSetting(f"{DATABASE_URL} has the option {name!r}", advice="it knows host and sslmode")
        if not said or (name == "sslmode" and said not in _SSL_MODES):
            known = f"one of {', '.join(_SSL_MODES)}" if name == "sslmode" else "the directory of a socket"
            raise InvalidSetting(f"{DATABASE_URL} has the {name} {said!r}", advice=f"write {known}")
    return options


def _wait_of(said: str) -> float:
    try:
        seconds = float(said)
    except ValueError:
        seconds = math.nan
    if not 0 <= seconds <= _LONGEST_WAIT:
        raise InvalidSetting(f"{WAIT} is {said!r}", advice=f"write seconds from 0 to {_LONGEST_WAIT}")
    return seconds
