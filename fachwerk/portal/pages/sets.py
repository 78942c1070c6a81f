"""Sets of projects as pages show them: those of a region, a place, an organisation …, each to be searched and taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from fachwerk.portal.pages.rendered import State
from fachwerk.search.answers import Count
from fachwerk.search.asking import Near, Query
from fachwerk.search.documents import Document
from fachwerk.search.labels import labels
from fachwerk.store import Edition

SHOWN = 25


class Shown(NamedTuple):
    """A project as one line of a table; `sponsor` and `region` are as printed, the others are keys."""

    id: str
    title: str
    sponsor: str
    organisation: str | None
    region: str | None
    region_name: str
    line: str | None
    begin: date | None
    end: date | None
    is_running: bool


class ProjectSet(NamedTuple):
    """Some projects: `asked` is what a search is asked for them, `projects` the latest of them."""

    asked: Mapping[str, str]
    total: int
    running: int
    projects: Sequence[Shown]
    facets: Mapping[str, Sequence[Count]]

    @property
    def are_all(self) -> bool:
        return self.total == len(self.projects)


def set_of(state: State, asked: Mapping[str, str], limit: int = SHOWN, facets: tuple[str, ...] = ()) -> ProjectSet:
    """Find the projects that have some keys, or lie near a place (`near`), the latest first."""
    query = replace(query_of(asked), limit=limit, facets=facets)
    answer = state.engine.search(query)
    running = state.engine.search(replace(query, running=state.today, limit=1, facets=()))
    shown = [shown_of(hit.project, state.today) for hit in answer.hits]
    return ProjectSet(asked, answer.total, running.total, shown, answer.facets)


def query_of(asked: Mapping[str, str]) -> Query:
    """Make a question of keys by facet; `near` is a place with kilometres, `Torgau:20`."""
    filters = {name: (key,) for name, key in asked.items() if name != "near"}
    place, _, km = asked.get("near", "").rpartition(":")
    return Query(filters=filters, sort="begin", near=Near(place, float(km)) if place else None)


def shown_of(project: Document, today: date) -> Shown:
    """Give one line of a table."""
    texts, keys = project.texts, project.keys
    begin, end = project.begin, project.end
    region = _only(keys.get("region"))
    return Shown(
        project.id,
        texts.get("title") or texts.get("description") or project.id,
        texts.get("sponsor", ""),
        _only(keys.get("organisation")),
        region,
        texts.get("region", "") if region is None else labels()["region"].get(region, region),
        _only(keys.get("item")),
        begin,
        end,
        begin is not None and end is not None and begin <= today <= end,
    )


def day_of(edition: Edition) -> date | None:
    """Give the day that a list states."""
    return None if edition.as_of is None else date.fromisoformat(edition.as_of)


def _only(keys: Sequence[str] | None) -> str | None:
    return keys[0] if keys else None
