"""A register to be asked from Python: opened by its path, its index brought up to date before every answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from fachwerk.search.answering import Searcher
from fachwerk.search.answers import Answer, Neighbour
from fachwerk.search.asking import Query
from fachwerk.search.engine import Engine
from fachwerk.search.optional import is_there, load
from fachwerk.search.shelf import index_beside, open_index
from fachwerk.search.standing import Beside, Old
from fachwerk.settings import serving_of, settings_of
from fachwerk.store import open_register

if TYPE_CHECKING:
    from fachwerk.search.postgresql import Shared
    from fachwerk.store import Register as Stored


def _silent(_done: int, _of: int) -> None:
    """Say nothing."""


class Register:
    """A register with its search.

    >>> with Register.open("register") as register:  # doctest: +SKIP
    ...     for hit in register.search("Azubi Handwerk", filters={"region": ("Zwickau",)}).hits:
    ...         print(hit.project.texts["title"], hit.why)
    """

    def __init__(self, stored: Stored, by_meaning: bool, told: Callable[[int, int], None]) -> None:
        self._stored, self._told = stored, told
        self._meaning = load() if by_meaning else None
        self._engine: Engine | None = None
        self._building = Lock()
        self._next = Beside(self._take_over)

    @classmethod
    def open(
        cls,
        path: str | Path | None = None,
        by_meaning: bool | None = None,
        told: Callable[[int, int], None] = _silent,
        shown: int | None = None,
    ) -> Self:
        """Open a register: a directory, or what the environment says. Raises UnusableRegister if there is none.

        `by_meaning` None: if the extra `semantic` is installed. `told` is told how many texts of how many are
        understood while an index is built. `shown` is for how many months names of natural persons are shown; None:
        always, but in PostgreSQL as the environment says, since all search the same tables there.
        """
        settings = settings_of(None if path is None else str(path))
        if settings.database is not None and shown is None:
            shown = serving_of().persons_shown
        return cls(open_register(settings, shown), is_there() if by_meaning is None else by_meaning, told)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._stored.close()

    def search(self, text: str = "", **asked: Any) -> Answer:
        """Answer a question; `asked` are the other fields of `Query`. Raises UnusableQuery if one is not understood."""
        return self.answer(Query(text, **asked))

    def answer(self, query: Query) -> Answer:
        """Answer a question."""
        return self.engine().search(query)

    def neighbours(self, project: str, limit: int = 10) -> tuple[Neighbour, ...]:
        """Give the projects most like one, with reasons. Raises UnknownIdentifier if there is none of that id."""
        return self.engine().neighbours(project, limit)

    def engine(self) -> Searcher:
        """Give the engine for the register as it is now; who asks while the index is built waits for it.

        A register in PostgreSQL is searched there, by tables that all who serve it share.
        """
        return self._embedded() if self._stored.settings.database is None else self._shared

    def _embedded(self) -> Searcher:
        version = self._stored.version()
        with self._building:
            if self._engine is None or self._engine.version != version:
                self._engine = Engine(open_index(self._stored, self._meaning, self._told), self._meaning)
            return self._engine

    def ready(self) -> None:
        """Make everything ready for the register as it is now, and wait for it."""
        if self._stored.settings.database is None:
            self.engine()
        else:
            self._shared.ready()

    def standing(self, version: str) -> Searcher:
        """Give the engine that stands ready, for a server that reads that version of the register.

        If there is none of it, the engine of the state before, while the next one is made beside it. Only the first one
        is waited for.
        """
        if self._stored.settings.database is not None:
            return self._shared.standing(version)
        engine = self._engine
        if engine is None:
            return self.engine()
        if engine.version == version:
            return engine
        self._next.start()
        return Old(engine)

    def _take_over(self) -> None:
        """Put the engine of the register as it is now in the place of the one before."""
        try:
            while self._engine is None or self._engine.version != self._stored.version():
                self._engine = Engine(index_beside(self._stored, self._meaning), self._meaning)
        finally:
            self._stored.rest()

    @cached_property
    def _shared(self) -> Shared:
        from fachwerk.search.postgresql import Shared

        return Shared(self._stored, self._meaning, self._told)
