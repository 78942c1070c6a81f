"""How all listings of a register belong together: organisations, series, projects, and what is odd about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from fachwerk import sources
from fachwerk.check import Context, Known, content_of, findings_of
from fachwerk.link import Asked, Copy, Entry, copies_of, entries_of, organisations_of, projects_of, series_of
from fachwerk.records import Judgement, Listing, Organisation, Project, Ref, Series, Severity
from fachwerk.reference.municipalities import municipalities
from fachwerk.reference.programmes import programme
from fachwerk.reference.regions import Territory, territories
from fachwerk.store import Edition, Place

if TYPE_CHECKING:
    from fachwerk.store import Register, Writer


class Related(NamedTuple):
    """What came of linking and checking: how many of each there are, for the record of a run; findings by edition.

    `asked` are pairs that a person should decide.
    """

    counts: Mapping[str, int]
    findings: Counter[tuple[str, Severity]]
    asked: tuple[Asked, ...]


class Named(NamedTuple):
    """Organisations and projects that have their identifiers already."""

    organisations: tuple[Organisation, ...]
    projects: tuple[Project, ...]

    @classmethod
    def of(cls, register: Register) -> Named:
        """Read them, before anything is written."""
        return cls(register.organisations(), register.projects())


def relate(register: Register, writer: Writer, named: Named) -> Related:
    """Link and check all listings anew, inside the transaction that wrote them, and keep what comes of it.

    The identifiers of what was named before stay; findings of older editions may change, since they
    depend on what the new one says.
    """
    editions, judgements = register.editions(), register.judgements()
    listings = {edition.sha256: tuple(register.listings(edition.sha256)) for edition in editions}
    everything = tuple(chain.from_iterable(listings.values()))
    entries = tuple(entries_of(everything))
    linked = organisations_of(entries, judgements, named.organisations)
    projects = projects_of(entries, named.projects, linked.organisations, judgements)
    series = _series(entries, linked.organisations, projects, judgements)
    copies = copies_of(entries, lambda refs: _texts(listings, refs), series)
    writer.link(linked.organisations, series, projects)
    contexts = _contexts(editions, listings, linked.organisations, series, copies)
    findings = tuple(chain.from_iterable(findings_of(part, context) for part, context in contexts))
    writer.findings(findings)
    writer.places(_places(everything))
    counts = {
        "organisations": len(linked.organisations), "series": len(series), "projects": len(projects),
        "findings": len(findings), "asked": len(linked.asked),
    }  # fmt: skip
    return Related(counts, Counter((one.edition, one.severity) for one in findings), linked.asked)


def _series(
    entries: Sequence[Entry],
    organisations: Sequence[Organisation],
    projects: Sequence[Project],
    judgements: Sequence[Judgement],
) -> tuple[Series, ...]:
    """Series of projects: each is compared by its oldest listing, and then stands with all of them."""
    shown = {project.listings[0]: project.listings for project in projects if project.listings}
    oldest = (entry for entry in entries if entry.ref in shown)
    return tuple(
        replace(one, listings=tuple(chain.from_iterable(shown[ref] for ref in one.listings)))
        for one in series_of(oldest, organisations, judgements)
    )


def _texts(listings: Mapping[str, Sequence[Listing]], refs: Sequence[Ref]) -> Mapping[Ref, Listing]:
    """A second look at some listings of one edition."""
    wanted = {ref.row: ref for ref in refs}
    part = listings[refs[0].edition]
    return {wanted[listing.row]: listing for listing in part if listing.row in wanted}


def _contexts(
    editions: Sequence[Edition],
    listings: Mapping[str, Sequence[Listing]],
    organisations: Sequence[Organisation],
    series: Sequence[Series],
    copies: Sequence[Copy],
) -> Iterator[tuple[Sequence[Listing], Context]]:
    known = {source.folder: source for source in sources.known_lists()}
    facts = [_facts(edition, listings[edition.sha256]) for edition in editions]
    for at, edition in enumerate(editions):
        part, source = listings[edition.sha256], known.get(edition.source or "")
        given = None if source is None or source.programme is None else programme(source.programme)
        yield (
            part,
            Context(
                ledger=edition.ledger,
                organisations=organisations,
                series=series,
                copies=tuple((one.original, one.copy) for one in copies if one.copy.edition == edition.sha256),
                editions=(*facts[:at], *facts[at + 1 :]),
                source=source,
                programme=given,
                territory=_territory(part),
            ),
        )


def _facts(edition: Edition, listings: Sequence[Listing]) -> Known:
    return Known(
        edition.sha256,
        edition.title or "",
        None if edition.as_of is None else date.fromisoformat(edition.as_of),
        len(listings),
        edition.source,
        content_of(listings),
    )


def _territory(listings: Sequence[Listing]) -> Territory | None:
    """The territory that cleaning took a list's regions or places from."""
    for listing in listings:
        for territory in territories().values():
            if territory.region(listing.region) or (listing.place or "-").startswith(territory.ags):
                return territory
    return None


def _places(listings: Sequence[Listing]) -> Iterator[Place]:
    """The municipalities that listings name."""
    named = {key for listing in listings for key in (*listing.places, listing.place) if key}
    for territory in territories().values():
        for ags, one in municipalities(territory.key).items():
            if ags in named:
                region = territory.region_of(ags)
                yield Place(ags, one.name, None if region is None else region.key)
