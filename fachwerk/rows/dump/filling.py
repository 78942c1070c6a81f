"""One page of a dump in LibreOffice's order: its lower lines dealt out, in order, to the gaps of the rows above.

A line goes on with the open cell, or opens a cell in a later gap of its row or in a gap of a later row. What a row
shows in its upper line is itself not certain: every way to read it is tried, and the cheapest of the page is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import inf
from typing import NamedTuple

from fachwerk.rows.dump.costs import TOLERANCES
from fachwerk.rows.dump.lines import Gap, Printed
from fachwerk.rows.dump.model import DASHES, Fragment, Model
from fachwerk.rows.dump.turns import Setting, State, Turn, end_cost, gap_between, has_room, wraps

# Prices of lower lines lie far apart, and a row wrongly passed over shows only some lines later: so the beam is wide.
_BEAM = 40.0
# Opening a cell, or going on with one, costs at most this much for the words of the line: now and then a cell holds
# what no other of its column does.
_ODD_OPENING = 7.0
_ODD_LINE = 4.0
_ODD_PLACE = 6.0
_TOO_WIDE = 12.0
# A lower cell of one line: single-line cells stand above, but for those with letters in several styles.
_SINGLE_LINE = 10.0
# A line that opens a cell with a dash or bullet: rather an item of a list; the more so if the line above has the same.
_ITEM, _FURTHER_ITEM = 8.0, 12.0


class Shown(NamedTuple):
    """One way to read an upper line: its cells, their price, and the columns of words it leaves open."""

    parts: tuple[Fragment, ...]
    cost: float
    open: tuple[int, ...]


Nexts = Mapping[tuple[bool, bool, bool], float]
"""Price of a line that opens a cell after a closed one: whether it stands below a cell of its own column, whether a
blank line is between, and whether the line above ends with a blank. What stands flush below has no blank line before.
"""


class Filled(NamedTuple):
    """A page read: its rows' fragments in column order, how each lower line follows the one before, and the price."""

    rows: list[tuple[Fragment, ...]]
    turns: dict[int, Turn]
    cost: float


class _Cell(NamedTuple):
    """A state: the cell of `column` in `row`, and the gaps `left` to the right of it.

    `opened` tells that the cell began on the line before, and so has one line so far.
    """

    row: int
    column: int
    left: tuple[int, ...]
    opened: bool


class _Step(NamedTuple):
    """How a state is reached most cheaply: at which price, from which state, and with its row read which way."""

    cost: float
    before: _Cell | None
    turn: Turn
    way: int


class _Arrival(NamedTuple):
    """The cheapest way to be done with all rows before one, less the price of these rows with no gap filled."""

    cost: float
    before: _Cell | None


