"""What an import writes, inside its one transaction: editions with their listings, what linking and checking found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from django.db.models import Max

from fachwerk.errors import AlreadyThere
from fachwerk.records import Finding, Judgement, Listing, Organisation, Project, Ref, Series
from fachwerk.settings import Settings
from fachwerk.store import models, originals
from fachwerk.store.bulk import empty, fill
from fachwerk.store.engine import connection_of
from fachwerk.store.facts import Edition, Kept, Place, Run
from fachwerk.store.ledgers import ledger_as_json
from fachwerk.store.models import PER_EDITION
from fachwerk.store.packing import Layout, as_json, carried, json_or_none, layout_of, packed
from fachwerk.store.troubles import told_of_files

_AT_ONCE = 4096  # listings that are held before their rows are written


class Writer:
    """Writes into a register; got from `Register.writing`, and of no use after its block ends."""

    def __init__(self, alias: str, settings: Settings) -> None:
        self._connection, self._settings = connection_of(alias), settings
        self._numbers: dict[str, int] = dict(models.Edition.objects.using(alias).values_list("sha256", "number"))
        self._alias = alias

    def has(self, sha256: str) -> bool:
        """Tell whether an edition with that fingerprint is there; nobody can add it meanwhile."""
        return sha256 in self._numbers

    def add_edition(self, sha256: str, original: Path, kept: Iterable[Kept], told: Callable[[], Edition]) -> Edition:
        """Add an edition beside those that are there: its file, its listings as they come, and its facts.

        `told` is asked when the listings are out, since only then a list has a ledger. Raises AlreadyThere if the
        register holds this very file; nothing is changed then.
        """
        if self.has(sha256):
            raise AlreadyThere("is in the register already; nothing was changed", file=original.name)
        number = max(self._numbers.values(), default=0) + 1
        with told_of_files(self._settings):
            originals.keep(self._settings.register, original, sha256)
        self._add_listings(sha256, number, kept)
        edition = told()
        if edition.sha256 != sha256:
            raise ValueError(f"the facts are about {edition.sha256}, not about {sha256}")
        fill(self._connection, models.Edition, [_edition_row(number, edition)])
        self._numbers[sha256] = number
        return edition

    def renew_edition(self, sha256: str, kept: Iterable[Kept]) -> None:
        """Put listings in place of those that an edition has: its file, cleaned anew. Linking must follow."""
        number = self._numbers[sha256]
        empty(self._connection, models.Mention, models.SeriesListing, models.ProjectListing)
        empty(self._connection, models.Listing, models.Row, models.Head, keys=_keys_of(number))
        self._add_listings(sha256, number, kept)

    def link(
        self, organisations: Sequence[Organisation], series: Sequence[Series], projects: Sequence[Project]
    ) -> None:
        """Put what linking found in place of what it found before, for all listings of the register."""
        empty(self._connection, models.Mention, models.SeriesListing, models.ProjectListing)
        empty(self._connection, models.Organisation, models.Series, models.Project)
        fill(self._connection, models.Organisation, _numbered(map(_organisation_row, organisations)))
        fill(self._connection, models.Mention, self._links(organisations))
        fill(self._connection, models.Series, _numbered(map(_series_row, series)))
        fill(self._connection, models.SeriesListing, self._links(series))
        fill(self._connection, models.Project, _numbered((one.id,) for one in projects))
        fill(self._connection, models.ProjectListing, self._links(projects))

    def findings(self, findings: Iterable[Finding]) -> int:
        """Put findings about the whole register in place of those that are there, as they come, and count them."""
        empty(self._connection, models.Finding)
        return fill(self._connection, models.Finding, map(self._finding_row, enumerate(findings, start=1)))

    def places(self, places: Iterable[Place]) -> None:
        """Put municipalities in place of those that are there."""
        empty(self._connection, models.Place)
        fill(self._connection, models.Place, places)

    def run(self, run: Run) -> None:
        """Write down that an import ran."""
        last = models.Run.objects.using(self._alias).aggregate(last=Max("number"))["last"] or 0
        fill(self._connection, models.Run, [(last + 1, run.when, run.what, run.version, as_json(dict(run.counts)))])

    def judgements(self, judgements: Iterable[Judgement]) -> None:
        """Copy people's judgements for queries; the end of the transaction does it."""
        empty(self._connection, models.Judgement)
        rows = ((*one[:3], one.decision.value, one.who, one.when, one.why) for one in judgements)
        fill(self._connection, models.Judgement, _numbered(rows))

    # --- how rows are made -----------------------------------------------------------------------------------------

    def _add_listings(self, sha256: str, number: int, kept: Iterable[Kept]) -> None:
        heads: dict[Layout, int] = {}
        waiting = iter(kept)
        while piece := list(islice(waiting, _AT_ONCE)):
            strangers = {one.listing.edition for one in piece} - {sha256}
            if strangers:
                raise ValueError(f"listings of {strangers} among those of {sha256}")
            fill(self._connection, models.Row, (_row(one, number, heads) for one in piece))
            fill(self._connection, models.Listing, (_listing(one.listing, number) for one in piece))
        fill(self._connection, models.Head, (_head(number, layout, key) for layout, key in heads.items()))

    def _key(self, ref: Ref) -> int:
        return self._numbers[ref.edition] * PER_EDITION + ref.row

    def _links(self, owners: Iterable[Organisation | Series | Project]) -> Iterator[tuple[object, ...]]:
        return _numbered(
            (number, self._key(ref)) for number, owner in enumerate(owners, start=1) for ref in owner.listings
        )

    def _finding_row(self, numbered: tuple[int, Finding]) -> tuple[object, ...]:
        key, found = numbered
        number = self._numbers[found.edition]
        said = (found.message, found.message_de, found.evidence)
        return (key, found.code, found.severity.value, number, found.row, found.field, *said)


