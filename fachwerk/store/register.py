"""A register that is open: everything read out of it comes as records, and one transaction writes into it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Self

from django.db import transaction
from django.db.models import Count

from fachwerk.errors import UnknownIdentifier, UnusableRegister
from fachwerk.records import (
    Finding,
    Judgement,
    Listing,
    Organisation,
    Project,
    Ref,
    Series,
    Severity,
)
from fachwerk.settings import Settings
from fachwerk.store import judgements, models, originals, schema
from fachwerk.store.engine import can_be_written, connect, connection_of, disconnect, only_read
from fachwerk.store.facts import Edition, Kept, Keyed, Place, Proven, Run
from fachwerk.store.locking import lock
from fachwerk.store.masking import NOBODY, Mask, Masking
from fachwerk.store.models import PER_EDITION
from fachwerk.store.tables import AT_ONCE, Tables
from fachwerk.store.troubles import told, told_of_files
from fachwerk.store.writing import Writer

_ASKED_FOR = 500  # keys that are named together: SQLite takes 999


class Register:
    """One open register. Made by `open_register` or `make_register`; close it, or use it in a `with` statement.

    `shown` is for how many months names of natural persons are shown before they are masked; None: always. A register
    that masks them is there to be served, and cannot be written.
    """

    def __init__(self, settings: Settings, shown: int | None = None) -> None:
        self.settings, self.shown = settings, shown
        is_writable = can_be_written(settings)
        self.alias = connect(settings, is_writable)
        plain = Tables(self.alias)
        self.masking = None if shown is None else Masking(shown, plain.persons, plain.version)
        self.tables = Tables(self.alias, self.masking)
        try:
            with told(settings):
                schema.bring_up_to_date(connection_of(self.alias), settings, is_writable)
            if shown is not None:
                only_read(self.alias)
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

    def rest(self) -> None:
        """Let go of the calling thread's connection; the next one that it needs is opened anew."""
        connection_of(self.alias).close()

    # --- reading ---------------------------------------------------------------------------------------------------

    def has(self, sha256: str) -> bool:
        """Tell whether an edition with that fingerprint was imported."""
        with told(self.settings):
            return self.tables.all(models.Edition).filter(sha256=sha256).exists()

    def editions(self) -> tuple[Edition, ...]:
        """Give all editions, oldest first: by their day, those without one by the day of their import."""
        with told(self.settings):
            found = list(self.tables.editions())
        return tuple(sorted(found, key=lambda edition: edition.as_of or edition.imported[:10]))

    def version(self) -> str:
        """Name the state that the register is in: another one after every import, correction and judgement.

        Who masks persons has another one than who does not, unless there are none.
        """
        with told(self.settings):
            return self._version(self.tables.version())

    def _version(self, stored: str) -> str:
        sign = "" if self.masking is None else self.masking.of(stored).sign
        return hashlib.sha256(f"{stored}{sign}".encode()).hexdigest()[:16] if sign else stored

    def mask(self) -> Mask:
        """Say which persons are masked in the state that is read: for whoever reads tables without making records."""
        with told(self.settings):
            return NOBODY if self.masking is None else self.masking.now()

    def is_masked(self, edition: str | None = None) -> bool:
        """Tell whether names of persons are masked at the moment, anywhere or in an edition (its SHA-256)."""
        mask = self.mask()
        return bool(mask.editions) if edition is None else edition in mask.editions

    @contextmanager
    def snapshot(self) -> Iterator[str]:
        """Read inside from one state of the register, whatever others write meanwhile, and know its version."""
        connection = connection_of(self.alias)
        is_within = connection.in_atomic_block  # of another one, whose state this one reads, too
        with told(self.settings), transaction.atomic(using=self.alias):
            if connection.vendor == "postgresql" and not is_within:  # SQLite reads from one state anyway
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            stored = self.tables.version()
            with nullcontext() if self.masking is None else self.masking.reading(self.masking.of(stored)):
                yield self._version(stored)

    def listings(self, edition: str | None = None) -> Iterator[Listing]:
        """Yield the listings of an edition (its SHA-256) by row, or of all editions, first imported first."""
        return (kept.listing for kept in self.kept(edition))

    def kept(self, edition: str | None = None) -> Iterator[Kept]:
        """Yield listings with the heading of each field, in the order of `listings`."""
        with told(self.settings):
            numbers = self.tables.shas()
            wanted = self.tables.all(models.Listing).order_by("row_id")
            if edition is not None:
                number = self.tables.numbers().get(edition, 0)
                wanted = wanted.filter(row_id__gte=number * PER_EDITION, row_id__lt=(number + 1) * PER_EDITION)
            yield from self.tables.kept(wanted, numbers)

    def some(self, refs: Iterable[Ref]) -> Iterator[Listing]:
        """Yield the listings asked for, in any order."""
        with told(self.settings):
            numbers, shas = self.tables.numbers(), self.tables.shas()
            keys = iter([numbers[ref.edition] * PER_EDITION + ref.row for ref in refs])
            while piece := list(islice(keys, _ASKED_FOR)):
                wanted = self.tables.all(models.Listing).filter(row_id__in=piece)
                yield from (kept.listing for kept in self.tables.kept(wanted, shas))

    def organisations(self) -> tuple[Organisation, ...]:
        """Give all organisations, in the order in which they were linked."""
        with told(self.settings):
            refs = self.tables.refs(self.tables.all(models.Mention), "organisation_id")
            return tuple(self.tables.organisations(self.tables.all(models.Organisation), refs))

    def series(self) -> tuple[Series, ...]:
        """Give all series, in the order in which they were linked."""
        with told(self.settings):
            refs = self.tables.refs(self.tables.all(models.SeriesListing), "series_id")
            return tuple(self.tables.series(self.tables.all(models.Series), refs))

    def projects(self) -> tuple[Project, ...]:
        """Give all projects, in the order in which they were linked."""
        with told(self.settings):
            refs = self.tables.refs(self.tables.all(models.ProjectListing), "project_id")
            found = self.tables.all(models.Project).order_by("number").values_list("number", "citable")
            return tuple(Project(id_, refs.get(number, ())) for number, id_ in found.iterator(AT_ONCE))

    def findings(self, edition: str | None = None, severities: Iterable[Severity] = ()) -> Iterator[Finding]:
        """Yield findings in the order of their checks: of one edition or all, of some severities or any."""
        with told(self.settings):
            numbers = self.tables.numbers()
            wanted = self.tables.all(models.Finding).order_by("id")
            if edition is not None:
                wanted = wanted.filter(edition_id=numbers.get(edition, 0))
            if asked := [severity.value for severity in severities]:
                wanted = wanted.filter(severity__in=asked)
            yield from self.tables.findings(wanted)

    def totals(self) -> Mapping[str, int]:
        """Count organisations, series and projects."""
        tables = {"organisations": models.Organisation, "series": models.Series, "projects": models.Project}
        with told(self.settings):
            return {name: self.tables.all(table).count() for name, table in tables.items()}

    def severities(self) -> Counter[tuple[str, Severity]]:
        """Count the findings of each edition (its SHA-256) by severity."""
        with told(self.settings):
            numbers = self.tables.shas()
            counted = self.tables.all(models.Finding).values_list("edition_id", "severity").annotate(Count("id"))
            return Counter({(numbers[number], Severity(name)): count for number, name, count in counted})

    def keyed(self) -> Iterator[Sequence[Keyed]]:
        """Yield the listings of each project by their keys, projects in the order in which they were linked."""
        with told(self.settings):
            numbers = self.tables.shas()
            columns = ("project_id", "listing_id", "listing__region", "listing__line")
            links = self.tables.all(models.ProjectListing).order_by("project_id", "id").values_list(*columns)
            for _, group in groupby(links.iterator(AT_ONCE), key=itemgetter(0)):
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
            return tuple(Place(one.ags, one.name, one.region) for one in self.tables.all(models.Place).order_by("ags"))

    def runs(self) -> tuple[Run, ...]:
        """Give all runs of imports, first one first."""
        with told(self.settings):
            found = self.tables.all(models.Run).order_by("number")
            return tuple(Run(one.when, one.what, one.version, json.loads(one.counts)) for one in found)

    def project(self, id: str) -> Proven:
        """Give a project with its provenance; raises UnknownIdentifier if the register has none of that id."""
        with told(self.settings), transaction.atomic(using=self.alias):
            if not self.tables.all(models.Project).filter(citable=id).exists():
                raise UnknownIdentifier(f'no project is called "{id}"', advice="`fachwerk projects` lists them")
            links = self.tables.all(models.ProjectListing).filter(project__citable=id).order_by("id")
            editions = {edition.sha256: edition for edition in self.editions()}
            evidence = tuple(self.tables.evidence(key, editions) for key in links.values_list("listing_id", flat=True))
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
