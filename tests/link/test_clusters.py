"""Clusters that no pair kept apart can get into."""

from fachwerk.link.clusters import Clusters, decide


def test_joined_ones_are_one_group() -> None:
    clusters = Clusters(5)
    assert clusters.join(0, 1) and clusters.join(3, 4) and clusters.join(1, 4)
    assert clusters.groups() == [[0, 1, 3, 4], [2]]


def test_what_is_apart_stays_apart_through_all_joins() -> None:
    clusters = Clusters(4)
    clusters.part(0, 3)
    assert clusters.join(0, 1) and clusters.join(3, 2)
    assert not clusters.join(1, 2)
    assert clusters.are_apart(1, 2)
    assert clusters.groups() == [[0, 1], [2, 3]]


def test_one_pair_that_is_refused_refuses_the_clusters() -> None:
    clusters = Clusters(4)
    clusters.join(0, 1)
    clusters.join(2, 3)
    assert not clusters.join(1, 2, lambda one, other: {one, other} == {0, 3})
    assert clusters.join(1, 2, lambda one, other: False)


def test_the_newer_decision_wins() -> None:
    clusters = Clusters(3)
    decide(clusters, [(0, 2, False), (1, 2, True), (0, 1, True)])
    assert clusters.groups() == [[0], [1, 2]]
    clusters = Clusters(3)
    decide(clusters, [(0, 1, True), (1, 2, True), (0, 2, False)])
    assert clusters.groups() == [[0, 1, 2]]
