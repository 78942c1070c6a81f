"""Copied descriptions of made-up projects."""

from fachwerk.link import copies_of, organisations_of, series_of
from fachwerk.records import Listing
from tests.link.made_up import listing

TEXT = (
    "Die Werkstatt bringt Betriebe der Region zusammen, in denen Lernende mit erfahrenen Leuten an einem "
    "Nachmittag der Woche ein Werkstück bauen, das sie danach in ihrer Schule zeigen und erklären dürfen."
)
OTHER = (
    "Ein Café für Neuankömmlinge, in dem man sich trifft, berät und gemeinsam Formulare ausfüllt, jeden Abend ab "
    "acht, auch am Sonntag."
)


def pairs(*listings: Listing) -> list[tuple[int, int]]:
    return [(copy.original.row, copy.copy.row) for copy in copies_of(listings)]


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
    assert copies_of(series, series_of(series, organisations_of(series).organisations)) == ()
