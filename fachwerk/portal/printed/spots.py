"""The spot of a PDF where a listing is printed: which runs are its cells, where its headings are, and the picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from fachwerk.portal.printed.shown import Shown, Spot, Wanted, Why, Withheld
from fachwerk.records import Box, Origin, Page, ReadOptions, Run
from fachwerk.trace.cells import Bit, cells_of, key_of
from fachwerk.trace.marks import union
from fachwerk.trace.picture import common
from fachwerk.trace.spot import CONTEXT, LARGEST, MOST_PIXELS, SCALE, TIGHT, Painted, Picture, Strip, picture_of

_HEADING_LINES = 40  # of a page, from its top, among which its headings are looked for
_TALLEST_HEADING = 12  # lines
_STOREYS = (99, 2, 3, 4)  # words that an upper storey has at least: none has as many as the first
_BESIDE = 6.0  # points between a bar and the next cell
_EDGE = 1.0  # points by which a run may stand out of its row's box
_SMALLEST = 1.0  # pixels a point: print of 8 points can just be read
_SMALLER = 0.75

# pdfium must not be called by two threads at once.
_pdfium = Lock()


class Part(NamedTuple):
    """A row, or what stands of it on one page: its box, and its runs."""

    page: Page
    box: Box
    runs: tuple[Run, ...]


class Place(NamedTuple):
    """A run, and in which part of the row it stands."""

    part: int
    run: Run


def spot_in(path: Path, wanted: Wanted) -> Shown:
    """Show where a listing stands in a PDF. Raises UnusableInput if a page cannot be read."""
    # Imported late: who looks at no PDF needs no pdfium.
    from fachwerk.read.pdf import open_pdf

    origins = (wanted.listing.origin, *wanted.listing.origin.carried)
    with _pdfium:
        opened = open_pdf(path, ReadOptions(pages=frozenset(one.page for one in origins)))
        pages = {page.number: page for page in opened.pages}
        parts = parts_of(origins, pages)
        cells = cells_in_parts(parts, wanted.visible)
        if not parts:
            return Withheld(Why.LOST)
        if wanted.is_masked and not cells:
            return Withheld(Why.HIDDEN)
        picture = _picture(path, parts, cells, wanted)
    numbers = tuple(dict.fromkeys(part.page.number for part in parts))
    return Spot(*picture, wanted.said, numbers, wanted.heading in cells)


def parts_of(origins: Sequence[Origin], pages: Mapping[int, Page]) -> list[Part]:
    """Give what stands of a row on each page."""
    return [
        Part(pages[one.page], one.box, tuple(_inside(pages[one.page], one.lines, one.box)))
        for one in origins
        if one.box is not None
    ]


def cells_in_parts(parts: Sequence[Part], printed: Mapping[str, str | None]) -> dict[str, list[Place]]:
    """Give the runs of each cell that is surely found, by heading."""
    places = [Place(number, run) for number, part in enumerate(parts) for run in part.runs]
    bits = [Bit(one.run.text, one.run.left, (one.part, one.run.line, one.run.left)) for one in places]
    found, headings = cells_of(bits, list(printed.values())), list(printed)
    return {headings[column]: [places[at] for at in sorted(some)] for column, some in found.items()}


def heading_of(page: Page, above: float, headings: Sequence[str]) -> tuple[Run, ...]:
    """Give the runs of a page's heading row: lines above a row that have exactly the signs of all headings.

    Words with which several headings begin may be an upper storey, which is printed once.
    """
    lines: dict[int, list[Run]] = {}
    for run in page.runs:
        if run.line <= _HEADING_LINES and run.bottom <= above + _EDGE:
            lines.setdefault(run.line, []).append(run)
    wanted = [Counter(key_of("".join(storeys_of(headings, shortest)))) for shortest in _STOREYS]
    signs = [Counter(key_of("".join(run.text for run in runs))) for _, runs in sorted(lines.items())]
    numbers = sorted(lines)
    for first in range(len(numbers)):
        found = Counter[str]()
        for last in range(first, min(first + _TALLEST_HEADING, len(numbers))):
            found += signs[last]
            if found in wanted:
                return tuple(run for number in numbers[first : last + 1] for run in lines[number])
    return ()


def storeys_of(headings: Sequence[str], shortest: int) -> Iterator[str]:
    """Give what is printed in a heading row: of headings that share so many first words, these only once."""
    before: list[str] = []
    for place, words in enumerate(heading.split() for heading in headings):
        others = (other.split() for at, other in enumerate(headings) if at != place)
        same = max((common(words, other) for other in others), default=0)
        upper = words[:same] if shortest <= same < len(words) else []
        yield " ".join(words[len(upper) :] if upper and upper == before else words)
        before = upper


def _inside(page: Page, lines: tuple[int, int], box: Box) -> Iterator[Run]:
    for run in page.runs:
        across, down = (run.left + run.right) / 2, (run.top + run.bottom) / 2
        is_across = box.left - _EDGE <= across <= box.right + _EDGE
        if lines[0] <= run.line <= lines[1] and is_across and box.top - _EDGE <= down <= box.bottom + _EDGE:
            yield run


# --- drawing -------------------------------------------------------------------------------------------------------


def _picture(path: Path, parts: Sequence[Part], cells: Mapping[str, Sequence[Place]], wanted: Wanted) -> Picture:
    """Draw the spot, in fewer pixels if it would be too large to send."""
    largest = max(max(part.page.width, part.page.height) for part in parts)
    scale = min(SCALE, MOST_PIXELS / max(largest, 1.0))
    while True:
        picture = picture_of(list(_strips(_painted(path, parts, scale), parts, cells, wanted)))
        if len(picture.content) <= LARGEST or scale <= _SMALLEST:
            return picture
        scale = max(_SMALLEST, _SMALLER * scale)


def _painted(path: Path, parts: Sequence[Part], scale: float) -> dict[int, Painted]:
    from fachwerk.read.pdf import render_page

    numbers = {part.page.number for part in parts}
    return {number: Painted(*render_page(path, number, scale), scale) for number in numbers}


def _strips(
    painted: Mapping[int, Painted], parts: Sequence[Part], cells: Mapping[str, Sequence[Place]], wanted: Wanted
) -> Iterator[Strip]:
    """Give the page's heading row, if it is found, then what stands of the row on each page."""
    across = _across(parts)
    asked = () if wanted.heading is None else cells.get(wanted.heading, ())
    heading = heading_of(parts[0].page, parts[0].box.top, list(wanted.listing.printed))
    head = union(run.box for run in heading)
    if head is not None:
        shown = tuple(run.box for run in heading) if wanted.is_masked else None
        yield Strip(
            painted[parts[0].page.number], head, (head.top - 1, head.bottom + 1), across, shown=shown, is_heading=True
        )
    for number, part in enumerate(parts):
        cell = union(place.run.box for place in asked if place.part == number)
        floor = head.bottom if head is not None and number == 0 else 0.0
        around = (part.box.top - TIGHT, part.box.bottom + TIGHT) if wanted.is_masked else _edges(part, floor)
        strip = Strip(painted[part.page.number], part.box, around, across, cell)
        if wanted.is_masked:
            seen = {place.run for some in cells.values() for place in some if place.part == number}
            covered = tuple(_bars(part, [run for run in part.runs if run not in seen], seen))
            strip = strip._replace(shown=tuple(run.box for run in seen), covered=covered)
        yield strip


