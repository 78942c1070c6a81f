"""Lines that come back at the top or foot of most pages: running heads, repeated headings, page numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fachwerk.records import Kind
from fachwerk.rows.columns.words import Printed
from fachwerk.rows.furniture import kind_of

# So many lines at the top of a page are looked at, so many at its foot, and on the first page below its titles.
_TOP, _FOOT, _FIRST = 18, 8, 40
# A line comes back if it stands there on half of the pages.
_SHARE = 0.5

_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]{2}")
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


def _marked(line: Printed, rank: int) -> str:
    """What must come back: the words; in page numbers, and at the very end of the page, without the numbers."""
    text = line.text
    return _DIGITS.sub("#", text) if rank == 0 or kind_of(text) is Kind.PAGE_NUMBER else text


def _lone(lines: Sequence[Printed]) -> Body:
    """The only page of a list: nothing can come back, but a page number at its foot is one."""
    if lines and _PAGE_NUMBER.fullmatch(lines[-1].text) and len(lines[-1].words) < 5:
        return Body((), lines[:-1], lines[-1:])
    return Body((), lines, ())


def _known(pages: Sequence[Sequence[Printed]]) -> dict[str, set[int]]:
    """The texts that come back, with the places (counted from the page's end inwards) where they do."""
    seen: dict[str, Counter[int]] = defaultdict(Counter)
    for lines in pages:
        for rank, line in enumerate(lines):
            if _is_telling(line, rank):
                seen[_marked(line, rank)][rank] += 1
    enough = max(2, _SHARE * len(pages))
    return {
        text: set(ranks)
        for text, ranks in seen.items()
        if max(ranks[rank - 1] + ranks[rank] + ranks[rank + 1] for rank in list(ranks)) >= enough
    }


def _is_telling(line: Printed, rank: int) -> bool:
    """Tell lines of which a repetition says something: with letters, or with a page number at the very end."""
    return bool(_LETTERS.search(line.text)) or (rank == 0 and bool(_PAGE_NUMBER.fullmatch(line.text)))


def _parted(
    lines: Sequence[Printed], tops: Mapping[str, set[int]], feet: Mapping[str, set[int]], is_first: bool
) -> Body:
    titles = _titles(lines, tops) if is_first else 0
    top = titles + _reach(lines[titles : titles + _TOP], tops, titles)
    top = top if top > titles else 0
    end = len(lines) - _reach(lines[top:][::-1][:_FOOT], feet, 0)
    while end < len(lines) and not _stands_apart(lines[end]):
        end += 1
    return Body(lines[:top], lines[top:end], lines[end:])


def _stands_apart(line: Printed) -> bool:
    """Tell the first line of a foot from a row's last line that happens to end other pages, too."""
    return line.blanks_before > 0 or kind_of(line.text) is not None or bool(_PAGE_NUMBER.fullmatch(line.text))


def _titles(lines: Sequence[Printed], known: Mapping[str, set[int]]) -> int:
    """How many lines of the first page stand above the first that comes back on later ones."""
    return next((at for at, line in enumerate(lines[:_FIRST]) if line.text in known), 0)


def _reach(lines: Sequence[Printed], known: Mapping[str, set[int]], shift: int) -> int:
    """How many lines from the page's end on come back; one odd line in between may differ.

    Below titles (`shift` lines of them) a line may stand anywhere, else it stands where it stands on other pages. The
    tool may part a heading's lines otherwise on another page: a line made of words that come back comes back, too.
    """
    words = {word for text in known for word in text.split(" ")}
    reach = odd = 0
    for rank, line in enumerate(lines):
        places = known.get(_marked(line, rank), set())
        is_there = bool(places if shift else places & {rank - 1, rank, rank + 1})
        if is_there or all(word.text in words for word in line.words):
            reach, odd = rank + 1, 0
        elif (odd := odd + 1) > 1:
            break
    return reach
