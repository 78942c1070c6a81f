"""Pages that say how things are: about the data, for programs, downloads, accessibility, imprint, privacy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.http import HttpRequest, HttpResponse

from fachwerk.portal import api
from fachwerk.portal.downloads import FORMATS
from fachwerk.portal.opened import served
from fachwerk.portal.pages import addresses
from fachwerk.portal.pages.rendered import Context, State, page, show
from fachwerk.records import Severity
from fachwerk.sources import known_lists
from fachwerk.store import Edition

EXAMPLES = (
    ("search?q=Azubi+Handwerk&limit=2&facets=region,item", "example_search"),
    ("projects?limit=100", "example_projects"),
    ("findings?severity=warning&language=de", "example_findings"),
    ("openapi.json", "example_openapi"),
)


@page
def about(request: HttpRequest, language: str) -> HttpResponse:
    """Say where the data come from, how they were read, whether they are whole, and what is wrong with them."""
    return show(request, language, "about.html", _about)


def _about(state: State) -> Context:
    register = state.reading.register
    severities = register.severities()
    found = {one: sum(count for (_, each), count in severities.items() if each is one) for one in Severity}
    return {
        "section": "about",
        "editions": [_described(one) for one in reversed(register.editions())],
        "severities": [{"name": one.value, "count": count} for one, count in found.items()],
        "by_meaning": served().by_meaning,
        "licence": _said("licence"),
    }


def _described(edition: Edition) -> Mapping[str, object]:
    known = next((one for one in known_lists() if one.folder == edition.source), None)
    return {
        "sha256": edition.sha256,
        "title": edition.title or edition.file,
        "publisher": edition.publisher,
        "day": None if edition.as_of is None else date.fromisoformat(edition.as_of),
        "rows": edition.ledger.rows,
        "verdict": edition.ledger.verdict.value,
        "url": None if known is None else known.url,
    }


@page
def for_programs(request: HttpRequest, language: str) -> HttpResponse:
    """Say what programs can ask."""

    def gathered(state: State) -> Context:
        document = api.api.get_openapi_schema(path_prefix=api.ROOT)
        operations = [
            {"path": path, "name": f"api.{found['get']['operationId']}"} for path, found in document["paths"].items()
        ]
        serving = served().serving
        return {
            "root": addresses.public(api.ROOT),
            "openapi": f"{api.ROOT}openapi.json",
            "operations": operations,
            "examples": [
                {"address": addresses.public(f"{api.ROOT}{path}"), "name": f"api.{name}"} for path, name in EXAMPLES
            ],
            "rate": serving.rate,
            "version": state.reading.version,
        }

    return show(request, language, "programs.html", gathered)


@page
def downloads(request: HttpRequest, language: str) -> HttpResponse:
    """Offer everything that there is, in every format."""

    def gathered(state: State) -> Context:
        return {
            "formats": [
                {
                    "href": addresses.in_language(f"/search.{name}", language),
                    "name": f"downloads.{name}",
                    "says": f"downloads.{name}_says",
                }
                for name in (one.name for one in FORMATS)
            ],
            "projects": state.reading.pages.count_projects(),
            "editions": [_described(one) for one in reversed(state.reading.register.editions())],
            "licence": _said("licence"),
            "version": state.reading.version,
        }

    return show(request, language, "downloads.html", gathered)


@page
def accessibility(request: HttpRequest, language: str) -> HttpResponse:
    """State how accessible the portal is, and to whom one can turn."""
    return _stated(request, language, "accessibility")


@page
def imprint(request: HttpRequest, language: str) -> HttpResponse:
    """Say who publishes the register."""
    return _stated(request, language, "imprint")


@page
def privacy(request: HttpRequest, language: str) -> HttpResponse:
    """Say what is kept of readers, and how persons who are named in lists are protected."""
    return _stated(request, language, "privacy")


def _stated(request: HttpRequest, language: str, name: str) -> HttpResponse:
    def gathered(_state: State) -> Context:
        found = served().operator
        return {
            "operator": found,
            "address": () if found is None else tuple(found.address.splitlines()),
            "paragraphs": _paragraphs(name, language),
        }

    return show(request, language, f"{name}.html", gathered)


def _paragraphs(name: str, language: str) -> tuple[str, ...]:
    """Give what the operator adds to a page, paragraph by paragraph."""
    said: Mapping[str, str] = _said(name) or {}
    return tuple(one.strip() for one in said.get(language, "").split("\n\n") if one.strip())


def _said(name: str) -> Mapping[str, str] | None:
    found = served().operator
    return None if found is None else getattr(found, name)
