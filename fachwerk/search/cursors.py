"""Cursors: where a page ended, said so that only the same version of the register goes on from there."""

from __future__ import annotations

import base64
import json

from fachwerk.errors import UnusableQuery

_LARGEST = 1 << 53  # beyond it JSON's numbers are no longer exact
_ADVICE = "ask without it from the start"


def cursor_of(version: str, after: int) -> str:
    """Write a cursor."""
    return base64.urlsafe_b64encode(json.dumps([version, after]).encode()).decode()


def after_of(cursor: str | None, version: str) -> int:
    """Read a cursor; none is the start. Raises UnusableQuery for one that is not ours or of another version."""
    if not cursor:
        return 0
    try:
        said = json.loads(base64.urlsafe_b64decode(cursor))
    except (ValueError, RecursionError) as error:
        raise UnusableQuery("the cursor is none of ours", advice=_ADVICE) from error
    match said:
        case [str() as of, int() as after] if 0 <= after <= _LARGEST:
            if of != version:
                raise UnusableQuery("the cursor is of another version of the register", advice=_ADVICE)
            return after
    raise UnusableQuery("the cursor is none of ours", advice=_ADVICE)
