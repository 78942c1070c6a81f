"""Answers as small as the client can take them: brotli or gzip, by what it prefers."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from typing import TypeAlias

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

View: TypeAlias = Callable[[HttpRequest], HttpResponse]

_SMALL = 860  # bytes that fit into one packet anyway
_PICTURES = ("image/png", "image/webp", "image/jpeg")
_QUALITY, _LEVEL = 4, 5  # where a third better packing starts to cost three times the time

# In the order in which we prefer them.
PACKERS: Mapping[str, Callable[[bytes], bytes]] = {
    "br": lambda content: bytes(brotli.compress(content, quality=_QUALITY)),
    "gzip": lambda content: gzip.compress(content, _LEVEL, mtime=0),
}


def packed_best(content: bytes, coding: str) -> bytes:
    """Pack what stays as it is, as small as it gets."""
    return bytes(brotli.compress(content)) if coding == "br" else gzip.compress(content, mtime=0)


def packed(view: View) -> View:
    """Pack what a view answers. Nothing secret is ever in an answer, so its length may tell what is in it."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = view(request)
        patch_vary_headers(response, ("Accept-Encoding",))
        if response.streaming:  # a file: its view has packed it, if that was worth it
            return response
        if len(response.content) < _SMALL or _is_packed(response):
            return response
        name = chosen(request.headers.get("Accept-Encoding", ""))
        if name is not None:
            response.content = PACKERS[name](response.content)
            response["Content-Encoding"] = name
        return response

    return answer


def _is_packed(response: HttpResponse) -> bool:
    return response.has_header("Content-Encoding") or response.get("Content-Type", "") in _PICTURES


def chosen(accepted: str) -> str | None:
    """Choose a coding by the header `Accept-Encoding`; None: leave it as it is.

    >>> chosen("gzip, deflate, br;q=0.9"), chosen("br;q=0, *"), chosen("identity")
    ('gzip', 'gzip', None)
    """
    shares = dict(map(_share, accepted.casefold().split(",")))
    plain = shares.get("identity", 0.0)
    found = {name: shares.get(name, shares.get("*", 0.0)) for name in PACKERS}
    best = max(found, key=lambda name: found[name])
    return best if found[best] > 0 and found[best] >= plain else None


def takes_gzip(accepted: str) -> bool:
    """Tell whether a client takes gzip, which can be written piece by piece.

    >>> takes_gzip("br, gzip;q=0.5"), takes_gzip("br"), takes_gzip("gzip;q=0, *")
    (True, False, False)
    """
    shares = dict(map(_share, accepted.casefold().split(",")))
    return shares.get("gzip", shares.get("*", 0.0)) > 0


def _share(part: str) -> tuple[str, float]:
    name, _, parameter = part.partition(";")
    key, _, value = parameter.strip().partition("=")
    try:
        return name.strip(), float(value) if key.strip() == "q" else 1.0
    except ValueError:
        return name.strip(), 0.0
