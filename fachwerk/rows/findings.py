"""One thing found about the completeness of a list, and what it weighs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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


def few(findings: Iterable[Finding], most: int = 3) -> Iterator[Finding]:
    """The first findings of one weight, and how many more there are: nobody reads sixty like sentences."""
    by_weight: dict[Verdict, list[Finding]] = {}
    for finding in findings:
        by_weight.setdefault(finding.weight, []).append(finding)
    for weight, alike in by_weight.items():
        yield from alike[:most]
        if len(alike) > most:
            yield Finding(weight, f"and {len(alike) - most} more of this kind")


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


def are(count: int) -> str:
    return f"{count} is" if count == 1 else f"{count} are"
