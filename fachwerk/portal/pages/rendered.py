"""How a page is sent: made from one state of the register, known by it, and kept while it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from http import HTTPStatus
from typing import Any, NamedTuple, TypeAlias

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import get_template
from django.utils.cache import patch_vary_headers

from fachwerk import __version__
from fachwerk.errors import FachwerkError
from fachwerk.portal import wording
from fachwerk.portal.answers import Kept, kept
from fachwerk.portal.kept import Last
from fachwerk.portal.opened import Reading, served
from fachwerk.portal.pages import addresses, assets
from fachwerk.portal.problems import status_of
from fachwerk.search.answering import Searcher
from fachwerk.store.masking import MASKED

Context: TypeAlias = Mapping[str, object]
Gathered: TypeAlias = Callable[["State"], Context]
View: TypeAlias = Callable[..., HttpResponseBase]  # takes the request, the language, and what stands in the address

HTML = "text/html; charset=utf-8"
_AGAIN = "10"  # seconds
_last = Last(32 << 20)  # bytes


class State(NamedTuple):
    """What a page is made from: one state of the register, the engine that answers questions to it, and the day."""

    reading: Reading
    engine: Searcher
    today: date


def show(request: HttpRequest, language: str, template: str, gathered: Gathered) -> HttpResponse:
    """Send a page, unless the reader has it; who says `no-cache` gets it anew."""
    today = date.today()
    # What a page depends on beside register and index: the day, what it looks like, and what the operator says.
    how = Kept(_last, HTML, f"{today} {assets.version()} {served().serving} {served().operator}")
    with served().reading() as reading:

        def made(engine: Searcher) -> bytes:
            return _written(request, language, template, gathered(State(reading, engine, today)))

        return kept(request, reading, how, made)


def page(view: View) -> View:
    """Answer what a view refuses with a page that says what is wrong, in the reader's language."""

    @wraps(view)
    def answer(request: HttpRequest, language: str, **where: Any) -> HttpResponseBase:
        try:
            return view(request, language, **where)
        except FachwerkError as error:
            return refused(request, language, status_of(error), error)

    return answer


def refused(
    request: HttpRequest, language: str, status: HTTPStatus, error: FachwerkError | None = None
) -> HttpResponse:
    """Give the page that says why there is none; where things lie on the server is nobody's business."""
    is_ours = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    detail = None if error is None or is_ours else error.problem
    context = {"status": status.value, "detail": detail, "advice": None if is_ours or error is None else error.advice}
    response = told(request, language, status, "refused.html", context)
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        response["Retry-After"] = _AGAIN
    return response


def told(request: HttpRequest, language: str, status: HTTPStatus, template: str, context: Context) -> HttpResponse:
    """Give a page that says why there is not the one asked for; nobody keeps it."""
    response = HttpResponse(_written(request, language, template, context), status=status, content_type=HTML)
    response["Cache-Control"] = "no-store"
    return response


def to_language(request: HttpRequest, **_where: Any) -> HttpResponse:
    """Lead from a citable address to the page in the language that the reader prefers; German without one."""
    response = HttpResponse(status=HTTPStatus.FOUND)
    query = request.META.get("QUERY_STRING", "")
    response["Location"] = addresses.in_language(request.path, preferred(request)) + (f"?{query}" if query else "")
    response["Cache-Control"] = "public, max-age=3600"
    patch_vary_headers(response, ("Accept-Language",))
    return response


def preferred(request: HttpRequest) -> str:
    """Choose a language by `Accept-Language`."""
    return wording.chosen(request.headers.get("Accept-Language", ""))


def _written(request: HttpRequest, language: str, template: str, context: Context) -> bytes:
    path = request.path.removeprefix(f"/{language}") or addresses.START
    query = request.META.get("QUERY_STRING", "")
    behind = f"?{query}" if query else ""
    common = {
        "language": language,
        "languages": [
            {"code": code, "name": name, "href": addresses.in_language(path, code) + behind}
            for code, name in wording.LANGUAGES.items()
        ],
        "path": path,
        "canonical": addresses.public(request.path + behind),
        "css": assets.address("fachwerk.css"),
        "icon": assets.address("fachwerk.svg"),
        "program": __version__,
    }
    written = get_template(f"{language}/{template}").render({**common, **context})
    return written.replace(MASKED, wording.said("frame.person", language)).encode()
