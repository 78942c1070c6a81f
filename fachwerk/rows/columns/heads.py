"""Headings: which of the lines before the first row are headings, and which column each of their words heads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import NamedTuple

from fachwerk.records import Break
from fachwerk.rows.columns.gutters import Span
from fachwerk.rows.columns.slices import Slices, by_column
from fachwerk.rows.columns.words import Chunk, Printed, chunks
from fachwerk.rows.furniture import as_of, kind_of
from fachwerk.rows.wordings import claims_of
from fachwerk.rows.wrap import join

# So many characters may lie between a heading and its column before it heads a column that no row fills.
_NEAR = 2
# As far a heading may stand off its column where another heading stands between it and the next one.
_ASIDE = 8
# A heading's lines follow one another; so many lines further down another cell's heading may begin.
_REACH = 4
# Costs of giving a column nothing of a text over it, in characters off: one that has a heading, one that has none.
_ALREADY, _BARE = 3.0, 8.0


class Column(NamedTuple):
    """A column as the rows of one page show it: from its first to its last character; empty where they show none."""

    left: int
    right: int
    is_flush_right: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """The headings of all columns in order, "" where nothing is printed.

    `phantoms` are the places in that order of columns in which no row prints anything.
    """

    columns: tuple[str, ...]
    phantoms: frozenset[int]


class _Label(NamedTuple):
    """Part of a heading's line over the columns `first` to `last`; halves are places between two columns."""

    text: str
    start: int
    end: int
    first: float
    last: float


def columns_of_page(lines: Sequence[Slices], spans: Sequence[Span]) -> list[Column]:
    """The columns as the rows of a page show them, blocks that the tool has shifted aside."""
    found = []
    for own, span in zip(by_column(lines, len(spans)), spans, strict=True):
        if not own:
            found.append(Column(span.left, span.left))
            continue
        left, starts = Counter(each.start for each in own).most_common(1)[0]
        ends = Counter(each.end for each in own).most_common(1)[0][1]
        left = min([left, *(each.start for each in own if each.start >= span.left)])
        found.append(Column(left, max(min(each.end, span.right) for each in own), ends > starts))
    return found


def heading_lines(front: Sequence[Printed], columns: Sequence[Column]) -> int:
    """How many of the last lines before the first row are headings.

    Titles end them, and what says something about the list (`Stand: …`). Above the first line with several texts, a
    line belongs to them only if it stands over one of them.
    """
    texts = [chunks(line.words) for line in front]
    first = len(front)
    while first and not _is_outside(front, texts, first - 1, columns):
        first -= 1
    several = next((at for at in range(first, len(front)) if len(texts[at]) > 1), None)
    if several is None:
        return 0
    while first < several and not _overlaps(texts[first][0], texts[first + 1 : first + 1 + _REACH]):
        first += 1
    return len(front) - first


def best_heading(front: Sequence[Printed], columns: Sequence[Column], words: Collection[str]) -> tuple[int, Heading]:
    """How many of the last lines before the first row are headings, and what they say.

    A title may stand close above the first column's heading: it is one if the headings make more sense without it.
    """
    headed = heading_lines(front, columns)
    found = heading(front[len(front) - headed :], columns, words)
    while headed > 1 and _is_alone_above_first(front[len(front) - headed], columns):
        without = heading(front[len(front) - headed + 1 :], columns, words)
        if _known(without) <= _known(found):
            break
        headed, found = headed - 1, without
    return headed, found


def _is_alone_above_first(line: Printed, columns: Sequence[Column]) -> bool:
    return len(chunks(line.words)) == 1 and line.words[0].start < columns[0].right


def _known(found: Heading) -> int:
    return sum(bool(text and claims_of(text)) for text in found.columns)


def _is_outside(front: Sequence[Printed], texts: Sequence[Sequence[Chunk]], at: int, columns: Sequence[Column]) -> bool:
    """Tell a line above which no heading stands: a title, a statement, or a text apart above the first column."""
    line, own = front[at], texts[at]
    if kind_of(line.text) is not None or as_of(line.text) is not None:
        return True
    if any(is_title(chunk, texts[at + 1 :], columns, len(own) == 1) for chunk in own):
        return True
    is_apart = at + 1 < len(front) and front[at + 1].blanks_before > 0
    return len(own) == 1 and is_apart and own[0].start < columns[0].right


