"""Rows of tables whose rows aren't drawn: the cheapest way to cut a page's lines, at costs that are named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from math import inf, log
from operator import attrgetter
from typing import NamedTuple

from fachwerk.records import Page, Run
from fachwerk.rows.drawn.bands import Band, covered
from fachwerk.rows.drawn.cells import is_number_cut, would_fit
from fachwerk.rows.drawn.columns import Columns
from fachwerk.rows.drawn.edges import stretches
from fachwerk.rows.drawn.grid import Line
from fachwerk.rows.drawn.profile import is_number
from fachwerk.rows.drawn.strips import Strip, strips_of


@dataclass(frozen=True, slots=True)
class Costs:
    """What speaks against taking some lines for a row, in nats (a cost of 3 is odds of 20 to 1)."""

    rarest: float = 0.02  # no less likely is it taken for that a cell goes on (or ends) after a line
    second_number: float = 6.0  # a number more in a column that has one a row
    least_missing: float = 0.5  # an empty cell in a column that is mostly filled ...
    most_missing: float = 5.0  # ... and in one that always is
    also_missing: float = 0.5  # of that for each empty cell but the dearest
    out_of_line: float = 4.0  # a cell that doesn't begin (or end, or have its middle) where the row does
    hole: float = 2.5  # a gap between the lines of one cell
    tight: float = 4.0  # rows as near to each other as lines, in a list that sets rows apart
    wide: float = 6.0  # lines of a row as far apart as rows
    typed: float = 0.7  # a cell's line that ended though the next word would have fitted; n on one line cost n * n
    wrapped: float = 0.3  # a row that ends with a line on which the next row's first word would not have fitted
    small_letter: float = 1.0  # a row whose cell begins with a small letter
    hyphen: float = 1.0  # a row whose cell ends with a hyphen
    fragment: float = 2.0  # a part of a row at the top or foot of a page
    heading: float = 6.0  # a line of its own with nothing but one text: the heading of a group


COSTS = Costs()
ALIGNMENTS = ("top", "middle", "bottom")
_LEVEL = 0.35  # of the line pitch: cells this near to one height are in line
_HOLE = 1.4  # of the line pitch
_TALLEST = 60  # lines of one row on one page
_HOPELESS = 25.0
_USUAL_PITCH = 1.2  # of the size: from line to line
_LOOSE_PITCH = 1.6  # of the size: lines of one cell are hardly ever farther apart
_WIDER = 1.15  # of the pitch
_FULL = 0.75  # of the columns
_COMMON = 0.1  # of the commonest distance
_SURELY = 0.92  # of the distance that tells rows from lines: nearer lines are never parted
_PAIRS = "/-–"


class Lined(NamedTuple):
    """One printed line of a table: where it stands, and its strips by column."""

    baseline: float
    strips: dict[int, Strip]


@dataclass(frozen=True, slots=True)
class Setting:
    """How a list sets its rows, learnt from its pages."""

    count: int
    is_numeric: tuple[bool, ...]
    fill: tuple[float, ...]  # per column: share of rows in which it is filled
    pitch: float  # from line to line inside a cell
    alignment: str = "top"
    apart: float | None = None  # from the last line of a row to the first of the next, at least; None if not told
    goes_on: tuple[float, ...] = ()  # per column: how likely it is that a cell goes on after a line
    reach: tuple[tuple[float, float], ...] = ()  # per column: between which x its text stands

    @property
    def anchors(self) -> tuple[int, ...]:
        """Columns with a number in (nearly) every row."""
        return tuple(k for k in self.keys if self.is_numeric[k])

    @property
    def keys(self) -> tuple[int, ...]:
        """Columns that are filled in (nearly) every row."""
        return tuple(k for k in range(self.count) if self.fill[k] >= 0.9)


def lined(runs: Iterable[Run], columns: Columns, page: int) -> list[Lined]:
    """Put runs (in reading order) into lines and columns."""
    found = []
    for _, group in groupby(runs, attrgetter("line")):
        cells: dict[int, list[Run]] = {}
        for stretch in stretches(group) if columns.joins_words else [[run] for run in group]:
            cells.setdefault(columns.column_of(stretch[0]), []).extend(stretch)
        strips = {column: strips_of(parts, page)[0] for column, parts in sorted(cells.items())}
        found.append(Lined(max(strip.baseline for strip in strips.values()), strips))
    return found


def rows_of(lines: Sequence[Lined], setting: Setting, cuts: Sequence[float]) -> tuple[float, list[tuple[int, int]]]:
    """Cut lines into rows; `cuts` are heights at which a drawn line parts them. Gives the cost and first/last lines.

    Rows are chosen so that the sum of their costs is least (dynamic programme over the lines).
    """
    count = len(lines)
    measures = _Measures(lines, setting)
    is_cut = [_is_between(cuts, a.baseline, b.baseline, setting.pitch) for a, b in pairwise(lines)]
    best: list[float] = [inf] * count + [0.0]
    choice = list(range(count))
    for first in range(count - 1, -1, -1):
        best[first] = _HOPELESS + best[first + 1]
        for last, cost in measures.rows_from(first, is_cut):
            total = cost + best[last + 1] + measures.seam(last, is_cut)
            if total < best[first]:
                best[first], choice[first] = total, last
    rows, at = [], 0
    while at < count:
        rows.append((at, choice[at]))
        at = choice[at] + 1
    return best[0], rows


def _is_between(cuts: Sequence[float], above: float, below: float, pitch: float) -> bool:
    return any(above - 0.2 * pitch < cut < below - 0.2 * pitch for cut in cuts)


class _Measures:
    """What costs are counted from, asked once per line."""

    def __init__(self, lines: Sequence[Lined], setting: Setting) -> None:
        self.lines, self.setting = lines, setting
        self._known_fits: dict[tuple[int, int, int], bool] = {}
        likely = [min(1.0 - COSTS.rarest, max(COSTS.rarest, p)) for p in setting.goes_on]
        self.on, self.end = [-log(p) for p in likely], [-log(1.0 - p) for p in likely]
        self.missing = [_missing(fill) for fill in setting.fill]
        self.least_gap = 0.0 if setting.apart is None else _SURELY * setting.apart
        self.gaps = [b.baseline - a.baseline for a, b in pairwise(lines)]
        self.is_number = [
            {column for column, strip in line.strips.items() if setting.is_numeric[column] and is_number(strip.text)}
            for line in lines
        ]

    def rows_from(self, first: int, is_cut: Sequence[bool]) -> Iterable[tuple[int, float]]:
        """Every row that begins with a line, by its last line, with what it costs by itself."""
        setting, lines = self.setting, self.lines
        cells: dict[int, list[Strip]] = {}
        running = 0.0
        numbers: Counter[int] = Counter()
        final = len(lines) - 1
        for last in range(first, min(first + _TALLEST, len(lines))):
            if last > first:
                if is_cut[last - 1]:
                    return
                running += self._gap(last - 1)
            typed = 0
            for column, strip in lines[last].strips.items():
                cell = cells.setdefault(column, [])
                if cell:
                    running += self._hole(cell[-1], strip) + self.on[column]
                    typed += self._is_typed(cell[-1], strip, column)
                else:
                    running += self.end[column]
                cell.append(strip)
            running += COSTS.typed * typed * typed
            for column in self.is_number[last]:
                numbers[column] += 1
                if numbers[column] > 1 and not _is_pair(cells[column][-2], cells[column][-1]):
                    running += COSTS.second_number
            if running > _HOPELESS:
                return
            if last < final and not is_cut[last] and self.gaps[last] < self.least_gap:
                continue
            missing = _together([cost for column, cost in enumerate(self.missing) if cost and column not in cells])
            astray = self._out_of_line(cells)
            if self._may_be_part(first, last, cells):
                missing = min(missing, COSTS.fragment)
                astray = 0.0 if setting.alignment == "middle" else astray
            elif first == last and len(cells) == 1:
                missing = min(missing, COSTS.heading)
            yield last, running + missing + astray

    def _may_be_part(self, first: int, last: int, cells: dict[int, list[Strip]]) -> bool:
        """Tell whether lines at the top or foot of a page may be a part of a row that the page end cuts.

        A part of a row with aligned tops (bottoms) has its numbers on the page where it begins (ends); only rows
        set in the middle may have them anywhere.
        """
        if first > 0 and last < len(self.lines) - 1:
            return False
        has_numbers = any(column in cells for column in self.setting.anchors or self.setting.keys)
        return not has_numbers or self.setting.alignment == "middle"

    def seam(self, last: int, is_cut: Sequence[bool]) -> float:
        """What it costs to begin a row after a line."""
        if last == len(self.lines) - 1 or is_cut[last]:
            return 0.0
        cost = 0.0
        apart = self.setting.apart
        if apart is not None and self.gaps[last] < apart:
            cost += COSTS.tight
        before, after = self.lines[last].strips, self.lines[last + 1].strips
        for column, strip in after.items():
            if self.setting.is_numeric[column]:
                continue
            if strip.text[0].islower():
                cost += COSTS.small_letter
            other = before.get(column)
            if other is not None:
                cost += COSTS.hyphen * other.text.endswith("-")
                cost += COSTS.wrapped * (not self._fits(other, strip, column))
        return cost

    def _gap(self, above: int) -> float:
        apart = self.setting.apart
        return COSTS.wide if apart is not None and self.gaps[above] >= apart else 0.0

    def _hole(self, above: Strip, below: Strip) -> float:
        return COSTS.hole if below.baseline - above.baseline > _HOLE * self.setting.pitch else 0.0

    def _is_typed(self, above: Strip, below: Strip, column: int) -> bool:
        return not self.setting.is_numeric[column] and self._fits(above, below, column)

    def _fits(self, above: Strip, below: Strip, column: int) -> bool:
        pair = (column, above.line, below.line)
        if pair not in self._known_fits:
            left, right = self.setting.reach[column]
            self._known_fits[pair] = would_fit(above, below, right - left)
        return self._known_fits[pair]

    def _out_of_line(self, cells: dict[int, list[Strip]]) -> float:
        near = _LEVEL * self.setting.pitch
        if self.setting.alignment == "top":
            start = min(cell[0].baseline for cell in cells.values())
            return COSTS.out_of_line * sum(1 for cell in cells.values() if cell[0].baseline - start > near)
        if self.setting.alignment == "bottom":
            end = max(cell[-1].baseline for cell in cells.values())
            return COSTS.out_of_line * sum(1 for cell in cells.values() if end - cell[-1].baseline > near)
        tallest = max(cells.values(), key=lambda cell: cell[-1].baseline - cell[0].baseline)
        middle = tallest[0].baseline + tallest[-1].baseline
        return COSTS.out_of_line * sum(
            1 for cell in cells.values() if abs(cell[0].baseline + cell[-1].baseline - middle) > 2 * near
        )


def _together(costs: Sequence[float]) -> float:
    """Cells are empty together more often than apart (no dates at all): the dearest counts, the others for less."""
    return max(costs) + COSTS.also_missing * (sum(costs) - max(costs)) if costs else 0.0


def _is_pair(above: Strip, below: Strip) -> bool:
    """Tell "2009 /" over "2012", and "01.11.20" over "22", from two numbers."""
    return above.text[-1] in _PAIRS or below.text[0] in _PAIRS or is_number_cut(above.text, below.text)


def _missing(fill: float) -> float:
    """What an empty cell costs: nothing where cells are empty as often as not."""
    if fill < 0.6:
        return 0.0
    return min(COSTS.most_missing, max(COSTS.least_missing, -log(max(1e-6, 1.0 - fill))))


def bands_of(
    rows: Sequence[tuple[int, int]], lines: Sequence[Lined], columns: Columns, levels: Sequence[Line], page: Page
) -> list[Band]:
    """Make bands of the lines of rows."""
    count = len(columns)
    bands = []
    for first, last in rows:
        cells = tuple(
            tuple(line.strips[column] for line in lines[first : last + 1] if column in line.strips)
            for column in range(count)
        )
        strips = [strip for cell in cells for strip in cell]
        top = min(run.top for strip in strips for run in strip.runs)
        bottom = max(run.bottom for strip in strips for run in strip.runs)
        bands.append(
            Band(
                page.number,
                top,
                bottom,
                columns,
                cells,
                (True,) * (count - 1),
                is_shut_above=_is_drawn(levels, lines, first - 1, columns),
                is_shut_below=_is_drawn(levels, lines, last, columns),
            )
        )
    return bands


def _is_drawn(levels: Sequence[Line], lines: Sequence[Lined], above: int, columns: Columns) -> bool:
    """Tell whether a line is drawn between two printed lines, all the way."""
    top = lines[above].baseline if above >= 0 else 0.0
    bottom = lines[above + 1].baseline if above + 1 < len(lines) else inf
    inside = [level for level in levels if top < level.at < bottom]
    return covered(inside, columns.left, columns.right) > 0.8


# --- learning ------------------------------------------------------------------------------------------------------


def learn(pages: Sequence[tuple[Sequence[Lined], Sequence[float]]], count: int) -> Setting:
    """Learn from pages' lines how the list sets its rows: pitch, numbers, alignment, distances, fill."""
    is_numeric, filled = _numeric_columns(pages, count)
    rows = max([filled[k] for k in range(count) if is_numeric[k]], default=0)
    fill = tuple(min(1.0, filled[k] / rows) if rows and is_numeric[k] else 0.0 for k in range(count))
    fill = fill if any(is_numeric) else _fill_of_full_lines(pages, count)
    pitch = _pitch(pages)
    setting = Setting(count, is_numeric, fill, pitch, apart=_first_guess(pages, pitch))
    setting = replace(setting, goes_on=tuple(0.05 if n else 0.5 for n in is_numeric), reach=_reach(pages, count))
    settled = min((replace(setting, alignment=name) for name in ALIGNMENTS), key=lambda s: _cost(pages, s))
    for _ in range(2):
        settled = _refined(settled, pages)
    return settled


