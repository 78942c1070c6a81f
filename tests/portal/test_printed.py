"""Where a listing is printed is shown from its original, and nothing that is to be hidden with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from fachwerk.errors import UnknownEdition
from fachwerk.portal.printed import Cells, Lines, Shown, Spot, Wanted, Why, Withheld, original_of, printed
from fachwerk.portal.printed.shown import HIDDEN
from fachwerk.settings import Settings
from fachwerk.store import open_register
from tests.drawing import drawn
from tests.portal.conftest import SAMPLE, SHEET, import_into

if TYPE_CHECKING:
    from fachwerk.store.register import Register

OLD = Path(__file__).parents[2] / "samples/fachkraefteprojekte.txt"


@contextmanager
def opened(register: Path) -> Iterator["Register"]:
    with open_register(Settings(register)) as found:
        yield found


def wanted_in(register: "Register", row: int, field: str | None = None, hidden: tuple[str, ...] = ()) -> Wanted:
    kept = next(one for one in register.kept() if one.listing.row == row)
    return Wanted(register.editions()[0], kept.listing, kept.columns, field, frozenset(hidden))


def shown_in(register: Path, row: int, field: str | None = None, hidden: tuple[str, ...] = ()) -> Shown:
    with opened(register) as found:
        return printed(found, wanted_in(found, row, field, hidden))


def spot_of(shown: Shown) -> Spot:
    assert isinstance(shown, Spot)
    image = Image.open(BytesIO(shown.content))
    assert image.size == (shown.width, shown.height)
    assert image.get_format_mimetype() == shown.type
    return shown


def imported(folder: Path, file: Path) -> Path:
    import_into(folder / "register", file)
    return folder / "register"


# --- pictures ------------------------------------------------------------------------------------------------------


def test_every_cell_of_the_sample_is_framed_in_a_small_picture(sample: Path) -> None:
    with opened(sample) as register:
        for kept in list(register.kept())[::6]:
            for field in kept.listing.values:
                wanted = Wanted(register.editions()[0], kept.listing, kept.columns, field)
                spot = spot_of(printed(register, wanted))
                assert spot.is_framed == (kept.listing.values[field].printed is not None), (kept.listing.row, field)
                assert spot.alt == (kept.listing.printed[kept.columns[field]] or "")
                assert len(spot.content) < 60_000 and spot.width < 2_000


def test_without_a_field_the_row_is_shown_and_its_alternative_text_says_all_of_it(sample: Path) -> None:
    spot = spot_of(shown_in(sample, 2))
    assert not spot.is_framed and spot.pages == (1,)
    assert spot.alt.startswith("Projektträger: Wirtschaftsförderung Erzgebirge GmbH; Durchführungsort: ")


def test_a_row_that_goes_on_on_the_next_page_is_shown_from_both(sample: Path) -> None:
    with opened(sample) as register:
        kept = next(one for one in register.kept() if one.listing.origin.carried)
        wanted = Wanted(register.editions()[0], kept.listing, kept.columns, "description")
        page = kept.listing.origin.page
        assert spot_of(printed(register, wanted)).pages == (page, page + 1)


def test_a_hidden_cell_is_painted_over_and_not_said(sample: Path) -> None:
    whole, masked = spot_of(shown_in(sample, 2)), spot_of(shown_in(sample, 2, hidden=("sponsor",)))
    assert "Wirtschaftsförderung" in whole.alt and "Wirtschaftsförderung" not in masked.alt
    assert "Annaberg-Buchholz" in masked.alt
    assert len(masked.content) < len(whole.content)


def test_a_hidden_field_that_is_asked_for_is_not_framed(sample: Path) -> None:
    spot = spot_of(shown_in(sample, 2, "sponsor", hidden=("sponsor",)))
    assert not spot.is_framed and "Wirtschaftsförderung" not in spot.alt


def test_a_masked_record_shows_only_what_it_says_itself(sample: Path) -> None:
    """A name that the record has no longer is seen in no cell, also in one that nobody named."""
    with opened(sample) as register:
        wanted = wanted_in(register, 2, hidden=("sponsor",))
        title = wanted.columns["title"]
        said = replace(wanted.listing, printed={**wanted.listing.printed, title: "[Name verborgen]"})
        both = wanted_in(register, 2, hidden=("sponsor", "title"))
        one, other = (spot_of(printed(register, each)) for each in (replace(wanted, listing=said, is_alone=True), both))
        assert one.content == other.content


def test_where_everything_is_hidden_nothing_is_shown(sample: Path) -> None:
    with opened(sample) as register:
        fields = tuple(wanted_in(register, 2).columns)
    assert shown_in(sample, 2, hidden=fields) == Withheld(Why.HIDDEN)


def test_a_cell_that_is_not_surely_found_is_not_framed(sample: Path) -> None:
    with opened(sample) as register:
        wanted = wanted_in(register, 3, "title")
        heading = wanted.columns["title"]
        other = replace(wanted.listing, row=1003, printed={**wanted.listing.printed, heading: "Etwas ganz anderes"})
        assert not spot_of(printed(register, replace(wanted, listing=other))).is_framed


def test_the_same_spot_is_drawn_once(sample: Path) -> None:
    assert spot_of(shown_in(sample, 4, "title")).content is spot_of(shown_in(sample, 4, "title")).content


# --- texts and tables ----------------------------------------------------------------------------------------------


def test_the_lines_of_a_dump_are_shown_with_two_around_them(tmp_path: Path) -> None:
    shown = shown_in(imported(tmp_path, OLD), 2, "title")
    assert isinstance(shown, Lines)
    own = [line for line in shown.lines if line.is_row]
    assert [line.number for line in shown.lines] == list(range(own[0].number - 2, own[-1].number + 3))
    assert [line.text[start:end] for line in shown.lines for start, end in line.marks] == ["MAKERZ"]


def test_of_a_dump_with_hidden_fields_only_other_fields_are_shown(tmp_path: Path) -> None:
    shown = shown_in(imported(tmp_path, OLD), 2, hidden=("sponsor",))
    assert isinstance(shown, Lines)
    assert all(line.is_row for line in shown.lines)
    text = "\n".join(line.text for line in shown.lines)
    assert text.startswith(f"{HIDDEN}\n{HIDDEN}\n") and "Wirtschaft" not in text
    assert "Annaberg-Buchholz Erzgebirgskreis 1 digitaler Wandel" in text


def test_the_cells_of_a_sheet_are_shown_under_their_headings(tmp_path: Path) -> None:
    shown = shown_in(imported(tmp_path, SHEET), 2, "title", hidden=("sponsor",))
    assert isinstance(shown, Cells)
    assert (shown.table, shown.number) == ("Übersicht", 6)
    assert shown.cells[0].text == HIDDEN
    assert [(cell.heading, cell.text) for cell in shown.cells if cell.is_asked] == [("Projekttitel", "MAKERZ")]


CSV = 'Projektträger;Projekttitel;Ort\nVerein A;"Messe\nTorgau";Torgau\nVerein B;Kurs;Zwickau\nVerein C;Rat;Leipzig\n'


def test_a_csv_file_shows_its_lines_and_its_cells_if_one_is_hidden(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(CSV, "utf-8")
    register = imported(tmp_path, file)
    lines = shown_in(register, 1)
    assert isinstance(lines, Lines)
    assert [(line.number, line.is_row) for line in lines.lines] == [
        (1, False),
        (2, True),
        (3, True),
        (4, False),
        (5, False),
    ]
    assert lines.lines[1].text == 'Verein A;"Messe'
    cells = shown_in(register, 1, hidden=("sponsor",))
    assert isinstance(cells, Cells)
    assert [cell.text for cell in cells.cells] == [HIDDEN, "Messe\nTorgau", "Torgau"]


# --- originals that are not what they were -------------------------------------------------------------------------


def file_of(register: Path) -> Path:
    (file,) = (register / "originals").iterdir()
    return file


def test_a_missing_original_is_said(own: Path) -> None:
    file_of(own).unlink()
    assert shown_in(own, 30) == Withheld(Why.MISSING)


def test_a_changed_original_is_said(own: Path) -> None:
    with file_of(own).open("ab") as file:
        file.write(b"%")
    assert shown_in(own, 31) == Withheld(Why.DAMAGED)


def test_an_original_that_was_imported_with_a_password_is_not_shown(own: Path, tmp_path: Path) -> None:

    locked = drawn(
        tmp_path / "locked.pdf", lambda canvas: canvas.drawString(50, 50, "geheim"), encrypt="open"
    ).read_bytes()
    called = sha256(locked).hexdigest()
    (own / "originals" / called).write_bytes(locked)
    with opened(own) as register:
        wanted = wanted_in(register, 32)
        edition = replace(wanted.edition, sha256=called)
        assert printed(register, replace(wanted, edition=edition)) == Withheld(Why.UNREADABLE)


def test_why_nothing_is_shown_is_one_sentence_in_both_languages() -> None:
    for why in Why:
        for language in ("en", "de"):
            words = Withheld(why).words(language)
            assert words.endswith(".") and words.count(".") == 1


@pytest.mark.parametrize(
    "name",
    ["../fachwerk.db", "..", "", "a" * 63, "A" * 64, "a" * 64 + "\n", "/etc/passwd", f"{'a' * 60}/../", "ａ" * 64],
)
def test_only_a_fingerprint_names_an_original(sample: Path, name: str) -> None:
    with opened(sample) as register, pytest.raises(UnknownEdition):
        original_of(register, name)


def test_the_original_of_the_sample_is_found(sample: Path) -> None:
    with opened(sample) as register:
        assert original_of(register, register.editions()[0].sha256).read_bytes() == SAMPLE.read_bytes()
