"""Answers that were given last, kept while there is room for them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class LastOf(Generic[Answer]):
    """The last answers by their tags, as many as have room (in bytes, as `sized` counts them); for several threads."""

    def __init__(self, room: int, sized: Callable[[Answer], int]) -> None:
        self._room, self._sized, self._held = room, sized, 0
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._lock = Lock()

    def of(self, tag: Hashable) -> Answer | None:
        """Give the answer of that tag, if it is still there."""
        with self._lock:
            found = self._answers.get(tag)
            if found is not None:
                self._answers.move_to_end(tag)
            return found

    def keep(self, tag: Hashable, answer: Answer) -> None:
        """Keep an answer; those that nobody asked for longest make room for it."""
        with self._lock:
            before = self._answers.pop(tag, None)
            self._held += self._sized(answer) - (0 if before is None else self._sized(before))
            self._answers[tag] = answer
            while self._held > self._room:
                _, old = self._answers.popitem(last=False)
                self._held -= self._sized(old)


class Last(LastOf[bytes]):
    """The last answers that are bytes."""

    def __init__(self, room: int) -> None:
        super().__init__(room, len)
