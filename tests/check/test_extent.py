"""The edition as a whole: complete, once, new, and the list it says it is."""

from collections.abc import Iterable
from datetime import date

from fachwerk.check import Content, Known
from fachwerk.records import Listing, Verdict
from fachwerk.sources import known_lists
from tests.check.made import codes, found, ledger, ordinary, ordinary_list

SOURCE = next(source for source in known_lists() if source.folder == "sachsen-fachkraefterichtlinie")
TITLE = "Fachkräfterichtlinie: beantragte und bewilligte Projekte - Regionalbudget 2023"


def content_of(listings: Iterable[Listing]) -> str:
    content = Content()
    for listing in listings:
        content.add(listing)
    return str(content)


def edition(as_of: str = "2023-12-31", title: str = TITLE, **declared: object) -> object:
    return ledger(Verdict.COMPLETE, as_of=as_of, title=title, **declared)


def known(rows: object, as_of: date | None = date(2023, 12, 31), source: str | None = SOURCE.folder) -> Known:
    return Known("other", TITLE, as_of, 24, source, content_of(rows))  # type: ignore[arg-type]


def test_what_the_ledger_refutes_is_an_error_and_what_it_doubts_a_hint() -> None:
    incomplete = found(ordinary_list(), ledger=ledger(Verdict.INCOMPLETE, "page 3 is missing"))[0]
    assert (incomplete.code, incomplete.row, incomplete.message) == (
        "list-incomplete",
        None,
        "The list is not complete: page 3 is missing.",
    )
    assert codes(ordinary_list(), ledger=ledger(Verdict.UNKNOWN, "nothing is stated")) == [("extent-unproved", None)]
    assert codes(ordinary_list(), ledger=ledger()) == []


def test_a_sum_that_the_rows_do_not_make_is_an_error() -> None:
    sums = [{"label": "Summe", "page": 2, "amounts": ["10,00"], "agrees": False}]
    assert codes(ordinary_list(), ledger=ledger(sums=sums)) == [("sum-not-as-declared", None)]
    assert codes(ordinary_list(), ledger=ledger(sums=[{**sums[0], "agrees": True}])) == []


def test_an_edition_that_was_counted_has_that_many_rows() -> None:
    assert ("rows-not-as-known", None) in codes(ordinary_list(), ledger=edition(), source=SOURCE)
    assert codes(ordinary_list(), ledger=edition("2022-12-31"), source=SOURCE) == []


def test_a_list_that_is_printed_twice_is_an_error() -> None:
    once = ordinary_list(count=12)
    twice = [*once, *(ordinary(row + 12, **dict(one.values)) for row, one in enumerate(once, start=1))]
    assert ("list-doubled", None) in codes(twice, territory=None)


def test_known_rows_under_another_day_are_a_stale_copy() -> None:
    rows = ordinary_list()
    stale = codes(rows, ledger=edition("2024-12-31"), source=SOURCE, editions=(known(rows),))
    assert ("list-under-another-name", None) in stale
    same = codes(rows, ledger=edition("2021-12-31"), source=SOURCE, editions=(known(rows, date(2021, 12, 31)),))
    assert same == [("list-known", None)]


def test_other_rows_of_a_known_day_are_a_warning() -> None:
    editions = (known(ordinary_list(count=20), date(2022, 12, 31)),)
    assert codes(ordinary_list(), ledger=edition("2022-12-31"), source=SOURCE, editions=editions) == [
        ("other-rows-of-the-same-day", None)
    ]


def test_an_edition_older_than_a_known_one_is_a_hint() -> None:
    editions = (known(ordinary_list(count=20), date(2024, 12, 31)),)
    assert codes(ordinary_list(), ledger=edition("2022-12-31"), source=SOURCE, editions=editions) == [
        ("older-than-known", None)
    ]


def test_the_headline_must_be_that_of_the_list_and_of_its_year() -> None:
    other = codes(ordinary_list(), ledger=edition("2022-12-31", "Sportförderung"), source=SOURCE)
    assert other == [("headline-of-another-list", None)]
    title = TITLE.replace("2023", "2019")
    assert codes(ordinary_list(), ledger=edition("2022-12-31", title), source=SOURCE) == [
        ("headline-of-another-year", None)
    ]


def test_the_fingerprint_of_rows_does_not_know_line_breaks() -> None:
    one, other = ordinary(1, title="Plan A"), ordinary(1, title="Plan\nA")
    assert content_of([one]) == content_of([other]) != content_of([ordinary(2)])
