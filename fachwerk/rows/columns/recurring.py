"""Lines that come back at the top or foot of most pages: running heads, repeated headings, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fachwerk.rows.columns.words import Printed

# So many lines at the top of a page are looked at, so many at its foot, and on the first page below its titles.
_TOP, _FOOT, _FIRST = 18, 8, 40
# A line comes back if it stands there on half of the pages.
_SHARE = 0.5

_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]{3}")
_PAGE_NUMBER = re.compile(r"\W*(?:\w{1,6}\.?\s)?\d{1,4}(?:\s?(?:\w{1,4}|/)\s?\d{1,4})?\W*")


class Body(NamedTuple):
    """A page without what comes back on other pages: `top` and `foot` are the lines that do."""

    top: Sequence[Printed]
    lines: Sequence[Printed]
    foot: Sequence[Printed]


def bodies(pages: Mapping[int, Sequence[Printed]]) -> dict[int, Body]:
    """Part every page into what comes back at its top, its own lines, and what comes back at its foot."""
    if len(pages) < 2:
        return {number: _lone(lines) for number, lines in pages.items()}
    tops = _known([lines[:_TOP] for lines in pages.values()])
    feet = _known([lines[::-1][:_FOOT] for lines in pages.values()])
    first = min(pages)
    return {number: _parted(lines, tops, feet, number == first) for number, lines in pages.items()}


def masked(line: Printed) -> str:
    """The line's words with every number as `#`: two page numbers are one text."""
    return _DIGITS.sub("#", line.text)


def _lone(lines: Sequence[Printed]) -> Body:
    """The only page of a list: nothing can come back, but a page number at its foot is one."""
    if lines and _PAGE_NUMBER.fullmatch(lines[-1].text) and len(lines[-1].words) < 5:
        return Body((), lines[:-1], lines[-1:])
    return Body((), lines, ())


def _known(pages: Sequence[Sequence[Printed]]) -> dict[str, set[int]]:
    """The texts that come back, with the places (counted from the page's end inwards) where they do."""
    seen = Counter((masked(line), rank) for lines in pages for rank, line in enumerate(lines) if _is_telling(line, rank))
    known: dict[str, set[int]] = {}
    for (text, rank), _ in seen.items():
        if sum(seen[text, near] for near in (rank - 1, rank, rank + 1)) >= max(2, _SHARE * len(pages)):
            known.setdefault(text, set()).add(rank)
    return known


def _is_telling(line: Printed, rank: int) -> bool:
    """Tell lines of which a repetition says something: with letters, or with a page number at the very end."""
    return bool(_LETTERS.search(line.text)) or (rank == 0 and bool(_PAGE_NUMBER.fullmatch(line.text)))


def _parted(
    lines: Sequence[Printed], tops: Mapping[str, set[int]], feet: Mapping[str, set[int]], is_first: bool
) -> Body:
    top = _first_reach(lines, tops) if is_first else _reach(lines[:_TOP], tops)
    foot = _reach(lines[top:][::-1][:_FOOT], feet)
    end = len(lines) - foot
    return Body(lines[:top], lines[top:end], lines[end:])


def _reach(lines: Sequence[Printed], known: Mapping[str, set[int]]) -> int:
    """How many lines from the page's end on come back; one odd line in between may differ."""
    reach = odd = 0
    for rank, line in enumerate(lines):
        if known.get(masked(line), set()) & {rank - 1, rank, rank + 1}:
            reach, odd = rank + 1, 0
        elif (odd := odd + 1) > 1:
            break
    return reach


def _first_reach(lines: Sequence[Printed], known: Mapping[str, set[int]]) -> int:
    """The same on the first page, where titles may stand before and between: all that comes back must be there."""
    wanted = {text for text, ranks in known.items()}
    reach = [rank + 1 for rank, line in enumerate(lines[:_FIRST]) if masked(line) in wanted]
    return max(reach, default=0) if len(reach) * 2 >= len(wanted) else 0
