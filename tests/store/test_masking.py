"""Natural persons are masked in everything that a register gives that is served; all names here are made up."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fachwerk.errors import UnusableRegister
from fachwerk.pipeline import Source
from fachwerk.pipeline.importing import ImportOptions, import_list
from fachwerk.records import Listing, Organisation, Ref
from fachwerk.settings import Settings
from fachwerk.store import make_register, open_register
from fachwerk.store.masking import MASKED, Mask, Seen, hidden_headings, is_masked, later

LIST = "\n".join(
    (
        "Projektträger;Durchführungsort;Region;Titel;Kurzbeschreibung;Straße;Beginn;Ende",
        "Erika Musterfrau;Dresden;Stadt Dresden;Praxis Musterfrau bildet aus;"
        "Frau Dr. Erika Musterfrau (e.musterfrau@example.org);Musterweg 1;01.01.2024;31.12.2024",
        "Beispiel GmbH;Leipzig;Stadt Leipzig;Messe für Azubis;"
        "Mit Musterfrau, Erika. Herr Musterfrau hilft.;Weg 2;01.01.2024;31.12.2025",
        "Verein Muster e. V.;Görlitz;Landkreis Görlitz;Willkommen;"
        "Eine Willkommensmappe für alle.;;01.01.2024;31.12.2025",
    )
)


def imported(settings: Settings, folder: Path) -> None:
    path = folder / "liste.csv"
    path.write_text(LIST, "utf-8")
    with make_register(settings) as register:
        import_list(Source(path.name, path), register, ImportOptions())


@pytest.fixture
def listings(settings: Settings, tmp_path: Path) -> Iterator[list[Listing]]:
    imported(settings, tmp_path)
    with open_register(settings, 0) as register:
        yield list(register.listings())


def test_a_person_leaves_a_register_masked_and_place_and_region_stay(listings: list[Listing]) -> None:
    person, other, third = listings
    assert dict(person.printed) == {
        "Projektträger": MASKED,
        "Durchführungsort": "Dresden",
        "Region": "Stadt Dresden",
        "Titel": f"Praxis {MASKED} bildet aus",
        "Kurzbeschreibung": f"{MASKED} ({MASKED})",
        "Straße": MASKED,
        "Beginn": "01.01.2024",
        "Ende": "31.12.2024",
    }
    assert (person.values["sponsor"].printed, person.values["sponsor"].clean, person.core) == (MASKED, MASKED, None)
    assert person.values["title"].clean == f"Praxis {MASKED} bildet aus"
    assert (person.values["place"].clean, person.values["region"].clean) == ("Dresden", "Stadt Dresden")
    assert hidden_headings(person) == {"Projektträger", "Titel", "Kurzbeschreibung", "Straße"}
    assert other.values["description"].clean == f"Mit {MASKED}. Herr Musterfrau hilft."
    assert other.printed["Straße"] == "Weg 2"
    assert third.values["sponsor"].clean == "Verein Muster e.V."
    assert [is_masked(one) for one in listings] == [True, False, False]


def test_nothing_that_a_served_register_gives_names_a_person(settings: Settings, tmp_path: Path) -> None:
    imported(settings, tmp_path)
    with open_register(settings, 0) as register, open_register(settings) as own:
        with register.snapshot():
            given = [
                *register.kept(),
                *register.organisations(),
                *register.findings(),
                *(register.project(one.id) for one in register.projects()),
            ]
        assert "Erika" not in repr(given)
        assert "Erika Musterfrau" in repr(list(own.listings()))
        assert register.is_masked() and not own.is_masked()
        assert register.version() != own.version()
        (person,) = (one for one in register.organisations() if one.name == MASKED)
        assert (person.variants, person.core) == ((), "")
        assert person.id in {one.id for one in own.organisations()}


def test_without_persons_both_are_one_version(in_sqlite: Settings, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("\n".join(line for line in LIST.split("\n") if "Erika" not in line), "utf-8")
    with make_register(in_sqlite) as register:
        import_list(Source(path.name, path), register, ImportOptions())
    with open_register(in_sqlite, 0) as register, open_register(in_sqlite) as own:
        assert register.version() == own.version()
        assert not register.is_masked()


def test_names_are_shown_for_a_time_if_the_operator_wants(in_sqlite: Settings, tmp_path: Path) -> None:
    imported(in_sqlite, tmp_path)  # a list without a day of its own counts from its import
    with open_register(in_sqlite, 1) as register:
        assert not register.is_masked()
        assert "Erika Musterfrau" in repr(list(register.listings()))


ONE, TWO = Ref("a", 1), Ref("b", 7)


@pytest.mark.parametrize(
    ("months", "today", "masked"),
    [
        (0, date(2024, 6, 1), {ONE, TWO}),
        (6, date(2024, 7, 31), set()),
        (6, date(2024, 12, 1), set()),  # the newest edition that lists the name is of June
        (6, date(2024, 12, 2), {ONE, TWO}),
        (1200, date(2030, 1, 1), set()),
    ],
)
def test_the_newest_edition_that_lists_a_name_counts(months: int, today: date, masked: set[Ref]) -> None:
    seen = [Seen(ONE, "Erika Musterfrau", date(2024, 1, 31)), Seen(TWO, "ERIKA MUSTERFRAU", date(2024, 6, 1))]
    assert set(Mask.of(seen, months, today).listings) == masked


def test_a_month_ends_on_its_last_day() -> None:
    assert later(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert later(date(2024, 12, 31), 12) == date(2025, 12, 31)
    assert later(date(9999, 1, 1), 24) == date.max


MASK = Mask.of([Seen(ONE, "Dr. Erika von Musterfrau", date(2024, 1, 1))], 0, date(2024, 1, 1))


@pytest.mark.parametrize(
    ("text", "own", "other"),
    [
        ("Erika Musterfrau", MASKED, MASKED),
        ("ERIKA MUSTERFRAU", MASKED, MASKED),
        ("Musterfrau, Erika", MASKED, MASKED),
        ("von Dr. Erika von Musterfrau, Dresden", f"von {MASKED}, Dresden", f"von {MASKED}, Dresden"),
        ("Erika\nMusterfraus Praxis", f"{MASKED} Praxis", f"{MASKED} Praxis"),
        ("Praxis Musterfrau", f"Praxis {MASKED}", "Praxis Musterfrau"),
        ("PRAXIS MUSTERFRAU", f"PRAXIS {MASKED}", "PRAXIS MUSTERFRAU"),
        ("Musterfrauenhaus", "Musterfrauenhaus", "Musterfrauenhaus"),
        ("Erika und Frau Musterfrau", f"Erika und {MASKED}", "Erika und Frau Musterfrau"),
        ("nichts davon", "nichts davon", "nichts davon"),
    ],
)
def test_a_name_is_masked_where_it_stands(text: str, own: str, other: str) -> None:
    assert MASK.text(text, "Dr. Erika von Musterfrau") == own
    assert MASK.text(text) == other


def test_a_body_keeps_its_name_and_loses_spellings_that_are_a_persons() -> None:
    body = Organisation(
        "o-1", "Dr. Erika von Musterfrau", "x", None, ("Dr. Erika von Musterfrau", "Haus e.V."), (ONE, TWO)
    )
    masked = MASK.organisation(body)
    assert (masked.name, masked.variants) == ("Haus e.V.", ("Haus e.V.",))
    person = MASK.organisation(replace(body, listings=(ONE,)))
    assert (person.name, person.variants) == (MASKED, ())


def test_a_register_that_is_served_cannot_be_written(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "register")
    imported(settings, tmp_path)

    def write(register: Any) -> None:
        with register.writing():
            pass

    with open_register(settings, 0) as served:
        with pytest.raises(UnusableRegister):
            write(served)
        with ThreadPoolExecutor(1) as other, pytest.raises(UnusableRegister):  # another thread, another connection
            other.submit(write, served).result()
    with make_register(settings) as own:
        write(own)
