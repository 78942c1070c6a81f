"""Dumps in LibreOffice's order: on each page first every single-line cell, row by row, then every longer cell.

A page's upper lines are then rows with gaps, its lower lines the cells that fill the gaps, in the same order. Upper
lines are read each for itself; lower lines by one dynamic programme over the page's gaps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, combinations, groupby
from math import inf, log
from typing import NamedTuple

from fachwerk.reference.typefaces import Typeface
from fachwerk.rows.dump.costs import BEAM, COSTS, ROUNDS
from fachwerk.rows.dump.heads import HeadColumn
from fachwerk.rows.dump.learn import first_setting, setting_after
from fachwerk.rows.dump.lines import Gap, Printed, split_words
from fachwerk.rows.dump.model import Column, Fragment, Model
from fachwerk.rows.dump.seams import better_seams
from fachwerk.rows.dump.shapes import Shape, has_anchor, shape
from fachwerk.rows.dump.turns import Setting, State, Turn, end_cost, gap_between, has_room, is_set_within, wraps
from fachwerk.rows.dump.whole_rows import deal_ways

# Where rows stand one below the other, the last day or amount of a page is near its end.
_LAST_ANCHOR = 0.6
_LEAST_LINES = 8
_UNITS = frozenset(("%", "€", "EUR", "£", "$"))


def is_interleaved(texts: Sequence[tuple[int, str]]) -> bool:
    """Whether days and amounts stand in the upper part of the pages only; `texts` are pages and lines."""
    shares = []
    for _, page in groupby(texts, key=lambda item: item[0]):
        lines = [text for _, text in page]
        anchors = [index for index, text in enumerate(lines) if has_anchor(text)]
        if len(lines) >= _LEAST_LINES and len(anchors) > 1:
            shares.append((anchors[-1] + 1) / len(lines))
    return bool(shares) and sum(shares) / len(shares) < _LAST_ANCHOR


class _Shown(NamedTuple):
    """One way to read an upper line: its cells, their price, and the columns of words it leaves open."""

    parts: tuple[Fragment, ...]
    cost: float
    open: tuple[int, ...]


class _Cell(NamedTuple):
    """A state of the filling: the cell of `column` in `row`, whose upper line is read the `way`-th way.

    `opened` tells that the cell began on the line before, and so has one line so far.
    """

    row: int
    way: int
    column: int
    opened: bool


class Zipped(NamedTuple):
    """Rows put together again: the fragments of each row in column order, and how each line follows its cell."""

    rows: tuple[tuple[Fragment, ...], ...]
    turns: Mapping[int, Turn]
    asides: tuple[int, ...]


class _Gapped(Model):
    """Prices for upper lines, where a column is as often missing as its cells are empty or longer than a line."""

    shown: tuple[float, ...] = ()

    def empty(self, column: int) -> float:
        return -log(1 - self.shown[column])

    def filled(self, column: int) -> float:
        return -log(self.shown[column])


def learn_interleaved(columns: Sequence[Column], lines: Sequence[Printed], face: Typeface) -> Zipped:
    """Read the pages a few times over, each time with what the reading before has taught."""
    model = _Gapped(columns, lines)
    model.shown = tuple(0.9 if not model.may_wrap(column) else 0.5 for column in range(len(columns)))
    setting = first_setting(columns, lines, face)
    best = _read(model, setting, lines)
    for _ in range(ROUNDS - 1):
        fragments = [part for row in best.rows for part in row]
        model.learn(better_seams(fragments, lines, columns), rows=len(best.rows))
        model.shown = tuple(_shown(best, lines, column) for column in range(len(columns)))
        setting = setting_after(setting, fragments, best.turns, lines, columns)
        following = _read(model, setting, lines)
        if following.rows == best.rows:
            break
        best = following
    return best


def _shown(zipped: Zipped, lines: Sequence[Printed], column: int) -> float:
    """The share of rows that show the column in their upper line."""
    count = sum(any(part.column == column and part.opens and part.closes for part in row) for row in zipped.rows)
    return (count + 0.5) / (len(zipped.rows) + 1)


def _read(model: _Gapped, setting: Setting, lines: Sequence[Printed]) -> Zipped:
    rows: list[tuple[Fragment, ...]] = []
    turns: dict[int, Turn] = {}
    asides: list[int] = []
    for _, numbers in groupby(range(len(lines)), key=lambda index: lines[index].page):
        page = list(numbers)
        last = max((index for index in page if has_anchor(lines[index].text)), default=page[0] - 1)
        upper = [index for index in page if index <= last]
        lower = [index for index in page if index > last]
        turns |= dict.fromkeys(upper, Turn.ROW)
        if not upper:
            asides += lower
            continue
        filling = _Filling(model, setting, lines, [_ways(model, setting, lines[index], index) for index in upper])
        found, how = filling.fill(lower)
        rows += found
        turns |= how
    return Zipped(tuple(rows), turns, tuple(asides))


def _ways(model: _Gapped, setting: Setting, line: Printed, index: int) -> list[_Shown]:
    """The cheapest readings of an upper line, one for each set of columns it may show."""
    wordy = [column for column in range(len(model.columns)) if model.may_wrap(column)]
    ways = []
    for parts, cost in deal_ways(model, setting, line, index):
        shown = {part.column for part in parts}
        ways.append(_Shown(parts, cost, tuple(column for column in wordy if column not in shown)))
    return ways


class _Step(NamedTuple):
    cost: float
    before: _Cell | None
    turn: Turn


class _Filling:
    """One page: its lower lines dealt out to the gaps of its rows, in order, each row read the way that fits best."""

    def __init__(
        self, model: _Gapped, setting: Setting, lines: Sequence[Printed], rows: Sequence[Sequence[_Shown]]
    ) -> None:
        self.model, self.setting, self.lines, self.rows = model, setting, lines, rows
        self.stays_empty = [Model.empty(model, column) for column in range(len(model.columns))]
        alone = [min(self._alone(way) for way in ways) for ways in rows]
        self.alone = [0.0, *accumulate(alone)]

    def _alone(self, way: _Shown) -> float:
        """Price of a row none of whose gaps is filled."""
        return way.cost + sum(self.stays_empty[column] for column in way.open)

    def _between(self, way: _Shown, after: int, before: int) -> float:
        return sum(self.stays_empty[column] for column in way.open if after < column < before)

    def _rest(self, cell: _Cell) -> float:
        return self._between(self.rows[cell.row][cell.way], cell.column, len(self.model.columns))

    def fill(self, lower: Sequence[int]) -> tuple[list[tuple[Fragment, ...]], dict[int, Turn]]:
        """The page's rows, and how each lower line follows the one before."""
        trail: list[dict[_Cell, _Step]] = []
        for place, index in enumerate(lower):
            self.model.at(index)
            states: dict[_Cell, _Step] = {}
            if place == 0:
                self._open(index, {row: (self.alone[row], None) for row in range(len(self.rows))}, {}, states)
            else:
                closed = self._closed(lower[place - 1], index, trail[-1])
                self._go_on(lower[place - 1], index, trail[-1], states)
                self._open(index, self._next_rows(closed), closed, states)
            trail.append(self._prune(states))
        return self._trace(lower, trail)

    def _prune(self, states: Mapping[_Cell, _Step]) -> dict[_Cell, _Step]:
        """Keep what may still win, counting the rows to come as if no gap of theirs were filled."""
        totals = {cell: step.cost - self.alone[cell.row + 1] for cell, step in states.items()}
        limit = min(totals.values()) + BEAM
        return {cell: step for cell, step in states.items() if totals[cell] <= limit}

    def _closed(self, above: int, index: int, states: Mapping[_Cell, _Step]) -> dict[_Cell, float]:
        """What each state costs once its cell is closed."""
        line, following = self.lines[above], self.lines[index]
        width, word = line.width(0, len(line.words)), line.words[-1]
        sign = self.setting.signs[Turn.CELL, gap_between(self.lines, above, index) is Gap.BLANK, line.trails]
        prices: dict[int, float] = {}
        for column in {cell.column for cell in states}:
            room = has_room(self.setting, column, width, word, following)
            ending, _ = self.model.turning(column, word)
            prices[column] = ending + sign + end_cost(room, following.unit, self.setting, column)
        return {
            cell: step.cost + prices[cell.column] + (COSTS.lonely_line if cell.opened else 0.0)
            for cell, step in states.items()
        }

    def _next_rows(self, closed: Mapping[_Cell, float]) -> dict[int, tuple[float, _Cell | None]]:
        """For each row the cheapest way to arrive at it with all rows before done."""
        arrived: dict[int, tuple[float, _Cell | None]] = {}
        for cell, cost in closed.items():
            done = cost + self._rest(cell)
            if cell.row + 1 not in arrived or done < arrived[cell.row + 1][0]:
                arrived[cell.row + 1] = (done, cell)
        ready: dict[int, tuple[float, _Cell | None]] = {}
        best: tuple[float, _Cell | None] = (inf, None)
        for row in range(len(self.rows)):
            if row in arrived and arrived[row][0] - self.alone[row] < best[0]:
                best = (arrived[row][0] - self.alone[row], arrived[row][1])
            if best[0] < inf:
                ready[row] = (best[0] + self.alone[row], best[1])
        return ready

    def _open(
        self,
        index: int,
        ready: Mapping[int, tuple[float, _Cell | None]],
        closed: Mapping[_Cell, float],
        states: dict[_Cell, _Step],
    ) -> None:
        """Open a cell on line `index`: the first filled one of a row, or a later one of the row at hand."""
        prices = self._prices(index, opens=True)
        for row, (cost, before) in ready.items():
            for number, way in enumerate(self.rows[row]):
                for column in way.open:
                    total = cost + way.cost + self._between(way, -1, column) + prices[column]
                    _keep(states, _Cell(row, number, column, True), _Step(total, before, Turn.CELL))
        for cell, cost in closed.items():
            way = self.rows[cell.row][cell.way]
            for column in way.open:
                if column > cell.column:
                    total = cost + self._between(way, cell.column, column) + prices[column]
                    _keep(states, _Cell(cell.row, cell.way, column, True), _Step(total, cell, Turn.CELL))

    def _go_on(self, above: int, index: int, before: Mapping[_Cell, _Step], states: dict[_Cell, _Step]) -> None:
        line, following = self.lines[above], self.lines[index]
        width, word = line.width(0, len(line.words)), line.words[-1]
        prices = self._prices(index, opens=False)
        turns: dict[int, list[tuple[Turn, float]]] = {}
        for column in {cell.column for cell in before}:
            room = has_room(self.setting, column, width, word, following)
            old = State(column, 0, above, False, False)
            turns[column] = list(wraps(self.model, self.setting, self.lines, old, index, width, room))
        for cell, step in before.items():
            for turn, cost in turns[cell.column]:
                total = step.cost + cost + prices[cell.column]
                _keep(states, cell._replace(opened=False), _Step(total, cell, turn))

    def _prices(self, index: int, opens: bool) -> dict[int, float]:
        """Price of the whole line as part of a cell of each column of words."""
        line = self.lines[index]
        width, last = line.width(0, len(line.words)), len(line.words)
        return {
            column: self.model.part(column, 0, last, opens)
            + (0.0 if is_set_within(self.setting, column, width) else COSTS.too_wide)
            for column in range(len(self.model.columns))
            if self.model.may_wrap(column)
        }

    def _trace(
        self, lower: Sequence[int], trail: Sequence[Mapping[_Cell, _Step]]
    ) -> tuple[list[tuple[Fragment, ...]], dict[int, Turn]]:
        def total(item: tuple[_Cell, _Step]) -> float:
            cell, step = item
            to_come = self.alone[-1] - self.alone[cell.row + 1]
            return step.cost + self._rest(cell) + to_come + (COSTS.lonely_line if cell.opened else 0.0)

        cell: _Cell | None = min(trail[-1].items(), key=total)[0] if trail else None
        ways = {row: min(ways, key=self._alone) for row, ways in enumerate(self.rows)}
        filled: dict[int, list[Fragment]] = {row: [] for row in ways}
        turns: dict[int, Turn] = {}
        closes = True
        for index, states in zip(reversed(lower), reversed(trail), strict=True):
            assert cell is not None
            step = states[cell]
            opens = step.turn is Turn.CELL
            words = len(self.lines[index].words)
            filled[cell.row].append(Fragment(index, 0, words, cell.column, opens, closes))
            ways[cell.row] = self.rows[cell.row][cell.way]
            turns[index], closes = step.turn, opens
            cell = step.before
        rows = [(*way.parts, *filled[row]) for row, way in ways.items()]
        return [tuple(sorted(row, key=lambda part: (part.column, part.line))) for row in rows], turns


