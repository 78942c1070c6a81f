"""What a register holds, as the commands and the portal show it: projects with all that belongs to them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from fachwerk.records import Finding, Listing, Organisation, Project, Ref, Series, Severity
from fachwerk.store import Edition, Evidence, Listed, Proven, edition_called

if TYPE_CHECKING:
    from fachwerk.store import Register


class Holdings(NamedTuple):
    """What a register holds, in numbers: `totals` of organisations, series and projects; projects by region and line.

    A project counts where its newest listing puts it; None where that does not say.
    """

    editions: tuple[Edition, ...]
    totals: Mapping[str, int]
    regions: Counter[str | None]
    lines: Counter[str | None]
    findings: Counter[Severity]

    @classmethod
    def of(cls, register: Register) -> Holdings:
        """Count; no listing is held for it, however many there are."""
        editions = register.editions()
        regions, lines = Counter[str | None](), Counter[str | None]()
        findings = Counter[Severity]()
        ages = {edition.sha256: age for age, edition in enumerate(editions)}
        for listings in register.keyed():
            newest = min(listings, key=lambda one: (-ages[one.ref.edition], one.ref.row))
            regions[newest.region] += 1
            lines[newest.line] += 1
        for (_, severity), count in register.severities().items():
            findings[severity] += count
        return cls(editions, register.totals(), regions, lines, findings)


@dataclass(frozen=True)
class View:
    """A register read once, and who belongs to whom in it."""

    editions: tuple[Edition, ...]
    listings: Mapping[Ref, Listing]
    organisations: tuple[Organisation, ...]
    series: tuple[Series, ...]
    projects: tuple[Project, ...]
    findings: tuple[Finding, ...]

    @classmethod
    def of(cls, register: Register) -> View:
        """Read a register."""
        return cls(
            register.editions(),
            {Ref(one.edition, one.row): one for one in register.listings()},
            register.organisations(),
            register.series(),
            register.projects(),
            tuple(register.findings()),
        )

    @cached_property
    def sponsors(self) -> Mapping[Ref, Organisation]:
        """The organisation that a listing's sponsor is."""
        return {ref: one for one in self.organisations for ref in one.listings}

    @cached_property
    def series_of(self) -> Mapping[Ref, Series]:
        """The series that a listing belongs to."""
        return {ref: one for one in self.series for ref in one.listings}

    @cached_property
    def findings_of(self) -> Mapping[Ref, Sequence[Finding]]:
        """What is odd about each listing."""
        found: defaultdict[Ref, list[Finding]] = defaultdict(list)
        for one in self.findings:
            if one.row is not None:
                found[Ref(one.edition, one.row)].append(one)
        return found

    @cached_property
    def _ages(self) -> Mapping[str, int]:
        return {edition.sha256: age for age, edition in enumerate(self.editions)}

    def newest(self, refs: Sequence[Ref]) -> Listing:
        """The listing of the newest edition among these; of several there, the one printed first."""
        ref = min(refs, key=lambda ref: (-self._ages[ref.edition], ref.row))
        return self.listings[ref]

    def listed(self, project: Project, edition: str | None = None) -> Listed:
        """A project as its newest edition has it, or as that one has it."""
        listing = self.newest([ref for ref in project.listings if edition in (None, ref.edition)])
        ref = Ref(listing.edition, listing.row)
        sponsor, series = self.sponsors.get(ref), self.series_of.get(ref)
        codes = dict.fromkeys(finding.code for finding in self.findings_of.get(ref, ()))
        carrier, group = (None if one is None else one.id for one in (sponsor, series))
        return Listed(project, listing, carrier, group, tuple(codes))

    def proven(self, project: Project) -> Proven:
        """A project with everything that is known of it."""
        return Proven(project, tuple(map(self._evidence, project.listings)))

    def _evidence(self, ref: Ref) -> Evidence:
        edition = next(one for one in self.editions if one.sha256 == ref.edition)
        sponsor, series = self.sponsors.get(ref), self.series_of.get(ref)
        return Evidence(
            edition,
            self.listings[ref],
            {},
            () if sponsor is None else (sponsor,),
            () if series is None else (series,),
            tuple(self.findings_of.get(ref, ())),
        )

    def edition(self, said: str) -> Edition:
        """Find an edition as people name it."""
        return edition_called(said, self.editions)
