"""The cheapest way to read a dump's lines as rows: one dynamic programme over lines, columns and words.

A state says: the last cell read so far belongs to column c and its last line is words s.. of line j. The next line
either goes on with that cell, or opens further cells of the row, or begins a new row, or is no row at all. Inside a
line a second, small programme deals its words out to columns from left to right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from math import inf, log
from typing import NamedTuple

from fachwerk.rows.dump.costs import BEAM, COSTS, TOLERANCES
from fachwerk.rows.dump.lines import Gap, Printed
from fachwerk.rows.dump.model import Fragment, Model


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

# A line this many times wider than its column is not tried at all.
_FAR = 1.6

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


class _Step(NamedTuple):
    """How a state, or a place inside a line, is reached most cheaply: from which state, by which turn, with which
    parts of the line so far (column, first word, word after the last, whether the cell begins with it)."""

    cost: float
    before: State | None
    turn: Turn
    parts: tuple[tuple[int, int, int, bool], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The cheapest reading: its fragments in order, the turn before each line, and which lines are no rows."""

    fragments: tuple[Fragment, ...]
    turns: Mapping[int, Turn]
    asides: tuple[int, ...]
    cost: float


def read(model: Model, setting: Setting, lines: Sequence[Printed], known_asides: frozenset[int]) -> Reading:
    """Find the cheapest reading of `lines`; `known_asides` are the numbers of lines already known to be no rows."""
    trail: list[dict[State, _Step]] = []
    start = State(-1, 0, -1, False, False)
    states: dict[State, _Step] = {start: _Step(0.0, None, Turn.START, ())}
    for index in range(len(lines)):
        states = _prune(_advance(model, setting, lines, index, states, known_asides))
        trail.append(states)
    return _trace(model, lines, trail)


def _prune(states: dict[State, _Step]) -> dict[State, _Step]:
    limit = min(step.cost for step in states.values()) + BEAM
    return {state: step for state, step in states.items() if step.cost <= limit}


def _advance(
    model: Model,
    setting: Setting,
    lines: Sequence[Printed],
    index: int,
    states: dict[State, _Step],
    known_asides: frozenset[int],
) -> dict[State, _Step]:
    line, size = lines[index], len(model.columns)
    model.at(index)
    reached: dict[State, _Step] = {}
    seeds: dict[tuple[int, int, bool], _Step] = {}
    aside = COSTS.furniture_beside if _is_beside(lines, index, known_asides) else COSTS.furniture
    last = len(line.words)
    extent = line.width(0, last)
    going_on: dict[int, float] = {}
    for state, step in states.items():
        _keep(reached, state, _Step(step.cost + aside, state, Turn.START, ()))
        gap = gap_between(lines, state.line, index)
        if state.column < 0:
            _seed(seeds, (0, 0, False), _Step(step.cost, state, Turn.ROW, ()))
            continue
        above = lines[state.line]
        width = above.width(state.first, len(above.words))
        word = above.words[-1]
        room = has_room(setting, state.column, width, word, line)
        ending, _ = model.turning(state.column, word)
        closing = step.cost + ending + end_cost(room, line.unit, setting, state.column)
        if not is_set_within(setting, state.column, width):
            closing += COSTS.overflow
        rest = sum(model.empty(column) for column in range(state.column + 1, size))
        if gap is not Gap.PAGE:
            for turn, cost in wraps(model, setting, lines, state, index, width, room):
                if state.column not in going_on:
                    beyond = 0.0 if is_set_within(setting, state.column, extent) else COSTS.too_wide
                    going_on[state.column] = beyond + model.part(state.column, 0, last, opens=False)
                _keep(
                    reached,
                    State(state.column, 0, index, state.is_carried, False),
                    _Step(step.cost + cost + going_on[state.column], state, turn, ((state.column, 0, last, False),)),
                )
                if setting.stance is not Stance.TOP:
                    _join_below(model, setting, line, seeds, state, step.cost + cost + COSTS.joined_below, turn)
            if state.column + 1 < size:
                sign = setting.signs[Turn.CELL, gap is Gap.BLANK, above.trails]
                if state.opened and setting.stance is Stance.TOP:
                    sign += COSTS.lonely_line
                node = _Step(closing + sign, state, Turn.CELL, ())
                _seed(seeds, (0, state.column + 1, state.is_carried), node)
        else:
            _seed(seeds, (0, 0, True), _Step(step.cost + COSTS.carried, state, Turn.CARRY, ()))
        sign = 0.1 if gap is Gap.PAGE else setting.signs[Turn.ROW, gap is Gap.BLANK, above.trails]
        rest = 0.0 if state.is_carried else rest
        _seed(seeds, (0, 0, False), _Step(closing + sign + rest, state, Turn.ROW, ()))
    for is_carried in (False, True):
        _deal(model, setting, line, index, seeds, reached, is_carried)
    return reached


