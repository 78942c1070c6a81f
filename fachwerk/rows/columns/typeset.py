"""From gathered lines to a row as it is handed on: cells joined, their printed pieces, and where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from fachwerk.records import Break, Cell, Origin, Piece, Row
from fachwerk.rows.columns.measure import Measure
from fachwerk.rows.columns.slices import Slice, Slices
from fachwerk.rows.wrap import join, words_of

_MARKS = ",;:()[]„“”\"'"


@dataclass(frozen=True, slots=True)
class Typesetter:
    """What it takes to join the lines of a cell: the columns' widths, and the list's own words.

    `phantoms` are the places of columns that have a heading only; `width` is the number of columns with them.
    """

    measure: Measure
    words: Collection[str]
    folded: Collection[str]
    width: int
    phantoms: Collection[int]

    def row(self, number: int, lines: Sequence[Slices]) -> Row:
        """Row `number` of the file, made of these lines."""
        found: dict[int, list[tuple[Slices, Slice]]] = defaultdict(list)
        for line in lines:
            for each in line.slices:
                found[each.column].append((line, each))
        real = (place for place in range(self.width) if place not in self.phantoms)
        column_at = {place: column for column, place in enumerate(real)}
        cells = tuple(self._cell(found.get(column_at.get(place, -1), [])) for place in range(self.width))
        return Row(number, _origin(lines), cells)

    def _cell(self, slices: Sequence[tuple[Slices, Slice]]) -> Cell:
        if not slices:
            return Cell(None)
        texts = [each.text for _, each in slices]
        column = slices[0][1].column
        breaks = [self.measure.broke(column, line, below, self.words) for line, below in pairwise(texts)]
        pieces = tuple(Piece(line.printed.page, line.printed.line.number, each.text) for line, each in slices)
        return Cell(join(texts, [*breaks, Break.UNKNOWN], self.folded), pieces)


def typesetter(lines: Sequence[Slices], measure: Measure, width: int, phantoms: Collection[int]) -> Typesetter:
    """Learn the list's own words from its lines."""
    words = frozenset(sure_words(lines))
    return Typesetter(measure, words, words_of(words), width, phantoms)


def sure_words(lines: Sequence[Slices]) -> Iterator[str]:
    """Words, as printed, that touch no line end, and those that begin lines after three different words."""
    above: dict[int, str] = defaultdict(str)
    begun: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        for each in line.slices:
            tokens = each.text.split(" ")
            yield from (_bare(token) for token in tokens[1:-1])
            begun[_bare(tokens[0])].add(above[each.column])
            above[each.column] = tokens[-1]
    yield from (word for word, before in begun.items() if len(before) > 2)


def _bare(token: str) -> str:
    """The word without the marks around it; a dot after few letters belongs to them: `e. V.` holds no word `e`."""
    return token.strip(_MARKS).rstrip("." if len(token) > 4 else "")


def _origin(lines: Sequence[Slices]) -> Origin:
    pages: dict[int, list[int]] = defaultdict(list)
    for line in lines:
        pages[line.printed.page].append(line.printed.line.number)
    first, *rest = (Origin(page, (numbers[0], numbers[-1])) for page, numbers in pages.items())
    return Origin(first.page, first.lines, None, tuple(rest))
