"""Each kind of chart in Altair's words, without its numbers: what is a bar, what a text, where they stand.

Axes are drawn like everything else, from numbers (`ticks`): so their words come from `words` and are right in both
languages, and no clock or time zone of the server has a say. Texts stand over their bars and not beside them, so that
a chart also fits a phone. What is painted in which class is said by each datum (`paint`) or by `svg.paint`.
"""

from collections.abc import Callable, Mapping
from typing import Any

import altair as alt

from fachwerk.portal.charts.records import names_beside
from fachwerk.portal.charts.svg import paint

LANE = 38  # units from one bar of a timeline to the next
CELL = 30
FONT = "sans-serif"  # stands in for the page's own while widths are measured


def timeline(width: int) -> alt.LayerChart:
    """`ticks` (day, label), `bars` (row, from, to, paint, edge), `labels` (row, label, note, href), `now`."""
    at, row = alt.X("day:Q", **_plain(nice=False, zero=False)), alt.Y("row:O", axis=None, scale=alt.Scale(padding=0))
    bars = alt.Chart(alt.NamedData("bars"))
    labels = alt.Chart(alt.NamedData("labels"))
    return _layered(
        *_ticks(at),
        _rules("rows", "axis").encode(y=alt.Y("row:O", axis=None, bandPosition=1)),
        bars.mark_bar(height=10, yOffset=9, cornerRadius=2).encode(
            x=alt.X("from:Q", axis=None), x2="to:Q", y=row, color=_own("paint"), stroke=_own("edge")
        ),
        _rules("now", "now").encode(x=at),
        labels.mark_text(align="left", dy=-7, fontSize=13, color=paint("label")).encode(
            x=alt.value(0), y=row, text="label:N", href="href:N"
        ),
        labels.mark_text(align="right", dy=-7, color=paint("quiet")).encode(x=alt.value(width), y=row, text="note:N"),
        _day(),
    ).properties(width=width, height=alt.Step(LANE))


def matrix(width: int) -> alt.LayerChart:
    """`columns` (column, label), `rows` (row, label), `cells` (row, column, paint, on, label, href)."""
    beside = names_beside(width)
    lane = CELL if beside else CELL + 18
    column = alt.X("column:O", axis=None, scale=alt.Scale(padding=0, range=[beside, width]))
    row = alt.Y("row:O", axis=None, scale=alt.Scale(padding=0))
    cells = alt.Chart(alt.NamedData("cells"))
    down = 0 if beside else 9
    return _layered(
        alt.Chart(alt.NamedData("columns"))
        .mark_text(dy=-10, color=paint("quiet"))
        .encode(x=column, y=alt.value(0), text="label:N"),
        alt.Chart(alt.NamedData("rows"))
        .mark_text(dy=0 if beside else -15, align="left", color=paint("label"))
        .encode(x=alt.value(0), y=row, text="label:N"),
        cells.mark_rect(height=CELL - 2, width={"band": 0.94}, yOffset=down, cornerRadius=2).encode(
            x=column, y=row, color=_own("paint"), href="href:N"
        ),
        cells.mark_text(dy=down).encode(x=column, y=row, text="label:N", color=_own("on")),
    ).properties(width=width, height=alt.Step(lane))


def bars(width: int) -> alt.LayerChart:
    """`bars` (row, note, count, paint, edge, label, href): a bar a row, its name (`note`) above, its number behind."""
    row = alt.Y("row:O", axis=None, scale=alt.Scale(padding=0))
    many = alt.X("count:Q", stack=None, **_plain(zero=True, nice=False, range=[0, width - 48]))
    found = alt.Chart(alt.NamedData("bars"))
    return _layered(
        found.mark_text(align="left", dy=-8, fontSize=13, color=paint("label")).encode(
            x=alt.value(0), y=row, text="note:N", href="href:N"
        ),
        found.mark_bar(height=12, yOffset=8, cornerRadius=2).encode(
            x=many, y=row, color=_own("paint"), stroke=_own("edge")
        ),
        found.mark_text(align="left", dx=5, dy=9, color=paint("number")).encode(x=many, y=row, text="label:N"),
    ).properties(width=width, height=alt.Step(LANE))


