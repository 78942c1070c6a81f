"""What money is given for: the programmes of the known lists and their funding lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from fachwerk.reference.programmes import FOLDER, FundingLine, Programme, programme
from fachwerk.sources import known_lists


@cache
def programmes() -> Sequence[Programme]:
    """Give the programmes of the known lists."""
    names = sorted({one.programme for one in known_lists() if one.programme is not None})
    return [programme(name) for name in names if (FOLDER / f"{name}.yml").is_file()]


@cache
def known_lines() -> Mapping[str, FundingLine]:
    """Give the funding lines by number, in the order of their numbers."""
    return {line.number: line for one in programmes() for line in one.lines}
