"""Invented listings for the tests of checks: ordinary ones without any finding, and ones that differ in a value."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from fachwerk.check import Context, findings_of
from fachwerk.records import Finding, Ledger, Listing, Origin, Value, Verdict
from fachwerk.reference.programmes import programme
from fachwerk.reference.regions import territories

SAXONY = territories()["sachsen"]
PROGRAMME = programme("sachsen-fachkraefterichtlinie")
TOWNS = {"Zwickau": ("DED45", "14524330"), "Pirna": ("DED2F", "14628270"), "Torgau": ("DED53", "14730310")}
NAMES = ("Birke", "Eiche", "Linde", "Ahorn", "Buche", "Kiefer", "Tanne", "Erle", "Weide", "Ulme", "Pappel", "Lärche")


def listing(row: int = 1, keys: dict[str, Any] | None = None, **fields: Any) -> Listing:
    """Make a listing; a text is printed as it is, a day and an amount in German, None is an empty cell."""
    values = {name: value_of(value) for name, value in fields.items()}
    printed = {name: value.printed for name, value in values.items()}
    return Listing("edition", row, Origin(1, (row, row)), printed, values, **(keys or {}))


def value_of(given: Any) -> Value:
    if isinstance(given, Value):
        return given
    if isinstance(given, date):
        return Value(f"{given:%d.%m.%Y}", given)
    if isinstance(given, (int, Decimal)):
        return Value(str(given), Decimal(given))
    return Value(given, given)


def ordinary(row: int, **changes: Any) -> Listing:
    """Make a listing of a list in which nothing is odd; `changes` replace values, or keys such as `region_key`."""
    name = f"{NAMES[row % len(NAMES)]}"
    town = list(TOWNS)[row % len(TOWNS)]
    keys = {"region": TOWNS[town][0], "place": TOWNS[town][1], "line": "1", "legal_form": "GmbH"}
    keys |= {key.removesuffix("_key"): changes.pop(key) for key in list(changes) if key.endswith("_key")}
    keys["places"] = () if keys["place"] is None else (keys["place"],)
    fields = {
        "sponsor": f"{name} GmbH",
        "place": town,
        "region": territory_name(keys["region"]),
        "item": "1",
        "kind": "digitaler Wandel",
        "begin": date(2023, 1 + row % 12, 1),
        "end": date(2024, 12, 31),
        "title": f"{name} {'I' * (1 + row // len(NAMES))}",
        "description": f"Das Projekt {name} {row} begleitet Unternehmen.",
        **changes,
    }
    return listing(row, keys, **fields)


def territory_name(key: str) -> str:
    region = SAXONY.region(key)
    assert region is not None
    return region.name


def ordinary_list(*changed: Listing, count: int = 24) -> list[Listing]:
    """Make a list of ordinary listings, in which the given ones stand in place of theirs."""
    by_row = {one.row: one for one in changed}
    return [by_row.get(row) or ordinary(row) for row in range(1, max(count, *by_row, 0) + 1)]


def context(**known: Any) -> Context:
    return Context(**{"territory": SAXONY, "programme": PROGRAMME, **known})


def ledger(verdict: Verdict = Verdict.COMPLETE, *reasons: str, **declared: object) -> Ledger:
    return Ledger("list.pdf", "edition", 1, 24, 24, 24, 0, (), (), declared, verdict, reasons)


def found(listings: Sequence[Listing], **known: Any) -> list[Finding]:
    return list(findings_of(listings, context(**known)))


def codes(listings: Sequence[Listing], **known: Any) -> list[tuple[str, int | None]]:
    """Give code and row of each finding."""
    return [(finding.code, finding.row) for finding in found(listings, **known)]
