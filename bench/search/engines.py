"""Three ways to search the same texts: by words and meaning, by words only, and SQLite's FTS5 as it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import tantivy

from bench.search.fts import Fts
from bench.search.judged import DEPTH, Score, ndcg
from bench.search.remembered import Remembered
from bench.search.sets import Set
from fachwerk.search.asking import Query
from fachwerk.search.documents import Document
from fachwerk.search.engine import Engine
from fachwerk.search.index import write_index
from fachwerk.search.shelf import Opened
from fachwerk.search.vectors import Vectors

MEANING, WORDS, FTS = "with meaning", "words only", "FTS5"


def opened(documents: Sequence[Document], folder: Path, remembered: Remembered) -> Opened:
    """Write an index of texts into a folder, and open it with their vectors."""
    folder.mkdir(parents=True, exist_ok=True)
    write_index(documents, folder)
    projects, words = (tantivy.Index.open(str(folder / name)) for name in ("projects", "words"))
    vectors = Vectors(remembered.of_texts(document.meant for document in documents))
    remembered.save()
    return Opened("bench", projects, words, vectors)


def answered(given: Set, scratch: Path, remembered: Remembered) -> Iterator[tuple[str, list[Score]]]:
    """Put all questions of a set to each of the three."""
    engine = Engine(opened(given.documents, scratch / "index", remembered), remembered)  # type: ignore[arg-type]
    with Fts.over(given.documents) as fts:
        for name, rows in (
            (MEANING, lambda text: _rows(engine, Query(text, limit=DEPTH))),
            (WORDS, lambda text: _rows(engine, Query(text, limit=DEPTH, is_lexical=True))),
            (FTS, lambda text: fts.ranked(text, DEPTH)),
        ):
            yield name, _scored(given, rows)
    remembered.save()


def _scored(given: Set, rows: Callable[[str], Sequence[int]]) -> list[Score]:
    scored = ((judged, ndcg(rows(judged.query), judged.grades)) for judged in given.judged)
    return [Score(judged, found) for judged, found in scored if found is not None]


def _rows(engine: Engine, query: Query) -> list[int]:
    return [hit.project.row for hit in engine.search(query).hits]
