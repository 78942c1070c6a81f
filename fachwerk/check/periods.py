"""Checks of periods: their order, their length, and what the title and the edition say of their years."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from statistics import median
from typing import NamedTuple

from fachwerk.check.declared import Check, Context, Look, Said, Spot, Watch, Whole, each, knowing
from fachwerk.check.texts import Entry
from fachwerk.check.vocabulary import Vocabulary
from fachwerk.check.wording import vocabulary_of
from fachwerk.records import Listing, Severity
from fachwerk.reference.words import german_words

_LEAST = 20  # periods that say what is usual
_SHORTEST = 14  # days: no project that has to be applied for is that short, where most last for months
_SHORT = 2 * _SHORTEST + 3
_MANY_YEARS = 10
_MONTH_ENDS = 0.8  # of all ends lie at the end of a month
_DAY = timedelta(days=1)
_AGREEING = 8  # titles whose years fit for each that does not
_CENTURIES = ("19", "20")
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
    begin, end = _days(listing)
    return None if begin is None or end is None else Period(begin, end)


def _days(listing: Listing) -> tuple[date | None, date | None]:
    return _day(listing, "begin"), _day(listing, "end")


def _day(listing: Listing, name: str) -> date | None:
    value = listing.values.get(name)
    return value.clean if value is not None and isinstance(value.clean, date) else None


class Periods:
    """The lengths of a list's periods, and how often its days lie as its habit is.

    `begins` counts begins by year, `ends` all ends and `month_ends` those on the last day of a month; `agreeing` are
    titles one of whose years is the period's, `other` those with other years.
    """

    def __init__(self, context: Context, edition: str) -> None:
        self._lengths = array("i")
        self.begins: Counter[int] = Counter()
        self.ends = self.month_ends = self.agreeing = self.other = 0

    def add(self, entry: Entry) -> None:
        begin, end = _days(entry.listing)
        if begin is not None:
            self.begins[begin.year] += 1
        if end is not None:
            self.ends += 1
            self.month_ends += _is_month_end(end)
        if begin is not None and end is not None and begin <= end:
            period = Period(begin, end)
            self._lengths.append(period.days)
            self._add_title(period, entry.texts.get("title"))

    def _add_title(self, period: Period, title: str | None) -> None:
        named = [] if title is None else _years(title)
        if named:
            is_agreeing = _is_among(period, named)
            self.agreeing += is_agreeing
            self.other += not is_agreeing

    @cached_property
    def lengths(self) -> Sequence[int]:
        """Days of all periods that end after they begin, in order of length."""
        return array("i", sorted(self._lengths))

    def to(self, days: int) -> int:
        """Count the periods that are at most so long."""
        return bisect_right(self.lengths, days)

    @cached_property
    def are_long(self) -> bool:
        """Tell a list whose projects last for months."""
        return len(self.lengths) >= _LEAST and median(self.lengths) >= 10 * _SHORTEST


def ends_first(entry: Entry) -> Iterable[Spot]:
    """Look for a period that ends before it begins."""
    begin, end = _days(entry.listing)
    if begin is None or end is None or begin <= end:
        return ()
    return (_spot(entry, Period(begin, end)),)


def too_short(whole: Whole) -> Look | None:
    """Look for periods of a few days in a list whose projects last for months."""
    return _between(1, _SHORTEST) if _are_too_short(whole.of(Periods)) else None


def rather_short(whole: Whole) -> Look | None:
    """Look for periods of less than a month where nearly none is so short, but not so short as to be wrong."""
    periods = whole.of(Periods)
    shortest = _SHORTEST + 1 if _are_too_short(periods) else 1
    short = periods.to(_SHORT) - periods.to(shortest - 1)
    if not periods.are_long or not 0 < short <= max(2, 0.005 * len(periods.lengths)):
        return None
    return _between(shortest, _SHORT)


def too_long(whole: Whole) -> Look | None:
    """Look for periods of more than ten years, and four times as long as nearly all others."""
    lengths = whole.of(Periods).lengths
    if len(lengths) < _LEAST:
        return None
    usual = lengths[int(0.95 * (len(lengths) - 1))]
    most = max(4 * usual, 365 * _MANY_YEARS)
    return _between(most + 1, lengths[-1]) if lengths[-1] > most else None


def _are_too_short(periods: Periods) -> bool:
    return periods.are_long and 0 < periods.to(_SHORTEST) <= max(1, 0.005 * len(periods.lengths))


def _between(shortest: int, longest: int) -> Look:
    def look(entry: Entry) -> Iterable[Spot]:
        period = period_of(entry.listing)
        return () if period is None or not shortest <= period.days <= longest else (_spot(entry, period),)

    return look


def other_year(whole: Whole) -> Watch | None:
    """Look for a period outside all years that the title names, in a list whose titles name years of their periods.

    Only years that stand free count, not those of an aim ("Vision 2030") or a product ("Office 2016"); and only if one
    of them is next to the period: a farther one is hardly meant to be in it.
    """
    periods, vocabulary = whole.of(Periods), vocabulary_of(whole)
    if not periods.other or periods.agreeing < _AGREEING * periods.other:
        return None

    def look(entry: Entry) -> Iterator[Spot]:
        title = entry.texts.get("title")
        named = [] if title is None else _years(title)
        period = period_of(entry.listing) if named else None
        if title is None or period is None or period.days <= 0 or _is_among(period, named):
            return
        years = [year for span in named for year in dict.fromkeys(span)]
        is_near = period.begin.year - 1 in years or period.end.year + 1 in years
        if is_near and _is_plain(title, vocabulary):
            facts = {"years": ", ".join(map(str, dict.fromkeys(years))), **_facts(period)}
            yield Spot(entry.row, "title", title, facts)

    return Watch.only(look, _CENTURIES)


def _is_among(period: Period, named: Iterable[tuple[int, int]]) -> bool:
    return any(start <= period.end.year and stop >= period.begin.year for start, stop in named)


def _years(title: str) -> list[tuple[int, int]]:
    """The years and spans of years that stand free in a title, as first and last year."""
    if not any(century in title for century in _CENTURIES):
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


def outside_edition(whole: Whole) -> Look | None:
    """Look for begins in another year than the edition's, where most begin in it."""
    year = _edition_year(whole)
    if year is None:
        return None

    def look(entry: Entry) -> Iterable[Spot]:
        begin = _day(entry.listing, "begin")
        if begin is None or begin.year == year:
            return ()
        return (Spot(entry.row, "begin", entry.printed("begin") or str(begin), {"year": year}),)

    return look


