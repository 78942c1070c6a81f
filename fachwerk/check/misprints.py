"""Checks of spelling: words that the list itself, or the language, spells otherwise but for one letter."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import islice

from fachwerk.check.declared import Check, Kept, OfPairs, Pair, Said, Spot, Watch, Whole, knowing
from fachwerk.check.likeness import edits, shared
from fachwerk.check.texts import TEXTS, WORD, Entry, around
from fachwerk.check.twins import Twins
from fachwerk.check.vocabulary import KNOWN, SHORTEST, Vocabulary, is_replaced, is_variant
from fachwerk.check.wording import Wording, vocabulary_of
from fachwerk.records import Severity
from fachwerk.reference.words import german_words

_HYPHENATED = 8  # letters of a part of a hyphenated name, such as a place, that is no misprint
_LONG = 10  # letters of a word in which one may be replaced and it is surely a misprint
_GENDER = ":*_/|"


def misprinted(whole: Whole) -> Watch | None:
    """Look for a word that stands once in the list, is no common one, and is one letter off a known word.

    What grammar does to words is none: other endings, umlauts, a linking s. The word must have letters in a row that
    no other word has. A letter put in, left out or swapped counts; one replaced in long words that are no compounds.
    """
    wording = whole.of(Wording)
    return _meant(
        {word: right for word, right in wording.misprints.items() if _is_sure(word, right, wording.vocabulary)}
    )


def doubtful(whole: Whole) -> Watch | None:
    """Look for a word in which one letter is replaced by another: a misprint, or a word that only looks like one."""
    wording = whole.of(Wording)
    doubts = wording.misprints.items()
    return _meant({word: right for word, right in doubts if not _is_sure(word, right, wording.vocabulary)})


def _meant(meant: Mapping[str, str]) -> Watch | None:
    def look(entry: Entry) -> Iterator[Spot]:
        told: set[str] = set()
        for field in TEXTS:
            text = entry.texts.get(field, "")
            for word in dict.fromkeys(entry.words.get(field, ())):
                found = _as_word(word, text) if word in meant and word not in told else None
                if found is not None and not _is_cut(found, text, meant[word]):
                    told.add(word)
                    facts = {"word": word, "right": _as_printed(meant[word], word)}
                    yield Spot(entry.row, field, around(text, *found.span()), facts)

    return Watch.only(look, meant)


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


def unlike_title(whole: Whole) -> Watch | None:
    """Look for a word that title and description of one project spell differently, and nobody else either way."""
    vocabulary = vocabulary_of(whole)
    rare = {word for word in whole.of(Wording).titles if len(word) >= SHORTEST and vocabulary.rows[word] == 1}
    rare = {word for word in rare if word.casefold() not in german_words()}

    def look(entry: Entry) -> Iterator[Spot]:
        described = entry.words.get("description", ())
        odd = rare.intersection(entry.words.get("title", ())).difference(described)
        if odd and described:
            words = {word for word in described if len(word) >= SHORTEST}
            yield from islice(_pairs(entry, odd, words, vocabulary), 1)

    return Watch.only(look, rare)


def _pairs(entry: Entry, odd: Container[str], words: set[str], vocabulary: Vocabulary) -> Iterator[Spot]:
    title = entry.texts["title"]
    for found in WORD.finditer(title):
        word = found[0]
        if word not in odd or not (_is_coined(word) or _is_word(found, title)):
            continue
        alike = sorted(other for other in words if other[:2] == word[:2])
        other = next((other for other in alike if _is_slip(word, other, vocabulary)), None)
        if other is not None:
            yield Spot(entry.row, "title", f"{word} | {other}", {"word": word, "other": other})


def _is_slip(word: str, other: str, vocabulary: Vocabulary) -> bool:
    """Tell two spellings of one word; a coined name ("JobPilot") has no endings but the genitive's s."""
    folded = word.casefold(), other.casefold()
    if folded[0] == folded[1] or edits(*folded, 1 if len(word) < _LONG else 2) is None:
        return False
    if _is_coined(word):
        return not {f"{folded[0]}s", f"{folded[1]}s"} & set(folded)
    return not is_variant(*folded, vocabulary)


def _is_coined(word: str) -> bool:
    return not word[1:].islower() and not word.isupper() and word[0].isupper() and not word.endswith("nnen")


def unlike_twin(whole: Whole, pairs: Iterable[Pair]) -> Iterator[Spot]:
    """Look for words in which a repeated description differs from its original by a letter or two."""
    told: set[tuple[int | None, object]] = set()
    for one, other in pairs:
        for spot in _differences(one, other, vocabulary_of(whole)):
            if (spot.row, spot.facts["word"]) not in told:
                told.add((spot.row, spot.facts["word"]))
                yield spot


def _differences(one: Kept, other: Kept, vocabulary: Vocabulary) -> Iterator[Spot]:
    words = [set(WORD.findall(kept.texts["description"])) for kept in (one, other)]
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
            wrong, right, kept = (word, twin, one) if strange[0] else (twin, word, other)
            partner = other if kept is one else one
            evidence = _evidence(kept.texts["description"], wrong)
            facts = {"word": wrong, "right": right, "other": partner.row}
            yield Spot(kept.row, "description", evidence, facts)


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
        knowing(misprinted),
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
        knowing(doubtful),
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
        knowing(unlike_title),
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
        OfPairs(lambda whole: whole.of(Twins).alike, unlike_twin),
    ),
)
