"""Checks of regions and places: against each other, against the texts, and against the official names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache

from fachwerk.check.declared import Check, Context, Look, Said, Spot, Watch, Whole, knowing
from fachwerk.check.texts import WORD, Entry, around
from fachwerk.check.wording import Wording
from fachwerk.records import Listing, Severity
from fachwerk.reference.municipalities import municipalities
from fachwerk.reference.regions import Region, Territory, kind_words
from fachwerk.text import key

_CLOSE = 0.85
_LONG_WORD = 8  # letters from which a name is hardly another word
_KEPT = 4  # letters at the beginning that must be right
_LONG_NAME = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{7,}$")
_DISTRICT = frozenset(("Landkreis", "Landkreises", "Kreis", "Kreises"))
_CITY = frozenset(("Stadt", "Stadtes"))
_LEAST_PLACES = 0.8  # of a list's places must be municipalities of its territory for another one to be odd


class Places:
    """How many places a list prints, and how many of them are municipalities of its territory."""

    def __init__(self, context: Context, edition: str) -> None:
        self._printed = self._found = 0

    def add(self, entry: Entry) -> None:
        value = entry.listing.values.get("place")
        if value is not None and value.clean:
            self._printed += 1
            self._found += bool(entry.listing.places)

    @property
    def are_at_home(self) -> bool:
        return self._found >= _LEAST_PLACES * max(1, self._printed)


def unlike_place(whole: Whole) -> Look | None:
    """Look for a place that lies in another region than the printed one."""
    territory = whole.context.territory
    if territory is None:
        return None

    @lru_cache(maxsize=16_384)
    def other_region(place: str | None, region: str | None) -> tuple[Region, Region] | None:
        return None if place is None else _other_region(place, region, territory)

    def look(entry: Entry) -> Iterable[Spot]:
        found = other_region(entry.listing.place, entry.listing.region)
        if found is None:
            return ()
        home, region = found
        place = entry.printed("place")
        facts = {"place": place, "home": home.name, "region": region.name}
        return (Spot(entry.row, "place", f"{place} | {entry.printed('region')}", facts),)

    return look


def _other_region(place: str, key_of_region: str | None, territory: Territory) -> tuple[Region, Region] | None:
    """Give the region that a place lies in, and the other one that is printed; None if they are one, or unknown."""
    home, region = territory.region_of(place), territory.region(key_of_region)
    return None if home is None or region is None or home.key == region.key else (home, region)


def region_of_title(whole: Whole) -> Watch | None:
    """Look for a title that names another district or city with its kind, and not the row's own."""
    territory = whole.context.territory
    if territory is None:
        return None
    return Watch.only(lambda entry: _named_elsewhere(entry, "title", territory), _naming_words(whole, territory))


def region_of_description(whole: Whole) -> Watch | None:
    """Look for a description that names one other district or city with its kind, and not the row's own."""
    territory = whole.context.territory
    if territory is None:
        return None

    def look(entry: Entry) -> Iterable[Spot]:
        is_told = any(_named_elsewhere(entry, "title", territory))
        return () if is_told else _named_elsewhere(entry, "description", territory)

    return Watch.only(look, _naming_words(whole, territory))


def region_as_place(whole: Whole) -> Look | None:
    """Look for a region in the column of places."""
    names = _region_names(whole.context.territory)

    def look(entry: Entry) -> Iterable[Spot]:
        place = None if entry.listing.places else entry.printed("place")
        return (Spot(entry.row, "place", place),) if place and key(place) in names else ()

    return look if names else None


def unknown_place(whole: Whole) -> Look | None:
    """Look for places that no municipality of the territory is called, if nearly all others are found."""
    return _unknown(whole, lambda proposed: None if proposed else {})


def misspelt_place(whole: Whole) -> Look | None:
    """Look for unknown places that are nearly called like a municipality."""
    return _unknown(whole, lambda proposed: {"right": proposed} if proposed else None)


def _unknown(whole: Whole, say: Callable[[str | None], Mapping[str, object] | None]) -> Look | None:
    territory = whole.context.territory
    if territory is None or not whole.of(Places).are_at_home:
        return None
    names = _region_names(territory)

    def look(entry: Entry) -> Iterator[Spot]:
        place = None if entry.listing.places else entry.listing.values.get("place")
        if place is None or place.clean is None or place.printed is None or _means_no_place(place.note):
            return
        if key(place.printed) not in names:
            facts = say(_nearest(place.printed, entry.listing.region, territory))
            if facts is not None:
                yield Spot(entry.row, "place", place.printed, {**facts, "territory": territory.name})

    return look


def doubled_kind(whole: Whole) -> Watch | None:
    """Look for a district that is called one twice: "Landkreis Vogtlandkreis"."""
    territory = whole.context.territory
    cores = [] if territory is None else [region.core for region in territory.regions if region.core.endswith("kreis")]
    pattern = re.compile(rf"\b(?:Landkreis|Kreis)(?:es)? (?:{'|'.join(map(re.escape, cores))})s?\b")

    def look(entry: Entry) -> Iterator[Spot]:
        for field, text in entry.texts.items():
            found = pattern.search(text)
            if found is not None:
                yield Spot(entry.row, field, found[0])

    return Watch(look, _DISTRICT) if cores else None


