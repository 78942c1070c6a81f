"""An index that is missing, stale or damaged is built anew, and what happens to it while it is open reaches nobody."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fachwerk.pipeline import Source
from fachwerk.pipeline.importing import ImportOptions, import_list
from fachwerk.search import shelf
from fachwerk.search.asking import Query
from fachwerk.search.engine import Engine
from fachwerk.search.shelf import open_index
from fachwerk.settings import Settings
from fachwerk.store import make_register

if TYPE_CHECKING:
    from fachwerk.store import Register

LIST = (
    "Projektträger;Projekttitel;Durchführungsort;Bewilligungsbeginn;Bewilligungsende\n"
    "Verein Ankommen e.V.;Werkstatt Eins;Torgau;01.02.2023;31.12.2023\n"
    "Stadtverwaltung Erlau;Berufemarkt;Erlau;01.03.2023;31.12.2023\n"
)


def imported(register: Register, folder: Path, text: str, name: str) -> None:
    path = folder / name
    path.write_text(text, "utf-8")
    import_list(Source(name, path), register, ImportOptions())


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with make_register(Settings(tmp_path / "register")) as opened:
        imported(opened, tmp_path, LIST, "list.csv")
        yield opened


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The versions for which an index was built."""
    built: list[str] = []
    build = shelf._build

    def counting(*given: object) -> str:
        version = build(*given)  # type: ignore[arg-type]
        built.append(version)
        return version

    monkeypatch.setattr(shelf, "_build", counting)
    return built


def titles(register: Register, text: str = "") -> set[str]:
    return {hit.project.texts["title"] for hit in Engine(open_index(register, None), None).search(Query(text)).hits}


def test_an_index_is_built_once_and_then_opened(register: Register, builds: list[str]) -> None:
    assert titles(register) == titles(register) == {"Werkstatt Eins", "Berufemarkt"}
    assert builds == [register.version()]


def test_a_stale_index_is_built_anew(register: Register, builds: list[str], tmp_path: Path) -> None:
    titles(register)
    later = LIST + "Kammer Mulme;Lehrzeit;Mulme;01.04.2024;31.12.2024\n"
    imported(register, tmp_path, later, "later.csv")
    assert titles(register, "Lehrzeit") == {"Lehrzeit"}
    assert len(builds) == 2
    folders = [path for path in (tmp_path / "register/index").iterdir() if path.is_dir()]
    assert len(folders) == 1


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


def test_an_index_is_never_asked_if_any_of_its_files_is_damaged_or_missing(
    register: Register, builds: list[str], tmp_path: Path
) -> None:
    index = tmp_path / "register/index"
    titles(register)
    names = [name for name in json.loads((index / shelf.CURRENT).read_text())["files"] if not name.endswith(".lock")]
    for name in names:
        folder = index / json.loads((index / shelf.CURRENT).read_text())["folder"]
        found = sorted(path for path in folder.rglob("*") if path.suffix == Path(name).suffix and path.stat().st_size)
        if found:
            damage(found[0])
            before = len(builds)
            assert titles(register, "Berufemarkt") == {"Berufemarkt"}
            assert len(builds) == before + 1, name


@pytest.mark.parametrize("content", ["", "{}", "[]", "nonsense", '{"version": 1}', '{"files": {"../../x": 0}}'])
def test_a_damaged_seal_makes_a_new_index(register: Register, builds: list[str], tmp_path: Path, content: str) -> None:
    titles(register)
    (tmp_path / "register/index" / shelf.CURRENT).write_text(content)
    assert titles(register) == {"Werkstatt Eins", "Berufemarkt"}
    assert len(builds) == 2


def test_an_open_index_answers_whatever_happens_to_its_folder(register: Register, tmp_path: Path) -> None:
    engine = Engine(open_index(register, None), None)
    before = engine.search(Query("Berufemarkt", facets=("place",)))
    for path in (tmp_path / "register/index").rglob("*"):
        if path.is_file():
            path.write_bytes(b"")
    assert engine.search(Query("Berufemarkt", facets=("place",))) == before
    shutil.rmtree(tmp_path / "register/index")
    assert engine.search(Query("Werkstatt")).total == 1


def test_where_nobody_can_write_the_index_is_built_for_this_process_alone(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "can_be_written", lambda folder: False)
    assert titles(register) == {"Werkstatt Eins", "Berufemarkt"}
    assert not (tmp_path / "register/index").exists()


def test_a_build_that_fails_leaves_the_index_before_it(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles(register)
    before = sorted(path.name for path in (tmp_path / "register/index").iterdir())
    version = register.version()
    imported(register, tmp_path, LIST + "Kammer Mulme;Lehrzeit;Mulme;01.04.2024;31.12.2024\n", "later.csv")

    def fails(*_: object) -> int:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(shelf, "write_index", fails)
    with pytest.raises(OSError, match="no space"):
        open_index(register, None)
    assert sorted(path.name for path in (tmp_path / "register/index").iterdir()) == before
    assert register.version() != version
