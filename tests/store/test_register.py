"""What is written into a register comes out of it again: whole records, from every kind of database."""

from collections import Counter
from pathlib import Path

import pytest

from fachwerk.errors import AlreadyThere, UnknownIdentifier, UnusableInput, UnusableRegister
from fachwerk.records import Decision, Judgement, Ref, Severity
from fachwerk.settings import Settings
from fachwerk.store import Evidence, Kept, Keyed, Place, Proven, Run, make_register, open_register
from tests.store.made_up import COLUMNS, add, everything, facts, found, linked, listing, sha256_of, write_file

ROWS = range(1, 6)
JUDGEMENT = Judgement("organisation", "Amt", "Muster", Decision.DIFFERENT, "me", "2024-01-02T03:04:05Z", "Two doors.")


def test_listings_come_back_as_they_went_in(settings: Settings, tmp_path: Path) -> None:
    with make_register(settings) as register:
        sha256 = add(register, tmp_path, b"one")
        assert list(register.listings()) == [listing(sha256, row) for row in ROWS]
        assert list(register.kept(sha256)) == [Kept(listing(sha256, row), COLUMNS) for row in ROWS]


def test_a_row_of_another_shape_comes_back_too(settings: Settings, tmp_path: Path) -> None:
    with make_register(settings) as register:
        sha256 = add(register, tmp_path, b"one", [1, 2])
        empty, odd = listing(sha256_of(b"two"), 1, None), listing(sha256_of(b"two"), 9_000_000, "Muster; \\N\t\x07")
        del odd.printed["Ort"], odd.values["place"]  # type: ignore[attr-defined]
        kept = [Kept(empty, COLUMNS), Kept(odd, {"sponsor": "Projektträger"})]
        with register.writing() as writer:
            file = write_file(tmp_path, b"two")
            writer.add_edition(empty.edition, file, kept, lambda: facts(empty.edition, 2))
        assert list(register.kept(empty.edition)) == kept
        assert list(register.listings()) == [listing(sha256, 1), listing(sha256, 2), empty, odd]


def test_all_that_was_linked_and_found_comes_back(settings: Settings, tmp_path: Path) -> None:
    with make_register(settings) as register:
        sha256 = add(register, tmp_path, b"one")
        refs = tuple(Ref(sha256, row) for row in ROWS)
        organisations, series, projects = linked(refs)
        assert register.organisations() == tuple(organisations)
        assert register.series() == tuple(series)
        assert register.projects() == tuple(projects)
        assert list(register.findings()) == found(refs)
        assert list(register.findings(sha256, [Severity.WARNING, Severity.ERROR])) == found(refs)[:1]
        assert list(register.findings("0" * 64)) == []


def test_listings_can_be_asked_for_by_their_rows(settings: Settings, tmp_path: Path) -> None:
    with make_register(settings) as register:
        sha256 = add(register, tmp_path, b"one", range(1, 1202))
        wanted = [Ref(sha256, row) for row in range(2, 1202, 2)]
        found = {Ref(one.edition, one.row): one for one in register.some(wanted)}
        assert found == {ref: listing(*ref) for ref in wanted}
        assert list(register.some([])) == []


def test_what_is_there_can_be_counted_without_reading_listings(settings: Settings, tmp_path: Path) -> None:
    with make_register(settings) as register:
        sha256 = add(register, tmp_path, b"one")
        organisations, series, projects = linked(tuple(Ref(sha256, row) for row in ROWS))
        numbers = {"organisations": len(organisations), "series": len(series), "projects": len(projects)}
        assert register.totals() == numbers
        assert register.severities() == Counter((one.edition, one.severity) for one in register.findings())
        keyed = [[Keyed(ref, "DED21", "3") for ref in project.listings] for project in projects]
        assert list(register.keyed()) == [some for some in keyed if some]


