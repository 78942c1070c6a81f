"""Pages that are extracted once, kept on disk, and read as often as the stages behind need them."""

from __future__ import annotations

import marshal
import tempfile
import weakref
from collections.abc import Iterator
from typing import Any

from fachwerk.errors import FachwerkError
from fachwerk.records import Page, Rule, Run

_IN_MEMORY = 4 << 20


class SpooledPages:
    """The pages that `pages` yields, to be iterated as often as one likes while only one is held in memory.

    A page is taken from `pages` when somebody first asks for it, then read from a temporary file that goes with this
    object. Whatever `pages` raises comes out of the iteration that runs into it, and again of every later one.
    """

    def __init__(self, pages: Iterator[Page]) -> None:
        self._pages = pages
        self._file: Any = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - lives as long as we do
        weakref.finalize(self, self._file.close)
        self._ends = [0]
        self._is_spent = False
        self._failure: FachwerkError | None = None

    def __iter__(self) -> Iterator[Page]:
        at = 0
        while True:
            if at < len(self._ends) - 1:
                yield self._kept(at)
            else:
                page = self._next()
                if page is None:
                    return
                yield page
            at += 1

    def _kept(self, at: int) -> Page:
        start, end = self._ends[at], self._ends[at + 1]
        self._file.seek(start)
        number, width, height, runs, rules, notes = marshal.loads(self._file.read(end - start))
        return Page(number, width, height, tuple(map(Run._make, runs)), tuple(map(Rule._make, rules)), notes)

    def _next(self) -> Page | None:
        if self._failure is not None:
            raise self._failure
        if self._is_spent:
            return None
        try:
            page = next(self._pages, None)
        except FachwerkError as failure:
            self._failure = failure
            raise
        if page is None:
            self._is_spent = True
            return None
        self._file.seek(self._ends[-1])
        self._file.write(_packed(page))
        self._ends.append(self._file.tell())
        return page


def _packed(page: Page) -> bytes:
    runs, rules = list(map(tuple, page.runs)), list(map(tuple, page.rules))
    return marshal.dumps((page.number, page.width, page.height, runs, rules, page.notes))
