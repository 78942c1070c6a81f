"""How one line of a dump follows another, and what each way costs: wraps, typed breaks, cut words, ends of cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from math import log
from typing import NamedTuple

from fachwerk.rows.dump.costs import COSTS, TOLERANCES
from fachwerk.rows.dump.lines import Gap, Printed
from fachwerk.rows.dump.model import DASHES, Model


class Turn(Enum):
    """How one line follows the line before."""

    WRAP = "wrap"  # the cell goes on, wrapped at a blank or hyphen
    WORD = "word"  # the cell goes on inside a word
    TYPED = "typed"  # the cell goes on after a typed line break
    CELL = "cell"  # the cell is closed, another of the same row follows
    ROW = "row"  # the row is closed
    CARRY = "carry"  # the row goes on over a page end
    START = "start"


class Stance(Enum):
    """Where cells stand in their row, which decides what may share a line in the dump.

    Cells at the top begin on the row's first line: single-line cells run on, and the first line of a longer cell may
    follow them there. At the bottom they end on the row's last line, where others may follow. In the middle lines of
    neighbours come to lie at nearly one height now and then, and a dump may join any of them.
    """

    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


# Price of a cell of several lines that begins inside a line.
LATE = {Stance.TOP: 0.0, Stance.MIDDLE: 1.0, Stance.BOTTOM: COSTS.late_opening}

# Signs with which sentences, items and quotations end.
_ENDS = frozenset('.:;!?)"“”»«…')

Signs = Mapping[tuple[Turn, bool, bool], float]


@dataclass(frozen=True, slots=True)
class Setting:
    """How the list is set: width of each column in em (None: not known), a bound for it, and its signs.

    `signs[turn, blank line between, first line ends with a blank]` is a price, `typed` that of a typed line break
    in each column.
    """

    widths: tuple[float | None, ...]
    caps: tuple[float, ...]
    signs: Signs
    blank: float
    typed: tuple[float, ...]
    stance: Stance


class State(NamedTuple):
    """The last cell read so far: its column, the words `first`.. of `line` that it has there, whether its row goes on
    from the page before, and whether it began on that line."""

    column: int
    first: int
    line: int
    is_carried: bool
    opened: bool


def gap_between(lines: Sequence[Printed], above: int, index: int) -> Gap:
    """What stands between two lines: a page end counts before a blank line."""
    gaps = [lines[between].gap for between in range(above + 1, index + 1)]
    return Gap.PAGE if Gap.PAGE in gaps else Gap.BLANK if Gap.BLANK in gaps else Gap.NONE


def is_set_within(setting: Setting, column: int, width: float) -> bool:
    """Whether a line of this width (em) can have been set in the column."""
    limit = setting.widths[column]
    return width <= (setting.caps[column] if limit is None else limit) + TOLERANCES.wrap


def has_room(setting: Setting, column: int, width: float, word: str, following: Printed) -> bool | None:
    """Whether the next line's first unit would still have fitted; None where the column's width is not known."""
    limit = setting.widths[column]
    if limit is None:
        return None
    blank = 0.0 if word.endswith("-") else setting.blank
    return width + blank + following.unit <= limit - TOLERANCES.wrap


def end_cost(has_space: bool | None, unit: float, setting: Setting, column: int) -> float:
    """A cell's last line is as long as chance will have it."""
    limit = setting.widths[column]
    if has_space is None or limit is None:
        return 0.0
    chance = min(max((unit + setting.blank) / limit, 0.05), 0.9)
    return -log(1 - chance) if has_space else -log(chance)


def wraps(
    model: Model,
    setting: Setting,
    lines: Sequence[Printed],
    state: State,
    index: int,
    width: float,
    has_space: bool | None,
) -> Iterator[tuple[Turn, float]]:
    """The ways in which the open cell may go on with line `index`, each with its cost."""
    above, line = lines[state.line], lines[index]
    is_blank = gap_between(lines, state.line, index) is Gap.BLANK
    word = above.words[-1]
    _, on = model.turning(state.column, word)
    if not is_set_within(setting, state.column, width):
        on += COSTS.too_wide
    if state.first > 0:
        on += LATE[setting.stance]
    if model.is_short(state.column):
        on += COSTS.said_twice * _alike(above.words[state.first :], line.words)
    typed = setting.typed[state.column] + _breaks_midway(word, line.words[0]) * COSTS.typed_midway
    if has_space:
        yield Turn.TYPED, on + typed + setting.signs[Turn.TYPED, is_blank, above.trails]
    else:
        limit = setting.widths[state.column]
        is_full = limit is not None and _may_break_word(above, line, width, limit)
        doubt = COSTS.unproven_wrap if limit is None else is_full * COSTS.full_by_chance
        yield Turn.WRAP, on + doubt + setting.signs[Turn.WRAP, is_blank, above.trails]
        yield Turn.TYPED, on + typed + 1.5 + setting.signs[Turn.TYPED, is_blank, above.trails]
    limit = setting.widths[state.column]
    if limit is None and line.words[0].islower() and word[-1].isalpha():
        cut = model.cut(word, line.words[0]) + COSTS.unproven_wrap
        yield Turn.WORD, on + cut + setting.signs[Turn.WORD, is_blank, above.trails]
    if limit is not None and _may_break_word(above, line, width, limit):
        yield Turn.WORD, on + model.cut(word, line.words[0]) + setting.signs[Turn.WORD, is_blank, above.trails]


def _breaks_midway(word: str, following: str) -> bool:
    """Whether a typed break would part a sentence: people type them after sentences and colons, and before dashes."""
    return word[-1] not in _ENDS and following[0] not in DASHES and not following[0].isdigit()


def _alike(above: Sequence[str], below: Sequence[str]) -> int:
    """How many words two lines of one cell have in common at their beginning: names don't say things twice."""
    same = 0
    for a, b in zip(above, below, strict=False):
        if a != b or not a[0].isalpha():
            break
        same += 1
    return same


def _may_break_word(above: Printed, line: Printed, width: float, limit: float) -> bool:
    """Whether a word wider than its column may have been cut at the line's end: no further letter fitted, and the
    word as a whole fits on no line."""
    rest = line.text.split(maxsplit=1)[0]
    if not (rest.islower() or rest[0] in ",.;:)") or not above.words[-1][-1].isalpha():
        return False
    return width + line.letter > limit - TOLERANCES.wrap and above.tail + line.head > limit - TOLERANCES.wrap


def joint(line: Printed, word: int) -> float:
    """Price of a cell boundary before `word`."""
    if line.glued[word]:
        return COSTS.glued
    return COSTS.double_blank if line.starts[word] - line.ends[word - 1] > 1 else 0.0
