"""Where the register lies and how it is served: what is said about it is understood, or refused by name."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import TypeAlias
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from fachwerk.errors import InvalidSetting

REGISTER = "FACHWERK_REGISTER"
DATABASE_URL = "FACHWERK_DATABASE_URL"
WAIT = "FACHWERK_WAIT"
RATE = "FACHWERK_RATE"
RATE_LOOPBACK = "FACHWERK_RATE_LOOPBACK"
TRUSTED_PROXIES = "FACHWERK_TRUSTED_PROXIES"
RATE_TABLE = "FACHWERK_RATE_TABLE"
WORDS_ONLY = "FACHWERK_WORDS_ONLY"
PUBLIC_URL = "FACHWERK_PUBLIC_URL"
INDEXED = "FACHWERK_INDEXED"
OPERATOR = "FACHWERK_OPERATOR"
PERSONS_SHOWN = "FACHWERK_PERSONS_SHOWN_MONTHS"
LOG = "FACHWERK_LOG"
METRICS = "FACHWERK_METRICS"
OUTLINES = "FACHWERK_OUTLINES"
OUTLINES_ATTRIBUTION = "FACHWERK_OUTLINES_ATTRIBUTION"

# Published in the reference; the code below decides what they mean.
MEANINGS: Mapping[str, str] = {
    REGISTER: "directory of the register; `--register PATH` goes before it, `./register` is taken without either",
    DATABASE_URL: "keep the register's tables in PostgreSQL: `postgres://user:password@host:port/name`, "
    "perhaps with `?sslmode=require` or `?host=/directory/of/socket`; without it they lie in `fachwerk.db`",
    WAIT: "seconds that an import waits for another one to end, 30 if it is not set",
    RATE: "requests a minute that `fachwerk serve` answers to one address, 600 if it is not set; 0 is as many as come",
    RATE_LOOPBACK: "the same for this machine itself, 0 if it is not set",
    TRUSTED_PROXIES: "addresses or networks of reverse proxies, with commas between them, whose `X-Forwarded-For` is "
    "believed: `127.0.0.1,10.0.0.0/8`; without it nobody's is",
    WORDS_ONLY: "`1`: serve searches by words only, although search by meaning is installed; `0` if it is not set",
    RATE_TABLE: "file in which several processes count requests together; `fachwerk serve` makes one for its workers",
    PUBLIC_URL: "address under which readers find the register, `https://foerderung.example.org`: what is cited, "
    "feeds and the sitemap begin with it; `fachwerk serve` takes the one it listens at if it is not set",
    INDEXED: "`0`: search engines are told to keep nothing of the register; `1` if it is not set",
    OPERATOR: "YAML file that says who publishes the register: name, address, mail, what imprint and privacy need",
    PERSONS_SHOWN: "months for which the name of a natural person is shown after the day of the newest edition that "
    "lists it; 0 if it is not set: names are masked in all that is served",
    OUTLINES: "GeoJSON file (WGS 84) of the regions' official outlines, each with its key as `AGS`: the map shows them "
    "instead of ours",
    OUTLINES_ATTRIBUTION: "whose outlines these are, as their licence wants it said under the map: "
    "`© BKG (2024) dl-de/by-2-0`",
    LOG: "what the server writes to standard error, as JSON lines: `off`, `errors` (if it is not set), `requests` "
    "(each one, without the question and without who asked), `with-addresses`",
    METRICS: "`1`: `/metrics` gives figures for Prometheus to this machine and to trusted proxies (extra `metrics`); "
    "`0` if it is not set",
}

_SCHEMES = ("postgres", "postgresql")
_SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
_SHAPE = "write postgres://user:password@host:port/name"
_LONGEST_WAIT = 24 * 3600
_HIGHEST_RATE = 1_000_000
_MOST_MONTHS = 1200
_ADDRESS = "write https://foerderung.example.org"
_HOST = re.compile(r"[a-z0-9.-]+|[0-9a-f:.]+")  # international names as they stand on the wire: xn--frderung-n4a

Network: TypeAlias = IPv4Network | IPv6Network


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


@dataclass(frozen=True, slots=True)
class OfficialOutlines:
    """Outlines of regions that the operator has put in; what stands in the file is checked when it is read."""

    file: Path
    attribution: str


class Log(Enum):
    """What a server writes down: nothing, its own faults, each request, each one with the address of who asked."""

    OFF = "off"
    ERRORS = "errors"
    REQUESTS = "requests"
    WITH_ADDRESSES = "with-addresses"

    @property
    def has_requests(self) -> bool:
        return self in (Log.REQUESTS, Log.WITH_ADDRESSES)


@dataclass(frozen=True, slots=True)
class Serving:
    """How requests are limited: a minute and address, 0 is not at all; whose word about addresses counts.

    `words_only`: nobody is answered by meaning, even where that is installed. `public_url` has no slash at its end.
    `is_indexed`: search engines may keep what is served. `operator` is the file that says who serves. `persons_shown`:
    for how many months names of natural persons are shown.
    """

    rate: int = 600
    rate_loopback: int = 0
    trusted_proxies: tuple[Network, ...] = ()
    rate_table: Path | None = None
    words_only: bool = False
    public_url: str | None = None
    is_indexed: bool = True
    operator: Path | None = None
    persons_shown: int = 0
    log: Log = Log.ERRORS
    has_metrics: bool = False
    outlines: OfficialOutlines | None = None


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


def serving_of(environ: Mapping[str, str] | None = None) -> Serving:
    """Read from the environment how a register is served. Raises InvalidSetting like `settings_of`."""
    given = os.environ if environ is None else environ
    return _serving_of(tuple((name, given[name]) for name in MEANINGS if name in given))


@lru_cache(8)
def _serving_of(told: tuple[tuple[str, str], ...]) -> Serving:
    """Understand what is told, once: every page asks."""
    given = dict(told)
    plain = Serving()
    return Serving(
        _rate_of(RATE, given[RATE]) if RATE in given else plain.rate,
        _rate_of(RATE_LOOPBACK, given[RATE_LOOPBACK]) if RATE_LOOPBACK in given else plain.rate_loopback,
        tuple(map(_network_of, given[TRUSTED_PROXIES].split(","))) if TRUSTED_PROXIES in given else (),
        Path(given[RATE_TABLE]) if given.get(RATE_TABLE) else None,
        _yes_or_no(WORDS_ONLY, given[WORDS_ONLY]) if WORDS_ONLY in given else plain.words_only,
        _public_url_of(given[PUBLIC_URL]) if PUBLIC_URL in given else plain.public_url,
        _yes_or_no(INDEXED, given[INDEXED]) if INDEXED in given else plain.is_indexed,
        _file_of(OPERATOR, given[OPERATOR]) if OPERATOR in given else plain.operator,
        _months_of(given[PERSONS_SHOWN]) if PERSONS_SHOWN in given else plain.persons_shown,
        _log_of(given[LOG]) if LOG in given else plain.log,
        _yes_or_no(METRICS, given[METRICS]) if METRICS in given else plain.has_metrics,
        _outlines_of(given.get(OUTLINES), given.get(OUTLINES_ATTRIBUTION)),
    )


def _outlines_of(file: str | None, attribution: str | None) -> OfficialOutlines | None:
    """Take outlines only together with the words that their licence demands, and no words without outlines."""
    if file is None:
        if attribution is not None:
            raise InvalidSetting(f"{OUTLINES_ATTRIBUTION} is set and {OUTLINES} is not", advice="set both or none")
        return None
    if attribution is None or not attribution.strip():
        advice = "write whose the outlines are, © BKG (2024) dl-de/by-2-0"
        raise InvalidSetting(f"{OUTLINES} is set and {OUTLINES_ATTRIBUTION} is not", advice=advice)
    return OfficialOutlines(_file_of(OUTLINES, file), attribution.strip())


def _public_url_of(said: str) -> str:
    """Read an address with nothing behind its host: what is cited lies at its root, and no path can be put before."""
    try:
        url = urlsplit(said)
        port = url.port
    except ValueError as error:
        raise InvalidSetting(f"{PUBLIC_URL} is no address ({error})", advice=_ADDRESS) from error
    host = url.hostname or ""
    is_plain = url.scheme in ("http", "https") and url.path in ("", "/") and not (url.query or url.fragment)
    if not (is_plain and _HOST.fullmatch(host) and url.username is None and "@" not in url.netloc):
        raise InvalidSetting(f"{PUBLIC_URL} is {said!r}, which is not the address of a site", advice=_ADDRESS)
    shown = f"[{host}]" if ":" in host else host
    return f"{url.scheme}://{shown}" if port is None else f"{url.scheme}://{shown}:{port}"


def _log_of(said: str) -> Log:
    try:
        return Log(said)
    except ValueError as error:
        known = " or ".join(one.value for one in Log)
        raise InvalidSetting(f"{LOG} is {said!r}", advice=f"write {known}") from error


def _months_of(said: str) -> int:
    if not (said.isascii() and said.isdecimal() and int(said) <= _MOST_MONTHS):
        raise InvalidSetting(f"{PERSONS_SHOWN} is {said!r}", advice=f"write months, 0 to {_MOST_MONTHS}")
    return int(said)


def _file_of(name: str, said: str) -> Path:
    path = Path(said).expanduser()
    if not said.strip() or "\0" in said or not path.is_file():
        raise InvalidSetting(f"{name} is {said!r}, which is no file", advice="write the path of one")
    return path


def _yes_or_no(name: str, said: str) -> bool:
    if said not in ("0", "1"):
        raise InvalidSetting(f"{name} is {said!r}", advice="write 0 or 1")
    return said == "1"


def _rate_of(name: str, said: str) -> int:
    if not (said.isascii() and said.isdecimal() and int(said) <= _HIGHEST_RATE):
        raise InvalidSetting(f"{name} is {said!r}", advice=f"write requests a minute, 0 to {_HIGHEST_RATE}")
    return int(said)


def _network_of(said: str) -> Network:
    try:
        return ip_network(said.strip())
    except ValueError as error:
        advice = "write addresses or networks, 127.0.0.1,10.0.0.0/8"
        raise InvalidSetting(f"{TRUSTED_PROXIES} names {said.strip()!r}", advice=advice) from error


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
