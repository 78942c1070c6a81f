"""Dumps in LibreOffice's order: on each page first every single-line cell, row by row, then every longer cell.

A page's upper lines are then rows with gaps, its lower lines the cells that fill the gaps, in the same order. Upper
lines are read each for itself; lower lines by one dynamic programme over the page's gaps.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, groupby, pairwise, product
from math import inf, log
from typing import NamedTuple

from fachwerk.reference.typefaces import Typeface
from fachwerk.rows.dump.costs import ROUNDS
from fachwerk.rows.dump.filling import Filled, Filling, Nexts, Shown
from fachwerk.rows.dump.learn import first_setting, setting_after
from fachwerk.rows.dump.lines import Gap, Printed
from fachwerk.rows.dump.model import Column, Fragment, Model
from fachwerk.rows.dump.seams import better_seams
from fachwerk.rows.dump.shapes import has_anchor
from fachwerk.rows.dump.sides import better_sides
from fachwerk.rows.dump.turns import Setting, Turn
from fachwerk.rows.dump.whole_rows import deal_ways
from fachwerk.rows.dump.wraps import Interval

# Where rows stand one below the other, the last day or amount of a page is near its end.
_LAST_ANCHOR = 0.6
# Where nearly each line down to the last one with a day or amount has one, fewer lines after it are enough.
_LAST_ANCHOR_DENSE, _DENSE = 0.85, 0.9
_LEAST_LINES = 8
# So many rows without any day or amount may follow the last row of a page that has one, each at most at this price;
# each costs something of its own besides.
_BARE_ROWS = 2
_WORST_BARE = 10.0
_BARE_ROW = 8.0
# The chance of a blank line between two lower cells in a row, of different columns and of one, and of a blank at the
# end of the first; learnt with the weight of so many sightings.
_BLANK_BESIDE, _BLANK_BELOW = 0.95, 0.5
_TRAILING = 0.1
# Of so many single-line cells of different width the third widest leaves at most this much of the column free.
_FEW_SINGLES = 6
_SPARE = 1.25
# A blank line inside a cell: only where somebody typed an empty line.
_BLANK_INSIDE = 9.0
_WEIGHT = 12.0


def is_interleaved(texts: Sequence[tuple[int, str]]) -> bool:
    """Whether days and amounts stand in the upper part of the pages only; `texts` are pages and lines.

    Where cells mostly fit on one line the upper part is long, but then each of its lines has a day or an amount.
    """
    shares, densities = [], []
    for _, page in groupby(texts, key=lambda item: item[0]):
        lines = [text for _, text in page]
        anchors = [index for index, text in enumerate(lines) if has_anchor(text)]
        if len(lines) >= _LEAST_LINES and len(anchors) > 1:
            shares.append((anchors[-1] + 1) / len(lines))
            densities.append(len(anchors) / (anchors[-1] - anchors[0] + 1))
    if not shares:
        return False
    share, density = sum(shares) / len(shares), sum(densities) / len(densities)
    return share < _LAST_ANCHOR or (density > _DENSE and share < _LAST_ANCHOR_DENSE)


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
    best = _read(model, setting, _nexts(lines, Counter()), lines)
    for _ in range(ROUNDS - 1):
        upper = {index for index, turn in best.turns.items() if turn is Turn.ROW}
        rows = better_sides(best.rows, lines, columns, upper)
        fragments = [part for row in rows for part in row]
        model.learn(better_seams(fragments, lines, columns), rows=len(best.rows))
        model.shown = tuple(_shown(best, lines, column) for column in range(len(columns)))
        setting = _with_bounds(
            setting_after(setting, fragments, best.turns, lines, columns), fragments, best.turns, lines
        )
        following = _read(model, setting, _nexts(lines, _seen(best, lines)), lines)
        if following.rows == best.rows:
            break
        best = following
    return best


def _with_bounds(
    setting: Setting, fragments: Sequence[Fragment], turns: Mapping[int, Turn], lines: Sequence[Printed]
) -> Setting:
    """The setting with a bound for each column that it cannot be wider than, and no blank line inside a cell."""
    wraps: defaultdict[int, set[Interval]] = defaultdict(set)
    extents: defaultdict[int, list[float]] = defaultdict(list)
    singles: defaultdict[int, set[float]] = defaultdict(set)
    for part, following in pairwise(fragments):
        above = lines[part.line]
        width = above.width(part.first, part.last)
        extents[part.column].append(width)
        if part.opens and part.closes:
            singles[part.column].add(width)
        elif not part.closes and turns.get(following.line) is Turn.WRAP:
            blank = 0.0 if above.words[part.last - 1].endswith("-") else setting.blank
            wraps[part.column].add(Interval(width, width + blank + lines[following.line].unit))
    caps = tuple(
        min(_bound(wraps[column], extents[column], cap), _reach(singles[column]))
        for column, cap in enumerate(setting.caps)
    )
    signs = {
        key: max(price, _BLANK_INSIDE) if key[1] and key[0] in (Turn.WRAP, Turn.WORD, Turn.TYPED) else price
        for key, price in setting.signs.items()
    }
    return replace(setting, caps=caps, signs=signs)


def _bound(wraps: Collection[Interval], extents: Sequence[float], cap: float) -> float:
    """The widest that a column can be, going by most of its wraps and lines."""

    def violations(width: float) -> int:
        return sum(wrap.high < width for wrap in wraps) + sum(extent > width for extent in extents)

    return min(sorted({wrap.high for wrap in wraps} | {cap}, reverse=True), key=violations)


def _reach(singles: Collection[float]) -> float:
    """A column is hardly much wider than the cells that fitted it: those a little wider would have fitted as well."""
    if len(singles) < _FEW_SINGLES:
        return inf
    return _SPARE * sorted(singles)[-_FEW_SINGLES // 2]


def _seen(zipped: Zipped, lines: Sequence[Printed]) -> Counter[tuple[bool, bool, bool]]:
    """How often a lower cell followed one of its own column, after a blank line, after a blank."""
    columns = {part.line: part.column for row in zipped.rows for part in row}
    return Counter(
        (columns[below] == columns[above], lines[below].gap is Gap.BLANK, lines[above].trails)
        for above, below in pairwise(sorted(zipped.turns))
        if zipped.turns[below] is Turn.CELL and zipped.turns[above] is not Turn.ROW
    )


def _nexts(lines: Sequence[Printed], seen: Counter[tuple[bool, bool, bool]]) -> Nexts:
    uses_blank_lines = any(line.gap is Gap.BLANK for line in lines)
    uses_trailing = sum(line.trails for line in lines) > 0.02 * len(lines)
    prices: dict[tuple[bool, bool, bool], float] = {}
    for is_below, is_blank, trails in product((False, True), repeat=3):
        blanks = _BLANK_BELOW if is_below else _BLANK_BESIDE
        chance = (blanks if is_blank else 1 - blanks) if uses_blank_lines else 1.0
        chance *= (_TRAILING if trails else 1 - _TRAILING) if uses_trailing else 1.0
        total = sum(count for key, count in seen.items() if key[0] is is_below)
        prices[is_below, is_blank, trails] = -log(
            (seen[is_below, is_blank, trails] + _WEIGHT * chance) / (total + _WEIGHT)
        )
    return prices


def _shown(zipped: Zipped, lines: Sequence[Printed], column: int) -> float:
    """The share of rows that show the column in their upper line."""
    count = sum(any(part.column == column and part.opens and part.closes for part in row) for row in zipped.rows)
    return (count + 0.5) / (len(zipped.rows) + 1)


def _read(model: _Gapped, setting: Setting, nexts: Nexts, lines: Sequence[Printed]) -> Zipped:
    rows: list[tuple[Fragment, ...]] = []
    turns: dict[int, Turn] = {}
    asides: list[int] = []
    for _, numbers in groupby(range(len(lines)), key=lambda index: lines[index].page):
        page = list(numbers)
        upper = _upper([lines[index] for index in page])
        if not upper:
            asides += page
            continue
        filled, upper = min(_fillings(model, setting, nexts, lines, page, upper), key=lambda found: found[0].cost)
        turns |= dict.fromkeys(page[:upper], Turn.ROW)
        rows += filled.rows
        turns |= filled.turns
    return Zipped(tuple(rows), turns, tuple(asides))


def _upper(page: Sequence[Printed]) -> int:
    """How many of a page's first lines are rows: where most of them have days or amounts, and most others have not."""
    balance = accumulate((1 if has_anchor(line.text) else -1 for line in page), initial=0)
    return max(enumerate(balance), key=lambda pair: (pair[1], pair[0]))[0]


