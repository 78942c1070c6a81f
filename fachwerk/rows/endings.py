"""What gives a list away that was cut off: a round number of rows, a stopped alphabet, a last row that breaks off."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from fachwerk.records import Cell
from fachwerk.reference import initials
from fachwerk.rows.findings import Finding, doubts
from fachwerk.text import squeeze

_LIMITS = frozenset({16383, 16384, 32767, 32768, 65535, 65536, 1048575, 1048576})
_WEB_PAGES, _WEB_PAGE = frozenset({10, 20, 25, 30, 40}), 50
_CHANCE = 1e-4
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


def round_findings(rows: int, is_stated: bool) -> Iterator[Finding]:
    """Doubt a number of rows that exports are cut at: whole thousands and the limits of spreadsheets.

    Where the list does not state its extent, the lengths of pages on the web (10, 20, 25, 50, 100 …) are odd enough.
    One list in a thousand has a whole thousand by chance, one in fifty a multiple of 50.
    """
    is_page = rows in _WEB_PAGES or rows % _WEB_PAGE == 0
    if rows > 0 and (rows % 1000 == 0 or rows in _LIMITS or (is_page and not is_stated)):
        yield doubts(f"the list has exactly {rows} rows, as if it had been cut at that number")


class Alphabet:
    """Watches one column of names: whether they are in order, and how far they get."""

    def __init__(self) -> None:
        self._names = self._ordered = 0
        self._last = ""
        self._initials: set[str] = set()

    def add(self, cell: Cell) -> None:
        """Take the row's cell; a name printed again counts once."""
        name = folded(cell.printed or "")
        if not name or name == self._last:
            return
        self._names += 1
        self._ordered += name >= self._last
        self._last = name
        if "A" <= name[0] <= "Z":
            self._initials.add(name[0])

    def findings(self) -> Iterator[Finding]:
        """Doubt an alphabet that stops where it cannot be chance; texts that begin alike are no alphabet."""
        highest = max(self._initials, default="Z")
        is_chance = initials()[highest] ** self._names > _CHANCE
        is_ordered = self._ordered >= _SORTED * self._names and len(self._initials) >= _LEAST_INITIALS
        if self._names >= _LEAST_NAMES and is_ordered and not is_chance:
            yield doubts(f"the names are in alphabetical order and break off at {highest!r}")


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


def folded(name: str) -> str:
    """Give the form in which names are put in order: capitals without accents, only letters and digits."""
    plain = unicodedata.normalize("NFD", name[:60].upper())
    return "".join(letter for letter in plain if letter.isalnum())
