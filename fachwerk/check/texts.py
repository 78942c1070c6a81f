"""A listing's texts as checks read them: as printed, unless a person put them right."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence, Set
from typing import NamedTuple

from fachwerk.records import Listing
from fachwerk.text import key

# Any letters; those of the Latin script are named, since a class is read twice as fast as what is left of \w.
WORD = re.compile(r"[A-Za-zª²³µ¹º¼-¾À-ÖØ-öø-ʯ]+|[^\W\d_]+")
NAMING = ("sponsor", "title", "description")
TEXTS = ("title", "description")

_ALIKE = 0.6  # of the words of two texts are shared by both, at least


class Entry(NamedTuple):
    """A listing on its way past the checks, with its texts and their words taken out once; empty cells have none."""

    row: int
    listing: Listing
    texts: Mapping[str, str]
    words: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, listing: Listing) -> Entry:
        texts, words = {}, {}
        for field in NAMING:
            text = text_of(listing, field)
            if text is not None:
                texts[field] = text
                words[field] = WORD.findall(text)
        return cls(listing.row, listing, texts, words)

    def printed(self, field: str) -> str:
        """Give what a cell prints; nothing for an empty one."""
        value = self.listing.values.get(field)
        return "" if value is None else value.printed or ""


def text_of(listing: Listing, field: str) -> str | None:
    """Give what is printed in a cell of words; what somebody corrected counts instead, None is an empty cell.

    Cleaning changes signs and blanks of words only, so a clean text with other letters was corrected.
    """
    value = listing.values.get(field)
    if value is None or value.clean is None:
        return None
    printed, clean = value.printed, str(value.clean)
    if printed is not None and (printed == clean or key(printed) == key(clean)):
        return printed
    return clean


def around(text: str, start: int, end: int, most: int = 24) -> str:
    """Cut a piece of a text with whole words around it, as evidence."""
    left = text.rfind(" ", 0, max(0, start - most)) + 1 if start > most else 0
    right = text.find(" ", min(len(text), end + most))
    right = len(text) if right < 0 else right
    return f"{'…' if left else ''}{text[left:right]}{'…' if right < len(text) else ''}"


def are_alike(one: Set[object], other: Collection[object]) -> bool:
    """Tell two texts most of whose words are the same, in any order; each word counts once."""
    common = len(one & frozenset(other))
    return common >= _ALIKE * (len(one) + len(other) - common)
