"""The cheapest way to read a dump's lines as rows: one dynamic programme over lines, columns and words.

A state says: the last cell read so far belongs to column c and its last line is words s.. of line j. The next line
either goes on with that cell, or opens further cells of the row, or begins a new row, or is no row at all. Inside a
line a second, small programme deals its words out to columns from left to right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from fachwerk.rows.dump.costs import BEAM, COSTS, FAR
from fachwerk.rows.dump.lines import Gap, Printed
from fachwerk.rows.dump.model import Fragment, Model
from fachwerk.rows.dump.turns import (
    Setting,
    Stance,
    State,
    Turn,
    end_cost,
    gap_between,
    has_room,
    is_set_within,
    joint,
    wraps,
)


class _Step(NamedTuple):
    """How a state, or a place inside a line, is reached most cheaply: from which state, by which turn, with which
    parts of the line so far (column, first word, word after the last, whether the cell begins with it)."""

    cost: float
    before: State | None
    turn: Turn
    parts: tuple[tuple[int, int, int, bool], ...]


class _Place(NamedTuple):
    """A place inside a line where the cell of `column` may begin, all columns before it done."""

    word: int
    column: int
    is_carried: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """The cheapest reading: its fragments in order, the turn before each line, and which lines are no rows."""

    fragments: tuple[Fragment, ...]
    turns: Mapping[int, Turn]
    asides: tuple[int, ...]
    cost: float


def read(model: Model, setting: Setting, lines: Sequence[Printed], known_asides: frozenset[int]) -> Reading:
    """Find the cheapest reading of `lines`; `known_asides` are the numbers of lines already known to be no rows."""
    if not lines:
        return Reading((), {}, (), 0.0)
    trail: list[dict[State, _Step]] = []
    states = {State(-1, 0, -1, False, False): _Step(0.0, None, Turn.START, ())}
    for index, line in enumerate(lines):
        model.at(index)
        beside = {line.number + far for far in (-2, -1, 1, 2)} & known_asides
        at = _Line(model, setting, lines, index)
        at.leave_out(states, COSTS.furniture_beside if beside else COSTS.furniture)
        for state, step in states.items():
            at.follow(state, step)
        states = at.dealt()
        trail.append(states)
    return _trace(model, trail)


class _Line:
    """One line of the dump while it is read: the states it can end in, and the places where its cells can begin."""

    def __init__(self, model: Model, setting: Setting, lines: Sequence[Printed], index: int) -> None:
        self.model, self.setting, self.lines, self.index = model, setting, lines, index
        self.line = lines[index]
        self.columns, self.words = len(model.columns), len(self.line.words)
        self.reached: dict[State, _Step] = {}
        self.seeds: dict[_Place, _Step] = {}
        self.going_on: dict[int, float] = {}

    def leave_out(self, states: Mapping[State, _Step], cost: float) -> None:
        """Take the line for no row: every state stays what it is."""
        for state, step in states.items():
            self._reach(state, _Step(step.cost + cost, state, Turn.START, ()))

    def follow(self, state: State, step: _Step) -> None:
        """Let the line follow a state: go on with its cell, open the row's next ones, begin a row, carry one over."""
        if state.column < 0:
            self._seed(_Place(0, 0, False), _Step(step.cost, state, Turn.ROW, ()))
            return
        gap = gap_between(self.lines, state.line, self.index)
        above = self.lines[state.line]
        width = above.width(state.first, len(above.words))
        room = has_room(self.setting, state.column, width, above.words[-1], self.line)
        closed = step.cost + self._closing(state, width, room)
        if gap is Gap.PAGE:
            self._seed(_Place(0, 0, True), _Step(step.cost + COSTS.carried, state, Turn.CARRY, ()))
        else:
            self._go_on(state, step, width, room)
            self._open_next(state, closed, gap)
        sign = 0.1 if gap is Gap.PAGE else self.setting.signs[Turn.ROW, gap is Gap.BLANK, above.trails]
        left = range(state.column + 1, self.columns) if not state.is_carried else ()
        rest = sum(self.model.empty(column) for column in left)
        self._seed(_Place(0, 0, False), _Step(closed + sign + rest, state, Turn.ROW, ()))

    def _closing(self, state: State, width: float, room: bool | None) -> float:
        """Price of the state's cell ending with its line."""
        ending, _ = self.model.turning(state.column, self.lines[state.line].words[-1])
        if self.index in self.model.follow_always:
            ending += COSTS.inseparable
        over = 0.0 if is_set_within(self.setting, state.column, width) else COSTS.overflow
        return ending + over + end_cost(room, self.line.unit, self.setting, state.column)

    def _go_on(self, state: State, step: _Step, width: float, room: bool | None) -> None:
        column = state.column
        for turn, cost in wraps(self.model, self.setting, self.lines, state, self.index, width, room):
            going = _Step(step.cost + cost + self._whole_line(column), state, turn, ((column, 0, self.words, False),))
            self._reach(State(column, 0, self.index, state.is_carried, False), going)
            if self.setting.stance is not Stance.TOP:
                self._join_below(state, step.cost + cost + COSTS.joined_below, turn)

    def _whole_line(self, column: int) -> float:
        """Price of the whole line as a further line of a cell."""
        if column not in self.going_on:
            is_within = is_set_within(self.setting, column, self.line.width(0, self.words))
            price = self.model.part(column, 0, self.words, opens=False)
            self.going_on[column] = price + (0.0 if is_within else COSTS.too_wide)
        return self.going_on[column]

    def _open_next(self, state: State, closed: float, gap: Gap) -> None:
        if state.column + 1 == self.columns:
            return
        sign = self.setting.signs[Turn.CELL, gap is Gap.BLANK, self.lines[state.line].trails]
        lonely = COSTS.lonely_line if state.opened and self.setting.stance is Stance.TOP else 0.0
        place = _Place(0, state.column + 1, state.is_carried)
        self._seed(place, _Step(closed + sign + lonely, state, Turn.CELL, ()))

    def _join_below(self, state: State, cost: float, turn: Turn) -> None:
        """Cells set at the bottom or the middle: the last line of one may share its line with the next cell."""
        column = state.column
        if column + 1 == self.columns:
            return
        for last in range(1, self.words):
            if not is_set_within(self.setting, column, self.line.width(0, last)):
                break
            through = self.model.part(column, 0, last, opens=False) + self.model.closes(column, last - 1)
            glue = COSTS.glued if self.line.glued[last] else 0.0
            step = _Step(cost + through + glue, state, turn, ((column, 0, last, False),))
            self._seed(_Place(last, column + 1, state.is_carried), step)

    def dealt(self) -> dict[State, _Step]:
        """Deal the words out from every place where a cell can begin; the states worth keeping."""
        for is_carried in (False, True):
            self._deal(
                {place: step for place, step in self.seeds.items() if place.is_carried is is_carried}, is_carried
            )
        limit = min(step.cost for step in self.reached.values()) + BEAM
        return {state: step for state, step in self.reached.items() if step.cost <= limit}

    def _deal(self, seeds: Mapping[_Place, _Step], is_carried: bool) -> None:
        if not seeds:
            return
        model, setting, line = self.model, self.setting, self.line
        costs = [step.cost for step in (*seeds.values(), *self.reached.values())]
        limit = min(costs, default=inf) + BEAM
        ready: list[list[_Step | None]] = [[None] * (self.columns + 1) for _ in range(self.words + 1)]
        for place, step in seeds.items():
            ready[place.word][place.column] = step
        empty = [COSTS.empty_carried if is_carried else model.empty(column) for column in range(self.columns)]
        filled = [0.0 if is_carried else model.filled(column) for column in range(self.columns)]
        for first in range(self.words):
            row = ready[first]
            for column in range(self.columns):
                at = row[column]
                if at is None or at.cost > limit:
                    continue
                beyond = row[column + 1]
                if beyond is None or at.cost + empty[column] < beyond.cost:
                    row[column + 1] = at._replace(cost=at.cost + empty[column])
                if is_carried and not model.may_wrap(column):
                    continue
                for end in range(first + 1, self.words + 1):
                    width = line.width(first, end)
                    if end > first + 1 and width > FAR * (setting.widths[column] or setting.caps[column]):
                        break
                    cost = at.cost + model.part(column, first, end, opens=not is_carried) + filled[column]
                    parts = (*at.parts, (column, first, end, not is_carried))
                    if end == self.words:
                        state = State(column, first, self.index, is_carried, not is_carried)
                        self._reach(state, _Step(cost, at.before, at.turn, parts))
                        continue
                    cost += model.closes(column, end - 1) + joint(line, end)
                    if not is_set_within(setting, column, width):
                        cost += COSTS.overflow
                    known = ready[end][column + 1]
                    if cost <= limit and (known is None or cost < known.cost):
                        ready[end][column + 1] = _Step(cost, at.before, at.turn, parts)

    def _reach(self, state: State, step: _Step) -> None:
        known = self.reached.get(state)
        if known is None or step.cost < known.cost:
            self.reached[state] = step

    def _seed(self, place: _Place, step: _Step) -> None:
        known = self.seeds.get(place)
        if known is None or step.cost < known.cost:
            self.seeds[place] = step


def _trace(model: Model, trail: Sequence[Mapping[State, _Step]]) -> Reading:
    """Follow the cheapest end back to the beginning."""

    def total(item: tuple[State, _Step]) -> float:
        last, step = item
        return step.cost + sum(model.empty(column) for column in range(last.column + 1, len(model.columns)))

    state: State | None
    state, end = min(trail[-1].items(), key=total)
    fragments: list[Fragment] = []
    turns: dict[int, Turn] = {}
    asides: list[int] = []
    closed_by = Turn.ROW
    for index in range(len(trail) - 1, -1, -1):
        assert state is not None
        step = trail[index][state]
        state = step.before
        if not step.parts:
            asides.append(index)
            continue
        for place, (column, first, last, opens) in reversed(list(enumerate(step.parts))):
            closes = place < len(step.parts) - 1 or closed_by in (Turn.CELL, Turn.ROW)
            fragments.append(Fragment(index, first, last, column, opens, closes))
        turns[index] = closed_by = step.turn
    return Reading(tuple(reversed(fragments)), turns, tuple(reversed(asides)), end.cost)


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