def test_findings_can_be_written_while_the_listings_they_are_about_are_read(settings: Settings, tmp_path: Path) -> None:
    with make_register(settings) as register:
        sha256 = add(register, tmp_path, b"one", range(1, 5001))
        refs = (Ref(one.edition, one.row) for one in register.listings())
        with register.writing() as writer:
            assert writer.findings(found((ref,))[1] for ref in refs) == 5000
        assert list(register.findings()) == found(tuple(Ref(sha256, row) for row in range(1, 5001)))[1:]


def test_editions_come_oldest_first_with_their_whole_ledger(settings: Settings, tmp_path: Path) -> None:
    told = {
        b"undated": facts(sha256_of(b"undated"), 1, None, "2022-05-06T00:00:00Z"),
        b"new": facts(sha256_of(b"new"), 1, "2024-01-01"),
        b"old": facts(sha256_of(b"old"), 1, "2021-01-01"),
    }
    with make_register(settings) as register:
        for content, edition in told.items():
            with register.writing() as writer:
                kept = [Kept(listing(edition.sha256, 1), COLUMNS)]
                writer.add_edition(edition.sha256, write_file(tmp_path, content), kept, lambda told=edition: told)
        assert register.editions() == (told[b"old"], told[b"undated"], told[b"new"])


def test_a_project_comes_with_everything_that_is_known_about_it(settings: Settings, tmp_path: Path) -> None:
    with make_register(settings) as register:
        sha256 = add(register, tmp_path, b"one")
        refs = tuple(Ref(sha256, row) for row in ROWS)
        organisations, series, _ = linked(refs)
        (one,) = (edition for edition in register.editions() if edition.sha256 == sha256)
        evidence = Evidence(one, listing(sha256, 2), COLUMNS, (organisations[0],), (series[0],), (found(refs)[2],))
        assert register.project("p-3") == Proven(linked(refs)[2][3], (evidence,))


def test_a_project_that_is_not_there_is_named(settings: Settings) -> None:
    with make_register(settings) as register, pytest.raises(UnknownIdentifier, match='no project is called "p-9"'):
        register.project("p-9")


def test_the_same_file_twice_changes_nothing_and_says_so(settings: Settings, tmp_path: Path) -> None:
    with make_register(settings) as register:
        sha256 = add(register, tmp_path, b"one")
        before = everything(register)
        with pytest.raises(AlreadyThere, match="is in the register already; nothing was changed"):
            add(register, tmp_path, b"one")
        assert register.has(sha256)
        assert everything(register) == before


def test_a_new_edition_keeps_the_old_one(settings: Settings, tmp_path: Path) -> None:
    with make_register(settings) as register:
        old = add(register, tmp_path, b"one")
        new = add(register, tmp_path, b"two", [1, 2])
        assert list(register.listings(old)) == [listing(old, row) for row in ROWS]
        assert list(register.listings(new)) == [listing(new, row) for row in (1, 2)]
        refs = (*(Ref(old, row) for row in ROWS), Ref(new, 1), Ref(new, 2))
        assert register.organisations() == tuple(linked(refs)[0])


def test_an_edition_that_was_cleaned_anew_has_its_new_listings(settings: Settings, tmp_path: Path) -> None:
    with make_register(settings) as register:
        old, new = add(register, tmp_path, b"one"), add(register, tmp_path, b"two", [1])
        edition = register.editions()[0]
        with register.writing() as writer:
            writer.renew_edition(old, [Kept(listing(old, 7, "Anders"), COLUMNS)])
            writer.link([], [], [])
        assert list(register.listings()) == [listing(old, 7, "Anders"), listing(new, 1)]
        assert register.editions()[0] == edition


def test_an_original_that_somebody_took_away_is_missed(in_sqlite: Settings, tmp_path: Path) -> None:
    with make_register(in_sqlite) as register:
        sha256 = add(register, tmp_path, b"one")
        assert register.original(sha256).read_bytes() == b"one"
        register.original(sha256).unlink()
        with pytest.raises(UnusableRegister, match="the file of an edition is missing; put back a copy of it"):
            register.original(sha256)


