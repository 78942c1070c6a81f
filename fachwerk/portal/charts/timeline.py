"""When projects run: many on one axis, and one alone in its programme's span."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.utils.safestring import SafeString

from fachwerk.portal.charts.drawing import Datum, drawn
from fachwerk.portal.charts.records import Bar, Chart, Frame, Period, one_by_one
from fachwerk.portal.charts.svg import Headed, Link, finished, framed, paint, printable, room_beside, shortened
from fachwerk.portal.charts.ticks import month_after, month_of, now, ticks
from fachwerk.portal.charts.words import Language, in_words, said

# More than this nobody reads on one page, and the page would outgrow its size.
MOST_BARS = 100

Span = tuple[date, date]


def timeline(bars: Sequence[Bar], frame: Frame, day: date | None = None, span: Span | None = None) -> Chart:
    """Draw when projects run, in the order given, with a line for a day.

    The axis goes over all days that are stated, or over `span` (first and last day); bars are cut off there. A bar with
    one open end goes to the axis's edge, dashed, and says so; one without dates, or with its end before its begin, is
    said in words in its lane. Raises ValueError for more than MOST_BARS: the caller shows pages.
    """
    if len(bars) > MOST_BARS:
        raise ValueError(f"{len(bars)} bars are more than {MOST_BARS}")
    title, language = titled("timeline", frame), frame.language
    axis = _axis(bars, span)
    description = " ".join(_description(bars, axis, day, language))
    columns = tuple(said(name, language) for name in ("project", "group", "begin", "end"))
    rows = tuple((bar.label, bar.group, bar.begin, bar.end) for bar in bars)
    headed = Headed("timeline", frame.prefix, title, description)
    svg = _timeline(bars, axis or _somewhere(day), day, frame, headed) if bars else SafeString()
    return Chart(title, description, svg, columns, rows, one_by_one(rows, [bar.href for bar in bars], 0))


def titled(name: str, frame: Frame) -> str:
    title = said(name, frame.language)
    return said("about", frame.language, title=title, about=frame.about) if frame.about else title


def _timeline(bars: Sequence[Bar], axis: Span, day: date | None, frame: Frame, headed: Headed) -> SafeString:
    first, last = month_of(axis[0]), month_after(axis[1])
    links = [Link(bar.href, bar.label) for bar in bars]
    drawing = drawn(
        "timeline",
        frame.width,
        {
            "ticks": list(ticks(first, last, frame.width, frame.language)),
            "bars": [datum for row, bar in enumerate(bars) for datum in _bar(row, bar, first, last)],
            "labels": [_label(row, bar, frame) for row, bar in enumerate(bars)],
            "rows": [{"row": row} for row in range(len(bars))],
            "now": list(now(day, first, last, frame)),
        },
    )
    has_links = any(bar.href for bar in bars)
    return finished(drawing, headed, links if has_links else ())


def _axis(bars: Sequence[Bar], span: Span | None) -> Span | None:
    if span is not None:
        return span
    days = [day for bar in bars for day in (bar.begin, bar.end) if day is not None]
    return (min(days), max(days)) if days else None


def _somewhere(day: date | None) -> Span:
    middle = day or date(2000, 1, 1)
    return middle, middle


def _bar(row: int, bar: Bar, first: date, last: date) -> Iterator[Datum]:
    period = Period(bar.begin, bar.end)
    if period == Period(None, None) or period.is_turned:
        return
    begin = first if bar.begin is None else max(bar.begin, first)
    end = last if bar.end is None else min(_after(bar.end), last)
    if begin < end:
        is_open = bar.begin is None or bar.end is None
        yield {
            "row": row,
            "from": begin.toordinal(),
            "to": end.toordinal(),
            "paint": paint(f"k-{bar.colour}"),
            "edge": paint("open" if is_open else "edge"),
        }


def _after(day: date) -> date:
    """The last day of a project is one on which it runs."""
    return day + timedelta(1) if day < date.max else day


def _label(row: int, bar: Bar, frame: Frame) -> Datum:
    """A label has the room that its group and note leave, which have a third at most."""
    stated = _note(bar)
    notes = " · ".join(filter(None, [said(stated, frame.language) if stated else "", printable(bar.group)]))
    note = shortened(notes, frame.width / 2 if stated else frame.width / 3)
    label: dict[str, str | int] = {
        "row": row,
        "label": shortened(bar.label, room_beside(note, frame.width), 13),
        "note": note,
    }
    return label | {"href": f"#{row}"} if bar.href else label


def _note(bar: Bar) -> str:
    if bar.begin is None and bar.end is None:
        return "no_dates"
    if bar.begin is None:
        return "no_begin"
    if bar.end is None:
        return "no_end"
    return "is_turned" if bar.end < bar.begin else ""


def _description(bars: Sequence[Bar], axis: Span | None, day: date | None, language: Language) -> Iterator[str]:
    if not bars:
        yield said("none", language)
        return
    if axis is None:
        yield said("timeline_dateless", language, count=len(bars))
        return
    notes = [_note(bar) for bar in bars]
    shown = [bar for bar, note in zip(bars, notes, strict=True) if note not in ("no_dates", "is_turned")]
    name = "timeline_of_one" if len(shown) == 1 else "timeline_of"
    first, last = (in_words(edge, language) for edge in axis)
    yield said(name, language, count=len(shown), first=first, last=last)
    counted = ("no_dates", "without_dates"), ("no_begin", "without_begin"), ("no_end", "without_end")
    for note, sentence in (*counted, ("is_turned", "turned")):
        if note in notes:
            yield said(sentence, language, count=notes.count(note))
    cut = sum(_is_cut(bar, axis) for bar in shown)
    if cut:
        yield said("cut", language, count=cut)
    if day is not None:
        within = month_of(axis[0]) <= day <= month_after(axis[1])
        yield said("day_shown" if within else "day_outside", language, day=in_words(day, language))


def _is_cut(bar: Bar, axis: Span) -> bool:
    return any(day is not None and not axis[0] <= day <= axis[1] for day in (bar.begin, bar.end))


# --- one project ---------------------------------------------------------------------------------------------------

_HIGH, _THICK = 22, 8


def period(stated: Period, span: Span, frame: Frame, day: date | None = None) -> Chart:
    """Draw one project's period as a small bar within its programme's span, without Altair: it stands on every page.

    `span` is widened to hold what is stated. An open end goes to the axis's edge, dashed.
    """
    title, language = titled("period", frame), frame.language
    days = [found for found in (stated.begin, stated.end) if found is not None]
    first, last = min([span[0], *days]), max([span[1], *days])
    description = _period_description(stated, first, last, language)
    has_bar = bool(days) and not stated.is_turned
    headed = Headed("period", frame.prefix, title, description)
    content = "".join(_period(stated, first, last, frame.width, day)) if has_bar else ""
    svg = framed(content, f"0 0 {frame.width} {_HIGH}", headed, False) if has_bar else SafeString()
    columns = said("begin", language), said("end", language)
    return Chart(title, description, svg, columns, ((stated.begin, stated.end),))


def _period(stated: Period, first: date, last: date, width: int, day: date | None) -> Iterator[str]:
    scale = width / ((last - first).days + 1)
    middle = _HIGH / 2
    yield f'<path class="axis" d="M0,{middle:g}H{width}"/>'
    for year in range(first.year + 1, last.year + 1):
        yield f'<path class="axis" d="M{(date(year, 1, 1) - first).days * scale:.1f},{middle - 5:g}v10"/>'
    begin = 0 if stated.begin is None else (stated.begin - first).days * scale
    end = width if stated.end is None else ((stated.end - first).days + 1) * scale
    classes = "bar" if stated.begin is not None and stated.end is not None else "bar open"
    top, wide = middle - _THICK / 2, max(end - begin, 2)
    yield f'<rect class="{classes}" x="{begin:.1f}" y="{top:g}" width="{wide:.1f}" height="{_THICK}" rx="2"/>'
    if day is not None and first <= day <= last:
        yield f'<path class="now" d="M{(day - first).days * scale:.1f},0v{_HIGH}"/>'


def _period_description(stated: Period, first: date, last: date, language: Language) -> str:
    values = {"first": in_words(first, language), "last": in_words(last, language)}
    if stated.begin is not None:
        values["begin"] = in_words(stated.begin, language)
    if stated.end is not None:
        values["end"] = in_words(stated.end, language)
    if stated.is_turned:
        return said("period_turned", language, **values)
    names = {
        (True, True): "period_of",
        (True, False): "period_open_end",
        (False, True): "period_open_begin",
        (False, False): "period_none",
    }
    return said(names[stated.begin is not None, stated.end is not None], language, **values)
