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
from fachwerk.records import Finding, Listing, Reason, Ref, Relation, Series, Severity
from fachwerk.store import packing
from fachwerk.store.engine import connection_of
from fachwerk.store.facts import Kept
from fachwerk.store.masking import Mask
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

    def of_listing(self, ref: Ref) -> Proof:
        """Give one listing. Raises UnknownIdentifier if there is no such row."""
        number = next((number for number, sha256 in self.numbers.items() if sha256 == ref.edition), None)
        if number is None or not 0 < ref.row < PER_EDITION:
            raise UnknownIdentifier("there is no such row", advice="the page of a list says how many it has")
        found = self._proofs(_OF_LISTING, [number * PER_EDITION + ref.row])
        if not found:
            raise UnknownIdentifier("there is no such row", advice="the page of a list says how many it has")
        return found[0]

    def _proofs(self, question: str, values: Sequence[int | str]) -> tuple[Proof, ...]:
        rows = self._asked(question, values)
        keys = [row[0] for row in rows]
        if not keys:
            return ()
        layouts, mask = self._layouts({row[2] for row in rows}), self.register.mask()
        sponsors = dict(self._asked(_SPONSORS.format(_marks(keys)), keys))
        series = self._series(keys, mask)
        findings = self._findings(keys, mask)
        return tuple(
            Proof(
                *mask.kept(Kept(packing.listing_of(self.numbers[edition], layouts[head], tuple(columns)), headings)),
                sponsors.get(key),
                series.get(key),
                findings.get(key, ()),
            )
            for key, edition, head, *columns in rows
            for headings in (layouts[head].columns,)
        )

    def _series(self, keys: Sequence[int], mask: Mask) -> Mapping[int, Serial]:
        found = self._asked(_SERIES.format(_marks(keys)), keys)
        if mask.sign == "":
            return {key: _serial(*rest) for key, _, *rest in found}
        numbers = [number for _, number, *_ in found]
        members: dict[int, tuple[Ref, ...]] = {}
        for number, key in self._asked(_MEMBERS.format(_marks(numbers)), numbers) if numbers else ():
            edition, row = divmod(key, PER_EDITION)
            members[number] = (*members.get(number, ()), Ref(self.numbers[edition], row))
        return {key: _masked(_serial(*rest), members[number], mask) for key, number, *rest in found}

    def _layouts(self, heads: Iterable[int]) -> Mapping[int, packing.Layout]:
        wanted = list(heads)
        found = self._asked(f"SELECT id, headings, fields FROM head WHERE id IN ({_marks(wanted)})", wanted)
        return {
            number: packing.Layout(tuple(json.loads(headings)), tuple((name, at) for name, at in json.loads(fields)))
            for number, headings, fields in found
        }

    def _findings(self, keys: Sequence[int], mask: Mask) -> Mapping[int, tuple[Finding, ...]]:
        where = " OR ".join(['(edition_id = %s AND "row" = %s)'] * len(keys))
        values = [part for key in keys for part in divmod(key, PER_EDITION)]
        found: dict[int, tuple[Finding, ...]] = {}
        for code, severity, number, row, *rest in self._asked(f"{_FINDINGS} WHERE {where} ORDER BY id", values):
            one = mask.finding(Finding(code, Severity(severity), self.numbers[number], row, *rest))
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


def _masked(one: Serial, listings: tuple[Ref, ...], mask: Mask) -> Serial:
    masked = mask.series(
        Series(one.id, one.name, one.relation, listings, tuple(Reason("", 0.0, words) for words in one.reasons))
    )
    return one._replace(name=masked.name, reasons=tuple(reason.words for reason in masked.reasons))


_COLUMNS = ", ".join(
    f'"row".{name.removeprefix("row__")}' if name.startswith("row__") else f"listing.{name}" for name in packing.COLUMNS
)
_SELECTED = f'SELECT "row".id, "row".edition_id, "row".head_id, {_COLUMNS}'
_OF_LISTING = f'{_SELECTED} FROM listing JOIN "row" ON "row".id = listing.id WHERE listing.id = %s'
_OF_PROJECT = f"""
    {_SELECTED}
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
    SELECT series_listing.listing_id, series.number, series.id, series.name, series.relation, series.reasons
    FROM series_listing JOIN series ON series.number = series_listing.series_id
    WHERE series_listing.listing_id IN ({}) ORDER BY series_listing.id DESC
"""
_MEMBERS = "SELECT series_id, listing_id FROM series_listing WHERE series_id IN ({}) ORDER BY id"
_FINDINGS = 'SELECT code, severity, edition_id, "row", field, message, message_de, evidence FROM finding'
