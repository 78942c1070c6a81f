"""How an answer leaves: as JSON, known by the version of the register, sent again only if something changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import TypeAlias, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags

from fachwerk import __version__
from fachwerk.portal.asked import Paging
from fachwerk.portal.objects import Object
from fachwerk.portal.opened import Reading, served
from fachwerk.search.cursors import after_of, cursor_of
from fachwerk.store.pages import From

_Thing = TypeVar("_Thing")
Read: TypeAlias = Callable[[Reading, From], Sequence[tuple[int, _Thing]]]


def answered(request: HttpRequest, version: str, said: Object) -> HttpResponse:
    """Send an object that was made from one version of the register."""
    content = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    return _marked(HttpResponse(content, content_type="application/json"), request, version)


def unchanged(request: HttpRequest, version: str) -> HttpResponse | None:
    """Answer "not modified" to whoever has the answer of this version already; None to anybody else."""
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if _tag(request, version) not in known:
        return None
    response = _marked(HttpResponse(status=HTTPStatus.NOT_MODIFIED), request, version)
    del response["Content-Type"]
    return response


def of_state(request: HttpRequest, made: Callable[[Reading], Object]) -> HttpResponse:
    """Send what is made from one state of the register, unless the client has it."""
    with served().reading() as reading:
        return unchanged(request, reading.version) or answered(request, reading.version, made(reading))


def page_of_list(
    request: HttpRequest,
    asked: Paging,
    read: Read[_Thing],
    shape: Callable[[_Thing], Object],
    count: Callable[[Reading], int],
) -> HttpResponse:
    """Send a page of a list; one thing more than fits is read to know whether it goes on."""

    def page(reading: Reading) -> Object:
        found = read(reading, From(after_of(asked.cursor, reading.version), asked.limit + 1))
        shown = found[: asked.limit]
        goes_on = len(found) > asked.limit
        return {
            "total": count(reading),
            "items": [dict(shape(thing)) for _, thing in shown],
            "next": cursor_of(reading.version, shown[-1][0]) if goes_on else None,
            "version": reading.version,
        }

    return of_state(request, page)


def _marked(response: HttpResponse, request: HttpRequest, version: str) -> HttpResponse:
    """Say by what the answer is known; caches may keep it, but have to ask whether it still holds."""
    response["ETag"] = _tag(request, version)
    response["Cache-Control"] = "public, no-cache"
    return response


def _tag(request: HttpRequest, version: str) -> str:
    """Name the answer: program, register, question. It is weak, because packing changes the bytes."""
    seed = "\n".join((__version__, str(served().by_meaning), version, request.get_full_path()))
    return f'W/"{hashlib.sha256(seed.encode()).hexdigest()[:24]}"'
