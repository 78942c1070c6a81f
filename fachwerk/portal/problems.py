"""What went wrong, as RFC 9457 has it (`application/problem+json`): the one table that decides the status."""

from __future__ import annotations

import json
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from fachwerk.errors import (
    FachwerkError,
    UnknownEdition,
    UnknownIdentifier,
    UnusableModel,
    UnusableQuery,
    UnusableRegister,
    Withheld,
)

MEDIA_TYPE = "application/problem+json"
PROBLEM_KEYS = {
    "type": "`about:blank`: the status says which kind of problem it is",
    "title": "the status in words",
    "status": "the status as a number",
    "detail": "one sentence: what is wrong, and what there is instead",
}

# The first line that fits decides.
STATUSES: tuple[tuple[type[FachwerkError], HTTPStatus], ...] = (
    (UnusableQuery, HTTPStatus.BAD_REQUEST),
    (UnknownIdentifier, HTTPStatus.NOT_FOUND),
    (UnknownEdition, HTTPStatus.NOT_FOUND),
    (Withheld, HTTPStatus.FORBIDDEN),
    (UnusableRegister, HTTPStatus.SERVICE_UNAVAILABLE),
    (UnusableModel, HTTPStatus.SERVICE_UNAVAILABLE),
    (FachwerkError, HTTPStatus.INTERNAL_SERVER_ERROR),
)
_AGAIN = 10  # seconds after which a register that cannot be read may be asked for again


def problem(status: HTTPStatus, detail: str) -> HttpResponse:
    """Give an answer that says what is wrong."""
    said = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail}
    response = HttpResponse(json.dumps(said, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)
    response["Cache-Control"] = "no-store"
    return response


def problem_of(error: FachwerkError) -> HttpResponse:
    """Give the answer for one of our errors; where the register lies on the server is nobody's business."""
    status = status_of(error)
    if status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return problem(status, str(error))
    response = problem(status, error.problem)
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        response["Retry-After"] = str(_AGAIN)
    return response


def status_of(error: FachwerkError) -> HTTPStatus:
    """Give the status that one of our errors is answered with."""
    return next(status for kind, status in STATUSES if isinstance(error, kind))


def bad_request(_request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that Django itself refuses."""
    return problem(HTTPStatus.BAD_REQUEST, f"the request is refused: {exception}")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for an address that there is not."""
    return problem(HTTPStatus.NOT_FOUND, f"there is nothing at {request.path}; /api/v1/ says what there is")


def forbidden(_request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that Django itself forbids."""
    return problem(HTTPStatus.FORBIDDEN, "this is not allowed")


def failed(_request: HttpRequest) -> HttpResponse:
    """Answer for a fault of ours; the log has what it was."""
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "the server failed; its log says why")