def _edition_year(whole: Whole) -> int | None:
    begins = whole.of(Periods).begins
    counts = begins.most_common(1)
    if begins.total() < _LEAST or counts[0][1] < 0.9 * begins.total():
        return None
    as_of = whole.context.as_of
    return counts[0][0] if as_of is None or as_of.year - counts[0][0] in (0, 1) else None


def day_early(whole: Whole) -> Look | None:
    """Look for an end on the last day of its month but one, where nearly all end on the last."""
    periods = whole.of(Periods)
    if periods.ends < _LEAST or periods.month_ends < _MONTH_ENDS * periods.ends:
        return None

    def look(entry: Entry) -> Iterable[Spot]:
        end = _day(entry.listing, "end")
        if end is None or _is_month_end(end) or not _is_month_end(end + _DAY):
            return ()
        return (Spot(entry.row, "end", entry.printed("end"), {"day": (end + _DAY).isoformat()}),)

    return look


def _is_month_end(day: date) -> bool:
    return day.day >= 28 and (day + _DAY).day == 1


def _spot(entry: Entry, period: Period) -> Spot:
    begin, end = entry.printed("begin"), entry.printed("end")
    evidence = begin if begin == end else f"{begin} – {end}"
    return Spot(entry.row, "end", evidence, _facts(period))


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
        knowing(too_short),
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
        knowing(rather_short),
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
        knowing(too_long),
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
        knowing(other_year),
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
        knowing(outside_edition),
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
        knowing(day_early),
    ),
)
