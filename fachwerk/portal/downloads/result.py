"""The nouns of downloads: a result with what is to be said about it, and the columns of its tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from fachwerk.portal.pages import addresses
from fachwerk.portal.wording import said
from fachwerk.records import Clean
from fachwerk.rows.meaning import FIELDS
from fachwerk.store import Edition, Listed

_PIECE = 1 << 16  # signs


@dataclass(frozen=True)
class Result:
    """All that answers a question, with what somebody needs who finds the file years later.

    `question` is empty for all projects; `asked` is the address of the search, `root` that of the portal without a
    slash behind it; `day` is when it was made. `projects` can be iterated once.
    """

    language: str
    question: str
    asked: str
    root: str
    day: date
    version: str
    total: int
    licence: str
    editions: tuple[Edition, ...]
    projects: Iterable[Listed]

    @cached_property
    def days(self) -> dict[str, date | None]:
        """The day of each edition."""
        return {one.sha256: None if one.as_of is None else date.fromisoformat(one.as_of) for one in self.editions}

    def word(self, name: str) -> str:
        """Say a word in the language of the result."""
        return str(said(name, self.language))

    def address_of(self, one: Listed) -> str:
        """Give the address of a project that can be cited."""
        return f"{self.root}{addresses.of('projects', one.project.id)}"


class Column(NamedTuple):
    """One column of a table: its stable name, what it is called, and how its value is found.

    `words` is where people's words for its values stand, if it has codes.
    """

    name: str
    heading: str
    value: Callable[[Result, Listed], Clean]
    words: str | None = None

    def shown(self, result: Result, one: Listed) -> Clean:
        """Give the value as people read it."""
        value = self.value(result, one)
        return value if self.words is None or value is None else result.word(f"{self.words}.{value}")


def _field(name: str) -> Column:
    def value(result: Result, one: Listed) -> Clean:
        found = one.listing.values.get(name)
        return None if found is None else found.clean

    return Column(name, f"fields.{name}", value)


# What every table has, whatever the lists have: the same columns in each download.
COLUMNS = (
    Column("id", "fields.id", lambda result, one: one.project.id),
    *(_field(name) for name in FIELDS if name != "status"),
    Column("status", "fields.status", lambda result, one: one.listing.status.value, "status"),
    Column("region_key", "columns.region_key", lambda result, one: one.listing.region),
    Column("place_key", "columns.place_key", lambda result, one: one.listing.place),
    Column("pot", "fields.pot", lambda result, one: one.listing.pot),
    Column("findings", "columns.findings", lambda result, one: " ".join(one.findings) or None),
    Column("day", "columns.day", lambda result, one: result.days.get(one.listing.edition)),
    Column("edition", "columns.edition", lambda result, one: one.listing.edition),
    Column("row", "fields.row", lambda result, one: one.listing.row),
    Column("page", "fields.page", lambda result, one: one.listing.origin.page),
    Column("address", "columns.address", lambda result, one: result.address_of(one)),
)


def in_pieces(texts: Iterable[str]) -> Iterator[bytes]:
    """Join small texts to pieces that are worth sending."""
    held: list[str] = []
    length = 0
    for text in texts:
        held.append(text)
        length += len(text)
        if length >= _PIECE:
            yield "".join(held).encode()
            held, length = [], 0
    yield "".join(held).encode()
