"""Headings of a dump in LibreOffice's order: those of one line first, longer ones below; merged to one order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, groupby

from fachwerk.rows.dump.heads import HeadColumn
from fachwerk.rows.dump.lines import split_words
from fachwerk.rows.dump.shapes import Shape, shape

_UNITS = frozenset(("%", "€", "EUR", "£", "$"))
# The orders in which lists usually print their columns, where nothing else decides: overviews of projects, and lists
# of operations under the EU's regulations.
_USUAL = (
    (
        *("running", "identifier", "programme", "sponsor", "postcode", "place", "region", "country", "item", "kind"),
        *("begin", "end", "title", "description", "amount_planned", "amount_awarded", "amount_paid", "status"),
    ),
    (
        *("running", "identifier", "programme", "sponsor", "title", "description", "year_approved", "year_completed"),
        *("begin", "end", "amount_total", "cofinancing_rate", "amount_planned", "amount_awarded", "amount_paid"),
        *("postcode", "place", "region", "country", "intervention", "status"),
    ),
)


def in_column_order(
    first: Sequence[HeadColumn], second: Sequence[HeadColumn], expects: Mapping[str, Shape | None], upper: Sequence[str]
) -> tuple[HeadColumn, ...]:
    """Merge headings of one line (`first`) and longer ones (`second`), each in order, to the likeliest column order.

    `upper` are rows whose days and numbers stand between words: the order must let them. Among those that do, the
    one nearest to the usual order of columns wins.
    """
    size = len(first) + len(second)
    patterns = [pattern for text in upper[:60] if (pattern := _pattern(text))]

    def price(order: Sequence[HeadColumn]) -> tuple[float, int]:
        shapes = [expects.get(column.meaning, Shape.WORDS) for column in order]
        misfits = sum(not _fits(pattern, shapes) for pattern in patterns)
        return misfits, min(_inversions([column.meaning.split(" ")[0] for column in order], usual) for usual in _USUAL)

    orders = (_merged(first, second, frozenset(places), size) for places in combinations(range(size), len(second)))
    return min(orders, key=price)


def _inversions(names: Sequence[str], usual: Sequence[str]) -> int:
    """How many pairs of columns stand the other way round than usual; a column that is not usual counts for one."""
    ranks = [usual.index(name) for name in names if name in usual]
    return len(names) - len(ranks) + sum(a > b for place, a in enumerate(ranks) for b in ranks[place + 1 :])


def _merged(
    first: Sequence[HeadColumn], second: Sequence[HeadColumn], places: frozenset[int], size: int
) -> tuple[HeadColumn, ...]:
    ones, others = iter(first), iter(second)
    return tuple(next(others if place in places else ones) for place in range(size))


def _pattern(text: str) -> tuple[Shape, ...]:
    """The shapes of a line's words, words in a row as one; units belong to their number."""
    shapes = [shape(word) for word in text.split() if word not in _UNITS]
    return tuple(found for found, _ in groupby(shapes))


def _fits(pattern: Sequence[Shape], shapes: Sequence[Shape | None]) -> bool:
    """Whether the shapes can stand in these columns from left to right."""
    place = 0
    for found in pattern:
        while place < len(shapes) and not _may_hold(shapes[place], found):
            place += 1
        if place == len(shapes):
            return False
        if found is not Shape.WORDS:
            place += 1
    return True


def _may_hold(expects: Shape | None, found: Shape) -> bool:
    return expects in (None, found) or (found is Shape.NUMBER and expects in (Shape.WORDS, Shape.AMOUNT))


def heads_on_page(texts: Sequence[str], words: frozenset[str]) -> Iterator[int]:
    """The places of a page's first lines that hold words of the heading only."""
    for place, text in enumerate(texts):
        if not all(word in words for word in split_words(text)):
            return
        yield place
