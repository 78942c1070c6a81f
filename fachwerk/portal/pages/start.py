"""The first page: one field, three doors, and what is in the register."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse

from fachwerk.portal.pages.rendered import Context, State, page, show
from fachwerk.search.asking import Query
from fachwerk.store.models import Organisation


class _Example(NamedTuple):
    words: str
    language: str


EXAMPLES = (
    _Example("Willkommenszentrum", "de"),
    _Example("Pflege Ausbildung", "de"),
    _Example("I want to train as a nurse", "en"),
)


@page
def start(request: HttpRequest, language: str) -> HttpResponse:
    """Show what one can do here."""
    return show(request, language, "start.html", _gathered)


def _gathered(state: State) -> Context:
    running = state.engine.search(Query(running=state.today, limit=1, facets=("region",)))
    editions = state.reading.register.editions()
    newest = editions[-1] if editions else None
    return {
        "examples": EXAMPLES,
        "projects": state.reading.pages.count_projects(),
        "organisations": state.reading.pages.count(Organisation),
        "running": running.total,
        "regions": running.facets["region"],
        "today": state.today,
        "editions": len(editions),
        "complete": sum(one.ledger.verdict.value == "complete" for one in editions),
        "newest": newest,
        "newest_day": None if newest is None or newest.as_of is None else date.fromisoformat(newest.as_of),
    }
