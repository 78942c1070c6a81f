"""People's decisions in force: the last one about each pair, those taken back left out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from fachwerk.records import Decision, Judgement


class Decided(NamedTuple):
    """A decision in force; `one` and `other` as in its judgement."""

    one: str
    other: str
    is_same: bool


def decisions(judgements: Iterable[Judgement], about: str) -> list[Decided]:
    """Give the decisions in force about one kind of thing, newest first.

    Of two with the same time the later given is newer. An undo takes back the last decision about its pair that is not
    yet taken back.
    """
    stacks: dict[tuple[str, str], list[tuple[str, int, Judgement]]] = {}
    given = [(judgement.when, at, judgement) for at, judgement in enumerate(judgements) if judgement.about == about]
    for entry in sorted(given, key=lambda entry: entry[:2]):
        judgement = entry[2]
        stack = stacks.setdefault((min(judgement[1:3]), max(judgement[1:3])), [])
        if judgement.decision is not Decision.UNDO:
            stack.append(entry)
        elif stack:
            stack.pop()
    last = sorted((stack[-1] for stack in stacks.values() if stack), key=lambda entry: entry[:2], reverse=True)
    return [Decided(one.one, one.other, one.decision is Decision.SAME) for *_, one in last]
