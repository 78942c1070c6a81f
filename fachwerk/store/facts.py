"""What the register keeps beside the records of the stages: editions, runs, places, and a listing with all about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

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
class Proven:
    """A project with its provenance: each of its listings with all that is known, oldest edition first."""

    project: Project
    evidence: tuple[Evidence, ...]
