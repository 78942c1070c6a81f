"""The lists that a register holds, kept by its version: every page names them, and a ledger takes long to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import Lock
from typing import NamedTuple

from fachwerk.portal.opened import Reading
from fachwerk.store import Edition
from fachwerk.store.masking import hidden_headings
from fachwerk.store.proofs import Proofs

_MOST_EDITIONS = 1000
_MOST = 3  # states of registers; readers of an older one may still be there while a new one is read


class Known(NamedTuple):
    """The editions of one state of a register, oldest first, and their numbers there."""

    editions: tuple[Edition, ...]
    numbers: Mapping[int, str]

    def edition(self, sha256: str) -> Edition:
        """Give an edition by its whole fingerprint."""
        return next(one for one in self.editions if one.sha256 == sha256)

    def alike(self, one: Edition) -> Sequence[Edition]:
        """Give the editions of the same list, oldest first: of the same source, or without one of the same title."""
        return [each for each in self.editions if family(each) == family(one)]

    def before(self, one: Edition) -> Edition | None:
        """Give the edition of the same list before one."""
        line = self.alike(one)
        at = line.index(one)
        return line[at - 1] if at else None


def family(one: Edition) -> tuple[str | None, str | None]:
    """Say which list an edition is one of."""
    return (one.source, None) if one.source is not None else (None, one.title)


def known(reading: Reading) -> Known:
    """Give the lists as they are in the state that is read from."""
    found = _kept.get(reading.version)
    if found is None:
        found = Known(reading.register.editions(), reading.register.tables.shas())
        with _lock:
            _kept[reading.version] = found
            while len(_kept) > _MOST:
                del _kept[next(iter(_kept))]
    return found


def proofs(reading: Reading) -> Proofs:
    """Give what reads projects in that state."""
    return Proofs(reading.register, known(reading).numbers)


def names_persons(reading: Reading, sha256: str) -> bool:
    """Tell whether something is masked in an edition: then its file is not for readers."""
    if not reading.register.is_masked():
        return False
    key = (reading.version, sha256)
    if key not in _persons:
        if len(_persons) > _MOST_EDITIONS:
            _persons.clear()
        _persons[key] = any(hidden_headings(one) for one in reading.register.listings(sha256))
    return _persons[key]


_persons: dict[tuple[str, str], bool] = {}
_kept: dict[str, Known] = {}
_lock = Lock()
