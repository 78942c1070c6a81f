"""Amounts and rates, read in the notation that all values of their column prove together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from fachwerk.records import Value
from fachwerk.reference.absent import is_nothing
from fachwerk.reference.amounts import amount_of, currency_of, decimal_mark, unit_of
from fachwerk.text import squeeze

NAMES = {",": "German", ".": "English"}


@dataclass(frozen=True, slots=True)
class Notation:
    """How a column prints amounts: decimal mark (None: no value proves one), currency, what one unit is worth.

    `is_mixed`: some values prove the other mark.
    """

    decimal: str | None = None
    currency: str | None = None
    unit: int = 1
    is_mixed: bool = False


@dataclass(slots=True)
class Evidence:
    """What the values of one column prove, counted as they pass by."""

    marks: Counter[str]
    currencies: Counter[str]
    grouped: int = 0

    def see(self, printed: str) -> None:
        mark = decimal_mark(printed)
        if mark is not None:
            self.marks[mark] += 1
        elif "." in printed or "," in printed:
            self.grouped += 1
        currency = currency_of(printed)
        if currency is not None:
            self.currencies[currency] += 1


def notation_of(evidence: Evidence, heading: str) -> Notation:
    """Decide a column's notation: the mark that more of its values prove; its currency likewise, or by the heading."""
    marks, currencies = evidence.marks.most_common(), evidence.currencies.most_common(1)
    currency = currencies[0][0] if currencies else currency_of(heading)
    is_tie = len(marks) > 1 and marks[0][1] == marks[1][1]
    return Notation(marks[0][0] if marks and not is_tie else None, currency, unit_of(heading), len(marks) > 1)


def notation_notes(field: str, evidence: Evidence, notation: Notation) -> Iterable[str]:
    """Say what had to be decided about a column."""
    if notation.is_mixed:
        counts = " and ".join(f"{count} in {NAMES[mark]} notation" for mark, count in evidence.marks.most_common())
        rest = "like most" if notation.decimal is not None else "as thousands where three digits follow a mark"
        yield f"{field}: the column has {counts}; values that prove neither are read {rest}"
    elif notation.decimal is None and evidence.grouped:
        yield f"{field}: no value proves the decimal mark; a mark before three digits is taken to part thousands"
    if len(evidence.currencies) > 1:
        counts = ", ".join(f"{count} in {currency}" for currency, count in evidence.currencies.most_common())
        yield f"{field}: the column has several currencies: {counts}"
    if notation.unit != 1:
        yield f"{field}: the heading says that amounts are printed in units of {notation.unit}"


def amount_value(printed: str, notation: Notation) -> Value:
    """Clean one amount. A value that proves another notation than its column's is read in its own, with a note."""
    if is_nothing(printed):
        return Value(printed, None)
    own = decimal_mark(printed)
    amount = amount_of(printed, own or notation.decimal)
    if amount is None:
        return Value(printed, None, f"{squeeze(printed)!r} is no amount")
    return Value(printed, amount * notation.unit, "; ".join(_reasons(printed, own, amount, notation)) or None)


def rate_value(printed: str, is_fraction: bool) -> Value:
    """Clean a rate, in percent; in a column of fractions (`0,8`) it is multiplied by 100."""
    if is_nothing(printed):
        return Value(printed, None)
    rate = amount_of(printed.replace("%", "").strip(), decimal_mark(printed.replace("%", "").strip()))
    if rate is None or not 0 <= rate <= 100:
        return Value(printed, None, f"{squeeze(printed)!r} is no rate")
    return Value(printed, rate * 100, "printed as a fraction") if is_fraction else Value(printed, rate)


def rate_of(printed: str) -> Decimal | None:
    """Read a rate as printed, None if it is none or carries its own percent sign."""
    return None if "%" in printed else amount_of(printed, decimal_mark(printed))


def _reasons(printed: str, own: str | None, amount: Decimal, notation: Notation) -> Iterable[str]:
    if own is not None and notation.decimal is not None and own != notation.decimal:
        yield f"printed in {NAMES[own]} notation, unlike most of its column"
    elif own is None and ("." in printed or "," in printed):
        plain = amount_of(printed)
        if notation.is_mixed or plain != amount:
            other = amount_of(printed, "," if "," in printed else ".")
            said = "read as thousands" if notation.decimal is None else "read like most of its column"
            yield f"{said}; it could be {plain if plain != amount else other}, too"
    currency = currency_of(printed)
    if currency is not None and notation.currency is not None and currency != notation.currency:
        yield f"printed in {currency}, unlike most of its column"
    if notation.unit != 1:
        yield f"printed in units of {notation.unit}"


AMOUNTS = ("amount_planned", "amount_awarded", "amount_paid", "amount_total")


def new_evidence() -> Mapping[str, Evidence]:
    """Give empty evidence for each amount field."""
    return {field: Evidence(Counter(), Counter()) for field in AMOUNTS}
