"""In which language somebody asks, as far as it matters: German, in which the texts are, or another one."""

from __future__ import annotations

import re

from fachwerk.reference.searching import fillers_of
from fachwerk.search.lexical import Lexicon, content_of
from fachwerk.search.words import stem_of

GERMAN, OTHER = "de", "other"
_FOREIGN = re.compile(
    r"[\u0400-\u04ff\u0590-\u06ff\u0370-\u03ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]|[ăđơưạ-ỹąćęłńśźżčďěňřšťůñ¿¡]"
)
_KNOWN = 0.5  # share of the words that the index must know


def language_of(text: str, lexicon: Lexicon) -> str:
    """Tell German from other languages: by script, by small words, then by which words the index knows."""
    if _FOREIGN.search(text.casefold()):
        return OTHER
    words = text.casefold().split()
    german, foreign = (
        sum(word.strip(",.?!") in some for word in words) for some in (fillers_of(True), fillers_of(False))
    )
    if german != foreign:
        return GERMAN if german > foreign else OTHER
    content = content_of(text)
    known = sum(lexicon.is_known(stem_of(key)) for key, _ in content)
    return GERMAN if known >= _KNOWN * len(content) else OTHER
