"""How the tables of a register are read: queries over Django models, and the records made of what they give."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import QuerySet

from fachwerk.records import Finding, Organisation, Reason, Ref, Relation, Series, Severity
from fachwerk.store import models, packing
from fachwerk.store.engine import connection_of
from fachwerk.store.facts import Edition, Evidence, Kept
from fachwerk.store.ledgers import ledger_of
from fachwerk.store.masking import CODE, NOBODY, Mask, Masking, Seen
from fachwerk.store.models import PER_EDITION

AT_ONCE = 2000  # rows that are fetched together

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables behind one alias; whoever asks turns the database's complaints into ours (`troubles.told`).

    `masking`: records leave with natural persons masked; whatever is read by `all` does not.
    """

    alias: str
    masking: Masking | None = None

    def all(self, model: Any) -> QuerySet[Any]:
        found: QuerySet[Any] = model.objects.using(self.alias)
        return found

    def _masked(self, found: Iterator[T], masked: Callable[[Mask, T], T]) -> Iterator[T]:
        mask = NOBODY if self.masking is None else self.masking.now()
        return found if mask.sign == "" else (masked(mask, one) for one in found)

    def version(self) -> str:
        """Name the state that the register is in, persons and all."""
        # In SQL: every request asks this, and the ORM takes four times as long to put it.
        with connection_of(self.alias).cursor() as cursor:
            cursor.execute('SELECT number, "when", what, version, counts FROM run ORDER BY number')
            runs = [tuple(run) for run in cursor.fetchall()]
            cursor.execute("SELECT sha256, number FROM edition")
            editions = sorted(tuple(one) for one in cursor.fetchall())
        return hashlib.sha256(repr([runs, editions]).encode()).hexdigest()[:16]

    def persons(self) -> Iterator[Seen]:
        """Yield the natural persons that are sponsors, with where and when."""
        days = {
            number: (sha, day or date.fromisoformat(imported[:10]))
            for number, sha, day, imported in self.all(models.Edition).values_list(
                "number", "sha256", "as_of", "imported"
            )
        }
        found = self.all(models.Finding).filter(code=CODE, row__isnull=False)
        for number, row, name in found.values_list("edition_id", "row", "evidence").iterator(AT_ONCE):
            sha, day = days[number]
            yield Seen(Ref(sha, row), name, day)

    def numbers(self) -> Mapping[str, int]:
        return dict(self.all(models.Edition).values_list("sha256", "number"))

    def shas(self) -> Mapping[int, str]:
        return dict(self.all(models.Edition).values_list("number", "sha256"))

    def kept(self, wanted: QuerySet[Any], numbers: Mapping[int, str]) -> Iterator[Kept]:
        found = self._kept(wanted, numbers)
        return self._masked(found, Mask.kept)

    def _kept(self, wanted: QuerySet[Any], numbers: Mapping[int, str]) -> Iterator[Kept]:
        layouts: dict[int, tuple[packing.Layout, Mapping[str, str]]] = {}
        columns = ("row__edition_id", "row__head_id", *packing.COLUMNS)
        for number, head, *stored in wanted.values_list(*columns).iterator(AT_ONCE):
            if head not in layouts:
                layout = self.layout(head)
                layouts[head] = (layout, layout.columns)
            layout, headings = layouts[head]
            yield Kept(packing.listing_of(numbers[number], layout, tuple(stored)), headings)

    def editions(self) -> Iterator[Edition]:
        found = map(_edition_of, self.all(models.Edition).order_by("number"))
        return self._masked(found, Mask.edition)

    def layout(self, head: int) -> packing.Layout:
        found = self.all(models.Head).get(id=head)
        fields = tuple((field, at) for field, at in json.loads(found.fields))
        return packing.Layout(tuple(json.loads(found.headings)), fields)

    def refs(self, links: QuerySet[Any], owner: str) -> Mapping[int, tuple[Ref, ...]]:
        numbers = self.shas()
        found: dict[int, list[Ref]] = {}
        for number, key in links.order_by("id").values_list(owner, "listing_id").iterator(AT_ONCE):
            found.setdefault(number, []).append(Ref(numbers[key // PER_EDITION], key % PER_EDITION))
        return {number: tuple(refs) for number, refs in found.items()}

    def organisations(self, wanted: QuerySet[Any], refs: Mapping[int, tuple[Ref, ...]]) -> Iterator[Organisation]:
        found = self._organisations(wanted, refs)
        return self._masked(found, Mask.organisation)

    def _organisations(self, wanted: QuerySet[Any], refs: Mapping[int, tuple[Ref, ...]]) -> Iterator[Organisation]:
        for one in wanted.order_by("number"):
            variants, places = tuple(json.loads(one.variants)), tuple(json.loads(one.places))
            listings = refs.get(one.number, ())
            yield Organisation(one.citable, one.name, one.core, one.legal_form, variants, listings, places)

    def series(self, wanted: QuerySet[Any], refs: Mapping[int, tuple[Ref, ...]]) -> Iterator[Series]:
        found = self._series(wanted, refs)
        return self._masked(found, Mask.series)

    def _series(self, wanted: QuerySet[Any], refs: Mapping[int, tuple[Ref, ...]]) -> Iterator[Series]:
        for one in wanted.order_by("number"):
            reasons = tuple(Reason(*reason) for reason in json.loads(one.reasons))
            yield Series(one.citable, one.name, Relation(one.relation), refs.get(one.number, ()), reasons)

    def findings(self, wanted: QuerySet[Any]) -> Iterator[Finding]:
        found = self._findings(wanted)
        return self._masked(found, Mask.finding)

    def _findings(self, wanted: QuerySet[Any]) -> Iterator[Finding]:
        numbers = self.shas()
        columns = ("code", "severity", "edition_id", "row", "field", "message", "message_de", "evidence")
        for code, severity, number, *rest in wanted.values_list(*columns).iterator(AT_ONCE):
            yield Finding(code, Severity(severity), numbers[number], *rest)

    def evidence(self, key: int, editions: Mapping[str, Edition]) -> Evidence:
        numbers = self.shas()
        (kept,) = self.kept(self.all(models.Listing).filter(row_id=key), numbers)
        named = self.all(models.Mention).filter(listing_id=key).values("organisation_id")
        serial = self.all(models.SeriesListing).filter(listing_id=key).values("series_id")
        found = self.all(models.Finding).filter(edition_id=key // PER_EDITION, row=key % PER_EDITION)
        return Evidence(
            editions[kept.listing.edition],
            kept.listing,
            kept.columns,
            tuple(
                self.organisations(
                    self.all(models.Organisation).filter(number__in=named),
                    self.refs(self.all(models.Mention).filter(organisation_id__in=named), "organisation_id"),
                )
            ),
            tuple(
                self.series(
                    self.all(models.Series).filter(number__in=serial),
                    self.refs(self.all(models.SeriesListing).filter(series_id__in=serial), "series_id"),
                )
            ),
            tuple(self.findings(found.order_by("id"))),
        )


def _edition_of(stored: models.Edition) -> Edition:
    """Make a record of a stored edition."""
    return Edition(
        stored.sha256,
        stored.file,
        stored.format,
        ledger_of(stored.ledger),
        stored.imported,
        stored.source,
        stored.title,
        None if stored.as_of is None else stored.as_of.isoformat(),
        stored.publisher,
        stored.accepted_incomplete,
    )