def comparison(width: int) -> alt.LayerChart:
    """`names` (row, label) above and `bars` (row, side, count, paint, edge, label): two bars a row."""
    row = alt.Y("row:O", axis=None, scale=alt.Scale(padding=0))
    many = alt.X("count:Q", stack=None, **_plain(zero=True, nice=False, range=[0, width - 48]))
    names = alt.Chart(alt.NamedData("names"))
    layers = [
        names.mark_text(align="left", dy=-17, fontSize=13, color=paint("label")).encode(
            x=alt.value(0), y=row, text="label:N"
        )
    ]
    for side, down in (("first", 0), ("second", 14)):
        found = alt.Chart(alt.NamedData(side))
        layers += [
            found.mark_bar(height=11, yOffset=down, cornerRadius=2).encode(
                x=many, y=row, color=_own("paint"), stroke=_own("edge")
            ),
            found.mark_text(align="left", dx=5, dy=down + 1, color=paint("number")).encode(
                x=many, y=row, text="label:N"
            ),
        ]
    return _layered(*layers).properties(width=width, height=alt.Step(LANE + 18))


def programme(width: int) -> alt.LayerChart:
    """`ticks` (day, label), `levels` (level, label), `areas` (day, low, high, series, paint), `names` (day, level)."""
    at = alt.X("day:Q", **_plain(nice=False, zero=False))
    up = alt.Y("level:Q", **_plain(nice=False, zero=True))
    levels = alt.Chart(alt.NamedData("levels"))
    return _layered(
        *_ticks(at, below=True),
        levels.mark_rule(color=paint("grid")).encode(y=up),
        levels.mark_text(align="left", dy=-6, color=paint("quiet")).encode(x=alt.value(0), y=up, text="label:N"),
        alt.Chart(alt.NamedData("areas"))
        .mark_area(interpolate="step-after", opacity=1, line=False)
        .encode(
            x=at,
            y=alt.Y("low:Q", axis=None),
            y2="high:Q",
            detail="series:O",
            color=_own("paint"),
            stroke=_own("edge"),
        ),
        alt.Chart(alt.NamedData("names")).mark_text(color=paint("on-bar")).encode(x=at, y=up, text="label:N"),
        _rules("now", "now").encode(x=at),
        _day(),
    ).properties(width=width, height=min(280, width * 0.7))


KINDS: Mapping[str, Callable[[int], alt.LayerChart]] = {
    "timeline": timeline,
    "matrix": matrix,
    "bars": bars,
    "comparison": comparison,
    "programme": programme,
}


def _layered(*layers: alt.Chart | alt.LayerChart) -> alt.LayerChart:
    config = alt.Config(
        aria=False,
        font=FONT,
        padding=2,
        background="transparent",
        view=alt.ViewConfig(stroke=None),
        text=alt.MarkConfig(fontSize=12),
    )
    return alt.LayerChart(layer=list(layers), config=config)


def _plain(**scale: Any) -> dict[str, Any]:
    return {"axis": None, "scale": alt.Scale(**scale)}


def _own(field: str) -> dict[str, Any]:
    """Take the colour that the datum itself names."""
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


def _rules(data: str, colour: str) -> alt.Chart:
    rules: alt.Chart = alt.Chart(alt.NamedData(data)).mark_rule(color=paint(colour))
    return rules


def _ticks(at: alt.X, below: bool = False) -> tuple[alt.Chart, alt.Chart]:
    """Thin lines with a text at their head, or foot, to the right of the line."""
    text = alt.Chart(alt.NamedData("ticks")).mark_text(align="left", dx=3, dy=12 if below else -7, color=paint("quiet"))
    foot = alt.value("height") if below else alt.value(0)
    return _rules("ticks", "grid").encode(x=at), text.encode(x=at, y=foot, text="label:N")


def _day() -> alt.Chart:
    text = alt.Chart(alt.NamedData("now")).mark_text(dy=-22, fontWeight="bold", color=paint("day"))
    named: alt.Chart = text.encode(x=alt.X("middle:Q", axis=None), y=alt.value(0), text="label:N")
    return named
