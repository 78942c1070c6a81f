"""Titles of projects taken apart: what they are called, what counts them, and whether they say that they go on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from fachwerk.link.names import fold, place_word, printed_words
from fachwerk.reference import statements
from fachwerk.reference.linking import name_words, title_words
from fachwerk.text import squeeze

_YEARS = re.compile(
    r"(?<!\d)(?:\d{1,2}\.\s?(?:\d{1,2}\.|[^\W\d_]+)\s?)?((?:19|20)\d\d)"
    r"(?:\s?(?:[/–-]|bis|to|und)\s?((?:19|20)?\d\d)(?!\d))?(?!\d)"
)
_VERSION = re.compile(r"(?<![\w.])(?:v\.?\s?)?(\d{1,2})\.(\d{1,2})(?![\w]|\.\d)", re.IGNORECASE)
_ORDINAL = re.compile(r"(?<![\w.])(\d{1,2})\.\s+(?=[^\W\d_])")
# In brackets, scanned lists take I, l and 1 for each other.
_ROMAN_IN_BRACKETS = re.compile(r"[(\[]\s*((?:[IVXl]+))\s*[)\]]")
_ROMAN = re.compile(r"(?<![\w.&])(II|III|IV|VI{1,3}|IX|XI{0,3}|XIV|XV)(?![\w&])")
_ROMAN_AT_END = re.compile(r"(?<=\w\s)(I|V|X)$")
_NUMBER_IN_BRACKETS = re.compile(r"[(\[]\s*(\d{1,2})\s*[)\]]")
_NUMBER_AT_END = re.compile(r"(?<=[^\W\d_]\s)(\d{1,2})(?=\s*(?:$|[-–:]\s))")
_SEGMENT = re.compile(r"\s[-–|]\s|:\s|\s?[(\[]|\s-(?=\w)")
_QUOTED = re.compile(r"[„“\"»]([^„“”\"«»]{3,})[“”\"«]")
_QUOTES = frozenset('„“”"»«')
_WORD = re.compile(r"[^\W_]+")
_EDGES = " ,;:/–-|·.()[]"
# What counts a title where no word for a part does, and signs of which a title must have one for it.
_COUNTING = (
    (_ROMAN_IN_BRACKETS, frozenset("([")),
    (_NUMBER_IN_BRACKETS, frozenset("([")),
    (_ROMAN, frozenset("IVX")),
    (_ROMAN_AT_END, frozenset("IVX")),
    (_ORDINAL, frozenset(".")),
    (_NUMBER_AT_END, frozenset("0123456789")),
)
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Title:
    """One title as comparisons see it.

    `words` are folded, without small words, counters and what announces a continuation; `name` those of its first
    part (before a dash, colon or bracket), `quoted` those in quotation marks. `counter` is what counts it ("Teil 4b"
    is 4, 2) and `said` how it is printed. `blind` is its words, `full` everything run together, `calls` its name and
    what it quotes.
    """

    text: str
    shown: str
    words: tuple[str, ...]
    name: tuple[str, ...]
    quoted: frozenset[tuple[str, ...]]
    places: frozenset[str]
    counter: tuple[int, ...]
    said: str
    years: tuple[int, ...]
    is_continuing: bool
    blind: str
    full: str
    calls: frozenset[str]

    @property
    def called(self) -> tuple[tuple[str, ...], ...]:
        """What the title is called, as words: its name, and what it quotes."""
        return (self.name, *sorted(self.quoted))


_NONE: frozenset[Any] = frozenset()  # Python makes a new one for each empty set


@lru_cache(1 << 14)
def title_of(text: str) -> Title:
    """Take a title apart."""
    rest, years = _take_years(text)
    rest, counter, said = _take_counter(rest)
    shown = squeeze(rest).strip(_EDGES)
    words, is_continuing = _words(shown, bool(years))
    first = _SEGMENT.split(shown, 1)[0] or shown
    name = words if first == shown else _words(first, bool(years))[0]
    places = frozenset(place for word in words if (place := place_word(word)) is not None)
    full = "".join(map(fold, _WORD.findall(text)))
    quoted = _quoted(text)
    calls = frozenset(map("".join, (name, *quoted)))
    return Title(
        text, shown or text, words, name, quoted, places or _NONE, counter, said, years, is_continuing, "".join(words),
        full, calls,
    )  # fmt: skip


def _quoted(text: str) -> frozenset[tuple[str, ...]]:
    if _QUOTES.isdisjoint(text):
        return _NONE
    return frozenset(_words(_take_counter(_take_years(found)[0])[0], False)[0] for found in _QUOTED.findall(text))


def _take_years(text: str) -> tuple[str, tuple[int, ...]]:
    if "19" not in text and "20" not in text:
        return text, ()
    years: list[int] = []
    for first, last in _YEARS.findall(text):
        years.append(int(first))
        if last and int(last[-2:]) > int(first[-2:]):
            years.append(int(first[:2] + last[-2:]))
    return _YEARS.sub(" ", text), tuple(sorted(set(years)))


def _take_counter(text: str) -> tuple[str, tuple[int, ...], str]:
    """Take what counts out of a title: the number behind a word for parts, else a Roman one, an edition, a version."""
    counter: tuple[int, ...] = ()
    said = ""
    found = _counter(text)
    if found is not None:
        counter, said = _number(found[1]), found[0].strip(" ([)]")
        text = f"{text[: found.start()]} {text[found.end() :]}"
    version = _VERSION.search(text) if "." in text else None
    if version is not None:
        text = f"{text[: version.start()]} {text[version.end() :]}"
        counter, said = (int(version[1]), int(version[2]), *counter), said or version[0]
    return text, counter, said


def _counter(text: str) -> re.Match[str] | None:
    found = _counted().search(text)
    if found is not None:
        return found
    letters = set(text)
    tried = (pattern.search(text) for pattern, signs in _COUNTING if not signs.isdisjoint(letters))
    return next((found for found in tried if found is not None), None)


def _number(printed: str) -> tuple[int, ...]:
    """Read `4b` as 4, 2, `VII` as 7 and the scanned `Il` as 2."""
    digits = re.match(r"(\d+)\s?([a-z]?)$", printed, re.IGNORECASE)
    if digits is not None:
        return (int(digits[1]), ord(digits[2].lower()) - 96) if digits[2] else (int(digits[1]),)
    if len(printed) == 1 and printed not in _ROMAN_DIGITS and printed != "l":
        return (ord(printed.lower()) - 96,)
    values = [_ROMAN_DIGITS[letter] for letter in printed.upper().replace("L", "I")]
    return (sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True)),)


@cache
def _counted() -> re.Pattern[str]:
    """The pattern of a word for parts with its number: `Teil 4b`, `Phase II`, `Modul A`."""
    choice = "|".join(map(re.escape, title_words().counters))
    return re.compile(rf"(?<!\w)(?i:{choice})\.?\s?(\d+\s?[a-z]?|[IVX]+|[A-Ha-h])(?!\w)")


def _words(text: str, is_dated: bool) -> tuple[tuple[str, ...], bool]:
    """Fold a title's words and drop small ones; what announces a continuation goes from its beginning."""
    folded = [fold(word) for word in printed_words(text)]
    words = [word for word in folded if word not in _small() and not (is_dated and word in _months())]
    continuing, undertaking = _announcing()
    at = 0
    while at < len(words) and (words[at] in continuing or (at and words[at] in undertaking)):
        at += 1
    is_continuing = any(word in continuing for word in words)
    return tuple(words[at:] or words), is_continuing


@cache
def _announcing() -> tuple[frozenset[str], frozenset[str]]:
    words = title_words()
    return frozenset(map(fold, words.continuing)), frozenset(map(fold, words.undertaking))


@cache
def _small() -> frozenset[str]:
    return frozenset(map(fold, name_words().small))


@cache
def _months() -> frozenset[str]:
    return frozenset(fold(word) for names in statements().months.values() for word in names)
