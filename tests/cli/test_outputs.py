"""Files that appear together when all is done, or not at all."""

from pathlib import Path

import pytest

from fachwerk.cli.outputs import Outputs
from fachwerk.errors import UnusableInput


def test_files_appear_when_all_is_done(tmp_path: Path) -> None:
    with Outputs() as outputs:
        for name in ("rows.csv", "ledger.json"):
            outputs.file(tmp_path / name).write_text(name, "utf-8")
        assert not (tmp_path / "rows.csv").exists()
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {
        "rows.csv": "rows.csv",
        "ledger.json": "ledger.json",
    }


def test_nothing_appears_when_something_fails(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("before", "utf-8")
    with pytest.raises(RuntimeError), Outputs() as outputs:
        outputs.file(tmp_path / "rows.csv").write_text("half", "utf-8")
        (outputs.folder(tmp_path / "trace") / "page-001.png").write_bytes(b"half")
        raise RuntimeError
    assert [path.name for path in tmp_path.iterdir()] == ["rows.csv"]
    assert (tmp_path / "rows.csv").read_text("utf-8") == "before"


def test_a_folder_that_exists_keeps_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "trace").mkdir()
    (tmp_path / "trace" / "mine.txt").write_text("mine", "utf-8")
    with Outputs() as outputs:
        folder = outputs.folder(tmp_path / "trace")
        (folder / "01-list.pdf").mkdir()
        (folder / "01-list.pdf" / "page-001.png").write_bytes(b"drawn")
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.*") if path.is_file()) == [
        "trace/01-list.pdf/page-001.png",
        "trace/mine.txt",
    ]


def test_a_file_has_the_permissions_that_the_user_gives_new_files(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    with Outputs() as outputs:
        outputs.file(tmp_path / "rows.csv")
    assert (tmp_path / "rows.csv").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_link_stays_a_link_to_what_is_written(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "rows.csv")
    with Outputs() as outputs:
        outputs.file(tmp_path / "link").write_text("rows", "utf-8")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "rows.csv").read_text("utf-8") == "rows"


def test_a_device_is_written_to_itself() -> None:
    with Outputs() as outputs:
        assert outputs.file(Path("/dev/null")) == Path("/dev/null")


def test_what_cannot_be_written_is_found_before_the_reading_begins(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for method, wanted, says in (
        ("file", tmp_path, "this is a folder; name a file to write to"),
        ("folder", tmp_path / "file", "this is no folder; name a folder to write to"),
    ):
        with pytest.raises(UnusableInput) as refused, Outputs() as outputs:
            getattr(outputs, method)(wanted)
        assert str(refused.value) == f"{wanted}: {says}"
    with pytest.raises(UnusableInput) as refused, Outputs() as outputs:
        outputs.file(tmp_path / "nowhere" / "rows.csv")
    assert str(refused.value) == f"{tmp_path / 'nowhere'}: there is no such folder; create it first"


def test_one_name_for_two_outputs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="is named for two outputs"), Outputs() as outputs:
        outputs.file(tmp_path / "out")
        outputs.file(tmp_path / "." / "out")
    assert list(tmp_path.iterdir()) == []
