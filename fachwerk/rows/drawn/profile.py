"""What is usual in a table's columns: how often they are filled, with numbers or words, on how many lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fachwerk.rows.drawn.bands import Band

_NUMERIC = 0.7  # of a column's filled cells, headings among them
_ALWAYS = 0.95
_SHORT, _PARTS = 8, 2  # rows
_ENOUGH = 4  # bands on a page
_LETTERS = re.compile(r"[^\W\d_]")
_DIGITS = re.compile(r"\d")


def is_number(text: str) -> bool:
    """Tell amounts, years, days and codes from words, whatever the country: digits, and hardly a letter beside them.

    >>> is_number("12.750,00 €"), is_number("2011 / 2013"), is_number("1 200 Kč"), is_number("Teil 2 von 3")
    (True, True, True, False)
    """
    digits = len(_DIGITS.findall(text))
    return digits > 0 and len(_LETTERS.findall(text)) <= min(3, digits)


@dataclass(frozen=True, slots=True)
class Profile:
    """Per column: share of filled cells, and whether they hold numbers; and whether cells are set from the top."""

    fill: tuple[float, ...]
    is_numeric: tuple[bool, ...]
    is_set_from_top: bool = True

    @property
    def anchors(self) -> tuple[int, ...]:
        """Columns with a number in (nearly) every row."""
        return tuple(k for k, fill in enumerate(self.fill) if self.is_numeric[k] and fill >= _ALWAYS)

    @property
    def keys(self) -> tuple[int, ...]:
        """Columns that are filled in (nearly) every row."""
        return tuple(k for k, fill in enumerate(self.fill) if fill >= _ALWAYS)

    def only(self, columns: Sequence[int]) -> Profile:
        """The profile of some of the columns."""
        return Profile(
            tuple(self.fill[k] for k in columns), tuple(self.is_numeric[k] for k in columns), self.is_set_from_top
        )

    def numbers_in(self, band: Band) -> tuple[int, int]:
        """How many of a band's numeric columns are filled, and how many of them with a number."""
        filled = [column for column in band.filled if self.is_numeric[column]]
        return len(filled), sum(1 for column in filled if is_number(band.text(column)))


def without_parts(bands: Sequence[Band]) -> Sequence[Band]:
    """A page's bands without the first and the last, which may be parts of rows; all of them if they are few."""
    return bands[1:-1] if len(bands) > _ENOUGH else bands


def profile_of(bands: Sequence[Band], count: int) -> Profile:
    """Learn from bands (a few headings among them do no harm) what is usual in `count` columns."""
    bands = [band for band in bands if len(band.filled) > 1] or list(bands)
    filled = [0] * count
    numbers = [0] * count
    for band in bands:
        for column in band.filled:
            filled[column] += 1
            numbers[column] += is_number(band.text(column))
        for column, above in enumerate(band.repeated):
            filled[column] += bool(above) and not band.cells[column]
    total = max(1, len(bands))
    return Profile(
        tuple(_share(n, total) for n in filled),
        tuple(n >= max(1, _NUMERIC * f) for n, f in zip(numbers, filled, strict=True)),
        _are_set_from_top(bands),
    )


def _share(filled: int, total: int) -> float:
    """Share of filled cells; in a short list one or two parts of cut rows are no exceptions."""
    return 1.0 if total >= _SHORT and total - filled <= _PARTS else filled / total


def _are_set_from_top(bands: Sequence[Band]) -> bool:
    """Tell whether most rows with a tall cell begin with the same line in all cells."""
    even = uneven = 0
    for band in bands:
        cells = [cell for cell in band.cells if cell]
        if max(map(len, cells), default=0) > 2:
            starts = [cell[0].baseline for cell in cells]
            if max(starts) - min(starts) < 0.5 * cells[0][0].size:
                even += 1
            else:
                uneven += 1
    return even >= uneven
