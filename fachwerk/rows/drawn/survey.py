"""What all pages of a document have in common: columns, recurring lines, usual widths and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from fachwerk.records import Page
from fachwerk.rows.drawn.assemble import Sheet, Stretch, Table
from fachwerk.rows.drawn.bands import Band
from fachwerk.rows.drawn.columns import Columns, without
from fachwerk.rows.drawn.loose import Recurring, statements_of
from fachwerk.rows.drawn.profile import NOTHING_USUAL, profile_of
from fachwerk.rows.drawn.heads import parted_from_heading
from fachwerk.rows.drawn.ruled import bands_of
from fachwerk.rows.drawn.strips import Strip, strips_of
from fachwerk.rows.drawn.zones import Layouts, Zone, is_inside, zones_of
from fachwerk.rows.wrap import words_of

_SAMPLE = 40  # pages from which is learnt what is usual
_OFTEN = 0.3  # of the pages
_LEADING = 8  # bands at the top of a page that may be headings


@dataclass(slots=True)
class Survey:
    recurring: Recurring
    words: frozenset[str]
    layouts: Layouts
    tables: dict[int, Table] = field(default_factory=dict)

    def sheet(self, page: Page) -> Sheet:
        """Cut one page into stretches of tables and loose lines."""
        zones = [(zone, match) for zone in zones_of(page) if (match := self.layouts.match(zone)) is not None]
        inside: list[list[object]] = [[] for _ in zones]
        loose = []
        for run in page.runs:
            at = next((n for n, (zone, _) in enumerate(zones) if is_inside(zone, run)), None)
            (loose if at is None else inside[at]).append(run)
        items: list[tuple[float, Stretch | Strip]] = [
            (part.baseline, part) for strip in strips_of(loose, page.number) for part in statements_of(strip)
        ]
        for (zone, (number, columns)), runs in zip(zones, inside, strict=True):
            table = self.tables.get(number)
            columns = columns if table is None else without(columns, table.phantoms)
            bands = bands_of(page, zone, columns, runs)
            bands = parted_from_heading(bands, table.recurring) if table else bands
            items.append((zone.top, Stretch(table or Table(number, NOTHING_USUAL, ()), bands)))
        items.sort(key=lambda item: item[0])
        return Sheet(page.number, page.height, [item for _, item in items], page.notes)


def survey_of(pages: Iterable[Page]) -> Survey:
    recurring, layouts, tokens = Recurring(), Layouts(), set()
    zones: list[Zone] = []
    count = 0
    for page in pages:
        count += 1
        recurring.count(page)
        for run in page.runs:
            tokens.update(run.text.split()[1:-1])
        zones += zones_of(page)
    layouts.learn(zones)
    survey = Survey(recurring, words_of(tokens) | {word.casefold() for word in tokens if len(word) < 3}, layouts)
    step = max(1, count // _SAMPLE)
    survey.tables = tables_of(survey.sheet(page) for at, page in enumerate(pages) if at % step == 0)
    return survey


def tables_of(sheets: Iterable[Sheet]) -> dict[int, Table]:
    stretches: dict[int, list[Sequence[Band]]] = {}
    for sheet in sheets:
        for item in sheet.items:
            if isinstance(item, Stretch):
                stretches.setdefault(item.table.number, []).append(item.bands)
    return {number: table_of(number, parts) for number, parts in stretches.items()}


def table_of(number: int, stretches: Sequence[Sequence[Band]]) -> Table:
    bands = [band for stretch in stretches for band in stretch]
    count = len(bands[0].columns)
    kept = [k for k in range(count) if any(band.cells[k] for band in bands)]
    leading = Counter(key for stretch in stretches for key in {band.key for band in stretch[:_LEADING]})
    recurring = {key for key, times in leading.items() if times >= max(2, _OFTEN * len(stretches))}
    profile = profile_of([band for band in bands if band.key not in recurring], count)
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
