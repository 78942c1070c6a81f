"""One thing found about the completeness of a list, and what it weighs."""

from __future__ import annotations

from typing import NamedTuple

from fachwerk.records import Verdict


class Finding(NamedTuple):
    """A sentence for the reader. `weight` is the best verdict it leaves open: COMPLETE proves, INCOMPLETE refutes."""

    weight: Verdict
    sentence: str


def proves(sentence: str) -> Finding:
    return Finding(Verdict.COMPLETE, sentence)


def doubts(sentence: str) -> Finding:
    return Finding(Verdict.UNKNOWN, sentence)


def refutes(sentence: str) -> Finding:
    return Finding(Verdict.INCOMPLETE, sentence)


def spans(numbers: list[int]) -> str:
    """Write numbers with their runs, at most six: `3, 5–8 and 12`.

    >>> spans([3, 5, 6, 7, 8, 12])
    '3, 5–8 and 12'
    """
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1] = [parts[-1][0], number]
        else:
            parts.append([number])
    written = [str(part[0]) if len(part) == 1 else f"{part[0]}–{part[1]}" for part in parts]
    if len(written) > 6:
        written = [*written[:5], f"{len(written) - 5} more"]
    return written[0] if len(written) == 1 else f"{', '.join(written[:-1])} and {written[-1]}"


def plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
