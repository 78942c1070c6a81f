"""Checks of regions and places: against each other, against the texts, and against the official names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache

from fachwerk.check.declared import Check, Said, Spot, Whole
from fachwerk.check.texts import around, text_of
from fachwerk.check.vocabulary import WORD
from fachwerk.records import Listing, Severity
from fachwerk.reference.municipalities import municipalities
from fachwerk.reference.regions import Territory, kind_words
from fachwerk.text import key

_CLOSE = 0.85
_NAMING = ("sponsor", "title", "description")
_LONG_WORD = 8  # letters from which a name is hardly another word
_KEPT = 4  # letters at the beginning that must be right
_LONG_NAME = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{7,}$")
_LEAST_PLACES = 0.8  # of a list's places must be municipalities of its territory for another one to be odd


def unlike_place(whole: Whole) -> Iterator[Spot]:
    """Look for a place that lies in another region than the printed one."""
    territory = whole.context.territory
    if territory is None:
        return
    for listing in whole.listings:
        if listing.place is None or listing.region is None:
            continue
        home, region = territory.region_of(listing.place), territory.region(listing.region)
        if home is not None and region is not None and home.key != region.key:
            place = listing.values["place"].printed or ""
            facts = {"place": place, "home": home.name, "region": region.name}
            yield Spot(listing.row, "place", f"{place} | {listing.values['region'].printed}", facts)


def region_of_title(whole: Whole) -> Iterator[Spot]:
    """Look for a title that names another district or city with its kind, and not the row's own."""
    yield from _named_elsewhere(whole, "title")


def region_of_description(whole: Whole) -> Iterator[Spot]:
    """Look for a description that names one other district or city with its kind, and not the row's own."""
    told = {spot.row for spot in region_of_title(whole)}
    yield from (spot for spot in _named_elsewhere(whole, "description") if spot.row not in told)


def region_as_place(whole: Whole) -> Iterator[Spot]:
    """Look for a region in the column of places."""
    names = _region_names(whole.context.territory)
    for listing in whole.listings:
        place = listing.values.get("place")
        if place is not None and place.printed is not None and not listing.places and key(place.printed) in names:
            yield Spot(listing.row, "place", place.printed)


def unknown_place(whole: Whole) -> Iterator[Spot]:
    """Look for places that no municipality of the territory is called, if nearly all others are found."""
    for listing, printed, proposed in _unknown_places(whole):
        if proposed is None:
            yield Spot(listing.row, "place", printed, {"territory": _name(whole)})


def misspelt_place(whole: Whole) -> Iterator[Spot]:
    """Look for unknown places that are nearly called like a municipality."""
    for listing, printed, proposed in _unknown_places(whole):
        if proposed is not None:
            yield Spot(listing.row, "place", printed, {"right": proposed, "territory": _name(whole)})


def doubled_kind(whole: Whole) -> Iterator[Spot]:
    """Look for a district that is called one twice: "Landkreis Vogtlandkreis"."""
    territory = whole.context.territory
    cores = [] if territory is None else [region.core for region in territory.regions if region.core.endswith("kreis")]
    pattern = re.compile(rf"\b(?:Landkreis|Kreis)(?:es)? (?:{'|'.join(map(re.escape, cores))})s?\b")
    for listing in whole.listings if cores else ():
        for field in _NAMING:
            text = text_of(listing, field)
            found = None if text is None else pattern.search(text)
            if found is not None:
                yield Spot(listing.row, field, found[0])


def small_name(whole: Whole) -> Iterator[Spot]:
    """Look for the name of a region in small letters behind its kind: "Landkreis meißen"."""
    territory = whole.context.territory
    if territory is None:
        return
    cores = "|".join(re.escape(region.core.lower()) for region in territory.regions)
    pattern = re.compile(rf"\b(?:Landkreis|Stadt|Kreis)(?:es)? (?:{cores})\b")
    for listing in whole.listings:
        for field in ("region", "place", *_NAMING):
            value = listing.values.get(field)
            found = None if value is None or value.printed is None else pattern.search(value.printed)
            if found is not None:
                yield Spot(listing.row, field, found[0])


def misspelt_place_name(whole: Whole) -> Iterator[Spot]:
    """Look for a long word that nobody else prints, and that is one letter off the name of a municipality."""
    territory = whole.context.territory
    if territory is None or not _is_at_home(whole):
        return
    known = whole.vocabulary.known
    rare = {word for word in whole.vocabulary.rows if _LONG_NAME.match(word) and known.get(word.casefold(), 0) <= 1}
    names = _place_names(territory)
    meant = {word: right for word in rare if (right := _nearly_place(word, names)) is not None}
    for listing in whole.listings:
        yield from _misspelt_names(listing, meant, names, known)