def _keep(reached: dict[State, _Step], state: State, step: _Step) -> None:
    known = reached.get(state)
    if known is None or step.cost < known.cost:
        reached[state] = step


def _seed(seeds: dict[tuple[int, int, bool], _Step], place: tuple[int, int, bool], node: _Step) -> None:
    known = seeds.get(place)
    if known is None or node.cost < known.cost:
        seeds[place] = node


def gap_between(lines: Sequence[Printed], above: int, index: int) -> Gap:
    gaps = [lines[between].gap for between in range(above + 1, index + 1)]
    return Gap.PAGE if Gap.PAGE in gaps else Gap.BLANK if Gap.BLANK in gaps else Gap.NONE


def _is_beside(lines: Sequence[Printed], index: int, known_asides: frozenset[int]) -> bool:
    number = lines[index].number
    return bool({number - 1, number + 1, number - 2, number + 2} & known_asides)


def is_set_within(setting: Setting, column: int, width: float) -> bool:
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
    if has_space:
        yield Turn.TYPED, on + setting.typed[state.column] + setting.signs[Turn.TYPED, is_blank, above.trails]
    else:
        limit = setting.widths[state.column]
        is_full = limit is not None and _may_break_word(above, line, width, limit)
        doubt = COSTS.unproven_wrap if limit is None else is_full * COSTS.full_by_chance
        yield Turn.WRAP, on + doubt + setting.signs[Turn.WRAP, is_blank, above.trails]
        yield Turn.TYPED, on + setting.typed[state.column] + 1.5 + setting.signs[Turn.TYPED, is_blank, above.trails]
    limit = setting.widths[state.column]
    if limit is None and line.words[0].islower() and word[-1].isalpha():
        cut = model.cut(word, line.words[0]) + COSTS.unproven_wrap
        yield Turn.WORD, on + cut + setting.signs[Turn.WORD, is_blank, above.trails]
    if limit is not None and _may_break_word(above, line, width, limit):
        yield Turn.WORD, on + model.cut(word, line.words[0]) + setting.signs[Turn.WORD, is_blank, above.trails]


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


def _join_below(
    model: Model,
    setting: Setting,
    line: Printed,
    seeds: dict[tuple[int, int, bool], _Step],
    state: State,
    cost: float,
    turn: Turn,
) -> None:
    """Cells set at the bottom or the middle: the last line of one may share its line with the next cell."""
    column = state.column
    for last in range(1, len(line.words)):
        if not is_set_within(setting, column, line.width(0, last)):
            break
        through = model.part(column, 0, last, opens=False) + model.closes(column, last - 1)
        joint = COSTS.glued if line.glued[last] else 0.0
        node = _Step(cost + through + joint, state, turn, ((column, 0, last, False),))
        if column + 1 < len(model.columns):
            _seed(seeds, (last, column + 1, state.is_carried), node)


def _deal(
    model: Model,
    setting: Setting,
    line: Printed,
    index: int,
    seeds: Mapping[tuple[int, int, bool], _Step],
    reached: dict[State, _Step],
    is_carried: bool,
) -> None:
    """Deal the line's words out to columns, starting from the seeds; put every way to use the line up in `reached`."""
    size, last = len(model.columns), len(line.words)
    starts = {(word, column): node for (word, column, carried), node in seeds.items() if carried is is_carried}
    if not starts:
        return
    limit = min(min(node.cost for node in starts.values()), min((step.cost for step in reached.values()), default=inf))
    limit += BEAM
    ready: list[list[_Step | None]] = [[None] * (size + 1) for _ in range(last + 1)]
    for (word, column), seed in starts.items():
        ready[word][column] = seed
    empties = [0.3 if is_carried else model.empty(column) for column in range(size)]
    filled = [0.0 if is_carried else model.filled(column) for column in range(size)]
    for first in range(last):
        row = ready[first]
        for column in range(size):
            node = row[column]
            if node is None or node.cost > limit:
                continue
            skipped = node.cost + empties[column]
            beyond = row[column + 1]
            if beyond is None or skipped < beyond.cost:
                row[column + 1] = node._replace(cost=skipped)
            if is_carried and not model.may_wrap(column):
                continue
            for end in range(first + 1, last + 1):
                width = line.width(first, end)
                is_within = is_set_within(setting, column, width)
                if width > _FAR * (setting.widths[column] or setting.caps[column]) and end > first + 1:
                    break
                cost = node.cost + model.part(column, first, end, opens=not is_carried) + filled[column]
                parts = (*node.parts, (column, first, end, not is_carried))
                if end == last:
                    _keep(
                        reached,
                        State(column, first, index, is_carried, not is_carried),
                        _Step(cost, node.before, node.turn, parts),
                    )
                    continue
                cost += model.closes(column, end - 1) + _joint(line, end)
                if not is_within:
                    cost += COSTS.overflow
                known = ready[end][column + 1]
                if cost <= limit and (known is None or cost < known.cost):
                    ready[end][column + 1] = _Step(cost, node.before, node.turn, parts)


