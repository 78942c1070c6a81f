"""Checks of words: glued, torn, and misprinted, judged by the words that the list itself prints elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from fachwerk.check.declared import Check, Said, Spot, Whole
from fachwerk.check.texts import around, text_of
from fachwerk.records import Severity
from fachwerk.reference import joining

_FIELDS = ("sponsor", "title", "description")
_OFTEN = 3  # texts that have a word before the list is said to know it
_ARTICLES = ("der", "die", "das", "dem", "den", "des", "ein", "eine", "einer", "einem", "einen", "alle")
_JOINTS = ("und", "oder", "für", "von", "mit", "im", "in", "zum", "zur", "bei", "als", "durch", "sowie")
_SMALL = frozenset((*_ARTICLES, *_JOINTS))
# A word that ends in one of these and is one without it was glued to it: no German compound ends in them.
_NO_ENDINGS = ("und", "oder", "für", "das", "dem", "von", "zur", "zum", "mit", "sowie", "des", "die")
_CAMEL = re.compile(r"(?<![\w.@/-])([a-zäöüß]{2,})([A-ZÄÖÜ][a-zäöüß]{2,})(?!\w)")
_AFTER_CAPITALS = re.compile(r"(?<![\w-])([A-ZÄÖÜ]{2,}?)([a-zäöüß]{3,})(?!\w)")
_LOWER_END = re.compile(rf"(?<![\w-])([A-ZÄÖÜa-zäöüß][a-zäöüß]{{3,}}?)({'|'.join(_NO_ENDINGS)})(?![\w-])")
_PLURAL_IN = re.compile(r"(?<![\w-])([A-ZÄÖÜ][a-zäöüß]{4,})(nin)(?![\w-])")
_TORN = re.compile(r"(?<![\w-])([^\W\d_]{3,}) ([a-zäöüß]{1,6})(?![\w./-])")
_HYPHENATED = re.compile(r"(?<![\w-])([A-ZÄÖÜ][a-zäöüß]{2,})-([a-zäöüß]{3,})(?![\w-])")


def glued(whole: Whole) -> Iterator[Spot]:
    """Look for two words without a blank between them.

    Either a small word runs into a noun ("derUnternehmen"), capitals into a small word ("KMUfür"), or a word that the
    list knows into one that no compound ends in ("verfolgtdas"). Each part must be known, the whole must not.
    """
    known = whole.vocabulary.rows
    for listing in whole.listings:
        for field in _FIELDS:
            text = text_of(listing, field)
            found = None if text is None else _glued(text, known)
            if text is not None and found is not None:
                parts = f"{found[1]} {found[2]}" if found[2] != "nin" else f"{found[1]}n in"
                yield Spot(listing.row, field, around(text, *found.span(), 12), {"word": found[0], "parts": parts})


def _glued(text: str, known: Mapping[str, int]) -> re.Match[str] | None:
    for found in _CAMEL.finditer(text):
        if (found[1] in _SMALL or known.get(found[1], 0) >= _OFTEN) and known.get(found[2], 0) >= 1:
            return found
    for found in _AFTER_CAPITALS.finditer(text):
        if found[2] in _SMALL:
            return found
    for found in _LOWER_END.finditer(text):
        if known.get(found[0], 0) <= 1 and known.get(found[1], 0) >= 2:
            return found
    for found in _PLURAL_IN.finditer(text):
        if known.get(found[0], 0) <= 1 and (known.get(found[1], 0) >= 2 or known.get(f"{found[1]}n", 0) >= 2):
            return found
    return None


def torn(whole: Whole) -> Iterator[Spot]:
    """Look for a word with a blank in it: its parts stand nowhere else, the whole does."""
    known = whole.vocabulary.rows
    for listing in whole.listings:
        for field in _FIELDS:
            text = text_of(listing, field)
            if text is None:
                continue
            for found in _TORN.finditer(text):
                word = found[1] + found[2]
                if known.get(word, 0) >= 2 and (known.get(found[1], 0) <= 1 or known.get(found[2], 0) <= 1):
                    yield Spot(listing.row, field, around(text, *found.span(), 12), {"word": word})


def hyphen_inside(whole: Whole) -> Iterator[Spot]:
    """Look for a noun with a hyphen before small letters, of an old line end that is printed whole elsewhere."""
    known = whole.vocabulary.rows
    usual = joining().hyphenated
    for listing in whole.listings:
        for field in _FIELDS:
            text = text_of(listing, field)
            for found in () if text is None or "-" not in text else _HYPHENATED.finditer(text):
                word = found[1] + found[2]
                if known.get(word, 0) >= 2 and found[0].casefold() not in usual and found[2] not in _SMALL:
                    yield Spot(listing.row, field, around(text or "", *found.span(), 12), {"word": word})


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
        glued,
    ),
    Check(
        "word-torn",
        Severity.WARNING,
        Said("word torn apart", "Wort zerrissen"),
        Said(
            "'{evidence}' has a blank inside the word '{word}'.", "„{evidence}“ hat ein Leerzeichen im Wort „{word}“."
        ),
        _ADVICE,
        torn,
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
        hyphen_inside,
    ),
)
