"""Knowledge for searching: words that say little, words that mean the same, beginnings that make no compound."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from fachwerk import yamlfile
from fachwerk.errors import BrokenKnowledge
from fachwerk.reference import FOLDER

_PATH = FOLDER / "searching.yml"


@cache
def particles() -> frozenset[str]:
    """Beginnings of words that do not make a compound: "Aus|bildung"."""
    return frozenset(_words("particles"))


@cache
def fillers() -> frozenset[str]:
    """Words of a question, in any language, that nothing is looked up by."""
    return fillers_of(True) | fillers_of(False)


@cache
def fillers_of(is_german: bool) -> frozenset[str]:
    """Those of German, or those of other languages."""
    found = yamlfile.load(_PATH).get("fillers")
    if not isinstance(found, dict) or "de" not in found:
        raise BrokenKnowledge("fillers must be texts of words by language, German (de) among them", file=str(_PATH))
    return frozenset(
        word for language, words in found.items() if (language == "de") == is_german for word in words.split()
    )


@cache
def synonyms() -> tuple[tuple[str, ...], ...]:
    """Groups of words or short phrases that mean the same to somebody who searches."""
    found = yamlfile.load(_PATH).get("synonyms")
    if not isinstance(found, list) or not all(isinstance(group, list) and len(group) > 1 for group in found):
        raise BrokenKnowledge("synonyms must be groups of two or more", file=str(_PATH))
    return tuple(tuple(map(str, group)) for group in found)


def _words(name: str) -> list[str]:
    found: Mapping[str, object] = yamlfile.load(_PATH)
    said = found.get(name)
    if not isinstance(said, str):
        raise BrokenKnowledge(f"{name!r} must be a text of words with blanks between them", file=str(_PATH))
    return said.split()


@cache
def translations() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """German words, each with the phrases of other languages that mean it, case folded, word by word.

    A word that ends in a hyphen stands for all that begin so.
    """
    path = FOLDER / "needs.yml"
    found = yamlfile.load(path)
    for german, languages in found.items():
        if not isinstance(languages, dict) or not all(isinstance(some, list) and some for some in languages.values()):
            raise BrokenKnowledge(f"{german!r} must have lists of words by language", file=str(path))
    return {
        str(german): tuple(tuple(str(said).casefold().split()) for some in languages.values() for said in some)
        for german, languages in found.items()
    }
