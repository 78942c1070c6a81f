"""The stylesheet and the few other files that pages need: sent under names that change with what is in them.

They are so few that they are held in memory, and packed as well as can be once instead of quickly each time.
"""

from __future__ import annotations

import hashlib
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse

from fachwerk.portal.packing import chosen, packed_best

FOLDER = Path(__file__).parent.parent / "static"
FILES = {
    "fachwerk.css": "text/css; charset=utf-8",
    "fachwerk.svg": "image/svg+xml",
}
_YEAR = 365 * 86400


class _Asset(NamedTuple):
    content: bytes
    version: str


def address(name: str) -> str:
    """Give the address of a file as it is now."""
    return f"/static/{_asset(name).version}/{name}"


@cache
def version() -> str:
    """Name the state that all files together are in."""
    return hashlib.sha256("".join(_asset(name).version for name in FILES).encode()).hexdigest()[:12]


def send(request: HttpRequest, version: str, name: str) -> HttpResponse:
    """Send a file; one of another version is sent as it is now, but not to be kept."""
    if name not in FILES:
        raise Http404(name)
    asset = _asset(name)
    coding = chosen(request.headers.get("Accept-Encoding", ""))
    content = asset.content if coding is None else _packed(name, coding)
    response = HttpResponse(content, content_type=FILES[name], status=HTTPStatus.OK)
    if coding is not None:
        response["Content-Encoding"] = coding
    is_it = version == asset.version
    response["Cache-Control"] = f"public, max-age={_YEAR}, immutable" if is_it else "no-cache"
    return response


@cache
def _asset(name: str) -> _Asset:
    content = (FOLDER / name).read_bytes()
    return _Asset(content, hashlib.sha256(content).hexdigest()[:12])


@cache
def _packed(name: str, coding: str) -> bytes:
    return packed_best(_asset(name).content, coding)
