"""How days are printed: German, English and other European dates, and spans of two."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from fachwerk.reference import statements

_CENTURY_BREAK = 70  # 69 is 2069, 70 is 1970: no programme in these lists is older than the Structural Funds
_CLOCK = re.compile(r"[\sT]+\d{1,2}[:.]\d{2}([:.]\d{2})?(\.\d+)?\s*(Uhr)?$")
_ISO = re.compile(r"^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$")
_NUMBERS = re.compile(r"^(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})$")
_DAY_NAME = re.compile(r"^(\d{1,2})(?:\.|st|nd|rd|th)?\s*([^\W\d_]+)\.?,?\s*(\d{4})$")
_NAME_DAY = re.compile(r"^([^\W\d_]+)\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s*(\d{4})$")
_ONE = r"\d{1,4}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,4}|\d{1,2}\.?\s[^\W\d_]{3,}\.?\s\d{4}"
_SPAN = re.compile(
    rf"^(?:von|vom|ab|seit|from|since|od|dal|du|del)?\s*({_ONE})?"
    rf"\s*(?:[-–—/;|]|bis zum|bis|to|until|do|al|au|tot)?\s*({_ONE})?$",
    re.IGNORECASE,
)


def day_of(text: str, month_first: bool = False) -> date | None:
    """Read one printed day; None if the text is no day, or one that no calendar has.

    Accepted: `31.12.2023`, `1.2.23`, `31/12/2023`, `31-12-2023` (day first, unless `month_first`), `2023-12-31`,
    `2023/12/31`, `31. Dezember 2023`, `31 Dec 2023`, `December 31, 2023`; a time of day after it is dropped.
    Refused: months and years without a day, anything with more text.

    >>> day_of("31.12.2023")
    datetime.date(2023, 12, 31)
    """
    bare = _CLOCK.sub("", text.strip())
    if found := _ISO.match(bare):
        return _day(int(found[1]), int(found[3]), int(found[4]))
    if found := _NUMBERS.match(bare):
        first, second, year = int(found[1]), int(found[3]), _full_year(found[4])
        return _day(year, first, second) if month_first else _day(year, second, first)
    if found := _DAY_NAME.match(bare):
        return _day(int(found[3]), month_of(found[2]), int(found[1]))
    if found := _NAME_DAY.match(bare):
        return _day(int(found[3]), month_of(found[1]), int(found[2]))
    return None


def days_of(text: str, month_first: bool = False) -> tuple[date | None, date | None] | None:
    """Read a printed span: `01.01.2015 - 31.12.2016`, `vom 1.1.2015 bis 31.12.2016`, or a begin or end alone.

    A single day is the begin, or the end after `bis` or a dash. None if the text is neither.
    """
    found = _SPAN.match(text.strip())
    if found is None or not (found[1] or found[2]):
        return None
    begin = None if found[1] is None else day_of(found[1], month_first)
    end = None if found[2] is None else day_of(found[2], month_first)
    if (found[1] and begin is None) or (found[2] and end is None):
        return None
    return begin, end


def is_month_first(texts: list[str]) -> bool:
    """Tell whether a column of days is written 12/31/2023: some second number is no month, and every first one is."""
    matches = [_NUMBERS.match(_CLOCK.sub("", text.strip())) for text in texts]
    parts = [(int(found[1]), int(found[3])) for found in matches if found is not None]
    return any(second > 12 for _, second in parts) and all(first <= 12 for first, _ in parts)


def month_of(name: str) -> int:
    """Give the number of a named month, 0 if there is none."""
    return _months().get(name.casefold().rstrip("."), 0)


@cache
def _months() -> dict[str, int]:
    return {name.casefold(): number for number, names in statements().months.items() for name in names}


def _full_year(printed: str) -> int:
    year = int(printed)
    if len(printed) == 4:
        return year
    return 1900 + year if year >= _CENTURY_BREAK else 2000 + year


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
