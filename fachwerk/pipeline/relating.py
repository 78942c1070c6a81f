"""How all listings of a register belong together: organisations, series, projects, and what is odd about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from fachwerk import sources
from fachwerk.check import Content, Context, Known, findings_of
from fachwerk.link import Asked, Copy, Entry, copies_of, entries_of, organisations_of, projects_of, series_of
from fachwerk.records import Finding, Judgement, Listing, Organisation, Project, Ref, Series, Severity
from fachwerk.reference.municipalities import municipalities
from fachwerk.reference.programmes import programme
from fachwerk.reference.regions import Territory, territories
from fachwerk.store import Edition, Place

if TYPE_CHECKING:
    from fachwerk.store import Register, Writer


# Listings of an edition that are held while they are linked and checked; a longer edition is read anew on each walk.
HELD = 20_000


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
    judgements = register.judgements()
    listed = [Listed(register, edition) for edition in register.editions()]
    glances = [_Glance(len(listed) > 1) for _ in listed]
    passing = (glance.over(part) for glance, part in zip(glances, listed, strict=True))
    entries = list(entries_of(chain.from_iterable(passing)))
    linked = organisations_of(entries, judgements, named.organisations)
    projects = projects_of(entries, named.projects, linked.organisations, judgements)
    series = _series(entries, linked.organisations, projects, judgements)
    copies = copies_of(entries, lambda refs: {_ref(one): one for one in register.some(refs)}, series)
    del entries
    writer.link(linked.organisations, series, projects)
    counts = {"organisations": len(linked.organisations), "series": len(series), "projects": len(projects)}
    severities: Counter[tuple[str, Severity]] = Counter()
    contexts = _contexts(listed, glances, linked.organisations, series, copies)
    found = chain.from_iterable(findings_of(part, context) for part, context in contexts)
    counts["findings"] = writer.findings(_counted(found, severities))
    writer.places(_places(set[str]().union(*(glance.places for glance in glances))))
    return Related({**counts, "asked": len(linked.asked)}, severities, linked.asked)


class Listed:
    """The listings of one edition: held if they are few, read anew on each walk if they are many."""

    def __init__(self, register: Register, edition: Edition) -> None:
        self.edition, self._register = edition, register

    def __len__(self) -> int:
        return self.edition.ledger.rows

    def __iter__(self) -> Iterator[Listing]:
        return iter(self._held) if len(self) <= HELD else self._register.listings(self.edition.sha256)

    @cached_property
    def _held(self) -> Sequence[Listing]:
        return tuple(self._register.listings(self.edition.sha256))


class _Glance:
    """What is noted of an edition while its listings go by: the places they name, where they are, what they print."""

    def __init__(self, has_others: bool) -> None:
        self.places: set[str] = set()
        self.territory: Territory | None = None
        self._content = Content() if has_others else None  # a lone edition has none to be compared with

    def over(self, listings: Iterable[Listing]) -> Iterator[Listing]:
        """Let listings pass."""
        for listing in listings:
            self.places.update(listing.places)
            if self.territory is None:
                self.territory = _territory(listing)
            if self._content is not None:
                self._content.add(listing)
            yield listing

    @property
    def content(self) -> str | None:
        return None if self._content is None else str(self._content)


def _ref(listing: Listing) -> Ref:
    return Ref(listing.edition, listing.row)


def _counted(findings: Iterable[Finding], counts: Counter[tuple[str, Severity]]) -> Iterator[Finding]:
    for one in findings:
        counts[one.edition, one.severity] += 1
        yield one


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


def _contexts(
    listed: Sequence[Listed],
    glances: Sequence[_Glance],
    organisations: Sequence[Organisation],
    series: Sequence[Series],
    copies: Sequence[Copy],
) -> Iterator[tuple[Listed, Context]]:
    known = {source.folder: source for source in sources.known_lists()}
    facts = [_facts(part.edition, glance.content) for part, glance in zip(listed, glances, strict=True)]
    for at, (part, glance) in enumerate(zip(listed, glances, strict=True)):
        edition = part.edition
        source = known.get(edition.source or "")
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
                territory=glance.territory,
            ),
        )


def _facts(edition: Edition, content: str | None) -> Known:
    as_of = None if edition.as_of is None else date.fromisoformat(edition.as_of)
    return Known(edition.sha256, edition.title or "", as_of, edition.ledger.rows, edition.source, content)


def _territory(listing: Listing) -> Territory | None:
    """The territory that cleaning took a listing's region or place from."""
    if listing.region is None and listing.place is None:
        return None
    for territory in territories().values():
        if territory.region(listing.region) or (listing.place or "-").startswith(territory.ags):
            return territory
    return None


def _places(named: Container[str]) -> Iterator[Place]:
    """The municipalities that listings name."""
    for territory in territories().values():
        for ags, one in municipalities(territory.key).items():
            if ags in named:
                region = territory.region_of(ags)
                yield Place(ags, one.name, None if region is None else region.key)
