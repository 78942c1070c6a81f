"""Printed kinds of projects to funding lines: the number decides, the label is compared with it; and whose pot pays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple

from fachwerk.clean.texts import tidy
from fachwerk.records import Value
from fachwerk.reference.absent import is_nothing
from fachwerk.reference.programmes import FundingLine, Programme
from fachwerk.text import key

_MISSPELT = 0.85  # so like must a label be to be one that is only misspelt
_EDGE = " -–—,;:()/"


class FoundKind(NamedTuple):
    """A cleaned kind, the number of its funding line, and the key of a pot whose mark stands in the cell."""

    value: Value
    line: str | None = None
    pot: str | None = None


def kind_value(printed: str | None, item: str | None, programme: Programme) -> FoundKind:
    """Find the funding line of a listing, from its number (`item`) and its printed kind.

    The number decides. The label is kept as printed, cleaned to the line's own, and a note says if it is misspelt,
    another line's, or no label at all. Without a number the line is that of a label which is exactly, or in another
    known wording, one line's; a misspelt label alone decides nothing.
    """
    line = programme.line(item)
    if printed is None or is_nothing(printed):
        return FoundKind(Value(printed, None), None if line is None else line.number)
    pot, label = split_pot(tidy(printed), programme)
    labelled, likeness = _most_like(key(label), programme)
    if line is None:
        line = labelled if likeness == 1 else None
        note = "the number is missing: the label decides" if line else f"{label!r} is no label of {programme.name}"
        return FoundKind(Value(printed, line.label if line else label, note), line.number if line else None, pot)
    return FoundKind(Value(printed, line.label, _note(label, line, labelled, likeness)), line.number, pot)


def split_pot(text: str, programme: Programme) -> tuple[str | None, str]:
    """Part the mark of a pot from a label: `Studien - gesteuerte Zuwanderung` gives its key and `Studien`."""
    for pot, pattern in _marks(programme):
        found = pattern.search(text)
        if found is not None:
            return pot, f"{text[: found.start()].rstrip(_EDGE)} {text[found.end() :].lstrip(_EDGE)}".strip()
    return None, text.rstrip(_EDGE) or text


def pot_of(texts: Iterator[str | None], programme: Programme) -> str | None:
    """Give the pot whose mark stands in one of the texts, else the programme's first, which needs no mark."""
    for text in texts:
        marked = None if text is None else split_pot(text, programme)[0]
        if marked is not None:
            return marked
    return programme.pots[0].key if programme.pots else None


def _note(label: str, line: FundingLine, labelled: FundingLine, likeness: float) -> str | None:
    if labelled == line and likeness == 1:
        if key(label) != key(line.label):
            return f"another wording of {line.label!r}"
        is_spaced = label.casefold().split() == line.label.casefold().split()
        return None if is_spaced else f"printed with other blanks or signs than {line.label!r}"
    if labelled == line and likeness >= _MISSPELT:
        return f"misspelt for {line.label!r}"
    if likeness >= _MISSPELT:
        return f"the number {line.number} decides; the label is that of line {labelled.number}, {labelled.label!r}"
    return f"the number {line.number} decides; {label!r} is no label of the programme"


def _most_like(label: str, programme: Programme) -> tuple[FundingLine, float]:
    known = _labels(programme)
    if label in known:
        return known[label], 1.0
    ranked = ((SequenceMatcher(None, label, one, autojunk=False).ratio(), one) for one in known)
    likeness, nearest = max(ranked)
    return known[nearest], likeness


def _labels(programme: Programme) -> Mapping[str, FundingLine]:
    return {key(label): line for line in programme.lines for label in (line.label, *line.also)}


@cache
def _pattern(mark: str) -> re.Pattern[str]:
    return re.compile(r"\W*".join(map(re.escape, mark.split())), re.IGNORECASE)


def _marks(programme: Programme) -> Iterator[tuple[str, re.Pattern[str]]]:
    yield from ((pot.key, _pattern(mark)) for pot in programme.pots for mark in pot.marks)
