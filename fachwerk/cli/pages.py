"""Page numbers as a user types them: `1-3,7`."""

import re

from fachwerk.errors import UnusableInput

MOST_PAGES = 100_000

_RANGE = re.compile(r"\s*(\d{1,6})\s*(?:[-–]\s*(\d{1,6})\s*)?")


def page_numbers(typed: str) -> frozenset[int]:
    """Give the pages that are named: single numbers and closed ranges from 1, parted by commas.

    >>> sorted(page_numbers("1-3,7"))
    [1, 2, 3, 7]
    """
    return frozenset().union(*(numbers(part, typed) for part in typed.split(",")))


def numbers(part: str, typed: str) -> range:
    found = _RANGE.fullmatch(part)
    if found is None:
        raise fault(typed)
    first, last = int(found[1]), int(found[2] or found[1])
    if not 1 <= first <= last <= MOST_PAGES:
        raise fault(typed)
    return range(first, last + 1)


def fault(typed: str) -> UnusableInput:
    return UnusableInput(f'"{typed}" names no pages', file="--pages", advice="write for example 1-3,7")
