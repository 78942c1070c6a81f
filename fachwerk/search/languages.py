"""In which language somebody asks, as far as it matters: German, in which the texts are, or another one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from fachwerk.reference.searching import fillers_of, translations
from fachwerk.search.asking import content_of
from fachwerk.search.words import stem_of, words_of
from fachwerk.text import normal

if TYPE_CHECKING:
    from fachwerk.search.lexical import Lexicon

GERMAN, OTHER = "de", "other"
_FOREIGN = re.compile(
    r"[\u0400-\u04ff\u0590-\u06ff\u0370-\u03ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"
    r"|[ăđơưạ-ỹąćęłńśźżčďěňřšťůýžñ¿¡]"
)
# Before an Arabic word: "and", "for", "in", "as", and the article.
_PREFIXED = re.compile(r"^[وف]?(?:بال|كال|لل|ال|[بلك])?(?=[\u0621-\u064a]{3})")
_KNOWN = 0.5  # share of the words that the index must know
_KEPT = 1 << 10  # questions whose foreign words are remembered
_OPENING = 2  # letters by which words are looked up


def language_of(text: str, lexicon: Lexicon) -> str:
    """Tell German from other languages: by script, by small words, then by the words themselves.

    A word that neither the index nor the list of foreign words knows is more likely a German one that no text has.
    """
    told = by_signs(text)
    if told is not None:
        return told
    content = content_of(text)
    known = sum(lexicon.is_known(stem_of(key)) for key, _ in content)
    return OTHER if known < _KNOWN * len(content) and any(translations_in(text)) else GERMAN


def understood(text: str, lexicon: Lexicon) -> float:
    """The share of a question's words that the index knows, or that can be said in German, 0 to 1."""
    said = _said_in_german(text)
    return _share(text, lambda key: key in said or lexicon.is_known(stem_of(key)))


def translated(text: str) -> float:
    """The share of a question's words that can be said in German, 0 to 1."""
    return _share(text, _said_in_german(text).__contains__)


def _said_in_german(text: str) -> frozenset[str]:
    return frozenset(key for typed, _ in translations_in(text) for key, _ in content_of(typed))


def _share(text: str, is_such: Callable[[str], bool]) -> float:
    content = content_of(text)
    return sum(is_such(key) for key, _ in content) / len(content) if content else 0.0


def by_signs(text: str) -> str | None:
    """Tell the language of a text by its script and its small words; None if they do not say."""
    if _FOREIGN.search(text.casefold()):
        return OTHER
    words = [word.strip(",.?!") for word in text.casefold().split()]
    german, foreign = (sum(word in fillers_of(is_german) for word in words) for is_german in (True, False))
    return None if german == foreign else GERMAN if german > foreign else OTHER


@lru_cache(_KEPT)
def translations_in(text: str) -> tuple[tuple[str, str], ...]:
    """Give what a text says in another language, and the German word for it; asked several times for one question."""
    return tuple(_translations(normal(text)))


def _translations(text: str) -> Iterator[tuple[str, str]]:
    spans = [(word.start, word.end) for word in words_of(text)]
    words = [text[start:end].casefold() for start, end in spans]
    for at, word in enumerate(words):
        for form in dict.fromkeys((word, _PREFIXED.sub("", word))):
            for phrase, german in _phrases().get(form[:_OPENING], ()):
                here = [form, *words[at + 1 : at + len(phrase)]]
                if len(here) == len(phrase) and all(map(_is_meant, here, phrase)):
                    yield text[spans[at][0] : spans[at + len(phrase) - 1][1]], german


def _is_meant(word: str, said: str) -> bool:
    return word.startswith(said[:-1]) if said.endswith("-") else word == said


@cache
def _phrases() -> Mapping[str, list[tuple[tuple[str, ...], str]]]:
    found: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for german, phrases in translations().items():
        for phrase in phrases:
            found[phrase[0][:_OPENING]].append((phrase, german))
    return found
