"""How amounts are printed: with a point or a comma for the thousands, their currency before or after, in thousands."""

from __future__ import annotations

import re
from decimal import Decimal

_SIGNS = r"€|EUR|Euro|£|GBP|CHF|zł|PLN|Kč|CZK|DKK|kr\.?"
_CURRENCY = re.compile(rf"^(?:{_SIGNS})\s*|\s*(?:{_SIGNS}|,-+|,–)$", re.IGNORECASE)
_DIGITS = re.compile(r"^[-–−]?[0-9][0-9.,'’ ]*$")
_MARKS = re.compile(r"[.,]")
_ANY_CURRENCY = re.compile(r"€|£|(?<![^\W\d_])(?:T?EUR|Euro|GBP|CHF|zł|PLN|Kč|CZK|DKK|USD)(?![^\W\d_])", re.IGNORECASE)
_CODES = {"€": "EUR", "teur": "EUR", "euro": "EUR", "eur": "EUR", "£": "GBP", "zł": "PLN", "kč": "CZK"}
_THOUSAND = re.compile(r"\bTsd\b|\bT ?(?:€|EUR\b)|\btausend\b|\bthousand|\bk€", re.IGNORECASE)
_MILLION = re.compile(r"\bMio\b|\bMillionen\b|\bmillion", re.IGNORECASE)
_THOUSANDS = re.compile(r"^\d{1,3}(?:([.,'’ ])\d{3})(?:\1\d{3})*$")


def amount_of(text: str, decimal: str | None = None) -> Decimal | None:
    """Read one printed amount; None if the text is none.

    With `decimal` (`,` or `.`) that mark is the decimal one, however many digits follow it, and any other may only part
    thousands. Without it the last point or comma is the decimal one if one or two digits follow it; before exactly
    three digits a single mark is taken for thousands (`12.345` is twelve thousand: no amount in such lists has three
    decimals).

    >>> amount_of("1.234.567,89 €"), amount_of("£1,234.50"), amount_of("12.345"), amount_of("12.345", ".")
    (Decimal('1234567.89'), Decimal('1234.50'), Decimal('12345'), Decimal('12.345'))
    """
    digits = _digits(text)
    if digits is None:
        return None
    sign = -1 if digits[0] in "-–−" else 1
    digits = digits.lstrip("-–− ")
    if digits.isdigit():
        return sign * Decimal(digits)
    if decimal is None and _THOUSANDS.match(digits):
        return sign * Decimal(re.sub(r"\D", "", digits))
    whole, mark, cents = _split(digits) if decimal is None else digits.partition(decimal)
    if decimal is None and not mark:
        return None
    if not (whole.isdigit() or _THOUSANDS.match(whole)) or (mark and not cents.isdigit()):
        return None
    return sign * Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{cents or 0}" if mark else re.sub(r"[^0-9]", "", whole))


def decimal_mark(text: str) -> str | None:
    """Tell which mark a printed amount alone proves to be the decimal one, `,` or `.`; None if it proves none.

    Proof is a mark behind another one, a mark that parts no group of three, or a mark that stands twice (then it is the
    other one). `12.345` and `12` prove nothing.

    >>> decimal_mark("1.234,5"), decimal_mark("12.50"), decimal_mark("1,234,567"), decimal_mark("12.345")
    (',', '.', '.', None)
    """
    digits = _digits(text)
    marks = [] if digits is None else _MARKS.findall(digits)
    if digits is None or not marks:
        return None
    if len(set(marks)) == 2:
        return str(marks[-1])
    if len(marks) > 1:
        return "." if marks[0] == "," else ","
    whole, _, rest = digits.lstrip("-–− ").partition(marks[0])
    is_group = len(rest) == 3 and whole.isdigit() and len(whole) <= 3 and whole != "0"
    return None if is_group else str(marks[0])


def currency_of(text: str) -> str | None:
    """Give the ISO 4217 code of the currency that is printed with an amount, or in a heading; None without one."""
    found = None if _DIGITS.match(text) else _ANY_CURRENCY.search(text)
    return None if found is None else _CODES.get(found[0].casefold().rstrip("."), found[0].upper())


def unit_of(heading: str) -> int:
    """Give what one unit of a column is worth: 1000 if its heading says `Tsd. €` or `TEUR`, a million if `Mio. EUR`.

    >>> unit_of("Fördersumme in T€"), unit_of("Betrag (Mio. EUR)"), unit_of("Betrag in EUR")
    (1000, 1000000, 1)
    """
    if _THOUSAND.search(heading):
        return 1000
    return 1_000_000 if _MILLION.search(heading) else 1


def _digits(text: str) -> str | None:
    if _DIGITS.match(text):
        return text.strip()
    bare = _CURRENCY.sub("", _CURRENCY.sub("", text.strip())).strip()
    return bare if _DIGITS.match(bare) else None


def _split(digits: str) -> tuple[str, str, str]:
    """Split at the decimal mark: the last one that has one or two (or more than three) digits after it."""
    found = re.match(r"^(.*)([.,])(\d{1,2}|\d{4,})$", digits)
    return (found[1], found[2], found[3]) if found else ("", "", "")
