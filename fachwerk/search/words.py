"""Words as the index has them: gender marks and soft breaks gone, letters folded, stems, and pieces of four letters.

A query and a text go through the same steps, so what one of them loses the other loses too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import tantivy

GRAM = 4  # letters of a piece
_KEPT = 1 << 17  # distinct words whose analysis is remembered

# A word, with what is put into it for gender ("Bürger*innen", "Schüler/-innen", "Kolleg(inn)en") or for a soft break.
_WORD = re.compile(
    r"[^\W_](?:[^\W_]|[\u00ad\u200b](?=[^\W_])|['’](?=[^\W_])"
    r"|(?<=[a-zäöüß])(?:[*:_·]|/-?)(?=(?:innen|in|r|n)\b)|\((?=inn?\))(?:inn?)\)(?:en)?)*"
)
_PLAIN = re.compile(r"[^\W_]+")  # the same where nothing is put into words, and much quicker
_MARKED = re.compile(r"[^\W_][*:_·/(\u00ad\u200b'’]-?[^\W_]")
_HIDDEN = re.compile(r"[\u00ad\u200b'’]")
_GENDER = re.compile(r"(?<=[a-zäöüß])(?:(?:[*:_·]|/-?)(?:innen|in|r|n)$|\(inn?\)(?:en)?$|In(?:nen)?$)")
# Feminine forms of words that name persons: "Lehrerinnen", "Migrantin"; not "beginnen", "Termin".
_FEMININE = re.compile(r"(?<=[a-zäöü]{3}(?:er|nt|st|og|at|or))in(?:nen)?$")
_FOLDED = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "æ": "a", "ø": "o"})
_SPELT_OUT = re.compile(r"(?<![aeou])([aou])e(?!u)|(?<=[aou])\1")

_STEMMER = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw()).filter(tantivy.Filter.stemmer("german")).build()


class Word(NamedTuple):
    """A word of a text: where it stands there, and how it is looked up."""

    start: int
    end: int
    key: str


def words_of(text: str) -> Iterator[Word]:
    """Yield the words of a text in order."""
    pattern = _WORD if _MARKED.search(text) else _PLAIN
    for found in pattern.finditer(text):
        yield Word(found.start(), found.end(), key_of(found[0]))


@lru_cache(_KEPT)
def stems_between_blanks(text: str) -> tuple[tuple[Word, str], ...]:
    """Give the words of a text without blanks, and their stems; texts share most of what stands between their blanks.

    >>> stems_between_blanks("(Fach-)Messen,")
    ((Word(start=1, end=5, key='fach'), 'fach'), (Word(start=7, end=13, key='messen'), 'mess'))
    """
    return tuple((word, stem_of(word.key)) for word in words_of(text))


@lru_cache(_KEPT)
def key_of(word: str) -> str:
    """Fold a word: no marks of gender, no umlauts, no capitals; "Bürger*innen" and "Buerger" become `burger`."""
    plain = _GENDER.sub("", _HIDDEN.sub("", word))
    return folded(_FEMININE.sub("", plain.casefold()))


def folded(word: str) -> str:
    """Write a case-folded word without umlauts, however they are spelt: ä, ae and a are one.

    >>> folded("fachkräfte"), folded("fachkraefte"), folded("neue")
    ('fachkrafte', 'fachkrafte', 'neue')
    """
    return _SPELT_OUT.sub(r"\1", word.translate(_FOLDED))


@lru_cache(_KEPT)
def stem_of(key: str) -> str:
    """Cut a folded word to its stem, as the Snowball stemmer for German does."""
    found = _STEMMER.analyze(key)
    return found[0] if found else key


@lru_cache(_KEPT)
def grams_of(key: str) -> tuple[str, ...]:
    """Give a folded word's pieces of four letters, with `^` and `$` for its begin and end.

    >>> grams_of("messe")
    ('^mes', 'mess', 'esse', 'sse$')
    """
    padded = f"^{key}$"
    return tuple(padded[at : at + GRAM] for at in range(max(1, len(padded) - GRAM + 1)))
