"""Draws how time and memory grow with the rows: an SVG with two panels, both axes logarithmic."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import ceil, floor, log10
from typing import NamedTuple

from bench.register.imported import Cost

WIDTH, HEIGHT = 340, 260  # of a panel, in pixels
LEFT, TOP, RIGHT, BOTTOM = 62, 34, 34, 44
INK, FAINT, LINE, AIM = "#222222", "#d0d0d0", "#1f5fa8", "#9a5b00"


class Panel(NamedTuple):
    """One quantity by rows: its caption, how a cost says it, and what the aim allows for a number of rows."""

    caption: str
    value: Callable[[Cost], float]
    aim: Callable[[float], float]
    aim_said: str


def svg(costs: Sequence[Cost], panels: Sequence[Panel]) -> str:
    """Draw the panels side by side; needs at least two costs of different size."""
    ordered = sorted(costs)
    width = WIDTH * len(panels)
    said = "; ".join(
        f"{panel.caption}: " + ", ".join(f"{panel.value(cost):.3g} at {cost.rows:,} rows" for cost in ordered)
        for panel in panels
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" width="{width}" height="{HEIGHT}" '
        'font-family="sans-serif" font-size="11" role="img">',
        f"<title>{said}</title>",
        f'<rect width="{width}" height="{HEIGHT}" fill="white"/>',
    ]
    for number, panel in enumerate(panels):
        parts += [f'<g transform="translate({number * WIDTH} 0)">', *_panel(ordered, panel), "</g>"]
    return "\n".join([*parts, "</svg>", ""])


def _panel(costs: Sequence[Cost], panel: Panel) -> Iterator[str]:
    rows = [cost.rows for cost in costs]
    values = [panel.value(cost) for cost in costs]
    allowed = [panel.aim(one) for one in rows]
    x = _scale(rows, LEFT, WIDTH - RIGHT)
    y = _scale([*values, *allowed], HEIGHT - BOTTOM, TOP)
    yield f'<text x="{LEFT}" y="18" fill="{INK}" font-weight="bold">{panel.caption}</text>'
    for power in _powers(rows):
        yield _stroke([(x(power), TOP), (x(power), HEIGHT - BOTTOM)], FAINT)
        yield _text(x(power), HEIGHT - BOTTOM + 16, f"{power:,.0f}", INK, "middle")
    for power in _powers([*values, *allowed]):
        yield _stroke([(LEFT, y(power)), (WIDTH - RIGHT, y(power))], FAINT)
        yield _text(LEFT - 6, y(power) + 4, f"{power:,.6g}", INK, "end")
    yield _text((LEFT + WIDTH) / 2, HEIGHT - 10, "rows", INK, "middle")
    yield _stroke(
        [(x(one), y(value)) for one, value in zip(rows, allowed, strict=True)], AIM, ' stroke-dasharray="5 4"'
    )
    yield _text(WIDTH - RIGHT - 4, HEIGHT - BOTTOM - 8, f"- - {panel.aim_said}", AIM, "end")
    yield _stroke([(x(one), y(value)) for one, value in zip(rows, values, strict=True)], LINE, ' stroke-width="2"')
    for one, value in zip(rows, values, strict=True):
        yield f'<circle cx="{x(one):.1f}" cy="{y(value):.1f}" r="3.5" fill="{LINE}"/>'


def _text(x: float, y: float, said: str, colour: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}">{said}</text>'


def _scale(values: Sequence[float], low: float, high: float) -> Callable[[float], float]:
    powers = _powers(values)
    first, last = log10(powers[0]), log10(powers[-1])
    return lambda value: low + (log10(value) - first) / (last - first) * (high - low)


def _powers(values: Sequence[float]) -> list[float]:
    """Powers of ten from at most the smallest value to at least the largest, two or more."""
    first = floor(log10(min(values)))
    last = max(first + 1, ceil(log10(max(values))))
    return [10.0**power for power in range(first, last + 1)]


def _stroke(points: Sequence[tuple[float, float]], colour: str, more: str = "") -> str:
    said = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{said}" fill="none" stroke="{colour}"{more}/>'
