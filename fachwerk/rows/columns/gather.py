"""Gathering lines into rows: where a row begins, all pages together, by one dynamic programme over stated costs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise
from math import log
from typing import TypeAlias

from fachwerk.rows.columns.costs import ROWS
from fachwerk.rows.columns.habits import value_columns
from fachwerk.rows.columns.slices import Slices, by_column
from fachwerk.rows.columns.words import shape_of
from fachwerk.rows.wordings import known_words

# So many lines a row may have; fewer where no second date, year, amount or number can end it.
_LONGEST, _LONGEST_OF_WORDS = 150, 60
_WORD = re.compile(r"[^\W_]+")


class Align(Enum):
    """Where a cell stands in a row that is taller."""

    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Rows:
    """Lines gathered: the first `front` lines are no rows (titles, headings); row i has the lines `rows[i]`."""

    front: int
    rows: tuple[range, ...]
    cost: float


class Room(Enum):
    """Whether the first word of a line would have fitted on the line above it in its column."""

    UNKNOWN = "unknown"
    NONE = "none"
    HARDLY = "hardly"
    ENOUGH = "enough"
    PLENTY = "plenty"


class End(Enum):
    """How a line ends."""

    STOP = "full stop"
    OPEN = "hyphen, slash or comma"
    OTHER = "other"


class Start(Enum):
    """How a line starts."""

    SMALL = "small letter"
    CAPITAL = "capital letter"
    DIGIT = "digit"
    MARK = "closing mark"
    OTHER = "other"


Sign: TypeAlias = Room | End | Start


@dataclass(frozen=True, slots=True)
class _Ways:
    """What a list teaches about its rows: alignment and fill of each column, what blank lines and line ends mean.

    `begins[k][sign]` is the cost of beginning a cell of column k at a line that shows the sign, `inside[k][sign]` of
    continuing one there.
    """

    aligns: tuple[Align, ...]
    empty: tuple[float, ...]
    blank_inside: float
    no_blank_between: float
    carried: float
    not_carried: float
    is_value: tuple[bool, ...]
    begins: tuple[Mapping[Sign, float], ...]
    inside: tuple[Mapping[Sign, float], ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One slice as the programme sees it: its column, and the signs between it and the column's line above."""

    column: int
    is_value: bool
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    page: int
    blanks: int
    is_prose: bool
    is_heading: bool
    entries: tuple[_Entry, ...]


def gather(
    lines: Sequence[Slices], count: int, slack: Callable[[int, str, str], float | None], has_front: bool
) -> Rows:
    """Gather lines that hold `count` columns into rows.

    `slack(column, line, following)` tells how much room (in em or characters) the first word of the following line
    would have had on the line before: negative if it had none, None if that is not known. `has_front` allows lines
    before the first row that belong to none.
    """
    if not lines:
        return Rows(0, (), 0.0)
    known = _lines(lines, count, slack)
    values = _values(lines, count)
    first = [_gathered(known, _first_ways(known, count, align, values), has_front) for align in Align]
    best = min(range(len(first)), key=lambda at: first[at].cost)
    rows, ways = first[best], _first_ways(known, count, tuple(Align)[best], values)
    for _ in range(2):
        ways = _learnt(known, rows, ways)
        rows = _gathered(known, ways, has_front)
    return rows


def _values(lines: Sequence[Slices], count: int) -> tuple[bool, ...]:
    values = set(value_columns(by_column(lines, count)))
    return tuple(k in values for k in range(count))


def _lines(lines: Sequence[Slices], count: int, slack: Callable[[int, str, str], float | None]) -> list[_Line]:
    above: list[str | None] = [None] * count
    known = []
    for line in lines:
        entries = []
        for each in line.slices:
            before = above[each.column]
            signs = _signs(before, each.text, slack(each.column, before, each.text)) if before is not None else ()
            entries.append(_Entry(each.column, shape_of(each.text).is_value, signs))
            above[each.column] = each.text
        is_prose = any(_is_prose(each.text) for each in line.slices)
        printed = line.printed
        known.append(_Line(printed.page, printed.blanks_before, is_prose, _is_heading(line), tuple(entries)))
    return known


