"""Reading YAML kept by hand: strict, safe, and with the place of every fault."""

from pathlib import Path

import pytest

from fachwerk.errors import BrokenKnowledge
from fachwerk.yamlfile import load, strings


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "words.yml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_words_that_look_like_booleans_and_days_stay_text(tmp_path: Path) -> None:
    path = written(tmp_path, "a: [yes, no, on, off, 2023-12-31]\nb: true\nc: 12")
    assert load(path) == {"a": ["yes", "no", "on", "off", "2023-12-31"], "b": True, "c": 12}


def test_an_empty_file_is_an_empty_mapping(tmp_path: Path) -> None:
    assert load(written(tmp_path, "# nothing\n")) == {}


@pytest.mark.parametrize(
    ("text", "problem", "line"),
    [
        ("a: [1, 2\n\nb: }\n", "expected ',' or ']'", 3),
        ("a: 1\nb: 2\na: 3\n", "'a' is given twice", 3),
        ("- a\n", "must be a mapping", 1),
        ("a: !!python/object:os.system x\n", "could not determine a constructor", 1),
        (b"a: \xff\n", "is not UTF-8 at byte 4", None),
        ("a: \x07\n", "is not YAML", None),
    ],
)
def test_a_fault_is_named_with_its_place(tmp_path: Path, text: str | bytes, problem: str, line: int | None) -> None:
    path = written(tmp_path, text)
    with pytest.raises(BrokenKnowledge) as error:
        load(path)
    assert str(error.value).startswith(f"{path}, line {line}: " if line else f"{path}: ")
    assert problem in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BrokenKnowledge, match=r"none\.yml: there is no such file"):
        load(tmp_path / "none.yml")


def test_a_list_of_texts_must_hold_texts(tmp_path: Path) -> None:
    path = written(tmp_path, "good: [a, b]\nbad: [a, 1]\n")
    found = load(path)
    assert strings(found, "good", path) == ("a", "b")
    assert strings(found, "none", path) == ()
    with pytest.raises(BrokenKnowledge, match="'bad' must be a list of texts"):
        strings(found, "bad", path)
