"""The files that were imported, each under its SHA-256: written once, whole or not at all."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from fachwerk.errors import UnusableInput

FOLDER = "originals"
_UNFINISHED = ".unfinished"
_PIECE = 1 << 20


def keep(register: Path, original: Path, sha256: str) -> Path:
    """Copy a file to `originals/<sha256>`, durably, and give its place there; one that is there already is enough.

    Unfinished copies that killed imports left are swept away, since only one import writes at a time. Raises
    UnusableInput if the file is not what was read.
    """
    place = place_of(register, sha256)
    folder = place.parent
    folder.mkdir(exist_ok=True)
    for left in folder.glob(f"*{_UNFINISHED}"):
        left.unlink()
    if place.exists() and fingerprint(place) == sha256:
        return place
    unfinished = folder / f"{sha256}{_UNFINISHED}"
    try:
        if _copied(original, unfinished) != sha256:
            raise UnusableInput("has changed while it was read", file=original.name, advice="import it again")
        unfinished.replace(place)
    finally:
        unfinished.unlink(missing_ok=True)
    _make_durable(folder)
    return place


def place_of(register: Path, sha256: str) -> Path:
    """Name where the file with a fingerprint is kept."""
    return register / FOLDER / sha256


def fingerprint(path: Path) -> str:
    """Give the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copied(original: Path, copy: Path) -> str:
    found = hashlib.sha256()
    with original.open("rb") as source, copy.open("wb") as target:
        while piece := source.read(_PIECE):
            found.update(piece)
            target.write(piece)
        target.flush()
        os.fsync(target.fileno())
    return found.hexdigest()


def _make_durable(folder: Path) -> None:
    """Have the folder itself written down; without that a renamed file may be lost with the power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
