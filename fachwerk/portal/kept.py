"""Answers that were given last, kept while there is room for them."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock


class Last:
    """The last answers by their tags, as many as have room (in bytes); for several threads."""

    def __init__(self, room: int) -> None:
        self._room, self._held = room, 0
        self._answers: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def of(self, tag: str) -> bytes | None:
        """Give the answer of that tag, if it is still there."""
        with self._lock:
            found = self._answers.get(tag)
            if found is not None:
                self._answers.move_to_end(tag)
            return found

    def keep(self, tag: str, content: bytes) -> None:
        """Keep an answer; those that nobody asked for longest make room for it."""
        with self._lock:
            self._held += len(content) - len(self._answers.pop(tag, b""))
            self._answers[tag] = content
            while self._held > self._room:
                _, old = self._answers.popitem(last=False)
                self._held -= len(old)
