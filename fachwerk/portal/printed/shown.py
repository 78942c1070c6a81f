"""The nouns of showing where something is printed: what is wanted, and what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple, TypeAlias

from fachwerk.records import Listing
from fachwerk.store import Edition
from fachwerk.store.masking import MASKED

HIDDEN = "█████"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be shown: a listing of an edition, perhaps one field of it.

    `columns` says under which heading each field is printed. `hidden` are fields that must not be seen; `is_alone`:
    nor may what is printed around the row, because names in other rows must not be.
    """

    edition: Edition
    listing: Listing
    columns: Mapping[str, str]
    field: str | None = None
    hidden: frozenset[str] = frozenset()
    is_alone: bool = False

    @property
    def is_masked(self) -> bool:
        """Something must not be seen: what is hidden, or what masked records have lost (`MASKED`)."""
        return self.is_alone or bool(self.hidden) or any(MASKED in (text or "") for text in self.visible.values())

    @property
    def heading(self) -> str | None:
        """The heading of the field that is asked for; None if none is, or if it is hidden."""
        return None if self.field is None or self.field in self.hidden else self.columns.get(self.field)

    @property
    def visible(self) -> dict[str, str | None]:
        """What is printed by heading; None where it must not be seen."""
        hidden = {self.columns.get(name) for name in self.hidden}
        return {heading: None if heading in hidden else text for heading, text in self.listing.printed.items()}

    @property
    def said(self) -> str:
        """What is printed in the cell that is asked for, or in the whole row: also the picture's alternative text."""
        if self.heading is not None:
            return self.visible.get(self.heading) or ""
        return "; ".join(f"{heading}: {text}" for heading, text in self.visible.items() if text)


class Spot(NamedTuple):
    """A picture of where a listing is printed.

    `is_framed`: the cell that was asked for was surely found, and is framed. `pages`: it goes on on several.
    """

    content: bytes
    type: str
    width: int
    height: int
    alt: str
    pages: tuple[int, ...]
    is_framed: bool


class PrintedLine(NamedTuple):
    """One line of a file; `marks` are the places (from, to before) of what was asked for."""

    number: int
    text: str
    is_row: bool
    marks: tuple[tuple[int, int], ...] = ()


class Lines(NamedTuple):
    """Lines of a text in which a listing is printed; `page` counts page marks from 1, None where there are none."""

    lines: tuple[PrintedLine, ...]
    page: int | None


class PrintedCell(NamedTuple):
    """One cell of a table under its heading, which is empty for a cell that stands in no column of the list."""

    heading: str
    text: str
    is_asked: bool = False


class Cells(NamedTuple):
    """The cells of a row: of which sheet or table (its name may be empty), and which row there."""

    table: str
    number: int
    cells: tuple[PrintedCell, ...]


class Why(Enum):
    """Why nothing can be shown, in English and German."""

    MISSING = ("The original file of this edition is missing.", "Die Originaldatei dieser Ausgabe fehlt.")
    DAMAGED = (
        "The original file of this edition is no longer the one that was imported.",
        "Die Originaldatei dieser Ausgabe ist nicht mehr die, die eingelesen wurde.",
    )
    UNREADABLE = (
        "The original file of this edition can no longer be read.",
        "Die Originaldatei dieser Ausgabe lässt sich nicht mehr lesen.",
    )
    LOST = (
        "The row is not where it was when the file was imported.",
        "Die Zeile steht nicht mehr dort, wo sie beim Einlesen stand.",
    )
    HIDDEN = (
        "The spot is not shown because names of persons stand there.",
        "Die Stelle wird nicht gezeigt, weil dort Namen von Personen stehen.",
    )


class Withheld(NamedTuple):
    """Nothing is shown, and why."""

    why: Why

    def words(self, language: str = "de") -> str:
        """One sentence for the reader."""
        english, german = self.why.value
        return english if language == "en" else german


Shown: TypeAlias = Spot | Lines | Cells | Withheld
