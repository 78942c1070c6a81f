"""The words of a list: how often each is printed, and in how many rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """In how many different texts each word stands, as printed (`rows`) and case folded (`folded`)."""

    rows: Mapping[str, int]
    folded: Mapping[str, int]

    @classmethod
    def of(cls, texts: Iterable[tuple[int, str]]) -> Vocabulary:
        """Count the words of texts; a text that is printed several times counts once."""
        rows: Counter[str] = Counter()
        for text in {text for _, text in texts}:
            rows.update(set(WORD.findall(text)))
        folded: Counter[str] = Counter()
        for word, count in rows.items():
            folded[word.casefold()] += count
        return cls(rows, folded)
