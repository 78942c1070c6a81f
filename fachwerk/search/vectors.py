"""Vectors of texts: one flat file, exact by multiplication; a text that was looked at before is not looked at again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from fachwerk.search.meaning import WIDTH, Meaning
from fachwerk.search.weights import Floats

FILE, SEALS, GRAPH = "vectors.npy", "texts.npy", "graph.usearch"
EXACT_TO = 200_000  # vectors; of more a graph of neighbours is asked
_SAMPLE = 1_000
_AT_ONCE = 64
_SEAL = "V16"  # a text by 16 bytes of its checksum


class Asked(NamedTuple):
    """A question's vector among those of the texts.

    How near a text is, is told from 0 (the usual nearness of the texts to this question) to 1 (the nearest of all):
    vectors of this model lie close together, with cosines of .7 to .9, so a cosine says little in itself.
    """

    vectors: Vectors
    vector: Floats
    best: tuple[int, ...]
    usual: float
    span: float

    def nearness(self, numbers: Sequence[int]) -> list[float]:
        """How near these texts are."""
        if not numbers or self.span <= 0:
            return [0.0] * len(numbers)
        cosines = self.vectors.rows[list(numbers)] @ self.vector
        return [min(1.0, max(0.0, float(cosine - self.usual) / self.span)) for cosine in cosines]


@dataclass(frozen=True)
class Vectors:
    """The vectors of an index, a row a project; of many there is a graph of neighbours besides."""

    rows: Floats
    graph: Any = None

    def ask(self, vector: Floats, most: int) -> Asked:
        """Find the nearest texts, nearest first."""
        if not len(self.rows):
            return Asked(self, vector, (), 0.0, 0.0)
        best = self._by_graph(vector, most) if self.graph is not None else self._exactly(vector, most)
        usual = float((self._sample @ vector).mean())
        return Asked(self, vector, best, usual, float(self.rows[best[0]] @ vector) - usual)

    def _exactly(self, vector: Floats, most: int) -> tuple[int, ...]:
        cosines = self.rows @ vector
        most = min(most, len(cosines))
        some = np.argpartition(cosines, len(cosines) - most)[len(cosines) - most :]
        return tuple(sorted(some.tolist(), key=lambda number: (-cosines[number], number)))

    def _by_graph(self, vector: Floats, most: int) -> tuple[int, ...]:
        return tuple(int(number) for number in self.graph.search(vector, most).keys)

    @cached_property
    def _sample(self) -> Floats:
        """Some texts, the same each time, so that the same question gets the same answer."""
        if len(self.rows) <= _SAMPLE:
            return self.rows
        return np.ascontiguousarray(self.rows[np.random.default_rng(0).choice(len(self.rows), _SAMPLE, replace=False)])


def write_vectors(
    texts: Sequence[str], folder: Path, before: Path | None, meaning: Meaning, told: Callable[[int, int], None]
) -> None:
    """Write the vectors of texts, taking those that an older index has from there."""
    seals = np.array([seal(text) for text in texts], _SEAL)
    rows = np.empty((len(texts), WIDTH), np.float32)
    known = _known(before)
    new = []
    for at, one in enumerate(seals.tolist()):
        found = known.get(one)
        if found is None:
            new.append(at)
        else:
            rows[at] = found
    waiting = iter(new)
    done = 0
    while piece := list(islice(waiting, _AT_ONCE)):
        rows[piece] = meaning.of_texts(texts[at] for at in piece)
        done += len(piece)
        told(done, len(new))
    np.save(folder / FILE, rows)
    np.save(folder / SEALS, seals)
    if len(rows) > EXACT_TO:
        graph = _graph()
        graph.add(np.arange(len(rows)), rows)
        graph.save(str(folder / GRAPH))


def read_vectors(folder: Path) -> Vectors:
    """Read the vectors of an index; its graph is looked at in place, too."""
    rows = np.load(folder / FILE, mmap_mode="r")
    if len(rows) <= EXACT_TO:
        return Vectors(rows)
    graph = _graph()
    graph.load(str(folder / GRAPH))
    return Vectors(rows, graph)


def _graph() -> Any:
    """A graph of near vectors (HNSW: Malkov and Yashunin 2018), as `usearch` builds it."""
    from usearch.index import Index

    return Index(ndim=WIDTH, metric="ip", dtype="f32", connectivity=16, expansion_add=128, expansion_search=128)


def seal(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def _known(folder: Path | None) -> dict[bytes, Floats]:
    if folder is None or not (folder / SEALS).is_file():
        return {}
    seals, rows = np.load(folder / SEALS), np.load(folder / FILE, mmap_mode="r")
    return dict(zip(seals.tolist(), rows, strict=True))
