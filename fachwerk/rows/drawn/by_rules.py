"""The way to cut pages whose tables are drawn as grids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from fachwerk.records import Page, Run
from fachwerk.rows.drawn.bands import Band
from fachwerk.rows.drawn.cells import is_number_cut
from fachwerk.rows.drawn.columns import without
from fachwerk.rows.drawn.heads import parted_from_heading
from fachwerk.rows.drawn.profile import is_number, profile_of, without_parts
from fachwerk.rows.drawn.ruled import bands_of
from fachwerk.rows.drawn.strips import Strip
from fachwerk.rows.drawn.tables import Item, Sheet, Stretch, Table, loose_items, sheet_of, unknown_table, words_in
from fachwerk.rows.drawn.zones import Layouts, is_inside, zones_of

_OFTEN = 0.3  # of the pages
_LEADING = 8  # bands at the top of a page that may be headings
_SEVERAL = 1.6  # numbers in a cell, on average: lines don't part rows there
_TALL = 15  # printed lines in a band, on average: the same where nothing is a number


class ByRules:
    """Cuts pages along drawn lines; what is usual in the tables is learnt from a sample of pages."""

    def __init__(self, layouts: Layouts, sample: Iterable[Page]) -> None:
        self._layouts = layouts
        self._tables: dict[int, Table] = {}
        stretches: dict[int, list[Sequence[Band]]] = {}
        for page in sample:
            for item in self.sheet(page).items:
                if isinstance(item, Stretch):
                    stretches.setdefault(item.table.number, []).append(item.bands)
        self._tables = {number: _table_of(number, parts) for number, parts in stretches.items() if any(parts)}
        self.words = {
            word
            for number, table in self._tables.items()
            for bands in stretches[number]
            for word in words_in(_without_phantoms(bands[1:-1], table), table.insets)
        }
        self.parts_rows = not _hold_several(
            [row for parts in stretches.values() for part in parts for band in part for row in band.unmerged()]
        )

    def sheet(self, page: Page) -> Sheet:
        """Cut one page into stretches of tables and loose lines."""
        zones = [(zone, match) for zone in zones_of(page) if (match := self._layouts.match(zone)) is not None]
        inside: list[list[Run]] = [[] for _ in zones]
        loose: list[Run] = []
        for run in page.runs:
            at = next((n for n, (zone, _) in enumerate(zones) if is_inside(zone, run)), None)
            (loose if at is None else inside[at]).append(run)
        items: list[Item] = loose_items(loose, page)
        for (zone, (number, columns)), runs in zip(zones, inside, strict=True):
            table = self._tables.get(number)
            if table is None:
                items.append(
                    (zone.top, Stretch(unknown_table(number, len(columns)), bands_of(page, zone, columns, runs)))
                )
            else:
                bands = bands_of(page, zone, without(columns, table.phantoms), runs)
                items.append((zone.top, Stretch(table, parted_from_heading(bands, table.recurring))))
        return sheet_of(page, items)


def _without_phantoms(bands: Sequence[Band], table: Table) -> Iterator[Band]:
    """Bands as they were first cut, in the columns that the table turned out to have."""
    for band in bands:
        kept = [cell for column, cell in enumerate(band.cells) if column not in table.phantoms]
        yield replace(band, columns=without(band.columns, table.phantoms), cells=tuple(kept))


def _hold_several(bands: Sequence[Band]) -> bool:
    """Tell whether bands hold several rows each: lines are drawn between columns, but not between rows."""
    cells = [cell for band in bands for cell in band.cells if cell]
    numbers = [_numbers_in(cell) for cell in cells if all(is_number(strip.text) for strip in cell)]
    if 4 * len(numbers) > len(cells):
        return sum(numbers) > _SEVERAL * len(numbers)
    return bool(bands) and sum(len({strip.line for strip in band.strips}) for band in bands) > _TALL * len(bands)


def _numbers_in(cell: Sequence[Strip]) -> int:
    """How many numbers a cell holds; one that was too wide for it stands on several lines."""
    texts = [strip.text for strip in cell]
    return len(texts) - sum(
        is_number_cut(above, below) or above[-1] in "/-–" or below[0] in "/-–" for above, below in pairwise(texts)
    )


def _table_of(number: int, stretches: Sequence[Sequence[Band]]) -> Table:
    bands = [band for stretch in stretches for band in stretch]
    count = len(bands[0].columns)
    kept = [k for k in range(count) if any(band.cells[k] for band in bands)]
    leading = Counter(key for stretch in stretches for key in {band.key for band in stretch[:_LEADING]})
    recurring = {key for key, times in leading.items() if times >= max(2, _OFTEN * len(stretches))}
    bodies = [[band for band in stretch if band.key not in recurring] for stretch in stretches]
    rows = [row for body in bodies for band in without_parts(body) for row in band.unmerged()]
    profile = profile_of(rows, count)
    return Table(
        number,
        profile.only(kept),
        tuple(_insets(bands, k) for k in kept),
        frozenset(tuple(key[k] for k in kept) for key in recurring),
        tuple(k for k in range(count) if k not in kept),
    )


def _insets(bands: Sequence[Band], column: int) -> tuple[float, float]:
    """Between a column's limits and its text: the least on either side, but for a few that stick out.

    Cells have the same padding on both sides, so that a narrow one on the left speaks for the right as well.
    """
    lefts, rights = [], []
    for band in bands:
        for strip in band.cells[column]:
            lefts.append(strip.left - band.columns.bounds[column])
            rights.append(band.columns.bounds[column + 1] - strip.right)
    left, right = _least(lefts), _least(rights)
    return left, min(left, right)


def _least(gaps: Sequence[float]) -> float:
    inside = sorted(gap for gap in gaps if gap >= 0)
    return inside[len(inside) // 50] if inside else 0.0