def test_an_original_is_kept_under_its_fingerprint(in_sqlite: Settings, tmp_path: Path) -> None:
    with make_register(in_sqlite) as register:
        sha256 = add(register, tmp_path, b"one")
    originals = in_sqlite.register / "originals"
    assert {path.name: path.read_bytes() for path in originals.iterdir()} == {sha256: b"one"}


def test_an_original_that_a_failed_import_left_is_used_again(in_sqlite: Settings, tmp_path: Path) -> None:
    originals = in_sqlite.register / "originals"
    originals.mkdir(parents=True)
    sha256 = sha256_of(b"one")
    (originals / sha256).write_bytes(b"on")
    (originals / f"{sha256}.unfinished").write_bytes(b"o")
    with make_register(in_sqlite) as register:
        add(register, tmp_path, b"one")
    assert {path.name: path.read_bytes() for path in originals.iterdir()} == {sha256: b"one"}


def test_a_file_that_changed_while_it_was_read_is_refused(settings: Settings, tmp_path: Path) -> None:
    with make_register(settings) as register:
        before = everything(register)
        sha256 = sha256_of(b"one")
        file = write_file(tmp_path, b"another")
        with (
            pytest.raises(UnusableInput, match="has changed while it was read"),
            register.writing() as writer,
        ):
            writer.add_edition(sha256, file, [Kept(listing(sha256, 1), COLUMNS)], lambda: facts(sha256, 1))
        assert everything(register) == before


def test_nothing_counts_of_an_import_that_fails(settings: Settings, tmp_path: Path) -> None:
    with make_register(settings) as register:
        add(register, tmp_path, b"one")
        before = everything(register)
        with pytest.raises(ZeroDivisionError), register.writing() as writer:
            sha256 = sha256_of(b"two")
            kept = [Kept(listing(sha256, row), COLUMNS) for row in ROWS]
            writer.add_edition(sha256, write_file(tmp_path, b"two"), kept, lambda: facts(sha256, 5))
            writer.link([], [], [])
            writer.findings(iter(()))
            assert register.has(sha256)
            assert 1 / 0
        assert everything(register) == before


def test_places_and_runs_are_kept(settings: Settings) -> None:
    places = (Place("14612000", "Dresden", "DED21"), Place("14713000", "Leipzig"))
    runs = (Run("2024-01-02T03:04:05Z", "import list.csv", "0.1", {"new": 5, "gone": 1}), Run("later", "import", "0.2"))
    with make_register(settings) as register:
        for run in runs:
            with register.writing() as writer:
                writer.places(places)
                writer.run(run)
        assert register.places() == places
        assert register.runs() == runs


def test_a_judgement_counts_at_once_and_is_copied_by_the_next_import(settings: Settings, tmp_path: Path) -> None:
    from fachwerk.store import models

    with make_register(settings) as register:
        register.judge(JUDGEMENT)
        assert register.judgements() == (JUDGEMENT,)
        add(register, tmp_path, b"one")
        copied = models.Judgement.objects.using(register.alias).values_list("about", "one", "other", "decision", "why")
        assert list(copied) == [("organisation", "Amt", "Muster", "different", "Two doors.")]


def test_a_register_opens_again_as_it_was_left(settings: Settings, tmp_path: Path) -> None:
    with make_register(settings) as register:
        add(register, tmp_path, b"one")
        before = everything(register)
    with open_register(settings) as register:
        assert everything(register) == before


def test_two_registers_can_be_open_at_once(tmp_path: Path) -> None:
    with make_register(Settings(tmp_path / "a")) as one, make_register(Settings(tmp_path / "b")) as other:
        sha256 = add(one, tmp_path, b"one", [1])
        assert (list(one.listings()), list(other.listings())) == ([listing(sha256, 1)], [])


def test_a_register_that_is_not_there_is_not_made_by_looking(in_sqlite: Settings) -> None:
    with pytest.raises(UnusableRegister, match="register: there is no register; `fachwerk import FILE` makes one"):
        open_register(in_sqlite)
    assert not in_sqlite.register.exists()