def _misspelt_names(
    listing: Listing, meant: Mapping[str, str], names: Mapping[str, str], known: Mapping[str, int]
) -> Iterator[Spot]:
    sponsor = text_of(listing, "sponsor")
    if sponsor is not None and not _may_be_person(listing, sponsor):
        for word in filter(_LONG_NAME.match, WORD.findall(sponsor)):
            right = _nearly_place(word, names) if known.get(word.casefold(), 0) <= 1 else None
            if right is not None:
                yield Spot(listing.row, "sponsor", sponsor, {"word": word, "right": right})
    for field in ("title", "description") if meant else ():
        text = text_of(listing, field) or ""
        for found in WORD.finditer(text):
            if found[0] in meant:
                yield Spot(
                    listing.row, field, around(text, *found.span()), {"word": found[0], "right": meant[found[0]]}
                )


def _may_be_person(listing: Listing, name: str) -> bool:
    return listing.legal_form is None and len(name.split()) < 3


def _nearly_place(word: str, names: Mapping[str, str]) -> str | None:
    """Give the place that a word is nearly called; its inhabitants and adjectives ("Leipziger") are none."""
    if word in names or word.endswith(("er", "ern", "ers", "sche", "schen", "scher", "sches")):
        return None
    unsure = (f"{word[:at]}?{word[at + 1 :]}" for at in range(_KEPT, len(word)))
    return next((names[form] for form in unsure if form in names), None)


@cache
def _place_names(territory: Territory) -> Mapping[str, str]:
    """Names of municipalities of eight letters and more, also with each letter but the first ones unknown."""
    names = [one.name.split("/")[0] for one in municipalities(territory.key).values()]
    words = {name: name for name in names if len(name) >= _LONG_WORD and name.isalpha()}
    return words | {f"{name[:at]}?{name[at + 1 :]}": name for name in words for at in range(_KEPT, len(name))}


def _unknown_places(whole: Whole) -> Iterator[tuple[Listing, str, str | None]]:
    territory = whole.context.territory
    if territory is None or not _is_at_home(whole):
        return
    names = _region_names(territory)
    for listing in whole.listings:
        place = listing.values.get("place")
        if place is None or place.clean is None or place.printed is None or listing.places:
            continue
        if key(place.printed) not in names and not _means_no_place(place.note):
            yield listing, place.printed, _nearest(place.printed, listing.region, territory)


def _means_no_place(note: str | None) -> bool:
    """Tell a cell that cleaning understood: "landesweit", or a name that several municipalities have."""
    return note is not None and (note == "means no single place" or note.startswith("may be "))


def _is_at_home(whole: Whole) -> bool:
    printed = [listing for listing in whole.listings if (value := listing.values.get("place")) and value.clean]
    return sum(bool(listing.places) for listing in printed) >= _LEAST_PLACES * max(1, len(printed))


@lru_cache(maxsize=4096)
def _nearest(printed: str, key_of_region: str | None, territory: Territory) -> str | None:
    everywhere = municipalities(territory.key)
    region = territory.region(key_of_region)
    inside = [one.name for ags, one in everywhere.items() if region is not None and ags.startswith(region.ags)]
    close = get_close_matches(printed, inside, 1, 0.78) or get_close_matches(
        printed, [one.name for one in everywhere.values()], 1, _CLOSE
    )
    return close[0] if close else None


def _name(whole: Whole) -> str:
    return "" if whole.context.territory is None else whole.context.territory.name


@dataclass(frozen=True, slots=True)
class _Named:
    """A region that a text names, and the words that name it."""

    region: str
    name: str
    start: int
    end: int


def _named_elsewhere(whole: Whole, field: str) -> Iterator[Spot]:
    territory = whole.context.territory
    if territory is None:
        return
    for listing in whole.listings:
        own, text = territory.region(listing.region), text_of(listing, field)
        if own is None or text is None or not any(region.core in text for region in territory.regions):
            continue
        named = _named(text, territory)
        others = {one.region for one in named}
        if len(others) != 1 or own.key in others or key(own.core) in key(_without(text, named)):
            continue
        found = named[0]
        facts = {"named": text[found.start : found.end], "region": own.name}
        yield Spot(listing.row, "region", around(text, found.start, found.end), facts)


def _without(text: str, named: list[_Named]) -> str:
    for one in reversed(named):
        text = text[: one.start] + text[one.end :]
    return text


def _named(text: str, territory: Territory) -> list[_Named]:
    pattern, keys = _patterns(territory)
    return [
        _Named(keys[(found.lastindex or 1) - 1], found[0], *found.span())
        for found in pattern.finditer(text)
        if found.lastindex is not None
    ]


