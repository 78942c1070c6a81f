"""What is made once from each version of the register, and then shown on many pages."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from fachwerk.portal.opened import Reading

_Thing = TypeVar("_Thing")
_VERSIONS = 2  # the one that is read, and the one before it, which other threads may still be reading


class Made(Generic[_Thing]):
    """Things by the version they are made from; who asks while one is being made waits for it."""

    def __init__(self, make: Callable[[Reading], _Thing]) -> None:
        self._make = make
        self._things: OrderedDict[str, _Thing] = OrderedDict()
        self._lock = Lock()

    def of(self, reading: Reading) -> _Thing:
        """Give the thing of the version that is read."""
        with self._lock:
            found = self._things.get(reading.version)
            if found is None:
                found = self._things[reading.version] = self._make(reading)
                while len(self._things) > _VERSIONS:
                    self._things.popitem(last=False)
            return found
