"""Checks of spelling: words that the list itself, or the language, spells otherwise but for one letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from fachwerk.check.declared import Check, Said, Spot, Whole
from fachwerk.check.likeness import edits, shared
from fachwerk.check.texts import around, text_of
from fachwerk.check.vocabulary import KNOWN, SHORTEST, WORD, Vocabulary, is_replaced, is_variant
from fachwerk.records import Listing, Severity
from fachwerk.reference.words import german_words

_FIELDS = ("title", "description")
_HYPHENATED = 8  # letters of a part of a hyphenated name, such as a place, that is no misprint
_LONG = 10  # letters of a word in which one may be replaced and it is surely a misprint
_GENDER = ":*_/|"


def misprinted(whole: Whole) -> Iterator[Spot]:
    """Look for a word that stands once in the list, is no common one, and is one letter off a known word.

    What grammar does to words is none: other endings, umlauts, a linking s. The word must have letters in a row that
    no other word has. A letter put in, left out or swapped counts; one replaced in long words that are no compounds.
    """
    sure = {word: right for word, right in whole.misprints.items() if _is_sure(word, right, whole.vocabulary)}
    yield from _spots(whole, sure)


def doubtful(whole: Whole) -> Iterator[Spot]:
    """Look for a word in which one letter is replaced by another: a misprint, or a word that only looks like one."""
    doubts = {word: right for word, right in whole.misprints.items() if not _is_sure(word, right, whole.vocabulary)}
    yield from _spots(whole, doubts)


def _spots(whole: Whole, meant: Mapping[str, str]) -> Iterator[Spot]:
    for listing in whole.listings if meant else ():
        told: set[str] = set()
        for field in _FIELDS:
            text = text_of(listing, field) or ""
            for word in dict.fromkeys(WORD.findall(text)):
                found = _as_word(word, text) if word in meant and word not in told else None
                if found is not None and not _is_cut(found, text, meant[word]):
                    told.add(word)
                    facts = {"word": word, "right": _as_printed(meant[word], word)}
                    yield Spot(listing.row, field, around(text, *found.span()), facts)


def _as_word(word: str, text: str) -> re.Match[str] | None:
    found = re.search(rf"(?<![^\W\d_]){word}(?![^\W\d_])", text)
    return found if found is not None and _is_word(found, text) else None


def _is_sure(word: str, right: str, vocabulary: Vocabulary) -> bool:
    is_known = vocabulary.known.get(right, 0) >= KNOWN
    if is_replaced(word.casefold(), right):
        return is_known and len(word) >= _LONG
    return is_known or vocabulary.has_long_part(right, shared(word.casefold(), right))


def _is_word(found: re.Match[str], text: str) -> bool:
    """Tell a plain word: no capitals inside, no sign of gender or abbreviation beside it, no part of an address."""
    word = found[0]
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 2]
    if len(word) < _HYPHENATED and "-" in (before, after[:1]):
        return False
    if before and before in _GENDER + "'’@.&" or after[:1] and after[0] in _GENDER + "'’@&":
        return False
    return word[1:].islower() and not (after[:1] == "." and after[1:2].isalnum())


def _is_cut(found: re.Match[str], text: str, right: str) -> bool:
    """Tell an abbreviation or a part of a word: "schriftl.", "Bildungs-"."""
    word = found[0].casefold()
    return text[found.end() : found.end() + 1] in (".", "-", "/") and shared(word, right) >= len(word) - 1


def _as_printed(right: str, word: str) -> str:
    return right.capitalize() if word[0].isupper() else right


def unlike_title(whole: Whole) -> Iterator[Spot]:
    """Look for a word that title and description of one project spell differently, and nobody else either way."""
    vocabulary = whole.vocabulary
    for listing in whole.listings:
        title, description = (text_of(listing, field) for field in _FIELDS)
        if title is None or description is None or title == description:
            continue
        words = {word for word in WORD.findall(description) if len(word) >= SHORTEST}
        yield from islice(_pairs(listing, title, words, vocabulary), 1)


def _pairs(listing: Listing, title: str, words: set[str], vocabulary: Vocabulary) -> Iterator[Spot]:
    for found in WORD.finditer(title):
        word = found[0]
        if len(word) < SHORTEST or word in words or vocabulary.rows[word] > 1 or word.casefold() in german_words():
            continue
        if not (_is_coined(word) or _is_word(found, title)):
            continue
        other = next((other for other in sorted(words) if _is_slip(word, other, vocabulary)), None)
        if other is not None:
            yield Spot(listing.row, "title", f"{word} | {other}", {"word": word, "other": other})


def _is_slip(word: str, other: str, vocabulary: Vocabulary) -> bool:
    """Tell two spellings of one word; a coined name ("JobPilot") has no endings but the genitive's s."""
    if word[:2] != other[:2] or word.casefold() == other.casefold():
        return False
    folded = word.casefold(), other.casefold()
    if edits(*folded, 1 if len(word) < _LONG else 2) is None:
        return False
    if _is_coined(word):
        return not {f"{folded[0]}s", f"{folded[1]}s"} & set(folded)
    return not is_variant(*folded, vocabulary)


