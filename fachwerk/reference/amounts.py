"""How amounts are printed: with a point or a comma for the thousands, and their currency before or after."""

from __future__ import annotations

import re
from decimal import Decimal

_SIGNS = r"€|EUR|Euro|£|GBP|CHF|zł|PLN|Kč|CZK|DKK|kr\.?"
_CURRENCY = re.compile(rf"^(?:{_SIGNS})\s*|\s*(?:{_SIGNS}|,-+|,–)$", re.IGNORECASE)
_DIGITS = re.compile(r"^[-–−]?\d[\d.,'’ ]*$")
_THOUSANDS = re.compile(r"^\d{1,3}(?:([.,'’ ])\d{3})(?:\1\d{3})*$")


def amount_of(text: str) -> Decimal | None:
    """Read one printed amount; None if the text is none.

    The last point or comma is the decimal one if one or two digits follow it; before exactly three digits a single
    mark is taken for thousands (`12.345` is twelve thousand: no amount in such lists has three decimals).

    >>> amount_of("1.234.567,89 €"), amount_of("£1,234.50"), amount_of("12.345")
    (Decimal('1234567.89'), Decimal('1234.50'), Decimal('12345'))
    """
    bare = _CURRENCY.sub("", _CURRENCY.sub("", text.strip())).strip()
    if not _DIGITS.match(bare):
        return None
    sign = -1 if bare[0] in "-–−" else 1
    digits = bare.lstrip("-–− ")
    if digits.isdigit():
        return sign * Decimal(digits)
    if _THOUSANDS.match(digits):
        return sign * Decimal(re.sub(r"\D", "", digits))
    whole, mark, cents = _split(digits)
    if not mark or not (whole.isdigit() or _THOUSANDS.match(whole)):
        return None
    return sign * Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{cents}")


def _split(digits: str) -> tuple[str, str, str]:
    """Split at the decimal mark: the last one that has one or two (or more than three) digits after it."""
    found = re.match(r"^(.*)([.,])(\d{1,2}|\d{4,})$", digits)
    return (found[1], found[2], found[3]) if found else ("", "", "")