def _fillings(
    model: _Gapped, setting: Setting, nexts: Nexts, lines: Sequence[Printed], page: Sequence[int], upper: int
) -> Iterator[tuple[Filled, int]]:
    """The page filled, with up to `_BARE_ROWS` more rows than days and amounts show; a row may have neither."""
    ways = [_ways(model, setting, lines[index], index) for index in page[:upper]]
    known: dict[tuple[int, bool], Mapping[int, float]] = {}
    yield Filling(model, setting, nexts, lines, ways, known).fill(page[upper:]), upper
    for more in range(upper, min(upper + _BARE_ROWS, len(page))):
        following = lines[page[more]]
        ways.append(_ways(model, setting, following, page[more]))
        if ways[-1][0].cost > _WORST_BARE or not _stands_alone(lines, page, more):
            return
        filled = Filling(model, setting, nexts, lines, ways, known).fill(page[more + 1 :])
        yield filled._replace(cost=filled.cost + (more + 1 - upper) * _BARE_ROW), more + 1


def _stands_alone(lines: Sequence[Printed], page: Sequence[int], place: int) -> bool:
    """Whether a line is parted from the next as the page's rows are: where these leave blank lines, by one."""
    leaves_blanks = place > 1 and all(lines[index].gap is not Gap.NONE for index in page[1:place])
    return not leaves_blanks or place + 1 == len(page) or lines[page[place + 1]].gap is not Gap.NONE


def _ways(model: _Gapped, setting: Setting, line: Printed, index: int) -> list[Shown]:
    """The cheapest readings of an upper line, one for each set of columns it may show."""
    wordy = [column for column in range(len(model.columns)) if model.may_wrap(column)]
    ways = []
    for parts, cost in deal_ways(model, setting, line, index):
        shown = {part.column for part in parts}
        ways.append(Shown(parts, cost, tuple(column for column in wordy if column not in shown)))
    return ways
