"""People's decisions in force."""

from fachwerk.link.judged import Decided, decisions
from fachwerk.records import Decision
from tests.link.made_up import judgement

SAME, DIFFERENT, UNDO = Decision.SAME, Decision.DIFFERENT, Decision.UNDO


def test_the_last_decision_about_a_pair_is_in_force_newest_pair_first() -> None:
    given = [judgement("a", "b", SAME, 3), judgement("a", "b", DIFFERENT, 5), judgement("a", "c", SAME, 4)]
    assert decisions(given, "organisation") == [Decided("a", "b", False), Decided("a", "c", True)]


def test_an_undo_brings_the_decision_before_back() -> None:
    given = [judgement("a", "b", SAME, 1), judgement("a", "b", DIFFERENT, 2), judgement("a", "b", UNDO, 3)]
    assert decisions(given, "organisation") == [Decided("a", "b", True)]
    assert decisions([*given, judgement("a", "b", UNDO, 4)], "organisation") == []
    assert decisions([*given, judgement("a", "b", UNDO, 4), judgement("a", "b", UNDO, 5)], "organisation") == []


def test_decisions_about_other_things_play_no_part() -> None:
    assert decisions([judgement("a", "b", SAME, 1, "series")], "organisation") == []