def is_title(chunk: Chunk, below: Sequence[Sequence[Chunk]], columns: Sequence[Column], is_alone: bool) -> bool:
    """Tell a text over several columns that begins over the first, or reaches further than the headings under it."""
    touched = _touched(chunk, columns)
    if (
        len(touched) < 2
        or " " not in chunk.text
        or 3 * len(_exactly_parted(chunk, touched, columns)) > 2 * len(touched)
    ):
        return False
    if touched[0] == 0 and len(touched) > 2:
        return True
    under = [other for line in below for other in line if chunk.start < other.end and other.start < chunk.end]
    if not is_alone or not under or {k for other in under for k in _touched(other, columns)} < set(touched):
        return False
    return chunk.start < min(other.start for other in under) - 6 or chunk.end > max(other.end for other in under) + 6


def _touched(chunk: Chunk, columns: Sequence[Column]) -> list[int]:
    return [
        k
        for k, column in enumerate(columns)
        if column.left < column.right and chunk.start < column.right and chunk.end > column.left
    ]


def _overlaps(chunk: Chunk, lines: Iterable[Sequence[Chunk]]) -> bool:
    return any(chunk.start < other.end and other.start < chunk.end for line in lines for other in line)


def heading(lines: Sequence[Printed], columns: Sequence[Column], words: Collection[str]) -> Heading:
    """Give every word of the headings to its column; what stands over several columns heads each of them.

    `words` are words that the list uses, as printed: they tell a word from the rest of one.
    """
    texts = [chunks(line.words) for line in lines]
    style = _style(texts, columns)
    labels: list[list[_Label]] = []
    headed: dict[float, Column] = {}
    for line in reversed(texts):
        own = list(_labels(line, columns, headed, style))
        labels.insert(0, own)
        headed.update({label.first: _under(label, columns) for label in own})
    labels = _spread(_settled(labels, len(columns)))
    places = sorted({*(label.first for line in labels for label in line), *map(float, range(len(columns)))})
    return Heading(
        tuple(
            _joined([label.text for line in labels for label in line if label.first <= at <= label.last], words)
            for at in places
        ),
        frozenset(at for at, place in enumerate(places) if place != int(place)),
    )


def _labels(
    line: Sequence[Chunk], columns: Sequence[Column], headed: Mapping[float, Column], style: int
) -> Iterator[_Label]:
    """Each chunk as one heading, as headings of neighbouring columns that touch, or as one over several columns.

    The last only if each of those columns has a heading of its own below.
    """
    for chunk, touched in zip(line, _shared_out(line, columns), strict=True):
        over = _over(chunk, headed)
        if len(over) > 1 and _starts_at_all(chunk, over, headed):
            touched = sorted({*over, *touched})
        elif all(k in headed for k in touched):
            touched = [k for k in touched if k in over] or touched
        if not touched:
            yield _Label(*chunk, *[_nearest(chunk, columns)] * 2)
        elif len(touched) == 1:
            yield _Label(*chunk, touched[0], touched[0])
        elif all(k in headed for k in touched) and not _is_seamed(chunk, touched, columns, headed):
            yield _Label(*chunk, touched[0], touched[-1])
        else:
            for k, part in _parted(chunk, touched, columns, headed, style):
                yield _Label(*part, k, k)


def _over(chunk: Chunk, headed: Mapping[float, Column]) -> list[int]:
    """The columns over whose heading's next line the chunk stands."""
    below = sorted(k for k, part in headed.items() if chunk.start < part.right and chunk.end > part.left)
    return [int(k) for k in below if k == int(k)]


def _starts_at_all(chunk: Chunk, over: Sequence[int], headed: Mapping[float, Column]) -> bool:
    """Tell headings that touch: words begin where the next lines of all of them do."""
    return {headed[k].left for k in over} <= {start for start, _ in _words(chunk)}


