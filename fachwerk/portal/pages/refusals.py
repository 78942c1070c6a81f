"""What is said where there is no page: to programs as problem+json, to people in their language."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from fachwerk.portal import problems
from fachwerk.portal.pages.rendered import preferred, refused
from fachwerk.portal.wording import LANGUAGES


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that Django itself refuses."""
    return _said(request, HTTPStatus.BAD_REQUEST) or problems.bad_request(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that Django itself forbids."""
    return _said(request, HTTPStatus.FORBIDDEN) or problems.forbidden(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for an address that there is not."""
    return _said(request, HTTPStatus.NOT_FOUND) or problems.not_found(request, exception)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer for a fault of ours; the log has what it was."""
    return _said(request, HTTPStatus.INTERNAL_SERVER_ERROR) or problems.failed(request)


def _said(request: HttpRequest, status: HTTPStatus) -> HttpResponse | None:
    if request.path.startswith("/api/"):
        return None
    first = request.path.split("/")[1]
    return refused(request, first if first in LANGUAGES else preferred(request), status)
