"""From a published file into the register: read, corrected, cleaned, kept, linked and checked, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from fachwerk import __version__, sources
from fachwerk.clean import Cleaner, conventions_of
from fachwerk.clean.corrections import Correction, Corrector
from fachwerk.errors import AlreadyThere, IncompleteList, MissingColumns, UnknownSource
from fachwerk.pipeline.corrections import corrections_for
from fachwerk.pipeline.listed import Listed, Source, read_list
from fachwerk.pipeline.relating import Named, Related, relate
from fachwerk.records import Reading, ReadOptions, Severity, Verdict
from fachwerk.store import Edition, Kept, Run

if TYPE_CHECKING:
    from fachwerk.store import Register, Writer

# By so many rows a list's columns are understood; a longer list is not held in memory for it.
SAMPLE = 20_000
# Without these a row says nothing about a project.
NEEDED = ("sponsor", "title")


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What a user may say about an import. `source` is the folder name of a known list; None: recognise it."""

    source: str | None = None
    accept_incomplete: bool = False
    read: ReadOptions = field(default_factory=ReadOptions)


class Added(NamedTuple):
    """An edition that was read and cleaned, what was decided on the way, and corrections that found nothing."""

    edition: Edition
    rows: int
    notes: tuple[str, ...]
    left_over: tuple[Correction, ...]


class Imported(NamedTuple):
    """What came of one import: the edition, how all listings belong together now, and its findings by severity."""

    added: Added
    related: Related
    findings: Mapping[Severity, int]


def import_list(file: Source, register: Register, options: ImportOptions) -> Imported:
    """Import one file. Raises a FachwerkError, and leaves the register as it was, if it cannot be or is there already.

    Everything happens in the register's one write transaction: other imports wait, and a reader sees all or nothing.
    """
    with register.writing() as writer:
        named = Named.of(register)
        added = _add(file, writer, register, options)
        related = relate(register, writer, named)
        writer.run(Run(now(), f"import {file.path.name}", __version__, {"listings": added.rows, **related.counts}))
    sha256 = added.edition.sha256
    findings = {severity: count for (of, severity), count in related.findings.items() if of == sha256}
    return Imported(added, related, findings)


def _add(file: Source, writer: Writer, register: Register, options: ImportOptions) -> Added:
    listed = read_list(file, options.read)
    sha256 = listed.document.sha256
    if writer.has(sha256):
        raise AlreadyThere("is in the register already; nothing was changed", file=file.name)
    cleaned = Cleaned(listed, register.settings.register, options.source)
    edition = writer.add_edition(sha256, file.path, cleaned.kept(), lambda: _facts(listed, cleaned.source, options))
    return Added(edition, edition.ledger.rows, cleaned.notes, cleaned.left_over())


class Cleaned:
    """A list on its way into the register: recognised, corrected and cleaned while it is read."""

    def __init__(self, listed: Listed, register: Path, source: str | None) -> None:
        self._sha256 = listed.document.sha256
        self._readings = listed.readings()
        first = list(islice(self._readings, SAMPLE))
        _refuse_without_columns(first, listed.source)
        self.source = _source_of(first[0], source)
        folder = None if self.source is None else self.source.folder
        self._corrector = Corrector(corrections_for(register, folder))
        self._first = list(self._corrector.readings(first))
        conventions = conventions_of(self._first, self.source)
        self._cleaner, self.notes = Cleaner(conventions), conventions.notes

    def kept(self) -> Iterator[Kept]:
        """Yield the listings, once."""
        for reading in chain(self._first, self._corrector.readings(self._readings)):
            yield Kept(self._cleaner.listing(self._sha256, reading), reading.columns)

    def left_over(self) -> tuple[Correction, ...]:
        """Give the corrections that found nothing to correct; known when all listings are out."""
        return self._corrector.left_over()


def renew(register: Register, what: str, editions: Iterable[Edition] = ()) -> Related:
    """Clean editions anew from their kept files, then link and check everything: after a correction or a judgement."""
    with register.writing() as writer:
        named = Named.of(register)
        for edition in editions:
            file = Source(edition.file, register.original(edition.sha256))
            cleaned = Cleaned(read_list(file, ReadOptions()), register.settings.register, edition.source)
            writer.renew_edition(edition.sha256, cleaned.kept())
        related = relate(register, writer, named)
        writer.run(Run(now(), what, __version__, related.counts))
    return related


def _refuse_without_columns(readings: Sequence[Reading], file: Source) -> None:
    """A list without sponsors or titles cannot become a register; say what was found instead."""
    if not readings:
        raise MissingColumns("has a heading but no rows", file=file.name, advice="there is nothing to import")
    missing = [name for name in NEEDED if name not in readings[0].fields]
    if missing:
        found = ", ".join(_understood(heading, readings[0].columns) for heading in readings[0].printed)
        raise MissingColumns(
            f"no column is known to hold the {' or the '.join(missing)}; found: {found}",
            file=file.name,
            advice="write what its headings mean into a source.yml (fachwerk/sources/README.md)",
        )


def _understood(heading: str, columns: Mapping[str, str]) -> str:
    fields = [name for name, printed in columns.items() if printed == heading]
    return f'"{heading}" ({", ".join(fields) or "not understood"})'


def _source_of(reading: Reading, asked: str | None) -> sources.Source | None:
    if asked is None:
        return sources.remembered(tuple(reading.printed))
    known = {source.folder: source for source in sources.known_lists()}
    if asked not in known:
        raise UnknownSource(f'"{asked}" is no known list', file="--source", advice=f"known are: {', '.join(known)}")
    return known[asked]


def _facts(listed: Listed, known: sources.Source | None, options: ImportOptions) -> Edition:
    ledger = listed.ledger()
    is_incomplete = ledger.verdict is Verdict.INCOMPLETE
    if is_incomplete and not options.accept_incomplete:
        raise IncompleteList(
            f"the list is incomplete: {'; '.join(ledger.reasons)}",
            file=listed.source.name,
            advice="get the whole list, or import it as it is with --accept-incomplete",
        )
    return Edition(
        ledger.sha256,
        Path(listed.source.name).name,
        listed.document.format,
        ledger,
        now(),
        None if known is None else known.folder,
        ledger.title or (None if known is None else known.name),
        None if ledger.as_of is None else ledger.as_of.isoformat(),
        None if known is None else known.publisher,
        is_incomplete,
    )


def now() -> str:
    """The moment, as runs and editions note it: ISO, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
