"""Where an index lies and which one counts: built beside the old one, sealed, put in place at once.

`index/current.json` names a folder, the register's version that it was made from, and the checksum of every file. An
index of another version, of another format, or with a file that does not fit its checksum is built anew, never asked.
Whoever opens one reads from a copy that has no name any more: nothing that happens to the folder reaches an answer.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import tempfile
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import tantivy

from fachwerk.errors import UnusableRegister
from fachwerk.search.building import build_beside
from fachwerk.search.documents import Document, documents_of
from fachwerk.search.index import FORMAT, write_index

if TYPE_CHECKING:
    from fachwerk.search.meaning import Meaning
    from fachwerk.search.vectors import Vectors
    from fachwerk.store import Register

Told: TypeAlias = Callable[[int, int], None]  # is told how many texts of how many are understood

CURRENT = "current.json"
WITH_PERSONS, WITHOUT_PERSONS = "index", "index-without-persons"
_CHUNK = 1 << 20
_LOOK_AGAIN = 0.25  # seconds
_TRIES = 8


def _silent(_done: int, _of: int) -> None:
    """Say nothing."""


class Damaged(Exception):
    """The index is not what its seal says, or there is none for this version of the register."""


@dataclass(frozen=True)
class Opened:
    """An index ready to be asked, of one version of its register."""

    version: str
    projects: tantivy.Index
    words: tantivy.Index
    vectors: Vectors | None


def open_index(register: Register, meaning: Meaning | None, told: Told = _silent) -> Opened:
    """Open the register's index; one that is missing, stale or damaged is built first.

    With `meaning` an index without vectors is stale, too. Where nobody can write, it is built for this process alone.
    """
    folder = folder_of(register)
    try:
        return _opened(folder, register.version(), meaning is not None)
    except Damaged:
        pass
    if not can_be_written(folder):
        with tempfile.TemporaryDirectory(prefix="fachwerk-index-") as scratch:
            version = _build(register, Path(scratch), meaning, told)
            return _opened(Path(scratch), version, meaning is not None)
    with _alone(folder):
        try:  # somebody else may have built it while this process waited
            return _opened(folder, register.version(), meaning is not None)
        except Damaged:
            version = _build(register, folder, meaning, told)
        return _opened(folder, version, meaning is not None)


def index_beside(register: Register, meaning: Meaning | None) -> Opened:
    """Open the register's index while answers are given; what is missing or stale is built in another process first.

    Of several servers' processes one has it built, the others look from time to time whether it is there. Raises
    UnusableRegister if it cannot be built.
    """
    is_with_meaning = meaning is not None
    while True:
        folder = folder_of(register)
        if not can_be_written(folder):
            return open_index(register, meaning)
        try:
            return _opened(folder, register.version(), is_with_meaning)
        except Damaged:
            with _chosen(folder) as is_chosen:
                if is_chosen and not build_beside(register.settings.register, is_with_meaning, register.shown):
                    raise UnusableRegister("the index could not be built", file=str(folder)) from None
            if not is_chosen:
                time.sleep(_LOOK_AGAIN)


@contextmanager
def _chosen(folder: Path) -> Iterator[bool]:
    """Tell whether this process is the one that has an index built."""
    folder.mkdir(exist_ok=True)
    with (folder / "chosen").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def folder_of(register: Register) -> Path:
    """Say where a register's index lies: one with the names of persons beside one without, if there are any."""
    return register.settings.register / (WITHOUT_PERSONS if register.is_masked() else WITH_PERSONS)


