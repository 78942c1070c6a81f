"""How wide columns are, learnt from how their lines wrap, and what that says about a line's end."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from fachwerk.records import Break
from fachwerk.reference.typefaces import Typeface
from fachwerk.rows.columns.slices import Slices, by_column, pairs
from fachwerk.rows.dump.wraps import first_unit, intervals, stab, typeface_of

# In em: office programs place characters on device pixels, and tables of widths know no kerning.
_TOLERANCE = 0.25
# So many wraps must agree before a column's width is believed.
_ENOUGH = 5
# Words that share so many first letters are forms of one word.
_STEM = 7


@dataclass(frozen=True, slots=True)
class Measure:
    """The typeface of a list and the width of each of its columns in em (None: nothing wraps in it)."""

    face: Typeface
    widths: tuple[float | None, ...]

    def slack(self, column: int, line: str, following: str) -> float | None:
        """Room in em that the following line's first word would have had on this line; negative if it had none."""
        width = self.widths[column]
        if width is None:
            return None
        blank = 0.0 if line[-1] in "-‐–" and line[-2:-1] != " " else self.face.advance(" ")
        return width - self.face.width(line) - blank - self.face.width(first_unit(following))

    def broke(self, column: int, line: str, following: str, words: Collection[str]) -> Break:
        """How a line ended inside its cell.

        WORD if it ends with the beginning of a word that was wider than the column: not a letter more would have
        fitted, and the list does not use what follows as a word of its own (`words`, as printed). No line begins with
        a comma.
        """
        if following[0] in ",;:.":
            return Break.WORD
        width = self.widths[column]
        if width is None:
            return Break.UNKNOWN
        if self._is_inside_word(line, following, width):
            return Break.BLANK if _is_word(line, following, words) else Break.WORD
        room = self.slack(column, line, following)
        return Break.TYPED if room is not None and room > _TOLERANCE else Break.BLANK

    def _is_inside_word(self, line: str, following: str, width: float) -> bool:
        """Tell whether the line's end can lie inside a word that the column was too narrow for."""
        begun, rest = line.rsplit(" ", 1)[-1], following.split(" ", 1)[0]
        if not _may_go_on(begun, rest) or self.face.width(line + following[0]) <= width - _TOLERANCE:
            return False
        return begun == line or self.face.width(begun + rest) > width


def _may_go_on(begun: str, rest: str) -> bool:
    """Tell whether two tokens can be the parts of one word or number."""
    end, begin = begun[-1], rest[0]
    if not (end.isalnum() and begin.isalnum()):
        return False
    return (
        begin.islower()
        or (begin.isupper() and begun.isupper() and len(begun) > 3)
        or (end.isdigit() and begin.isdigit())
    )


def _is_word(line: str, following: str, words: Collection[str]) -> bool:
    """Tell by the list's own words whether a word begins with the following line.

    It is one if the list uses it, or another with the same beginning (`ausländischer` where it says `ausländische`),
    but not the two parts together.
    """
    first = following.split(" ", 1)[0].strip(',.;:)“”"')
    whole = line.split(" ")[-1] + first
    if whole in words:
        return False
    if first in words or any(letter.isupper() for letter in first[1:]):
        return True
    return len(first) > _STEM and any(word.startswith(first[:_STEM]) for word in words)


def measure(lines: Sequence[Slices], count: int) -> Measure:
    """Learn the typeface from the column that wraps most, and each column's width from its own wraps."""
    wraps = [list(pairs(lines, k)) for k in range(count)]
    face = typeface_of(max(wraps, key=len))
    widest = [max((face.width(each.text) for each in column), default=0.0) for column in by_column(lines, count)]
    return Measure(face, tuple(_width(own, face, most) for own, most in zip(wraps, widest, strict=True)))


def _width(wraps: Sequence[tuple[str, str]], face: Typeface, widest: float) -> float | None:
    """The least width that most wraps agree on; no less than a line that is only a little wider."""
    mode = stab(intervals(wraps, face))
    if mode is None or mode.support < _ENOUGH:
        return None
    return max(mode.low, widest) if widest < mode.low + 2 * _TOLERANCE else mode.low
