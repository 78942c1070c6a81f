"""A listing's texts as checks read them: as printed, unless a person put them right."""

from __future__ import annotations

from fachwerk.records import Listing
from fachwerk.text import key

_ALIKE = 0.6  # of the words of two texts are shared by both, at least


def text_of(listing: Listing, field: str) -> str | None:
    """Give what is printed in a cell of words; what somebody corrected counts instead, None is an empty cell.

    Cleaning changes signs and blanks of words only, so a clean text with other letters was corrected.
    """
    value = listing.values.get(field)
    if value is None or value.clean is None:
        return None
    clean = str(value.clean)
    if value.printed is None or (value.printed != clean and key(value.printed) != key(clean)):
        return clean
    return value.printed


def around(text: str, start: int, end: int, most: int = 24) -> str:
    """Cut a piece of a text with whole words around it, as evidence."""
    left = text.rfind(" ", 0, max(0, start - most)) + 1 if start > most else 0
    right = text.find(" ", min(len(text), end + most))
    right = len(text) if right < 0 else right
    return f"{'…' if left else ''}{text[left:right]}{'…' if right < len(text) else ''}"


def are_alike(one: str | None, other: str | None) -> bool:
    """Tell two texts most of whose words are the same, in any order."""
    if one is None or other is None:
        return False
    words = set(one.split()), set(other.split())
    return len(words[0] & words[1]) >= _ALIKE * len(words[0] | words[1])
