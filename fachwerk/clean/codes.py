"""Short values of few forms: days, years, numbers of funding lines, postcodes, countries, and what a status says."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from fachwerk.clean.texts import tidy
from fachwerk.records import Status, Value
from fachwerk.reference import countries, statuses
from fachwerk.reference.absent import is_nothing
from fachwerk.reference.days import day_of
from fachwerk.text import key, squeeze

_SHORT_YEAR = re.compile(r"(?<![\d.])\d{1,2}[-/.]\s*\d{1,2}[-/.]\s*\d{2}(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_YEARS = re.compile(r"^\s*(?:19|20)\d{2}(?:[.,]0+)?(?:\s*[-–,;/+&]\s*(?:19|20)\d{2})*\s*$")
_ITEM = re.compile(r"^(?:Nr\.?|Nummer|Ziff(?:er|\.)?|No\.?|Punkt)?\s*(\d{1,3}(?:\.\d{1,3})*?)(?:\.0*)?$", re.IGNORECASE)
_GERMAN_POSTCODE = re.compile(r"^(?:D|DE)?[- ]?(\d{5})$")
_FOUR_DIGITS = re.compile(r"^\d{4}$")


def day_value(printed: str | None, given: str | None) -> Value:
    """Clean a day: `given` is what reading made of it, an ISO day where it is one, else the printed text.

    `31.02.2020`, a month or a year alone give None with a note, never a day that is not printed.
    """
    if given is None or is_nothing(given):
        return Value(printed, None)
    day = _iso(given) or day_of(given)
    if day is None:
        return Value(printed, None, f"{squeeze(given)!r} is no day of the calendar")
    if printed is not None and _SHORT_YEAR.search(printed):
        return Value(printed, day, f"printed with two digits for the year {day.year}")
    return Value(printed, day)


def first_year_value(printed: str) -> Value:
    """Clean a year, as a number; of several (`2011/2013`: an approval and its changes) the first."""
    return _year_value(printed, min, "first")


def last_year_value(printed: str) -> Value:
    """Clean a year, as a number; of several (`2011, 2014`: payments) the last."""
    return _year_value(printed, max, "last")


def _year_value(printed: str, chosen: Callable[[list[int]], int], said: str) -> Value:
    years = [int(year) for year in _YEAR.findall(printed)] if _YEARS.match(printed) else []
    if not years:
        return Value(printed, None, None if is_nothing(printed) else f"{squeeze(printed)!r} is no year")
    return Value(printed, chosen(years), f"the {said} of {len(years)} years" if len(years) > 1 else None)


def item_value(printed: str) -> Value:
    """Clean the number of a funding line: `Nr. 7`, `7.` and a spreadsheet's `7.0` are all `7`."""
    if is_nothing(printed):
        return Value(printed, None)
    found = _ITEM.match(squeeze(printed))
    return Value(printed, found[1] if found else tidy(printed))


def german_postcode_value(printed: str) -> Value:
    """Clean a postcode of a column of German ones: a zero that a spreadsheet took away comes back, with a note."""
    text = squeeze(printed)
    if found := _GERMAN_POSTCODE.match(text):
        return Value(printed, found[1])
    if _FOUR_DIGITS.match(text):
        return Value(printed, f"0{text}", "the column holds five digits: the leading zero is missing")
    return other_postcode_value(printed)


def other_postcode_value(printed: str) -> Value:
    """Clean a postcode of any country: blanks squeezed."""
    return Value(printed, None if is_nothing(printed) else squeeze(printed))


def is_german_postcode(printed: str) -> bool:
    """Tell a postcode of five digits."""
    return _GERMAN_POSTCODE.match(squeeze(printed)) is not None


def country_value(printed: str) -> Value:
    """Clean a country: its ISO 3166-1 alpha-2 code; one that nobody knows stays as printed."""
    if is_nothing(printed):
        return Value(printed, None)
    return Value(printed, countries().get(key(printed)) or tidy(printed))


def status_value(printed: str) -> Value:
    """Clean a status: `applied`, `approved`, `rejected`, `withdrawn`, or None with a note."""
    if is_nothing(printed):
        return Value(printed, None)
    known = statuses().get(key(printed))
    return Value(printed, known, None if known else f"{tidy(printed)!r} is no status that we know")


def status_of(value: Value | None) -> Status:
    """Give the status that a cleaned cell says; `unknown` if it says none, or if the list has no such column."""
    return Status.UNKNOWN if value is None or value.clean is None else Status(value.clean)


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
