"""Checks of amounts: none, negative, a thousand times off, and more paid than granted."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from math import log10
from statistics import median
from typing import NamedTuple

from fachwerk.check.declared import Check, Context, Look, OfList, Said, Spot, Whole, knowing
from fachwerk.check.texts import Entry
from fachwerk.records import Listing, Severity, Value

_GRANTED = ("amount_planned", "amount_awarded", "amount_total")
_AMOUNTS = (*_GRANTED, "amount_paid")
_RARE = 0.02  # of a column at most may be odd before it is the column's habit
_LEAST = 20
_THOUSAND = 3  # powers of ten


class Column:
    """One column of amounts: how many there are, how many of them are odd, and the ends of its scale."""

    def __init__(self) -> None:
        self.count = self.zero = self.negative = 0
        self.logs = array("d")
        self._lowest: list[_End] = []
        self._highest: list[_End] = []

    def add(self, row: int, value: Value, amount: Decimal) -> None:
        self.count += 1
        self.zero += amount == 0
        self.negative += amount < 0
        if amount > 0:
            self.logs.append(log10(amount))
            if len(self._lowest) < 2 or amount < self._lowest[1].amount:
                self._lowest = sorted((*self._lowest, _End(amount, row, value.printed or "")))[:2]
            if len(self._highest) < 2 or amount >= self._highest[0].amount:
                self._highest = sorted((*self._highest, _End(amount, row, value.printed or "")))[-2:]

    @property
    def ends(self) -> tuple[tuple[_End, _End], tuple[_End, _End]]:
        """The lowest and the highest amount, each with its neighbour."""
        return (self._lowest[0], self._lowest[1]), (self._highest[1], self._highest[0])


class _End(NamedTuple):
    """An amount at an end of a column's scale."""

    amount: Decimal
    row: int
    printed: str


class Amounts:
    """All columns of amounts, and how often more is paid than was awarded."""

    def __init__(self, context: Context, edition: str) -> None:
        self.columns: dict[str, Column] = {}
        self.pairs = self.overpaid = 0

    def add(self, entry: Entry) -> None:
        values = entry.listing.values
        for name in _AMOUNTS:
            if name in values and (amount := _amount(entry.listing, name)) is not None:
                self.columns.setdefault(name, Column()).add(entry.row, values[name], amount)
        if "amount_paid" in values:
            granted, paid = _amount(entry.listing, "amount_awarded"), _amount(entry.listing, "amount_paid")
            self.pairs += bool(granted and paid)
            self.overpaid += _is_overpaid(granted, paid)


def zero(whole: Whole) -> Look | None:
    """Look for amounts of nothing in columns that hold hardly any."""
    columns = whole.of(Amounts).columns
    rare = [name for name in _GRANTED if name in columns and _is_rare(columns[name].zero, columns[name])]
    return _odd(rare, lambda amount: amount == 0)


def negative(whole: Whole) -> Look | None:
    """Look for amounts below nothing in columns that hold hardly any."""
    columns = whole.of(Amounts).columns
    rare = [name for name in _AMOUNTS if name in columns and _is_rare(columns[name].negative, columns[name])]
    return _odd(rare, lambda amount: amount < 0)


def thousandfold(whole: Whole) -> Look | None:
    """Look for two amounts of one row that are the same but for a factor of 1000."""

    def look(entry: Entry) -> Iterator[Spot]:
        listing = entry.listing
        amounts = [(name, amount) for name in _AMOUNTS if (amount := _amount(listing, name)) is not None and amount > 0]
        for name, amount in amounts:
            lesser = next((other for other, small in amounts if small * 1000 == amount), None)
            if lesser is not None:
                facts = {"one": listing.values[name].printed, "other": listing.values[lesser].printed}
                yield Spot(entry.row, name, f"{facts['one']} | {facts['other']}", facts)

    return look if len(whole.of(Amounts).columns) > 1 else None


def out_of_scale(whole: Whole) -> Iterator[Spot]:
    """Look for amounts a thousand times beyond the middle, and ten times beyond the next of their column."""
    columns = whole.of(Amounts).columns
    for name, column in ((name, columns[name]) for name in _AMOUNTS if name in columns):
        if len(column.logs) < _LEAST:
            continue
        middle = median(column.logs)
        for extreme, neighbour in column.ends:
            apart = abs(log10(extreme.amount) - middle)
            if apart >= _THOUSAND and abs(log10(extreme.amount) - log10(neighbour.amount)) >= 1:
                yield Spot(extreme.row, name, extreme.printed, {"times": round(10**apart)})


