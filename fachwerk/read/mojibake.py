"""Undo UTF-8 that was once read as Windows-1252: `fÃ¼r` becomes `für` where that is beyond doubt."""

import re

# What the bytes C3 xx, C2 xx, C4/C5 xx and E2 80 xx look like when they are read as Windows-1252. One class of first
# letters makes the search three times faster than a choice of pairs.
_SUSPECT = re.compile(r"[ÂÃÄÅÌâ](?:(?<=[ÂÃÄÅ])[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|(?<=Ì)\u0088|(?<=â)(?:€|‚¬))")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_SIGNS = frozenset("§€£–—„“”‚‘’»«·•…°²³µ½¼¾×±©®´`\u00a0\u00ad\u0308\u0301\u0300")
_LAST_DEFINED_LETTER = "\u024f"


def is_suspect(text: str) -> bool:
    """Tell whether a text holds pairs that no language writes but misread UTF-8 does."""
    return _SUSPECT.search(text) is not None


def repaired(text: str) -> str | None:
    """Give the text as it was meant, or None if the whole of it does not turn into language.

    Every character has to go back to one byte, all bytes together have to be valid UTF-8, and what comes out has
    to consist of European letters and usual signs. Text that was misread twice is undone twice.
    """
    meant = _undone(text)
    if meant is None or not _is_language(meant):
        return None
    return (repaired(meant) or meant) if is_suspect(meant) else meant


def _undone(text: str) -> str | None:
    try:
        return b"".join(_byte(character) for character in text).decode("utf-8")
    except UnicodeError:
        return None


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        # Windows-1252 leaves five bytes open; most programs read them as the control characters of Latin-1.
        return character.encode("latin-1")


def _is_language(text: str) -> bool:
    return all(sign in _SIGNS or (sign.isalpha() and sign <= _LAST_DEFINED_LETTER) for sign in _NOT_ASCII.findall(text))
