"""Short identifiers that can be cited: the same input gives the same ones on every machine."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from datetime import date

from fachwerk.records import Listing, Ref

_LENGTH = 10  # 50 bits: two of a million collide once in two thousand registers


def id_of(prefix: str, ref: Ref, about: str = "") -> str:
    """Make an identifier of the listing that something is first found in; `about` tells two such things apart.

    >>> id_of("o", Ref("abc", 7))
    'o-xzs4tu2vl6'
    """
    digest = hashlib.sha256(f"{prefix}{about}:{ref.edition}:{ref.row}".encode()).digest()
    return f"{prefix}-{base64.b32encode(digest)[:_LENGTH].decode().lower()}"


def ages_of(listings: Iterable[Listing]) -> Mapping[str, int]:
    """Rank editions by the newest begin that they list, whatever the order in which they are given."""
    newest: dict[str, date] = {}
    for listing in listings:
        value = listing.values.get("begin")
        begin = value.clean if value is not None and isinstance(value.clean, date) else date.min
        newest[listing.edition] = max(newest.get(listing.edition, date.min), begin)
    return {edition: age for age, edition in enumerate(sorted(newest, key=lambda one: (newest[one], one)))}