# So many readings of one line, each showing other columns, are kept, if they cost at most this much more.
_MOST_WAYS = 8
_WAYS_BEAM = 12.0


def deal_ways(model: Model, setting: Setting, line: Printed, index: int) -> list[tuple[tuple[Fragment, ...], float]]:
    """Read one line as a whole row, in the cheapest way for each set of columns that it may show; cheapest first."""
    model.at(index)
    size, last = len(model.columns), len(line.words)
    empties = [model.empty(column) for column in range(size)]
    rests = [sum(empties[column:]) for column in range(size + 1)]
    ready: list[dict[int, tuple[float, tuple[tuple[int, int, int], ...]]]] = [{} for _ in range(last + 1)]
    ready[0][0] = (0.0, ())
    prices: dict[tuple[int, int, int], float] = {}
    for first in range(last):
        if not ready[first]:
            continue
        limit = min(cost for cost, _ in ready[first].values()) + BEAM
        for shown, (before, parts) in ready[first].items():
            if before > limit:
                continue
            for column in range(shown.bit_length(), size):
                skipped = before + rests[shown.bit_length()] - rests[column]
                for end in range(first + 1, last + 1):
                    price = prices.get((column, first, end))
                    if price is None:
                        price = prices[column, first, end] = _whole_cell(model, setting, line, column, first, end)
                    if price == inf:
                        break
                    total, mask = skipped + price, shown | 1 << column
                    if mask not in ready[end] or total < ready[end][mask][0]:
                        ready[end][mask] = (total, (*parts, (column, first, end)))
    ways = sorted((cost + rests[shown.bit_length()], parts) for shown, (cost, parts) in ready[last].items())[
        :_MOST_WAYS
    ]
    return [
        (tuple(Fragment(index, first, end, column, True, True) for column, first, end in parts), cost)
        for cost, parts in ways
        if cost <= ways[0][0] + _WAYS_BEAM
    ]


def _whole_cell(model: Model, setting: Setting, line: Printed, column: int, first: int, end: int) -> float:
    """Price of a single-line cell, with what follows it on the line; infinite where it is far too wide."""
    width = line.width(first, end)
    if width > _FAR * (setting.widths[column] or setting.caps[column]) and end > first + 1:
        return inf
    cost = model.part(column, first, end, opens=True) + model.filled(column) + model.closes(column, end - 1)
    if not is_set_within(setting, column, width):
        cost += COSTS.overflow
    return cost + (_joint(line, end) if end < len(line.words) else 0.0)


def _joint(line: Printed, word: int) -> float:
    """Price of a cell boundary before `word`."""
    if line.glued[word]:
        return COSTS.glued
    return COSTS.double_blank if line.starts[word] - line.ends[word - 1] > 1 else 0.0


def _trace(model: Model, lines: Sequence[Printed], trail: Sequence[dict[State, _Step]]) -> Reading:
    fragments: list[Fragment] = []
    turns: dict[int, Turn] = {}
    asides: list[int] = []
    if not trail:
        return Reading((), {}, (), 0.0)
    state: State | None
    size = len(model.columns)

    def total(item: tuple[State, _Step]) -> float:
        last, step = item
        return step.cost + sum(model.empty(column) for column in range(last.column + 1, size))

    state, step = min(trail[-1].items(), key=total)
    cost = step.cost
    closed_by: Turn | None = Turn.ROW
    for index in range(len(lines) - 1, -1, -1):
        assert state is not None
        step = trail[index][state]
        if not step.parts:
            asides.append(index)
            state = step.before
            continue
        for place, (column, first, last, opens) in reversed(list(enumerate(step.parts))):
            is_last = place == len(step.parts) - 1
            closes = not is_last or closed_by in (Turn.CELL, Turn.ROW)
            fragments.append(Fragment(index, first, last, column, opens, closes))
        turns[index] = closed_by = step.turn
        state = step.before
    return Reading(tuple(reversed(fragments)), turns, tuple(reversed(asides)), cost)


def rows_of(reading: Reading) -> Iterable[list[Fragment]]:
    """The fragments of each row, in order; what is carried over a page end is part of its row."""
    row: list[Fragment] = []
    for part in reading.fragments:
        if part.line in reading.turns and reading.turns[part.line] is Turn.ROW and row and row[-1].line != part.line:
            yield row
            row = []
        row.append(part)
    if row:
        yield row
