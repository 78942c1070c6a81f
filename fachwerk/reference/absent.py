"""How a cell says that it is empty."""

from __future__ import annotations

import re

_NOTHING = re.compile(r"^(?:[-–—./\s]*|k\.\s?A\.|n\.\s?v\.|n/a|entfällt|keine?)$", re.IGNORECASE)
_LONGEST = 12


def is_nothing(value: str | None) -> bool:
    """Tell an empty cell, or one that only says that it is empty: `-`, `k. A.`, `n/a`."""
    return value is None or (len(value) <= _LONGEST and _NOTHING.match(value) is not None)
