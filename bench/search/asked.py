"""`python -m bench.search.asked WAY SOURCE QUESTIONS SCRATCH OUT`: one way of searching, in a process of its own.

Writes the milliseconds that each question took, by the clock and of work, or the seconds and bytes that building took.
SOURCE is a register or a generated list. `build` leaves an index in SCRATCH that the other ways ask.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import tantivy

from bench.search.fts import COUNTED, Fts, all_words, any_word, write
from bench.search.generated import documents_in
from fachwerk.search.asking import Query
from fachwerk.search.engine import Engine
from fachwerk.search.index import write_index
from fachwerk.search.meaning import WIDTH
from fachwerk.search.meaning import meaning as model
from fachwerk.search.shelf import Opened, open_index
from fachwerk.search.vectors import Vectors
from fachwerk.search.weights import Floats
from fachwerk.settings import settings_of
from fachwerk.store import open_register

CENTRES = 300  # around which vectors of generated texts lie
SPREAD = 0.7  # how far from them: length of what is added to a vector of length 1
WARM = 20  # questions at most that are asked before time is taken, and not again


class Told(dict[str, object]):
    """What a way has to tell: pairs of `milliseconds` by question, or `seconds` and `bytes` of what was built."""


def build(source: Path, _: Sequence[str], scratch: Path) -> Told:
    """Write the index."""
    folder = scratch / "index"
    folder.mkdir()
    begin = time.perf_counter()
    number = write_index(documents_in(source), folder)
    return Told(seconds=time.perf_counter() - begin, bytes=_size(folder.rglob("*")), documents=number)


def shelve(source: Path, _: Sequence[str], __: Path) -> Told:
    """Put an index with drawn vectors where the register's server looks for it."""
    begin = time.perf_counter()
    with open_register(settings_of(str(source))) as register:
        open_index(register, Drawn())  # type: ignore[arg-type]
    return Told(seconds=time.perf_counter() - begin)


def build_fts(source: Path, _: Sequence[str], scratch: Path) -> Told:
    """Write SQLite's index."""
    path = scratch / "fts.db"
    begin = time.perf_counter()
    database = sqlite3.connect(path)
    write(documents_in(source), database)
    database.close()
    return Told(seconds=time.perf_counter() - begin, bytes=path.stat().st_size)


def words(_: Path, questions: Sequence[str], scratch: Path) -> Told:
    """Ask by words."""
    engine = Engine(_opened(scratch), None)
    return _timed(questions, lambda text: engine.search(Query(text)))


def facets(_: Path, questions: Sequence[str], scratch: Path) -> Told:
    """Ask by words, and count two facets."""
    engine = Engine(_opened(scratch), None)
    return _timed(questions, lambda text: engine.search(Query(text, facets=COUNTED)))


def meaning(_: Path, questions: Sequence[str], scratch: Path) -> Told:
    """Ask by words and meaning; the texts' vectors are drawn, the questions' are computed."""
    opened = _opened(scratch)
    vectors = Vectors(Drawn().of_texts(range(opened.projects.searcher().num_docs)))  # type: ignore[arg-type]
    engine = Engine(replace(opened, vectors=vectors), model())
    return _timed(questions, lambda text: engine.search(Query(text)))


def fts(_: Path, questions: Sequence[str], scratch: Path) -> Told:
    """Ask SQLite for all of the words."""
    return _of_fts(questions, scratch, lambda table, text: table.page(all_words(text), 10))


def fts_facets(_: Path, questions: Sequence[str], scratch: Path) -> Told:
    """Ask SQLite for all of the words, and count two facets."""
    return _of_fts(questions, scratch, lambda table, text: table.page(all_words(text), 10, COUNTED))


def fts_any(_: Path, questions: Sequence[str], scratch: Path) -> Told:
    """Ask SQLite for any of the words, and count two facets."""
    return _of_fts(questions, scratch, lambda table, text: table.page(any_word(text), 10, COUNTED))


WAYS: Mapping[str, Callable[[Path, Sequence[str], Path], Told]] = {
    one.__name__: one for one in (build, shelve, build_fts, words, facets, meaning, fts, fts_facets, fts_any)
}


def _of_fts(questions: Sequence[str], scratch: Path, ask: Callable[[Fts, str], object]) -> Told:
    database = sqlite3.connect(scratch / "fts.db")
    table = Fts(database)
    told = _timed(questions, lambda text: ask(table, text))
    database.close()
    return told


def _timed(questions: Sequence[str], ask: Callable[[str], object]) -> Told:
    warm = min(WARM, len(questions) // 4)
    for text in questions[:warm]:
        ask(text)
    found = []
    for text in questions[warm:]:
        begin, busy = time.perf_counter(), time.process_time()
        ask(text)
        found.append((1000 * (time.perf_counter() - begin), 1000 * (time.process_time() - busy)))
    return Told(milliseconds=found)


def _opened(scratch: Path) -> Opened:
    projects, known = (tantivy.Index.open(str(scratch / "index" / name)) for name in ("projects", "words"))
    return Opened("bench", projects, known, None)


class Drawn:
    """Draws vectors as texts of a few hundred kinds have them: around centres, of length 1."""

    def __init__(self) -> None:
        self._random = np.random.default_rng(0)
        self._centres = _of_length_1(self._random.standard_normal((CENTRES, WIDTH), np.float32))

    def of_texts(self, texts: Iterable[str]) -> Floats:
        """Give as many vectors as there are texts."""
        number = sum(1 for _ in texts)
        around = _of_length_1(self._random.standard_normal((number, WIDTH), np.float32))
        around *= SPREAD
        around += self._centres[self._random.integers(0, CENTRES, number)]
        return _of_length_1(around)


def _of_length_1(rows: Floats) -> Floats:
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows


def _size(paths: Iterable[Path]) -> int:
    return sum(path.stat().st_size for path in paths if path.is_file())


def main(arguments: Sequence[str]) -> None:
    way, source, asked, scratch, out = arguments
    told = WAYS[way](Path(source), json.loads(Path(asked).read_text("utf-8")), Path(scratch))
    Path(out).write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
