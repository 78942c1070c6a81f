import pytest

from bench.register.scores import Agreement, agreement, joined_by_variant


def test_pairs_are_counted_in_truth_as_found_and_in_both():
    assert agreement([(1, "a"), (1, "a"), (1, "b"), (2, "b")]) == Agreement(true=3, found=2, both=1)


def test_rates_follow_from_the_counts():
    found = Agreement(true=3, found=2, both=1)
    assert (found.precision, found.recall, found.f1) == (0.5, pytest.approx(1 / 3), 0.4)


def test_where_nothing_belongs_together_finding_nothing_is_right():
    assert agreement([(1, "a"), (2, "b")]).f1 == 1.0


def test_a_variant_is_joined_if_it_is_where_most_usual_spellings_are():
    rows = [(1, "usual", "a"), (1, "usual", "a"), (1, "short", "a"), (1, "wrong", "b"), (2, "wrong", "c")]
    assert joined_by_variant(rows, "usual") == {"short": (1, 1), "usual": (2, 2), "wrong": (0, 1)}
