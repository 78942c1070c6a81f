"""What every answer has in common: everybody may read, from any page, and nobody may write."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from fachwerk.portal.packing import View
from fachwerk.portal.problems import problem

METHODS = "GET, HEAD, OPTIONS"
_SHOWN = "ETag, RateLimit, RateLimit-Policy, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After"
_SENT = "Accept, Accept-Language, If-None-Match"
_DAY = 86400
LONGEST = 65_000  # signs of an address; ten thousand Arabic letters, each in two percent-encoded bytes, fit


def for_reading(view: View) -> View:
    """Answer GET and HEAD, say in OPTIONS that this is all, and let pages of other sites read (CORS)."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = _answer(request, view)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = _SHOWN
        return response

    return answer


def _answer(request: HttpRequest, view: View) -> HttpResponse:
    if request.method == "OPTIONS":
        return _allowed()
    if request.method not in ("GET", "HEAD"):
        response = problem(HTTPStatus.METHOD_NOT_ALLOWED, f"{request.method} is not answered; there are: {METHODS}")
        response["Allow"] = METHODS
        return response
    if len(request.META.get("QUERY_STRING", "")) > LONGEST:
        return problem(HTTPStatus.REQUEST_URI_TOO_LONG, f"the address is longer than {LONGEST} signs; ask for less")
    if request.method == "GET":
        return view(request)
    request.method = "GET"
    response = view(request)
    if isinstance(response, StreamingHttpResponse):  # a file, which knows its length
        response.streaming_content = ()
        return response
    response["Content-Length"] = str(len(response.content))
    response.content = b""
    return response


def _allowed() -> HttpResponse:
    response = HttpResponse(status=HTTPStatus.NO_CONTENT)
    del response["Content-Type"]
    response["Allow"] = METHODS
    response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Headers"] = _SENT
    response["Access-Control-Max-Age"] = str(_DAY)
    return response
