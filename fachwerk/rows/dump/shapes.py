"""What a short text looks like: day, number, amount, year, percentage, postcode, or just words."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache


class Shape(Enum):
    """The look of one cell or part of it."""

    DAY = "day"
    NUMBER = "number"
    AMOUNT = "amount"
    YEARS = "years"
    CODE = "code"
    WORDS = "words"


_PATTERNS = (
    (Shape.DAY, re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4}")),
    (Shape.YEARS, re.compile(r"(?:19|20)\d\d(?: ?[/\-–] ?(?:19|20)\d\d)*")),
    # Postcodes: German, Austrian, British and Irish, Dutch, Polish, Czech.
    (
        Shape.CODE,
        re.compile(
            r"(?:[A-Z]{1,2}-)?\d{4,5}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[\dW] ?[A-Z\d]{4}"
            r"|\d{4} ?[A-Z]{2}|\d\d-\d{3}|\d{3} \d\d"
        ),
    ),
    (
        Shape.AMOUNT,
        re.compile(r"(?:€|EUR|£|\$)? ?-?\d{1,3}(?:[.,' ]\d{3})*(?:[.,]\d{1,2})? ?(?:€|EUR|£|\$|%)?|-?\d+[.,]\d{1,2}"),
    ),
)
_ANCHORS = (Shape.DAY, Shape.AMOUNT, Shape.YEARS)
_NUMBER = re.compile(r"\d{1,3}[a-z]?\.?")


@lru_cache(maxsize=65536)
def shape(text: str) -> Shape:
    """The first shape that fits; a plain small number is NUMBER, not AMOUNT.

    >>> [shape(text).value for text in ("01.12.2022", "2007/2009", "1.250,00 €", "7", "Teil 4b")]
    ['day', 'years', 'amount', 'number', 'words']
    """
    if not any(character.isdigit() for character in text):
        return Shape.WORDS
    if _NUMBER.fullmatch(text):
        return Shape.NUMBER
    return next((found for found, pattern in _PATTERNS if pattern.fullmatch(text)), Shape.WORDS)


def has_anchor(text: str) -> bool:
    """Whether a day, an amount with decimals or a pair of years stands in the line."""
    return any(shape(word) in _ANCHORS and len(word) > 4 for word in text.split())
