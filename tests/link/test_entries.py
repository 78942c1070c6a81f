"""What linking keeps of made-up listings."""

from datetime import date

from fachwerk.link import Entry, entries_of
from fachwerk.link.entries import Sponsor, Where, marks_of, ref_of
from fachwerk.records import Listing, Ref
from tests.link.made_up import listing

LONG = (
    "Ein Haus, in dem man sich trifft, berät und Formulare ausfüllt. Jeden Abend ab acht! "
    "Auch am Sonntag, im Winter wie im Sommer."
)


def entry(made: Listing) -> Entry:
    (found,) = entries_of([made])
    return found


def test_an_entry_says_who_where_what_and_when() -> None:
    found = entry(listing(7, "Musterwerk GmbH", "Lernen", place="Musterau", region="Land", begin="2024-01-31"))
    assert found == Entry(
        Ref("first", 7),
        Sponsor("Musterwerk", "GmbH", "Musterwerk GmbH", "Musterwerk GmbH", None),
        Where("Musterau", "Land", "Land", "Musterau", "Land", ("Musterau",)),
        "Lernen",
        date(2024, 1, 31),
        None,
        None,
        found.rest,
        b"",
    )


def test_what_repeats_is_held_once() -> None:
    one, other = entries_of(listing(row, "Musterwerk GmbH", f"Lernen {row % 1}", begin="2024-01-31") for row in (1, 2))
    assert one.title is other.title
    assert one.sponsor is other.sponsor
    assert one.where is other.where
    assert one.begin is other.begin


def test_the_rest_is_all_but_sponsor_and_place() -> None:
    one = entry(listing(1, "Musterwerk GmbH", "Lernen", region="A", description="für Anna"))
    assert entry(listing(2, "Musterwerk mbH", "Lernen", region="B", description="für Anna")).rest == one.rest
    assert entry(listing(2, "Musterwerk GmbH", "Lernen", region="A", description="für Bernd")).rest != one.rest


def test_only_a_long_description_has_marks_and_shares_them_whatever_its_blanks() -> None:
    assert not marks_of(entry(listing(1, "Haus e.V.", description="Beratung.")))
    texts = (LONG, LONG.replace(". ", ".\n"))
    one, other = (marks_of(entry(listing(1, "Haus e.V.", description=text))) for text in texts)
    assert len(one) == 4
    assert set(one) == set(other)


def test_a_reference_is_read_as_judgements_give_it() -> None:
    assert ref_of("first:7") == Ref("first", 7)
    assert ref_of("first:seven") == Ref("first", -1)