def _fill_of_full_lines(pages: Sequence[tuple[Sequence[Lined], Sequence[float]]], count: int) -> tuple[float, ...]:
    """Where nothing is a number, a line with text in most columns begins a row: how often it has text in which."""
    full = [line for lines, _ in pages for line in lines if len(line.strips) >= _FULL * count]
    return tuple(sum(1 for line in full if k in line.strips) / max(1, len(full)) for k in range(count))


def _first_guess(pages: Sequence[tuple[Sequence[Lined], Sequence[float]]], pitch: float) -> float | None:
    """The distance that tells rows from lines, if some lines are as near as the pitch and many clearly farther."""
    gaps = [b.baseline - a.baseline for lines, _ in pages for a, b in pairwise(lines)]
    wide = sum(1 for gap in gaps if gap > _WIDER * pitch)
    between = sum(1 for gap in gaps if 1.04 * pitch < gap <= _WIDER * pitch)
    return _WIDER * pitch if wide > 0.04 * len(gaps) and between < 0.3 * wide else None


def _cost(pages: Sequence[tuple[Sequence[Lined], Sequence[float]]], setting: Setting) -> float:
    return sum(rows_of(lines, setting, cuts)[0] for lines, cuts in pages if lines)


def _refined(setting: Setting, pages: Sequence[tuple[Sequence[Lined], Sequence[float]]]) -> Setting:
    """Learn from rows as they are cut so far how often columns are filled, and how far apart rows stand."""
    filled, cells, strips = [0] * setting.count, [0] * setting.count, [0] * setting.count
    total = 0
    inside: list[float] = []
    between: list[float] = []
    for lines, cuts in pages:
        rows = rows_of(lines, setting, cuts)[1] if lines else []
        for number, (first, last) in enumerate(rows):
            inside += [lines[k + 1].baseline - lines[k].baseline for k in range(first, last)]
            if number + 1 < len(rows):
                between.append(lines[last + 1].baseline - lines[last].baseline)
            if 0 < number < len(rows) - 1:
                total += 1
                for column in {column for line in lines[first : last + 1] for column in line.strips}:
                    filled[column] += 1
            for line in lines[first : last + 1]:
                for column in line.strips:
                    strips[column] += 1
            for column in {column for line in lines[first : last + 1] for column in line.strips}:
                cells[column] += 1
    goes_on = tuple((s - c + 0.5) / (s + 1.0) for s, c in zip(strips, cells, strict=True))
    fill = tuple(n / total for n in filled) if total else setting.fill
    return replace(setting, fill=fill, goes_on=goes_on, apart=_apart(inside, between))


