"""What values look like: whether a column can be what its heading says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from fachwerk.reference.absent import is_nothing
from fachwerk.reference.amounts import amount_of
from fachwerk.reference.days import day_of, days_of

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_ITEM = re.compile(
    r"^(?:Nr\.?\s?|Ziff(?:er|\.)\s?)?"
    r"(?:\d{1,3}(?:\.\d{1,3})*\.?(?:\s?[a-z]\)?)?|[IVX]{1,5}\.?(?:\d+)?|[A-Z]\.?\d{0,3})$"
)
_POSTCODE = re.compile(r"^(?:[A-Z]{1,3}[- ])?(?=.*\d)[\dA-Z][\dA-Z -]{2,8}(?:[,;/ ]+[\dA-Z -]{3,9})*$")
_POSTCODE_PLACE = re.compile(r"^(?:[A-Z]{1,3}[- ])?\d{4,5}\b|\b\d{4,5}$")
_LETTER = re.compile(r"[^\W\d_]")


def share_that_fits(field: tuple[str, ...], values: Iterable[str | None]) -> float | None:
    """Give the share of the filled values that can be such a field; None if fewer than three are filled."""
    filled = [value for value in values if value is not None and not is_nothing(value)]
    if len(filled) < 3:
        return None
    fits = FITS.get(field, _is_anything)
    return sum(map(fits, filled)) / len(filled)


def _is_day(value: str) -> bool:
    return day_of(value) is not None or (bool(_YEAR.search(value)) and len(value) <= 30)


def _is_days(value: str) -> bool:
    return days_of(value) is not None or (bool(_YEAR.search(value)) and len(value) <= 60)


def _is_years(value: str) -> bool:
    return bool(_YEAR.search(value)) and len(value) <= 40 and len(_LETTER.findall(value)) <= 12


def _is_amount(value: str) -> bool:
    return amount_of(value) is not None or all(amount_of(part) is not None for part in value.split())


def _is_rate(value: str) -> bool:
    rate = amount_of(value.replace("%", "").strip())
    return rate is not None and 0 <= rate <= 100


def _is_words(value: str) -> bool:
    return _LETTER.search(value) is not None and day_of(value) is None


def _is_country(value: str) -> bool:
    return _LETTER.search(value) is not None and len(value) <= 60 and not any(letter.isdigit() for letter in value)


def _is_item(value: str) -> bool:
    return _ITEM.match(value) is not None


def _is_no_item(value: str) -> bool:
    return not _is_item(value)


def _is_postcode(value: str) -> bool:
    return _POSTCODE.match(value) is not None


def _is_postcode_place(value: str) -> bool:
    return _POSTCODE_PLACE.search(value) is not None


def _is_anything(_: str) -> bool:
    return True


# Identifiers, programmes and categories of intervention are printed as words or as codes: anything fits.
FITS: Mapping[tuple[str, ...], Callable[[str], bool]] = {
    ("sponsor",): _is_words,
    ("title",): _is_words,
    ("description",): _is_words,
    ("place",): _is_words,
    ("region",): _is_words,
    ("status",): _is_words,
    ("country",): _is_country,
    ("kind",): _is_no_item,
    ("item",): _is_item,
    ("begin",): _is_day,
    ("end",): _is_day,
    ("begin", "end"): _is_days,
    ("year_approved",): _is_years,
    ("year_completed",): _is_years,
    ("year_approved", "year_completed"): _is_years,
    ("amount_planned",): _is_amount,
    ("amount_awarded",): _is_amount,
    ("amount_paid",): _is_amount,
    ("amount_total",): _is_amount,
    ("cofinancing_rate",): _is_rate,
    ("postcode",): _is_postcode,
    ("postcode", "place"): _is_postcode_place,
}
