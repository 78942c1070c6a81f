"""Texts as vectors of what they mean, in a hundred languages: multilingual-e5-small, computed by onnxruntime.

Source of the model: Wang et al., "Multilingual E5 Text Embeddings" (2024), MIT; it wants queries and texts told apart
by the words `query: ` and `passage: ` before them. A text of more than 510 pieces is cut into such windows, and its
vector is their mean, weighted by their pieces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property, lru_cache
from pathlib import Path

import numpy as np

from fachwerk.errors import UnusableModel
from fachwerk.search.graph import graph_of
from fachwerk.search.pieces import Vocabulary
from fachwerk.search.weights import SHA256, Floats, file_of_package, fingerprint, unpacked, weights_of

WIDTH = 384
_MARKS = 2  # begin and end of a window


@cache
def meaning() -> Meaning:
    """Load the model of the installed package, once. Raises UnusableModel if it is another one than expected."""
    return Meaning(file_of_package())


class Meaning:
    """The model, ready to be asked. `threads`: cores for one computation."""

    def __init__(self, path: Path, cache: Path | None = None, threads: int = 1, sha256: str = SHA256) -> None:
        found = fingerprint(path)
        if found != sha256:
            advice = "install the version that this one was made for: pip install 'fachwerk[semantic]'"
            raise UnusableModel(f"is another model (SHA-256 {found[:12]}…)", file=str(path), advice=advice)
        self._weights = weights_of(path)
        self._vocabulary = Vocabulary(self._weights)
        self._graph, self._threads = (sha256, cache), threads
        self._asked: Callable[[str], Floats] = self._vector
        self._words = self._weights.blocks("emb.word", self._weights.measures.vocabulary)
        self._places = self._weights.vector("emb.pos").reshape(-1, WIDTH)
        self._kind = self._weights.vector("emb.type")[:WIDTH]

    @cached_property
    def _session(self):  # type: ignore[no-untyped-def]
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        graph = graph_of(self._weights, *self._graph)
        return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])

    def of_query(self, text: str) -> Floats:
        """Give the vector of what somebody asks, shape (384,), of length 1."""
        return self._asked(f"query: {text}")

    def remember(self, most: int) -> None:
        """Keep the vectors of the last questions from now on: who turns a page or adds a filter asks the same again."""
        self._asked = lru_cache(most)(self._vector)

    def of_texts(self, texts: Iterable[str]) -> Floats:
        """Give the vectors of texts to be found, shape (texts, 384), each of length 1."""
        found = [self._vector(f"passage: {text}") for text in texts]
        return np.stack(found) if found else np.empty((0, WIDTH), np.float32)

    def _vector(self, text: str) -> Floats:
        windows = self._windows(self._vocabulary.numbers_of(text))
        weights = np.array([max(1, len(window) - _MARKS) for window in windows], np.float32)
        means = np.stack([self._mean(window) for window in windows])
        whole = (weights[:, None] * means).sum(axis=0) / weights.sum()
        found: Floats = (whole / np.linalg.norm(whole)).astype(np.float32)
        return found

    def _windows(self, numbers: Sequence[int]) -> list[list[int]]:
        begin, end, _ = self._weights.specials
        size = self._weights.measures.longest - _MARKS
        return [[begin, *numbers[at : at + size], end] for at in range(0, max(1, len(numbers)), size)]

    def _mean(self, window: Sequence[int]) -> Floats:
        embedded = unpacked(self._words[window]) + self._places[: len(window)] + self._kind
        given = {"embedded": embedded[None], "mask": np.ones((1, len(window)), np.float32)}
        found: Floats = self._session.run(None, given)[0][0]
        return found