def _keep(states: dict[_Cell, _Step], cell: _Cell, step: _Step) -> None:
    known = states.get(cell)
    if known is None or step.cost < known.cost:
        states[cell] = step


# --- headings ------------------------------------------------------------------------------------------------------

# The orders in which lists usually print their columns, where nothing else decides: overviews of projects, and lists
# of operations under the EU's regulations.
_USUAL = (
    (
        *("running", "identifier", "programme", "sponsor", "postcode", "place", "region", "country", "item", "kind"),
        *("begin", "end", "title", "description", "amount_planned", "amount_awarded", "amount_paid", "status"),
    ),
    (
        *("running", "identifier", "programme", "sponsor", "title", "description", "year_approved", "year_completed"),
        *("begin", "end", "amount_total", "cofinancing_rate", "amount_planned", "amount_awarded", "amount_paid"),
        *("postcode", "place", "region", "country", "intervention", "status"),
    ),
)


def in_column_order(
    first: Sequence[HeadColumn], second: Sequence[HeadColumn], expects: Mapping[str, Shape | None], upper: Sequence[str]
) -> tuple[HeadColumn, ...]:
    """Merge headings of one line (`first`) and longer ones (`second`), each in order, to the likeliest column order.

    `upper` are rows whose days and numbers stand between words: the order must let them. Among those that do, the
    one nearest to the usual order of columns wins.
    """
    size = len(first) + len(second)
    patterns = [pattern for text in upper[:60] if (pattern := _pattern(text))]

    def price(order: Sequence[HeadColumn]) -> tuple[float, int]:
        shapes = [expects.get(column.meaning, Shape.WORDS) for column in order]
        misfits = sum(not _fits(pattern, shapes) for pattern in patterns)
        return misfits, min(_inversions([column.meaning.split(" ")[0] for column in order], usual) for usual in _USUAL)

    orders = (_merged(first, second, frozenset(places), size) for places in combinations(range(size), len(second)))
    return min(orders, key=price)


