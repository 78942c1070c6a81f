"""A register read page by page, in the order of its commands, without holding more than a page of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

from django.db.models import Count, Max, QuerySet

from fachwerk.errors import UnknownIdentifier
from fachwerk.records import Finding, Listing, Organisation, Project, Ref, Series, Severity
from fachwerk.store import models
from fachwerk.store.facts import Listed
from fachwerk.store.models import PER_EDITION

if TYPE_CHECKING:
    from fachwerk.store.register import Register

_LARGEST = (1 << 63) - 1  # that a column can hold
_AT_ONCE = 400  # projects that are asked for together: SQLite takes 999 keys

_Owner = TypeVar("_Owner")
_Made: TypeAlias = Callable[[QuerySet[Any], Mapping[int, tuple[Ref, ...]]], Iterator[_Owner]]


class From(NamedTuple):
    """Where a page begins: after the thing with that number, and how many things it may hold."""

    after: int = 0
    limit: int = 20


class Wanted(NamedTuple):
    """Which findings are asked for; without an edition those of all, without severities or a code any."""

    edition: str | None = None
    severities: frozenset[Severity] = frozenset()
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Pages:
    """An open register inside a `snapshot`; what is given comes with the number after which one can go on."""

    register: Register

    def projects(self, page: From, edition: str | None = None) -> list[tuple[int, Listed]]:
        """Give projects as their newest edition has them, or as one edition (its SHA-256) has them."""
        tables = self.register.tables
        links = self._links(edition)
        numbers = list(
            links.filter(project_id__gt=min(page.after, _LARGEST))
            .order_by("project_id")
            .values_list("project_id", flat=True)
            .distinct()[: page.limit]
        )
        refs = tables.refs(tables.all(models.ProjectListing).filter(project_id__in=numbers), "project_id")
        ids = dict(tables.all(models.Project).filter(number__in=numbers).values_list("number", "citable"))
        chosen = {number: self._newest(refs[number], edition) for number in numbers}
        about = _About.of(self.register, list(chosen.values()))
        return [(number, about.listed(Project(ids[number], refs[number]), chosen[number])) for number in numbers]

    def listed(self, ids: Iterable[str]) -> Iterator[Listed]:
        """Yield projects as their newest edition has them, in the order of their ids; unknown ones are left out."""
        tables, left = self.register.tables, iter(ids)
        while some := list(islice(left, _AT_ONCE)):
            found = tables.all(models.Project).filter(citable__in=some).values_list("number", "citable")
            numbers = {id: number for number, id in found}
            refs = tables.refs(
                tables.all(models.ProjectListing).filter(project_id__in=list(numbers.values())), "project_id"
            )
            chosen = {id: self._newest(refs[numbers[id]], None) for id in some if id in numbers}
            about = _About.of(self.register, list(chosen.values()))
            for id, ref in chosen.items():
                yield about.listed(Project(id, refs[numbers[id]]), ref)

    def count_projects(self, edition: str | None = None) -> int:
        """Count the projects, of one edition or all."""
        if edition is None:
            return self.count(models.Project)
        return self._links(edition).values("project_id").distinct().count()

    def last_project(self) -> int:
        """Give the number of the project that was linked last, 0 if there is none."""
        return int(self.register.tables.all(models.Project).aggregate(last=Max("number"))["last"] or 0)

    def project_ids(self, page: From, before: int) -> list[str]:
        """Give the ids of projects whose numbers follow one, up to another one with it."""
        found = self.register.tables.all(models.Project).filter(number__gt=page.after, number__lte=before)
        return list(found.order_by("number").values_list("citable", flat=True)[: page.limit])

    def count_by_line(self, edition: str) -> Mapping[str | None, int]:
        """Count the rows of an edition by the number of their funding line, None for those without one."""
        number = self.register.tables.numbers()[edition]
        found = self.register.tables.all(models.Listing).filter(
            row_id__gte=number * PER_EDITION, row_id__lt=(number + 1) * PER_EDITION
        )
        return dict(found.values_list("line").annotate(rows=Count("row_id")).order_by())

    def count(self, table: Any) -> int:
        """Count what a table holds."""
        return int(self.register.tables.all(table).count())

    def organisations(self, page: From) -> list[tuple[int, Organisation]]:
        """Give organisations in the order in which they were linked."""
        return self._owners(models.Organisation, models.Mention, self.register.tables.organisations, page)

    def organisation(self, id: str) -> Organisation:
        """Give one organisation. Raises UnknownIdentifier if there is none of that id."""
        return self._owner(models.Organisation, models.Mention, self.register.tables.organisations, id)

    def series(self, page: From) -> list[tuple[int, Series]]:
        """Give series in the order in which they were linked."""
        return self._owners(models.Series, models.SeriesListing, self.register.tables.series, page)

    def one_series(self, id: str) -> Series:
        """Give one series. Raises UnknownIdentifier if there is none of that id."""
        return self._owner(models.Series, models.SeriesListing, self.register.tables.series, id)

    def series_of(self, refs: Sequence[Ref]) -> list[Series]:
        """Give the series that have one of some listings (hundreds of them, not thousands), by number."""
        tables = self.register.tables
        keys = list(self._keys(refs))
        numbers = tables.all(models.SeriesListing).filter(listing_id__in=keys).values_list("series_id", flat=True)
        wanted = sorted(set(numbers))
        links = tables.refs(tables.all(models.SeriesListing).filter(series_id__in=wanted), "series_id")
        return list(tables.series(tables.all(models.Series).filter(number__in=wanted), links))

    def sponsors_of(self, refs: Sequence[Ref]) -> Mapping[Ref, str]:
        """Give the id of the organisation that each of some listings names."""
        keys = self._keys(refs)
        named = self.register.tables.all(models.Mention).filter(listing_id__in=list(keys))
        return {keys[key]: id for key, id in named.values_list("listing_id", "organisation__citable")}

    def projects_of(self, refs: Sequence[Ref]) -> Mapping[Ref, str]:
        """Give the id of the project that each of some listings is about."""
        keys = self._keys(refs)
        about = self.register.tables.all(models.ProjectListing).filter(listing_id__in=list(keys))
        return {keys[key]: id for key, id in about.values_list("listing_id", "project__citable")}

    def findings(self, page: From, wanted: Wanted) -> list[tuple[int, Finding]]:
        """Give findings in the order of their checks."""
        tables = self.register.tables
        found = self._findings(wanted).filter(id__gt=min(page.after, _LARGEST)).order_by("id")
        ids = list(found.values_list("id", flat=True)[: page.limit])
        records = tables.findings(tables.all(models.Finding).filter(id__in=ids).order_by("id"))
        return list(zip(ids, records, strict=True))

    def count_findings(self, wanted: Wanted) -> int:
        """Count the findings that are asked for."""
        return self._findings(wanted).count()

    def tally(self) -> Mapping[tuple[str, str, str], int]:
        """Count all findings by edition (its SHA-256), code and severity."""
        tables = self.register.tables
        shas = tables.shas()
        found = tables.all(models.Finding).values_list("edition_id", "code", "severity").annotate(Count("id"))
        return {(shas[number], code, severity): count for number, code, severity, count in found}

    # --- how -------------------------------------------------------------------------------------------------------

    def _keys(self, refs: Sequence[Ref]) -> Mapping[int, Ref]:
        numbers = self.register.tables.numbers()
        return {numbers[ref.edition] * PER_EDITION + ref.row: ref for ref in refs}

    def _links(self, edition: str | None) -> QuerySet[Any]:
        links = self.register.tables.all(models.ProjectListing)
        if edition is None:
            return links
        number = self.register.tables.numbers()[edition]
        return links.filter(listing_id__gte=number * PER_EDITION, listing_id__lt=(number + 1) * PER_EDITION)

    def _newest(self, refs: Sequence[Ref], edition: str | None) -> Ref:
        """The listing of the newest edition, or of one edition; of several there, the one printed first."""
        last = refs[-1].edition if edition is None else edition
        return min(ref for ref in refs if ref.edition == last)

    def _findings(self, wanted: Wanted) -> QuerySet[Any]:
        found = self.register.tables.all(models.Finding)
        if wanted.edition is not None:
            found = found.filter(edition_id=self.register.tables.numbers()[wanted.edition])
        if wanted.severities:
            found = found.filter(severity__in=[one.value for one in wanted.severities])
        return found if wanted.code is None else found.filter(code=wanted.code)

    def _owners(self, model: Any, links: Any, made: _Made[_Owner], page: From) -> list[tuple[int, _Owner]]:
        tables = self.register.tables
        found = tables.all(model).filter(number__gt=min(page.after, _LARGEST)).order_by("number")
        numbers = list(found.values_list("number", flat=True)[: page.limit])
        owner = f"{model.__name__.lower()}_id"
        refs = tables.refs(tables.all(links).filter(**{f"{owner}__in": numbers}), owner)
        return list(zip(numbers, made(tables.all(model).filter(number__in=numbers), refs), strict=True))

    def _owner(self, model: Any, links: Any, made: _Made[_Owner], id: str) -> _Owner:
        tables = self.register.tables
        name = model.__name__.lower()
        refs = tables.refs(tables.all(links).filter(**{f"{name}__citable": id}), f"{name}_id")
        found = next(iter(made(tables.all(model).filter(citable=id), refs)), None)
        if found is None:
            raise UnknownIdentifier(f'nothing is called "{id}"', advice="the list says what there is")
        return found


@dataclass(frozen=True, slots=True)
class _About:
    """What belongs to some listings."""

    listings: Mapping[Ref, Listing]
    sponsors: Mapping[Ref, str]
    series: Mapping[Ref, str]
    codes: Mapping[Ref, Sequence[str]]

    @classmethod
    def of(cls, register: Register, refs: Sequence[Ref]) -> _About:
        tables, numbers = register.tables, register.tables.numbers()
        keys = {numbers[ref.edition] * PER_EDITION + ref.row: ref for ref in refs}
        kept = tables.kept(tables.all(models.Listing).filter(row_id__in=list(keys)), tables.shas())
        named = tables.all(models.Mention).filter(listing_id__in=list(keys))
        serial = tables.all(models.SeriesListing).filter(listing_id__in=list(keys))
        return cls(
            {Ref(one.listing.edition, one.listing.row): one.listing for one in kept},
            {keys[key]: id for key, id in named.values_list("listing_id", "organisation__citable")},
            {keys[key]: id for key, id in serial.values_list("listing_id", "series__citable")},
            dict(_codes(register, refs, numbers)),
        )

    def listed(self, project: Project, ref: Ref) -> Listed:
        codes = tuple(dict.fromkeys(self.codes.get(ref, ())))
        return Listed(project, self.listings[ref], self.sponsors.get(ref), self.series.get(ref), codes)


def _codes(register: Register, refs: Sequence[Ref], numbers: Mapping[str, int]) -> Iterator[tuple[Ref, list[str]]]:
    for edition in dict.fromkeys(ref.edition for ref in refs):
        rows: Iterable[int] = [ref.row for ref in refs if ref.edition == edition]
        found = register.tables.all(models.Finding).filter(edition_id=numbers[edition], row__in=rows).order_by("id")
        codes: dict[int, list[str]] = {}
        for row, code in found.values_list("row", "code"):
            codes.setdefault(row, []).append(code)
        yield from ((Ref(edition, row), some) for row, some in codes.items())
