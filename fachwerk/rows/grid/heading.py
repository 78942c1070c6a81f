"""Where a table begins: its heading row among titles and data, the storeys of its heading, the columns' names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fachwerk.rows.grid.shape import Shape, could_head, is_known_heading, is_unit, is_value

_DEEPEST = 60  # rows in which a heading is looked for
_MOST_STOREYS = 3
_TYPED = 0.7


@dataclass(frozen=True, slots=True)
class Heading:
    """The rows of a window that make a heading (`first` to before `end`), and how many of its names we know.

    A table without a printed heading has none of these rows: `first == end` is its first row of data.
    """

    first: int
    end: int
    known: int


def heading_in(window: Sequence[Shape]) -> Heading | None:
    """Find the heading of the first table in a window of rows; None if there is no table.

    The heading is the first row at least half as wide as usual that holds words only and either two wordings of
    headings we know, or words in columns whose other cells are values (days, amounts, numbers). If no column holds
    values, it is the first wide row, unless one of its words comes again below. If the first wide row is no heading
    by that, the table has none.
    """
    wide = _wide(window)
    if not wide:
        return None
    for at in wide:
        if could_head(window[at]) and _is_well_known(window[at]):
            return _whole(window, at)
    for at in wide:
        typed = typed_columns(window[at + 1 :])
        if could_head(window[at]) and _heads(window[at], typed, window[at + 1 :]):
            return _whole(window, at)
        if not typed or any(column in typed and is_value(text) for column, text in window[at].own):
            break
    return Heading(wide[0], wide[0], 0)


def starts_table(window: Sequence[Shape], usual: int) -> Heading | None:
    """Recognise the heading of a further table at a window's first row, by wordings we know."""
    first = window[0]
    if len(first.own) * 2 < usual or not could_head(first) or not _is_well_known(first):
        return None
    end = _end(window, 0)
    return Heading(0, end, _known(window[:end]))


def names(storeys: Sequence[Shape], columns: Sequence[int]) -> tuple[str, ...]:
    """Name the columns: storeys joined top down, empty ones by their place, equal ones told apart by theirs."""
    joined = [_name(storeys, column) or f"Spalte {at}" for at, column in enumerate(columns, 1)]
    return tuple(name if joined.index(name) == at else f"{name} ({at + 1})" for at, name in enumerate(joined))


def typed_columns(below: Sequence[Shape]) -> frozenset[int]:
    """Columns in which most cells are values."""
    filled: dict[int, int] = {}
    values: dict[int, int] = {}
    for shape in below:
        for column, text in shape.own:
            filled[column] = filled.get(column, 0) + 1
            values[column] = values.get(column, 0) + is_value(text)
    return frozenset(column for column, count in filled.items() if values[column] >= max(1, _TYPED * count))


def _wide(window: Sequence[Shape]) -> list[int]:
    widths = sorted(shape.width for shape in window if shape.width > 1)
    if not widths:
        return []
    usual = widths[len(widths) // 2]
    return [at for at, shape in enumerate(window[:_DEEPEST]) if len(shape.own) > 1 and shape.width * 2 >= usual]


def _is_well_known(shape: Shape) -> bool:
    known = sum(is_known_heading(text) for _, text in shape.own)
    return known * 3 >= len(shape.own) and known >= 2


def _heads(shape: Shape, typed: frozenset[int], below: Sequence[Shape]) -> bool:
    if typed:
        return bool(typed & shape.columns)
    repeated = {(column, text) for other in below for column, text in other.own}
    return not repeated.intersection(shape.own)


def _whole(window: Sequence[Shape], at: int) -> Heading:
    """Add the storeys above and below to a heading row."""
    first = at
    while first > 0 and at - first < _MOST_STOREYS and _is_above(window[first - 1], window[first]):
        first -= 1
    end = _end(window, at)
    return Heading(first, end, _known(window[first:end]))


def _end(window: Sequence[Shape], at: int) -> int:
    end = at + 1
    while end < min(len(window), at + _MOST_STOREYS):
        if not _is_below(window[end], window[end - 1], typed_columns(window[end + 1 :])):
            break
        end += 1
    return end


def _known(storeys: Sequence[Shape]) -> int:
    return sum(is_known_heading(text) for shape in storeys for _, text in shape.own)


def _is_next(above: Shape, below: Shape) -> bool:
    return below.row.line == above.row.last_line + 1


def _is_above(shape: Shape, head: Shape) -> bool:
    """A storey above spans several headings or stands where the row below is empty; a title does neither.

    A single cell that begins in the first column is taken for a title even if it is merged.
    """
    if not _is_next(shape, head) or not could_head(shape) or not shape.own:
        return False
    if len(shape.own) == 1 and shape.own[0][0] == min(head.columns | shape.columns):
        return False
    return all(
        not head.text(column) or column in head.covered or _spans(shape, head, column) for column in shape.columns
    )


def _is_below(shape: Shape, head: Shape, typed: frozenset[int]) -> bool:
    """A storey below holds words, also in columns of values, and only under headings that are wider or open."""
    if not _is_next(head, shape) or not could_head(shape) or not shape.own:
        return False
    if all(is_unit(text) for _, text in shape.own):
        return True
    is_merged = bool(shape.covered & head.columns)
    if not is_merged and typed and not typed & shape.columns:
        return False
    return all(
        not head.text(column) or column in head.covered or _spans(head, shape, column) or is_unit(text)
        for column, text in shape.own
    )


def _spans(above: Shape, below: Shape, column: int) -> bool:
    """Tell whether a cell goes on to the right: merged, or empty beside it where the row below has text."""
    right = column + 1
    return right in above.row.covered or (
        not above.text(right) and bool(below.text(right)) and bool(below.text(column))
    )


def _name(storeys: Sequence[Shape], column: int) -> str:
    parts: list[str] = []
    for at, storey in enumerate(storeys):
        text = storey.text(column) or _from_left(storey, storeys[at + 1 :], column)
        if text and (not parts or parts[-1] != text):
            parts.append(text)
    return " ".join(parts)


def _from_left(storey: Shape, below: Sequence[Shape], column: int) -> str:
    """What an empty cell inherits from the heading to its left, in files that know no merged cells."""
    if storey.covered or not below or not below[0].text(column):
        return ""
    left = next((at for at in range(column, -1, -1) if storey.text(at)), None)
    if left is None or not all(below[0].text(at) for at in range(left, column)):
        return ""
    return storey.text(left)
