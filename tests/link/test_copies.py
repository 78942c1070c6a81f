"""Copied descriptions of made-up projects."""

from collections.abc import Mapping, Sequence

from fachwerk.link import Copy, copies_of, entries_of, organisations_of, series_of
from fachwerk.records import Listing, Ref, Series
from tests.link.made_up import listing

TEXT = (
    "Die Werkstatt bringt Betriebe der Region zusammen, in denen Lernende mit erfahrenen Leuten an einem "
    "Nachmittag der Woche ein Werkstück bauen, das sie danach in ihrer Schule zeigen und erklären dürfen."
)
OTHER = (
    "Ein Café für Neuankömmlinge, in dem man sich trifft, berät und gemeinsam Formulare ausfüllt, jeden Abend ab "
    "acht, auch am Sonntag."
)


def copies(listings: Sequence[Listing], series: Sequence[Series] = ()) -> tuple[Copy, ...]:
    held = {Ref(one.edition, one.row): one for one in listings}

    def texts(refs: Sequence[Ref]) -> Mapping[Ref, Listing]:
        return {ref: held[ref] for ref in refs}

    return copies_of(entries_of(listings), texts, series)


def pairs(*listings: Listing) -> list[tuple[int, int]]:
    return [(copy.original.row, copy.copy.row) for copy in copies(listings)]


def test_the_original_is_the_one_of_which_the_description_speaks() -> None:
    copied = listing(1, "Musterwerk 1 gGmbH", "Café für alle", description=TEXT)
    own = listing(2, "Beispielhaus 2 e.V.", "Lernende in der Werkstatt", description=TEXT)
    assert pairs(copied, own, listing(3, "Haus 3 e.V.", "Treff", description=OTHER)) == [(2, 1)]


def test_where_nothing_tells_the_earlier_row_is_the_original() -> None:
    one = listing(1, "Musterwerk 1 gGmbH", "Alpha", description=TEXT)
    other = listing(2, "Beispielhaus 2 e.V.", "Beta", description=TEXT + " Ja.")
    assert pairs(other, one) == [(1, 2)]


def test_a_short_text_a_form_and_a_series_are_no_copies() -> None:
    short = [listing(row, f"Musterwerk {row} gGmbH", f"Titel {row}", description="Beratung.") for row in (1, 2)]
    assert pairs(*short) == []
    form = [listing(row, f"Werk {row} gGmbH", f"{chr(64 + row)}-Projekt", description=TEXT) for row in range(1, 6)]
    assert pairs(*form) == []
    series = (
        listing(1, "Musterwerk 1 gGmbH", "Lernwerkstatt 2023", begin="2023-01-01", description=TEXT),
        listing(2, "Musterwerk 1 gGmbH", "Die neue „Lernwerkstatt“ 2024", begin="2024-01-01", description=TEXT),
    )
    entries = tuple(entries_of(series))
    assert copies(series, series_of(entries, organisations_of(entries).organisations)) == ()


def test_only_the_texts_of_listings_that_share_a_sentence_are_asked_for() -> None:
    listings = [listing(row, f"Werk {row} e.V.", f"{row}. Titel", description=TEXT) for row in (1, 2)]
    asked: list[int] = []

    def texts(refs: Sequence[Ref]) -> Mapping[Ref, Listing]:
        asked.extend(ref.row for ref in refs)
        return {ref: listings[ref.row - 1] for ref in refs}

    copies_of(entries_of([*listings, listing(3, "Haus 3 e.V.", "Treff", description=OTHER)]), texts)
    assert asked == [1, 2]


def test_a_text_in_two_editions_is_no_copy() -> None:
    one = listing(1, "Musterwerk 1 gGmbH", "Alpha", description=TEXT)
    assert pairs(one, listing(2, "Beispielhaus 2 e.V.", "Beta", description=TEXT, edition="second")) == []
