"""Names of organisations taken apart for comparison: words, kind of body, places, numbers, acronyms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import zip_longest

from fachwerk.reference.linking import name_words
from fachwerk.reference.municipalities import municipalities
from fachwerk.reference.organisations import abbreviations, institutions
from fachwerk.reference.people import given_names
from fachwerk.reference.regions import territories
from fachwerk.text import normal

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "ł": "l", "đ": "d"})
# "Techno-logie" was hyphenated at a line end, "derUnternehmen" lost its blank; "Unfall-Hilfe" is two words.
_BROKEN = re.compile(r"(?<=[^\W\d_])-\s?(?=[a-zäöüß]{3})(?!\s?(?:und|oder|bzw|sowie|and)\b)")
_GLUED = re.compile(r"(?<=[a-zäöüß]{2})(?=[A-ZÄÖÜ][a-zäöüß]{2})")
_WORD = re.compile(r"[^\W_]+")
_HALF = re.compile(r"([^\W\d_]+)-(?:\s|,|$)")  # "Stadt- und Landbau" is no Stadt
_ACRONYM = re.compile(r"[A-ZÄÖÜ][A-Za-zÄÖÜäöü]{0,5}[A-ZÄÖÜ]")
_CAPITALISED = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NONE: frozenset[str] = frozenset()  # Python makes a new one for each empty set
_ENDINGS = ("", "er", "es", "s", "e", "n")
_LONG_HEAD = 6  # letters from which a kind of body is also recognised as the last part of a compound


@dataclass(frozen=True, slots=True)
class Name:
    """One name as comparisons see it.

    `words` are folded, without small words, offices named as their bodies and known abbreviations written out, in
    order; `heads` those that say what kind of body it is, `places` those that name places, `proper` the others.
    `kind` is what the first head, `head`, says, `seat` what stands behind the last comma. `blind` is all words run
    together.
    `is_person`: it could be a person's name; `is_sure_person`: and begins with a given name or a title.
    """

    core: str
    legal_form: str | None
    words: tuple[str, ...]
    heads: frozenset[str]
    places: frozenset[str]
    proper: frozenset[str]
    branch: frozenset[str]
    acronyms: frozenset[str]
    initials: frozenset[str]
    kind: str | None
    head: str | None
    blind: str
    seat: frozenset[str] = frozenset()
    expanded: str | None = None
    is_person: bool = False
    is_sure_person: bool = False

    @property
    def is_generic(self) -> bool:
        """Nothing in the name says which of many bodies of its kind is meant: `WFG`, `Kreishandwerkerschaft`."""
        return not self.proper and not self.places


@lru_cache(1 << 17)
def fold(text: str) -> str:
    """Fold case, umlauts and accents: the form in which words of names and titles are compared.

    >>> fold("Große Görlitzer")
    'grosse goerlitzer'
    """
    folded = text.casefold().translate(_UMLAUTS)
    if folded.isascii():
        return folded
    return "".join(sign for sign in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(sign))


def printed_words(text: str) -> list[str]:
    """Take the words of a text, those rejoined that a line end broke and those parted that lost their blank."""
    text = normal(text)
    whole = _BROKEN.sub("", text) if "-" in text else text
    return _WORD.findall(_GLUED.sub(" ", whole))


@lru_cache(1 << 12)
def name_of(core: str, legal_form: str | None) -> Name:
    """Take a name without its legal form apart."""
    printed = printed_words(core)
    belongs = _places_of_belonging(printed)
    expanded, written_out, extra_places = _written_out(printed)
    words = _offices_named(expanded)
    branch = _branch(words)
    words = words[: len(words) - len(branch)]
    kept = [word for word in words if word not in _small()]
    seat = _seat(core)
    kept = _without_repeats(_without_own_initials(kept), seat)
    halves = {fold(half) for half in _HALF.findall(core)}
    named = {word for word in kept if place_word(word) is not None}
    heads = {word for word in kept if word not in halves and _kind(word) is not None} - named
    places = {place for word in named if (place := place_word(word)) is not None}
    first = next((word for word in words[: belongs or None] if word not in halves and _kind(word)), None)
    is_person = legal_form is None and _looks_like_a_person(core, kept, heads, places)
    return Name(
        core,
        legal_form,
        tuple(kept),
        frozenset(heads) or _NONE,
        frozenset(places | extra_places) or _NONE,
        (frozenset(kept) - heads - named) or _NONE,
        frozenset(branch) or _NONE,
        _acronyms(core, printed) or _NONE,
        _initials(words),
        None if first is None else _kind(first),
        first,
        "".join(kept),
        seat or _NONE,
        written_out,
        is_person,
        is_person and _opens_like_a_person(core),
    )


@lru_cache(1 << 14)
def place_words_of(text: str) -> frozenset[str]:
    """Take the folded words of a printed place or region, as far as they can be told from words of kinds."""
    words = [fold(word) for word in printed_words(text)]
    return frozenset(_stem(word) for word in words if len(word) > 3 and word not in _small() and word not in _heads())


@lru_cache(1 << 16)
def place_word(word: str) -> str | None:
    """Give the place that a folded word names, also as an adjective: `leipziger` is `leipzig`."""
    for ending in _ENDINGS:
        stem = word.removesuffix(ending) if ending else word
        if ending and stem == word:
            continue
        if stem in _gazetteer():
            return _stem(stem)
    return None


def _stem(place: str) -> str:
    for ending in ("skreis", "kreis"):
        if place.endswith(ending) and len(place) > len(ending) + 3:
            return place.removesuffix(ending)
    return place.removesuffix("e") if len(place) > 6 else place


@cache
def _gazetteer() -> frozenset[str]:
    """Folded words of the names of all municipalities and regions that Fachwerk knows."""
    names = {name for one in territories().values() for region in one.regions for name in (region.core, *region.also)}
    names |= {one.name for one in territories().values()}
    names |= {one.name for key in territories() for one in municipalities(key).values()}
    words = {fold(word) for name in names for word in _WORD.findall(name)}
    long = {word for word in words if len(word) > 3 and word not in _small() and word not in _heads()}
    return frozenset(long | {_stem(word) for word in long})


@cache
def _small() -> frozenset[str]:
    return frozenset(map(fold, (*name_words().small, *name_words().officers)))


@cache
def _heads() -> dict[str, str]:
    """Folded single words of kinds, and the kind; those of several words are written as one by `_offices_named`."""
    found = {}
    for words, kind in institutions().heads.items():
        found[_run_together(_folded(words))] = kind
    return found


@lru_cache(1 << 16)
def _kind(word: str) -> str | None:
    """Give the kind of body that a folded word names, also as the end of a compound or in the genitive."""
    for stem in (word, word.removesuffix("es"), word.removesuffix("s")):
        if stem in _heads():
            return _heads()[stem]
    if word.endswith("kreis") and len(word) > 7:
        return "district"
    for head, kind in _heads().items():
        if len(head) >= _LONG_HEAD and word.endswith(head):
            return kind
    return None


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """Words of offices and of kinds in several words, by their first word, longest first: what stands for what."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    same = {tuple(_folded(words)): tuple(_folded(body)) for words, body in institutions().same.items()}
    joined = {words: (_run_together(words),) for text in institutions().heads if len(words := tuple(_folded(text))) > 1}
    for words, meaning in (joined | same).items():
        found.setdefault(words[0], []).append((words, meaning))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


