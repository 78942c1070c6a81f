"""Broken text layers: tell text from rubbish, and put right what was only shifted."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from fachwerk.read.lettering import NO_LETTERS, Letters
from fachwerk.read.runs import Chunk

_ENOUGH = 24  # letters: fewer say nothing about a language
_DIFFERENT = 6  # letters: a font of ligatures alone has fewer, and is no language
_FEW = 6  # letters: fewer say nothing at all
_LANGUAGE = 0.25  # share of common letter pairs in a text of German, English, French, ...: 0.35 to 0.6
_CLEARLY = 2.5  # times the share before
_SHIFTS = tuple(shift for shift in range(-96, 97) if shift)
_SAMPLE = 600  # characters that are looked at
_GLANCE = 200  # characters: enough to tell that all is well
_HARDLY = 0.15  # of the pairs: shifted text, abbreviations, and languages whose pairs we don't count
_FUTILE = 3  # searches without result, after which a document is taken for another language
# The commonest pairs of letters in German, English and French text.
_PAIRS = frozenset(
    re.findall(
        r"\S+",
        "er en ch de ei te in nd ie ge es ne un st re he it an th on at or ti ar al le la et nt is se be ed au ra ro "
        "to ni co os as ic",
    )
)
_NO_VOWEL = re.compile(r"[^aeiouyäöüáéíóúàèìòùâêîôûąęøåœæAEIOUYÄÖÜÅØÆ]+")
_NO_LETTER = re.compile(r"[\W\d_]+")
_FEW_VOWELS = 0.2  # of the letters: German has 0.38, abbreviations 0.3, shifted text 0.05 to 0.15
# Letters with their bytes swapped; of three, pdfium adds the last two up ("ffi" becomes "f" and 0x6600 + 0x6900).
_SWAPS = {letter << 8: chr(letter) for letter in map(ord, string.ascii_letters)} | {0xCF00: "fi", 0xD200: "fl"}
_SWAPPED = re.compile("[" + "".join(map(chr, _SWAPS)) + "]")
_FAR_EAST = re.compile("[\u2e80-\ud7ff\uf900-\ufaff]")
_SWAPPED_NOTE = "text layer repaired: the bytes of some letters were swapped"
_NUMBERED_NOTE = "text layer repaired: glyph numbers stood for letters, the embedded font tells which"
_LIKELY_RUBBISH = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff\ud800-\udfff]")


def is_rubbish(character: str) -> bool:
    """A character that stands for no letter: control, private use, unassigned, or the replacement character."""
    return character == "\ufffd" or unicodedata.category(character) in ("Cc", "Co", "Cn", "Cs")


def pair_share(text: str) -> float:
    """Share of common letter pairs among neighbouring characters: about 0.4 in language, 0.1 in shifted text."""
    pairs = [a + b for a, b in pairwise(text[:_SAMPLE].casefold()) if a != " " and b != " "]
    return sum(1 for pair in pairs if pair in _PAIRS) / len(pairs) if pairs else 0.0


def is_suspicious(text: str) -> bool:
    """Tell a text that may not be language: it holds rubbish, next to no vowels, or hardly a common pair."""
    if _LIKELY_RUBBISH.search(text):
        return True
    letters = len(_NO_LETTER.sub("", text))
    if letters < _ENOUGH:
        return False
    return len(_NO_VOWEL.sub("", text)) < _FEW_VOWELS * letters or pair_share(text[:_GLANCE]) < _HARDLY


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


def lettered(text: str, letters: Letters) -> str:
    """Give each character but blanks the letter whose glyph has its code for a number."""
    return "".join(letters.get(ord(c), "\ufffd") if c != " " else " " for c in text)


def shift_of(text: str, known: Iterable[int] = ()) -> int | None:
    """Find the constant by which a text was shifted, or None where no shift gives clearly language.

    Clearly: the share of common letter pairs rises to that of language, and to more than double what it was, and no
    rubbish remains. Shifts that are `known` from the same document are tried first.
    """
    sample = text[:_SAMPLE]
    before = pair_share(sample)
    if before >= _LANGUAGE:
        return None
    for shift in known:
        if _is_language(shifted(sample, shift), before):
            return shift
    best = max(_SHIFTS, key=lambda shift: _likeness(shifted(sample, shift)))
    return best if _is_language(shifted(sample, best), before) else None


def _is_language(text: str, before: float) -> bool:
    share = pair_share(text)
    only = _NO_LETTER.sub("", text)
    letters = len(only) if len(set(only)) >= _DIFFERENT else 0
    return share >= max(_LANGUAGE, _CLEARLY * before) and letters >= _ENOUGH and _rubbish_share(text) < 0.02


def _likeness(text: str) -> float:
    """Common pairs and small letters count for, odd signs against: a shift of 32 only swaps small and capital."""
    count = max(1, len(text))
    odd = sum(1 for c in text if not (c.isalnum() or c in " .,-:;/()&\"'")) / count
    return pair_share(text) - odd + 0.2 * sum(map(str.islower, text)) / count


def _rubbish_share(text: str) -> float:
    return sum(map(is_rubbish, text)) / max(1, len(text))


class Mending(NamedTuple):
    """How a font's text becomes readable, and what is said of it."""

    read: Callable[[str], str]
    note: str


