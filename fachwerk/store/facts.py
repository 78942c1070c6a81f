"""What the register keeps beside the records of the stages: editions, runs, places, and a listing with all about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from fachwerk.errors import UnknownEdition
from fachwerk.records import Finding, Ledger, Listing, Organisation, Project, Ref, Series


@dataclass(frozen=True, slots=True)
class Edition:
    """One published list as of one day. `as_of` is an ISO day, `imported` an ISO moment in UTC; `source` the folder
    of a known list. `accepted_incomplete`: somebody imported it although its ledger says that it is incomplete."""

    sha256: str
    file: str
    format: str
    ledger: Ledger
    imported: str
    source: str | None = None
    title: str | None = None
    as_of: str | None = None
    publisher: str | None = None
    accepted_incomplete: bool = False


class Kept(NamedTuple):
    """A listing as the register keeps it: with the heading under which each field is printed (`Reading.columns`)."""

    listing: Listing
    columns: Mapping[str, str]


class Keyed(NamedTuple):
    """A listing by its keys alone: the region, and the number of the funding line."""

    ref: Ref
    region: str | None
    line: str | None


class Place(NamedTuple):
    """A municipality: official key (AGS), name, and the key of the region it lies in."""

    ags: str
    name: str
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One run of an import: when (ISO, UTC), what was asked for, what came of it in numbers, and with which version."""

    when: str
    what: str
    version: str
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One listing with everything the register knows about it; `columns` is the heading of each field."""

    edition: Edition
    listing: Listing
    columns: Mapping[str, str]
    sponsors: tuple[Organisation, ...] = ()
    series: tuple[Series, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A project as one of its listings has it, with the ids of sponsor and series and the codes of findings there."""

    project: Project
    listing: Listing
    sponsor: str | None = None
    series: str | None = None
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proven:
    """A project with its provenance: each of its listings with all that is known, oldest edition first."""

    project: Project
    evidence: tuple[Evidence, ...]

    @property
    def newest(self) -> Listed:
        """The project as the newest edition has it; of several listings there, the one printed first."""
        edition = self.evidence[-1].listing.edition
        one = min((one for one in self.evidence if one.listing.edition == edition), key=lambda one: one.listing.row)
        codes = dict.fromkeys(finding.code for finding in one.findings)
        sponsor, series = (next((each.id for each in some), None) for some in (one.sponsors, one.series))
        return Listed(self.project, one.listing, sponsor, series, tuple(codes))

    @property
    def sponsors(self) -> tuple[Organisation, ...]:
        """The organisations that carry it, the newest one first."""
        return tuple({one.id: one for each in reversed(self.evidence) for one in each.sponsors}.values())

    @property
    def series(self) -> tuple[Series, ...]:
        """The series it belongs to, the newest one first."""
        return tuple({one.id: one for each in reversed(self.evidence) for one in each.series}.values())


NEWEST, BEFORE = "newest", "before"


def edition_called(said: str, editions: Sequence[Edition]) -> Edition:
    """Find an edition by its day, the beginning of its fingerprint, `newest`, or `before` (the one before that)."""
    named = {NEWEST: editions[-1:], BEFORE: editions[-2:-1]}
    found = named.get(said) or [one for one in editions if said and (one.as_of == said or one.sha256.startswith(said))]
    if len(found) != 1:
        many = "several editions are" if found else "no edition is"
        days = ", ".join(f"{one.as_of or 'undated'} ({one.sha256[:12]})" for one in editions)
        raise UnknownEdition(f'{many} called "{said}"', advice=f"there are: {days or 'none'}")
    return found[0]