def overpaid(whole: Whole) -> Look | None:
    """Look for more paid than was granted, where that hardly ever is so."""
    amounts = whole.of(Amounts)
    if amounts.pairs < _LEAST or not 0 < amounts.overpaid <= max(1, _RARE * amounts.pairs):
        return None

    def look(entry: Entry) -> Iterable[Spot]:
        if not _is_overpaid(_amount(entry.listing, "amount_awarded"), _amount(entry.listing, "amount_paid")):
            return ()
        facts = {name: entry.printed(f"amount_{name}") for name in ("paid", "awarded")}
        return (Spot(entry.row, "amount_paid", f"{facts['paid']} | {facts['awarded']}", facts),)

    return look


def _is_overpaid(granted: Decimal | None, paid: Decimal | None) -> bool:
    return granted is not None and paid is not None and paid > granted > 0


def _is_rare(odd: int, column: Column) -> bool:
    return column.count >= _LEAST and 0 < odd <= max(1, _RARE * column.count)


def _odd(fields: Sequence[str], is_odd: Callable[[Decimal], bool]) -> Look | None:
    def look(entry: Entry) -> Iterator[Spot]:
        for name in fields:
            amount = _amount(entry.listing, name)
            if amount is not None and is_odd(amount):
                yield Spot(entry.row, name, entry.printed(name))

    return look if fields else None


def _amount(listing: Listing, name: str) -> Decimal | None:
    value = listing.values.get(name)
    return value.clean if value is not None and isinstance(value.clean, Decimal) else None


CHECKS = (
    Check(
        "amount-zero",
        Severity.HINT,
        Said("amount of zero", "Betrag null"),
        Said("The amount is zero: '{evidence}'.", "Der Betrag ist null: „{evidence}“."),
        Said(
            "Find out whether nothing was granted, or whether the amount is missing.",
            "Klären, ob nichts bewilligt wurde oder der Betrag fehlt.",
        ),
        knowing(zero),
    ),
    Check(
        "amount-negative",
        Severity.HINT,
        Said("negative amount", "negativer Betrag"),
        Said("The amount is negative: '{evidence}'.", "Der Betrag ist negativ: „{evidence}“."),
        Said(
            "It may be money paid back; then the sum of the column is right.",
            "Es kann eine Rückzahlung sein; dann stimmt die Summe der Spalte.",
        ),
        knowing(negative),
    ),
    Check(
        "amount-thousandfold",
        Severity.WARNING,
        Said("amount a thousand times another", "Betrag tausendmal so groß wie ein anderer"),
        Said(
            "'{one}' is exactly 1000 times '{other}' in the same row.",
            "„{one}“ ist genau das Tausendfache von „{other}“ in derselben Zeile.",
        ),
        Said(
            "Look for a mark of thousands or decimals that was misread.",
            "Nach einem falsch gelesenen Tausender- oder Dezimalzeichen suchen.",
        ),
        knowing(thousandfold),
    ),
    Check(
        "amount-out-of-scale",
        Severity.HINT,
        Said("amount out of scale", "Betrag außerhalb der Größenordnung"),
        Said(
            "'{evidence}' is about {times} times away from the middle of its column, and far from any other.",
            "„{evidence}“ liegt etwa um das {times}-fache neben der Mitte der Spalte und fern von allen anderen.",
        ),
        Said(
            "Look whether it is printed in thousands, or with a misread decimal mark.",
            "Prüfen, ob in Tausend gedruckt oder ein Dezimalzeichen falsch gelesen ist.",
        ),
        OfList(out_of_scale),
    ),
    Check(
        "paid-more-than-awarded",
        Severity.HINT,
        Said("more paid than awarded", "mehr ausgezahlt als bewilligt"),
        Said(
            "'{paid}' is paid, though only '{awarded}' was awarded.",
            "Ausgezahlt sind „{paid}“, bewilligt aber nur „{awarded}“.",
        ),
        Said("Find out which of the two is wrong.", "Klären, welcher der beiden Beträge falsch ist."),
        knowing(overpaid),
    ),
)
