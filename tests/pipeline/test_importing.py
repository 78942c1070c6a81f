"""Lists on their way into a register: whole or not at all, once, and the same on every machine."""

from collections import Counter
from pathlib import Path

import pytest

from fachwerk.clean.corrections import Correction
from fachwerk.errors import AlreadyThere, IncompleteList, MissingColumns, UnknownSource
from fachwerk.pipeline import Source, relating
from fachwerk.pipeline.corrections import add_correction, corrections_for
from fachwerk.pipeline.importing import Imported, ImportOptions, import_list, renew
from fachwerk.pipeline.looking import Holdings, View
from fachwerk.records import Ref, Verdict
from fachwerk.settings import Settings
from fachwerk.store import make_register, open_register

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples/fachkraefteprojekte.pdf"
SHEET = ROOT / "samples/fachkraefteprojekte.xlsx"
HEAD = "Projektträger;Projekttitel;Durchführungsort;Bewilligungsbeginn;Bewilligungsende\n"
ROWS = (
    "Verein Ankommen e.V.;Werkstatt Eins;Torgau;01.02.2023;31.12.2023\n"
    "Stadtverwaltung Erlau;Berufemarkt;Erlau;01.03.2023;31.12.2023\n"
    "Handwerkskammer Mulmetal;Lehrzeit, Teil 1;Mulme;01.04.2023;31.12.2023\n"
)


