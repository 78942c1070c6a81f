"""The words of a list: how often each is printed, what they are made of, and which known word is near to one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from fachwerk.check.likeness import shared
from fachwerk.check.texts import WORD
from fachwerk.reference.words import german_words, spelling

KNOWN = 3  # texts that have a word before the list is said to know it
SHORTEST = 6  # letters of a word that may be a misprint
_PART = 4
_STEM = 4
_COMPOUND = 10  # letters of a compound, at least
_REPLACED = 8  # letters of a word in which one may be replaced
_LINKS = ("", "s", "n", "en", "es", "er")
_GRAM = 5
_MOST_OF_GRAMS = 3  # of the pieces with a repaired letter must be known; the others may lie across a seam
_WINDOW = 7


@dataclass(frozen=True)
class Vocabulary:
    """In how many different texts each word stands: as printed (`rows`), and case folded with common words (`known`).

    A common word of the language counts as known whether the list prints it or not.
    """

    rows: Mapping[str, int]
    known: Mapping[str, int]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Vocabulary:
        """Count the words of texts; a text that is printed several times counts once."""
        rows: Counter[str] = Counter()
        for text in set(texts):
            rows.update(set(WORD.findall(text)))
        return cls.counted(rows)

    @classmethod
    def counted(cls, rows: Mapping[str, int]) -> Vocabulary:
        """Take words that are counted already, in texts that are all different."""
        known = Counter(dict.fromkeys(german_words(), KNOWN))
        for word, count in rows.items():
            known[word.casefold()] += count
        return cls(rows, known)

    @cached_property
    def grams(self) -> Mapping[str, int]:
        """In how many words five letters in a row occur, with `^` and `$` for a word's begin and end."""
        return Counter(chain.from_iterable(pieces(f"^{word}$", _GRAM) for word in self.known))

    @cached_property
    def edges(self) -> Mapping[str, int]:
        """How many words begin or end with three letters, and are otherwise at least as long: `^mit`, `ung$`."""
        edges: Counter[str] = Counter()
        for word in self.known:
            edges[f"^{word[:3]}"] += 1
            edges[f"{word[-3:]}$"] += 1
        return edges

    @cached_property
    def windows(self) -> Mapping[str, int]:
        """In how many texts six or seven letters in a row occur, in words that several texts have."""
        windows: Counter[str] = Counter()
        for word, count in self.known.items():
            if count > 1:
                for length in (_WINDOW - 1, _WINDOW):
                    for piece in pieces(f"^{word}$", length):
                        windows[piece] += count
        return windows

    @cached_property
    def gaps(self) -> Mapping[str, str]:
        """Windows, with blanks between them, by what is left without one letter: `hkräfte` by `hkr_fte`."""
        gaps: dict[str, str] = {}
        for window, count in self.windows.items():
            if len(window) == _WINDOW and count >= KNOWN:
                for at in (2, 3, 4):
                    _put(gaps, f"{window[:at]}_{window[at + 1 :]}", window)
        return gaps

    @cached_property
    def often(self) -> Set[str]:
        """Words that several texts have."""
        return {word for word, count in self.known.items() if count >= KNOWN}

    @cached_property
    def shortened(self) -> Mapping[str, str]:
        """Known words, with blanks between them, by what is left of them without one letter."""
        shortened: dict[str, str] = {}
        for word in self.often:
            if len(word) >= SHORTEST - 1:
                for short in {word[:at] + word[at + 1 :] for at in range(len(word))}:
                    _put(shortened, short, word)
        return shortened

    def neighbours(self, word: str) -> set[str]:
        """Give the known words that one letter parts from a word: one more, one less, another one, or two swapped."""
        shorter = {word[:at] + word[at + 1 :] for at in range(len(word))}
        found = {*self.shortened.get(word, "").split(), *(self.often & shorter)}
        for short in self.shortened.keys() & shorter:
            found |= {other for other in self.shortened[short].split() if len(other) == len(word)}
        return {other for other in found if _is_one_apart(word, other)} - {word}

    def is_strange(self, word: str) -> bool:
        """Tell a word with five letters in a row that no other word of the list, and no common one, has."""
        return any(self.grams[piece] <= 1 for piece in pieces(f"^{word}$", _GRAM))

    def is_stranger(self, word: str) -> bool:
        """Tell a word with four letters in a row that no other has."""
        return any(self.fours[piece] <= 1 for piece in pieces(f"^{word}$", _GRAM - 1))

    @cached_property
    def fours(self) -> Mapping[str, int]:
        """In how many words four letters in a row occur."""
        fours = Counter(f"^{word}$"[-_GRAM + 1 :] for word in self.known)
        for gram, count in self.grams.items():
            fours[gram[:-1]] += count
        return fours

    def meant(self, word: str) -> str | None:
        """Give the known word or compound that a strange word is misprinted for; None if none is likely."""
        if not self.is_strange(word):
            return None
        near = [other for other in self.neighbours(word) if self._is_likely(word, other)]
        if not (near or len(word) >= _COMPOUND) or self.is_made_of(word, 1) or self._is_derived(word):
            return None
        if not near:
            repaired = {other for other in self.repairs(word) if self._is_likely(word, other)}
            near = list(repaired) if len(repaired) == 1 else []
        if not near:
            return None
        return max(near, key=lambda other: (self.known[other], other))

    def _is_derived(self, word: str) -> bool:
        """Tell a known word with a prefix and another word before it: "Neubeschaffung", "Wiederherstellung"."""
        tails = (word[at:] for at in range(3, len(word) - _PART + 1))
        prefixes = tuple(spelling().prefixes)
        return any(
            tail.startswith(prefix) and self.known.get(tail[len(prefix) :], 0) >= 1
            for tail in tails
            if self.known.get(word[: -len(tail)], 0) >= 1 and tail.startswith(prefixes)
            for prefix in prefixes
            if len(tail) - len(prefix) > _PART
        )

    def _is_likely(self, word: str, other: str) -> bool:
        """Tell whether a word may be meant by another; a letter replaced, or a short word, needs more to be strange."""
        if is_variant(word, other, self):
            return False
        if is_replaced(word, other):
            return len(word) >= _REPLACED and self.is_stranger(word)
        return len(word) >= _REPLACED or self.is_stranger(word)

    def repairs(self, word: str) -> Iterator[str]:
        """Yield what a strange word becomes if one letter is changed so that every part around it is known.

        The letter lies where unknown pieces that follow one another overlap. Where two parts of a compound meet there
        may be unknown pieces, too; so what comes out must be made of known words.
        """
        padded = f"^{word}$"
        for first, last in self._strange_runs(padded):
            places = range(max(1, last), min(len(padded) - 2, first + _GRAM - 1) + 1)
            for at in places or (first + _GRAM - 1, last):
                for changed in set(self._changed(padded, at)) - {padded}:
                    beside = pieces(changed[max(0, at - _GRAM + 1) : at + _GRAM], _GRAM)
                    is_heard = sum(piece in self.grams for piece in beside) >= _MOST_OF_GRAMS
                    if is_heard and self.is_made_of(changed[1:-1], KNOWN - 1):
                        yield changed[1:-1]

    def _strange_runs(self, padded: str) -> Iterator[tuple[int, int]]:
        """Give the first and last place of unknown pieces that all overlap."""
        run: list[int] = []
        for at, piece in enumerate(pieces(padded, _GRAM)):
            if self.grams[piece] <= 1:
                run.append(at)
            elif run:
                yield run[0], run[-1]
                run = []
        if run:
            yield run[0], run[-1]

    def _changed(self, padded: str, at: int) -> Iterator[str]:
        """Yield what a word becomes if its letter at a place is replaced, follows another one, goes, or is swapped."""
        swapped = padded[:at] + padded[at + 1 : at + 2] + padded[at] + padded[at + 2 :]
        for left in (2, 3, 4):
            if at < left:
                break
            right = _WINDOW - 1 - left
            before, after = padded[at - left : at], padded[at + 1 : at + 1 + right]
            for window in self.gaps.get(f"{before}_{after}", "").split():
                yield padded[:at] + window[left] + padded[at + 1 :]
            for window in self.gaps.get(f"{before}_{padded[at : at + right]}", "").split():
                yield padded[:at] + window[left] + padded[at:]
            if self.windows.get(before + after, 0) >= KNOWN:
                yield padded[:at] + padded[at + 1 :]
            if self.windows.get(swapped[at - left : at - left + _WINDOW], 0) >= KNOWN and swapped != padded:
                yield swapped

    def has_long_part(self, word: str, at: int) -> bool:
        """Tell whether a known word of seven letters or more stands around one place of a compound."""
        ends = ((start, end) for start in range(at + 1) for end in range(max(at + 1, start + _WINDOW), len(word) + 1))
        return any(self.known.get(word[start:end], 0) >= KNOWN for start, end in ends)

    def is_made_of(self, word: str, texts: int) -> bool:
        """Tell a compound of words that so many texts have, each of four letters or more, with linking letters."""
        return self._is_made_of(word, texts, len(word))

    def _is_made_of(self, word: str, texts: int, whole: int) -> bool:
        for end in range(len(word), _PART - 1, -1):
            is_part = end < whole and self.known.get(word[:end], 0) >= texts
            if is_part and (
                end == len(word)
                or any(
                    self._is_made_of(word[end + len(link) :], texts, whole)
                    for link in _LINKS
                    if word.startswith(link, end)
                )
            ):
                return True
        return False


