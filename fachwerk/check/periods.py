"""Checks of periods: their order, their length, and what the title and the edition say of their years."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median
from typing import NamedTuple

from fachwerk.check.declared import Check, Said, Spot, Whole, each
from fachwerk.check.texts import text_of
from fachwerk.check.vocabulary import Vocabulary
from fachwerk.records import Listing, Severity
from fachwerk.reference.words import german_words

_LEAST = 20  # periods that say what is usual
_SHORTEST = 14  # days: no project that has to be applied for is that short, where most last for months
_MANY_YEARS = 10
_MONTH_ENDS = 0.8  # of all ends lie at the end of a month
_DAY = timedelta(days=1)
_AGREEING = 8  # titles whose years fit for each that does not
_YEAR = re.compile(r"(?<![\d.,:/-])(?:19|20)\d{2}(?![\d,:%€]|\.\d|\s?(?:€|Euro\b|EUR\b|Stunden\b|Teilnehmer))")
_SPAN = re.compile(r"((?:19|20)\d{2})\s*(?:/|-|–|bis|und|to)\s*((?:20)?\d{2})(?!\d)")
_BRACKETED = re.compile(r"\((?:19|20)\d{2}(?:\s*[-–/]\s*\d{2,4})?\)")
_WORD_YEAR = re.compile(r"([^\W\d_]{3,})\W{1,3}(?:19|20)\d{2}")
# A year that a project works towards or is named after says nothing about when it runs.
_AIM = re.compile(
    r"(?:Agenda|Horizon|Horizont|Europa|Europe|Strategie|Vision|Zukunft|Ziel|Leitbild|Kulturhauptstadt|Programm"
    r"|Förderperiode|Office|Windows|Server|Version|Richtlinie|Gesetz|seit|since|ab|bis|until|ISO|EN|DIN|DV|Excel|Word"
    r"|SQL|Exchange|Visual|Studio|AutoCAD|Inventor|Revit|Navision|Dynamics|anno|gegründet)\W*(?:\w+\W+)?$",
    re.IGNORECASE,
)


class Period(NamedTuple):
    """First and last day of a listing."""

    begin: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.begin).days + 1


def period_of(listing: Listing) -> Period | None:
    """Give the period of a listing that prints both days."""
    begin, end = (value.clean if (value := listing.values.get(name)) else None for name in ("begin", "end"))
    return Period(begin, end) if isinstance(begin, date) and isinstance(end, date) else None


def ends_first(listing: Listing) -> Iterator[Spot]:
    """Look for a period that ends before it begins."""
    period = period_of(listing)
    if period is not None and period.days <= 0:
        yield _spot(listing, period)


def too_short(whole: Whole) -> Iterator[Spot]:
    """Look for periods of a few days in a list whose projects last for months."""
    periods = _periods(whole)
    if len(periods) < _LEAST or median(period.days for _, period in periods) < 10 * _SHORTEST:
        return
    shortest = [one for one in periods if one[1].days <= _SHORTEST]
    if len(shortest) > max(1, 0.005 * len(periods)):
        return
    for listing, period in shortest:
        yield _spot(listing, period)


def rather_short(whole: Whole) -> Iterator[Spot]:
    """Look for periods of less than a month where nearly none is so short, but not so short as to be wrong."""
    periods = _periods(whole)
    if len(periods) < _LEAST or median(period.days for _, period in periods) < 10 * _SHORTEST:
        return
    told = {spot.row for spot in too_short(whole)}
    short = [one for one in periods if one[1].days <= 2 * _SHORTEST + 3 and one[0].row not in told]
    if len(short) <= max(2, 0.005 * len(periods)):
        yield from (_spot(listing, period) for listing, period in short)


def too_long(whole: Whole) -> Iterator[Spot]:
    """Look for periods of more than ten years, and four times as long as nearly all others."""
    periods = _periods(whole)
    if len(periods) < _LEAST:
        return
    usual = sorted(period.days for _, period in periods)[int(0.95 * (len(periods) - 1))]
    for listing, period in periods:
        if period.days > max(4 * usual, 365 * _MANY_YEARS):
            yield _spot(listing, period)


def other_year(whole: Whole) -> Iterator[Spot]:
    """Look for a period outside all years that the title names, in a list whose titles name years of their periods.

    Only years that stand free count, not those of an aim ("Vision 2030") or a product ("Office 2016"); and only if one
    of them is next to the period: a farther one is hardly meant to be in it.
    """
    agreeing, other = 0, []
    for listing in whole.listings:
        period, title = period_of(listing), text_of(listing, "title")
        if period is None or title is None or period.days <= 0:
            continue
        named = _years(title)
        if any(start <= period.end.year and stop >= period.begin.year for start, stop in named):
            agreeing += 1
        elif named:
            other.append((listing, period, title, named))
    if agreeing < _AGREEING * len(other):
        return
    for listing, period, title, named in other:
        years = [year for span in named for year in dict.fromkeys(span)]
        is_near = period.begin.year - 1 in years or period.end.year + 1 in years
        if is_near and _is_plain(title, whole.vocabulary):
            facts = {"years": ", ".join(map(str, dict.fromkeys(years))), **_facts(period)}
            yield Spot(listing.row, "title", title, facts)


def _years(title: str) -> list[tuple[int, int]]:
    """The years and spans of years that stand free in a title, as first and last year."""
    if "19" not in title and "20" not in title:
        return []
    spans = [(int(found[1]), _full(found[1], found[2])) for found in _SPAN.finditer(title)]
    years = [int(found[0]) for found in _YEAR.finditer(title) if not _AIM.search(title[: found.start()])]
    return [*spans, *((year, year) for year in years)]


def _is_plain(title: str, vocabulary: Vocabulary) -> bool:
    """Tell a year in brackets, or behind a German word; behind any other name it may number a product."""
    if _BRACKETED.search(title):
        return True
    before = [found[1].casefold() for found in _WORD_YEAR.finditer(title)]
    return any(word in german_words() or vocabulary.is_made_of(word, 1) for word in before)


def outside_edition(whole: Whole) -> Iterator[Spot]:
    """Look for begins in another year than the edition's, where most begin in it."""
    begins = [
        (listing, value.clean)
        for listing in whole.listings
        if (value := listing.values.get("begin")) is not None and isinstance(value.clean, date)
    ]
    year = _edition_year(whole, begins)
    if year is None:
        return
    for listing, begin in begins:
        if begin.year != year:
            printed = listing.values["begin"].printed or str(begin)
            yield Spot(listing.row, "begin", printed, {"year": year})


