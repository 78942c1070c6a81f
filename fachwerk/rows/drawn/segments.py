"""Which pages without drawn grids share their columns: one table after the other may stand in one file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from operator import attrgetter

from fachwerk.records import Page, Run
from fachwerk.rows.drawn.columns import Columns
from fachwerk.rows.drawn.edges import Coverage

Groups = Sequence[Sequence[Run]]

_CROSSING = 0.08  # of a page's runs: more of them over the gutters, and the columns are others
_OVER = 6.0  # points on either side of a limit
_TABULAR = 0.4  # of a page's lines: so many have text in several places
_FEW = 5  # lines
_APART = 1.0  # of the size: gap between columns rather than words


@dataclass(slots=True)
class Segment:
    """Pages with the same columns."""

    coverage: Coverage = field(default_factory=Coverage)
    pages: list[int] = field(default_factory=list)
    columns: Columns | None = None
    last: Groups = ()
    begins: int = 0  # page on which the table begins: the first with text in several places

    def add(self, page: int, groups: Groups) -> None:
        self.pages.append(page)
        self.last = groups or self.last
        self.coverage.add_all(groups)
        self.columns = self.coverage.columns() or self.columns

    def takes(self, groups: Groups) -> bool:
        """Tell whether a page's text keeps to the columns, or to those that come out of both together.

        Two tables laid over one another have more gutters than either, or fewer.
        """
        if self.columns is None or crossing(groups, self.columns) <= _CROSSING:
            return True
        own, both = Coverage(), self.coverage.copy()
        own.add_all(groups)
        both.add_all(groups)
        alone, columns = own.columns(), both.columns()
        if columns is None or alone is None:
            return columns is not None
        return (
            len(self.columns) - 1 <= len(columns) <= max(len(self.columns), len(alone))
            and max(crossing(groups, columns), crossing(self.last, columns)) <= _CROSSING
        )


def segments_of(pages: Iterable[Page], is_running: Callable[[Page, Run], bool]) -> list[Segment]:
    """Put pages together as long as their text keeps to the same gutters; prose pages belong to what goes before."""
    segments: list[Segment] = []
    for page in pages:
        lines = [list(group) for _, group in groupby(page.runs, attrgetter("line"))]
        groups = [line for line in lines if not all(is_running(page, run) for run in line)]
        tabular = is_tabular(groups)
        if not segments or (tabular and not segments[-1].takes(groups)):
            segments.append(Segment())
        if tabular or not any(segment.columns for segment in segments):
            segments[-1].add(page.number, groups if tabular else ())
            if tabular and not segments[-1].begins:
                segments[-1].begins = page.number
        else:
            segments[-1].pages.append(page.number)
    return segments


def is_tabular(groups: Groups) -> bool:
    """Tell lines of a table from prose: many of them have text in several places."""
    several = sum(1 for group in groups if any(b.left - a.right > _APART * b.size for a, b in pairwise(group)))
    return len(groups) >= _FEW and several >= _TABULAR * len(groups) or several >= _FEW


def crossing(groups: Groups, columns: Columns) -> float:
    """Share of runs that stand over a limit between two columns."""
    runs = [run for group in groups for run in group]
    inner = columns.bounds[1:-1]
    over = sum(1 for run in runs if any(run.left < x - _OVER and run.right > x + _OVER for x in inner))
    return over / len(runs) if runs else 0.0
