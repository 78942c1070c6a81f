"""One line read as a whole row: the cheapest way for each set of columns that it may show."""

from __future__ import annotations

from math import inf

from fachwerk.rows.dump.costs import BEAM, COSTS, FAR
from fachwerk.rows.dump.lines import Printed
from fachwerk.rows.dump.model import Fragment, Model
from fachwerk.rows.dump.turns import Setting, is_set_within, joint

# So many readings of one line, each showing other columns, are kept, if they cost at most this much more.
_MOST_WAYS = 8
_WAYS_BEAM = 12.0


def deal_ways(model: Model, setting: Setting, line: Printed, index: int) -> list[tuple[tuple[Fragment, ...], float]]:
    """Read one line as a whole row, in the cheapest way for each set of columns that it may show; cheapest first."""
    model.at(index)
    size, last = len(model.columns), len(line.words)
    empties = [model.empty(column) for column in range(size)]
    rests = [sum(empties[column:]) for column in range(size + 1)]
    ready: list[dict[int, tuple[float, tuple[tuple[int, int, int], ...]]]] = [{} for _ in range(last + 1)]
    ready[0][0] = (0.0, ())
    prices: dict[tuple[int, int, int], float] = {}
    for first in range(last):
        if not ready[first]:
            continue
        limit = min(cost for cost, _ in ready[first].values()) + BEAM
        for shown, (before, parts) in ready[first].items():
            if before > limit:
                continue
            for column in range(shown.bit_length(), size):
                skipped = before + rests[shown.bit_length()] - rests[column]
                for end in range(first + 1, last + 1):
                    price = prices.get((column, first, end))
                    if price is None:
                        price = prices[column, first, end] = _whole_cell(model, setting, line, column, first, end)
                    if price == inf:
                        break
                    total, mask = skipped + price, shown | 1 << column
                    if mask not in ready[end] or total < ready[end][mask][0]:
                        ready[end][mask] = (total, (*parts, (column, first, end)))
    ways = sorted((cost + rests[shown.bit_length()], parts) for shown, (cost, parts) in ready[last].items())[
        :_MOST_WAYS
    ]
    return [
        (tuple(Fragment(index, first, end, column, True, True) for column, first, end in parts), cost)
        for cost, parts in ways
        if cost <= ways[0][0] + _WAYS_BEAM
    ]


def _whole_cell(model: Model, setting: Setting, line: Printed, column: int, first: int, end: int) -> float:
    """Price of a single-line cell, with what follows it on the line; infinite where it is far too wide."""
    width = line.width(first, end)
    if width > FAR * (setting.widths[column] or setting.caps[column]) and end > first + 1:
        return inf
    cost = model.part(column, first, end, opens=True) + model.filled(column) + model.closes(column, end - 1)
    if not is_set_within(setting, column, width):
        cost += COSTS.overflow
    return cost + (joint(line, end) if end < len(line.words) else 0.0)
