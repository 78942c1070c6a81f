import math
import runpy

import pytest

from bench.search.judged import Judged, Score, groups, judged_in, mean, ndcg, of_split
from bench.search.sets import HERE, SHARED

SCORER = SHARED / "tools" / "score_search.py"
GRADES = {7: 3, 2: 2, 5: 1}


def score(lang: str, kind: str, found: float, split: str | None = "test") -> Score:
    return Score(Judged(lang, kind, "?", {1: 1}, split), found)


def test_the_best_order_is_one_and_none_of_the_rows_is_nought():
    assert ndcg([7, 2, 5, 9], GRADES) == 1.0
    assert ndcg([9, 8], GRADES) == 0.0


def test_a_row_further_down_gains_less_and_a_repeated_one_once():
    best = 7 + 3 / math.log2(3) + 1 / 2
    assert ndcg([9, 7, 7, 2], GRADES) == pytest.approx((7 / math.log2(3) + 3 / 2) / best)
    assert ndcg([*range(10, 20), 7], GRADES) == 0.0


def test_a_question_without_answers_has_no_score():
    assert ndcg([1], {}) is None
    assert mean([]) is None


def test_scores_are_grouped_by_kind_and_by_other_languages():
    scores = [score("de", "keyword", 1.0), score("en", "multilingual", 0.5), score("en", "multilingual", 0.0)]
    assert [(name, mean(some)) for name, some in groups(scores)] == [
        ("all", 0.5), ("keyword", 1.0), ("multilingual", 0.25), ("en", 0.25),
    ]  # fmt: skip


def test_languages_that_are_kinds_stand_once():
    assert [name for name, _ in groups([score("de", "de", 1.0), score("en", "en", 1.0)])] == ["all", "de", "en"]


def test_a_set_that_is_not_split_counts_whole():
    assert len(of_split([score("de", "keyword", 1.0, None), score("de", "keyword", 1.0, "dev")], "test")) == 1


@pytest.mark.parametrize("name", ["sample", "esf"])
def test_judged_questions_are_split_in_halves_and_graded(name: str):
    judged = judged_in(HERE / f"{name}.jsonl")
    halves = [sum(one.split == split for one in judged) for split in ("dev", "test")]
    assert halves[0] == halves[1]
    assert {grade for one in judged for grade in one.grades.values()} == {1, 2, 3}


@pytest.mark.skipif(not SCORER.exists(), reason="the scorer is not here")
@pytest.mark.parametrize("rows", [[7, 2, 5], [1, 5, 3, 2], [5], [], [2, 9, 9, 7]])
def test_scores_are_those_of_the_published_scorer(rows: list[int]):
    theirs = runpy.run_path(str(SCORER))["ndcg"]
    once = list(dict.fromkeys(rows))
    assert ndcg(rows, GRADES) == pytest.approx(theirs(once, {str(row): grade for row, grade in GRADES.items()}))
