"""The way to cut pages by where their text stands: columns from gutters, rows from the cheapest cut of lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from fachwerk.records import Page
from fachwerk.rows.drawn.columns import Columns
from fachwerk.rows.drawn.loose import Recurring
from fachwerk.rows.drawn.plain import (
    LineKey,
    Plain,
    common_heading,
    first_heading,
    heading_band,
    heading_of,
    key_of_lined,
    lines_on,
)
from fachwerk.rows.drawn.profile import profile_of, without_parts
from fachwerk.rows.drawn.tables import Sheet, Stretch, Table, loose_items, sheet_of, unknown_table, words_in
from fachwerk.rows.drawn.unruled import Body, Lined, Setting, bands_of, learn, rows_of

_FEW = 8  # pages from which is learnt how rows are set: some hundred rows
_APART = 1.0  # of the size: two headings, not two words


class ByText:
    """Cuts the pages of one table; everything is learnt from a sample of them."""

    def __init__(
        self, number: int, columns: Columns, recurring: Recurring, sample: Sequence[Page], first_page: int
    ) -> None:
        self._plain = _with_heading(Plain(columns, recurring, first_page), sample)
        self._learn(sample)
        bounds = _headed_only(self._plain, self._plain.cut(self._begin(sample)).heading)
        if bounds:
            wider = Columns(tuple(sorted((*columns.bounds, *bounds))), tuple(sorted((*columns.starts, *bounds))))
            self._plain = _with_heading(Plain(wider, recurring, first_page), sample)
            self._learn(sample)
        self._table = unknown_table(number, len(self._plain.columns))
        sheets = [self._cut(page) for page in sample]
        parts = [item.bands for sheet in sheets for item in sheet.items if isinstance(item, Stretch)]
        bands = [band for part in parts for band in without_parts(part)]
        if bands:
            self._table = Table(number, profile_of(bands, len(self._plain.columns)), self._insets())
        self.words = words_in([band for part in parts for band in part[1:-1]], self._table.insets)
        self._known = {sheet.page: _with_table(sheet, self._table) for sheet in sheets}

    def _learn(self, sample: Sequence[Page]) -> None:
        cuts = [self._plain.cut(page) for page in sample[:: max(1, len(sample) // _FEW)]]
        self._setting: Setting = learn([(cut.body, cut.cuts) for cut in cuts], len(self._plain.columns))
        if not self._plain.heading:
            begin = self._plain.cut(self._begin(sample))
            once = first_heading(begin.body, self._setting, begin.cuts)
            self._plain = replace(self._plain, heading=tuple(map(key_of_lined, begin.body[:once])))
        self._plain = replace(self._plain, reach=self._setting.reach)

    def _begin(self, sample: Sequence[Page]) -> Page:
        """The page on which the table begins."""
        return next((page for page in sample if page.number == self._plain.first_page), sample[0])

    def _insets(self) -> tuple[tuple[float, float], ...]:
        bounds = self._plain.columns.bounds
        return tuple(
            (max(0.0, left - bounds[k]), max(0.0, bounds[k + 1] - right)) if right > left else (0.0, 0.0)
            for k, (left, right) in enumerate(self._setting.reach)
        )

    def sheet(self, page: Page) -> Sheet:
        """Cut one page into a stretch of the table and loose lines; what was cut to learn from is given away once."""
        return self._known.pop(page.number, None) or self._cut(page)

    def _cut(self, page: Page) -> Sheet:
        cut, columns = self._plain.cut(page), self._plain.columns
        items = loose_items([run for group in cut.loose for run in group], page)
        for heading, body in [(cut.heading, cut.body), *cut.again]:
            rows = rows_of(Body(body, cut.cuts, self._setting), self._setting)[1]
            bands = bands_of(rows, body, columns, cut.levels, page)
            if heading:
                head = heading_band(heading, columns, self._plain.reach, cut.levels, page)
                items.append((head.top, Stretch(self._table, bands, [head])))
            elif bands:
                items.append((bands[0].top, Stretch(self._table, bands, [])))
        return sheet_of(page, items)


def _with_table(sheet: Sheet, table: Table) -> Sheet:
    """A sheet that was cut before its table was known."""
    items = [replace(item, table=table) if isinstance(item, Stretch) else item for item in sheet.items]
    return replace(sheet, items=items)


def _with_heading(plain: Plain, sample: Sequence[Page]) -> Plain:
    """Learn the heading that recurs: the first page may have another above the table."""
    common = common_heading(_running_heading(plain, page) for page in sample[1:] or sample)
    begin = next((page for page in sample if page.number == plain.first_page), sample[0])
    return replace(plain, heading=common).as_begun(begin)


def _running_heading(plain: Plain, page: Page) -> tuple[LineKey, ...]:
    groups = lines_on(page)
    first, _ = plain.running(groups, page)
    size = groups[first][0].size if first < len(groups) else 8.0
    return heading_of(groups[:first], plain.columns, page, 1.2 * size)


def _headed_only(plain: Plain, heading: Sequence[Lined]) -> list[float]:
    """Limits of columns that have a heading and no text: two headings share a column, one stands beside its text."""
    found = []
    for line in heading:
        for column, strip in line.strips.items():
            left, right = plain.reach[column]
            if right <= left:
                continue
            for run, other in pairwise(strip.runs):
                if other.left - run.right <= _APART * other.size:
                    continue
                if run.right < left:
                    found.append((max(run.right, left - other.size) + min(left, other.left)) / 2)
                elif other.left > right:
                    found.append(other.left - 1.0)
    return found