def written(folder: Path, text: str, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def imported(register: Path, file: Path, **options: object) -> Imported:
    with make_register(Settings(register)) as opened:
        return import_list(Source(file.name, file), opened, ImportOptions(**options))  # type: ignore[arg-type]


def view(register: Path) -> View:
    with open_register(Settings(register)) as opened:
        return View.of(opened)


def test_the_sample_becomes_projects_with_regions_lines_and_the_line_they_are_printed_on(tmp_path: Path) -> None:
    done = imported(tmp_path / "register", SAMPLE)
    found = view(tmp_path / "register")
    assert (done.added.rows, done.added.edition.ledger.verdict) == (53, Verdict.COMPLETE)
    assert len(found.projects) == len(found.listings) == 53
    assert all(listing.region and listing.line for listing in found.listings.values())
    first = found.listings[Ref(done.added.edition.sha256, 1)]
    assert first.values["begin"].printed == "17.11.2022"
    assert (first.origin.page, first.origin.lines[0] > 0) == (1, True)
    continued = next(one for one in found.series if len(one.listings) > 1)
    assert [found.listings[ref].row for ref in continued.listings] == [5, 53]


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    imported(tmp_path / "register", SAMPLE)
    before = view(tmp_path / "register")
    with pytest.raises(AlreadyThere, match="nothing was changed"):
        imported(tmp_path / "register", SAMPLE)
    assert view(tmp_path / "register") == before


def test_the_same_lists_give_the_same_identifiers_in_another_register(tmp_path: Path) -> None:
    for name in ("one", "other"):
        imported(tmp_path / name, SAMPLE)
    one, other = view(tmp_path / "one"), view(tmp_path / "other")
    assert (one.projects, one.organisations, one.series) == (other.projects, other.organisations, other.series)
    assert one.findings == other.findings


def test_a_list_too_long_to_be_held_says_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    imported(tmp_path / "held", SAMPLE)
    monkeypatch.setattr(relating, "HELD", 10)
    imported(tmp_path / "walked", SAMPLE)
    held, walked = view(tmp_path / "held"), view(tmp_path / "walked")
    assert held.findings
    assert (held.findings, held.organisations, held.series, held.projects) == (
        walked.findings, walked.organisations, walked.series, walked.projects,
    )  # fmt: skip


def test_another_printing_of_a_list_names_the_same_projects_and_keeps_their_identifiers(tmp_path: Path) -> None:
    imported(tmp_path / "register", SAMPLE)
    before = {project.id for project in view(tmp_path / "register").projects}
    imported(tmp_path / "register", SHEET)
    after = view(tmp_path / "register")
    assert {project.id for project in after.projects} == before
    assert all(len(project.listings) == 2 for project in after.projects)
    rows = [{after.listings[ref].row for ref in one.listings} for one in after.series]
    assert rows == [{5, 53}]


def test_a_new_edition_keeps_the_old_one_and_says_what_is_new_changed_and_gone(tmp_path: Path) -> None:
    later = ROWS.replace("31.12.2023", "30.06.2024", 1).replace("Stadtverwaltung Erlau;Berufemarkt;", "Kammer;Neues;")
    imported(tmp_path / "register", written(tmp_path, HEAD + ROWS))
    imported(tmp_path / "register", written(tmp_path, HEAD + later, "later.csv"))
    found = view(tmp_path / "register")
    by_file = {edition.file: edition for edition in found.editions}
    with open_register(Settings(tmp_path / "register")) as opened:
        from fachwerk.store.changes import changes

        compared = list(changes(opened, by_file["list.csv"], by_file["later.csv"]))
        everything = list(changes(opened, None, by_file["later.csv"]))
    assert {one.kind for one in everything} == {"new"} and len(everything) == 3
    told = [(one.kind, one.fields) for one in compared]
    assert sorted(told) == [("changed", ("end",)), ("gone", ()), ("new", ())]
    assert len(found.listings) == 6


def test_a_project_counts_where_its_newest_edition_puts_it(tmp_path: Path) -> None:
    regions = ["Nordsachsen", *(["Bautzen", "Görlitz", "Mittelsachsen"] * 5)]
    rows = (f"Verein {at};Werkstatt {at * at};{region};01.02.2023;31.12.2023\n" for at, region in enumerate(regions))
    first = HEAD.replace("Durchführungsort", "Region") + "".join(rows)
    imported(tmp_path / "register", written(tmp_path, first))
    imported(tmp_path / "register", written(tmp_path, first.replace("Nordsachsen", "Zwickau"), "later.csv"))
    found = view(tmp_path / "register")
    with open_register(Settings(tmp_path / "register")) as opened:
        held = Holdings.of(opened)
    newest = [found.newest(project.listings) for project in found.projects]
    assert held.editions == found.editions
    assert held.totals == {"organisations": len(found.organisations), "series": len(found.series), "projects": 16}
    assert (
        held.regions
        == {"DED45": 1, "DED2C": 5, "DED2D": 5, "DED43": 5}
        == Counter(listing.region for listing in newest)
    )
    assert held.lines == Counter(listing.line for listing in newest)
    assert held.findings == Counter(finding.severity for finding in found.findings)


def test_a_list_without_titles_is_refused_with_what_was_found(tmp_path: Path) -> None:
    file = written(tmp_path, "Projektträger;Durchführungsort;Bewilligungsbeginn\nVerein;Torgau;01.02.2023\n")
    with pytest.raises(
        MissingColumns, match=r'no column is known to hold the title; found: "Projektträger" \(sponsor\)'
    ):
        imported(tmp_path / "register", file)
    assert view(tmp_path / "register").editions == ()


def test_an_incomplete_list_is_refused_unless_that_is_accepted_and_then_says_so(tmp_path: Path) -> None:
    whole = (ROOT / "samples/fachkraefteprojekte.txt").read_text("utf-8")
    cut = written(tmp_path, whole[: len(whole) // 2], "half.txt")
    with pytest.raises(IncompleteList, match="--accept-incomplete"):
        imported(tmp_path / "register", cut)
    assert view(tmp_path / "register").editions == ()
    done = imported(tmp_path / "register", cut, accept_incomplete=True)
    assert done.added.edition.accepted_incomplete
    assert "list-incomplete" in {finding.code for finding in view(tmp_path / "register").findings}


def test_a_source_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownSource, match="known are: sachsen-fachkraefterichtlinie"):
        imported(tmp_path / "register", SAMPLE, source="nirgends")


def test_a_correction_applies_to_the_kept_file_and_leaves_what_is_printed(tmp_path: Path) -> None:
    register = tmp_path / "register"
    edition = imported(register, SAMPLE).added.edition
    row = next(finding.row for finding in view(register).findings if finding.code == "end-before-begin")
    assert row is not None
    wrong = view(register).listings[Ref(edition.sha256, row)].values
    add_correction(
        register,
        edition.source,
        Correction(
            "end",
            wrong["end"].printed,
            "01.03.2024",
            "A. Beispiel",
            "2026-01-31",
            "the grant letter says 2024",
            {"begin": wrong["begin"].printed},
        ),
    )
    with open_register(Settings(register)) as opened:
        renew(opened, "correct", opened.editions())
    after = view(register)
    end = after.listings[Ref(edition.sha256, row)].values["end"]
    assert (str(end.clean), end.printed) == ("2024-03-01", wrong["end"].printed)
    assert end.note is not None and "A. Beispiel on 2026-01-31" in end.note
    assert "end-before-begin" not in {finding.code for finding in after.findings}
    assert len(corrections_for(register, edition.source)) == 1


def test_a_correction_that_finds_nothing_any_more_is_reported(tmp_path: Path) -> None:
    register = tmp_path / "register"
    (register / "corrections").mkdir(parents=True)
    add_correction(
        register, None, Correction("title", "Werkstatt Null", "Werkstatt", "A. Beispiel", "2026-01-31", "misprint")
    )
    done = imported(register, written(tmp_path, HEAD + ROWS))
    assert [one.printed for one in done.added.left_over] == ["Werkstatt Null"]


def test_a_sponsor_without_letters_is_an_organisation_like_any_other(tmp_path: Path) -> None:
    odd = "***;Werkstatt Zwei;Torgau;01.05.2023;31.12.2023\n?;Werkstatt Drei;Torgau;01.06.2023;31.12.2023\n"
    imported(tmp_path / "register", written(tmp_path, HEAD + ROWS + odd))
    assert len(view(tmp_path / "register").projects) == 5
