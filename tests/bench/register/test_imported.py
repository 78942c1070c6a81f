import pytest

from bench.register.imported import Refused, holdings, import_into, linkage
from bench.register.listings import write_editions


def test_a_generated_list_becomes_a_register_that_is_compared_with_the_truth(tmp_path):
    lists = write_editions(300, 2, 5, tmp_path / "lists")
    cost = import_into(tmp_path / "register", lists)
    held = holdings(tmp_path / "register")
    found = linkage(lists, held)
    assert cost.rows == len(held.organisations) == len(held.projects) == 300
    assert cost.busy > 0 < cost.peak_mb
    assert found.listings.precision > 0.9 < found.listings.recall
    assert found.projects.f1 > 0.95
    assert sum(judged for _, judged in found.by_variant.values()) <= 300


def test_an_import_that_is_refused_says_why(tmp_path):
    with pytest.raises(Refused, match=r"nothing\.csv"):
        import_into(tmp_path / "register", [tmp_path / "nothing.csv"])
