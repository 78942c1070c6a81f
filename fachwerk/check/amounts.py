"""Checks of amounts: none, negative, a thousand times off, and more paid than granted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from math import log10
from statistics import median

from fachwerk.check.declared import Check, Said, Spot, Whole
from fachwerk.records import Listing, Severity

_GRANTED = ("amount_planned", "amount_awarded", "amount_total")
_AMOUNTS = (*_GRANTED, "amount_paid")
_RARE = 0.02  # of a column at most may be odd before it is the column's habit
_LEAST = 20
_THOUSAND = 3  # powers of ten


def zero(whole: Whole) -> Iterator[Spot]:
    """Look for amounts of nothing in columns that hold hardly any."""
    yield from _rare(whole, _GRANTED, lambda amount: amount == 0)


def negative(whole: Whole) -> Iterator[Spot]:
    """Look for amounts below nothing in columns that hold hardly any."""
    yield from _rare(whole, _AMOUNTS, lambda amount: amount < 0)


def thousandfold(whole: Whole) -> Iterator[Spot]:
    """Look for two amounts of one row that are the same but for a factor of 1000."""
    for listing in whole.listings:
        amounts = [(name, amount) for name in _AMOUNTS if (amount := _amount(listing, name)) is not None and amount > 0]
        for name, amount in amounts:
            lesser = next((other for other, small in amounts if small * 1000 == amount), None)
            if lesser is not None:
                facts = {"one": listing.values[name].printed, "other": listing.values[lesser].printed}
                yield Spot(listing.row, name, f"{facts['one']} | {facts['other']}", facts)


def out_of_scale(whole: Whole) -> Iterator[Spot]:
    """Look for amounts a thousand times beyond the middle, and ten times beyond the next of their column."""
    for name in _AMOUNTS:
        found = [(listing, amount) for listing in whole.listings if (amount := _amount(listing, name)) and amount > 0]
        if len(found) < _LEAST:
            continue
        found.sort(key=lambda one: one[1])
        middle = median(log10(amount) for _, amount in found)
        for (extreme, amount), (_, neighbour) in ((found[0], found[1]), (found[-1], found[-2])):
            apart = abs(log10(amount) - middle)
            if apart >= _THOUSAND and abs(log10(amount) - log10(neighbour)) >= 1:
                yield Spot(extreme.row, name, extreme.values[name].printed or "", {"times": round(10**apart)})


def overpaid(whole: Whole) -> Iterator[Spot]:
    """Look for more paid than was granted, where that hardly ever is so."""
    pairs = [
        (listing, granted, paid)
        for listing in whole.listings
        if (granted := _amount(listing, "amount_awarded")) and (paid := _amount(listing, "amount_paid"))
    ]
    found = [one for one in pairs if one[2] > one[1] > 0]
    if len(pairs) < _LEAST or len(found) > max(1, _RARE * len(pairs)):
        return
    for listing, _, _ in found:
        facts = {name: listing.values[f"amount_{name}"].printed or "" for name in ("paid", "awarded")}
        yield Spot(listing.row, "amount_paid", f"{facts['paid']} | {facts['awarded']}", facts)


def _rare(whole: Whole, fields: tuple[str, ...], is_odd: Callable[[Decimal], bool]) -> Iterator[Spot]:
    for name in fields:
        amounts = [(listing, amount) for listing in whole.listings if (amount := _amount(listing, name)) is not None]
        odd = [listing for listing, amount in amounts if is_odd(amount)]
        if len(amounts) >= _LEAST and len(odd) <= max(1, _RARE * len(amounts)):
            yield from (Spot(listing.row, name, listing.values[name].printed or "") for listing in odd)


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
        zero,
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
        negative,
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
        thousandfold,
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
        out_of_scale,
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
        overpaid,
    ),
)