def _is_prose(text: str) -> bool:
    """Tell what hardly is a heading: many words, or the end of a sentence."""
    words = text.count(" ") + 1
    return words > 6 or (words > 3 and text[-1] in ".!?;")


def _is_heading(line: Slices) -> bool:
    """Tell a line over several columns of which most words are words of published headings."""
    words = [word for each in line.slices for word in _WORD.findall(each.text.casefold())]
    return len(line.slices) > 1 and 3 * sum(word in known_words() for word in words) > 2 * len(words)


def _signs(before: str, text: str, room: float | None) -> tuple[Sign, ...]:
    return (_room(room), _end(before[-1]), _start(text[0]))


def _room(room: float | None) -> Room:
    if room is None:
        return Room.UNKNOWN
    if room < -0.3:
        return Room.NONE
    return Room.HARDLY if room < 0.5 else Room.ENOUGH if room < 2.5 else Room.PLENTY


def _end(last: str) -> End:
    return End.STOP if last in ".!?" else End.OPEN if last in "-/,&–(" else End.OTHER


def _start(first: str) -> Start:
    if first.isalpha():
        return Start.SMALL if first.islower() else Start.CAPITAL
    return Start.DIGIT if first.isdigit() else Start.MARK if first in ",;.)" else Start.OTHER


def _first_ways(lines: Sequence[_Line], count: int, align: Align, values: Sequence[bool]) -> _Ways:
    """What to believe before anything is learnt: columns of values are filled as often as the most filled of them."""
    filled = [sum(entry.column == k for line in lines for entry in line.entries) for k in range(count)]
    most = max((filled[k] for k in range(count) if values[k]), default=0)
    empty = tuple(
        _empty_cost(min(1.0, filled[k] / most)) if values[k] and most else ROWS.empty / 8 for k in range(count)
    )
    begins: dict[Sign, float] = {
        Start.SMALL: ROWS.goes_on,
        Start.MARK: ROWS.goes_on,
        End.OPEN: ROWS.goes_on,
        Room.NONE: ROWS.goes_on / 2,
    }
    inside: dict[Sign, float] = {Room.ENOUGH: ROWS.early_break / 2, Room.PLENTY: ROWS.early_break}
    return _Ways(
        aligns=(align,) * count,
        empty=empty,
        blank_inside=ROWS.blank_inside / 4,
        no_blank_between=0.0,
        carried=ROWS.carried,
        not_carried=0.0,
        is_value=tuple(values),
        begins=(begins,) * count,
        inside=(inside,) * count,
    )


def _empty_cost(fill: float) -> float:
    return min(ROWS.empty, -log(1.005 - fill))


def _gathered(lines: Sequence[_Line], ways: _Ways, has_front: bool) -> Rows:
    """The cheapest way to part all lines into front and rows."""
    total = [float("inf")] * (len(lines) + 1)
    back: list[int | None] = [None] * (len(lines) + 1)
    for at, cost in enumerate(_front_costs(lines, ways) if has_front else [0.0]):
        total[at] = cost
    for start in range(len(lines)):
        if total[start] == float("inf"):
            continue
        begin = total[start] + _begin_cost(lines, start, ways)
        for length, cost in enumerate(_row_costs(lines, start, ways), 1):
            if begin + cost < total[start + length]:
                total[start + length], back[start + length] = begin + cost, start
    return _traced(total, back, len(lines))


def _traced(total: Sequence[float], back: Sequence[int | None], end: int) -> Rows:
    rows, at = [], end
    while (before := back[at]) is not None:
        rows.append(range(before, at))
        at = before
    return Rows(at, tuple(reversed(rows)), total[end])


def _front_costs(lines: Sequence[_Line], ways: _Ways) -> list[float]:
    """The cost of taking the first n lines of the list for titles and headings, n from 0 on, on the first page."""
    costs = [0.0]
    for at, line in enumerate(lines):
        if line.page != lines[0].page:
            break
        values = sum(entry.is_value and ways.is_value[entry.column] for entry in line.entries)
        front = ROWS.front if at < 15 else 10 * ROWS.front
        signs = _sign_cost(line, ways) if line.is_heading else 0.0
        costs.append(costs[-1] + ROWS.value_in_front * values + front + ROWS.prose_in_front * line.is_prose + signs)
    return costs


