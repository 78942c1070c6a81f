"""Documents without drawn grids: which printed lines are headings, rows, and neither."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise
from operator import attrgetter
from statistics import median
from typing import NamedTuple

from fachwerk.records import Kind, Page, Run
from fachwerk.rows.drawn.bands import Band
from fachwerk.rows.drawn.columns import Columns
from fachwerk.rows.drawn.grid import Line, lines_of
from fachwerk.rows.drawn.loose import Recurring
from fachwerk.rows.drawn.strips import Strip, strips_of
from fachwerk.rows.drawn.unruled import Body, Lined, Setting, bands_of, costs_below, lined
from fachwerk.rows.furniture import kind_of
from fachwerk.text import key

_NEAR = 2.0  # of the line pitch: headings stand no farther above one another, and above the rows
_WIDE = 0.8  # of the table: a drawn line as long as this parts rows
_OVER = 12.0  # points that a text runs over into the next column before it belongs to none
_MOST_HEADING = 10  # lines
_OFTEN = 0.45  # of the pages
_ALWAYS = 0.8
_ALONE = 40.0  # points: what it costs that two headings share a column
_TOUCH = 5.0  # points
_LARGE = 1.15  # of the usual size: a title
_SAME_SIZE = 0.9  # of one another
_SPACED = 2.0  # of the usual size: room below a title
_CLOSE = 1.5  # of the size: lines of one paragraph

LineKey = tuple[str, ...]


class Cut(NamedTuple):
    """A page's printed lines by what they are; `again` are headings printed again on it, with the rows below each."""

    loose: list[list[Run]]
    heading: list[Lined]
    body: list[Lined]
    cuts: list[float]
    levels: list[Line]
    again: list[tuple[list[Lined], list[Lined]]]


def lines_on(page: Page) -> list[list[Run]]:
    """A page's runs, printed line by printed line."""
    return [list(group) for _, group in groupby(page.runs, attrgetter("line"))]


def key_of(group: Sequence[Run]) -> LineKey:
    """What a heading's line has in common on all pages."""
    return tuple(key(run.text) for run in group)


def key_of_lined(line: Lined) -> LineKey:
    """The same of a line that was taken for rows at first."""
    return key_of([run for strip in line.strips.values() for run in strip.runs])


