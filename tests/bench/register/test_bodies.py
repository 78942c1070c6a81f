from itertools import islice, pairwise
from random import Random

from bench.register.bodies import bodies, towns


def test_no_two_organisations_have_one_name_and_numbers_count_them():
    some = list(islice(bodies(Random(7)), 3_000))
    assert len({body.core.casefold() for body in some}) == 3_000
    assert [body.number for body in some] == list(range(1, 3_001))


def test_the_same_seed_gives_the_same_organisations():
    assert list(islice(bodies(Random(7)), 50)) == list(islice(bodies(Random(7)), 50))


def test_a_lookalike_follows_the_body_that_it_is_named_after():
    some = list(islice(bodies(Random(7)), 500))
    pairs = [(before, body) for before, body in pairwise(some) if body.is_lookalike]
    assert pairs
    assert all(before.has_twin and before.core in body.core and before.town == body.town for before, body in pairs)


def test_towns_lie_in_their_regions():
    leipzig = next(town for town in towns() if town.core == "Leipzig")
    assert (leipzig.name, leipzig.region, leipzig.is_city) == ("Leipzig, Stadt", "Leipzig, Stadt", True)
