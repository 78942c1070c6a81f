"""What all pages of a document have in common: columns, recurring lines, usual widths and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from fachwerk.records import Page, Run
from fachwerk.rows.drawn.assemble import Sheet, Stretch, Table
from fachwerk.rows.drawn.bands import Band
from fachwerk.rows.drawn.columns import without
from fachwerk.rows.drawn.edges import Coverage
from fachwerk.rows.drawn.heads import parted_from_heading
from fachwerk.rows.drawn.loose import Recurring, statements_of
from fachwerk.rows.drawn.plain import Plain, common_heading, first_heading, heading_band, heading_of
from fachwerk.rows.drawn.profile import NOTHING_USUAL, profile_of
from fachwerk.rows.drawn.ruled import bands_of
from fachwerk.rows.drawn.strips import Strip, strips_of
from fachwerk.rows.drawn.unruled import Setting, learn, rows_of
from fachwerk.rows.drawn.unruled import bands_of as unruled_bands_of
from fachwerk.rows.drawn.zones import Layouts, Zone, is_inside, zones_of
from fachwerk.rows.wrap import words_of

_SAMPLE = 40  # pages from which is learnt what is usual
_FEW = 8  # pages from which is learnt how rows are set: some hundred rows
_OFTEN = 0.3  # of the pages
_LEADING = 8  # bands at the top of a page that may be headings
_MOSTLY = 0.5  # of the text: so much of it in drawn grids, and the rest is no table


@dataclass(frozen=True, slots=True)
class Survey:
    """What recurs, the list's words, and the way in which each page is cut into a sheet."""

    recurring: Recurring
    words: frozenset[str]
    sheet: Callable[[Page], Sheet]