def _apart(inside: list[float], between: list[float]) -> float | None:
    """The distance that tells rows from lines, if nearly all rows are farther apart than nearly all lines."""
    if len(between) < 5:
        return None
    inside.sort()
    between.sort()
    lines = inside[int(0.97 * len(inside))] if inside else 0.0
    rows = between[int(0.03 * len(between))]
    return (lines + rows) / 2 if rows > 1.08 * lines and inside else None


def _numeric_columns(
    pages: Sequence[tuple[Sequence[Lined], Sequence[float]]], count: int
) -> tuple[tuple[bool, ...], list[int]]:
    numbers, filled = [0] * count, [0] * count
    for lines, _ in pages:
        above: dict[int, Strip] = {}
        for line in lines:
            for column, strip in line.strips.items():
                if column in above and _is_pair(above[column], strip):
                    continue
                filled[column] += 1
                numbers[column] += is_number(strip.text)
            above = line.strips
    return tuple(n >= 0.65 * max(1, f) for n, f in zip(numbers, filled, strict=True)), numbers


def _pitch(pages: Sequence[tuple[Sequence[Lined], Sequence[float]]]) -> float:
    """The least common distance between a line and the next one of the same column.

    Where hardly a cell has two lines, rows are what is found: then lines are as far apart as is usual at their size.
    """
    distances: Counter[float] = Counter()
    sizes: Counter[float] = Counter()
    for lines, _ in pages:
        for above, below in pairwise(lines):
            for column in above.strips.keys() & below.strips.keys():
                distances[round(2 * (below.strips[column].baseline - above.strips[column].baseline)) / 2] += 1
                sizes[above.strips[column].size] += 1
    if not sizes:
        return _USUAL_PITCH * 8.0
    size = sizes.most_common(1)[0][0]
    most = max(distances.values())
    common = [gap for gap, times in distances.items() if times >= _COMMON * most and gap > 0.9 * size]
    least = min(common, default=_USUAL_PITCH * size)
    return least if least < _LOOSE_PITCH * size else _USUAL_PITCH * size


def _reach(pages: Sequence[tuple[Sequence[Lined], Sequence[float]]], count: int) -> tuple[tuple[float, float], ...]:
    """Where the text of each column begins and ends, but for a few lines that run over."""
    lefts: list[list[float]] = [[] for _ in range(count)]
    rights: list[list[float]] = [[] for _ in range(count)]
    for lines, _ in pages:
        for line in lines:
            for column, strip in line.strips.items():
                lefts[column].append(strip.left)
                rights[column].append(strip.right)
    return tuple(
        (sorted(a)[len(a) // 50], sorted(b)[len(b) - 1 - len(b) // 50]) if a else (0.0, 0.0)
        for a, b in zip(lefts, rights, strict=True)
    )
