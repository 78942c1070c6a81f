"""Invented entries of published lists, seeded, with the troubles that real lists have."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

import yaml

Entry: TypeAlias = Mapping[str, str | None]
"""One row by canonical field, as typed into the cell: line breaks may stand in it, days are ISO dates."""

WORDS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "words.yml").read_text(encoding="utf-8"))


def _filled(rng: Random, template: str) -> str:
    """Fill a sentence template with words of the vocabulary."""
    place, place2 = rng.sample(WORDS["places"], 2)
    topic, topic2 = rng.sample(WORDS["topics"], 2)
    subject, subject2 = rng.sample(WORDS["subjects"], 2)
    region = rng.choice(WORDS["regions"])
    return template.format(
        place=place, place2=place2, topic=topic, topic2=topic2, subject=subject, subject2=subject2,
        region=region, region2=rng.choice(("Mulmetal", "Erlenkreis", "Weißtal")), trade=rng.choice(WORDS["trades"]),
        short=rng.choice(WORDS["shorts"]), theme=rng.choice(WORDS["themes"]), group=rng.choice(WORDS["groups"]),
        offer=rng.choice(WORDS["offers"]), goal=rng.choice(WORDS["goals"]),
        n=rng.randint(2, 9), m=rng.randint(3, 24), nn=rng.randint(20, 27),
    )  # fmt: skip


def _description(rng: Random) -> str | None:
    """Prose of one to six sentences, now and then with typed line breaks or a typed list; 5 % are empty."""
    if rng.random() < 0.05:
        return None
    said = [_filled(rng, each) for each in rng.sample(WORDS["sentences"], rng.choice((1, 2, 2, 3, 3, 4, 4, 5, 6)))]
    if rng.random() < 0.06:
        return said[0] + "\n" + "\n".join(f"- {each}" for each in rng.sample(WORDS["bullets"], 3))
    if len(said) > 1 and rng.random() < 0.12:
        return said[0] + "\n" + " ".join(said[1:])
    return " ".join(said)


def _days(rng: Random, row: int) -> tuple[date | None, date | None]:
    """Begin and end: mostly sensible, two rows in a hundred without dates, one that ends before it begins."""
    if rng.random() < 0.02:
        return None, None
    begin = date(2022, 11, 1) + timedelta(days=row * 3 % 1_200 + rng.randint(0, 2))
    if rng.random() < 0.01:
        return begin, begin - timedelta(days=rng.randint(20, 300))
    end = rng.choice((date(2024, 12, 31), date(2025, 6, 30), begin + timedelta(days=rng.randint(90, 900))))
    return begin, end


def projects(seed: int, count: int) -> list[Entry]:
    """Entries in the form of the first list: nine fields, sponsors that come back, empty and drifting cells."""
    rng = Random(seed)
    entries: list[Entry] = []
    sponsors: list[tuple[str, str, str]] = []
    for row in range(count):
        if sponsors and rng.random() < 0.35:
            sponsor, place, region = rng.choice(sponsors[-12:])
        else:
            place, region = rng.choice(WORDS["places"]), rng.choice(WORDS["regions"])
            sponsor = rng.choice(WORDS["bodies"]).format(place=place, region=region)
            sponsors.append((sponsor, place, region))
        item, kind = rng.choice(WORDS["kinds"])
        title = _filled(rng, rng.choice(WORDS["titles"]))
        begin, end = _days(rng, row)
        entries.append({
            "sponsor": sponsor,
            "place": None if rng.random() < 0.04 else place,
            "region": region,
            "item": item,
            "kind": title if rng.random() < 0.02 else kind,
            "begin": begin.isoformat() if begin else None,
            "end": end.isoformat() if end else None,
            "title": title.replace(": ", ":\n") if rng.random() < 0.3 else title,
            "description": _description(rng),
        })  # fmt: skip
        if entries[-1]["description"] and len(entries) > 1 and rng.random() < 0.03:
            entries[-1] = {**entries[-1], "description": entries[-2]["description"]}
    return entries


def _money(rng: Random) -> str:
    """An amount as German offices print it, without currency."""
    cents = rng.choice((0, 0, rng.randint(1, 99)))
    whole = f"{rng.choice((rng.randint(900, 9_999), rng.randint(10_000, 999_999), rng.randint(10**6, 9 * 10**6))):,}"
    return f"{whole.replace(',', '.')},{cents:02d}"


def beneficiaries(seed: int, count: int) -> list[Entry]:
    """Entries in the form of lists of EU funds: name, operation, years, amounts; sorted by name, many repeated."""
    rng = Random(seed)
    names: list[str] = []
    while len(names) < count:
        place, place2 = rng.sample(WORDS["places"], 2)
        name = rng.choice(WORDS["firms"]).format(
            place=place, place2=place2, region=rng.choice(WORDS["regions"]), trade=rng.choice(WORDS["trades"])
        )
        names += [name] * rng.choice((1, 1, 1, 2, 3, 5))
    entries: list[Entry] = []
    for name in sorted(names[:count], key=str.casefold):
        year, is_done = rng.randint(2007, 2013), rng.random() < 0.7
        awarded = _money(rng)
        entries.append({
            "sponsor": name,
            "title": _filled(rng, rng.choice(WORDS["operations"])),
            "year_approved": str(year),
            "year_completed": str(year + rng.randint(0, 2)) if is_done else None,
            "amount_awarded": awarded,
            "amount_paid": rng.choice((awarded, _money(rng))) if is_done else None,
        })  # fmt: skip
    return entries


def operations(seed: int, count: int) -> list[Entry]:
    """Entries in the form of lists of operations since 2014: names, summary, days, cost, rate, place, intervention."""
    rng = Random(seed)
    entries: list[Entry] = []
    for row in range(count):
        begin = date(2015, 1, 1) + timedelta(days=row * 7 % 1_500)
        place, place2 = rng.sample(WORDS["places"], 2)
        firm = rng.choice(WORDS["firms"])
        entries.append({
            "sponsor": firm.format(
                place=place, place2=place2, region=rng.choice(WORDS["regions"]), trade=rng.choice(WORDS["trades"])
            ),
            "title": _filled(rng, rng.choice(WORDS["operations"])),
            "description": _description(rng),
            "begin": begin.isoformat(),
            "end": (begin + timedelta(days=rng.randint(90, 1_200))).isoformat() if rng.random() < 0.96 else None,
            "amount_total": _money(rng),
            "cofinancing_rate": rng.choice(("50 %", "60 %", "80 %", "42,5 %")),
            "postcode": rng.choice(WORDS["postcodes"]),
            "country": "Deutschland",
            "intervention": rng.choice(WORDS["interventions"]),
        })  # fmt: skip
    return entries


def english(seed: int, count: int) -> list[Entry]:
    """The same in English: days as 31/12/2016, amounts as £1,234.50."""
    rng, words = Random(seed), WORDS["english"]

    def filled(template: str) -> str:
        return template.format(
            place=rng.choice(words["places"]), trade=rng.choice(words["trades"]), theme=rng.choice(words["themes"]),
            n=rng.randint(2, 9),
        )  # fmt: skip

    def postcode() -> str:
        return f"{rng.choice('ABCDEG')}{rng.randint(1, 28)} {rng.randint(1, 9)}XQ"

    entries: list[Entry] = []
    for row in range(count):
        begin = date(2015, 1, 1) + timedelta(days=row * 7 % 1_500)
        said = [filled(each) for each in rng.sample(words["sentences"], rng.choice((1, 1, 2, 3)))]
        entries.append({
            "sponsor": filled(rng.choice(words["bodies"])),
            "title": filled(rng.choice(words["titles"])),
            "description": " ".join(said) if rng.random() < 0.95 else None,
            "begin": begin.isoformat(),
            "end": (begin + timedelta(days=rng.randint(90, 1_200))).isoformat(),
            "amount_total": f"£{rng.randint(5_000, 3_000_000):,}.{rng.randint(0, 99):02d}",
            "cofinancing_rate": rng.choice(("50%", "60%", "37.5%")),
            "postcode": postcode() if rng.random() < 0.9 else None,
            "country": rng.choice(words["countries"]),
            "intervention": rng.choice(words["interventions"]),
        })  # fmt: skip
    return entries


FAMILIES: Mapping[str, Callable[[int, int], list[Entry]]] = {
    "projects": projects,
    "beneficiaries": beneficiaries,
    "operations": operations,
    "english": english,
}


def joined(typed: str | None) -> str | None:
    """What a reader should make of a cell: typed line breaks are blanks, nothing typed is nothing printed."""
    return " ".join(typed.split()) if typed else None


def truth_of(entry: Entry, fields: Sequence[str]) -> dict[str, str | None]:
    """The entry as canonical fields of the columns that the list has."""
    return {field: joined(entry[field]) for field in fields}
