"""What the index holds of a project: its newest listing's texts, and the keys by which it is filtered and counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fachwerk.records import Clean, Listing, Organisation, Project, Ref, Series
from fachwerk.reference.organisations import abbreviations

if TYPE_CHECKING:
    from fachwerk.store import Register

TEXTS = ("title", "sponsor", "place", "region", "kind", "description")


@dataclass(frozen=True, slots=True)
class Document:
    """A project as it is searched. `texts` by field, `also` other names of its sponsor, `keys` by facet.

    `rank` is its place in the alphabetical order of titles.
    """

    id: str
    row: int
    edition: str
    texts: Mapping[str, str]
    also: tuple[str, ...]
    keys: Mapping[str, tuple[str, ...]]
    begin: date | None
    end: date | None
    rank: int = 0

    @property
    def meant(self) -> str:
        """The text whose meaning is looked up."""
        return " ".join(
            self.texts[field] for field in ("title", "sponsor", "place", "region", "description") if field in self.texts
        )


def documents_of(register: Register) -> Iterator[Document]:
    """Yield the projects of a register in the order of their newest listings, each with what hangs on it."""
    about = _About.of(register)
    places = iter(
        ranks(_text(one, "title") for one in register.listings() if Ref(one.edition, one.row) in about.projects)
    )
    for listing in register.listings():
        project = about.projects.get(Ref(listing.edition, listing.row))
        if project is not None:
            yield _document(listing, project, about, next(places))


@dataclass(frozen=True, slots=True)
class _About:
    """Who belongs to whom in a register; `projects` by their newest listing."""

    projects: Mapping[Ref, Project]
    sponsors: Mapping[Ref, Organisation]
    series: Mapping[Ref, Series]
    findings: Mapping[Ref, frozenset[str]]
    short: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, register: Register) -> _About:
        ages = {edition.sha256: age for age, edition in enumerate(register.editions())}
        found: defaultdict[Ref, set[str]] = defaultdict(set)
        for one in register.findings():
            if one.row is not None:
                found[Ref(one.edition, one.row)].add(one.code)
        return cls(
            {
                min(one.listings, key=lambda ref: (-ages[ref.edition], ref.row)): one
                for one in register.projects()
                if one.listings
            },
            {ref: one for one in register.organisations() for ref in one.listings},
            {ref: one for one in register.series() for ref in one.listings},
            {ref: frozenset(codes) for ref, codes in found.items()},
            _abbreviations(),
        )


def _abbreviations() -> Mapping[str, Sequence[str]]:
    """Abbreviations by what they stand for, both in small letters, and the other way round."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for one in abbreviations().values():
        found[one.stands_for.casefold()].append(one.short)
        found[one.short.casefold()].append(one.stands_for)
    return found


def _document(listing: Listing, project: Project, about: _About, rank: int) -> Document:
    ref = Ref(listing.edition, listing.row)
    texts = {name: text for name in TEXTS if (text := _text(listing, name))}
    sponsor, series = about.sponsors.get(ref), about.series.get(ref)
    keys = {
        "region": (listing.region,),
        "item": (listing.line,),
        "pot": (listing.pot,),
        "kind": (texts.get("kind"),),
        "organisation": (None if sponsor is None else sponsor.id,),
        "series": (None if series is None else series.id,),
        "edition": {one.edition: None for one in project.listings},
        "status": (listing.status.value,),
        "finding": about.findings.get(ref, ()),
        "place": listing.places,
    }
    begin, end = (_day(listing, name) for name in ("begin", "end"))
    return Document(
        project.id,
        listing.row,
        listing.edition,
        texts,
        _other_names(texts.get("sponsor", ""), sponsor, about.short),
        {name: tuple(key for key in some if key) for name, some in keys.items()},
        begin,
        end,
        rank,
    )


def _other_names(printed: str, sponsor: Organisation | None, short: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Other spellings of a sponsor, and what its abbreviations stand for or what its name is abbreviated to."""
    names = [printed] if sponsor is None else [printed, sponsor.name, *sponsor.variants]
    whole = [other for full, some in short.items() if len(full) > 8 and full in printed.casefold() for other in some]
    words = [
        other
        for word in printed.casefold().replace("(", " ").replace(")", " ").split()
        for other in short.get(word, ())
    ]
    return tuple(name for name in dict.fromkeys([*names, *whole, *words]) if name and name != printed)


def _text(listing: Listing, name: str) -> str:
    value = listing.values.get(name)
    return "" if value is None or value.clean is None else str(value.clean)


def _day(listing: Listing, name: str) -> date | None:
    value = listing.values.get(name)
    clean: Clean = None if value is None else value.clean
    return clean if isinstance(clean, date) else None


def ranks(titles: Iterable[str]) -> list[int]:
    """Give each title its place in alphabetical order."""
    keyed = sorted(range(len(some := list(titles))), key=lambda at: some[at].casefold())
    found = [0] * len(keyed)
    for rank, at in enumerate(keyed):
        found[at] = rank
    return found