@dataclass(frozen=True, slots=True)
class Plain:
    """What was learnt about a document without grids."""

    columns: Columns
    recurring: Recurring
    first_page: int = 1  # the one on which the table begins
    heading: tuple[LineKey, ...] = ()
    reach: tuple[tuple[float, float], ...] = ()  # per column: between which x its text stands

    def cut(self, page: Page) -> Cut:
        """Sort a page's lines: running lines and notes apart, headings apart, the rest is rows."""
        groups = lines_on(page)
        first, last = self.running(groups, page)
        lines = [lined(group, self.columns, page.number)[0] for group in groups]
        heading = self._heading(groups, 0, len(groups))
        start, stop = (first, last) if heading is None else (heading[1], last)
        if self._is_prose(groups[start:stop], page):
            start = stop
        if heading is None:
            start = self._titles_end(groups, start, stop, page.number == self.first_page)
        while stop > start and (self._is_misfit(groups[stop - 1]) or _is_statement(groups[stop - 1])):
            stop -= 1
        shown = range(*heading) if heading is not None else range(0)
        loose = [group for at, group in enumerate(groups) if not start <= at < stop and at not in shown]
        levels = lines_of(page)[1]
        printed = [self.heading_line(groups[at], page) for at in shown]
        again = list(self._headings(groups, start, stop))
        ends = [*(at for at, _ in again), stop]
        others = [
            ([self.heading_line(group, page) for group in groups[at:below]], lines[below:end])
            for (at, below), end in zip(again, ends[1:], strict=True)
        ]
        return Cut(loose, printed, lines[start : ends[0]], self.cuts(levels), levels, others)

    def cuts(self, levels: Iterable[Line]) -> list[float]:
        """Heights at which a drawn line goes through the whole table."""
        heights: dict[int, list[Line]] = {}
        for level in levels:
            heights.setdefault(round(level.at), []).append(level)
        width = self.columns.right - self.columns.left
        return [
            group[0].at
            for group in heights.values()
            if sum(max(0.0, min(v.end, self.columns.right) - max(v.start, self.columns.left)) for v in group)
            >= _WIDE * width
        ]

    def running(self, groups: Sequence[Sequence[Run]], page: Page) -> tuple[int, int]:
        """Give the first and the last line (exclusive) between running heads and feet.

        What stands as near to the rows as they to one another must recur on nearly all pages: rows stand at the same
        heights on many pages, and some say the same.
        """
        first, last = 0, len(groups)
        while first < last and self._share(groups[first], page) >= _OFTEN:
            first += 1
        while last > first and self._share(groups[last - 1], page) >= _OFTEN:
            last -= 1
        if last - first > 1 and _is_bare_number(groups[last - 1], groups[last - 2], page):
            last -= 1
        while 0 < first < last and self._is_near(groups[first - 1], groups[first], page):
            first -= 1
        while first < last < len(groups) and self._is_near(groups[last], groups[last - 1], page):
            last += 1
        return first, last

    def _is_near(self, running: Sequence[Run], other: Sequence[Run], page: Page) -> bool:
        near = abs(running[0].baseline - other[0].baseline) < _CLOSE * running[0].size
        return near and self._share(running, page) < _ALWAYS

    def _share(self, group: Sequence[Run], page: Page) -> float:
        """On what share of the pages all of a line recurs; numbers side by side never do, they only look alike."""
        if len(group) > 1 and not any(c.isalpha() for run in group for c in run.text):
            return 0.0
        return min(self.recurring.share(run, page.number, page.height) for run in group)

    def heading_line(self, group: Sequence[Run], page: Page) -> Lined:
        """Put the headings of one line over their columns; they may stand beside the text below them."""
        columns = places_of(group, self.columns, self.reach)
        cells: dict[int, list[Run]] = {}
        for run, column in zip(group, columns, strict=True):
            cells.setdefault(column, []).append(run)
        strips = {column: strips_of(runs, page.number)[0] for column, runs in cells.items()}
        return Lined(max(run.baseline for run in group), strips)

    def _headings(self, groups: Sequence[Sequence[Run]], start: int, stop: int) -> Iterator[tuple[int, int]]:
        """Every printing of the known heading among some of the lines."""
        while (found := self._heading(groups, start, stop)) is not None:
            yield found
            start = found[1]

    def _heading(self, groups: Sequence[Sequence[Run]], start: int, stop: int) -> tuple[int, int] | None:
        """Find the known heading among some of the lines, by its text."""
        tall = len(self.heading)
        for at in range(start, stop - tall + 1) if tall else ():
            if all(map(_says, groups[at : at + tall], self.heading)):
                return at, at + tall
        return None

    def as_begun(self, page: Page) -> Plain:
        """Keep of the heading what is printed on the page where the table begins, if anything of it is.

        Rows that go on below the heading may say the same on several pages.
        """
        groups = lines_on(page)
        shorter = (replace(self, heading=self.heading[:tall]) for tall in range(len(self.heading), 0, -1))
        return next((plain for plain in shorter if plain._heading(groups, 0, len(groups)) is not None), self)

    def _is_misfit(self, group: Sequence[Run]) -> bool:
        """Tell a line of prose: a text that goes over the gutters as if there were no columns."""
        for run in group:
            over = self.columns.spanned(run.left, run.right)
            if len(over) > 2:
                return True
            if len(over) == 2 and len(group) == 1 and run.right - self.columns.bounds[over[1]] > _OVER:
                return True
        return False

    def _is_prose(self, groups: Sequence[Sequence[Run]], page: Page) -> bool:
        """Tell a page of prose: lines over the gutters, or (before the table begins) no two texts on a line."""
        if page.number < self.first_page:
            return True
        return 2 * sum(1 for group in groups if self._is_misfit(group)) > len(groups)

    def _titles_end(self, groups: Sequence[Sequence[Run]], start: int, stop: int, is_first: bool) -> int:
        """Skip what stands over the table: prose, statements, and (where it begins) titles."""
        usual = median([run.size for group in groups[start:stop] for run in group]) if start < stop else 0.0
        while start < stop:
            group = groups[start]
            is_over = self._is_misfit(group) or _is_statement(group)
            if is_first and len(group) == 1:
                room = groups[start + 1][0].baseline - group[0].baseline if start + 1 < stop else 0.0
                is_over = is_over or group[0].size > _LARGE * usual or room > _SPACED * usual
            if not is_over:
                break
            start += 1
        return start


def _says(group: Sequence[Run], line: LineKey) -> bool:
    return len(group) == len(line) and all(key(run.text) == text for run, text in zip(group, line, strict=True))


def _is_statement(group: Sequence[Run]) -> bool:
    """Tell a line that only says which page this is, or of which day the list is."""
    return kind_of(" ".join(run.text for run in group)) in (Kind.PAGE_NUMBER, Kind.AS_OF)


def _is_bare_number(group: Sequence[Run], other: Sequence[Run], page: Page) -> bool:
    """Tell the page's number, alone and apart from the lines of the table."""
    is_apart = abs(group[0].baseline - other[0].baseline) > _SPACED * group[0].size
    return is_apart and len(group) == 1 and group[0].text.strip("-– ") == str(page.number)


