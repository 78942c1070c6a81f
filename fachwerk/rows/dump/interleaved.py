"""Dumps in LibreOffice's order: on each page first every single-line cell, row by row, then every longer cell.

A page's upper lines are then rows with gaps, its lower lines the cells that fill the gaps, in the same order. Upper
lines are read each for itself; lower lines by one dynamic programme over the page's gaps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, groupby
from math import log
from typing import NamedTuple

from fachwerk.reference.typefaces import Typeface
from fachwerk.rows.dump.costs import COSTS, ROUNDS
from fachwerk.rows.dump.heads import HeadColumn
from fachwerk.rows.dump.learn import first_setting, setting_after
from fachwerk.rows.dump.lines import Gap, Printed, split_words
from fachwerk.rows.dump.model import Column, Fragment, Model
from fachwerk.rows.dump.parse import (
    Setting,
    State,
    Turn,
    deal_row,
    end_cost,
    gap_between,
    has_room,
    is_set_within,
    wraps,
)
from fachwerk.rows.dump.seams import better_seams
from fachwerk.rows.dump.shapes import Shape, shape

_ANCHORS = (Shape.DAY, Shape.AMOUNT, Shape.YEARS)
# Where rows stand one below the other, the last day or amount of a page is near its end.
_LAST_ANCHOR = 0.6
_LEAST_LINES = 8


def is_interleaved(texts: Sequence[tuple[int, str]]) -> bool:
    """Whether days and amounts stand in the upper part of the pages only; `texts` are pages and lines."""
    shares = []
    for _, page in groupby(texts, key=lambda item: item[0]):
        lines = [text for _, text in page]
        anchors = [index for index, text in enumerate(lines) if has_anchor(text)]
        if len(lines) >= _LEAST_LINES and len(anchors) > 1:
            shares.append((anchors[-1] + 1) / len(lines))
    return bool(shares) and sum(shares) / len(shares) < _LAST_ANCHOR


def has_anchor(text: str) -> bool:
    """Whether a day, an amount with decimals or a pair of years stands in the line."""
    return any(shape(word) in _ANCHORS and len(word) > 4 for word in text.split())


class _Slot(NamedTuple):
    """A gap: a column that a row of the upper part does not show."""

    row: int
    column: int


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
        shown = [deal_row(model, setting, lines[index], index) for index in upper]
        turns |= dict.fromkeys(upper, Turn.ROW)
        filling, how, loose = _fill(model, setting, lines, shown, lower)
        turns |= how
        asides += loose
        for row, parts in enumerate(shown):
            rows.append(tuple(sorted((*parts, *filling.get(row, ())), key=lambda part: (part.column, part.line))))
    return Zipped(tuple(rows), turns, tuple(asides))


class _Step(NamedTuple):
    cost: float
    before: tuple[int, int] | None
    turn: Turn


def _fill(
    model: _Gapped,
    setting: Setting,
    lines: Sequence[Printed],
    shown: Sequence[Sequence[Fragment]],
    lower: Sequence[int],
) -> tuple[dict[int, list[Fragment]], dict[int, Turn], list[int]]:
    """Deal a page's lower lines out to the gaps, in order: each gap takes some lines in a row, or stays empty.

    A state is (gap, 1 if its cell opened on the line before, else 0).
    """
    slots = [
        _Slot(row, column)
        for row, parts in enumerate(shown)
        for column in range(len(model.columns))
        if model.may_wrap(column) and column not in {part.column for part in parts}
    ]
    if not slots or not lower:
        return {}, {}, list(lower)
    skips = [0.0]
    for slot in slots:
        skips.append(skips[-1] + _stays_empty(model, slot.column))
    trail: list[dict[tuple[int, int], _Step]] = []
    for place, index in enumerate(lower):
        model.at(index)
        line = lines[index]
        states: dict[tuple[int, int], _Step] = {}
        ready: list[tuple[float, tuple[int, int] | None]] = []
        if place == 0:
            ready = [(skips[slot], None) for slot in range(len(slots))]
        else:
            ready = _ready(model, setting, lines, lower[place - 1], index, slots, skips, trail[-1])
            for state, step in trail[-1].items():
                _go_on(model, setting, lines, lower[place - 1], index, slots, state, step, states)
        for number, (cost, before) in enumerate(ready):
            column = slots[number].column
            cost += model.part(column, 0, len(line.words), opens=True)
            if not is_set_within(setting, column, line.width(0, len(line.words))):
                cost += COSTS.too_wide
            _keep(states, (number, 1), _Step(cost, before, Turn.CELL))
        least = min(step.cost for step in states.values()) + 40.0
        trail.append({state: step for state, step in states.items() if step.cost <= least})
    return _trace_fill(model, lines, slots, skips, lower, trail)


def _stays_empty(model: _Gapped, column: int) -> float:
    """Price of a gap that no lower line fills: the cell is empty indeed."""
    return Model.empty(model, column)


def _keep(states: dict[tuple[int, int], _Step], state: tuple[int, int], step: _Step) -> None:
    known = states.get(state)
    if known is None or step.cost < known.cost:
        states[state] = step


def _ready(
    model: _Gapped,
    setting: Setting,
    lines: Sequence[Printed],
    above: int,
    index: int,
    slots: Sequence[_Slot],
    skips: Sequence[float],
    states: Mapping[tuple[int, int], _Step],
) -> list[tuple[float, tuple[int, int] | None]]:
    """For each gap the cheapest way to close the cell before and open this one on line `index`."""
    best: tuple[float, tuple[int, int] | None] = (1e9, None)
    found: list[tuple[float, tuple[int, int] | None]] = []
    closed = {}
    for state, step in states.items():
        column, line = slots[state[0]].column, lines[above]
        width = line.width(0, len(line.words))
        ending, _ = model.turning(column, line.words[-1])
        room = has_room(setting, column, width, line.words[-1], lines[index])
        sign = setting.signs[Turn.CELL, gap_between(lines, above, index) is Gap.BLANK, line.trails]
        lonely = COSTS.lonely_line if state[1] else 0.0
        closed[state] = step.cost + ending + end_cost(room, lines[index].unit, setting, column) + sign + lonely
    by_slot: dict[int, tuple[float, tuple[int, int]]] = {}
    for state, cost in closed.items():
        if state[0] not in by_slot or cost < by_slot[state[0]][0]:
            by_slot[state[0]] = (cost, state)
    for number in range(len(slots)):
        found.append((best[0] + skips[number], best[1]))
        if number in by_slot and by_slot[number][0] - skips[number + 1] < best[0]:
            best = (by_slot[number][0] - skips[number + 1], by_slot[number][1])
    return found


def _go_on(
    model: _Gapped,
    setting: Setting,
    lines: Sequence[Printed],
    above: int,
    index: int,
    slots: Sequence[_Slot],
    state: tuple[int, int],
    step: _Step,
    states: dict[tuple[int, int], _Step],
) -> None:
    column, line = slots[state[0]].column, lines[index]
    width = lines[above].width(0, len(lines[above].words))
    room = has_room(setting, column, width, lines[above].words[-1], line)
    old = State(column, 0, above, False, False)
    more = model.part(column, 0, len(line.words), opens=False)
    if not is_set_within(setting, column, line.width(0, len(line.words))):
        more += COSTS.too_wide
    for turn, cost in wraps(model, setting, lines, old, index, width, room):
        _keep(states, (state[0], 0), _Step(step.cost + cost + more, state, turn))


def _trace_fill(
    model: _Gapped,
    lines: Sequence[Printed],
    slots: Sequence[_Slot],
    skips: Sequence[float],
    lower: Sequence[int],
    trail: Sequence[Mapping[tuple[int, int], _Step]],
) -> tuple[dict[int, list[Fragment]], dict[int, Turn], list[int]]:
    def total(item: tuple[tuple[int, int], _Step]) -> float:
        (number, opened), step = item
        return step.cost + skips[-1] - skips[number + 1] + (COSTS.lonely_line if opened else 0.0)

    state: tuple[int, int] | None = min(trail[-1].items(), key=total)[0]
    filling: dict[int, list[Fragment]] = {}
    turns: dict[int, Turn] = {}
    closes = True
    for place in range(len(lower) - 1, -1, -1):
        assert state is not None
        step, slot, index = trail[place][state], slots[state[0]], lower[place]
        opens = step.turn is Turn.CELL
        part = Fragment(index, 0, len(lines[index].words), slot.column, opens, closes)
        filling.setdefault(slot.row, []).append(part)
        turns[index], closes = step.turn, opens
        state = step.before
    return filling, turns, []


# --- headings ------------------------------------------------------------------------------------------------------

# The order in which lists usually print their columns, where nothing else decides.
_USUAL = (
    *("running", "identifier", "programme", "sponsor", "postcode", "place", "region", "country", "item", "kind"),
    *("year_approved", "year_completed", "begin", "end", "title", "description", "intervention", "amount_total"),
    *("amount_planned", "amount_awarded", "amount_paid", "cofinancing_rate", "status"),
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
        ranks = [_USUAL.index(name) for column in order if (name := column.meaning.split(" ")[0]) in _USUAL]
        inversions = sum(a > b for place, a in enumerate(ranks) for b in ranks[place + 1 :])
        return misfits, inversions

    orders = (_merged(first, second, frozenset(places), size) for places in combinations(range(size), len(second)))
    return min(orders, key=price)


def _merged(
    first: Sequence[HeadColumn], second: Sequence[HeadColumn], places: frozenset[int], size: int
) -> tuple[HeadColumn, ...]:
    ones, others = iter(first), iter(second)
    return tuple(next(others if place in places else ones) for place in range(size))


def _pattern(text: str) -> tuple[Shape, ...]:
    """The shapes of a line's words, words in a row as one."""
    shapes = [shape(word) for word in text.split()]
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
    return expects is None or expects is found or (expects is Shape.WORDS and found is Shape.NUMBER)


def heads_on_page(texts: Sequence[str], words: frozenset[str]) -> Iterator[int]:
    """The places of a page's first lines that hold words of the heading only."""
    for place, text in enumerate(texts):
        if not all(word in words for word in split_words(text)):
            return
        yield place