def day_early(whole: Whole) -> Iterator[Spot]:
    """Look for an end on the last day of its month but one, where nearly all end on the last."""
    ends = [
        (listing, value.clean)
        for listing in whole.listings
        if (value := listing.values.get("end")) is not None and isinstance(value.clean, date)
    ]
    last = sum((end + _DAY).day == 1 for _, end in ends)
    if len(ends) < _LEAST or last < _MONTH_ENDS * len(ends):
        return
    for listing, end in ends:
        if (end + _DAY).day != 1 and (end + 2 * _DAY).day == 1:
            yield Spot(listing.row, "end", listing.values["end"].printed or "", {"day": (end + _DAY).isoformat()})


def _edition_year(whole: Whole, begins: list[tuple[Listing, date]]) -> int | None:
    counts = Counter(begin.year for _, begin in begins).most_common(1)
    if len(begins) < _LEAST or counts[0][1] < 0.9 * len(begins):
        return None
    as_of = whole.context.as_of
    return counts[0][0] if as_of is None or as_of.year - counts[0][0] in (0, 1) else None


def _periods(whole: Whole) -> list[tuple[Listing, Period]]:
    found = ((listing, period_of(listing)) for listing in whole.listings)
    return [(listing, period) for listing, period in found if period is not None and period.days > 0]


def _spot(listing: Listing, period: Period) -> Spot:
    begin, end = (listing.values[name].printed or "" for name in ("begin", "end"))
    evidence = begin if begin == end else f"{begin} – {end}"
    return Spot(listing.row, "end", evidence, _facts(period))


def _facts(period: Period) -> dict[str, object]:
    return {
        "begin": period.begin.isoformat(),
        "end": period.end.isoformat(),
        "begin_de": f"{period.begin:%d.%m.%Y}",
        "end_de": f"{period.end:%d.%m.%Y}",
        "days": period.days,
        "years_long": round(period.days / 365.25),
    }