def survey_of(pages: Iterable[Page]) -> Survey:
    """Look at all pages once, at some of them again, and decide how they are cut."""
    recurring, layouts = Recurring(), Layouts()
    tokens: set[str] = set()
    zones: list[Zone] = []
    count = runs = in_zones = 0
    for page in pages:
        count += 1
        recurring.count(page)
        found = zones_of(page)
        zones += found
        runs += len(page.runs)
        in_zones += sum(1 for run in page.runs if any(is_inside(zone, run) for zone in found))
        for run in page.runs:
            tokens.update(run.text.split()[1:-1])
    words = words_of(tokens) | {word.casefold() for word in tokens if len(word) < 3}
    step = max(1, count // _SAMPLE)
    if in_zones >= _MOSTLY * runs:
        layouts.learn(zones)
        return Survey(recurring, words, ruled_way(pages, layouts, step))
    return Survey(recurring, words, plain_way(pages, recurring, step))


# --- drawn grids ---------------------------------------------------------------------------------------------------


def ruled_way(pages: Iterable[Page], layouts: Layouts, step: int) -> Callable[[Page], Sheet]:
    """Learn the tables whose grids are drawn; give the way to cut a page."""
    tables: dict[int, Table] = {}

    def sheet(page: Page) -> Sheet:
        return _ruled_sheet(page, layouts, tables)

    tables.update(_tables_of([sheet(page) for at, page in enumerate(pages) if at % step == 0]))
    return sheet


def _ruled_sheet(page: Page, layouts: Layouts, tables: dict[int, Table]) -> Sheet:
    zones = [(zone, match) for zone in zones_of(page) if (match := layouts.match(zone)) is not None]
    inside: list[list[Run]] = [[] for _ in zones]
    loose: list[Run] = []
    for run in page.runs:
        at = next((n for n, (zone, _) in enumerate(zones) if is_inside(zone, run)), None)
        (loose if at is None else inside[at]).append(run)
    items: list[tuple[float, Stretch | Strip]] = [*_loose_items(loose, page)]
    for (zone, (number, columns)), runs in zip(zones, inside, strict=True):
        table = tables.get(number)
        bands: Sequence[Band]
        if table is None:
            bands = bands_of(page, zone, columns, runs)
            items.append((zone.top, Stretch(Table(number, NOTHING_USUAL, ()), bands)))
        else:
            bands = bands_of(page, zone, without(columns, table.phantoms), runs)
            items.append((zone.top, Stretch(table, parted_from_heading(bands, table.recurring))))
    return _sheet(page, items)


def _loose_items(runs: Iterable[Run], page: Page) -> list[tuple[float, Stretch | Strip]]:
    return [(part.baseline, part) for strip in strips_of(runs, page.number) for part in statements_of(strip)]


def _sheet(page: Page, items: list[tuple[float, Stretch | Strip]]) -> Sheet:
    items.sort(key=lambda item: item[0])
    return Sheet(page.number, page.height, [item for _, item in items], page.notes)


def _tables_of(sheets: Iterable[Sheet]) -> dict[int, Table]:
    stretches: dict[int, list[Sequence[Band]]] = {}
    for sheet in sheets:
        for item in sheet.items:
            if isinstance(item, Stretch):
                stretches.setdefault(item.table.number, []).append(item.bands)
    return {number: _table_of(number, parts) for number, parts in stretches.items() if any(parts)}


def _table_of(number: int, stretches: Sequence[Sequence[Band]]) -> Table:
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


# --- no drawn grids ------------------------------------------------------------------------------------------------


def plain_way(pages: Iterable[Page], recurring: Recurring, step: int) -> Callable[[Page], Sheet]:
    """Learn columns, headings and the setting of rows from the text's edges; give the way to cut a page."""
    coverage = Coverage()
    for page in pages:
        for _, group in groupby(page.runs, attrgetter("line")):
            runs = list(group)
            if not all(recurring.holds(run.text, run.baseline, page.height) for run in runs):
                coverage.add(runs)
    columns = coverage.columns()
    if columns is None:
        return lambda page: _sheet(page, _loose_items(page.runs, page))
    plain = Plain(columns, recurring)
    sample = [page for at, page in enumerate(pages) if at % step == 0]
    plain = replace(plain, heading=common_heading(_running_heading(plain, page) for page in sample[1:] or sample))
    cuts = [plain.cut(page) for page in sample]
    few = max(1, len(cuts) // _FEW)
    setting = learn([(cut.body, cut.cuts) for cut in cuts[::few]], len(columns))
    once = 0 if plain.heading else first_heading(cuts[0].body, setting, cuts[0].cuts)
    first_page = sample[0].number
    table = Table(0, NOTHING_USUAL, ())

    def sheet(page: Page) -> Sheet:
        return _plain_sheet(page, plain, setting, table, once if page.number == first_page else 0)

    bands = [
        band for page in sample for item in sheet(page).items if isinstance(item, Stretch) for band in item.bands
    ]
    if bands:
        insets = tuple(
            (max(0.0, left - columns.bounds[k]), max(0.0, columns.bounds[k + 1] - right))
            for k, (left, right) in enumerate(setting.reach)
        )
        table = Table(0, profile_of(bands, len(columns)), insets)
    return sheet


def _running_heading(plain: Plain, page: Page) -> tuple[tuple[tuple[int, str], ...], ...]:
    groups = [list(group) for _, group in groupby(page.runs, attrgetter("line"))]
    first, _ = plain.running(groups, page.height)
    size = groups[first][0].size if first < len(groups) else 8.0
    return heading_of(groups[:first], plain.columns, page, 1.2 * size)


def _plain_sheet(page: Page, plain: Plain, setting: Setting, table: Table, once: int) -> Sheet:
    cut = plain.cut(page)
    items = _loose_items([run for group in cut.loose for run in group], page)
    heading = cut.heading or cut.body[:once]
    body = cut.body if cut.heading else cut.body[once:]
    bands = unruled_bands_of(rows_of(body, setting, cut.cuts)[1], body, plain.columns, cut.levels, page) if body else []
    if heading:
        head = heading_band(heading, plain.columns, cut.levels, page)
        items.append((head.top, Stretch(table, bands, [head])))
    elif bands:
        items.append((bands[0].top, Stretch(table, bands, [])))
    return _sheet(page, items)
