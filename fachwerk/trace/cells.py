"""Which of the texts that stand in a row each of its cells is made of; what is not sure is not said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

_NO_SIGN = re.compile(r"[\s\u00ad\u2010-\u2015-]+")  # blanks and hyphens come and go where lines are joined


class Bit(NamedTuple):
    """A text as it stands in the file: `across` orders bits from column to column, `down` inside one."""

    text: str
    across: float
    down: tuple[float, ...]


class _Window(NamedTuple):
    start: int
    stop: int


def cells_of(bits: Sequence[Bit], printed: Sequence[str | None]) -> Mapping[int, frozenset[int]]:
    """Say for each column that is surely found which bits (by their place in `bits`) its printed text is made of.

    Columns stand side by side, so that each is a stretch of bits in the order of their left edges. A stretch is the
    column's if its bits, joined from top to bottom, say exactly what is printed there, blanks and hyphens apart. Where
    several stretches do, the order of the columns has to leave one of them; else the column is not sure.
    """
    order = sorted(range(len(bits)), key=lambda at: (bits[at].across, bits[at].down))
    keys = [key_of(bits[at].text) for at in order]
    found = {
        column: windows
        for column, text in enumerate(printed)
        if text is not None and (key := key_of(text)) and (windows := list(_windows(key, keys, order, bits)))
    }
    return {column: frozenset(order[window.start : window.stop]) for column, window in _only(found).items()}


def key_of(text: str) -> str:
    """Give what has to be the same, however lines were joined."""
    return _NO_SIGN.sub("", text)


def _windows(key: str, keys: Sequence[str], order: Sequence[int], bits: Sequence[Bit]) -> Iterator[_Window]:
    ends = list(accumulate(map(len, keys), initial=0))
    at = {end: place for place, end in enumerate(ends)}  # the last of those with nothing between
    for start, end in enumerate(ends[:-1]):
        stop = at.get(end + len(key))
        if stop is None or not keys[start]:
            continue
        inside = sorted(range(start, stop), key=lambda one: bits[order[one]].down)
        if "".join(keys[one] for one in inside) == key:
            yield _Window(start, stop)


def _only(found: Mapping[int, Sequence[_Window]]) -> Mapping[int, _Window]:
    """Keep the columns for which the first place that their order allows is also the last."""
    first: dict[int, _Window] = {}
    end = 0
    for column in sorted(found):
        window = next((one for one in found[column] if one.start >= end), None)
        if window is not None:
            first[column], end = window, window.stop
    last: dict[int, _Window] = {}
    begin = max((one.stop for some in found.values() for one in some), default=0)
    for column in sorted(first, reverse=True):
        window = next((one for one in reversed(found[column]) if one.stop <= begin), None)
        if window is not None:
            last[column], begin = window, window.start
    return {column: window for column, window in first.items() if last.get(column) == window}
