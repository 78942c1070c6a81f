"""Checks of sponsors' names: against the names in their own texts, and whether they name a person."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from functools import cache
from itertools import pairwise
from unicodedata import normalize

from fachwerk.check.cells import Columns
from fachwerk.check.declared import Check, Look, Said, Spot, Watch, Whole, knowing
from fachwerk.check.likeness import edits
from fachwerk.check.texts import TEXTS, WORD, Entry, around
from fachwerk.check.wording import Wording, vocabulary_of
from fachwerk.records import Severity
from fachwerk.reference.organisations import abbreviations, institutions
from fachwerk.reference.people import given_names, given_names_abroad, people_titles, trades

_SHAPES = (("VV", "W"), ("rn", "m"), ("II", "H"), ("l", "I"), ("0", "O"), ("1", "I"))
_INITIAL = re.compile(r"\b([^\W\d_])\.(?=\w)")
_BETWEEN_PERSONS = re.compile(r"\s+(?:und|u\.|&|\+|/)\s+|\s*/\s*|(?<=[a-zäöüß])(?=[A-ZÄÖÜ])")
_PARTICLES = frozenset(("von", "van", "de", "zu", "der", "den", "vom"))
_MOST_WORDS = 4
_WORDED = 0.5  # of the listings need a description for their words to tell names from words


def other_acronym(whole: Whole) -> Watch | None:
    """Look for an acronym in a text that is nearly the sponsor's, with the same word behind it, and nobody else's.

    "FKV-Erz." is not "FKZ-Erz.", and "FAVV gGmbH" only looks like "FAW gGmbH".
    """
    sponsors = whole.of(Wording).sponsors
    acronyms = {word for word in vocabulary_of(whole).rows if _is_acronym(word)} - sponsors - abbreviations().keys()

    def look(entry: Entry) -> Iterator[Spot]:
        own = _with_next(entry.texts.get("sponsor", ""))
        for field in TEXTS if own else ():
            yield from _nearly(entry, field, own, acronyms)

    return Watch.only(look, acronyms)


def _is_acronym(word: str) -> bool:
    return len(word) >= 3 and word.isupper()


def _nearly(entry: Entry, field: str, own: list[tuple[re.Match[str], str]], acronyms: Container[str]) -> Iterator[Spot]:
    text = entry.texts.get(field, "")
    for found, following in _with_next(text):
        word = found[0]
        if word not in acronyms:
            continue
        for mine, behind in own:
            if following == behind and _is_nearly(word, mine[0]):
                facts = {"word": word, "own": mine[0]}
                yield Spot(entry.row, field, around(text, *found.span()), facts)
                return


def _with_next(text: str) -> list[tuple[re.Match[str], str]]:
    """Acronyms of a text, each with the word behind it, case folded."""
    words = WORD.finditer(text)
    return [(word, after[0].casefold()) for word, after in pairwise(words) if _is_acronym(word[0])]


def _is_nearly(one: str, other: str) -> bool:
    return one != other and (_shape(one) == _shape(other) or edits(one, other, 1) is not None)


def _shape(word: str) -> str:
    for looks, like in _SHAPES:
        word = word.replace(looks, like)
    return word


def person(whole: Whole) -> Look:
    """Look for a sponsor that is called like a person: a title or given name, a surname, no word of an institution.

    In a list with descriptions two words that neither they nor the language know, and that name no trade, count, too.
    """
    is_worded = whole.of(Columns).filled("description") >= _WORDED

    def look(entry: Entry) -> Iterable[Spot]:
        name = None if entry.listing.legal_form is not None else entry.texts.get("sponsor")
        if name is None or not (is_person(name) or (is_worded and _is_foreign(name, whole))):
            return ()
        return (Spot(entry.row, "sponsor", name),)

    return look


def _is_foreign(name: str, whole: Whole) -> bool:
    words = name.split()
    known = vocabulary_of(whole).known
    folded = [word.casefold() for word in words]
    if len(words) != 2 or not all(map(_is_name, words)):
        return False
    return not any(word in known or word in _institution_words() or word.endswith(trades()) for word in folded)


def is_person(name: str) -> bool:
    """Tell a person's name by its given name or title: `Dr. Maria Muster`, `Muster, Maria`; or the names of several.

    Several are joined by a word or a sign, or have lost the line end between them: `Maria MusterKarl Muster`.
    """
    composed = _INITIAL.sub(r"\1. ", normalize("NFC", name))
    return _is_one(composed) or all(_is_one(one) for one in _BETWEEN_PERSONS.split(composed))


def _is_one(name: str) -> bool:
    titles = people_titles()
    words = name.replace(",", " ").split()
    bare = [word for word in words if word.rstrip(".") not in titles and word not in _PARTICLES]
    named = [word for word in bare if not _is_initial(word)]
    if not 2 <= len(bare) <= _MOST_WORDS or len(named) < 2:
        return False
    is_titled = len(bare) < len(words) and words[0].rstrip(".") in titles
    first = (named[-1] if "," in name else named[0]).split("-")[0]
    if not is_titled and first not in given_names() and first not in given_names_abroad():
        return False
    return all(_is_name(word) and word.casefold() not in _institution_words() for word in named)


def _is_initial(word: str) -> bool:
    return len(word) == 2 and word[0].isupper() and word[1] == "."


def _is_name(word: str) -> bool:
    """Tell a word that is written as names are, in whatever Latin letters."""
    return all(len(part) > 1 and part.isalpha() and part.istitle() for part in word.split("-"))


@cache
def _institution_words() -> frozenset[str]:
    known = institutions()
    return frozenset(part.casefold() for word in (*known.heads, *known.same) for part in word.split())


CHECKS = (
    Check(
        "name-unlike-sponsor",
        Severity.WARNING,
        Said("name in the text differs from the sponsor's", "Name im Text weicht vom Träger ab"),
        Said(
            "The text says '{word}' where the sponsor's name has '{own}'.",
            "Der Text sagt „{word}“, wo im Namen des Trägers „{own}“ steht.",
        ),
        Said("Find out which of the two is right.", "Klären, welche der beiden Schreibweisen stimmt."),
        knowing(other_acronym),
    ),
    Check(
        "sponsor-is-person",
        Severity.HINT,
        Said("natural person as sponsor", "natürliche Person als Träger"),
        Said(
            "The sponsor seems to be a natural person: '{evidence}'.",
            "Der Projektträger ist wohl eine natürliche Person: „{evidence}“.",
        ),
        Said(
            "Public pages mask the name; publish it only on a legal ground.",
            "Öffentliche Seiten verdecken den Namen; nur mit Rechtsgrundlage veröffentlichen.",
        ),
        knowing(person),
    ),
)
