"""Questions with the rows that answer them, and how well a ranking fits: nDCG@10.

Gain 2^grade − 1, discount log2(rank + 1), divided by the best possible order; rows that are not judged have grade 0.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

DEPTH = 10
ALL = "all"


class Judged(NamedTuple):
    """A question, and the grades, 1 to 3, of the rows that answer it; `split` is None where nothing may be tuned."""

    lang: str
    kind: str
    query: str
    grades: Mapping[int, int]
    split: str | None = None


class Score(NamedTuple):
    """How well a question was answered."""

    judged: Judged
    ndcg: float


def judged_in(path: Path) -> list[Judged]:
    """Read a file of judged questions, one object a line."""
    lines = path.read_text("utf-8").splitlines()
    return [_judged(json.loads(line)) for line in lines if line.strip()]


def _judged(told: Mapping[str, object]) -> Judged:
    grades = {int(row): int(grade) for row, grade in told["rel"].items()}  # type: ignore[attr-defined]
    return Judged(str(told["lang"]), str(told["type"]), str(told["query"]), grades, told.get("split"))  # type: ignore[arg-type]


def ndcg(rows: Iterable[int], grades: Mapping[int, int]) -> float | None:
    """How good the order of the first ten rows is, 0 to 1; None if no row answers the question."""
    best = _gain(sorted(grades.values(), reverse=True)[:DEPTH])
    found = [grades.get(row, 0) for row in list(dict.fromkeys(rows))[:DEPTH]]
    return _gain(found) / best if best else None


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def mean(scores: Iterable[Score]) -> float | None:
    """The mean of scores; None of none."""
    known = [score.ndcg for score in scores]
    return sum(known) / len(known) if known else None


def groups(scores: Sequence[Score]) -> Iterator[tuple[str, list[Score]]]:
    """Yield all scores, then those of each kind of question, then those of each language but German."""
    yield ALL, list(scores)
    kinds = dict.fromkeys(score.judged.kind for score in scores)
    for kind in kinds:
        yield kind, [score for score in scores if score.judged.kind == kind]
    for lang in dict.fromkeys(score.judged.lang for score in scores):
        if lang not in ("de", *kinds):
            yield lang, [score for score in scores if score.judged.lang == lang]


def of_split(scores: Iterable[Score], split: str) -> list[Score]:
    """Scores of the questions that weights are chosen by (`dev`) or that they are judged by (`test`)."""
    return [score for score in scores if score.judged.split in (split, None)]
