"""The words of a list by what they stand in: titles and descriptions, names of sponsors, places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Set
from functools import cached_property
from itertools import chain

from fachwerk.check.declared import Context, Whole
from fachwerk.check.texts import WORD, Entry
from fachwerk.check.vocabulary import SHORTEST, Vocabulary
from fachwerk.reference.municipalities import municipalities

_HUNG = re.compile(r"(?<![\w-])([A-ZÄÖÜ][a-zäöüß]{3,}s)-\s(?:und|oder|sowie|bzw)")


class Wording:
    """In how many different texts each word stands, and the words that names are made of; of texts only checksums.

    A project's title and description are one text. `hung` counts words that hang on a hyphen ("Arbeits- und"), `cells`
    are what the columns of places and regions print, and sponsors that somebody corrected.
    """

    def __init__(self, context: Context, edition: str) -> None:
        self._territory = context.territory
        self._texts: set[int] = set()
        self.cells: set[str] = set()
        self._rows: Counter[str] = Counter()
        self.sponsors: set[str] = set()
        self.titles: set[str] = set()
        self.hung: Counter[str] = Counter()

    def add(self, entry: Entry) -> None:
        words, texts = entry.words, entry.texts
        self.sponsors.update(words.get("sponsor", ()))
        self.titles.update(words.get("title", ()))
        self._add_cells(entry)
        title, description = texts.get("title", ""), texts.get("description", "")
        if self._is_new((title, description)):
            self._rows.update(set(words.get("title", ())).union(words.get("description", ())))
        for text in (title, description):
            if "s-" in text and _HUNG.search(text) and self._is_new(text):
                self.hung.update(_HUNG.findall(text))

    def _add_cells(self, entry: Entry) -> None:
        for field in ("place", "region", "sponsor"):
            value = entry.listing.values.get(field)
            if value is not None and value.printed is not None and value.printed != entry.texts.get(field):
                self.cells.add(value.printed)

    def _is_new(self, text: object) -> bool:
        checksum = hash(text)
        if checksum in self._texts:
            return False
        self._texts.add(checksum)
        return True

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of all titles and descriptions."""
        return Vocabulary.counted(self._rows)

    @cached_property
    def _words(self) -> Set[str]:
        return self.vocabulary.rows.keys() | self.sponsors

    def where(self, is_odd: Callable[[str], bool]) -> frozenset[str]:
        """Give the words of texts and sponsors for which something holds; each is asked about once."""
        return frozenset(filter(is_odd, self._words))

    @cached_property
    def misprints(self) -> Mapping[str, str]:
        """Rare words of titles and descriptions that are likely misprints, as printed, with what they mean.

        Names of sponsors, places and regions are as they are.
        """
        vocabulary = self.vocabulary
        rare = (word for word in vocabulary.rows if len(word) >= SHORTEST and vocabulary.known[word.casefold()] == 1)
        names = self._folded_names()
        asked = (word for word in rare if word[1:].islower() and word.casefold() not in names)
        found = ((word, vocabulary.meant(word.casefold())) for word in asked)
        return {word: right for word, right in found if right is not None}

    def _folded_names(self) -> set[str]:
        printed = chain.from_iterable(map(WORD.findall, self.cells))
        names = {word.casefold() for word in chain(printed, self.sponsors)}
        if self._territory is not None:
            known_places = municipalities(self._territory.key).values()
            called = (name for one in known_places for name in (one.name, *one.localities))
            names |= {word.casefold() for name in called for word in WORD.findall(name)}
        return names


def vocabulary_of(whole: Whole) -> Vocabulary:
    """Give the words of a list's titles and descriptions."""
    return whole.of(Wording).vocabulary
