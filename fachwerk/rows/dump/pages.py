"""Where a dump's pages end, and which of its lines are running heads, feet and page numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from fachwerk.records import Kind, Line
from fachwerk.rows.dump.shapes import has_anchor
from fachwerk.rows.furniture import kind_of

# Tika writes three blank lines after a page; other programs leave a page's first line indented by one blank.
_LONG_GAP = 3
_FEW = 3
_INDENTED = re.compile(r" (?=\S)")
_NUMBERS = re.compile(r"\d+")
_EDGE = 6


def with_pages(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Number the pages: by form feeds if there are any, else by the marks that dumps leave at page ends.

    Marks are long gaps or, where these are few, single indented lines between flush ones, if they are rarer than one
    line in ten: what stands everywhere divides nothing.
    """
    if not lines or lines[-1].page > 1:
        return tuple(lines)
    starts = set(_after_long_gaps(lines))
    if len(starts) < _FEW:
        indented = set(_indented(lines))
        printed = sum(1 for line in lines if line.text.strip())
        starts |= indented if len(indented) * 10 < printed else set()
    page, numbered = 1, []
    for line in lines:
        page += line.number in starts
        numbered.append(line._replace(page=page))
    return tuple(numbered)


def _after_long_gaps(lines: Iterable[Line]) -> Iterable[int]:
    blank, is_inside = 0, False
    for line in lines:
        if line.text.strip():
            if is_inside and blank >= _LONG_GAP:
                yield line.number
            blank, is_inside = 0, True
        else:
            blank += 1


def _indented(lines: Sequence[Line]) -> Iterable[int]:
    above = ""
    for line in lines:
        if above.strip() and _INDENTED.match(line.text):
            yield line.number
        above = line.text


def stated(lines: Sequence[Line]) -> dict[int, Kind]:
    """Line number -> kind, of the lines that state a page or a day, and of bookmarks after the last page."""
    found = dict.fromkeys(_bookmarks(lines), Kind.TITLE)
    for line in lines:
        kind = kind_of(line.text.strip()) if line.text.strip() else None
        if kind in (Kind.PAGE_NUMBER, Kind.AS_OF):
            found[line.number] = kind
    return found


def _bookmarks(lines: Sequence[Line]) -> Iterator[int]:
    """Tika ends a dump with the PDF's bookmarks (LibreOffice: the names of the sheets), each after a tab."""
    for line in reversed(lines):
        if line.text.startswith("\t"):
            yield line.number
        elif line.text.strip():
            return


class _Seen(NamedTuple):
    """A line near a page's edge: its page, its number, its kind, and how many lines lie between it and the edge.

    `ahead`: a line that is nothing but a number says this many more than the page's own.
    """

    page: int
    number: int
    kind: Kind
    far: int
    ahead: int | None


def recurring(lines: Sequence[Line], known: Mapping[int, Kind]) -> dict[int, Kind]:
    """Line number -> kind, of the lines that recur near the edge of most pages; not those `known`.

    Numbers do not count, except where days or amounts show that the line is rather a row; a bare number must count the
    pages, or it is a cell. A line that recurs now here and now there is none: running heads and feet keep their
    distance from the edge, but for one line more or less.
    """
    pages = [
        [line for line in page if line.text.strip() and line.number not in known]
        for _, page in groupby(lines, key=lambda line: line.page)
    ]
    pages = [page for page in pages if page]
    if len(pages) < 3:
        return {}
    places: defaultdict[tuple[str, Kind], list[_Seen]] = defaultdict(list)
    for index, page in enumerate(pages):
        for place, line in enumerate(page):
            if _EDGE <= place < len(page) - _EDGE:
                continue
            is_head = place < len(page) / 2
            kind = Kind.RUNNING_HEAD if is_head else Kind.RUNNING_FOOT
            far = place if is_head else len(page) - 1 - place
            places[_wording(line), kind].append(_Seen(index, line.number, kind, far, _ahead(line, index)))
    found: dict[int, Kind] = {}
    for seen in places.values():
        for level in (_counting(_level(seen, far)) for far in range(_EDGE)):
            if _pages(level) >= max(3, 0.6 * len(pages)):
                found |= {each.number: each.kind for each in level}
    return found


def _wording(line: Line) -> str:
    text = line.text.strip()
    return text if has_anchor(text) else _NUMBERS.sub("0", text)


def _level(seen: Sequence[_Seen], far: int) -> list[_Seen]:
    """Those that stand `far` from the edge, or one line more."""
    return [each for each in seen if far <= each.far <= far + 1]


def _ahead(line: Line, index: int) -> int | None:
    text = line.text.strip()
    return int(text) - index if text.isdecimal() else None


def _counting(seen: Sequence[_Seen]) -> list[_Seen]:
    """Of bare numbers, those that go up by one from page to page."""
    usual = Counter(each.ahead for each in seen).most_common(1)
    return [each for each in seen if each.ahead == usual[0][0]] if usual else []


def _pages(seen: Sequence[_Seen]) -> int:
    return len({each.page for each in seen})
