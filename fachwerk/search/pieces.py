"""Text into the pieces of a model's vocabulary: the most likely way to cut it, as SentencePiece's unigram model does.

The package `tokenizers` gives the same pieces but takes two seconds to set up its table of 250,000; a query typed at a
shell should not wait for that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from fachwerk.search.weights import Weights

_BLANK = "▁"  # how the vocabulary writes a blank
_UNKNOWN = 10.0  # by so much an unknown sign is less likely than the least likely piece
_BLANKS = re.compile(" {2,}")


class Vocabulary:
    """The pieces of a model's vocabulary and how likely each is."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._normal: Mapping[int, str] = weights.normal

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {piece: number for number, piece in enumerate(self._weights.pieces)}

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._weights.pieces))

    @cached_property
    def _least(self) -> float:
        return min(self._weights.scores) - _UNKNOWN

    def numbers_of(self, text: str) -> list[int]:
        """Cut a text into pieces and give their numbers, without those that mark begin and end."""
        signs = _BLANKS.sub(" ", text.translate(self._normal)).replace(" ", _BLANK)
        if not signs.startswith(_BLANK):
            signs = _BLANK + signs
        return self._cut(signs)

    def _cut(self, signs: str) -> list[int]:
        """Find the likeliest cut: the best way to each place goes on from the best way to a place before it."""
        numbers, scores, longest = self._numbers, self._weights.scores, self._longest
        unknown = self._weights.specials.unknown
        least = self._least
        best: list[float] = [0.0, *[float("-inf")] * len(signs)]
        came: list[tuple[int, int]] = [(0, unknown)] * (len(signs) + 1)
        for start in range(len(signs)):
            here = best[start]
            for end in range(start + 1, min(start + longest, len(signs)) + 1):
                number = numbers.get(signs[start:end])
                if number is not None and number != unknown and here + scores[number] > best[end]:
                    best[end], came[end] = here + scores[number], (start, number)
            if here + least > best[start + 1]:
                best[start + 1], came[start + 1] = here + least, (start, unknown)
        return _back(came)


def _back(came: Sequence[tuple[int, int]]) -> list[int]:
    found, at = [], len(came) - 1
    while at > 0:
        at, number = came[at]
        found.append(number)
    return found[::-1]