def _run_together(words: Iterable[str]) -> str:
    return "".join(word for word in words if word not in _small())


def _folded(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text)]


def _offices_named(words: Sequence[str]) -> list[str]:
    """Name offices as the bodies they act for; a district whose name says so needs no second word for it."""
    named: list[str] = []
    at = 0
    while at < len(words):
        for phrase, meaning in _phrases().get(words[at], ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                named += [word for word in meaning if word != (named[-1] if named else None)]
                at += len(phrase)
                break
        else:
            named.append(words[at])
            at += 1
    followed = zip_longest(named, named[1:], fillvalue="")
    return [word for word, after in followed if not (word == "landkreis" and after.endswith("kreis"))]


def _written_out(printed: Sequence[str]) -> tuple[list[str], str | None, frozenset[str]]:
    """Fold the words, write known abbreviations out, and say which; an abbreviation may bring its place along."""
    words: list[str] = []
    said: str | None = None
    places: set[str] = set()
    beside = set(map(fold, printed))
    for word in printed:
        known = abbreviations().get(word)
        if known is None:
            words.append(fold(word))
            continue
        said = f"{known.short} is {known.stands_for}"
        words += [one for one in _folded(known.stands_for) if one not in beside or one in _small()]
        if known.place is not None:
            places |= {_stem(one) for one in _folded(known.place)}
    return words, said, frozenset(places)


@cache
def _branches() -> frozenset[str]:
    return frozenset(map(fold, name_words().branches))


def _branch(words: Sequence[str]) -> Sequence[str]:
    """Words from the first that names an office of the body; none if nothing stands before it."""
    at = next((at for at, word in enumerate(words) if word in _branches()), None)
    return words[at:] if at else ()


def _places_of_belonging(printed: Sequence[str]) -> int | None:
    """How many words stand before the first one behind which only belonging is named."""
    return next((at for at, word in enumerate(printed) if at and fold(word) in _belongs()), None)


@cache
def _belongs() -> frozenset[str]:
    return frozenset(map(fold, name_words().belongs))


@cache
def _trades() -> tuple[str, ...]:
    return tuple(map(fold, name_words().trades))


@cache
def _titles() -> frozenset[str]:
    return frozenset(map(fold, name_words().titles))


def is_title(word: str) -> bool:
    """Is a word a title or form of address, and no part of a person's name?"""
    return fold(word) in _titles()


def _initials(words: Sequence[str]) -> frozenset[str]:
    """Acronyms that the words could have: initials of all words, and of those that are not small."""
    large = [word for word in words if word not in _small()]
    spelt = {"".join(word[0] for word in some) for some in (words, large) if len(some) > 1}
    return frozenset(spelt | {"".join(word[0] for word in large[:-1])} if len(large) > 2 else spelt)


def _without_own_initials(words: Sequence[str]) -> list[str]:
    """Drop an acronym whose own words stand beside it: `abc – Alpha Beta Center`."""
    kept = []
    for at, word in enumerate(words):
        others = [*words[:at], *words[at + 1 :]]
        spelt = "".join(other[0] for other in others)
        if not (2 < len(word) <= 5 and word in spelt and len(others) >= len(word)):
            kept.append(word)
    return kept


def _acronyms(core: str, printed: Sequence[str]) -> frozenset[str]:
    """Short words in capitals; a name that is all in capitals has none that could be told."""
    if core.isupper() and len(printed) > 1:
        return frozenset()
    return frozenset(fold(word) for word in printed if len(word) <= 7 and _ACRONYM.fullmatch(word))


def _without_repeats(words: Sequence[str], seat: frozenset[str]) -> list[str]:
    """Drop kinds and places that are named again; `Muster & Muster` is not `Muster`, and stays two words."""
    kept: list[str] = []
    for word in words:
        if word not in kept:
            kept.append(word)
        elif word not in seat and _kind(word) is None and place_word(word) is None:
            kept.append(f"{word}+")
    return kept


def _seat(core: str) -> frozenset[str]:
    _, comma, last = core.rpartition(",")
    words = _folded(last) if comma else []
    return frozenset(words if len(words) <= 4 and not any(map(_kind, words)) else ())


def _looks_like_a_person(core: str, words: Sequence[str], heads: set[str], places: set[str]) -> bool:
    """Two to four capitalised words, none of which names a kind, a place, a number or an acronym."""
    printed = _bare(core)
    if heads or places or not 2 <= len(printed) <= 4 or len(words) < 2:
        return False
    if not _opens_like_a_person(core) and any(fold(word).endswith(_trades()) for word in printed):
        return False
    return all(_CAPITALISED.fullmatch(word) and word[0].isupper() and not word.isupper() for word in printed)


def _opens_like_a_person(core: str) -> bool:
    bare = _bare(core)
    first = bare[-1] if "," in core else bare[0]
    return first.split("-")[0] in given_names() or len(bare) < len(_split(core))


def _bare(core: str) -> list[str]:
    return [word for word in _split(core) if not is_title(word)]


def _split(core: str) -> list[str]:
    return [word for word in re.split(r"[\s.,]+", core) if word]