def _shared_out(line: Sequence[Chunk], columns: Sequence[Column]) -> list[list[int]]:
    """The columns that each chunk of a line heads: those it stands over, none twice, for two chunks are two headings.

    Of two over one column, the one that stands over another as well leaves it; else the one that has the nearer column
    free beside it heads that one.
    """
    touched = [_touched(chunk, columns) for chunk in line]
    for at in range(len(line) - 1):
        left, right = touched[at], touched[at + 1]
        if not left or not right or left[-1] != right[0]:
            continue
        if len(left) > 1 or len(right) > 1:
            touched[at], touched[at + 1] = (left, right[1:]) if len(right) > 1 else (left[:-1], right)
            continue
        aside = [(line[at].start - columns[left[0] - 1].right, at, left[0] - 1)] if left[0] else []
        if right[0] + 1 < len(columns):
            aside.append((columns[right[0] + 1].left - line[at + 1].end, at + 1, right[0] + 1))
        taken = {k for each in touched for k in each}
        free = [each for each in aside if each[0] <= _ASIDE and each[2] not in taken]
        if free:
            _, mover, k = min(free)
            touched[mover] = [k]
    return touched


def _nearest(chunk: Chunk, columns: Sequence[Column]) -> float:
    """The column beside a heading that stands over none; far from all, a place between two columns."""
    gaps = [max(column.left - chunk.end, chunk.start - column.right) for column in columns]
    best = min(range(len(columns)), key=lambda k: gaps[k])
    if gaps[best] <= _NEAR:
        return float(best)
    return best + 0.5 if chunk.start >= columns[best].right else best - 0.5


def _is_seamed(chunk: Chunk, touched: Sequence[int], columns: Sequence[Column], headed: Mapping[float, Column]) -> bool:
    """Tell headings that touch by chance from one heading over several columns.

    Words begin at the edges of the columns or of all their headings' next lines, or a hyphen ends one in the midst of
    the text, or there is one word per column.
    """
    words = _words(chunk)
    if len(_exactly_parted(chunk, touched, columns)) == len(touched):
        return True
    if _starts_at_all(chunk, touched, headed):
        return True
    if any(word[-1] == "-" and following[0].isupper() for (_, word), (_, following) in pairwise(words)):
        return True
    return len(words) == len(touched) and all(
        start < columns[k].right and columns[k].left < start + len(word)
        for (start, word), k in zip(words, touched, strict=True)
    )


def _exactly_parted(chunk: Chunk, touched: Sequence[int], columns: Sequence[Column]) -> list[int]:
    """The touched columns at whose left edge a word of the chunk begins (the first one counts in any case)."""
    starts = {start for start, _ in _words(chunk)}
    return [k for at, k in enumerate(touched) if at == 0 or columns[k].left in starts]


def _parted(
    chunk: Chunk, touched: Sequence[int], columns: Sequence[Column], headed: Mapping[float, Column], style: int
) -> list[tuple[int, Chunk]]:
    """The chunk's words given to the touched columns in order, each part as near as can be to its column.

    Near to the column itself, or to its heading's next line (`headed`).
    Dynamic programming over words and columns; a column may go without.
    """
    words = _words(chunk)
    bare = [_ALREADY if k in headed else _BARE for k in touched]
    best: dict[tuple[int, int], tuple[float, tuple[tuple[int, Chunk], ...]]] = {(0, -1): (0.0, ())}
    for begin in range(len(words)):
        for used in range(-1, len(touched)):
            if (begin, used) not in best:
                continue
            cost, path = best[begin, used]
            for end in range(begin + 1, len(words) + 1):
                part = _chunk_of(words[begin:end])
                for at in range(used + 1, len(touched)):
                    k = touched[at]
                    off = min(_offs(part, columns[k])[style], _off_heading(part, headed.get(k), style))
                    total = cost + off + sum(bare[used + 1 : at])
                    if (end, at) not in best or total < best[end, at][0]:
                        best[end, at] = (total, (*path, (touched[at], part)))
    ends = [(cost + sum(bare[at + 1 :]), path) for (end, at), (cost, path) in best.items() if end == len(words)]
    return list(min(ends)[1])


