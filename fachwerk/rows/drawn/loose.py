"""Lines outside the tables: running heads and feet, page numbers, titles and notes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from fachwerk.records import Furniture, Kind, Page, Run
from fachwerk.rows.drawn.strips import Strip, strips_of
from fachwerk.rows.furniture import kind_of

_MARGIN = 0.25  # of the page's height: where running heads and feet stand
_OFTEN = 0.45  # of the pages (facing pages may have two heads)
_MANY = 20_000  # texts, after which those that stand on one page only are forgotten
_DRIFT = 2  # points a running line may move
_GAP = 1.0  # of the size: a wider gap parts two statements on one line
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\W*\d{1,4}\W*")


def mask(text: str, page: int) -> str:
    """What a running line has in common on all pages: its text, page numbers as one sign.

    Other numbers count as printed: rows often differ in nothing else.
    """
    if not any(map(str.isdigit, text)):
        return text
    if _is_page_number(text):
        return _DIGITS.sub("0", text)
    number = str(page)
    return _DIGITS.sub(lambda found: "0" if found[0] == number else found[0], text) if number in text else text


@lru_cache(maxsize=1 << 14)
def _is_page_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None or kind_of(text) is Kind.PAGE_NUMBER


@dataclass(slots=True)
class Recurring:
    """Counts what stands at the same height near the edge of how many pages."""

    pages: int = 0
    _seen: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))

    def count(self, page: Page) -> None:
        self.pages += 1
        if len(self._seen) > _MANY:
            self.forget_rare()
        for run in page.runs:
            if self._is_at_edge(run.baseline, page.height):
                self._seen[mask(run.text, page.number)][round(run.baseline)] += 1

    def share(self, run: Run, page: int, height: float) -> float:
        """On what share of the pages a line stands at this height; 0 if on one page only.

        The first page isn't counted against it: it often has another head, and what follows stands lower.
        """
        if self.pages < 2 or not self._is_at_edge(run.baseline, height):
            return 0.0
        heights = self._seen.get(mask(run.text, page))
        if heights is None:
            return 0.0
        at = round(run.baseline)
        times = sum(heights.get(height, 0) for height in range(at - _DRIFT, at + _DRIFT + 1))
        return min(1.0, times / (self.pages - 1)) if times > 1 else 0.0

    def holds(self, run: Run, page: int, height: float) -> bool:
        """Tell whether a line recurs (on every other page at least: facing pages may differ)."""
        return self.share(run, page, height) >= _OFTEN

    def forget_rare(self) -> None:
        """Keep memory bounded by what recurs, not by the file."""
        for text in [text for text, heights in self._seen.items() if max(heights.values()) < 2]:
            del self._seen[text]

    @staticmethod
    def _is_at_edge(baseline: float, height: float) -> bool:
        return not _MARGIN * height < baseline < (1 - _MARGIN) * height


def statements_of(strip: Strip) -> list[Strip]:
    """Part a line where wide gaps do: "Stand: 31.12.2024" on the left and "Seite 1 von 18" on the right are two."""
    groups = [[strip.runs[0]]]
    for run in strip.runs[1:]:
        if run.left - groups[-1][-1].right > _GAP * run.size:
            groups.append([])
        groups[-1].append(run)
    return [part for group in groups for part in strips_of(group, strip.page)]


def furniture_of(strip: Strip, height: float, recurring: Recurring, *, has_rows: bool) -> Furniture:
    """Say what a line outside the rows is: by what it says, by recurrence, by where it stands."""
    return Furniture(_kind(strip, height, recurring, has_rows), tuple(strip.pieces))


def _kind(strip: Strip, height: float, recurring: Recurring, has_rows: bool) -> Kind:
    said = kind_of(strip.text)
    if said is not None:
        return said
    if strip.text.strip("-– ") == str(strip.page):
        return Kind.PAGE_NUMBER
    if recurring.holds(strip.runs[0], strip.page, height):
        if _NUMBER.fullmatch(strip.text):
            return Kind.PAGE_NUMBER
        return Kind.RUNNING_HEAD if strip.baseline < height / 2 else Kind.RUNNING_FOOT
    return Kind.NOTE if has_rows else Kind.TITLE
