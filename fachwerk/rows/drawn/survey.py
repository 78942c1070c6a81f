"""A first look at all pages: what recurs, which words the list uses, and in which way its pages are to be cut."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from fachwerk.records import Page
from fachwerk.rows.drawn.by_rules import ByRules
from fachwerk.rows.drawn.by_text import ByText
from fachwerk.rows.drawn.cells import Vocabulary
from fachwerk.rows.drawn.columns import Columns
from fachwerk.rows.drawn.grid import NO_GRID
from fachwerk.rows.drawn.loose import Recurring
from fachwerk.rows.drawn.segments import segments_of
from fachwerk.rows.drawn.tables import Sheet, loose_items, sheet_of
from fachwerk.rows.drawn.zones import Layouts, Zone, is_inside, zones_of

_SAMPLE = 40  # pages from which is learnt what is usual in a table
_PHRASES = 0.03  # of the runs: with fewer of several words, words are drawn one by one
_MOSTLY = 0.5  # of the text: so much of it in drawn grids, and the rest is no table


@dataclass(frozen=True, slots=True)
class Survey:
    """What recurs, the list's words, and the way in which each page is cut into a sheet."""

    recurring: Recurring
    words: Vocabulary
    sheet: Callable[[Page], Sheet]


def survey_of(pages: Iterable[Page]) -> Survey:
    """Look at all pages once, at some of them again, and decide how they are cut."""
    recurring, layouts = Recurring(), Layouts()
    tokens: set[str] = set()
    zones: list[tuple[int, Zone]] = []
    runs = in_zones = phrases = 0
    for page in pages:
        recurring.count(page)
        found = zones_of(page)
        zones += [(page.number, zone._replace(grid=NO_GRID)) for zone in found]
        runs += len(page.runs)
        in_zones += sum(1 for run in page.runs if any(is_inside(zone, run) for zone in found))
        for run in page.runs:
            inside = run.text.split()
            phrases += len(inside) > 1
            tokens.update(inside[1:-1])
    joins_words = phrases < _PHRASES * runs
    columns = None
    if in_zones >= _MOSTLY * runs:
        layouts.learn(zone for _, zone in zones)
        chosen = _sample_of(zones, layouts)
        by_rules = ByRules(layouts, (page for page in pages if page.number in chosen))
        if by_rules.parts_rows:
            return Survey(recurring, Vocabulary.of(tokens | by_rules.words), by_rules.sheet)
        columns = layouts.found[0]
    ways = _ways_by_text(pages, recurring, joins_words, columns)
    for way in set(ways.values()):
        tokens |= way.words

    def sheet(page: Page) -> Sheet:
        way = ways.get(page.number)
        return way.sheet(page) if way is not None else sheet_of(page, loose_items(page.runs, page))

    return Survey(recurring, Vocabulary.of(tokens), sheet)


def _sample_of(zones: Sequence[tuple[int, Zone]], layouts: Layouts) -> set[int]:
    """Pages spread over the document, so many of each table that what is usual in it can be learnt."""
    pages: dict[int, list[int]] = {}
    for page, zone in zones:
        if (match := layouts.match(zone)) is not None:
            pages.setdefault(match[0], []).append(page)
    return {page for numbers in pages.values() for page in _spread(numbers)}


def _spread(numbers: Sequence[int]) -> Sequence[int]:
    return numbers[:: max(1, len(numbers) // _SAMPLE)]


def _ways_by_text(
    pages: Iterable[Page], recurring: Recurring, joins_words: bool, columns: Columns | None
) -> dict[int, ByText]:
    """Learn each table of the document; give the way to cut each page. Drawn `columns` hold for all pages."""
    segments = segments_of(pages, lambda page, run: recurring.holds(run, page.number, page.height), joins_words)
    if columns is not None and segments:
        numbers = [number for segment in segments for number in segment.pages]
        parts = [(columns, numbers, segments[0].begins)]
    else:
        parts = [(part.columns, part.pages, part.begins) for part in segments if part.columns is not None]
    ways: dict[int, ByText] = {}
    for number, (limits, numbers, begins) in enumerate(parts):
        chosen = {begins, *_spread(numbers)}
        way = ByText(number, limits, recurring, [page for page in pages if page.number in chosen], begins)
        ways.update(dict.fromkeys(numbers, way))
    return ways