def _under(label: _Label, columns: Sequence[Column]) -> Column:
    """The place of a heading's line, for the next line above it."""
    place = int(label.first)
    return Column(label.start, label.end, columns[place].is_flush_right if 0 <= place < len(columns) else False)


def _offs(part: Chunk, column: Column) -> tuple[float, float]:
    """How far a heading is from being aligned as its column is, and from standing in the middle, in characters."""
    middle = abs(part.start + part.end - column.left - column.right) / 2
    return abs(part.end - column.right) if column.is_flush_right else abs(part.start - column.left), middle


def _off_heading(part: Chunk, heading: Column | None, style: int) -> float:
    """How far a heading's line is from beginning where its next line does, or being aligned alike, in characters."""
    if heading is None:
        return inf
    return min(_offs(part, heading)[style], abs(part.start - heading.left))


def _style(lines: Sequence[Sequence[Chunk]], columns: Sequence[Column]) -> int:
    """Which of the two distances of `_offs` the headings keep smaller that stand over one column alone."""
    alone = [
        _offs(chunk, columns[touched[0]])
        for line in lines
        for chunk in line
        if len(touched := _touched(chunk, columns)) == 1
    ]
    return int(sum(middle for _, middle in alone) < sum(own for own, _ in alone))


def _words(chunk: Chunk) -> list[tuple[int, str]]:
    found, at = [], chunk.start
    for text in chunk.text.split(" "):
        found.append((at, text))
        at += len(text) + 1
    return found


def _chunk_of(words: Sequence[tuple[int, str]]) -> Chunk:
    start, (last, text) = words[0][0], words[-1]
    return Chunk(" ".join(text for _, text in words), start, last + len(text))


def _settled(labels: Sequence[Sequence[_Label]], count: int) -> list[list[_Label]]:
    """Give a heading between two columns to the neighbour without one; if both have one, it heads its own column.

    Unless it goes on with the heading of one of them: then it begins where that one's next line does.
    """
    headed = {label.first for line in labels for label in line}
    edges = {(label.first, label.start) for line in labels for label in line}
    moved = {}
    for label in (label for line in labels for label in line if label.first != int(label.first)):
        beside = [side for side in (label.first - 0.5, label.first + 0.5) if 0 <= side < count]
        same = [side for side in beside if (side, label.start) in edges]
        bare = [side for side in beside if side not in headed]
        moved[label.first] = [*same, *bare, label.first][0]
    return [
        [
            label._replace(first=moved.get(label.first, label.first), last=moved.get(label.last, label.last))
            for label in line
        ]
        for line in labels
    ]


def _spread(labels: Sequence[Sequence[_Label]]) -> list[list[_Label]]:
    """Let the following lines of a heading over several columns, set in its middle, head the same columns."""
    spread = [list(line) for line in labels]
    for above, line in pairwise(spread):
        for wide in (label for label in above if label.first < label.last):
            under = [at for at, label in enumerate(line) if wide.first <= label.first <= wide.last]
            if len(under) == 1 and abs(sum(line[under[0]][1:3]) - wide.start - wide.end) <= 6:
                line[under[0]] = line[under[0]]._replace(first=wide.first, last=wide.last)
    return spread


def _joined(lines: Sequence[str], words: Collection[str]) -> str:
    breaks = [Break.WORD if _is_rest(line, below, words) else Break.BLANK for line, below in pairwise(lines)]
    return join(lines, [*breaks, Break.UNKNOWN]) if lines else ""


def _is_rest(line: str, below: str, words: Collection[str]) -> bool:
    """Tell the last letters of a long word that was wider than its column: `Bewilligung` above `s-`."""
    rest = below.split(" ", 1)[0].rstrip("-")
    is_long = " " not in line and len(line) > 7 and line[-1].isalpha()
    return is_long and rest.islower() and len(rest) < 6 and rest not in words
