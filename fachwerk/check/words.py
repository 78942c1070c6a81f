"""Checks of words: glued, torn, and misprinted, judged by the words that the list itself prints elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fachwerk.check.declared import Check, Said, Spot, Watch, Whole, knowing
from fachwerk.check.texts import TEXTS, Entry, around
from fachwerk.check.vocabulary import KNOWN, Vocabulary
from fachwerk.check.wording import Wording, vocabulary_of
from fachwerk.records import Severity
from fachwerk.reference import joining, open_ends
from fachwerk.reference.words import german_words, spelling

_CAMEL = re.compile(r"^([a-zäöüß]{2,})([A-ZÄÖÜ][a-zäöüß]{2,})$")
_AFTER_CAPITALS = re.compile(r"^([A-ZÄÖÜ]{2,}?)([a-zäöüß]{3,})$")
_PLURAL_IN = re.compile(r"^([A-ZÄÖÜ][a-zäöüß]{4,}n)(in)$")
_SMALL_NOUN = re.compile(
    r"(?<![\w:*_|)–-])(?<![-–/(] )(?<!/)(?!jung)[a-zäöüß]{4,}(?:ung|heit|keit|schaft)(?:en)?(?![\w-])"
)
_ARTICLE = re.compile(
    r"\b(?:des|der|das|dem|die|den|im|vom|zum|zur)\s([a-zäöüß]{3,}(?<!e)(?<!e[mnr]))(?=[.,;)]|\s[a-zäöüß(]|$)"
)
_NOT_HUNG = re.compile(r"(?<![\w-])([A-ZÄÖÜ][a-zäöüß]{3,}s|[A-ZÄÖÜ][a-zäöüß]{1,4})\s(?:und|oder|sowie)\s[A-ZÄÖÜ]")
_AND_NOUN = re.compile(r"\s(?:und|oder|sowie)\s[A-ZÄÖÜ]")
_OFTEN_A_NOUN = 5  # texts that print a word as a noun
_TORN = re.compile(r"(?<![\w-])([^\W\d_]{3,}) (?=([a-zäöüß]{1,6})(?![\w./-]))")
_END = re.compile(r"[a-zäöüß]{1,6}")
_NOUN = re.compile(r"[a-zäöüß]{4,}(?:ung|heit|keit|schaft)(?:en)?")
_HYPHEN = re.compile(r"-(?<=[a-zäöüß]-)(?=[a-zäöüß]{3})")
_HYPHENATED = re.compile(r"(?<![\w-])([A-ZÄÖÜ][a-zäöüß]{2,})-([a-zäöüß]{3,})(?![\w-])")


def glued(whole: Whole) -> Watch | None:
    """Look for two words without a blank between them.

    Either a small word runs into a noun ("derUnternehmen"), capitals into a small word ("KMUfür"), or a word that the
    list knows into one that no compound ends in ("verfolgtdas"). Each part must be known, the whole must not.
    """
    vocabulary = vocabulary_of(whole)
    words = whole.of(Wording).where(lambda word: _parts(word, vocabulary) is not None)

    def look(entry: Entry) -> Iterator[Spot]:
        for field, text in entry.texts.items():
            odd = filter(words.__contains__, entry.words[field])
            found = next((found for word in odd if (found := _alone(word, text))), None)
            if found is not None:
                facts = {"word": found[0], "parts": " ".join(_parts(found[0], vocabulary) or ())}
                yield Spot(entry.row, field, around(text, *found.span(), 12), facts)

    return Watch.only(look, words)


def _alone(word: str, text: str) -> re.Match[str] | None:
    """Find a word that is no part of an address or of a compound with hyphens."""
    return re.search(rf"(?<![\w.@/-]){word}(?![\w-])", text)


def _parts(word: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """Part two words that were glued; None if it is one word, or may be."""
    found = _CAMEL.match(word) or _AFTER_CAPITALS.match(word)
    if found is not None:
        return (found[1], found[2]) if _are_apart(found[1], found[2], vocabulary) else None
    found = _small_end().match(word) or _PLURAL_IN.match(word)
    if found is None or vocabulary.known.get(word.casefold(), 0) > 1:
        return None
    stem, end = found[1].casefold(), found[2]
    is_participle = stem.endswith("n") and end in ("des", "dem", "die")
    stems = (stem, stem.removesuffix("n")) if end == "in" else (stem,)
    is_known = any(vocabulary.known.get(each, 0) >= 2 for each in stems)
    return (found[1], end) if is_known and not is_participle else None


def _are_apart(first: str, second: str, vocabulary: Vocabulary) -> bool:
    """Tell "der|Unternehmen" and "KMU|für" from names such as "eLearning" and plurals such as "KMUs"."""
    if first.isupper():
        return second in spelling().small
    is_known = first in spelling().small or vocabulary.rows.get(first, 0) >= KNOWN
    return is_known and vocabulary.rows.get(second, 0) >= 1


@cache
def _small_end() -> re.Pattern[str]:
    """A word of five letters or more with a small word behind it that no German word ends in."""
    endings = "|".join(sorted(spelling().no_endings))
    return re.compile(rf"^([A-ZÄÖÜa-zäöüß][a-zäöüß]{{4,}}?)({endings})$")


def torn(whole: Whole) -> Watch | None:
    """Look for a word with a blank in it: its parts stand nowhere else, the whole does."""
    known, seen = vocabulary_of(whole).known, vocabulary_of(whole).rows
    ends = whole.of(Wording).where(lambda word: seen.get(word, 0) <= 1 and _is_end(word))

    def look(entry: Entry) -> Iterator[Spot]:
        for field, text in entry.texts.items():
            for found in () if ends.isdisjoint(entry.words[field]) else _TORN.finditer(text):
                if found[2] in ends and known.get((found[1] + found[2]).casefold(), 0) >= 2:
                    yield Spot(entry.row, field, around(text, *found.span(), 12), {"word": found[1] + found[2]})

    return Watch.only(look, ends)


def _is_end(word: str) -> bool:
    """Tell what may be torn from a word's end: a few small letters that are no word of their own."""
    is_small = word in spelling().small or word in open_ends().words or word in joining().suspends
    return not is_small and _END.fullmatch(word) is not None