def _bars(part: Part, hidden: Sequence[Run], seen: Collection[Run]) -> Iterator[Box]:
    """Give bars over what is hidden, as high as the row and up to the next cell: they tell the length of no name."""
    reached = -1.0
    for run in sorted(hidden, key=attrgetter("left")):
        if run.left >= reached:
            beside = (other.left - _BESIDE for other in seen if other.left > run.left)
            reached = max(min(beside, default=part.box.right), run.left + _BESIDE)
            yield Box(run.left, part.box.top, reached, part.box.bottom)


def _edges(part: Part, floor: float) -> tuple[float, float]:
    """Say from where to where a page is shown around a row: whole lines, none of the heading's again."""
    top, bottom = max(floor, part.box.top - CONTEXT), part.box.bottom + CONTEXT
    runs = [run for run in part.page.runs if run.top >= floor]
    top = min((run.top for run in runs if run.top < top < run.bottom), default=top)
    return top - 1, max((run.bottom for run in runs if run.top < bottom < run.bottom), default=bottom) + 1


def _across(parts: Sequence[Part]) -> tuple[float, float]:
    """From where to where the pages are printed: what all strips show of their pages."""
    runs = [run for part in parts for run in part.page.runs]
    return min(run.left for run in runs), max(run.right for run in runs)