def heading_of(groups: Sequence[Sequence[Run]], columns: Columns, page: Page, pitch: float) -> tuple[LineKey, ...]:
    """Among the running lines at the top of a page, the lowest that stand close together over several columns."""
    lines = [lined(group, columns, page.number)[0] for group in groups]
    start = len(lines)
    while start > 0:
        line = lines[start - 1]
        if start < len(lines) and lines[start].baseline - line.baseline > _NEAR * pitch:
            break
        if _is_title(line, lines[start:], columns):
            break
        start -= 1
    headed = {column for line in lines[start:] for column in line.strips}
    return tuple(map(key_of, groups[start:])) if 2 * len(headed) > len(columns) else ()


def _is_title(line: Lined, below: Sequence[Lined], columns: Columns) -> bool:
    """Tell what stands over a table from its headings: it says what it is, is wide, or alone in a size of its own."""
    strips = list(line.strips.values())
    if any(kind_of(strip.text) is not None for strip in strips):
        return True
    over = columns.spanned(strips[0].left, strips[0].right)
    if len(strips) > 1 or 2 * len(over) > len(columns):
        return len(strips) == 1
    sizes = [strip.size for other in below for strip in other.strips.values()]
    return bool(sizes) and not _SAME_SIZE * min(sizes) < strips[0].size < max(sizes) / _SAME_SIZE


def common_heading(found: Iterable[tuple[LineKey, ...]]) -> tuple[LineKey, ...]:
    """The heading that most pages have."""
    counts = Counter(each for each in found if each)
    return counts.most_common(1)[0][0] if counts else ()


def places_of(group: Sequence[Run], columns: Columns, reach: Sequence[tuple[float, float]]) -> list[int]:
    """Give each heading of a line its column, in order, so that they stand as near to their columns' text as can be.

    Words of one heading that are drawn one by one share a column; that costs as much as standing far off.
    """
    return _places_of(tuple((run.left, run.right) for run in group), columns.bounds, tuple(reach))


@lru_cache(maxsize=64)
def _places_of(
    group: Sequence[tuple[float, float]], bounds: tuple[float, ...], reach: Sequence[tuple[float, float]]
) -> list[int]:
    """The same of where headings begin and end: it is asked on every page, and nearly always the same."""
    limits = list(pairwise(bounds))
    spans = [(a, b) if b > a else limit for (a, b), limit in zip(reach or limits, limits, strict=True)]
    best: list[tuple[float, list[int]]] = [(0.0, [])] * len(limits)
    for number, (start, end) in enumerate(group):
        nearest: list[tuple[float, list[int]]] = []
        for column, (left, right) in enumerate(spans):
            beside = max(0.0, left - end, start - right)
            outside = max(0.0, limits[column][0] - start, end - limits[column][1])
            off = min(beside, outside + _TOUCH) + 0.05 * abs(start + end - left - right) / 2
            before = [(cost, path) for cost, path in best[:column]] if number else [(0.0, [])]
            if number:
                gap = start - group[number - 1][1]
                before.append((best[column][0] + min(_ALONE, max(0.0, gap) * 4.0), best[column][1]))
            cost, path = min(before, key=lambda option: option[0], default=(1e9, []))
            nearest.append((cost + off, [*path, column]))
        best = nearest
    return min(best, key=lambda option: option[0])[1]


def heading_band(
    lines: Sequence[Lined],
    columns: Columns,
    reach: Sequence[tuple[float, float]],
    levels: Sequence[Line],
    page: Page,
) -> Band:
    """Make a band of heading lines in which limits are drawn except where a heading stands over several columns."""
    (band,) = bands_of([(0, len(lines) - 1)], lines, columns, levels, page)
    top, bottom = band.top - 1.0, band.bottom + 1.0
    storeys: list[Line] = []
    gaps: dict[int, list[tuple[float, float]]] = {}
    ends = columns.right, max(columns.right, page.width - columns.left)
    for at, line in enumerate(lines):
        for column, strip in line.strips.items():
            below = _extents(lines[at + 1 :], reach)
            free = {k: extent for k, extent in below.items() if k == column or k not in line.strips}
            over = _drawn_span(strip, columns, levels) or _span(strip, column, free, ends)
            if len(over) > 1 and all(k in below for k in over):
                edge = strip.runs[0].bottom + 0.1
                storeys.append(Line(edge, columns.bounds[over[0]], columns.bounds[over[-1] + 1]))
                for k in over[:-1]:
                    gaps.setdefault(k, []).append((strip.runs[0].top - 1.0, edge))
    uprights = [
        Line(columns.bounds[k + 1], start, end)
        for k in range(len(columns) - 1)
        for start, end in _between(gaps.get(k, []), top, bottom)
    ]
    return Band(
        band.page, top, bottom, columns, band.cells, band.parted, tuple(storeys), tuple(uprights)
    )  # fmt: skip