def small_name(whole: Whole) -> Watch | None:
    """Look for the name of a region in small letters behind its kind: "Landkreis meißen"."""
    territory = whole.context.territory
    if territory is None:
        return None
    cores = "|".join(re.escape(region.core.lower()) for region in territory.regions)
    pattern = re.compile(rf"\b(?:Landkreis|Stadt|Kreis)(?:es)? (?:{cores})\b")
    is_in_cells = any(map(pattern.search, whole.of(Wording).cells))

    def look(entry: Entry) -> Iterator[Spot]:
        cells = {field: entry.printed(field) for field in ("region", "place") if is_in_cells}
        for field, text in (*cells.items(), *entry.texts.items()):
            found = pattern.search(text)
            if found is not None:
                yield Spot(entry.row, field, found[0])

    return Watch(look, None if is_in_cells else _DISTRICT | _CITY)


def misspelt_place_name(whole: Whole) -> Watch | None:
    """Look for a long word that nobody else prints, and that is one letter off the name of a municipality."""
    territory, wording = whole.context.territory, whole.of(Wording)
    if territory is None or not whole.of(Places).are_at_home:
        return None
    names, known = _place_names(territory), wording.vocabulary.known
    begins = {name[:_KEPT] for name in names}
    near = wording.where(lambda word: word[:_KEPT] in begins and _LONG_NAME.match(word) is not None)
    rare = (word for word in near if known.get(word.casefold(), 0) <= 1)
    meant = {word: right for word in rare if (right := _nearly_place(word, names)) is not None}

    def look(entry: Entry) -> Iterator[Spot]:
        for field, text in entry.texts.items():
            if field == "sponsor" and _may_be_person(entry.listing, text):
                continue
            for found in WORD.finditer(text):
                word = found[0]
                if word in meant:
                    evidence = text if field == "sponsor" else around(text, *found.span())
                    yield Spot(entry.row, field, evidence, {"word": word, "right": meant[word]})

    return Watch.only(look, meant)


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


def _means_no_place(note: str | None) -> bool:
    """Tell a cell that cleaning understood: "landesweit", or a name that several municipalities have."""
    return note is not None and (note == "means no single place" or note.startswith("may be "))


@lru_cache(maxsize=4096)
def _nearest(printed: str, key_of_region: str | None, territory: Territory) -> str | None:
    everywhere = municipalities(territory.key)
    region = territory.region(key_of_region)
    inside = [one.name for ags, one in everywhere.items() if region is not None and ags.startswith(region.ags)]
    close = get_close_matches(printed, inside, 1, 0.78) or get_close_matches(
        printed, [one.name for one in everywhere.values()], 1, _CLOSE
    )
    return close[0] if close else None


@dataclass(frozen=True, slots=True)
class _Named:
    """A region that a text names, and the words that name it."""

    region: str
    name: str
    start: int
    end: int


def _named_elsewhere(entry: Entry, field: str, territory: Territory) -> Iterator[Spot]:
    own, text = territory.region(entry.listing.region), entry.texts.get(field)
    if own is None or text is None or not any(region.core in text for region in territory.regions):
        return
    named = _named(text, territory)
    others = {one.region for one in named}
    if len(others) != 1 or own.key in others or key(own.core) in key(_without(text, named)):
        return
    found = named[0]
    facts = {"named": text[found.start : found.end], "region": own.name}
    yield Spot(entry.row, "region", around(text, found.start, found.end), facts)


def _naming_words(whole: Whole, territory: Territory) -> frozenset[str]:
    """Words of the list that may begin the name of a region: its kind, or a name that has its kind in it."""
    kinds = (word for words in kind_words().values() for word in words if len(word) > 3)
    cores = (region.core for region in territory.regions if "kreis" in region.core)
    begins = tuple({WORD.findall(name)[0].casefold() for name in (*kinds, *cores)})
    return whole.of(Wording).where(lambda word: word.casefold().startswith(begins))


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
        knowing(unlike_place),
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
        knowing(region_of_title),
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
        knowing(region_of_description),
    ),
    Check(
        "place-is-region",
        Severity.HINT,
        Said("region in the column of places", "Region in der Ortsspalte"),
        Said("'{evidence}' is a region, not a place.", "„{evidence}“ ist eine Region, kein Ort."),
        Said("Nothing; the project has no point on the map.", "Nichts; das Vorhaben hat keinen Punkt auf der Karte."),
        knowing(region_as_place),
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
        knowing(unknown_place),
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
        knowing(misspelt_place),
    ),
    Check(
        "district-doubled",
        Severity.WARNING,
        Said("district called one twice", "Kreis doppelt benannt"),
        Said("'{evidence}' says twice that it is a district.", "„{evidence}“ sagt doppelt, dass es ein Kreis ist."),
        Said("Nothing: the region is recognised.", "Nichts: Die Region wird erkannt."),
        knowing(doubled_kind),
    ),
    Check(
        "region-in-small-letters",
        Severity.WARNING,
        Said("region in small letters", "Region kleingeschrieben"),
        Said("'{evidence}' has its name in small letters.", "„{evidence}“ ist kleingeschrieben."),
        Said("Nothing: the region is recognised.", "Nichts: Die Region wird erkannt."),
        knowing(small_name),
    ),
    Check(
        "place-name-misspelt",
        Severity.WARNING,
        Said("place name probably misspelt", "Ortsname wohl falsch geschrieben"),
        Said("'{word}' is probably misspelt for {right}.", "„{word}“ ist wohl falsch geschrieben für {right}."),
        Said("Correct it if the proposal is right.", "Korrigieren, wenn der Vorschlag stimmt."),
        knowing(misspelt_place_name),
    ),
)
