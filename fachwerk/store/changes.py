"""What became of projects from one edition to another: new ones, those that are gone, and values that differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from fachwerk.records import Listing, Project, Ref
from fachwerk.store import models
from fachwerk.store.models import PER_EDITION
from fachwerk.store.tables import AT_ONCE

if TYPE_CHECKING:
    from fachwerk.store.facts import Edition
    from fachwerk.store.register import Register

_TOGETHER = 200  # projects whose listings are read together


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a project from one edition to the next; `fields` are those whose clean values differ."""

    project: Project
    before: Listing | None
    after: Listing | None
    fields: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """`new`, `gone` or `changed`."""
        return "new" if self.before is None else "gone" if self.after is None else "changed"


class _Pair(NamedTuple):
    """A project's listings in two editions by their keys, None where it has none."""

    project: int
    before: int | None
    after: int | None


def changes(register: Register, before: Edition | None, after: Edition) -> Iterator[Change]:
    """Compare two editions project by project, in the order in which projects were linked; without an earlier one all
    projects are new. Of several listings of a project in an edition the one printed first counts.

    Listings of which the database holds the same text are not looked at any closer.
    """
    numbers, shas = register.tables.numbers(), register.tables.shas()
    earlier = None if before is None else numbers[before.sha256]
    pairs = _pairs(register, earlier, numbers[after.sha256])
    while some := list(islice(pairs, _TOGETHER)):
        projects = _projects(register, [pair.project for pair in some])
        keys = [key for pair in some for key in (pair.before, pair.after) if key is not None]
        refs = {key: Ref(shas[key // PER_EDITION], key % PER_EDITION) for key in keys}
        listings = {Ref(one.edition, one.row): one for one in register.some(refs.values())}
        for pair in some:
            old, new = (None if key is None else listings[refs[key]] for key in (pair.before, pair.after))
            fields = () if old is None or new is None else differing(old, new)
            if old is None or new is None or fields:
                yield Change(projects[pair.project], old, new, fields)


def differing(before: Listing, after: Listing) -> tuple[str, ...]:
    """Name the fields whose clean values differ."""
    names = dict.fromkeys([*before.values, *after.values])
    return tuple(name for name in names if _clean(before, name) != _clean(after, name))


def _clean(listing: Listing, name: str) -> object:
    value = listing.values.get(name)
    return None if value is None else value.clean


def _pairs(register: Register, before: int | None, after: int) -> Iterator[_Pair]:
    """Give the projects that may have changed."""
    wanted = Q()
    for number in {before, after} - {None}:
        wanted |= Q(listing_id__gte=(number or 0) * PER_EDITION, listing_id__lt=((number or 0) + 1) * PER_EDITION)
    columns = ("project_id", "listing_id", "listing__row__cleaned", "listing__row__head__fields")
    links = register.tables.all(models.ProjectListing).filter(wanted).order_by("project_id", "listing_id")
    for project, group in groupby(links.values_list(*columns).iterator(AT_ONCE), key=itemgetter(0)):
        first: dict[int, tuple[int, tuple[str, str]]] = {}
        for _, key, *text in group:
            first.setdefault(key // PER_EDITION, (key, (text[0], text[1])))
        old, new = (None if number is None else first.get(number) for number in (before, after))
        if old is None or new is None or old[1] != new[1]:
            yield _Pair(project, None if old is None else old[0], None if new is None else new[0])


def _projects(register: Register, numbers: Iterable[int]) -> Mapping[int, Project]:
    some = list(numbers)
    links = register.tables.all(models.ProjectListing).filter(project_id__in=some)
    refs = register.tables.refs(links, "project_id")
    found = register.tables.all(models.Project).filter(number__in=some).values_list("number", "citable")
    return {number: Project(id, refs[number]) for number, id in found}
