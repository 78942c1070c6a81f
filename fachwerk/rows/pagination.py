"""Printed page numbers, compared with one another and with the pages that are there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from fachwerk.rows.findings import Finding, are, doubts, few, plural, proves, refutes, spans

_MOST_BARE = 3  # one bare page in four at most, or numbering is no habit of the list


class PageNumber(NamedTuple):
    """A printed page number: the page it stands on, what it says, and of how many pages it speaks."""

    at: int
    page: int
    pages: int | None


def page_findings(numbers: Sequence[PageNumber], page_count: int, has_pages: bool) -> Iterator[Finding]:
    """Compare printed page numbers with one another and with the pages that are there.

    Numbers may be printed on some pages only (a dump has often lost most of its feet): then the pages between two of
    them must be as many as the numbers say. `has_pages` is False where a text has no page marks, so that only printed
    numbers can be counted. A numbering that begins again at 1 after its last page is a further list in one file.
    """
    parts = list(_parts(_once(numbers)))
    for part in parts:
        yield from few(_gaps(part, has_pages))
    yield from _unnumbered(numbers, page_count, has_pages)
    totals = [part[-1].pages for part in parts]
    for total in sorted({total for total in totals if total is not None and totals.count(total) > 1}):
        yield doubts(f"pages 1–{total} of {total} are printed {totals.count(total)} times: two lists, or one doubled")
    stated = [part[-1].pages for part in parts if part[-1].pages is not None]
    if not stated or None in stated:
        return
    total = sum(pages for pages in stated if pages is not None)
    yield from _extent(parts, total, page_count, has_pages)


def _once(numbers: Sequence[PageNumber]) -> Iterator[PageNumber]:
    """Drop the second of two equal numbers on one page: head and foot may both be numbered."""
    last: PageNumber | None = None
    for number in numbers:
        if last is None or (number.at, number.page) != (last.at, last.page):
            yield number
            last = number


def _parts(numbers: Iterator[PageNumber]) -> Iterator[list[PageNumber]]:
    part: list[PageNumber] = []
    for number in numbers:
        is_closed = bool(part) and part[-1].pages is not None and part[-1].page == part[-1].pages
        if number.page == 1 and is_closed:
            yield part
            part = []
        part.append(number)
    if part:
        yield part


def _gaps(part: Sequence[PageNumber], has_pages: bool) -> Iterator[Finding]:
    for one, other in pairwise(part):
        turned, counted = other.at - one.at, other.page - one.page
        if counted == 0 or (counted < 0 and turned > 0):
            yield refutes(f"page {other.page} is printed again after page {one.page}: pages are doubled or disordered")
        elif has_pages and counted > turned:
            lost = f" ({spans(list(range(one.page + 1, other.page)))})" if turned == 1 else ""
            yield refutes(
                f"{plural(counted - turned, 'page')} missing between the printed page numbers "
                f"{one.page} and {other.page}{lost}"
            )
        elif has_pages and 0 < counted < turned:
            yield doubts(
                f"the printed page numbers {one.page} and {other.page} stand {plural(turned, 'page')} apart: "
                "pages are doubled or not numbered"
            )


def _unnumbered(numbers: Sequence[PageNumber], page_count: int, has_pages: bool) -> Iterator[Finding]:
    """Doubt a page inside the list that lost its number where all others have theirs; title and last page may."""
    numbered = {number.at for number in numbers}
    bare = [page for page in range(2, page_count) if page not in numbered]
    if has_pages and bare and len(bare) * _MOST_BARE <= len(numbered):
        yield doubts(f"pages without their number, which the others have: {spans(bare)}")


def _extent(parts: Sequence[Sequence[PageNumber]], total: int, page_count: int, has_pages: bool) -> Iterator[Finding]:
    seen = sum(len({number.page for number in part}) for part in parts)
    if has_pages and page_count < total:
        yield refutes(f"the list states {plural(total, 'page')}, but {are(page_count)} here")
    elif has_pages and page_count == total:
        yield proves(f"the list states {plural(total, 'page')}, and so many are here")
    elif seen == total:
        yield proves(f"the list states {plural(total, 'page')}, and each number is printed")
    elif has_pages:
        yield doubts(f"the list states {plural(total, 'page')}, but the file has {page_count}")
    else:
        yield doubts(
            f"the list states {plural(total, 'page')}, but the text has no page marks "
            f"and prints {plural(seen, 'page number')} only"
        )
