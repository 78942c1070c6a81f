"""Checks across the listings of one edition: copied texts, one project twice, one organisation in many spellings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from fachwerk.check.declared import Check, Said, Spot, Whole
from fachwerk.check.texts import around, text_of
from fachwerk.records import Listing, Ref, Severity
from fachwerk.text import key

_MOST_ALIKE = 3  # listings that share a text before it is a set phrase of the list
_HABIT = 0.02  # of the rows may repeat others before it is how the list is made


def copied_description(whole: Whole) -> Iterator[Spot]:
    """Look for a description taken over from another sponsor's project, of another name and no common series."""
    for original, copy in _copies(whole):
        if not _belong_together(whole, original, copy):
            yield _copy(original, copy)


def reused_description(whole: Whole) -> Iterator[Spot]:
    """Look for a description that repeats that of the same sponsor's, or the same series', other listing."""
    for original, copy in _copies(whole):
        if _belong_together(whole, original, copy):
            yield _copy(original, copy)


def _copies(whole: Whole) -> Iterator[tuple[Listing, Listing]]:
    """The pairs whose text is not that of many: each copy once, with its first original."""
    times = Counter(original.row for original, _ in whole.twins)
    told: set[int] = set()
    for original, copy in whole.twins:
        if copy.row not in told and times[original.row] < _MOST_ALIKE:
            told.add(copy.row)
            yield original, copy


def _copy(original: Listing, copy: Listing) -> Spot:
    text = text_of(copy, "description") or ""
    return Spot(
        copy.row, "description", around(text, 0, 60), {"original": original.row, "title": _printed(original, "title")}
    )


def _belong_together(whole: Whole, one: Listing, other: Listing) -> bool:
    refs = Ref(one.edition, one.row), Ref(other.edition, other.row)
    series = {whole.series_of.get(ref) for ref in refs}
    if len(series) == 1 and None not in series:
        return True
    bodies = {whole.organisation_of.get(ref) for ref in refs}
    if len(bodies) == 1 and None not in bodies:
        return True
    return any(_same(one, other, name) for name in ("sponsor", "title"))


def _same(one: Listing, other: Listing, field: str) -> bool:
    texts = text_of(one, field), text_of(other, field)
    return texts[0] is not None and texts[1] is not None and key(texts[0]) == key(texts[1])


def two_regions(whole: Whole) -> Iterator[Spot]:
    """Look for a project that is listed with the same words by the same sponsor under two regions."""
    for group in _groups(whole, ("sponsor", "title", "description")):
        regions = {listing.region or _printed(listing, "region"): listing for listing in group}
        if len(group) > _MOST_ALIKE or len(regions) < 2:
            continue
        first = group[0]
        for listing in group[1:]:
            if (listing.region or _printed(listing, "region")) == (first.region or _printed(first, "region")):
                continue
            facts = {"other": first.row, "region": _printed(first, "region")}
            yield Spot(listing.row, "region", f"{_printed(listing, 'region')} | {_printed(first, 'region')}", facts)


def repeated_row(whole: Whole) -> Iterator[Spot]:
    """Look for rows that print exactly what another one prints, unless that is how the list is made."""
    seen: dict[tuple[str | None, ...], int] = {}
    found = []
    for listing in whole.listings:
        printed = tuple(listing.printed.values())
        if printed in seen:
            found.append((listing, seen[printed]))
        seen.setdefault(printed, listing.row)
    if len(found) > max(2, _HABIT * len(whole.listings)):
        return
    for listing, first in found:
        yield Spot(listing.row, None, _printed(listing, "title"), {"other": first})


def many_spellings(whole: Whole) -> Iterator[Spot]:
    """Look for organisations that the edition prints in several spellings; said at the first of each rarer one."""
    for organisation in whole.context.organisations:
        listings = [whole.by_ref[ref] for ref in organisation.listings if ref in whole.by_ref]
        counts = Counter(text for one in listings if (text := text_of(one, "sponsor")) is not None)
        if len(counts) < 2:
            continue
        usual = counts.most_common(1)[0][0]
        said: set[str] = {usual}
        for listing in listings:
            name = text_of(listing, "sponsor")
            if name is not None and name not in said:
                said.add(name)
                yield Spot(listing.row, "sponsor", name, {"usual": usual})


def _groups(whole: Whole, fields: Sequence[str]) -> Iterator[list[Listing]]:
    groups: dict[tuple[str, ...], list[Listing]] = defaultdict(list)
    for listing in whole.listings:
        texts = tuple(text for field in fields if (text := text_of(listing, field)) is not None)
        if len(texts) == len(fields):
            groups[texts].append(listing)
    yield from (group for group in groups.values() if len(group) > 1)


def _printed(listing: Listing, field: str) -> str:
    value = listing.values.get(field)
    return "" if value is None else value.printed or ""


CHECKS = (
    Check(
        "description-copied",
        Severity.WARNING,
        Said("description copied from another project", "Beschreibung von einem anderen Vorhaben kopiert"),
        Said(
            "The description is that of row {original}, '{title}', another sponsor's project.",
            "Die Beschreibung ist die von Zeile {original}, „{title}“, eines anderen Trägers.",
        ),
        Said(
            "Ask for the right description; this one probably belongs to the other row only.",
            "Die richtige Beschreibung erfragen; diese gehört wahrscheinlich nur zur anderen Zeile.",
        ),
        copied_description,
    ),
    Check(
        "description-reused",
        Severity.HINT,
        Said("description used again", "Beschreibung wiederverwendet"),
        Said(
            "The description repeats that of row {original}, '{title}'.",
            "Die Beschreibung wiederholt die von Zeile {original}, „{title}“.",
        ),
        Said("Nothing, if the project continues the other one.", "Nichts, wenn das Vorhaben das andere fortsetzt."),
        reused_description,
    ),
    Check(
        "project-in-two-regions",
        Severity.HINT,
        Said("same project under two regions", "gleiches Vorhaben in zwei Regionen"),
        Said(
            "Row {other} lists the same project, with the same words, under {region}.",
            "Zeile {other} führt dasselbe Vorhaben mit denselben Worten unter {region}.",
        ),
        Said(
            "Find out whether it really takes place in both, or whether one region is wrong.",
            "Klären, ob es wirklich in beiden stattfindet oder eine Region falsch ist.",
        ),
        two_regions,
    ),
    Check(
        "row-repeated",
        Severity.HINT,
        Said("row printed twice", "Zeile doppelt gedruckt"),
        Said("The row prints exactly what row {other} prints.", "Die Zeile druckt genau dasselbe wie Zeile {other}."),
        Said(
            "Nothing, if the list has a row for each of several equal grants.",
            "Nichts, wenn die Liste je Bewilligung eine eigene Zeile führt.",
        ),
        repeated_row,
    ),
    Check(
        "organisation-in-several-spellings",
        Severity.HINT,
        Said("organisation in several spellings", "Organisation in mehreren Schreibweisen"),
        Said(
            "'{evidence}' is the organisation that is mostly printed as '{usual}'.",
            "„{evidence}“ ist die Organisation, die sonst meist „{usual}“ geschrieben wird.",
        ),
        Said("Nothing; both count as one organisation.", "Nichts; beide zählen als eine Organisation."),
        many_spellings,
    ),
)
