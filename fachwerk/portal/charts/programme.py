"""How many projects of a programme run from month to month, line upon line."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate

from django.utils.safestring import SafeString

from fachwerk.portal.charts.drawing import Datum, drawn
from fachwerk.portal.charts.records import Chart, Frame, Key, Line, Month
from fachwerk.portal.charts.svg import Headed, finished, paint, printable
from fachwerk.portal.charts.ticks import levels, month_after, month_of, now, ticks
from fachwerk.portal.charts.timeline import titled
from fachwerk.portal.charts.words import Language, month, number, said

# A band needs this share of the highest stack to hold its name.
_ROOM = 0.06


def programme(lines: Sequence[Line], months: Sequence[Month], frame: Frame, day: date | None = None) -> Chart:
    """Draw running projects for each month, in order of time and without gaps, stacked by line; one line is one series.

    Each band has its line's short name where it is thickest, if there is room.
    """
    title, language = titled("programme", frame), frame.language
    totals = [sum(found.counts) for found in months]
    is_there = any(totals)
    description = _description(months, totals, language) if is_there else said("none", language)
    headed = Headed("programme", frame.prefix, title, description)
    has_total = len(lines) > 1
    return Chart(
        title,
        description,
        _drawing(lines, months, headed, frame, day) if is_there else SafeString(),
        (said("month", language), *(line.label for line in lines), *([said("total", language)] if has_total else [])),
        tuple(
            (month_of(found.month), *found.counts, *([total] if has_total else []))
            for found, total in zip(months, totals, strict=True)
        ),
        legend=tuple(Key(_paint(line), f"{line.short} {line.label}") for line in lines) if has_total else (),
    )


def _paint(line: Line) -> str:
    return f"k-{line.colour}"


def _drawing(
    lines: Sequence[Line], months: Sequence[Month], headed: Headed, frame: Frame, day: date | None
) -> SafeString:
    first, last = month_of(months[0].month), month_after(months[-1].month)
    totals = [sum(found.counts) for found in months]
    drawing = drawn(
        "programme",
        frame.width,
        {
            "ticks": list(ticks(first, last, frame.width, frame.language)),
            "levels": list(levels(totals, frame.language)),
            "areas": list(_areas(lines, months, last)),
            "names": list(_names(lines, months, max(totals))) if len(lines) > 1 else [],
            "now": list(now(day, first, last, frame)),
        },
    )
    return finished(drawing, headed)


def _areas(lines: Sequence[Line], months: Sequence[Month], last: date) -> Iterator[Datum]:
    days = [*(month_of(found.month).toordinal() for found in months), last.toordinal()]
    for day, found in zip(days, [*months, months[-1]], strict=True):
        tops = list(accumulate(found.counts))
        for series, (line, top) in enumerate(zip(lines, tops, strict=True)):
            low = top - found.counts[series]
            colour, edge = paint(_paint(line)), paint("edge")
            yield {"day": day, "low": low, "high": top, "series": series, "paint": colour, "edge": edge}


def _names(lines: Sequence[Line], months: Sequence[Month], greatest: int) -> Iterator[Datum]:
    for series, line in enumerate(lines):
        count, place = max((found.counts[series], -place) for place, found in enumerate(months))
        thickest = months[-place]
        if count >= greatest * _ROOM:
            middle = sum(thickest.counts[:series]) + count / 2
            day = month_of(thickest.month).toordinal() + 15
            yield {"day": day, "level": middle, "label": printable(line.short)}


def _description(months: Sequence[Month], totals: Sequence[int], language: Language) -> str:
    best, worst = totals.index(max(totals)), totals.index(min(totals))
    return said(
        "programme_of",
        language,
        first=month(months[0].month, language),
        last=month(months[-1].month, language),
        best=month(months[best].month, language),
        most=number(totals[best], language),
        worst=month(months[worst].month, language),
        least=number(totals[worst], language),
    )
