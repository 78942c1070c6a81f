"""Rows of tables whose rows aren't drawn: the cheapest way to cut a page's lines, at costs that are named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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
from fachwerk.rows.drawn.strips import Strip, strip_of


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
_BEYOND_HOPE = 100.0  # nats
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
        strips = {column: strip_of(tuple(parts), page) for column, parts in sorted(cells.items())}
        found.append(Lined(max(strip.baseline for strip in strips.values()), strips))
    return found


class Link(NamedTuple):
    """One strip of a line: its column and baseline, and how it goes with the last one above it in that column."""

    column: int
    baseline: float
    above: int  # number of the line of the one above, -1 if there is none
    is_hole: bool
    is_number: bool
    is_pair: bool
    is_typed: bool  # the one above ended though the first word of this one would have fitted there


class Body:
    """A page's lines of a table, with what can be told of them before it is known how the list sets its rows.

    `cuts` are heights at which a drawn line parts rows. Of the setting only what is settled first is used: which
    columns hold numbers, the pitch, and the reach of each.
    """

    __slots__ = ("gaps", "is_cut", "lines", "links")

    def __init__(self, lines: Sequence[Lined], cuts: Sequence[float], setting: Setting) -> None:
        self.lines = lines
        self.gaps = [b.baseline - a.baseline for a, b in pairwise(lines)]
        self.is_cut = [_is_between(cuts, a.baseline, b.baseline, setting.pitch) for a, b in pairwise(lines)]
        self.links = list(_links(lines, setting))


def _is_between(cuts: Sequence[float], above: float, below: float, pitch: float) -> bool:
    return any(above - 0.2 * pitch < cut < below - 0.2 * pitch for cut in cuts)


def _links(lines: Sequence[Lined], setting: Setting) -> Iterator[list[Link]]:
    widths = [right - left for left, right in setting.reach]
    last: dict[int, tuple[int, Strip]] = {}
    for number, line in enumerate(lines):
        links = []
        for column, strip in line.strips.items():
            is_numeric = setting.is_numeric[column]
            is_one = is_numeric and is_number(strip.text)
            if column in last:
                above, other = last[column]
                is_hole = strip.baseline - other.baseline > _HOLE * setting.pitch
                is_pair = is_one and _is_pair(other, strip)
                is_typed = not is_numeric and would_fit(other, strip, widths[column])
                links.append(Link(column, strip.baseline, above, is_hole, is_one, is_pair, is_typed))
            else:
                links.append(Link(column, strip.baseline, -1, False, is_one, False, False))
            last[column] = number, strip
        yield links


def rows_of(body: Body, setting: Setting) -> tuple[float, list[tuple[int, int]]]:
    """Cut lines into rows. Gives the cost and first/last lines.

    Rows are chosen so that the sum of their costs is least (dynamic programme over the lines).
    """
    programme = _Programme(body, setting)
    return programme.cost, programme.rows()


def costs_below(body: Body, setting: Setting, most: int) -> list[float]:
    """What the rows cost if the first 0, 1, ... `most` lines are none (a heading)."""
    programme = _Programme(body, setting)
    return [programme.cost_below(first) for first in range(most + 1)]


class _Programme:
    """The cheapest rows of lines, found from the last line upwards."""

    def __init__(self, body: Body, setting: Setting) -> None:
        self._body, self._setting = body, setting
        likely = [min(1.0 - COSTS.rarest, max(COSTS.rarest, p)) for p in setting.goes_on]
        self._on, self._end = [-log(p) for p in likely], [-log(1.0 - p) for p in likely]
        self._missing = [(k, cost) for k, fill in enumerate(setting.fill) if (cost := _missing(fill))]
        self._least_gap = 0.0 if setting.apart is None else _SURELY * setting.apart
        self._always = setting.anchors or setting.keys
        count = len(body.lines)
        self._seams = [*map(self._seam, range(count - 1)), 0.0]
        self._best = [inf] * count + [0.0]  # what the lines from one on cost ...
        self._least = [0.0] * (count + 1)  # ... and what those from it or any later one on cost, at least
        self._choice = list(range(count))
        for first in range(count - 1, -1, -1):
            self._best[first], self._choice[first] = self._cheapest(first, is_top=first == 0)
            self._least[first] = min(self._best[first], self._least[first + 1])

    @property
    def cost(self) -> float:
        return self._best[0]

    def cost_below(self, first: int) -> float:
        """What the lines from one on cost if the page begins with it."""
        return self._cheapest(first, is_top=True)[0] if first < len(self._choice) else 0.0

    def rows(self) -> list[tuple[int, int]]:
        """First and last line of each row."""
        rows, at = [], 0
        while at < len(self._choice):
            rows.append((at, self._choice[at]))
            at = self._choice[at] + 1
        return rows

    def _cheapest(self, first: int, *, is_top: bool) -> tuple[float, int]:
        """What the lines from one on cost, and the last line of the row that begins with it.

        Every row is tried until it costs more by itself than the best so far with all that follows.
        """
        body, best, least = self._body, self._best, self._least
        final = len(body.lines) - 1
        lowest, choice = _HOPELESS + best[first + 1], first
        begun: dict[int, float] = {}  # by column: the baselines of a cell's first and of its last line
        ended: dict[int, float] = {}
        numbers: set[int] = set()
        running = 0.0
        for last in range(first, min(first + _TALLEST, final + 1)):
            if last > first:
                if body.is_cut[last - 1]:
                    break
                running += self._gap(last - 1)
            typed = second = 0
            for column, baseline, above, is_hole, is_one, is_pair, is_typed in body.links[last]:
                if above >= first:
                    running += COSTS.hole + self._on[column] if is_hole else self._on[column]
                    typed += is_typed
                else:
                    running += self._end[column]
                    begun[column] = baseline
                ended[column] = baseline
                if is_one:
                    second += column in numbers and not is_pair
                    numbers.add(column)
            running += COSTS.typed * typed * typed + COSTS.second_number * second
            if running > _HOPELESS or running + least[last + 1] >= lowest:
                break
            if last < final and not body.is_cut[last] and body.gaps[last] < self._least_gap:
                continue
            total = running + self._shape(begun, ended, is_top or last == final, first == last)
            total += best[last + 1] + self._seams[last]
            if total < lowest:
                lowest, choice = total, last
        return lowest, choice

    def _shape(self, begun: dict[int, float], ended: dict[int, float], is_at_end: bool, is_line: bool) -> float:
        """What speaks against cells being one row: those that are missing, and those out of line.

        Lines at the top or foot of a page may be a part of a row that the page end cuts. A part of a row with aligned
        tops (bottoms) has its numbers on the page where it begins (ends); only rows set in the middle may have them
        anywhere.
        """
        missing = _together([cost for column, cost in self._missing if column not in begun])
        astray = self._out_of_line(begun, ended)
        is_middle = self._setting.alignment == "middle"
        if is_at_end and (is_middle or not any(column in begun for column in self._always)):
            return min(missing, COSTS.fragment) + (0.0 if is_middle else astray)
        if is_line and len(begun) == 1:
            missing = min(missing, COSTS.heading)
        return missing + astray

    def _seam(self, last: int) -> float:
        """What it costs to begin a row after a line."""
        if self._body.is_cut[last]:
            return 0.0
        cost = 0.0
        apart = self._setting.apart
        if apart is not None and self._body.gaps[last] < apart:
            cost += COSTS.tight
        before, after = self._body.lines[last].strips, self._body.lines[last + 1].strips
        for link in self._body.links[last + 1]:
            if self._setting.is_numeric[link.column]:
                continue
            if after[link.column].text[0].islower():
                cost += COSTS.small_letter
            if link.above == last:
                cost += COSTS.hyphen * before[link.column].text.endswith("-")
                cost += COSTS.wrapped * (not link.is_typed)
        return cost

    def _gap(self, above: int) -> float:
        apart = self._setting.apart
        return COSTS.wide if apart is not None and self._body.gaps[above] >= apart else 0.0

    def _out_of_line(self, begun: dict[int, float], ended: dict[int, float]) -> float:
        near = _LEVEL * self._setting.pitch
        if self._setting.alignment == "top":
            start = min(begun.values())
            return COSTS.out_of_line * sum(1 for baseline in begun.values() if baseline - start > near)
        if self._setting.alignment == "bottom":
            end = max(ended.values())
            return COSTS.out_of_line * sum(1 for baseline in ended.values() if end - baseline > near)
        tallest = max(begun, key=lambda column: ended[column] - begun[column])
        middle = begun[tallest] + ended[tallest]
        return COSTS.out_of_line * sum(1 for k in begun if abs(begun[k] + ended[k] - middle) > 2 * near)


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
    bodies = [Body(lines, cuts, setting) for lines, cuts in pages if lines]
    settled = _aligned(setting, bodies)
    for _ in range(2):
        settled = _refined(settled, bodies)
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


def _aligned(setting: Setting, bodies: Iterable[Body]) -> Setting:
    """The alignment that makes rows cheapest; one that is beyond hope after some pages isn't tried on the others."""
    costs = dict.fromkeys((replace(setting, alignment=name) for name in ALIGNMENTS), 0.0)
    for body in bodies:
        costs = {each: cost + rows_of(body, each)[0] for each, cost in costs.items()}
        costs = {each: cost for each, cost in costs.items() if cost <= min(costs.values()) + _BEYOND_HOPE}
        if len(costs) == 1:
            break
    return min(costs, key=lambda each: costs[each])


def _refined(setting: Setting, bodies: Iterable[Body]) -> Setting:
    """Learn from rows as they are cut so far how often columns are filled, and how far apart rows stand."""
    filled, cells, strips = [0] * setting.count, [0] * setting.count, [0] * setting.count
    total = 0
    inside: list[float] = []
    between: list[float] = []
    for body in bodies:
        rows = rows_of(body, setting)[1]
        for number, (first, last) in enumerate(rows):
            inside += body.gaps[first:last]
            if number + 1 < len(rows):
                between.append(body.gaps[last])
            columns = [link.column for links in body.links[first : last + 1] for link in links]
            for column in columns:
                strips[column] += 1
            is_whole = 0 < number < len(rows) - 1
            total += is_whole
            for column in set(columns):
                cells[column] += 1
                filled[column] += is_whole
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
