"""Read a dump several times over, each time with what the reading before has taught: widths, signs and words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf, log

from fachwerk.reference.typefaces import Typeface
from fachwerk.rows.dump.costs import APART, ROUNDS, TOLERANCES
from fachwerk.rows.dump.lines import Gap, Printed
from fachwerk.rows.dump.model import LONG, VALUES_FROM, Column, Fragment, Model
from fachwerk.rows.dump.parse import Reading, read, rows_of
from fachwerk.rows.dump.seams import better_seams
from fachwerk.rows.dump.turns import Setting, Signs, Stance, Turn
from fachwerk.rows.dump.wraps import Interval, column_width, intervals, modes

# The chance of a blank line before, and of a trailing blank at, each turn: how Tika writes what Excel printed.
# Producers differ, so a sign that a dump does not use at all says nothing, and the rest is learnt.
_BLANK_LINE = {Turn.WRAP: 0.003, Turn.WORD: 0.003, Turn.TYPED: 0.03, Turn.CELL: 0.95, Turn.ROW: 0.85}
_TRAILING = {Turn.WRAP: 0.9, Turn.WORD: 0.05, Turn.TYPED: 0.2, Turn.CELL: 0.3, Turn.ROW: 0.3}
_WEIGHT = 12.0
# So many lines show where cells stand in their rows.
_FIRST_LINES = 200


def learn(columns: Sequence[Column], lines: Sequence[Printed], face: Typeface, asides: frozenset[int]) -> Reading:
    """The reading that the list itself teaches, after at most `ROUNDS` rounds; stops when nothing changes."""
    model = Model(columns, lines, keeps_apart=True)
    setting = _stand(model, first_setting(columns, lines, face), lines, asides)
    best = read(model, setting, lines, asides)
    for lesson in range(1, ROUNDS):
        model.learn(better_seams(best.fragments, lines, columns), rows=sum(1 for _ in rows_of(best)))
        setting = setting_after(setting, best.fragments, best.turns, lines, columns)
        following = read(model, setting, lines, asides)
        has_settled = following.fragments == best.fragments
        if has_settled and lesson > VALUES_FROM and not model.keeps_apart:
            break
        model.keeps_apart = lesson < APART and not has_settled
        best = following
    return best


def setting_after(
    setting: Setting,
    fragments: Sequence[Fragment],
    turns: Mapping[int, Turn],
    lines: Sequence[Printed],
    columns: Sequence[Column],
) -> Setting:
    """What a reading says about how the list is set: widths, signs, typed breaks."""
    widths = tuple(widths_of(fragments, turns, lines, setting, len(columns)))
    signs = _signs(lines, _seen(turns, lines))
    return replace(setting, widths=widths, signs=signs, typed=_typed(fragments, turns, columns))


def _stand(model: Model, setting: Setting, lines: Sequence[Printed], asides: frozenset[int]) -> Setting:
    """The stance under which the first lines read most cheaply."""
    some = lines[:_FIRST_LINES]
    return min(
        (replace(setting, stance=stance) for stance in Stance),
        key=lambda tried: read(model, tried, some, asides).cost,
    )


def first_setting(columns: Sequence[Column], lines: Sequence[Printed], face: Typeface) -> Setting:
    """What the wraps say before anything has been read.

    The column of sentences is as wide as most wraps agree; the others are at most as wide as the next narrower width
    that many agree on, or a good half of it. Lists without sentences get the widest for a bound everywhere.
    """
    found = modes(intervals(neighbours(lines), face), least=5)
    strong = sorted((mode.low + mode.high) / 2 for mode in found if mode.support >= 0.1 * found[0].support)
    longest = max(column.words for column in columns)
    if not strong or longest < LONG:
        caps = tuple(strong[-1] if strong else inf for _ in columns)
        return Setting(
            (None,) * len(columns), caps, _signs(lines, {}), face.advance(" "), _typed((), {}, columns), Stance.TOP
        )
    wide = (found[0].low + found[0].high) / 2
    narrower = max([width for width in strong if width < 0.8 * wide], default=0.0)
    widths = tuple(wide if column.words == longest else None for column in columns)
    caps = tuple(wide if column.words == longest else max(narrower, 0.55 * wide) for column in columns)
    return Setting(widths, caps, _signs(lines, {}), face.advance(" "), _typed((), {}, columns), Stance.TOP)


def _typed(fragments: Sequence[Fragment], turns: Mapping[int, Turn], columns: Sequence[Column]) -> tuple[float, ...]:
    """Price of a typed line break among the breaks inside the cells of each column.

    People type line breaks where they write sentences; in names they hardly ever do, which is believed for long.
    """
    inside, typed = Counter[int](), Counter[int]()
    for part in fragments:
        if not part.opens:
            inside[part.column] += 1
            typed[part.column] += turns.get(part.line) is Turn.TYPED
    prices = []
    for index, column in enumerate(columns):
        weight, chance = (60, 0.03) if column.words >= LONG else (150, 0.006)
        prices.append(-log((typed[index] + weight * chance) / (inside[index] + weight)))
    return tuple(prices)


def neighbours(lines: Sequence[Printed]) -> list[tuple[str, str]]:
    """Each two lines with nothing between them."""
    return [(above.text, below.text) for above, below in pairwise(lines) if below.gap is Gap.NONE]


def _signs(lines: Sequence[Printed], seen: Mapping[Turn, Counter[tuple[bool, bool]]]) -> Signs:
    uses_blank_lines = any(line.gap is Gap.BLANK for line in lines)
    uses_trailing = sum(line.trails for line in lines) > 0.02 * len(lines)
    prices: dict[tuple[Turn, bool, bool], float] = {}
    for turn, blank_chance in _BLANK_LINE.items():
        counts = seen.get(turn, Counter())
        total = sum(counts.values()) + _WEIGHT
        for is_blank in (False, True):
            for trails in (False, True):
                chance = 1.0
                if uses_blank_lines:
                    chance *= blank_chance if is_blank else 1 - blank_chance
                if uses_trailing:
                    chance *= _TRAILING[turn] if trails else 1 - _TRAILING[turn]
                prices[turn, is_blank, trails] = -log((counts[is_blank, trails] + _WEIGHT * chance) / total)
    return prices


def _seen(turns: Mapping[int, Turn], lines: Sequence[Printed]) -> Mapping[Turn, Counter[tuple[bool, bool]]]:
    """How often each turn came with which signs."""
    seen: defaultdict[Turn, Counter[tuple[bool, bool]]] = defaultdict(Counter)
    used = sorted(turns)
    for above, below in pairwise(used):
        gaps = {line.gap for line in lines[above + 1 : below + 1]}
        if Gap.PAGE not in gaps:
            seen[turns[below]][Gap.BLANK in gaps, lines[above].trails] += 1
    return seen


def widths_of(
    fragments: Sequence[Fragment],
    turns: Mapping[int, Turn],
    lines: Sequence[Printed],
    setting: Setting,
    columns: int,
) -> list[float | None]:
    """The width of each column that its own lines and wraps speak for, in em."""
    wraps: list[set[Interval]] = [set() for _ in range(columns)]
    extents: list[list[float]] = [[] for _ in range(columns)]
    for part, following in pairwise([*fragments, None]):
        assert part is not None
        above = lines[part.line]
        width = above.width(part.first, part.last)
        extents[part.column].append(width)
        if part.closes or following is None or following.column != part.column:
            continue
        if turns.get(following.line) is Turn.WRAP:
            blank = 0.0 if above.words[part.last - 1].endswith("-") else setting.blank
            wraps[part.column].add(Interval(width, width + blank + lines[following.line].unit))
    return [column_width(sorted(wraps[c]), extents[c], TOLERANCES.wrap) for c in range(columns)]
