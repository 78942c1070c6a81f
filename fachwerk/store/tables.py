"""How the tables of a register are read: queries over Django models, and the records made of what they give."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from fachwerk.records import Finding, Organisation, Reason, Ref, Relation, Series, Severity
from fachwerk.store import models, packing
from fachwerk.store.facts import Edition, Evidence, Kept
from fachwerk.store.ledgers import ledger_of
from fachwerk.store.models import PER_EDITION

AT_ONCE = 2000  # rows that are fetched together


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables behind one alias; whoever asks turns the database's complaints into ours (`troubles.told`)."""

    alias: str

    def all(self, model: Any) -> QuerySet[Any]:
        found: QuerySet[Any] = model.objects.using(self.alias)
        return found

    def numbers(self) -> Mapping[str, int]:
        return dict(self.all(models.Edition).values_list("sha256", "number"))

    def shas(self) -> Mapping[int, str]:
        return dict(self.all(models.Edition).values_list("number", "sha256"))

    def kept(self, wanted: QuerySet[Any], numbers: Mapping[int, str]) -> Iterator[Kept]:
        layouts: dict[int, tuple[packing.Layout, Mapping[str, str]]] = {}
        columns = ("row__edition_id", "row__head_id", *packing.COLUMNS)
        for number, head, *stored in wanted.values_list(*columns).iterator(AT_ONCE):
            if head not in layouts:
                layout = self.layout(head)
                layouts[head] = (layout, layout.columns)
            layout, headings = layouts[head]
            yield Kept(packing.listing_of(numbers[number], layout, tuple(stored)), headings)

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
        for one in wanted.order_by("number"):
            variants, places = tuple(json.loads(one.variants)), tuple(json.loads(one.places))
            listings = refs.get(one.number, ())
            yield Organisation(one.citable, one.name, one.core, one.legal_form, variants, listings, places)

    def series(self, wanted: QuerySet[Any], refs: Mapping[int, tuple[Ref, ...]]) -> Iterator[Series]:
        for one in wanted.order_by("number"):
            reasons = tuple(Reason(*reason) for reason in json.loads(one.reasons))
            yield Series(one.citable, one.name, Relation(one.relation), refs.get(one.number, ()), reasons)

    def findings(self, wanted: QuerySet[Any]) -> Iterator[Finding]:
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


def edition_of(stored: models.Edition) -> Edition:
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
