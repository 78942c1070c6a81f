"""The register's commands from end to end: what they print, and how they end."""

import csv
import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from fachwerk.cli.deciding import PAIR_KEYS
from fachwerk.portal.objects import (
    CHANGE_KEYS,
    EDITION_KEYS,
    FINDING_KEYS,
    ORGANISATION_KEYS,
    PROJECT_KEYS,
    PROOF_KEYS,
    SERIES_KEYS,
)

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples/fachkraefteprojekte.pdf"


def fachwerk(folder: Path, *arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FACHWERK_")}
    done = subprocess.run(
        [sys.executable, "-m", "fachwerk", *arguments],
        cwd=folder,
        env={**environment, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code, done.stderr
    return done


def objects(folder: Path, *arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in fachwerk(folder, *arguments, "--as", "jsonl").stdout.splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    fachwerk(folder, "import", str(SAMPLE))
    return folder


def test_an_import_says_what_the_register_holds(tmp_path: Path) -> None:
    said = fachwerk(tmp_path, "import", str(SAMPLE)).stdout
    assert "fachkraefteprojekte.pdf: 53 rows, complete" in said
    assert "1 edition, 53 projects," in said
    assert "  Projects by region\n       7  Chemnitz, Stadt\n" in said
    assert "  Projects by funding line\n       9   1 digitaler Wandel\n" in said
    assert (tmp_path / "register/fachwerk.db").is_file()
    again = fachwerk(tmp_path, "import", str(SAMPLE))
    assert "is in the register already; nothing was changed" in again.stderr


@pytest.mark.parametrize(
    ("command", "keys"),
    [
        ("findings", FINDING_KEYS),
        ("organisations", ORGANISATION_KEYS),
        ("series", SERIES_KEYS),
        ("editions", EDITION_KEYS),
    ],
)
def test_objects_have_the_published_keys_in_every_form(folder: Path, command: str, keys: dict[str, str]) -> None:
    found = objects(folder, command)
    assert found
    assert all(list(one) == list(keys) for one in found)
    rows = list(csv.reader(StringIO(fachwerk(folder, command, "--as", "csv").stdout)))
    assert (rows[0], len(rows) - 1) == (list(keys), len(found))
    assert len(fachwerk(folder, command, "--as", "table").stdout.splitlines()) >= len(found) + 2


def test_projects_show_clean_values_between_their_keys(folder: Path) -> None:
    first = objects(folder, "projects")[0]
    assert [name for name in first if name in PROJECT_KEYS] == list(PROJECT_KEYS)
    assert {name: first[name] for name in ("row", "region", "region_key", "begin", "item", "status", "pot")} == {
        "row": 1,
        "region": "Dresden, Stadt",
        "region_key": "DED21",
        "begin": "2022-11-17",
        "item": "1",
        "status": "unknown",
        "pot": "regionalbudget",
    }
    ids = {one["id"] for one in objects(folder, "organisations")}
    assert {one["sponsor_id"] for one in objects(folder, "projects")} <= ids


def test_findings_can_be_asked_for_by_severity_and_in_german(folder: Path) -> None:
    errors = objects(folder, "findings", "--severity", "error")
    assert errors and {one["severity"] for one in errors} == {"error"}
    german = objects(folder, "findings", "--severity", "error", "--language", "de")
    assert [one["code"] for one in german] == [one["code"] for one in errors]
    assert [one["message"] for one in german] != [one["message"] for one in errors]


def test_a_project_is_shown_with_the_printed_line_behind_each_value(folder: Path) -> None:
    project = objects(folder, "projects")[4]
    said = fachwerk(folder, "show", project["id"]).stdout
    assert said.startswith(project["id"])
    assert "row 5, page 1, line" in said
    assert "printed: 05.12.2022" in said
    proof = objects(folder, "show", f"{project['edition'][:8]}:5")[0]
    assert list(proof) == list(PROOF_KEYS)
    assert proof["evidence"][0]["values"]["begin"] == {"printed": "05.12.2022", "clean": "2022-12-05", "note": None}
    assert proof["evidence"][0]["bbox"]


def test_what_is_not_there_is_named_with_what_is(folder: Path) -> None:
    assert 'nothing is called "p-nowhere"' in fachwerk(folder, "show", "p-nowhere", code=2).stderr
    assert "there are: 2023-06-30" in fachwerk(folder, "diff", "1999-01-01", "newest", code=2).stderr
    assert "use error or warning or hint" in fachwerk(folder, "findings", "--severity", "awful", code=2).stderr
    assert "there is no register" in fachwerk(folder, "projects", "--register", "elsewhere", code=2).stderr


def test_a_check_ends_with_one_if_there_is_something_so_severe(folder: Path) -> None:
    assert "The register holds:" in fachwerk(folder, "check", code=1).stdout


def test_two_names_that_a_person_calls_the_same_are_one_until_it_is_undone(tmp_path: Path) -> None:
    fachwerk(tmp_path, "import", str(SAMPLE))
    before = objects(tmp_path, "organisations")
    one, other = before[0]["name"], before[1]["name"]
    fachwerk(tmp_path, "judge", one, "same", other, code=2)  # nobody says who and why
    fachwerk(tmp_path, "judge", one, "same", other, "--who", "A. Beispiel", "--why", "they merged")
    joined = objects(tmp_path, "organisations")
    assert len(joined) == len(before) - 1
    assert any({one, other} <= set(each["variants"]) for each in joined)
    fachwerk(tmp_path, "judge", "undo", "--who", "A. Beispiel")
    assert objects(tmp_path, "organisations") == before
    lines = (tmp_path / "register/judgements.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["decision"] for line in lines] == ["same", "undo"]
    assert set(PAIR_KEYS) >= {key for pair in objects(tmp_path, "judge") for key in pair}


def test_a_new_edition_is_compared_with_the_one_before(tmp_path: Path) -> None:
    head = "Projektträger;Projekttitel;Bewilligungsbeginn\n"
    (tmp_path / "one.csv").write_text(f"{head}Verein Eins e.V.;Werkstatt;01.02.2023\n", "utf-8")
    (tmp_path / "two.csv").write_text(f"{head}Verein Eins e.V.;Werkstatt;01.03.2023\n", "utf-8")
    for name in ("one.csv", "two.csv"):
        fachwerk(tmp_path, "import", name)
    found = objects(tmp_path, "diff")
    assert [{name: one[name] for name in ("change", "field", "before", "after")} for one in found] == [
        {"change": "changed", "field": "begin", "before": "2023-02-01", "after": "2023-03-01"}
    ]
    assert list(found[0]) == list(CHANGE_KEYS)


def test_a_list_that_cannot_be_imported_leaves_no_register_behind(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("Projektträger;Bewilligungsbeginn\nVerein;01.02.2023\n", "utf-8")
    said = fachwerk(tmp_path, "import", "list.csv", code=2).stderr
    assert (
        'no column is known to hold the title; found: "Projektträger" (sponsor), "Bewilligungsbeginn" (begin)' in said
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["list.csv"]
