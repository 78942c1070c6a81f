"""Which pages without drawn grids share their columns: one table after the other may stand in one file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from operator import attrgetter

from fachwerk.records import Page, Run
from fachwerk.rows.drawn.columns import Columns
from fachwerk.rows.drawn.edges import Coverage

Groups = Sequence[Sequence[Run]]

_LEFT, _RIGHT = attrgetter("left"), attrgetter("right")

_CROSSING = 0.08  # of a page's runs: more of them over the gutters, and the columns are others
_OVER = 6.0  # points on either side of a limit
_TABULAR = 0.4  # of a page's lines: so many have text in several places
_FEW = 5  # lines
_EDGE = 0.04  # of a table's runs: so many begin (or end) at one x, and it is an edge
_HALF = 0.5  # of the usual share of runs that stand at the edges: fewer, and it is another table
_MOST = 0.8  # of it: fewer, and another number of columns, and it is another table as well
_SOME = 3  # lines with text in several places, in a list whose cells are longer than its pages
_APART = 1.0  # of the size: gap between columns rather than words
_GROWN = 1.25  # times the pages: columns are looked for anew when a table has grown so much


@dataclass(slots=True)
class Segment:
    """Pages with the same columns."""

    coverage: Coverage
    pages: list[int] = field(default_factory=list)
    columns: Columns | None = None
    last: Groups = ()
    begins: int = 0  # page on which the table begins: the first with text in several places
    lefts: Counter[int] = field(default_factory=Counter)
    rights: Counter[int] = field(default_factory=Counter)
    runs: int = 0
    _settled: int = 0  # pages that the columns were found on

    def add(self, page: int, groups: Groups) -> None:
        self.pages.append(page)
        for group in groups:
            self.runs += len(group)
            self.lefts.update(map(round, map(_LEFT, group)))
            self.rights.update(map(round, map(_RIGHT, group)))
        self.last = groups or self.last
        self.coverage.add_all(groups)
        if self.columns is None or len(self.pages) >= _GROWN * self._settled:
            self.settle()

    def settle(self) -> None:
        """Find the columns on all pages so far."""
        self.columns = self.coverage.columns() or self.columns
        self._settled = len(self.pages)

    def takes(self, groups: Groups) -> bool:
        """Tell whether a page's text keeps to the columns, or to those that come out of both together.

        Two tables laid over one another have more gutters than either, or fewer, and their text begins elsewhere.
        """
        if self.columns is None:
            return True
        at_edges = self._at_edges(groups) / max(_EDGE, self._at_edges(self.last))
        if at_edges < _HALF or (at_edges < _MOST and self._has_others(groups)):
            return False
        if crossing(groups, self.columns) <= _CROSSING:
            return True
        both = self.coverage.copy()
        both.add_all(groups)
        alone, columns = self._alone(groups), both.columns()
        if columns is None or alone is None:
            return columns is not None
        return (
            len(self.columns) - 1 <= len(columns) <= max(len(self.columns), len(alone))
            and max(crossing(groups, columns), crossing(self.last, columns)) <= _CROSSING
        )

    def _alone(self, groups: Groups) -> Columns | None:
        """The columns that a page would have for itself."""
        coverage = Coverage(self.coverage.joins_words)
        coverage.add_all(groups)
        return coverage.columns()

    def _has_others(self, groups: Groups) -> bool:
        alone = self._alone(groups)
        return alone is not None and self.columns is not None and len(alone) != len(self.columns)

    def _at_edges(self, groups: Groups) -> float:
        """Share of runs that begin or end where many others do."""
        runs = [run for group in groups for run in group]
        lefts, rights = list(map(round, map(_LEFT, runs))), list(map(round, map(_RIGHT, runs)))
        least = _EDGE * self.runs
        begin, end = _often(self.lefts, lefts, least), _often(self.rights, rights, least)
        at_edges = sum(1 for left, right in zip(lefts, rights, strict=True) if left in begin or right in end)
        return at_edges / len(runs) if runs else 0.0


def _often(counts: Counter[int], places: Iterable[int], least: float) -> set[int]:
    """Those places where (within a point) so many runs begin or end."""
    return {x for x in set(places) if counts.get(x - 1, 0) + counts.get(x, 0) + counts.get(x + 1, 0) >= least}


def segments_of(pages: Iterable[Page], is_running: Callable[[Page, Run], bool], joins_words: bool) -> list[Segment]:
    """Put pages together as long as their text keeps to the same gutters; prose pages belong to what goes before."""
    segments: list[Segment] = []
    for page in pages:
        groups = _groups(page, is_running)
        tabular = is_tabular(groups)
        if not segments or (tabular and not segments[-1].takes(groups)):
            segments.append(Segment(Coverage(joins_words)))
        if tabular or not any(segment.columns for segment in segments):
            segments[-1].add(page.number, groups if tabular else ())
            if tabular and not segments[-1].begins:
                segments[-1].begins = page.number
        else:
            segments[-1].pages.append(page.number)
    for segment in segments:
        segment.settle()
    return segments if any(segment.columns for segment in segments) else _one_segment(pages, is_running, joins_words)


def _one_segment(pages: Iterable[Page], is_running: Callable[[Page, Run], bool], joins_words: bool) -> list[Segment]:
    """Where no page looks like a table, all pages together may: cells may be longer than pages."""
    segment, several = Segment(Coverage(joins_words)), 0
    for page in pages:
        groups = _groups(page, is_running)
        found = sum(map(_has_several, groups))
        several += found
        segment.add(page.number, groups)
        if found and not segment.begins:
            segment.begins = page.number
    segment.settle()
    return [segment] if several >= _SOME else []


def _groups(page: Page, is_running: Callable[[Page, Run], bool]) -> Groups:
    """A page's printed lines without those that recur on other pages."""
    lines = [list(group) for _, group in groupby(page.runs, attrgetter("line"))]
    return [line for line in lines if not all(is_running(page, run) for run in line)]


def _has_several(group: Sequence[Run]) -> bool:
    return any(b.left - a.right > _APART * b.size for a, b in pairwise(group))


def is_tabular(groups: Groups) -> bool:
    """Tell lines of a table from prose: many of them have text in several places."""
    several = sum(map(_has_several, groups))
    return len(groups) >= _FEW and several >= _TABULAR * len(groups) or several >= _FEW


def crossing(groups: Groups, columns: Columns) -> float:
    """Share of runs that stand over a limit between two columns."""
    runs = [run for group in groups for run in group]
    inner = columns.bounds[1:-1]
    over = sum(1 for run in runs if any(run.left < x - _OVER and run.right > x + _OVER for x in inner))
    return over / len(runs) if runs else 0.0
