"""Files that appear together when all is done, or not at all."""

import secrets
import shutil
from pathlib import Path
from types import TracebackType
from typing import Self

from fachwerk.errors import UnusableInput


class Outputs:
    """Hands out temporary names beside the wanted ones; leaving without an error renames them, else removes them.

    A name that is a device or a pipe (`/dev/stdout`) is written to itself: there is nothing to rename.
    """

    def __init__(self) -> None:
        self._renames: list[tuple[Path, Path]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._appear()
        finally:
            for temporary, _ in self._renames:
                remove(temporary)

    def file(self, wanted: Path) -> Path:
        """Give the name to write to for a file that shall appear as `wanted`."""
        if wanted.is_dir():
            raise UnusableInput("this is a folder", file=str(wanted), advice="name a file to write to")
        if wanted.exists() and not wanted.is_file():
            return wanted
        target = self._target(wanted)
        # Made here and now, with the permissions that the user's umask gives: a folder that cannot be written to is
        # found before the reading begins.
        temporary = self._temporary(target)
        try:
            temporary.open("x").close()
        except OSError as error:
            raise UnusableInput(f"cannot be written ({error.strerror})", file=str(wanted)) from error
        return temporary

    def folder(self, wanted: Path) -> Path:
        """Give a folder whose files shall appear in the folder `wanted`, which may exist already."""
        if wanted.exists() and not wanted.is_dir():
            raise UnusableInput("this is no folder", file=str(wanted), advice="name a folder to write to")
        temporary = self._temporary(self._target(wanted))
        try:
            temporary.mkdir()
        except OSError as error:
            raise UnusableInput(f"cannot be written ({error.strerror})", file=str(wanted)) from error
        return temporary

    def _target(self, wanted: Path) -> Path:
        target = wanted.resolve()
        if any(target == other for _, other in self._renames):
            raise UnusableInput("is named for two outputs", file=str(wanted), advice="name two different ones")
        if not target.parent.is_dir():
            raise UnusableInput("there is no such folder", file=str(wanted.parent), advice="create it first")
        return target

    def _temporary(self, target: Path) -> Path:
        temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
        self._renames.append((temporary, target))
        return temporary

    def _appear(self) -> None:
        for temporary, target in self._renames:
            if temporary.is_dir() and target.is_dir():
                merge(temporary, target)
            else:
                temporary.replace(target)


def merge(source: Path, target: Path) -> None:
    for found in sorted(source.rglob("*")):
        place = target / found.relative_to(source)
        if found.is_dir():
            place.mkdir(exist_ok=True)
        else:
            found.replace(place)


def remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
