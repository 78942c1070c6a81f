"""The register that this process serves: opened once, and again when another one is put in its place.

Whatever leaves by this door has natural persons masked as the environment says (decision 0083).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from fachwerk.errors import UnusableRegister
from fachwerk.portal.imprint import Operator, operator
from fachwerk.search.answering import Searcher
from fachwerk.search.optional import is_there, load
from fachwerk.search.register import Register as Searched
from fachwerk.settings import Serving, Settings, serving_of, settings_of
from fachwerk.store import FILE, open_register

if TYPE_CHECKING:
    from fachwerk.store.pages import Pages
    from fachwerk.store.register import Register

_REMEMBERED = 1000  # questions whose vectors are kept, 1.5 MB

Identity: TypeAlias = tuple[int, int] | None  # of a file, whatever it is called; None in PostgreSQL


class Reading(NamedTuple):
    """One state of the register, to be read page by page."""

    version: str
    register: Register
    pages: Pages
    searched: Searched

    @property
    def engine(self) -> Searcher:
        """Give the engine that answers; by its version it says which state it knows.

        After an import that is the state before, until the next index is made (`search/standing.py`).
        """
        return self.searched.standing(self.version)


class _Open(NamedTuple):
    identity: Identity
    stored: Register
    searched: Searched


class Served:
    """A register for many threads: each has a connection of its own, all share the index."""

    def __init__(self, settings: Settings, serving: Serving, by_meaning: bool) -> None:
        self.settings, self.serving, self.by_meaning = settings, serving, by_meaning
        self._shown = serving.persons_shown
        if by_meaning:
            load().remember(_REMEMBERED)
        self.version: str | None = None  # of the state that was read last
        self._opening = Lock()
        self._open: _Open | None = None

    @property
    def operator(self) -> Operator | None:
        """Say who publishes the register; None if nobody says so."""
        return operator(self.serving.operator)

    def engine(self) -> Searcher:
        """Give the engine that answers at the moment. Raises UnusableRegister if the register cannot be read."""
        _, stored, searched = self._current()
        return searched.standing(stored.version())

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Read inside from one state of the register. Raises UnusableRegister if it cannot be read."""
        from fachwerk.store.pages import Pages

        _, stored, searched = self._current()
        with stored.snapshot() as version:
            self.version = version
            yield Reading(version, stored, Pages(stored), searched)

    def _current(self) -> _Open:
        """Open the register, unless it is open; one that lies there anew is another one.

        The one before is not closed: other threads may be reading from it, and what they hold goes when they do.
        """
        identity = _identity(self.settings)
        found = self._open
        if found is None or found.identity != identity:
            with self._opening:
                found = self._open
                if found is None or found.identity != identity:
                    stored = open_register(self.settings, self._shown)
                    # In PostgreSQL a question is a transaction, which must not lie within the one of who reads.
                    own = stored if identity is not None else open_register(self.settings, self._shown)
                    found = self._open = _Open(identity, stored, Searched(own, self.by_meaning, _silent))
        return found


def _identity(settings: Settings) -> Identity:
    if settings.database is not None:
        return None
    try:
        found = (settings.register / FILE).stat()
    except OSError as error:
        raise UnusableRegister("there is no register", file=str(settings.register)) from error
    return found.st_dev, found.st_ino


def _silent(_done: int, _of: int) -> None:
    """Say nothing."""


@cache
def served() -> Served:
    """Give the register that the environment names."""
    serving = serving_of()
    return Served(settings_of(), serving, is_there() and not serving.words_only)
