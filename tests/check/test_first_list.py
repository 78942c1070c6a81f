"""The first list, where it is there: what is known to be odd is found, and what is only unusual is not called wrong."""

import pytest

from fachwerk.check import Context, findings_of
from fachwerk.records import Severity
from fachwerk.reference.programmes import programme
from fachwerk.reference.regions import territories
from tests.first_list import first_list, needs_it

pytestmark = needs_it

# What a person found in the list by reading it, as far as it needs no other listing's organisation or series.
ODD = {
    "end-before-begin": [64],
    "title-as-kind": [5],
    "missing-place": [12],
    "missing-item": [133],
    "missing-kind": [133],
    "missing-begin": [133],
    "missing-end": [133],
    "missing-description": [131, 133],
    "period-very-short": [47],
    "period-not-of-title": [126],
    "kind-misspelt": [4, 58, 61, 68, 70, 80, 117],
    "kind-glued": [72],
    "region-not-of-title": [83],
    "place-misspelt": [59],
    "place-name-misspelt": [8],
    "district-doubled": [76, 103],
    "region-in-small-letters": [56, 82],
    "name-unlike-sponsor": [49, 112],
    "quotes-unbalanced": [29, 71, 121],
    "brackets-unbalanced": [45, 73],
    "quotes-of-commas": [132],
    "text-broken-off": [52],
    "hyphen-apart": [35, 40, 116],
    "hyphen-missing": [17, 74],
    "full-stop-missing": [91],
    "noun-in-small-letters": [37, 75, 76, 126],
    "noun-after-article-in-small-letters": [85, 122],
    "word-torn": [61],
    "words-glued": [60, 72, 75, 78, 110, 127],
    "title-unlike-description": [20, 22, 45, 53, 77, 78, 130],
}


@pytest.fixture(scope="module")
def findings():
    listings, ledger, source = first_list()
    known = programme(source.programme)
    context = Context(ledger=ledger, source=source, programme=known, territory=territories()[known.territory])
    return list(findings_of(listings, context))


@pytest.mark.parametrize("code", ODD)
def test_what_a_person_found_is_found(findings, code):
    assert sorted({finding.row for finding in findings if finding.code == code}) == ODD[code]


def test_the_list_itself_is_in_order(findings):
    assert [finding for finding in findings if finding.row is None] == []


def test_every_error_and_nearly_every_warning_is_one_that_a_person_found(findings):
    told = [one for one in findings if one.severity is not Severity.HINT]
    known = {(code, row) for code, rows in ODD.items() for row in rows}
    strange = [one for one in told if (one.code, one.row) not in known]
    assert {one.code for one in strange} <= {"word-misprinted", "signs-misread"}
    assert len([one for one in strange if one.code == "word-misprinted"]) in range(35, 45)
