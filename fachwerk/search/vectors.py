"""Vectors of texts: one flat file, exact by multiplication; a text that was looked at before is not looked at again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from fachwerk.search.meaning import WIDTH, Meaning
from fachwerk.search.weights import Floats

FILE, SEALS = "vectors.npy", "texts.npy"
EXACT_TO = 200_000  # vectors; of more a graph of neighbours is asked
_SAMPLE = 1_000
_AT_ONCE = 64
_SEAL = "V16"  # a text by 16 bytes of its checksum


@dataclass(frozen=True)
class Vectors:
    """The vectors of an index, a row a project."""

    rows: Floats

    def alike(self, asked: Floats) -> Floats:
        """How alike each text is to what is asked, 0 to 1: nothing at the usual likeness, one for the most alike.

        Vectors of this model all lie close together (cosines of .7 to .9), so their cosines say little in themselves.
        """
        cosines: Floats = self.rows @ asked
        usual = float(cosines[self._sample].mean()) if len(cosines) else 0.0
        span = float(cosines.max()) - usual if len(cosines) else 0.0
        return np.clip((cosines - usual) / span, 0.0, 1.0) if span > 0 else np.zeros_like(cosines)

    @cached_property
    def _sample(self) -> Any:
        """The same rows each time, so that the same question gets the same answer."""
        if len(self.rows) <= _SAMPLE:
            return slice(None)
        return np.random.default_rng(0).choice(len(self.rows), _SAMPLE, replace=False)


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


def read_vectors(folder: Path) -> Vectors:
    """Read the vectors of an index."""
    return Vectors(np.load(folder / FILE, mmap_mode="r"))


def seal(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def _known(folder: Path | None) -> dict[bytes, Floats]:
    if folder is None or not (folder / SEALS).is_file():
        return {}
    seals, rows = np.load(folder / SEALS), np.load(folder / FILE, mmap_mode="r")
    return dict(zip(seals.tolist(), rows, strict=True))
