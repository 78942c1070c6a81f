"""A register that is open: everything read out of it comes as records, and one transaction writes into it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from django.db import transaction
from django.db.models import Count, QuerySet

from fachwerk.errors import FachwerkError, UnusableRegister
from fachwerk.records import (
    Finding,
    Judgement,
    Listing,
    Organisation,
    Project,
    Reason,
    Ref,
    Relation,
    Series,
    Severity,
)
from fachwerk.settings import Settings
from fachwerk.store import judgements, models, originals, packing, schema
from fachwerk.store.engine import can_be_written, connect, connection_of, disconnect
from fachwerk.store.facts import Edition, Evidence, Kept, Keyed, Place, Proven, Run
from fachwerk.store.ledgers import ledger_of
from fachwerk.store.locking import lock
from fachwerk.store.models import PER_EDITION
from fachwerk.store.troubles import name_of, told, told_of_files
from fachwerk.store.writing import Writer

_AT_ONCE = 2000  # rows that are fetched together
_ASKED_FOR = 500  # keys that are named together: SQLite takes 999


class Register:
    """One open register. Made by `open_register` or `make_register`; close it, or use it in a `with` statement."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        is_writable = can_be_written(settings)
        self.alias = connect(settings, is_writable)
        try:
            with told(settings):
                schema.bring_up_to_date(connection_of(self.alias), settings, is_writable)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database; the register cannot be used afterwards."""
        disconnect(self.alias)

    # --- reading ---------------------------------------------------------------------------------------------------

    def has(self, sha256: str) -> bool:
        """Tell whether an edition with that fingerprint was imported."""
        with told(self.settings):
            return self._all(models.Edition).filter(sha256=sha256).exists()

    def editions(self) -> tuple[Edition, ...]:
        """Give all editions, oldest first: by their day, those without one by the day of their import."""
        with told(self.settings):
            found = [_edition(one) for one in self._all(models.Edition).order_by("number")]
        return tuple(sorted(found, key=lambda edition: edition.as_of or edition.imported[:10]))

    def listings(self, edition: str | None = None) -> Iterator[Listing]:
        """Yield the listings of an edition (its SHA-256) by row, or of all editions, first imported first."""
        return (kept.listing for kept in self.kept(edition))

    def kept(self, edition: str | None = None) -> Iterator[Kept]:
        """Yield listings with the heading of each field, in the order of `listings`."""
        with told(self.settings):
            numbers = self._shas()
            wanted = self._all(models.Listing).order_by("row_id")
            if edition is not None:
                number = self._numbers().get(edition, 0)
                wanted = wanted.filter(row_id__gte=number * PER_EDITION, row_id__lt=(number + 1) * PER_EDITION)
            yield from self._kept(wanted, numbers)

    def some(self, refs: Iterable[Ref]) -> Iterator[Listing]:
        """Yield the listings asked for, in any order."""
        with told(self.settings):
            numbers = self._numbers()
            keys = iter([numbers[ref.edition] * PER_EDITION + ref.row for ref in refs])
            while piece := list(islice(keys, _ASKED_FOR)):
                wanted = self._all(models.Listing).filter(row_id__in=piece)
                yield from (kept.listing for kept in self._kept(wanted, self._shas()))

    def organisations(self) -> tuple[Organisation, ...]:
        """Give all organisations, in the order in which they were linked."""
        with told(self.settings):
            refs = self._refs(self._all(models.Mention), "organisation_id")
            return tuple(self._organisations(self._all(models.Organisation), refs))

    def series(self) -> tuple[Series, ...]:
        """Give all series, in the order in which they were linked."""
        with told(self.settings):
            refs = self._refs(self._all(models.SeriesListing), "series_id")
            return tuple(self._series(self._all(models.Series), refs))

    def projects(self) -> tuple[Project, ...]:
        """Give all projects, in the order in which they were linked."""
        with told(self.settings):
            refs = self._refs(self._all(models.ProjectListing), "project_id")
            found = self._all(models.Project).order_by("number").values_list("number", "citable")
            return tuple(Project(id_, refs.get(number, ())) for number, id_ in found.iterator(_AT_ONCE))

    def findings(self, edition: str | None = None, severities: Iterable[Severity] = ()) -> Iterator[Finding]:
        """Yield findings in the order of their checks: of one edition or all, of some severities or any."""
        with told(self.settings):
            numbers = self._numbers()
            wanted = self._all(models.Finding).order_by("id")
            if edition is not None:
                wanted = wanted.filter(edition_id=numbers.get(edition, 0))
            if asked := [severity.value for severity in severities]:
                wanted = wanted.filter(severity__in=asked)
            yield from self._findings(wanted)

    def totals(self) -> Mapping[str, int]:
        """Count organisations, series and projects."""
        tables = {"organisations": models.Organisation, "series": models.Series, "projects": models.Project}
        with told(self.settings):
            return {name: self._all(table).count() for name, table in tables.items()}

    def severities(self) -> Counter[tuple[str, Severity]]:
        """Count the findings of each edition (its SHA-256) by severity."""
        with told(self.settings):
            numbers = self._shas()
            counted = self._all(models.Finding).values_list("edition_id", "severity").annotate(Count("id"))
            return Counter({(numbers[number], Severity(name)): count for number, name, count in counted})

    def keyed(self) -> Iterator[Sequence[Keyed]]:
        """Yield the listings of each project by their keys, projects in the order in which they were linked."""
        with told(self.settings):
            numbers = self._shas()
            columns = ("project_id", "listing_id", "listing__region", "listing__line")
            links = self._all(models.ProjectListing).order_by("project_id", "id").values_list(*columns)
            for _, group in groupby(links.iterator(_AT_ONCE), key=itemgetter(0)):
                yield [
                    Keyed(Ref(numbers[key // PER_EDITION], key % PER_EDITION), region, line)
                    for _, key, region, line in group
                ]

    def original(self, sha256: str) -> Path:
        """Say where the file of an edition is kept; raises UnusableRegister if somebody took it away."""
        path = originals.place_of(self.settings.register, sha256)
        if not path.is_file():
            raise UnusableRegister("the file of an edition is missing", file=str(path), advice="put back a copy of it")
        return path

    def judgements(self) -> tuple[Judgement, ...]:
        """Read all decisions of people, in the order they were made, from `judgements.jsonl`."""
        return judgements.read(self.settings.register)

    def places(self) -> tuple[Place, ...]:
        """Give the municipalities that were written down, by official key."""
        with told(self.settings):
            return tuple(Place(one.ags, one.name, one.region) for one in self._all(models.Place).order_by("ags"))

    def runs(self) -> tuple[Run, ...]:
        """Give all runs of imports, first one first."""
        with told(self.settings):
            found = self._all(models.Run).order_by("number")
            return tuple(Run(one.when, one.what, one.version, json.loads(one.counts)) for one in found)

    def project(self, id: str) -> Proven:
        """Give a project with its provenance; raises a FachwerkError if the register has none of that id."""
        with told(self.settings), transaction.atomic(using=self.alias):
            if not self._all(models.Project).filter(citable=id).exists():
                advice = "`fachwerk projects` lists them"
                raise FachwerkError(f"there is no project {id!r}", file=name_of(self.settings), advice=advice)
            links = self._all(models.ProjectListing).filter(project__citable=id).order_by("id")
            editions = {edition.sha256: edition for edition in self.editions()}
            evidence = tuple(self._evidence(key, editions) for key in links.values_list("listing_id", flat=True))
            refs = tuple(Ref(one.listing.edition, one.listing.row) for one in evidence)
            return Proven(Project(id, refs), evidence)

    # --- writing ---------------------------------------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Open the one transaction of an import: all that is written inside counts when the block ends, or nothing.

        What is read meanwhile from this register sees what was written. Another import waits; this one raises
        UnusableRegister if it waited for another one in vain.
        """
        decided = self.judgements()
        with told(self.settings), lock(connection_of(self.alias), self.settings):
            writer = Writer(self.alias, self.settings)
            yield writer
            writer.judgements(decided)

    def judge(self, judgement: Judgement) -> None:
        """Write down a person's decision; it counts from the next linking on."""
        with told_of_files(self.settings):
            judgements.append(self.settings.register, judgement)

    # --- how it is read --------------------------------------------------------------------------------------------

    def _all(self, model: Any) -> QuerySet[Any]:
        found: QuerySet[Any] = model.objects.using(self.alias)
        return found

    def _numbers(self) -> Mapping[str, int]:
        return dict(self._all(models.Edition).values_list("sha256", "number"))

    def _shas(self) -> Mapping[int, str]:
        return dict(self._all(models.Edition).values_list("number", "sha256"))

    def _kept(self, wanted: QuerySet[Any], numbers: Mapping[int, str]) -> Iterator[Kept]:
        layouts: dict[int, tuple[packing.Layout, Mapping[str, str]]] = {}
        columns = ("row__edition_id", "row__head_id", *packing.COLUMNS)
        for number, head, *stored in wanted.values_list(*columns).iterator(_AT_ONCE):
            if head not in layouts:
                layout = self._layout(head)
                layouts[head] = (layout, layout.columns)
            layout, headings = layouts[head]
            yield Kept(packing.listing_of(numbers[number], layout, tuple(stored)), headings)

    def _layout(self, head: int) -> packing.Layout:
        found = self._all(models.Head).get(id=head)
        fields = tuple((field, at) for field, at in json.loads(found.fields))
        return packing.Layout(tuple(json.loads(found.headings)), fields)

    def _refs(self, links: QuerySet[Any], owner: str) -> Mapping[int, tuple[Ref, ...]]:
        numbers = self._shas()
        found: dict[int, list[Ref]] = {}
        for number, key in links.order_by("id").values_list(owner, "listing_id").iterator(_AT_ONCE):
            found.setdefault(number, []).append(Ref(numbers[key // PER_EDITION], key % PER_EDITION))
        return {number: tuple(refs) for number, refs in found.items()}

    def _organisations(self, wanted: QuerySet[Any], refs: Mapping[int, tuple[Ref, ...]]) -> Iterator[Organisation]:
        for one in wanted.order_by("number"):
            variants, places = tuple(json.loads(one.variants)), tuple(json.loads(one.places))
            listings = refs.get(one.number, ())
            yield Organisation(one.citable, one.name, one.core, one.legal_form, variants, listings, places)

    def _series(self, wanted: QuerySet[Any], refs: Mapping[int, tuple[Ref, ...]]) -> Iterator[Series]:
        for one in wanted.order_by("number"):
            reasons = tuple(Reason(*reason) for reason in json.loads(one.reasons))
            yield Series(one.citable, one.name, Relation(one.relation), refs.get(one.number, ()), reasons)

    def _findings(self, wanted: QuerySet[Any]) -> Iterator[Finding]:
        numbers = self._shas()
        columns = ("code", "severity", "edition_id", "row", "field", "message", "message_de", "evidence")
        for code, severity, number, *rest in wanted.values_list(*columns).iterator(_AT_ONCE):
            yield Finding(code, Severity(severity), numbers[number], *rest)

    def _evidence(self, key: int, editions: Mapping[str, Edition]) -> Evidence:
        numbers = self._shas()
        (kept,) = self._kept(self._all(models.Listing).filter(row_id=key), numbers)
        named = self._all(models.Mention).filter(listing_id=key).values("organisation_id")
        serial = self._all(models.SeriesListing).filter(listing_id=key).values("series_id")
        found = self._all(models.Finding).filter(edition_id=key // PER_EDITION, row=key % PER_EDITION)
        return Evidence(
            editions[kept.listing.edition],
            kept.listing,
            kept.columns,
            tuple(
                self._organisations(
                    self._all(models.Organisation).filter(number__in=named),
                    self._refs(self._all(models.Mention).filter(organisation_id__in=named), "organisation_id"),
                )
            ),
            tuple(
                self._series(
                    self._all(models.Series).filter(number__in=serial),
                    self._refs(self._all(models.SeriesListing).filter(series_id__in=serial), "series_id"),
                )
            ),
            tuple(self._findings(found.order_by("id"))),
        )


def _edition(stored: models.Edition) -> Edition:
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
