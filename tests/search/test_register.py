"""A register is asked from Python as from the command line."""

from pathlib import Path

import pytest

import fachwerk
from fachwerk.errors import UnusableRegister
from fachwerk.search.register import Register
from fachwerk.settings import Settings
from fachwerk.store import make_register
from tests.search.test_shelf import LIST, imported


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with make_register(Settings(tmp_path / "register")) as register:
        imported(register, tmp_path, LIST, "list.csv")
    return tmp_path / "register"


def test_a_register_is_opened_by_its_path_and_asked(folder: Path) -> None:
    with fachwerk.Register.open(folder, by_meaning=False) as register:
        answer = register.search("Markt", facets=("status",))
        assert [hit.project.texts["title"] for hit in answer.hits] == ["Berufemarkt"]
        assert [(one.value, one.count) for one in answer.facets["status"]] == [("unknown", 1)]
        assert not answer.by_meaning
        first = answer.hits[0].project.id
        assert first not in {one.project.id for one in register.neighbours(first)}


def test_an_answer_is_about_the_register_as_it_is_now(folder: Path, tmp_path: Path) -> None:
    with Register.open(folder, by_meaning=False) as register:
        before = register.search("")
        with make_register(Settings(folder)) as other:
            imported(other, tmp_path, LIST + "Kammer Mulme;Lehrzeit;Mulme;01.04.2024;31.12.2024\n", "later.csv")
        after = register.search("")
        assert (before.total, after.total) == (2, 3)
        assert before.version != after.version


def test_what_is_no_register_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableRegister, match="there is no register"):
        Register.open(tmp_path / "nowhere")


def test_the_package_has_no_other_names() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        _ = fachwerk.nothing
