"""One project as its page shows it, read with five short questions instead of the sixteen of `Register.project`.

Written in SQL: the ORM takes longer to put these questions together than the database takes to answer them. What a page
only links to (the other listings of its sponsor, of its series) is not read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from fachwerk.errors import UnknownIdentifier
from fachwerk.records import Finding, Listing, Ref, Relation, Severity
from fachwerk.store import packing
from fachwerk.store.engine import connection_of
from fachwerk.store.models import PER_EDITION

if TYPE_CHECKING:
    from fachwerk.store.register import Register


class Serial(NamedTuple):
    """A series that a listing belongs to, without the other listings; `reasons` are sentences."""

    id: str
    name: str
    relation: Relation
    reasons: tuple[str, ...]


class Proof(NamedTuple):
    """One listing of a project with what is known about it.

    `columns` is the heading of each field, `sponsor` the id of the organisation that carries it there.
    """

    listing: Listing
    columns: Mapping[str, str]
    sponsor: str | None = None
    series: Serial | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def ref(self) -> Ref:
        return Ref(self.listing.edition, self.listing.row)


@dataclass(frozen=True, slots=True)
class Proofs:
    """An open register inside a `snapshot`; `numbers` are its editions (SHA-256) by number."""

    register: Register
    numbers: Mapping[int, str]

    def of_project(self, id: str) -> tuple[Proof, ...]:
        """Give the listings of a project, oldest edition first. Raises UnknownIdentifier if there are none."""
        found = self._proofs(_OF_PROJECT, [id])
        if not found:
            raise UnknownIdentifier(f'no project is called "{id}"', advice="the search lists them")
        return found

    def _proofs(self, question: str, values: Sequence[int | str]) -> tuple[Proof, ...]:
        rows = self._asked(question, values)
        keys = [row[0] for row in rows]
        if not keys:
            return ()
        layouts = self._layouts({row[2] for row in rows})
        sponsors = dict(self._asked(_SPONSORS.format(_marks(keys)), keys))
        series = {key: _serial(*rest) for key, *rest in self._asked(_SERIES.format(_marks(keys)), keys)}
        findings = self._findings(keys)
        return tuple(
            Proof(
                packing.listing_of(self.numbers[edition], layouts[head], tuple(columns)),
                layouts[head].columns,
                sponsors.get(key),
                series.get(key),
                findings.get(key, ()),
            )
            for key, edition, head, *columns in rows
        )

    def _layouts(self, heads: Iterable[int]) -> Mapping[int, packing.Layout]:
        wanted = list(heads)
        found = self._asked(f"SELECT id, headings, fields FROM head WHERE id IN ({_marks(wanted)})", wanted)
        return {
            number: packing.Layout(tuple(json.loads(headings)), tuple((name, at) for name, at in json.loads(fields)))
            for number, headings, fields in found
        }

    def _findings(self, keys: Sequence[int]) -> Mapping[int, tuple[Finding, ...]]:
        where = " OR ".join(['(edition_id = %s AND "row" = %s)'] * len(keys))
        values = [part for key in keys for part in divmod(key, PER_EDITION)]
        found: dict[int, tuple[Finding, ...]] = {}
        for code, severity, number, row, *rest in self._asked(f"{_FINDINGS} WHERE {where} ORDER BY id", values):
            one = Finding(code, Severity(severity), self.numbers[number], row, *rest)
            key = number * PER_EDITION + row
            found[key] = (*found.get(key, ()), one)
        return found

    def _asked(self, question: str, values: Sequence[int | str]) -> list[tuple[Any, ...]]:
        with connection_of(self.register.alias).cursor() as cursor:
            cursor.execute(question, values)
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found


def _marks(values: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(values))


def _serial(id: str, name: str, relation: str, reasons: str) -> Serial:
    return Serial(id, name, Relation(relation), tuple(words for _, _, words in json.loads(reasons)))


_COLUMNS = ", ".join(
    f'"row".{name.removeprefix("row__")}' if name.startswith("row__") else f"listing.{name}" for name in packing.COLUMNS
)
_OF_PROJECT = f"""
    SELECT "row".id, "row".edition_id, "row".head_id, {_COLUMNS}
    FROM project
    JOIN project_listing ON project_listing.project_id = project.number
    JOIN listing ON listing.id = project_listing.listing_id
    JOIN "row" ON "row".id = listing.id
    WHERE project.id = %s
    ORDER BY project_listing.id
"""
_SPONSORS = """
    SELECT mention.listing_id, organisation.id
    FROM mention JOIN organisation ON organisation.number = mention.organisation_id
    WHERE mention.listing_id IN ({}) ORDER BY mention.id DESC
"""
_SERIES = """
    SELECT series_listing.listing_id, series.id, series.name, series.relation, series.reasons
    FROM series_listing JOIN series ON series.number = series_listing.series_id
    WHERE series_listing.listing_id IN ({}) ORDER BY series_listing.id DESC
"""
_FINDINGS = 'SELECT code, severity, edition_id, "row", field, message, message_de, evidence FROM finding'
