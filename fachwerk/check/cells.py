"""Checks of single cells: what is missing, and what cannot be understood as what its column holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from fachwerk.check.declared import Check, Context, Look, Said, Spot, Whole, knowing
from fachwerk.check.texts import Entry
from fachwerk.records import Severity
from fachwerk.reference.absent import is_nothing

_MOSTLY = 0.9  # of a column's cells must be filled for an empty one to be worth a word
_AMOUNTS = ("amount_planned", "amount_awarded", "amount_paid", "amount_total")
_COUNTED = (*_AMOUNTS, "cofinancing_rate", "year_approved", "year_completed")

# What a listing cannot do without, and what else a column may hold; German with its article.
_NEEDED = {
    "sponsor": Said("sponsor", "der Projektträger"),
    "title": Said("title", "der Titel"),
    "place": Said("place", "der Ort"),
    "region": Said("region", "die Region"),
    "item": Said("number of the funding line", "die Nummer des Fördergegenstands"),
    "kind": Said("kind", "die Vorhabensart"),
    "begin": Said("begin", "der Beginn"),
    "end": Said("end", "das Ende"),
    "description": Said("description", "die Beschreibung"),
}
_WANTED = {
    "amount_planned": Said("planned amount", "der beantragte Betrag"),
    "amount_awarded": Said("awarded amount", "der bewilligte Betrag"),
    "amount_paid": Said("paid amount", "der ausgezahlte Betrag"),
    "amount_total": Said("total amount", "der Gesamtbetrag"),
    "cofinancing_rate": Said("rate of co-financing", "der Kofinanzierungssatz"),
    "postcode": Said("postcode", "die Postleitzahl"),
    "country": Said("country", "das Land"),
    "intervention": Said("category of intervention", "die Interventionskategorie"),
    "programme": Said("programme", "das Programm"),
    "identifier": Said("identifier", "das Kennzeichen"),
    "status": Said("status", "der Status"),
    "year_approved": Said("year of approval", "das Jahr der Bewilligung"),
}


class Columns:
    """How many listings have something printed in each column, of those that the first listing has."""

    def __init__(self, context: Context, edition: str) -> None:
        self._rows = 0
        self._empty: dict[str, int] | None = None

    def add(self, entry: Entry) -> None:
        self._rows += 1
        values = entry.listing.values
        if self._empty is None:
            self._empty = dict.fromkeys(values, 0)
        for name in self._empty:
            if name not in values or values[name].clean is None:
                self._empty[name] += 1

    def filled(self, name: str) -> float:
        """The share of listings that have something printed in a column; none if there is no such column."""
        empty = None if self._empty is None else self._empty.get(name)
        return 0 if empty is None else (self._rows - empty) / self._rows


def missing(field: str, whole: Whole) -> Look | None:
    """Look for empty cells in a column that is nearly always filled."""
    if not _MOSTLY <= whole.of(Columns).filled(field) < 1:
        return None

    def look(entry: Entry) -> Iterable[Spot]:
        value = entry.listing.values.get(field)
        if value is None or value.clean is not None or not is_nothing(value.printed):
            return ()
        return (Spot(entry.row, field, value.printed or entry.printed("title")),)

    return look


def unread_days(whole: Whole) -> Look | None:
    """Look for days that no calendar has, in columns that hold days."""
    return _unread([name for name in ("begin", "end") if _MOSTLY <= whole.of(Columns).filled(name) < 1])


def unread_numbers(whole: Whole) -> Look | None:
    """Look for cells without a number in columns of amounts, rates and years."""
    return _unread([name for name in _COUNTED if 0 < whole.of(Columns).filled(name) < 1])


def _unread(fields: Sequence[str]) -> Look | None:
    def look(entry: Entry) -> Iterator[Spot]:
        for field in fields:
            value = entry.listing.values.get(field)
            if value is not None and value.clean is None and not is_nothing(value.printed):
                yield Spot(entry.row, field, value.printed or "")

    return look if fields else None


def _missing_check(field: str, noun: Said, severity: Severity) -> Check:
    return Check(
        f"missing-{field.replace('_', '-')}",
        severity,
        Said(f"missing: {noun.en}", f"fehlt: {noun.de}"),
        Said(
            f"The {noun.en} is not printed, though nearly all other rows have it.",
            f"Hier fehlt {noun.de}, obwohl fast alle anderen Zeilen diese Angabe haben.",
        ),
        Said(
            "Ask the publisher; the value stays empty and is counted as not printed.",
            "Beim Herausgeber nachfragen; der Wert bleibt leer und zählt als nicht angegeben.",
        ),
        knowing(partial(missing, field)),
    )


CHECKS = (
    *(_missing_check(field, noun, Severity.WARNING) for field, noun in _NEEDED.items()),
    *(_missing_check(field, noun, Severity.HINT) for field, noun in _WANTED.items()),
    Check(
        "day-unreadable",
        Severity.ERROR,
        Said("no day of the calendar", "kein Kalendertag"),
        Said("'{evidence}' is no day of the calendar.", "„{evidence}“ ist kein Tag des Kalenders."),
        Said(
            "Correct it with the day that the publisher names.", "Mit dem Tag korrigieren, den der Herausgeber nennt."
        ),
        knowing(unread_days),
    ),
    Check(
        "number-unreadable",
        Severity.WARNING,
        Said("no number in a column of numbers", "keine Zahl in einer Zahlenspalte"),
        Said("'{evidence}' stands where a number is expected.", "„{evidence}“ steht, wo eine Zahl zu erwarten ist."),
        Said(
            "Look at the printed row: the cell may belong to another column or carry a remark.",
            "Die gedruckte Zeile ansehen: Die Zelle kann zu einer anderen Spalte gehören oder eine Anmerkung tragen.",
        ),
        knowing(unread_numbers),
    ),
)
