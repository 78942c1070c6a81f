"""People's corrections of a list: where they lie, with its source and in the register, and how one is added."""

from __future__ import annotations

from pathlib import Path

from fachwerk import sources, yamlfile
from fachwerk.clean.corrections import Correction, corrections_of

FOLDER = "corrections"
OTHER_LISTS = "other-lists"


def corrections_for(register: Path, source: str | None) -> tuple[Correction, ...]:
    """Give what people put right in a list: in its source's folder first, then in the register."""
    shipped = () if source is None else corrections_of(sources.FOLDER / source / "corrections.yml")
    return (*shipped, *corrections_of(corrections_file(register, source)))


def corrections_file(register: Path, source: str | None) -> Path:
    """Name the register's own file of corrections of a list; lists that are not known share one."""
    return register / FOLDER / f"{source or OTHER_LISTS}.yml"


def add_correction(register: Path, source: str | None, correction: Correction) -> Path:
    """Write a correction behind those that are there, and give the file; it counts when the list is cleaned anew."""
    path = corrections_file(register, source)
    corrections = (*corrections_of(path), correction)
    path.parent.mkdir(exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(yamlfile.dump({"corrections": list(map(_entry, corrections))}), "utf-8")
    unfinished.replace(path)
    corrections_of(path)
    return path


def _entry(correction: Correction) -> dict[str, object]:
    names = ("field", "printed", "right", "where", "who", "when", "why")
    return {name: getattr(correction, name) for name in names if name != "where" or correction.where}