class Filling:
    """The upper lines of one page as rows, ready to take the lower ones; `known` keeps prices of lines by column."""

    def __init__(
        self,
        model: Model,
        setting: Setting,
        nexts: Nexts,
        lines: Sequence[Printed],
        rows: Sequence[Sequence[Shown]],
        known: dict[tuple[int, bool], Mapping[int, float]],
    ) -> None:
        self.model, self.setting, self.nexts, self.lines, self.rows = model, setting, nexts, lines, rows
        self.known = known
        self.wordy = tuple(column for column in range(len(model.columns)) if model.may_wrap(column))
        pairs = zip(setting.widths, setting.caps, strict=True)
        self.bounds = [max(width or 0.0, cap) for width, cap in pairs]
        self.empty = [Model.empty(model, column) for column in range(len(model.columns))]
        self.alone = [0.0, *accumulate(min(self._alone(way) for way in ways) for ways in rows)]

    def _alone(self, way: Shown) -> float:
        """Price of a row none of whose gaps is filled."""
        return way.cost + self._unfilled(way.open)

    def _unfilled(self, gaps: Sequence[int]) -> float:
        return sum(self.empty[column] for column in gaps)

    def fill(self, lower: Sequence[int]) -> Filled:
        """Deal the lower lines out most cheaply."""
        trail: list[dict[_Cell, _Step]] = []
        for place, index in enumerate(lower):
            self.model.at(index)
            states: dict[_Cell, _Step] = {}
            if place == 0:
                start = [_Arrival(0.0, None)] * len(self.rows)
                self._open_rows(index, dict.fromkeys(self.wordy, start), states)
            else:
                above = lower[place - 1]
                closed = self._closed(above, index, trail[-1])
                is_blank = gap_between(self.lines, above, index) is Gap.BLANK
                self._go_on(above, index, trail[-1], states)
                trails = self.lines[above].trails
                beside, below = (self.nexts[is_below, is_blank, trails] for is_below in (False, True))
                self._open_next(index, closed, beside, states)
                self._open_rows(index, self._arrivals(closed, beside, below), states)
            trail.append(self._prune(states))
        return self._trace(lower, trail)

    def _prune(self, states: Mapping[_Cell, _Step]) -> dict[_Cell, _Step]:
        """Keep what may still win, counting the rows to come as if no gap of theirs were filled."""
        totals = {cell: step.cost - self.alone[cell.row + 1] for cell, step in states.items()}
        limit = min(totals.values()) + _BEAM
        return {cell: step for cell, step in states.items() if totals[cell] <= limit}

    def _closed(self, above: int, index: int, states: Mapping[_Cell, _Step]) -> dict[_Cell, _Step]:
        """The states with their cells closed."""
        line, following = self.lines[above], self.lines[index]
        width, word = line.width(0, len(line.words)), line.words[-1]
        prices: dict[int, float] = {}
        for column in {cell.column for cell in states}:
            room = has_room(self.setting, column, width, word, following)
            ending, _ = self.model.turning(column, word)
            prices[column] = ending + end_cost(room, following.unit, self.setting, column)
        return {
            cell: step._replace(cost=step.cost + prices[cell.column] + cell.opened * _SINGLE_LINE)
            for cell, step in states.items()
        }

    def _arrivals(self, closed: Mapping[_Cell, _Step], beside: float, below: float) -> dict[int, list[_Arrival]]:
        """For each column that may open next, and each row, the cheapest way to arrive there."""
        nobody = [_Arrival(inf, None)] * (len(self.rows) + 1)
        anyone, own = list(nobody), {column: list(nobody) for column in self.wordy}
        for cell, step in closed.items():
            done = step.cost + self._unfilled(cell.left) - self.alone[cell.row + 1]
            for known, sign in ((anyone, beside), (own[cell.column], below)):
                if done + sign < known[cell.row + 1].cost:
                    known[cell.row + 1] = _Arrival(done + sign, cell)
        return {column: list(accumulate(map(_cheaper, anyone, known), _cheaper)) for column, known in own.items()}

    def _open_rows(self, index: int, reached: Mapping[int, Sequence[_Arrival]], states: dict[_Cell, _Step]) -> None:
        """Open the first filled gap of a row on line `index`, all rows before done."""
        prices = self._prices(index, opens=True)
        for row, ways in enumerate(self.rows):
            for number, way in enumerate(ways):
                skipped = way.cost
                for place, column in enumerate(way.open):
                    arrival = reached[column][row]
                    if arrival.cost < inf:
                        total = self.alone[row] + arrival.cost + skipped + prices[column]
                        cell = _Cell(row, column, way.open[place + 1 :], True)
                        _keep(states, cell, _Step(total, arrival.before, Turn.CELL, number))
                    skipped += self.empty[column]

    def _open_next(self, index: int, closed: Mapping[_Cell, _Step], sign: float, states: dict[_Cell, _Step]) -> None:
        """Open a later gap of the row at hand on line `index`."""
        prices = self._prices(index, opens=True)
        for cell, step in closed.items():
            skipped = step.cost + sign
            for place, column in enumerate(cell.left):
                following = _Cell(cell.row, column, cell.left[place + 1 :], True)
                _keep(states, following, _Step(skipped + prices[column], cell, Turn.CELL, step.way))
                skipped += self.empty[column]

    def _go_on(self, above: int, index: int, before: Mapping[_Cell, _Step], states: dict[_Cell, _Step]) -> None:
        line, following = self.lines[above], self.lines[index]
        width, word = line.width(0, len(line.words)), line.words[-1]
        prices = self._prices(index, opens=False)
        turns: dict[int, tuple[float, Turn]] = {}
        for column in {cell.column for cell in before}:
            room = has_room(self.setting, column, width, word, following)
            old = State(column, 0, above, False, False)
            ways = wraps(self.model, self.setting, self.lines, old, index, width, room)
            turns[column] = min(((cost, turn) for turn, cost in ways), key=lambda pair: pair[0])
        for cell, step in before.items():
            cost, turn = turns[cell.column]
            total = step.cost + cost + prices[cell.column]
            _keep(states, cell._replace(opened=False), _Step(total, cell, turn, step.way))

    def _prices(self, index: int, opens: bool) -> Mapping[int, float]:
        if (index, opens) not in self.known:
            self.known[index, opens] = self._line_prices(index, opens)
        return self.known[index, opens]

    def _line_prices(self, index: int, opens: bool) -> dict[int, float]:
        """Price of the whole line as part of a cell of each column of words.

        Words that belong to the column do so whether they open a cell or stand inside one.
        """
        line = self.lines[index]
        width, last = line.width(0, len(line.words)), len(line.words)
        dash = opens * self._dash(line, self.lines[index - 1])
        prices = {}
        for column in self.wordy:
            price = self.model.part(column, 0, last, opens)
            other = self.model.part(column, 0, last, not opens)
            price = min(price, other + _ODD_PLACE, _ODD_OPENING if opens else _ODD_LINE)
            over = _TOO_WIDE if width > self.bounds[column] + TOLERANCES.wrap else 0.0
            prices[column] = price + over + dash
        return prices

    def _dash(self, line: Printed, above: Printed) -> float:
        if line.words[0] not in DASHES:
            return 0.0
        return _FURTHER_ITEM if line.words[0] == above.words[0] else _ITEM

    def _trace(self, lower: Sequence[int], trail: Sequence[Mapping[_Cell, _Step]]) -> Filled:
        def total(item: tuple[_Cell, _Step]) -> float:
            cell, step = item
            to_come = self.alone[-1] - self.alone[cell.row + 1]
            return step.cost + self._unfilled(cell.left) + to_come + cell.opened * _SINGLE_LINE

        end = min(trail[-1].items(), key=total) if trail else None
        cell = end[0] if end else None
        chosen = {row: min(ways, key=self._alone) for row, ways in enumerate(self.rows)}
        filled: dict[int, list[Fragment]] = {row: [] for row in chosen}
        turns: dict[int, Turn] = {}
        closes = True
        for index, states in zip(reversed(lower), reversed(trail), strict=True):
            assert cell is not None
            step = states[cell]
            opens = step.turn is Turn.CELL
            words = len(self.lines[index].words)
            filled[cell.row].append(Fragment(index, 0, words, cell.column, opens, closes))
            chosen[cell.row] = self.rows[cell.row][step.way]
            turns[index], closes = step.turn, opens
            cell = step.before
        rows = [(*way.parts, *filled[row]) for row, way in chosen.items()]
        return Filled(
            [tuple(sorted(row, key=lambda part: (part.column, part.line))) for row in rows],
            turns,
            total(end) if end else self.alone[-1],
        )


def _cheaper(one: _Arrival, other: _Arrival) -> _Arrival:
    return one if one.cost <= other.cost else other


def _keep(states: dict[_Cell, _Step], cell: _Cell, step: _Step) -> None:
    known = states.get(cell)
    if known is None or step.cost < known.cost:
        states[cell] = step