def hyphen_inside(whole: Whole) -> Watch | None:
    """Look for a noun with a hyphen before small letters, of an old line end that is printed whole elsewhere."""
    known = vocabulary_of(whole).known
    usual = joining().hyphenated

    def look(entry: Entry) -> Iterator[Spot]:
        for field, text in entry.texts.items():
            for found in _HYPHENATED.finditer(text) if _HYPHEN.search(text) else ():
                word = found[1] + found[2]
                if (
                    known.get(word.casefold(), 0) >= 2
                    and found[0].casefold() not in usual
                    and found[2] not in spelling().small
                ):
                    yield Spot(entry.row, field, around(text, *found.span(), 12), {"word": word})

    return Watch.only(look, "-")


def small_noun(whole: Whole) -> Watch | None:
    """Look for nouns in small letters: what ends in -ung, -heit, -keit or -schaft and hangs on no hyphen."""
    nouns = whole.of(Wording).where(lambda word: _NOUN.fullmatch(word) is not None)

    def look(entry: Entry) -> Iterator[Spot]:
        for field, text in _written(entry, nouns):
            for found in () if text.islower() else _SMALL_NOUN.finditer(text):
                yield Spot(entry.row, field, around(text, *found.span()), {"word": found[0]})

    return Watch.only(look, nouns)