def _drawn_span(strip: Strip, columns: Columns, levels: Sequence[Line]) -> range | None:
    """The columns that a line drawn right below a heading covers, if it is neither one nor all."""
    for level in levels:
        is_below = 0 < level.at - strip.baseline < 1.2 * strip.size
        if is_below and level.start - 3 <= strip.left and strip.right <= level.end + 3:
            over = columns.spanned(level.start + 3, level.end - 3)
            if 1 < len(over) < len(columns):
                return over
    return None


def _extents(lower: Sequence[Lined], reach: Sequence[tuple[float, float]]) -> dict[int, tuple[float, float]]:
    """Between which x each column stands that has a heading on lower lines."""
    found: dict[int, tuple[float, float]] = {}
    for line in lower:
        for column, strip in line.strips.items():
            left, right = found.get(column) or (strip.left, strip.right)
            if reach and reach[column][1] > reach[column][0]:
                left, right = min(left, reach[column][0]), max(right, reach[column][1])
            found[column] = min(left, strip.left), max(right, strip.right)
    return found


def _span(strip: Strip, column: int, below: dict[int, tuple[float, float]], ends: tuple[float, float]) -> range:
    """The columns a heading stands over: those it runs over, or those in whose middle it is set.

    `below` are columns with a heading on lower lines and none of their own beside this one. The last column `ends`
    where its text does, or as far from the page's edge as the first begins.
    """
    if column not in below:
        return range(column, column + 1)
    last = column
    while last + 1 in below and strip.right > below[last + 1][0]:
        last += 1
    if last > column or abs(strip.left - below[column][0]) < 0.5 * strip.size:
        return range(column, last + 1)
    middle = (strip.left + strip.right) / 2
    spans = [range(a, b + 1) for a in _connected(column, -1, below) for b in _connected(column, 1, below)]
    off = {
        span: min(abs(middle - (below[span[0]][0] + end) / 2) for end in _ends_of(span, below, ends)) for span in spans
    }
    best = min(spans, key=lambda span: off[span])
    return best if off[best] < strip.size else range(column, column + 1)


def _ends_of(span: range, below: dict[int, tuple[float, float]], ends: tuple[float, float]) -> tuple[float, ...]:
    following = below.get(span[-1] + 1)
    return ends if following is None else (following[0],)


def _connected(column: int, step: int, below: dict[int, tuple[float, float]]) -> Iterable[int]:
    """A column and its neighbours on one side, as far as all have headings below."""
    while column in below:
        yield column
        column += step


def _between(gaps: Sequence[tuple[float, float]], top: float, bottom: float) -> Iterable[tuple[float, float]]:
    edges = [top, *(edge for gap in sorted(gaps) for edge in gap), bottom]
    return zip(edges[::2], edges[1::2], strict=True)


def first_heading(lines: Sequence[Lined], setting: Setting, cuts: Sequence[float]) -> int:
    """How many of the first page's lines are a heading that isn't repeated: the choice that costs least."""
    most = 0
    for at, line in enumerate(lines[:_MOST_HEADING]):
        numbers = [k for k in line.strips if setting.is_numeric[k] and _looks_numeric(line.strips[k].text)]
        if len(numbers) >= 1 and 2 * len(numbers) >= sum(1 for k in line.strips if setting.is_numeric[k]):
            break
        most = at + 1
    below = costs_below(Body(lines, cuts, setting), setting, most)
    costs = [(_heading_cost(lines[:end], setting, cuts, lines[end:]) + below[end], end) for end in range(most + 1)]
    return min(costs)[1]


def _looks_numeric(text: str) -> bool:
    return any(c.isdigit() for c in text)


def _heading_cost(lines: Sequence[Lined], setting: Setting, cuts: Sequence[float], rest: Sequence[Lined]) -> float:
    if not lines:
        return 6.0
    headed = {column for line in lines for column in line.strips}
    lacking = setting.count - len(headed)
    cost = 1.5 * lacking + 0.8 * len(lines)
    if rest:
        above, below = lines[-1].baseline, rest[0].baseline
        if any(above < cut < below for cut in cuts):
            cost -= 4.0
        if below - above > 1.2 * setting.pitch:
            cost -= 1.0
    for a, b in pairwise(lines):
        if any(a.baseline < cut < b.baseline for cut in cuts) or b.baseline - a.baseline > _NEAR * setting.pitch:
            cost += 4.0
    return cost
