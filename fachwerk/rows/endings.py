"""What gives a list away that was cut off: a round number of rows, a stopped alphabet, a last row that breaks off."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from fachwerk.records import Cell
from fachwerk.reference import initials
from fachwerk.rows.findings import Finding, doubts
from fachwerk.text import squeeze

_LIMITS = frozenset({16383, 16384, 32767, 32768, 65535, 65536, 1048575, 1048576})
_WEB_PAGES, _WEB_PAGE = frozenset({10, 20, 25, 30, 40}), 50
_CHANCE = 1e-4
_CHANCE_OF_A_GAP = 1e-6  # there are many places where one can be
_LEAST_NAMES = 30
_LEAST_INITIALS = 3
_SORTED = 0.9
_LEAST_ROWS = 12
_LEAST_ROWS_FOR_ONE = 100
_SELDOM = 0.005
_LEAST_TEXTS = 30
_LONG = 60
_CLOSED = 0.98
_SENTENCE_ENDS = ".!?…:;)]\"“”'"
_SIGNS = re.compile(r"[\W_]+")


def round_findings(rows: int, is_stated: bool) -> Iterator[Finding]:
    """Doubt a number of rows that exports are cut at: whole thousands and the limits of spreadsheets.

    Where the list does not state its extent, the lengths of pages on the web (10, 20, 25, 50, 100 …) are odd enough.
    One list in a thousand has a whole thousand by chance, one in fifty a multiple of 50.
    """
    is_page = rows in _WEB_PAGES or rows % _WEB_PAGE == 0
    if rows > 0 and (rows % 1000 == 0 or rows in _LIMITS or (is_page and not is_stated)):
        yield doubts(f"the list has exactly {rows} rows, as if it had been cut at that number")


class Alphabet:
    """Watches one column of names: whether they are in order, how far they get, and where they leave out or go back."""

    def __init__(self) -> None:
        self._names = self._ordered = 0
        self._last, self._page = "", 0
        self._initials: set[str] = set()
        self._back: list[tuple[int, str, str]] = []  # page, initial before and after, where the order breaks
        self._back_within = 0

    def add(self, cell: Cell, page: int) -> None:
        """Take the row's cell; a name printed again counts once."""
        name, is_top = folded(cell.printed or ""), page != self._page
        self._page = page
        if not name or name == self._last:
            return
        self._names += 1
        self._ordered += name >= self._last
        if "A" <= name[0] < self._last[:1] <= "Z":
            if is_top:
                self._back.append((page, self._last[0], name[0]))
            else:
                self._back_within += 1
        self._last = name
        if "A" <= name[0] <= "Z":
            self._initials.add(name[0])

    def findings(self) -> Iterator[Finding]:
        """Doubt an alphabet that stops where it cannot be chance; texts that begin alike are no alphabet."""
        highest = max(self._initials, default="Z")
        if self._is_ordered() and initials()[highest] ** self._names <= _CHANCE:
            yield doubts(f"the names are in alphabetical order and break off at {highest!r}")

    def hints(self) -> Iterator[Finding]:
        """Doubt an alphabet that leaves letters out, or goes back at the top of a page and nowhere else.

        Lists in several parts do that too: it says something only where nothing else does.
        """
        if not self._is_ordered():
            return
        for first, last in self._left_out():
            yield doubts(
                f"the names are in alphabetical order, but none begins with {first} to {last}: rows are missing?"
            )
        if self._back and not self._back_within:
            page, before, after = self._back[0]
            yield doubts(
                f"the names are in alphabetical order, but go back from {before} to {after} at the top of page {page}: "
                "pages out of order, or another list?"
            )

    def _is_ordered(self) -> bool:
        is_long = self._names >= _LEAST_NAMES and len(self._initials) >= _LEAST_INITIALS
        return is_long and self._ordered >= _SORTED * self._names

    def _left_out(self) -> Iterator[tuple[str, str]]:
        """Give each two or more letters in a row that no name begins with, though that many names should."""
        for one, other in pairwise(sorted(self._initials)):
            first, last = chr(ord(one) + 1), chr(ord(other) - 1)
            if first < last and (1 - initials()[last] + initials()[one]) ** self._names <= _CHANCE_OF_A_GAP:
                yield first, last


class Endings:
    """Watches how rows end, to judge the very last one."""

    def __init__(self) -> None:
        self._rows = 0
        self._trailing: Counter[int] = Counter()  # empty cells at the end -> rows
        self._long = self._closed = 0
        self._cells: Sequence[Cell] = ()

    def add(self, cells: Sequence[Cell]) -> None:
        """Take a row; it is judged by those before it if none follows."""
        self._count(self._cells)
        self._cells = cells

    def findings(self, headings: Sequence[str]) -> Iterator[Finding]:
        """Doubt a last row whose end is missing where other rows have theirs.

        That is: more empty cells at its end than any other row in two hundred (a single one needs a hundred rows to
        compare with), or a text that stops without the full stop that 49 in 50 have.
        """
        empty = _trailing_empty(self._cells)
        alike = sum(rows for count, rows in self._trailing.items() if count >= empty)
        least = _LEAST_ROWS if empty > 1 else _LEAST_ROWS_FOR_ONE
        if empty and self._rows >= least and alike <= self._rows * _SELDOM:
            names = ", ".join(repr(heading) for heading in headings[len(self._cells) - empty : len(self._cells)])
            yield doubts(f"the last row has nothing under {names}, which others have: it breaks off")
        elif self._cells and self._breaks_off(self._cells[-1].printed):
            end = squeeze(self._cells[-1].printed or "")[-40:]
            yield doubts(f"the last row ends with {end!r}, without the full stop that the others have")

    def _count(self, cells: Sequence[Cell]) -> None:
        if not cells:
            return
        self._rows += 1
        self._trailing[_trailing_empty(cells)] += 1
        text = cells[-1].printed
        if text is not None and len(text) >= _LONG:
            self._long += 1
            self._closed += text.rstrip()[-1:] in _SENTENCE_ENDS

    def _breaks_off(self, text: str | None) -> bool:
        if text is None or not text.strip() or self._long < max(_LEAST_TEXTS, self._rows / 2):
            return False
        return self._closed >= _CLOSED * self._long and text.rstrip()[-1] not in _SENTENCE_ENDS


def _trailing_empty(cells: Sequence[Cell]) -> int:
    count = 0
    while count < len(cells) and cells[-1 - count].printed is None:
        count += 1
    return count


@lru_cache(maxsize=1 << 14)
def folded(name: str) -> str:
    """Give the form in which names are put in order: capitals without accents, only letters and digits."""
    return _SIGNS.sub("", unicodedata.normalize("NFD", name[:60].upper()))
