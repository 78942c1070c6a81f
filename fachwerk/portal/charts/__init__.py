"""Charts of a register, drawn on the server by Altair and vl-convert; each comes with the table that says the same.

Functions are pure: small records and a `Frame` in, a `Chart` out, which a template shows as it is (`{{ chart.svg }}`).
Nothing in a drawing has a colour or a font of its own. The page's stylesheet gives them, in light and dark, to these
classes:

* fills: `k-1` to `k-10` the funding lines, `k-0` a project without one; `step-0` (none) to `step-5` (most) the shades
  of cells and regions, and `on-0` to `on-5` the texts on them; `bar`, `side-1`, `side-2`; texts `label`, `quiet`,
  `number`, `day` (the day at its line) and `on-bar` (a line's number on its band); on maps `dot`, the points of places;
* strokes: `grid`, `axis`, `edge` (around bars and bands), `open` (a bar with an open end: dashed), `now` (the line of a
  day);
* around them `svg.chart` with the kind as a second class: `timeline`, `matrix`, `sponsors`, `programme`, `comparison`,
  `period`, and for maps `map`.

Drawings are made for 720 units of width (`WIDE`), texts are 12 high; on a phone let them scroll sideways in a box of
their own, or draw them for 340 (`NARROW`) as well.
"""

from datetime import date

from fachwerk.portal.charts.bars import comparison, sponsors
from fachwerk.portal.charts.matrix import matrix
from fachwerk.portal.charts.programme import programme
from fachwerk.portal.charts.records import (
    NARROW,
    WIDE,
    Bar,
    Chart,
    Count,
    Frame,
    Key,
    Line,
    Month,
    Period,
    Side,
)
from fachwerk.portal.charts.timeline import MOST_BARS, period, timeline

__all__ = [
    "MOST_BARS",
    "NARROW",
    "WIDE",
    "Bar",
    "Chart",
    "Count",
    "Frame",
    "Key",
    "Line",
    "Month",
    "Period",
    "Side",
    "comparison",
    "matrix",
    "period",
    "programme",
    "sponsors",
    "timeline",
    "warm_up",
]


def warm_up() -> None:
    """Draw one chart of each kind, so that no reader waits for it: about a second, once in each worker process.

    Call it in the worker itself and not before it is forked: the drawing engine has threads of its own.
    """
    frame, day, lines = Frame("de", "warm"), date(2023, 1, 1), (Line("1", "1", 1), Line("2", "2", 2))
    timeline([Bar("1", day, day)], frame)
    matrix(["1"], lines, [Count(0, 0, 1)], frame)
    sponsors({1: 1}, frame)
    programme(lines, [Month(day, (1, 1))], frame)
    comparison(Side("1", (1, 0)), Side("2", (0, 1)), lines, frame)
