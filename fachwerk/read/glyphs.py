"""Broken text layers: tell text from rubbish, and put right what was only shifted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from fachwerk.read.runs import Chunk, readable

_ENOUGH = 24  # letters: fewer say nothing about a language
_LANGUAGE = 0.20  # share of common letter pairs in a text of German, English, French, ...: 0.25 to 0.45
_RUBBISH = 0.08  # the same in shifted text: 0.00 to 0.07
_SHIFTS = tuple(shift for shift in range(-96, 97) if shift)
_SAMPLE = 600  # characters that are looked at
# The commonest pairs of German, English, French, Italian, Spanish, Polish and Dutch text.
_PAIRS = frozenset(
    re.findall(
        r"\S+",
        "er en ch de ei te in nd ie ge es ne un st re he it an th on at or ti ar al le la et nt is se be ed au ra ro "
        "to ni co di io ri os as ue qu ou ai el ll il li ur ma me om si ve ta us ic ha we sc da hr ng rd rs ls ss ul "
        "tr ow wi ze ko po za na do aa ij oe zi",
    )
)
_NO_VOWEL = re.compile(r"[^aeiouyäöüáéíóúàèìòùâêîôûąęøåœæAEIOUYÄÖÜÅØÆ]+")
_NO_LETTER = re.compile(r"[\W\d_]+")
_FEW_VOWELS = 0.2  # of the letters: German has 0.38, abbreviations 0.3, shifted text 0.05 to 0.15
_LIKELY_RUBBISH = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff\ud800-\udfff]")


def is_rubbish(character: str) -> bool:
    """A character that stands for no letter: control, private use, unassigned, or the replacement character."""
    return character == "\ufffd" or unicodedata.category(character) in ("Cc", "Co", "Cn", "Cs")


def pair_share(text: str) -> float:
    """Share of neighbouring letters that are a common pair: about 0.35 in language, below 0.08 in shifted text."""
    pairs = [a + b for a, b in pairwise(text[:_SAMPLE].casefold()) if a.isalpha() and b.isalpha()]
    return sum(1 for pair in pairs if pair in _PAIRS) / len(pairs) if pairs else 0.0


def is_suspicious(text: str) -> bool:
    """Tell a text that can't be language: it holds rubbish, or next to no vowels (counted as fast as can be)."""
    if _LIKELY_RUBBISH.search(text):
        return True
    letters = len(_NO_LETTER.sub("", text))
    return letters >= _ENOUGH and len(_NO_VOWEL.sub("", text)) < _FEW_VOWELS * letters


def shifted(text: str, shift: int) -> str:
    """Move every character but blanks by `shift` code points.

    A shift of 29 is what remains of a TrueType font whose glyph numbers were taken for codes: such fonts count their
    glyphs in Macintosh order, in which "A" is 36 and "Ä" is 98; beyond the ASCII letters the order is Mac Roman.
    Beyond glyph 225 fonts differ (Arial has "²" where the standard has "×"): that letter can't be known.
    """
    if shift == 29:
        return "".join(_of_macintosh_glyph(ord(c)) if c != " " else c for c in text)
    return "".join(chr(ord(c) + shift) if c != " " and ord(c) + shift >= 0 else c for c in text)


def _of_macintosh_glyph(number: int) -> str:
    if 3 <= number < 98:
        return chr(number + 29)
    if 98 <= number < 226:
        return bytes([number + 30]).decode("mac_roman")
    return "\ufffd"


def shift_of(text: str, known: Iterable[int] = ()) -> int | None:
    """Find the constant by which a text was shifted, or None where no shift gives clearly language.

    Clearly: the share of common letter pairs rises to that of language, threefold at least, and no rubbish remains.
    Shifts that are `known` from the same document are tried first.
    """
    sample = text[:_SAMPLE]
    before = pair_share(sample)
    if before >= _RUBBISH and not _LIKELY_RUBBISH.search(sample):
        return None
    for shift in known:
        if _is_language(shifted(sample, shift), before):
            return shift
    best = max(_SHIFTS, key=lambda shift: _likeness(shifted(sample, shift)))
    return best if _is_language(shifted(sample, best), before) else None


def _is_language(text: str, before: float) -> bool:
    share = pair_share(text)
    letters = len(_NO_LETTER.sub("", text))
    return share >= max(_LANGUAGE, 3 * before) and letters >= _ENOUGH and _rubbish_share(text) < 0.02


def _likeness(text: str) -> float:
    """Common pairs count for; odd signs count against, and capitals inside words (a wrong case is a shift, too)."""
    odd = sum(1 for c in text if not (c.isalnum() or c in " .,-:;/()&\"'")) / max(1, len(text))
    bent = sum(1 for a, b in pairwise(text) if a.islower() and b.isupper()) / max(1, len(text))
    return pair_share(text) - odd - bent


def _rubbish_share(text: str) -> float:
    return sum(map(is_rubbish, text)) / max(1, len(text))


class Repairer:
    """Repairs the text of one document, font by font of each page; shifts found on one page are tried first on others.

    Fonts can't be told apart across pages: pdfium's handles of them last as long as a page.
    """

    def __init__(self) -> None:
        self._shifts: set[int] = set()

    def repaired(self, chunks: list[Chunk]) -> tuple[list[Chunk], tuple[str, ...]]:
        """Give a page's chunks with readable text, and the notes that belong to the page and to its rows."""
        suspicious = {font: text for font, text in _by_font(chunks) if is_suspicious(text)}
        if not suspicious:
            return chunks, ()
        shifts: dict[int, int | None] = {}
        for font in sorted(suspicious, key=lambda font: -len(suspicious[font])):
            shifts[font] = self._shift(suspicious[font])
        if not any(shifts.values()):
            return chunks, ()
        mended = [
            chunk._replace(text=readable(shifted(chunk.text, shift))) if (shift := shifts.get(chunk.font)) else chunk
            for chunk in chunks
        ]
        return mended, tuple(
            f"text layer repaired: its characters were shifted by {shift} code points"
            for shift in sorted({shift for shift in shifts.values() if shift is not None})
        )

    def _shift(self, text: str) -> int | None:
        shift = shift_of(text, self._shifts)
        if shift is None:
            return self._shift_of_neighbours(text)
        self._shifts.add(shift)
        return shift

    def _shift_of_neighbours(self, text: str) -> int | None:
        """A font with too few letters (a heading, amounts) is shifted like the others, if that leaves no rubbish."""
        if not _LIKELY_RUBBISH.search(text) or pair_share(text) >= _RUBBISH:
            return None
        fitting = [shift for shift in self._shifts if _rubbish_share(shifted(text, shift)) < 0.02]
        return fitting[0] if len(fitting) == 1 else None


def _by_font(chunks: Sequence[Chunk]) -> Iterable[tuple[int, str]]:
    texts: dict[int, list[str]] = {}
    for chunk in chunks:
        texts.setdefault(chunk.font, []).append(chunk.text)
    return ((font, " ".join(parts)) for font, parts in texts.items())