@cache
def _patterns(territory: Territory) -> tuple[re.Pattern[str], list[str]]:
    """One pattern for all regions, each in its own group: with its kind before it, or unmistakable by itself."""
    kinds = kind_words()
    choices, keys = [], []
    for region in territory.regions:
        words = "|".join(re.escape(word.rstrip(".")) for word in kinds[region.kind] if len(word) > 3)
        core = re.escape(region.core).replace("\\-", r"\s*[-–]\s*")
        alone = core if "kreis" in region.core else None
        named = rf"(?:{words})e?s?\.?\s+{core}(?![\w/-])"
        choices.append(f"({named}|{alone}s?(?![\\w-]))" if alone else f"({named})")
        keys.append(region.key)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(choices)})", re.IGNORECASE), keys


@cache
def _region_names(territory: Territory | None) -> Mapping[str, str]:
    if territory is None:
        return {}
    districts = [region for region in territory.regions if region.kind == "district"]
    names = {key(name): region.key for region in districts for name in (region.name, *region.also)}
    known = {key(one.name) for one in municipalities(territory.key).values()}
    return names | {key(region.core): region.key for region in districts if key(region.core) not in known}


CHECKS = (
    Check(
        "place-outside-region",
        Severity.HINT,
        Said("place lies in another region", "Ort liegt in einer anderen Region"),
        Said(
            "{place} lies in {home}, not in {region}; it may be the sponsor's seat.",
            "{place} liegt in {home}, nicht in {region}; es kann der Sitz des Trägers sein.",
        ),
        Said(
            "Nothing, if the list prints seats; the project counts in the printed region.",
            "Nichts, wenn die Liste Sitze nennt; das Vorhaben zählt in der gedruckten Region.",
        ),
        unlike_place,
    ),
    Check(
        "region-not-of-title",
        Severity.WARNING,
        Said("region disagrees with the title", "Region widerspricht dem Titel"),
        Said(
            "The title names '{named}', but the region is {region}.",
            "Der Titel nennt „{named}“, als Region steht aber {region}.",
        ),
        Said("Find out which of the two is wrong.", "Klären, welche der beiden Angaben falsch ist."),
        region_of_title,
    ),
    Check(
        "region-not-of-description",
        Severity.HINT,
        Said("description names another region", "Beschreibung nennt eine andere Region"),
        Said(
            "The description names '{named}', but the region is {region}.",
            "Die Beschreibung nennt „{named}“, als Region steht aber {region}.",
        ),
        Said(
            "Look whether the description belongs to this project.", "Prüfen, ob die Beschreibung zum Vorhaben gehört."
        ),
        region_of_description,
    ),
    Check(
        "place-is-region",
        Severity.HINT,
        Said("region in the column of places", "Region in der Ortsspalte"),
        Said("'{evidence}' is a region, not a place.", "„{evidence}“ ist eine Region, kein Ort."),
        Said("Nothing; the project has no point on the map.", "Nichts; das Vorhaben hat keinen Punkt auf der Karte."),
        region_as_place,
    ),
    Check(
        "place-unknown",
        Severity.HINT,
        Said("unknown place", "unbekannter Ort"),
        Said(
            "No municipality of {territory} is called '{evidence}'.",
            "Keine Gemeinde von {territory} heißt „{evidence}“.",
        ),
        Said(
            "Correct it if it is misprinted; it may also be a former municipality or lie elsewhere.",
            "Korrigieren, wenn es ein Druckfehler ist; es kann auch eine frühere Gemeinde sein oder woanders liegen.",
        ),
        unknown_place,
    ),
    Check(
        "place-misspelt",
        Severity.WARNING,
        Said("place probably misspelt", "Ort wohl falsch geschrieben"),
        Said(
            "No municipality of {territory} is called '{evidence}'; perhaps {right} is meant.",
            "Keine Gemeinde von {territory} heißt „{evidence}“; gemeint ist vielleicht {right}.",
        ),
        Said("Correct it if the proposal is right.", "Korrigieren, wenn der Vorschlag stimmt."),
        misspelt_place,
    ),
    Check(
        "district-doubled",
        Severity.WARNING,
        Said("district called one twice", "Kreis doppelt benannt"),
        Said("'{evidence}' says twice that it is a district.", "„{evidence}“ sagt doppelt, dass es ein Kreis ist."),
        Said("Nothing: the region is recognised.", "Nichts: Die Region wird erkannt."),
        doubled_kind,
    ),
    Check(
        "region-in-small-letters",
        Severity.WARNING,
        Said("region in small letters", "Region kleingeschrieben"),
        Said("'{evidence}' has its name in small letters.", "„{evidence}“ ist kleingeschrieben."),
        Said("Nothing: the region is recognised.", "Nichts: Die Region wird erkannt."),
        small_name,
    ),
    Check(
        "place-name-misspelt",
        Severity.WARNING,
        Said("place name probably misspelt", "Ortsname wohl falsch geschrieben"),
        Said("'{word}' is probably misspelt for {right}.", "„{word}“ ist wohl falsch geschrieben für {right}."),
        Said("Correct it if the proposal is right.", "Korrigieren, wenn der Vorschlag stimmt."),
        misspelt_place_name,
    ),
)