def _sign_cost(line: _Line, ways: _Ways) -> float:
    """What its signs would gain a line as part of a row: a heading must not lose them by being none."""
    begins = sum(ways.begins[entry.column].get(sign, 0.0) for entry in line.entries for sign in entry.signs)
    inside = sum(ways.inside[entry.column].get(sign, 0.0) for entry in line.entries for sign in entry.signs)
    return min(0.0, begins, inside)


def _begin_cost(lines: Sequence[_Line], start: int, ways: _Ways) -> float:
    line = lines[start]
    if start and line.page != lines[start - 1].page:
        return ROWS.row + ways.not_carried
    return ROWS.row if not start or line.blanks else ROWS.row + ways.no_blank_between


def _row_costs(lines: Sequence[_Line], start: int, ways: _Ways) -> list[float]:
    """The cost of a row that has the lines from `start` on: the first, the first two, and so on."""
    count = len(ways.empty)
    places: list[list[int]] = [[] for _ in range(count)]
    values = [0] * count
    many, paid, costs, is_carried = 0, 0.0, [], False
    longest = _LONGEST if any(ways.is_value) else _LONGEST_OF_WORDS
    for at, line in enumerate(lines[start : start + longest]):
        if at and line.page != lines[start + at - 1].page:
            paid += ways.carried
            is_carried = True
        elif at and line.blanks:
            paid += ways.blank_inside
        for entry in line.entries:
            k = entry.column
            if not places[k]:
                paid += sum(ways.begins[k].get(sign, 0.0) for sign in entry.signs)
            else:
                paid += sum(ways.inside[k].get(sign, 0.0) for sign in entry.signs)
                paid += _gap_cost(at - places[k][-1] - 1, ways.aligns[k])
            places[k].append(at)
            if entry.is_value and ways.is_value[k]:
                values[k] += 1
                many += values[k] > 1
        costs.append(
            paid
            + many * ROWS.second_value
            + _emptiness(places, ways)
            + _misalignment(places, at + 1, is_carried, ways.aligns)
        )
        if many > 3:
            break
    return costs


def _gap_cost(missing: int, align: Align) -> float:
    """A cell in the middle of a taller row may stand between its lines: then every second line is not its own."""
    return min(ROWS.gap_most, ROWS.gap * max(0, missing - (align is Align.MIDDLE)))


def _emptiness(places: Sequence[Sequence[int]], ways: _Ways) -> float:
    """What the empty columns of a row cost; days, amounts and numbers are mostly missing together."""
    words, values, most = 0.0, 0.0, 0.0
    for own, cost, is_value in zip(places, ways.empty, ways.is_value, strict=True):
        if own:
            continue
        if is_value:
            values, most = values + cost, max(most, cost)
        else:
            words += cost
    return words + ROWS.also_empty * values + (1 - ROWS.also_empty) * most


def _misalignment(places: Sequence[Sequence[int]], length: int, is_carried: bool, aligns: Sequence[Align]) -> float:
    """How far a row's cells stand from where their columns want them; where a page end parts a row, who knows."""
    tallest = max(places, key=len)
    cost = 0.0
    for own, align in zip(places, aligns, strict=True):
        if not own:
            continue
        if align is Align.TOP:
            off = own[0]
        elif is_carried:
            off = 0
        elif align is Align.BOTTOM:
            off = length - 1 - own[-1]
        else:
            off = abs(_overhang(tallest, own))
        if off == 1 and align is Align.MIDDLE:
            cost += ROWS.misaligned_half
        elif off:
            cost += min(ROWS.misaligned_most, ROWS.misaligned + ROWS.misaligned_further * (off - 1))
    return cost