def _keys_of(number: int) -> range:
    return range(number * PER_EDITION, (number + 1) * PER_EDITION)


def _numbered(rows: Iterable[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    return ((key, *row) for key, row in enumerate(rows, start=1))


# Each gives the columns of a table in the order of its model.


def _edition_row(number: int, edition: Edition) -> tuple[object, ...]:
    ledger = edition.ledger
    return (
        number,
        edition.sha256,
        edition.file,
        edition.source,
        edition.title,
        edition.as_of,
        edition.publisher,
        edition.format,
        ledger.pages,
        ledger.rows,
        ledger.verdict.value,
        as_json(ledger.reasons),
        ledger_as_json(ledger),
        edition.imported,
        edition.accepted_incomplete,
    )


def _head(number: int, layout: Layout, key: int) -> tuple[object, ...]:
    return (key, number, as_json(layout.headings), as_json(layout.fields))


def _row(kept: Kept, number: int, heads: dict[Layout, int]) -> tuple[object, ...]:
    listing, layout = kept.listing, layout_of(*kept)
    head = heads.setdefault(layout, number * PER_EDITION + len(heads) + 1)
    origin = listing.origin
    return (
        number * PER_EDITION + listing.row,
        number,
        listing.row,
        head,
        origin.page,
        *origin.lines,
        None if origin.box is None else as_json(origin.box),
        carried(origin.carried),
        *packed(listing, layout),
        json_or_none(listing.notes),
    )


def _listing(listing: Listing, number: int) -> tuple[object, ...]:
    place = listing.place
    is_plain = listing.places == (() if place is None else (place,))
    return (
        number * PER_EDITION + listing.row,
        listing.region,
        place,
        None if is_plain else as_json(listing.places),
        listing.line,
        listing.pot,
        listing.legal_form,
        listing.core,
        listing.status.value,
        _day(listing, "begin"),
        _day(listing, "end"),
    )


def _day(listing: Listing, field: str) -> date | None:
    value = listing.values.get(field)
    return value.clean if value is not None and isinstance(value.clean, date) else None


def _organisation_row(one: Organisation) -> tuple[object, ...]:
    return (one.id, one.name, one.core, one.legal_form, as_json(one.variants), as_json(one.places))


def _series_row(one: Series) -> tuple[object, ...]:
    return (one.id, one.name, one.relation.value, as_json(one.reasons))
