"""The nearest texts are found exactly, and what was looked at before is not looked at again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

numpy = pytest.importorskip("numpy")

from fachwerk.search import vectors as module  # noqa: E402
from fachwerk.search.vectors import Vectors, read_vectors, write_vectors  # noqa: E402


class Counting:
    """Stands in for the model: a text's vector follows from its letters; the texts it was shown are counted."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    def of_texts(self, texts: Iterable[str]):
        some = list(texts)
        self.shown += some
        rows = numpy.zeros((len(some), 384), numpy.float32)
        for row, text in zip(rows, some, strict=True):
            for letter in text.encode():
                row[letter] += 1
            row /= numpy.linalg.norm(row)
        return rows


def written(folder: Path, texts: list[str], before: Path | None, model: Counting) -> Vectors:
    folder.mkdir()
    write_vectors(texts, folder, before, model, lambda done, of: None)  # type: ignore[arg-type]
    return read_vectors(folder)


def test_the_most_alike_comes_first_and_the_usual_counts_nothing(tmp_path: Path) -> None:
    model = Counting()
    found = written(tmp_path / "one", ["messe", "messen", "kurs", "zoo"], None, model)
    asked = found.ask(model.of_texts(["messe"])[0], 3)
    assert asked.best[:2] == (0, 1)
    assert asked.nearness([0, 1, 3]) == pytest.approx([1.0, asked.nearness([1])[0], 0.0])
    assert asked.nearness([]) == []


def test_texts_that_an_older_index_has_are_taken_from_there(tmp_path: Path) -> None:
    model = Counting()
    old = written(tmp_path / "one", ["messe", "kurs"], None, model)
    new = written(tmp_path / "two", ["zoo", "kurs"], tmp_path / "one", model)
    assert model.shown == ["messe", "kurs", "zoo"]
    assert (new.rows[1] == old.rows[1]).all()


def test_no_texts_at_all_are_no_trouble(tmp_path: Path) -> None:
    model = Counting()
    asked = written(tmp_path / "one", [], None, model).ask(model.of_texts(["messe"])[0], 5)
    assert (asked.best, asked.nearness([])) == ((), [])


def test_many_texts_get_a_graph_that_finds_nearly_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("usearch")
    random = numpy.random.default_rng(1)
    words = ["".join(chr(97 + letter) for letter in random.integers(0, 26, 12)) for _ in range(2_000)]
    exact = written(tmp_path / "exact", words, None, Counting())
    monkeypatch.setattr(module, "EXACT_TO", 1_000)
    near = written(tmp_path / "graph", words, None, Counting())
    assert near.graph is not None
    shared = [len(set(exact.ask(row, 10).best) & set(near.ask(row, 10).best)) for row in exact.rows[:50]]
    assert sum(shared) > 0.9 * 500
