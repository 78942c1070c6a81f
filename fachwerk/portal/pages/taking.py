"""A result to take along: as a file, as a feed that goes on telling, and as a search that a browser knows."""

from __future__ import annotations

from html import escape, unescape

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from fachwerk.portal import feeds
from fachwerk.portal.answers import has, marked, tag_of, unchanged
from fachwerk.portal.downloads import FORMATS
from fachwerk.portal.downloads.sending import Asked, send
from fachwerk.portal.opened import served
from fachwerk.portal.pages import addresses, assets
from fachwerk.portal.pages.facets import Names, chips_of
from fachwerk.portal.pages.questions import Question, question_from
from fachwerk.portal.pages.rendered import Context, State, page, show
from fachwerk.portal.pages.search import ADDRESS
from fachwerk.portal.wording import LANGUAGES, said
from fachwerk.reference.regions import territories

CHANGES = "/changes.atom"
_FORMATS = {one.name: one for one in FORMATS}
_OPENSEARCH = "application/opensearchdescription+xml; charset=utf-8"
_DAY = 86400


@page
def download(request: HttpRequest, language: str, name: str) -> HttpResponseBase:
    """Send all that answers a question, in one of the formats."""
    if name not in _FORMATS:
        raise Http404(name)
    asked = _asked(request)
    with served().reading() as reading:
        question = asked.settled(reading)
        query, words = question.query(reading), in_words(question, Names(reading, language))
    found = served().operator
    licence = "" if found is None else found.licence.get(language, "")
    return send(request, _FORMATS[name], Asked(query, words, question.address(ADDRESS), language, licence))


@page
def search_feed(request: HttpRequest, language: str) -> HttpResponse:
    """Send the newest projects of a search as a feed."""
    asked = _asked(request).without("sort")

    with served().reading() as reading:
        engine = reading.engine
        tag = tag_of(request, f"{reading.version} {engine.version}")
        if has(request, tag):
            return unchanged(tag)
        question = asked.settled(reading)
        words = in_words(question, Names(reading, language))
        place = _place(language, question.address(f"{ADDRESS}.atom"), question.address(ADDRESS))
        content = feeds.of_search(reading, engine, question.query(reading), words, place, _author())
    return marked(HttpResponse(content, content_type=feeds.MEDIA_TYPE), tag)


@page
def changes_feed(request: HttpRequest, language: str) -> HttpResponse:
    """Send what the newest list changes as a feed."""
    with served().reading() as reading:
        tag = tag_of(request, reading.version)
        if has(request, tag):
            return unchanged(tag)
        content = feeds.of_changes(reading, _place(language, CHANGES, "/editions"), _author())
    return marked(HttpResponse(content, content_type=feeds.MEDIA_TYPE), tag)


@page
def about_feeds(request: HttpRequest, language: str) -> HttpResponse:
    """Say what feeds there are."""

    def gathered(_state: State) -> Context:
        regions = [region for territory in territories().values() for region in territory.regions]
        return {
            "changes": CHANGES,
            "all": f"{ADDRESS}.atom",
            "regions": [(one.key, one.name) for one in sorted(regions, key=lambda one: one.name)],
        }

    return show(request, language, "feeds.html", gathered)


def opensearch(_request: HttpRequest, language: str) -> HttpResponse:
    """Describe the search for browsers, with whole addresses, as the format wants."""
    if language not in LANGUAGES:
        raise Http404(language)
    root = addresses.public(addresses.in_language(ADDRESS, language))
    templates = (
        ("text/html", "results", f"{root}?q={{searchTerms}}"),
        ("application/atom+xml", "results", f"{root}.atom?q={{searchTerms}}"),
        ("application/json", "results", addresses.public("/api/v1/search?q={searchTerms}")),
        (_OPENSEARCH.partition(";")[0], "self", addresses.public(f"/opensearch.{language}.xml")),
    )
    urls = "".join(f'<Url type="{type_}" rel="{rel}" template="{escape(one)}"/>' for type_, rel, one in templates)
    icon = addresses.public(assets.address("fachwerk.svg"))
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/"><ShortName>Fachwerk</ShortName>'
        f"<Description>{said('search.title', language)}</Description>"
        f"<InputEncoding>UTF-8</InputEncoding><OutputEncoding>UTF-8</OutputEncoding><Language>{language}</Language>"
        f'<Image width="32" height="32" type="image/svg+xml">{escape(icon)}</Image>{urls}</OpenSearchDescription>'
    )
    response = HttpResponse(content, content_type=_OPENSEARCH)
    response["Cache-Control"] = f"public, max-age={_DAY}"
    return response


def in_words(question: Question, names: Names) -> str:
    """Put a question in words, plain: what is typed, and each filter."""
    filters = (unescape(chip.label) for chip in chips_of(question, names))
    return " · ".join(one for one in (question.value("q"), *filters) if one)


def _asked(request: HttpRequest) -> Question:
    """The question alone: how a page would show it, and from where on, is nothing to a file."""
    return question_from(request.GET).shown_as("list")


def _place(language: str, feed: str, page: str) -> feeds.Place:
    return feeds.Place(addresses.public_root(), language, feed, page)


def _author() -> str:
    found = served().operator
    return "" if found is None else found.name
