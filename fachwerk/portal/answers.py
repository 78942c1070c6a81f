"""How an answer leaves: as JSON, known by the version of the register, sent again only if something changed.

The last answers of the search are kept by the same name, so that what many ask is found once: a front page, the links
on it, the next one's first page.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import NamedTuple, TypeAlias, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import parse_etags

from fachwerk import __version__
from fachwerk.portal.asked import Paging
from fachwerk.portal.kept import Last
from fachwerk.portal.objects import Object
from fachwerk.portal.opened import Reading, served
from fachwerk.search.answering import Searcher
from fachwerk.search.cursors import after_of, cursor_of
from fachwerk.store.pages import From

_Thing = TypeVar("_Thing")
Response = TypeVar("Response", bound=HttpResponseBase)
Read: TypeAlias = Callable[[Reading, From], Sequence[tuple[int, _Thing]]]


_JSON = "application/json"
_last = Last(16 << 20)  # bytes


class Kept(NamedTuple):
    """Where answers of one media type are kept, and what they depend on beside register and index."""

    last: Last
    type: str
    state: str = ""


def of_search(request: HttpRequest, made: Callable[[Searcher], Object]) -> HttpResponse:
    """Send what is found in one version of the index, unless the client has it; who says `no-cache` gets it anew."""
    with served().reading() as reading:
        return kept(request, reading, Kept(_last, _JSON), lambda engine: _written(made(engine)))


def kept(request: HttpRequest, reading: Reading, how: Kept, made: Callable[[Searcher], bytes]) -> HttpResponse:
    """Send what an engine answers, unless the client has it, and keep it; who says `no-cache` gets it anew.

    Its tag names the index's version and the register's, which are two while the next index is made. An engine that
    took over from another one while it answered gives an answer without a tag.
    """
    engine = reading.engine
    version = engine.version
    tag = tag_of(request, f"{reading.version} {version} {how.state}")
    if has(request, tag):
        return unchanged(tag)
    content = None if "no-cache" in request.headers.get("Cache-Control", "") else how.last.of(tag)
    if content is None:
        content = made(engine)
        if engine.version != version:
            response = HttpResponse(content, content_type=how.type)
            response["Cache-Control"] = "no-store"
            return response
        how.last.keep(tag, content)
    return marked(HttpResponse(content, content_type=how.type), tag)


def of_state(request: HttpRequest, made: Callable[[Reading], Object], is_searched: bool = False) -> HttpResponse:
    """Send what is made from one state of the register, unless the client has it.

    `is_searched`: the engine is asked, too.
    """
    with served().reading() as reading:
        tag = tag_of(request, f"{reading.version} {reading.engine.version}" if is_searched else reading.version)
        return unchanged(tag) if has(request, tag) else _sent(_written(made(reading)), tag)


def page_of_list(
    request: HttpRequest,
    asked: Paging,
    read: Read[_Thing],
    shape: Callable[[_Thing], Object],
    count: Callable[[Reading], int],
    is_searched: bool = False,
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

    return of_state(request, page, is_searched)


def _written(said: Object) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def tag_of(request: HttpRequest, version: str) -> str:
    """Name the answer: program, register, question. It is weak, because packing changes the bytes."""
    seed = "\n".join((__version__, str(served().by_meaning), version, request.get_full_path()))
    return f'W/"{hashlib.sha256(seed.encode()).hexdigest()[:24]}"'


def has(request: HttpRequest, tag: str) -> bool:
    """Tell whether the client has that answer already."""
    return tag in parse_etags(request.headers.get("If-None-Match", ""))


def unchanged(tag: str) -> HttpResponse:
    """Say that what the client has still holds."""
    response = marked(HttpResponse(status=HTTPStatus.NOT_MODIFIED), tag)
    del response["Content-Type"]
    return response


def _sent(content: bytes, tag: str) -> HttpResponse:
    return marked(HttpResponse(content, content_type=_JSON), tag)


def marked(response: Response, tag: str) -> Response:
    """Say by what the answer is known; caches may keep it, but have to ask whether it still holds."""
    response["ETag"] = tag
    response["Cache-Control"] = "public, no-cache"
    return response
