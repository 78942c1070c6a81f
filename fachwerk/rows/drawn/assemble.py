"""From bands and loose lines, page by page, to heads, rows and furniture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from fachwerk.records import Cell, Furniture, Head, Kind, Origin, Part, Row
from fachwerk.rows.drawn.bands import Band
from fachwerk.rows.drawn.carried import continues
from fachwerk.rows.drawn.cells import NO_WORDS, Vocabulary, cell_of, joined
from fachwerk.rows.drawn.heads import Opening, head_of, heading_words, opening_of, sorted_strips
from fachwerk.rows.drawn.loose import Recurring, furniture_of
from fachwerk.rows.drawn.profile import Profile, is_number
from fachwerk.rows.drawn.strips import Strip
from fachwerk.rows.drawn.tables import Sheet, Stretch, Table
from fachwerk.rows.furniture import kind_of
from fachwerk.text import key

_RUBBISH = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]")


@dataclass(slots=True)
class Assembly:
    """Goes through the sheets once; holds the last row back until the next page has shown whether it goes on."""

    recurring: Recurring
    words: Vocabulary = NO_WORDS
    _heading_words: Vocabulary = NO_WORDS
    _head: Head | None = None
    _table: Table | None = None
    _held: list[Band] = field(default_factory=list)
    _held_notes: list[str] = field(default_factory=list)
    _after: list[Part] = field(default_factory=list)
    _count: int = 0

    def parts(self, sheets: Iterable[Sheet]) -> Iterator[Part]:
        self._heading_words = self.words.with_words(heading_words())
        for sheet in sheets:
            for item in sheet.items:
                if isinstance(item, Stretch):
                    yield from self._stretch(item, sheet)
                else:
                    self._after.append(furniture_of(item, sheet.height, self.recurring, has_rows=self._has_rows))
        yield from self._release()

    @property
    def _has_rows(self) -> bool:
        return self._count > 0 or bool(self._held)

    def _stretch(self, stretch: Stretch, sheet: Sheet) -> Iterator[Part]:
        table = stretch.table
        if stretch.headings is None:
            opening = opening_of(stretch.bands, table.profile, table.recurring)
        else:
            opening = Opening((), stretch.headings, stretch.bands)
        self._after += [_furniture(band, Kind.TITLE) for band in opening.titles]
        yield from self._begin(opening.headings, table)
        body = [part for band in opening.body for part in band.unmerged()]
        for at, band in enumerate(body):
            if table.recurring and band.key in table.recurring:
                self._after.append(_furniture(band, Kind.HEADING))
            elif at == 0 and self._held and self._held[-1].page != band.page and self._goes_on(band, table):
                self._held.append(band)
                self._held_notes += sheet.notes
            elif (kind := _kind_of(band, table.profile, body[at + 1 :])) is not None:
                self._after.append(_furniture(band, kind))
            else:
                yield from self._release()
                self._held, self._held_notes = [band], list(sheet.notes)

    def _goes_on(self, band: Band, table: Table) -> bool:
        return continues(self._held[-1], band, table.profile)

    def _begin(self, headings: Sequence[Band], table: Table) -> Iterator[Part]:
        """Open a new table where columns or headings change; a heading printed again is furniture."""
        is_same = self._table is not None and self._table.number == table.number
        if headings:
            head = head_of(headings, table.insets, self._joined)
            if is_same and self._head is not None and _says_the_same(head, self._head):
                self._after.append(Furniture(Kind.HEADING, head.pieces))
                self._table = table
                return
        elif self._head is not None and (is_same or len(self._head.headings) == len(table.profile.fill)):
            self._table = table
            return
        else:
            head = Head(tuple(f"Spalte {number}" for number in range(1, len(table.profile.fill) + 1)), ())
        yield from self._release()
        self._head, self._table = head, table
        yield head

    def _release(self) -> Iterator[Part]:
        """Hand on the row that was held back, and what was printed after it began."""
        if self._held and self._table is not None:
            self._count += 1
            yield row_of(self._held, self._count, self._table, self.words, self._held_notes)
        self._held = []
        yield from self._after
        self._after = []

    def _joined(self, strips: Sequence[Strip], left: float, right: float) -> str:
        return joined(strips, left, right, self._heading_words)


def row_of(bands: Sequence[Band], number: int, table: Table, words: Vocabulary, notes: Sequence[str]) -> Row:
    """Make one row of a band and of what goes on with it on the following pages."""
    cells = []
    for column, (left, right) in enumerate(table.insets):
        strips = list(chain.from_iterable(band.cells[column] for band in bands))
        bounds = bands[0].columns.bounds
        limits = bounds[column] + left, bounds[column + 1] - right
        above = bands[0].repeated[column] if bands[0].repeated else ()
        if above and not strips:
            cells.append(Cell(joined(above, *limits, words), (), ("repeated from a merged cell",)))
        else:
            cells.append(cell_of(strips, *limits, words))
    first, *rest = map(_origin, bands)
    unreadable = len(_RUBBISH.findall(" ".join(cell.printed for cell in cells if cell.printed)))
    if unreadable:
        notes = [*notes, f"text layer damaged: {unreadable} characters stand for no letter"]
    return Row(number, Origin(first.page, first.lines, first.box, tuple(rest)), tuple(cells), tuple(unique(notes)))


def unique(notes: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(notes)


def _origin(band: Band) -> Origin:
    lines = [strip.line for strip in band.strips]
    return Origin(band.page, (min(lines), max(lines)), band.box)


def _furniture(band: Band, kind: Kind) -> Furniture:
    return Furniture(kind, tuple(piece for strip in sorted_strips(band) for piece in strip.pieces))


def _says_the_same(head: Head, other: Head) -> bool:
    return [key(name) for name in head.headings] == [key(name) for name in other.headings]


def _kind_of(band: Band, profile: Profile, following: Sequence[Band]) -> Kind | None:
    """Tell furniture inside a table from rows: totals, headings of groups, notes below the last row.

    A heading goes over all columns, or stands alone in a table whose every row has a number.
    """
    words = list(islice((column for column in band.filled if not is_number(band.text(column))), 2))
    if len(words) == 2 and not band.is_whole:
        return None
    numbers = [column for column in band.filled if column not in words]
    if len(words) == 1 and numbers and kind_of(f"{band.text(words[0])} {band.text(numbers[0])}") is Kind.TOTAL:
        return Kind.TOTAL
    is_alone = len(band.filled) == 1 and not numbers and len(profile.fill) > 2 and bool(profile.anchors)
    if not (band.is_whole or is_alone):
        return None
    text = " ".join(strip.text for strip in sorted_strips(band))
    has_rows_below = any(column in profile.anchors for other in following for column in other.filled)
    return kind_of(text) or (Kind.HEADING if has_rows_below else Kind.NOTE)
