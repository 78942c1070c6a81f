"""What goes into a chart and what comes out of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from django.utils.safestring import SafeString

from fachwerk.portal.charts.words import Language

Cell: TypeAlias = str | int | date | None
Row: TypeAlias = tuple[Cell, ...]

WIDE, NARROW = 720, 340


@dataclass(frozen=True, slots=True)
class Frame:
    """How a chart is set: its language, the prefix of its ids (one for each chart of a page), what it is about.

    `about` goes behind the title ("Landkreis Bautzen"). `width` is in units of the drawing, in which text is 12 high:
    WIDE for a column of text, NARROW for a phone.
    """

    language: Language
    prefix: str
    about: str = ""
    width: int = WIDE


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a legend: the class that paints it, and what it stands for."""

    paint: str
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing that a page may hold as it is, and the table that says the same.

    `svg` is empty if there is nothing to draw; `description` says so. Days and numbers in `rows` are as they are, for a
    page to print by locale and for a download to write as ISO. `links` has an address for each cell of `rows`, empty
    where there is none, or is empty as a whole.
    """

    title: str
    description: str
    svg: SafeString
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    links: tuple[tuple[str, ...], ...] = ()
    legend: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A project on a timeline; `colour` is the number of its funding line, 1 to 10, or 0 for none."""

    label: str
    begin: date | None
    end: date | None
    href: str = ""
    group: str = ""
    colour: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A funding line or another series: `short` is what fits over a column ("7"), `colour` 0 to 10."""

    short: str
    label: str
    colour: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """How many projects a region has in a funding line, by their places in the matrix, and where they are listed."""

    region: int
    line: int
    count: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """How many projects run in one month (any day of it), by series in the order of the chart's lines."""

    month: date
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: a region or an edition, with its counts in the order of the chart's lines."""

    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A project's begin and end as far as they are stated."""

    begin: date | None
    end: date | None

    @property
    def is_turned(self) -> bool:
        return self.begin is not None and self.end is not None and self.end < self.begin


def one_by_one(rows: Sequence[Row], hrefs: Sequence[str], column: int) -> tuple[tuple[str, ...], ...]:
    """Give each row one link, in that column; no links at all if none of the addresses leads anywhere."""
    if not any(hrefs):
        return ()
    return tuple(
        tuple(href if place == column else "" for place in range(len(row)))
        for row, href in zip(rows, hrefs, strict=True)
    )


def names_beside(width: int) -> int:
    """Give the room for the names of a matrix's rows: beside the cells, or none, and they stand above them."""
    return 270 if width > 500 else 0
