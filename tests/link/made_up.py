"""Listings made up for tests: only what linking looks at."""

from __future__ import annotations

from datetime import date

from fachwerk.clean.names import name_value
from fachwerk.records import Decision, Judgement, Listing, Origin, Value


def listing(
    row: int,
    sponsor: str,
    title: str = "Projekt",
    *,
    region: str | None = None,
    place: str | None = None,
    begin: str | None = None,
    end: str | None = None,
    description: str | None = None,
    edition: str = "first",
) -> Listing:
    """Make a listing as cleaning would, `region` and `place` being keys and their names at once."""
    name = name_value(sponsor)
    values = {
        "sponsor": name.value,
        "title": Value(title, title),
        "description": Value(description, description),
        "region": Value(region, region),
        "place": Value(place, place),
        "begin": Value(begin, None if begin is None else date.fromisoformat(begin)),
        "end": Value(end, None if end is None else date.fromisoformat(end)),
    }
    return Listing(
        edition,
        row,
        Origin(1, (row, row)),
        {},
        values,
        region=region,
        place=place,
        core=name.core,
        legal_form=name.legal_form,
        places=() if place is None else (place,),
    )


def judgement(one: str, other: str, decision: Decision, when: int = 1, about: str = "organisation") -> Judgement:
    """Make a judgement of the `when`th day of a month."""
    left, right = sorted((one, other))
    return Judgement(about, left, right, decision, "someone", f"2024-05-{when:02}T12:00:00Z", "looked it up")
