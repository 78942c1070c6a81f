"""Charts as pages show them: the drawing, beside it the table with its links, and where its numbers are to be had."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, cast

from fachwerk.portal import wording
from fachwerk.portal.charts import (
    MOST_BARS,
    Bar,
    Chart,
    Count,
    Frame,
    Line,
    Month,
    comparison,
    matrix,
    programme,
    sponsors,
    timeline,
)
from fachwerk.portal.charts.records import Cell as Value
from fachwerk.portal.charts.records import Key, Side
from fachwerk.portal.charts.words import Language
from fachwerk.portal.pages import addresses
from fachwerk.portal.pages.funding import known_lines
from fachwerk.portal.pages.sets import Shown
from fachwerk.portal.pages.where import regions_by_key
from fachwerk.store.outline import Months

__all__ = [
    "Figure",
    "Side",
    "comparison_of",
    "figure",
    "lines_of",
    "matrix_of",
    "programme_of",
    "sponsors_of",
    "timeline_of",
]

_COLOURS = 10  # funding lines that have a colour of their own
_LONGEST = 180  # months that are all drawn; of more, the ends at which hardly anything runs are left out
_HARDLY = 0.01


class Cell(NamedTuple):
    """One cell of a chart's table, ready to be shown."""

    text: str
    href: str = ""
    is_number: bool = False


class Figure(NamedTuple):
    """A chart of a page: `id` is its own there, `data` the address of its table as CSV, if it has one."""

    id: str
    chart: Chart
    rows: Sequence[Sequence[Cell]]
    legend: Sequence[Key]
    data: str = ""


def figure(chart: Chart, language: str, id: str, data: str = "", by_month: bool = False) -> Figure:
    """Make a chart ready for a page; `by_month`: the days of its table stand for whole months."""
    rows = [
        [_cell(value, link, language, by_month) for value, link in zip(row, links, strict=True)]
        for row, links in zip(chart.rows, chart.links or [("",) * len(row) for row in chart.rows], strict=True)
    ]
    return Figure(id, chart, rows, chart.legend, data)


def _cell(value: Value, href: str, language: str, by_month: bool) -> Cell:
    if isinstance(value, date):
        return Cell(wording.month(value, language) if by_month else wording.day(value, language), href)
    if isinstance(value, int):
        return Cell(wording.number(value, language), href, is_number=True)
    return Cell(value or "", href)


def spoken(language: str) -> Language:
    """Give the page's language as the charts know it."""
    return cast(Language, language)


def line_of(number: str | None, language: str) -> Line:
    """Give a funding line as a series of a chart; the first ten have colours of their own."""
    if number is None:
        return Line("–", wording.said("explore.without_line", language))
    known = known_lines().get(number)
    colour = int(number) if number.isdecimal() and 1 <= int(number) <= _COLOURS else 0
    return Line(number, wording.said("explore.line", language, number=number) if known is None else known.label, colour)


def lines_of(found: Mapping[str | None, object]) -> Sequence[str | None]:
    """Give the funding lines that a chart shows: all that are known, others that are found, and last "none"."""
    strange = sorted(number for number in found if number is not None and number not in known_lines())
    return [*known_lines(), *strange, *([None] if None in found else [])]


def timeline_of(projects: Sequence[Shown], language: str, today: date, about: str, group: str = "") -> Chart:
    """Draw when projects run; `group` is what stands beside each: its `line` or its `region`."""
    bars = [
        Bar(
            one.title,
            one.begin,
            one.end,
            addresses.in_language(addresses.of("projects", one.id), language),
            _group(one, group, language),
            line_of(one.line, language).colour,
        )
        for one in projects[:MOST_BARS]
    ]
    return timeline(bars, Frame(spoken(language), "timeline", about), today)


def _group(one: Shown, group: str, language: str) -> str:
    if group == "region":
        return one.region_name
    return wording.said("explore.line", language, number=one.line) if group == "line" and one.line else ""


def programme_of(months: Months, language: str, today: date, about: str = "", only: str | None = None) -> Chart:
    """Draw how many projects run in each month, by funding line or only those of one line."""
    numbers = [number for number in lines_of(months.counts) if number in months.counts]
    shown = [only] if only is not None else numbers
    totals = [sum(column) for column in zip(*(months.counts[number] for number in shown), strict=True)]
    start, end = _worth_drawing(totals)
    counted = [
        Month(_later(months.first, at), tuple(months.counts[number][at] for number in shown))
        for at in range(start, end)
    ]
    return programme(
        [line_of(number, language) for number in shown], counted, Frame(spoken(language), "programme", about), today
    )


def _worth_drawing(totals: Sequence[int]) -> tuple[int, int]:
    if len(totals) <= _LONGEST:
        return 0, len(totals)
    few = max(totals) * _HARDLY
    worth = [at for at, total in enumerate(totals) if total > few]
    return worth[0], worth[-1] + 1


def _later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def matrix_of(counts: Mapping[tuple[str | None, str | None], int], language: str, asked: Mapping[str, str]) -> Chart:
    """Draw how many projects each region has in each line; each count leads to a search for them, and what is asked."""
    regions, numbers = list(regions_by_key().values()), lines_of({line: 0 for (key, line) in counts if key})
    rows = {region.key: at for at, region in enumerate(regions)}
    columns = {number: at for at, number in enumerate(numbers)}
    root = addresses.in_language("/search", language)
    found = [
        Count(
            rows[key],
            columns[number],
            count,
            addresses.asked(root, {"region": key, "item": number, **asked}) if number is not None else "",
        )
        for (key, number), count in counts.items()
        if key in rows and number in columns
    ]
    frame = Frame(spoken(language), "matrix")
    return matrix([region.name for region in regions], [line_of(number, language) for number in numbers], found, frame)


def sponsors_of(regions: Mapping[int, int], language: str) -> Chart:
    """Draw how many organisations have projects in one region, in two, in three …"""
    return sponsors(regions, Frame(spoken(language), "sponsors"))


def comparison_of(one: Side, other: Side, numbers: Sequence[str | None], language: str) -> Chart:
    """Draw two sides, line by line."""
    lines = [line_of(number, language) for number in numbers]
    return comparison(one, other, lines, Frame(spoken(language), "comparison"))
