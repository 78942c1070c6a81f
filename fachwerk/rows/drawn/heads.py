"""Headings: which bands hold them, and what they say over each column."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from fachwerk.records import Head, Run
from fachwerk.reference import headings
from fachwerk.rows.drawn.bands import Band, covered, near
from fachwerk.rows.drawn.cells import Vocabulary
from fachwerk.rows.drawn.profile import Profile
from fachwerk.rows.drawn.strips import Strip, strips_of

_DRAWN = 0.6  # of a cell's edge
_TALLEST = 12  # bands that a heading may have at most

Join = Callable[[Sequence[Strip], float, float], str]
Key = tuple[str, ...]


class Opening(NamedTuple):
    """How a table begins on a page: titles over all columns, headings, and the rest."""

    titles: Sequence[Band]
    headings: Sequence[Band]
    body: Sequence[Band]


def opening_of(bands: Sequence[Band], profile: Profile, known: Collection[Key]) -> Opening:
    """Part the titles and headings at the top of a table from its body; `known` are headings that recur.

    A heading stands over numbers without being one. What stands above the last title that goes over all columns is
    a title, too.
    """
    end = _headings_end(bands, profile, known)
    leading = bands[:end]
    titles = max((at + 1 for at, band in enumerate(leading) if band.is_whole), default=0)
    return Opening(leading[:titles], leading[titles:], bands[end:])


def _headings_end(bands: Sequence[Band], profile: Profile, known: Collection[Key]) -> int:
    """Number of the first band below titles and headings; what goes over all columns counts if a heading follows."""
    end = whole = 0
    for at, band in enumerate(bands[:_TALLEST]):
        if band.is_whole and band.key not in known:
            whole += whole == at
            continue
        filled, numbers = profile.numbers_in(band)
        if band.key in known or (filled > 2 * numbers and len(band.filled) > 1):
            end = at + 1
        elif filled and 2 * numbers >= filled:
            break
    if end or not bands or any(profile.is_numeric):
        return end or whole
    return whole + (whole < len(bands) and 2 * len(bands[whole].filled) >= len(bands[whole].cells))


def parted_from_heading(bands: Sequence[Band], known: Collection[Key]) -> Sequence[Band]:
    """Cut a first band in two where a known heading ends and no line was drawn below it (a row goes on there)."""
    if not bands or not known or bands[0].key in known:
        return bands
    first = bands[0]
    lines = sorted({strip.baseline for strip in first.strips})
    for upper, lower in pairwise(lines):
        heading = first.part(first.top, (upper + lower) / 2)
        if heading.key in known:
            return [heading, first.part((upper + lower) / 2, first.bottom), *bands[1:]]
    return bands


@cache
def heading_words() -> Vocabulary:
    """Words that published headings are made of: "gezahlte" goes on with no word."""
    return Vocabulary.of(word for one in headings().wordings for word in one.text.split())


def head_of(bands: Sequence[Band], insets: Sequence[tuple[float, float]], join: Join) -> Head:
    """Read the headings over each column, upper storeys first; a column without one is called by its number."""
    count = len(bands[0].columns)
    texts: list[list[str]] = [[] for _ in range(count)]
    for band in bands:
        for cells, strips in _cells_of(band, insets, join):
            for column in cells:
                texts[column].append(strips)
    named = [" ".join(parts) or f"Spalte {column}" for column, parts in enumerate(texts, 1)]
    pieces = [piece for band in bands for strip in sorted_strips(band) for piece in strip.pieces]
    return Head(unique(named), tuple(pieces))


def sorted_strips(band: Band) -> list[Strip]:
    """A band's strips as one reads them: line by line."""
    return sorted(band.strips, key=lambda strip: (strip.line, strip.left))


def unique(names: Sequence[str]) -> tuple[str, ...]:
    """Tell equal headings apart by a number: "Jahr", "Jahr (2)"."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(found)


def _cells_of(band: Band, insets: Sequence[tuple[float, float]], join: Join) -> list[tuple[range | list[int], str]]:
    """The cells of a heading band, storey by storey: the columns each stands over, and its text."""
    storeys = [band.top, *sorted({level.at for level in band.levels}), band.bottom]
    units = [(row, column) for row in range(len(storeys) - 1) for column in range(len(band.columns))]
    group = {unit: unit for unit in units}

    def root(unit: tuple[int, int]) -> tuple[int, int]:
        while group[unit] != unit:
            unit = group[unit]
        return unit

    for row, column in units:
        if column + 1 < len(band.columns) and not band.parted_at(column, storeys[row], storeys[row + 1]):
            group[root((row, column + 1))] = root((row, column))
        left, right = band.columns.bounds[column], band.columns.bounds[column + 1]
        if row + 2 < len(storeys) and covered(near(band.levels, storeys[row + 1]), left, right) < _DRAWN:
            group[root((row + 1, column))] = root((row, column))
    runs: dict[tuple[int, int], list[Run]] = {}
    for column, cell in enumerate(band.cells):
        for strip in cell:
            row = sum(1 for height in storeys[1:-1] if height <= strip.middle)
            runs.setdefault(root((row, column)), []).extend(strip.runs)
    found: list[tuple[range | list[int], str]] = []
    for cell_root in sorted(runs):
        inside = sorted(runs[cell_root], key=lambda run: (run.line, run.left))
        columns = sorted({column for row, column in units if root((row, column)) == cell_root})
        left = band.columns.bounds[columns[0]] + insets[columns[0]][0]
        right = band.columns.bounds[columns[-1] + 1] - insets[columns[-1]][1]
        strips = strips_of(inside, band.page)
        left, right = min([left, *(s.left for s in strips)]), max([right, *(s.right for s in strips)])
        found.append((columns, join(strips, left, right)))
    return found