def noun_after_article(whole: Whole) -> Watch | None:
    """Look for a word in small letters behind an article and before no noun, which the list else prints as a noun."""
    rows = vocabulary_of(whole).rows
    rare = (word for word, count in rows.items() if count == 1)
    nouns = frozenset(word for word in rare if rows.get(word.capitalize(), 0) >= _OFTEN_A_NOUN)

    def look(entry: Entry) -> Iterator[Spot]:
        for field, text in _written(entry, nouns):
            for found in _ARTICLE.finditer(text):
                if found[1] in nouns:
                    yield Spot(entry.row, field, around(text, *found.span(1)), {"word": found[1]})

    return Watch.only(look, nouns)


def hyphen_missing(whole: Whole) -> Watch | None:
    """Look for "Arbeits und Lebenswelt", "In und Ausland": what elsewhere has a hyphen behind it, or always must."""
    hung = whole.of(Wording).hung
    often = (word for word, count in hung.items() if count >= KNOWN and word.casefold() not in german_words())
    hang = frozenset((*often, *(word.capitalize() for word in spelling().verb_particles)))

    def look(entry: Entry) -> Iterator[Spot]:
        for field, text in _written(entry, hang):
            for found in _NOT_HUNG.finditer(text) if _AND_NOUN.search(text) else ():
                if found[1] in hang:
                    yield Spot(entry.row, field, around(text, *found.span()), {"word": found[1]})

    return Watch.only(look, hang)


def _written(entry: Entry, words: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Give the title and description that have one of those words."""
    for field in TEXTS:
        if not words.isdisjoint(entry.words.get(field, ())):
            yield field, entry.texts[field]


_ADVICE = Said(
    "Nothing: the text stays as printed; search finds it by its parts.",
    "Nichts: Der Text bleibt, wie er gedruckt ist.",
)

CHECKS = (
    Check(
        "words-glued",
        Severity.WARNING,
        Said("words glued", "Wörter verklebt"),
        Said("A blank is missing in '{word}': '{parts}'.", "In „{word}“ fehlt ein Leerzeichen: „{parts}“."),
        _ADVICE,
        knowing(glued),
    ),
    Check(
        "word-torn",
        Severity.WARNING,
        Said("word torn apart", "Wort zerrissen"),
        Said(
            "'{evidence}' has a blank inside the word '{word}'.", "„{evidence}“ hat ein Leerzeichen im Wort „{word}“."
        ),
        _ADVICE,
        knowing(torn),
    ),
    Check(
        "hyphen-left-over",
        Severity.WARNING,
        Said("hyphen left over from a line end", "Trennstrich vom Zeilenende übrig"),
        Said(
            "'{evidence}' has a hyphen inside the word '{word}'.",
            "„{evidence}“ hat einen Trennstrich im Wort „{word}“.",
        ),
        _ADVICE,
        knowing(hyphen_inside),
    ),
    Check(
        "noun-in-small-letters",
        Severity.WARNING,
        Said("noun in small letters", "Substantiv kleingeschrieben"),
        Said(
            "'{word}' is a noun in small letters, or lacks the hyphen that it hangs on: '{evidence}'.",
            "„{word}“ ist ein kleingeschriebenes Substantiv, oder der Ergänzungsstrich fehlt: „{evidence}“.",
        ),
        _ADVICE,
        knowing(small_noun),
    ),
    Check(
        "noun-after-article-in-small-letters",
        Severity.WARNING,
        Said("noun behind an article in small letters", "Substantiv nach Artikel kleingeschrieben"),
        Said(
            "'{word}' is printed in small letters, elsewhere as a noun: '{evidence}'.",
            "„{word}“ ist kleingeschrieben, sonst ein Substantiv: „{evidence}“.",
        ),
        _ADVICE,
        knowing(noun_after_article),
    ),
    Check(
        "hyphen-missing",
        Severity.WARNING,
        Said("hyphen missing", "Ergänzungsstrich fehlt"),
        Said(
            "'{word}' lacks the hyphen that stands for the rest of the word: '{evidence}'.",
            "„{word}“ fehlt der Strich, der für den Rest des Wortes steht: „{evidence}“.",
        ),
        _ADVICE,
        knowing(hyphen_missing),
    ),
)
