"""What was learnt about a table's columns from all pages, and the pages as they are cut by it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fachwerk.records import Page, Run
from fachwerk.rows.drawn.bands import Band
from fachwerk.rows.drawn.cells import whole_words
from fachwerk.rows.drawn.loose import statements_of
from fachwerk.rows.drawn.profile import Profile
from fachwerk.rows.drawn.strips import Strip, strips_of

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A set of columns: what is usual in them, and which headings recur over them."""

    number: int
    profile: Profile
    insets: tuple[tuple[float, float], ...]  # per column: where text may begin and end, from the limits inwards
    recurring: frozenset[Key] = frozenset()
    phantoms: tuple[int, ...] = ()  # columns that are drawn, but never filled and never headed


def unknown_table(number: int, count: int) -> Table:
    """A table of so many columns, of which nothing was learnt yet."""
    return Table(number, Profile((0.0,) * count, (False,) * count), ((0.0, 0.0),) * count)


@dataclass(frozen=True, slots=True)
class Stretch:
    """One table's part on one page, top down; `headings` is None while they are still among the bands."""

    table: Table
    bands: Sequence[Band]
    headings: Sequence[Band] | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page cut into stretches of tables and loose lines, in reading order."""

    page: int
    height: float
    items: Sequence[Stretch | Strip]
    notes: tuple[str, ...] = ()


def words_in(bands: Iterable[Band], insets: Sequence[tuple[float, float]]) -> set[str]:
    """Words of a table that are surely printed whole."""
    return {
        token
        for band in bands
        for column, (left, right) in enumerate(insets)
        for token in whole_words(
            band.cells[column], band.columns.bounds[column + 1] - right - band.columns.bounds[column] - left
        )
    }


Item = tuple[float, Stretch | Strip]


def loose_items(runs: Iterable[Run], page: Page) -> list[Item]:
    """Lines outside the tables, with the heights they stand at."""
    return [(part.baseline, part) for strip in strips_of(runs, page.number) for part in statements_of(strip)]


def sheet_of(page: Page, items: list[Item]) -> Sheet:
    """Put what was found on a page into reading order."""
    items.sort(key=lambda item: item[0])
    return Sheet(page.number, page.height, [item for _, item in items], page.notes)