def _put(index: dict[str, str], key: str, word: str) -> None:
    """Put a word under a key; most keys have one, which then costs no list."""
    before = index.get(key)
    index[key] = word if before is None else f"{before} {word}"


def pieces(text: str, length: int) -> list[str]:
    """Give all pieces of a text of one length, in order."""
    return [text[at : at + length] for at in range(len(text) - length + 1)]


def is_replaced(word: str, other: str) -> bool:
    """Tell whether a letter stands in place of another one."""
    return len(word) == len(other) and sorted(word) != sorted(other)


def is_variant(word: str, other: str, vocabulary: Vocabulary) -> bool:
    """Tell two words that may both be right: another ending or prefix, an umlaut, a linking s, a foreign spelling."""
    start = shared(word, other)
    end = shared(word[start:][::-1], other[start:][::-1])
    gone, come = word[start : len(word) - end], other[start : len(other) - end]
    if not spelling().toggles.isdisjoint((gone + come, come + gone)) or {gone, come} == {"ss", "ß"}:
        return True
    if start >= _STEM and {word[start:], other[start:]} <= {"", *spelling().endings}:
        return True
    if {gone, come} == {"", "st"} or ({gone, come} == {"", "e"} and _is_beside_i(word, start)):
        return True
    is_heard = vocabulary.edges[f"{word[-3:]}$"] > 1
    if {gone, come} in ({"", "s"}, {"", "e"}) and end < _STEM and is_heard:
        return True
    if start <= 4 and _have_prefixes(word, other):
        return True
    return start == 0 and vocabulary.edges["^" + word[:3]] > 1


def _is_beside_i(word: str, at: int) -> bool:
    return "i" in word[max(0, at - 1) : at + 2]


def _have_prefixes(word: str, other: str) -> bool:
    """Tell one stem with two beginnings, such as "anbieten" and "einbieten"; none counts as one."""
    known = ("", *spelling().prefixes)
    stems = [{each[len(prefix) :] for prefix in known if each.startswith(prefix)} for each in (word, other)]
    return not stems[0].isdisjoint(stems[1])


def _is_one_apart(one: str, other: str) -> bool:
    """Tell words that are one change apart from those that only share what one letter leaves of them."""
    if len(one) != len(other):
        return True
    differing = [at for at, (mine, yours) in enumerate(zip(one, other, strict=True)) if mine != yours]
    if len(differing) == 2:
        first, second = differing
        return second == first + 1 and one[first] == other[second] and one[second] == other[first]
    return len(differing) == 1