def _is_coined(word: str) -> bool:
    return not word[1:].islower() and not word.isupper() and word[0].isupper() and not word.endswith("nnen")


def unlike_twin(whole: Whole) -> Iterator[Spot]:
    """Look for words in which a repeated description differs from its original by a letter or two."""
    told: set[tuple[int | None, object]] = set()
    for one, other in whole.twins:
        for spot in _differences(one, other, whole.vocabulary):
            if (spot.row, spot.facts["word"]) not in told:
                told.add((spot.row, spot.facts["word"]))
                yield spot


def _differences(one: Listing, other: Listing, vocabulary: Vocabulary) -> Iterator[Spot]:
    texts = [text_of(listing, "description") or "" for listing in (one, other)]
    words = [set(WORD.findall(text)) for text in texts]
    for word in sorted(words[0] - words[1]):
        for twin in sorted(words[1] - words[0]):
            if min(len(word), len(twin)) < SHORTEST or edits(word.casefold(), twin.casefold(), 2) in (None, 0):
                continue
            known = [vocabulary.known[each.casefold()] for each in (word, twin)]
            strange = [vocabulary.is_strange(each.casefold()) for each in (word, twin)]
            if strange[0] == strange[1] or is_variant(word.casefold(), twin.casefold(), vocabulary):
                continue
            if known[strange.index(True)] > 1:
                continue
            wrong, right, listing = (word, twin, one) if strange[0] else (twin, word, other)
            partner = other if listing is one else one
            evidence = _evidence(text_of(listing, "description") or "", wrong)
            facts = {"word": wrong, "right": right, "other": partner.row}
            yield Spot(listing.row, "description", evidence, facts)


def _evidence(text: str, word: str) -> str:
    found = re.search(rf"\b{re.escape(word)}\b", text)
    return word if found is None else around(text, *found.span())


_ADVICE = Said(
    "Nothing: the text stays as printed; correct it if it is quoted elsewhere.",
    "Nichts: Der Text bleibt, wie er gedruckt ist; korrigieren, wenn er anderswo zitiert wird.",
)

CHECKS = (
    Check(
        "word-misprinted",
        Severity.WARNING,
        Said("misprinted word", "Druckfehler"),
        Said("'{word}' is probably misprinted for '{right}'.", "„{word}“ ist wohl ein Druckfehler für „{right}“."),
        _ADVICE,
        misprinted,
    ),
    Check(
        "word-doubtful",
        Severity.HINT,
        Said("unusual word", "ungewöhnliches Wort"),
        Said(
            "'{word}' may be misprinted for '{right}', or be another word.",
            "„{word}“ kann ein Druckfehler für „{right}“ sein oder ein anderes Wort.",
        ),
        _ADVICE,
        doubtful,
    ),
    Check(
        "title-unlike-description",
        Severity.WARNING,
        Said("title and description spell a word differently", "Titel und Beschreibung schreiben ein Wort verschieden"),
        Said(
            "The title has '{word}', the description '{other}'.",
            "Im Titel steht „{word}“, in der Beschreibung „{other}“.",
        ),
        _ADVICE,
        unlike_title,
    ),
    Check(
        "description-unlike-twin",
        Severity.WARNING,
        Said("misprint in a repeated description", "Druckfehler in wiederholter Beschreibung"),
        Said(
            "'{word}' is '{right}' in row {other}, which has the same description.",
            "„{word}“ heißt in Zeile {other}, die dieselbe Beschreibung hat, „{right}“.",
        ),
        _ADVICE,
        unlike_twin,
    ),
)
