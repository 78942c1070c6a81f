"""Engines that go on answering for the state before, while the index of a new one is made ready.

A server asks for the engine that stands ready. If the register has changed, that is the one of the state before, and a
thread sees to the next one: one process of all builds it, the others wait for it beside their answers.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock, Thread

from fachwerk.errors import UnknownIdentifier
from fachwerk.search.answering import Searcher
from fachwerk.search.answers import Answer, Found, Neighbour
from fachwerk.search.asking import Query

_AGAIN = 10.0  # seconds after which what failed is tried again


class Old:
    """An engine of the state before: what has come since is nothing that it could not know."""

    def __init__(self, engine: Searcher) -> None:
        self._engine = engine

    @property
    def version(self) -> str:
        """Name the state of the register that answers."""
        return self._engine.version

    def search(self, query: Query) -> Answer:
        """Answer a question."""
        return self._engine.search(query)

    def found(self, query: Query) -> Found:
        """Give all projects that answer a question by their ids."""
        return self._engine.found(query)

    def neighbours(self, project: str, limit: int = 10) -> tuple[Neighbour, ...]:
        """Give the projects most like one; a project that is new has none yet."""
        try:
            return self._engine.neighbours(project, limit)
        except UnknownIdentifier:
            return ()


class Beside:
    """Work that is done once at a time beside the answers, in a thread of its own."""

    def __init__(self, work: Callable[[], None]) -> None:
        self._work, self._lock = work, Lock()
        self._thread: Thread | None = None
        self._not_before = 0.0

    def start(self) -> None:
        """See to it that the work is being done; one that failed is left alone for a while."""
        if self._thread is not None:
            return
        with self._lock:
            if self._thread is None and time.monotonic() >= self._not_before:
                self._thread = Thread(target=self._run, name="fachwerk-index", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        self._not_before = time.monotonic() + _AGAIN
        try:
            self._work()
            self._not_before = 0.0
        finally:
            self._thread = None