def _overhang(tallest: Sequence[int], own: Sequence[int]) -> int:
    """How many more lines the row's tallest cell has above a cell than below it; 0 for one in the middle.

    Counted in the tallest cell's own lines: where heights differ by an odd number, lines of others stand in between.
    """
    above = bisect_left(tallest, own[0]) or -bisect_left(own, tallest[0])
    below = len(tallest) - bisect_right(tallest, own[-1]) or bisect_right(own, tallest[-1]) - len(own)
    return above - below


def _learnt(lines: Sequence[_Line], found: Rows, ways: _Ways) -> _Ways:
    """What the rows found so far teach about how rows look in this list."""
    rows = [[lines[at] for at in row] for row in found.rows]
    count = len(ways.empty)
    filled = [sum(any(e.column == k for line in row for e in line.entries) for row in rows) for k in range(count)]
    inside = [line.blanks > 0 for row in rows for before, line in pairwise(row) if line.page == before.page]
    between = [row[0].blanks > 0 for before, row in pairwise(rows) if row[0].page == before[-1].page]
    share_in, share_between = _share(inside), _share(between)
    ends = [before.page != line.page for row in rows for before, line in pairwise(row)].count(True)
    carried = (ends + 0.5) / (ends + sum(row[0].page != before[-1].page for before, row in pairwise(rows)) + 1)
    return replace(
        ways,
        aligns=tuple(_best_align(rows, k, align) for k, align in enumerate(ways.aligns)),
        empty=tuple(_empty_cost(count / (len(rows) + 1)) for count in filled),
        blank_inside=_clipped(log(share_between / share_in)),
        no_blank_between=_clipped(log((1 - share_in) / (1 - share_between))),
        carried=_clipped(-log(carried)),
        not_carried=_clipped(-log(1 - carried)),
        begins=tuple(_sign_costs(rows, count)),
        inside=({},) * count,
    )


def _sign_costs(rows: Sequence[Sequence[_Line]], count: int) -> Iterator[dict[Sign, float]]:
    """How much less often a sign is seen where a cell of the column begins than inside one, as a cost of beginning.

    Columns that show little borrow from all columns together.
    """
    begun = [Counter[Sign]() for _ in range(count)]
    inner = [Counter[Sign]() for _ in range(count)]
    for row in rows:
        met: set[int] = set()
        for line in row:
            for entry in line.entries:
                (inner if entry.column in met else begun)[entry.column].update(entry.signs)
                met.add(entry.column)
    all_begun, all_inner = sum(begun, Counter()), sum(inner, Counter())
    for k in range(count):
        yield {
            sign: ROWS.sign
            * max(
                -ROWS.sign_most,
                min(ROWS.sign_most, log(_rate(sign, inner[k], all_inner) / _rate(sign, begun[k], all_begun))),
            )
            for sign in (*Room, *End, *Start)
        }


def _rate(sign: Sign, own: Counter[Sign], of_all: Counter[Sign]) -> float:
    """The share of a sign among the signs of its kind, with eight borrowed observations."""
    kind = type(sign)
    seen = sum(own[each] for each in kind)
    borrowed = (of_all[sign] + 1) / (sum(of_all[each] for each in kind) + len(kind))
    return (own[sign] + 8 * borrowed) / (seen + 8)


def _share(seen: Sequence[bool]) -> float:
    return (sum(seen) + 0.5) / (len(seen) + 1)


def _clipped(cost: float) -> float:
    return max(0.0, min(4.0, cost))


def _best_align(rows: Sequence[Sequence[_Line]], column: int, align: Align) -> Align:
    """The alignment that most rows show in which the column's cell is shorter than the row."""
    votes = dict.fromkeys(Align, 0)
    for row in rows:
        own = [at for at, line in enumerate(row) if any(entry.column == column for entry in line.entries)]
        if not own or len(own) == len(row) or row[0].page != row[-1].page:
            continue
        votes[Align.TOP] += own[0] == 0
        votes[Align.BOTTOM] += own[-1] == len(row) - 1
        votes[Align.MIDDLE] += abs(own[0] + own[-1] + 1 - len(row)) <= 1
    best = max(votes, key=lambda each: votes[each])
    return best if votes[best] > 1.3 * votes[align] else align
