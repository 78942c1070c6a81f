"""Short identifiers that can be cited: the same input gives the same ones on every machine."""

from __future__ import annotations

import base64
import hashlib

from fachwerk.records import Ref

_LENGTH = 10  # 50 bits: two of a million collide once in two thousand registers


def id_of(prefix: str, ref: Ref, about: str = "") -> str:
    """Make an identifier of the listing that something is first found in; `about` tells two such things apart.

    >>> id_of("o", Ref("abc", 7))
    'o-xzs4tu2vl6'
    """
    digest = hashlib.sha256(f"{prefix}{about}:{ref.edition}:{ref.row}".encode()).digest()
    return f"{prefix}-{base64.b32encode(digest[:_LENGTH])[:_LENGTH].decode().lower()}"