def _inversions(names: Sequence[str], usual: Sequence[str]) -> int:
    """How many pairs of columns stand the other way round than usual."""
    ranks = [usual.index(name) for name in names if name in usual]
    return sum(a > b for place, a in enumerate(ranks) for b in ranks[place + 1 :])


def _merged(
    first: Sequence[HeadColumn], second: Sequence[HeadColumn], places: frozenset[int], size: int
) -> tuple[HeadColumn, ...]:
    ones, others = iter(first), iter(second)
    return tuple(next(others if place in places else ones) for place in range(size))


def _pattern(text: str) -> tuple[Shape, ...]:
    """The shapes of a line's words, words in a row as one; units belong to their number."""
    shapes = [shape(word) for word in text.split() if word not in _UNITS]
    return tuple(found for found, _ in groupby(shapes))


def _fits(pattern: Sequence[Shape], shapes: Sequence[Shape | None]) -> bool:
    """Whether the shapes can stand in these columns from left to right."""
    place = 0
    for found in pattern:
        while place < len(shapes) and not _may_hold(shapes[place], found):
            place += 1
        if place == len(shapes):
            return False
        if found is not Shape.WORDS:
            place += 1
    return True


def _may_hold(expects: Shape | None, found: Shape) -> bool:
    return expects in (None, found) or (found is Shape.NUMBER and expects in (Shape.WORDS, Shape.AMOUNT))


def heads_on_page(texts: Sequence[str], words: frozenset[str]) -> Iterator[int]:
    """The places of a page's first lines that hold words of the heading only."""
    for place, text in enumerate(texts):
        if not all(word in words for word in split_words(text)):
            return
        yield place