def can_be_written(folder: Path) -> bool:
    """Tell whether an index can be put there."""
    return os.access(folder if folder.exists() else folder.parent, os.W_OK | os.X_OK)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process build at a time; the others wait. The lock goes when its process goes."""
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _opened(folder: Path, version: str, with_meaning: bool) -> Opened:
    """Copy an index to where nobody else comes, checking every byte on the way, and open the copy."""
    seal = _seal(folder)
    if (seal["version"], seal["format"]) != (version, FORMAT) or (with_meaning and not seal["with_meaning"]):
        raise Damaged("stale")
    with _private() as copy:
        for name, checksum in seal["files"].items():
            if _copied(folder / seal["folder"] / name, copy / name) != checksum:
                raise Damaged(name)
        try:
            projects, words = (tantivy.Index.open(str(copy / name)) for name in ("projects", "words"))
            for index in (projects, words):
                index.config_reader("manual")
                index.searcher()
        except (ValueError, OSError) as error:
            raise Damaged(str(error)) from error
        return Opened(version, projects, words, _vectors(copy) if with_meaning else None)


@contextmanager
def _private() -> Iterator[Path]:
    """Give a folder that is gone afterwards; tantivy may still put a lock into it while it is being deleted."""
    folder = Path(tempfile.mkdtemp(prefix="fachwerk-index-"))
    try:
        yield folder
    finally:
        for _ in range(_TRIES):
            shutil.rmtree(folder, ignore_errors=True)
            if not folder.exists():
                break
            time.sleep(_LOOK_AGAIN)


def _vectors(folder: Path) -> Vectors:
    from fachwerk.search.vectors import read_vectors  # needs the extra

    return read_vectors(folder)


def _seal(folder: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((folder / CURRENT).read_text("utf-8"))
        expected = {"version": str, "format": int, "folder": str, "files": dict, "with_meaning": bool}
        if any(not isinstance(found.get(name), kind) for name, kind in expected.items()):
            raise Damaged(CURRENT)
    except (OSError, ValueError, AttributeError) as error:
        raise Damaged(CURRENT) from error
    return found


def _copied(source: Path, target: Path) -> int:
    """Copy a file and give its checksum."""
    checksum = 0
    try:
        target.parent.mkdir(exist_ok=True)
        with source.open("rb") as old, target.open("wb") as new:
            while chunk := old.read(_CHUNK):
                checksum = zlib.crc32(chunk, checksum)
                new.write(chunk)
    except FileNotFoundError as error:
        raise Damaged(source.name) from error
    return checksum


def _build(register: Register, folder: Path, meaning: Meaning | None, told: Told) -> str:
    """Build an index of the register as it is at this moment, and give the version that this is."""
    new = Path(tempfile.mkdtemp(prefix="new-", dir=folder))
    try:
        texts: list[str] = []
        with register.snapshot() as version:
            write_index(_noting(documents_of(register), texts), new)
        if meaning is not None:
            from fachwerk.search.vectors import write_vectors

            before = _before(folder) or _before(register.settings.register / WITH_PERSONS)
            write_vectors(texts, new, before, meaning, told)
        _put_in_place(folder, new, version, meaning is not None)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    for old in folder.iterdir():
        if old.is_dir() and old != new:
            shutil.rmtree(old, ignore_errors=True)
    return version


def _noting(documents: Iterable[Document], texts: list[str]) -> Iterator[Document]:
    for document in documents:
        texts.append(document.meant)
        yield document


def _before(folder: Path) -> Path | None:
    """The index that counts so far, whose vectors may still fit; None if it cannot be trusted."""
    try:
        seal = _seal(folder)
        before = folder / str(seal["folder"])
        files = {name: sum_ for name, sum_ in seal["files"].items() if name.endswith(".npy")}
        is_whole = seal["format"] == FORMAT and all(_checksum(before / name) == sum_ for name, sum_ in files.items())
    except (Damaged, OSError):
        return None
    return before if is_whole else None


def _put_in_place(folder: Path, new: Path, version: str, with_meaning: bool) -> None:
    files = {
        str(path.relative_to(new)): _checksum(path)
        for path in sorted(new.rglob("*"))
        if path.is_file() and not path.name.startswith(".tantivy")
    }
    seal = {"version": version, "format": FORMAT, "folder": new.name, "with_meaning": with_meaning, "files": files}
    beside = folder / f"{CURRENT}.new"
    with beside.open("w", encoding="utf-8") as file:
        json.dump(seal, file)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(folder / CURRENT)


def _checksum(path: Path) -> int:
    """Checksum a file, and make sure that it is on the disk."""
    checksum = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            checksum = zlib.crc32(chunk, checksum)
        os.fsync(file.fileno())
    return checksum