def numbered(letters: Letters) -> Mending:
    """A font whose glyph numbers were taken for codes: its own table has the letters."""
    return Mending(lambda text: lettered(text, letters), _NUMBERED_NOTE)


def moved(shift: int) -> Mending:
    """A font whose codes were shifted."""
    return Mending(
        lambda text: shifted(text, shift), f"text layer repaired: its characters were shifted by {shift} code points"
    )


class Repairer:
    """Repairs the text of one document, font by font of each page; shifts found on one page are tried first on others.

    Fonts can't be told apart across pages: pdfium's handles of them last as long as a page.
    """

    def __init__(self) -> None:
        self._shifts: set[int] = set()
        self._is_numbered = False
        self._searched_in_vain = 0

    def repaired(
        self, chunks: list[Chunk], letters_of: Callable[[int], Letters] = lambda font: NO_LETTERS
    ) -> tuple[list[Chunk], tuple[str, ...]]:
        """Give a page's chunks with readable text, and the notes that belong to the page and to its rows.

        `letters_of` gives an embedded font's own table. What that makes language of a text is surer than any shift.
        """
        chunks, is_swapped = _unswapped(chunks)
        texts = dict(_by_font(chunks))
        suspicious = [font for font, text in texts.items() if is_suspicious(text)]
        notes = [_SWAPPED_NOTE] if is_swapped else []
        if not suspicious and not self._shifts and not self._is_numbered:
            return chunks, tuple(notes)
        found = {
            font: self._mending(texts[font], letters_of(font))
            for font in sorted(suspicious, key=lambda font: -len(texts[font]))
        }
        found |= {
            font: self._mending_of_neighbours(text, letters_of(font))
            for font, text in texts.items()
            if found.get(font) is None
        }
        mendings = {font: mending for font, mending in found.items() if mending is not None}
        notes += sorted({mending.note for mending in mendings.values()})
        return _mended(chunks, mendings) if mendings else chunks, tuple(notes)

    def _mending(self, text: str, letters: Letters) -> Mending | None:
        sample = text[:_SAMPLE]
        if letters and _is_language(lettered(sample, letters), pair_share(sample)):
            self._is_numbered = True
            return numbered(letters)
        shift = self._shift(text)
        return None if shift is None else moved(shift)

    def _shift(self, text: str) -> int | None:
        if self._searched_in_vain >= _FUTILE and not _LIKELY_RUBBISH.search(text):
            return None
        shift = shift_of(text, self._shifts)
        if shift is None:
            self._searched_in_vain += 1
        else:
            self._shifts.add(shift)
        return shift

    def _mending_of_neighbours(self, text: str, letters: Letters) -> Mending | None:
        """A font with few letters (headings, amounts) is mended like the others, if that makes it read better."""
        if self._is_numbered and letters and _reads_better(text, lettered(text, letters)):
            return numbered(letters)
        fitting = [shift for shift in self._shifts if _reads_better(text, shifted(text, shift))]
        return moved(fitting[0]) if len(fitting) == 1 else None


def _mended(chunks: Sequence[Chunk], mendings: Mapping[int, Mending]) -> list[Chunk]:
    """Mend the text of fonts; a blank that comes to light at the edge of a chunk parts it from its neighbour."""
    done: list[Chunk] = []
    ends_in_blank = False
    for chunk in chunks:
        text = mendings[chunk.font].read(chunk.text) if chunk.font in mendings else chunk.text
        is_spaced = chunk.is_spaced or ends_in_blank or text.startswith(" ")
        done.append(chunk._replace(text=text.strip(" "), is_spaced=is_spaced))
        ends_in_blank = text.endswith(" ")
    return done


def _unswapped(chunks: list[Chunk]) -> tuple[list[Chunk], bool]:
    """Put the bytes of letters right that were written the wrong way round (Ghostscript does so with ligatures).

    U+6600 is a rare Chinese sign, and "f" with its bytes swapped: where all Chinese and
    Korean signs of a page are such, it is the latter.
    """
    if not any(_SWAPPED.search(chunk.text) for chunk in chunks):
        return chunks, False
    signs = [sign for chunk in chunks for sign in _FAR_EAST.findall(chunk.text)]
    if any(not _SWAPPED.match(sign) for sign in signs):
        return chunks, False
    return [chunk._replace(text=chunk.text.translate(_SWAPS)) for chunk in chunks], True


def _reads_better(text: str, mended: str) -> bool:
    """Rubbish goes, signs become digits, or letters become words; nothing of what was right gets lost."""
    if pair_share(text) >= _HARDLY or _rubbish_share(mended) >= 0.02:
        return False
    if _LIKELY_RUBBISH.search(text):
        return pair_share(mended) >= pair_share(text)
    only, digits = _NO_LETTER.sub("", mended), sum(map(str.isdigit, mended))
    if len(only) < _FEW:
        return digits > len(only) and not any(map(str.isalnum, text))
    return len(set(only)) >= _DIFFERENT and pair_share(mended) >= max(_LANGUAGE, _CLEARLY * pair_share(text))


def _by_font(chunks: Sequence[Chunk]) -> Iterable[tuple[int, str]]:
    texts: dict[int, list[str]] = {}
    for chunk in chunks:
        texts.setdefault(chunk.font, []).append(chunk.text)
    return ((font, " ".join(parts)) for font, parts in texts.items())