def _full(first: str, second: str) -> int:
    return int(second) if len(second) == 4 else int(first[:2] + second)


CHECKS = (
    Check(
        "end-before-begin",
        Severity.ERROR,
        Said("ends before it begins", "Ende vor dem Beginn"),
        Said(
            "The period ends on {end}, before it begins on {begin}.",
            "Der Zeitraum endet am {end_de}, also vor seinem Beginn am {begin_de}.",
        ),
        Said(
            "Correct the day or year that is wrong; until then the project counts as without a period.",
            "Den falschen Tag oder das falsche Jahr korrigieren; bis dahin gilt das Vorhaben als ohne Zeitraum.",
        ),
        each(ends_first),
    ),
    Check(
        "period-very-short",
        Severity.WARNING,
        Said("suspiciously short period", "auffällig kurzer Zeitraum"),
        Said(
            "The project lasts only {days} days, from {begin} to {end}, while the others last for months.",
            "Das Vorhaben dauert nur {days} Tage, vom {begin_de} bis {end_de}, die anderen dauern Monate.",
        ),
        Said(
            "Look whether the year of the end is meant to be a later one.",
            "Prüfen, ob beim Ende ein späteres Jahr gemeint ist.",
        ),
        too_short,
    ),
    Check(
        "period-short",
        Severity.HINT,
        Said("unusually short period", "ungewöhnlich kurzer Zeitraum"),
        Said(
            "The project lasts {days} days, from {begin} to {end}; hardly any other is that short.",
            "Das Vorhaben dauert {days} Tage, vom {begin_de} bis {end_de}; kaum ein anderes ist so kurz.",
        ),
        Said("Compare it with the title and the description.", "Mit Titel und Beschreibung vergleichen."),
        rather_short,
    ),
    Check(
        "period-very-long",
        Severity.WARNING,
        Said("suspiciously long period", "auffällig langer Zeitraum"),
        Said(
            "The project lasts {years_long} years, from {begin} to {end}; nearly all others are far shorter.",
            "Das Vorhaben dauert {years_long} Jahre, vom {begin_de} bis {end_de}; fast alle anderen sind viel kürzer.",
        ),
        Said(
            "Look whether the century or the decade of one day is misprinted.",
            "Prüfen, ob bei einem Tag Jahrhundert oder Jahrzehnt verdruckt sind.",
        ),
        too_long,
    ),
    Check(
        "period-not-of-title",
        Severity.WARNING,
        Said("period contradicts the title's year", "Zeitraum widerspricht dem Jahr im Titel"),
        Said(
            "The title speaks of {years}, but the period runs from {begin} to {end}.",
            "Der Titel spricht von {years}, der Zeitraum läuft aber vom {begin_de} bis {end_de}.",
        ),
        Said("Find out which of the two is wrong.", "Klären, welche der beiden Angaben falsch ist."),
        other_year,
    ),
    Check(
        "begin-outside-edition",
        Severity.HINT,
        Said("begins outside the edition's year", "Beginn außerhalb des Jahres der Ausgabe"),
        Said(
            "The project begins on {evidence}; nearly all of this edition begin in {year}.",
            "Das Vorhaben beginnt am {evidence}; fast alle dieser Ausgabe beginnen {year}.",
        ),
        Said(
            "Nothing, if the edition is meant to hold it; it may be listed in another edition, too.",
            "Nichts, wenn es in diese Ausgabe gehört; es kann auch in einer anderen Ausgabe stehen.",
        ),
        outside_edition,
    ),
    Check(
        "end-a-day-early",
        Severity.HINT,
        Said("ends a day before the month does", "Ende einen Tag vor Monatsende"),
        Said(
            "The project ends on {evidence}; nearly all others end on the last day of a month ({day}).",
            "Das Vorhaben endet am {evidence}; fast alle anderen enden am Monatsletzten ({day}).",
        ),
        Said("Nothing, unless a sum over months is made.", "Nichts, solange nicht nach Monaten summiert wird."),
        day_early,
    ),
)
