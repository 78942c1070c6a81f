"""Vectors of texts, kept between runs by the text's checksum: five thousand texts take minutes, and do not change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import numpy as np

from fachwerk.search.meaning import WIDTH, Meaning, meaning
from fachwerk.search.weights import SHA256, Floats

_SEAL = "V16"


class Remembered:
    """The model, asked only for texts that it has not seen; `save` keeps what it said."""

    def __init__(self, folder: Path) -> None:
        self._seals, self._rows = folder / f"{SHA256[:12]}-texts.npy", folder / f"{SHA256[:12]}-vectors.npy"
        self._known: dict[bytes, Floats] = {}
        if self._seals.exists() and self._rows.exists():
            self._known = dict(zip(np.load(self._seals).tolist(), np.load(self._rows), strict=True))

    @cached_property
    def _model(self) -> Meaning:
        return meaning()

    def of_query(self, text: str) -> Floats:
        """Give the vector of what somebody asks."""
        seal = _seal("query", text)
        if seal not in self._known:
            self._known[seal] = self._model.of_query(text)
        return self._known[seal]

    def of_texts(self, texts: Iterable[str]) -> Floats:
        """Give the vectors of texts to be found."""
        found = [self._of_text(text) for text in texts]
        return np.stack(found) if found else np.empty((0, WIDTH), np.float32)

    def _of_text(self, text: str) -> Floats:
        seal = _seal("passage", text)
        if seal not in self._known:
            self._known[seal] = self._model.of_texts([text])[0]
        return self._known[seal]

    def save(self) -> None:
        """Keep what is known for the next run."""
        self._seals.parent.mkdir(parents=True, exist_ok=True)
        np.save(self._seals, np.array(list(self._known), _SEAL))
        np.save(self._rows, np.array(list(self._known.values()), np.float32).reshape(-1, WIDTH))


def _seal(kind: str, text: str) -> bytes:
    return hashlib.blake2b(f"{kind}: {text}".encode(), digest_size=16).digest()
