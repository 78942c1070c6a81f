"""Find help: needs in plain words, each a link to a question that is likely to find projects for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse

from fachwerk.portal.pages import addresses
from fachwerk.portal.pages.questions import question_from
from fachwerk.portal.pages.rendered import Context, State, page, show
from fachwerk.portal.pages.search import ADDRESS as SEARCH
from fachwerk.reference.helping import Need, needs
from fachwerk.reference.regions import territories
from fachwerk.search.asking import Query

ADDRESS = "/help"


class Door(NamedTuple):
    """A need as the page says it: where help is that runs today, and where all is that was listed."""

    name: str
    text: str
    today: str
    all: str


class Choice(NamedTuple):
    """A region that can be chosen."""

    key: str
    name: str
    is_chosen: bool


@page
def help_(request: HttpRequest, language: str) -> HttpResponse:
    """Show the needs, of one region if one is chosen."""
    chosen = question_from(request.GET).value("region")
    return show(request, language, "help.html", lambda state: _gathered(state, chosen, language))


def _gathered(state: State, chosen: str, language: str) -> Context:
    regions = [region for territory in territories().values() for region in territory.regions]
    region = chosen if any(one.key == chosen for one in regions) else ""
    root = addresses.in_language(SEARCH, language)
    query = Query(running=state.today, filters={"region": (region,)} if region else {}, limit=1)
    return {
        "section": "help",
        "root": addresses.in_language(ADDRESS, language),
        "regions": [Choice(one.key, one.name, one.key == region) for one in regions],
        "region": region,
        "running": state.engine.search(query).total,
        "running_href": addresses.asked(root, {"region": region, "running": state.today}),
        "today": state.today,
        "persons": tuple(_doors("persons", state, root, region, language)),
        "employers": tuple(_doors("employers", state, root, region, language)),
    }


def _doors(group: str, state: State, root: str, region: str, language: str) -> Iterator[Door]:
    for need in needs()[group]:
        told = need.told[language]
        yield Door(told.name, told.text, _asked(need, root, region, str(state.today)), _asked(need, root, region, ""))


def _asked(need: Need, root: str, region: str, running: str) -> str:
    return addresses.asked(root, {"q": need.asks, "region": region, "running": running})
