"""What gives a list away that was cut off: a round number of rows, a stopped alphabet, a last row that breaks off."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from fachwerk.records import Cell
from fachwerk.reference import initials
from fachwerk.rows.findings import Finding, doubts
from fachwerk.text import squeeze

_LIMITS = frozenset({16383, 16384, 32767, 32768, 65535, 65536, 1048575, 1048576})
_CHANCE = 1e-4
_LEAST_NAMES = 30
_SORTED = 0.9
_NAME_COLUMNS = 3  # the alphabet is looked for in the first columns
_ALWAYS = 0.98
_LEAST_ROWS = 12
_LONG = 60
_CLOSED = 0.9
_SENTENCE_ENDS = ".!?…:;)]\"“”'"


def round_findings(rows: int, is_export: bool, is_confirmed: bool) -> Iterator[Finding]:
    """Doubt a number of rows that exports are cut at: whole thousands and the limits of spreadsheets.

    In an export (sheet, CSV, web page) that nothing else confirms, whole hundreds are odd enough. One list in a
    thousand has such a number by chance.
    """
    is_round = rows > 0 and (rows % 1000 == 0 or rows in _LIMITS)
    if is_round or (is_export and not is_confirmed and rows >= 100 and rows % 100 == 0):
        yield doubts(f"the list has exactly {rows} rows, as if an export had been cut at that number")


class Alphabet:
    """Watches one column of names: whether they are in order, and how far they get."""

    def __init__(self) -> None:
        self._names = self._ordered = 0
        self._last = ""
        self._highest = ""

    def add(self, cell: Cell) -> None:
        """Take the row's cell; a name printed again counts once."""
        name = folded(cell.printed or "")
        if not name or name == self._last:
            return
        self._names += 1
        self._ordered += name >= self._last
        self._last = name
        if "A" <= name[0] <= "Z" and name[0] > self._highest:
            self._highest = name[0]

    def findings(self) -> Iterator[Finding]:
        """Doubt an alphabet that stops where it cannot be chance."""
        share = initials().get(self._highest, 1.0)
        if self._names < _LEAST_NAMES or self._ordered < _SORTED * self._names or share**self._names > _CHANCE:
            return
        yield doubts(f"the names are in alphabetical order and break off at {self._highest!r}")


class Endings:
    """Watches what rows have in their last columns, to judge the very last row."""

    def __init__(self) -> None:
        self._rows = 0
        self._filled: list[int] = []
        self._long = self._closed = 0
        self._cells: Sequence[Cell] = ()

    def add(self, cells: Sequence[Cell]) -> None:
        """Take a row; it is judged by those before it if none follows."""
        self._count(self._cells)
        self._cells = cells

    def findings(self, headings: Sequence[str]) -> Iterator[Finding]:
        """Doubt a last row whose end is missing, where other rows have theirs."""
        if self._rows < _LEAST_ROWS:
            return
        missing = [at for at in range(len(self._cells)) if not self._cells[at].printed and self._always(at)]
        if missing and missing[-1] == len(self._cells) - 1:
            names = ", ".join(repr(headings[at]) if at < len(headings) else f"column {at + 1}" for at in missing)
            yield doubts(f"the last row has nothing under {names}, which all others have: it breaks off")
        elif self._cells and self._breaks_off(self._cells[-1].printed):
            end = squeeze(self._cells[-1].printed or "")[-40:]
            yield doubts(f"the last row ends with {end!r}, without the full stop that the others have")

    def _count(self, cells: Sequence[Cell]) -> None:
        if not cells:
            return
        self._rows += 1
        self._filled += [0] * (len(cells) - len(self._filled))
        for at, cell in enumerate(cells):
            self._filled[at] += cell.printed is not None
        text = cells[-1].printed
        if text is not None and len(text) >= _LONG:
            self._long += 1
            self._closed += text.rstrip()[-1:] in _SENTENCE_ENDS

    def _always(self, at: int) -> bool:
        return at < len(self._filled) and self._filled[at] >= _ALWAYS * self._rows

    def _breaks_off(self, text: str | None) -> bool:
        if text is None or not text.strip() or self._long < max(_LEAST_ROWS, self._rows / 2):
            return False
        return self._closed >= _CLOSED * self._long and text.rstrip()[-1] not in _SENTENCE_ENDS


def folded(name: str) -> str:
    """Give the form in which names are put in order: capitals without accents, only letters and digits."""
    plain = unicodedata.normalize("NFD", name[:60].upper())
    return "".join(letter for letter in plain if letter.isalnum())
