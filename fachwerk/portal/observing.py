"""What the operator gets to know of requests: that the server is alive, a line for each, figures; never who asks what.

A line names the path without the question behind it, because what somebody looks for is his own business, and the
address of who asks only if the operator wants that.
"""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol

from django.http import HttpRequest, HttpResponse

from fachwerk import __version__
from fachwerk.errors import FachwerkError
from fachwerk.portal.limits import address_of, client_of
from fachwerk.portal.opened import served
from fachwerk.portal.packing import View
from fachwerk.portal.problems import problem_of
from fachwerk.settings import Log, Serving, serving_of

if TYPE_CHECKING:
    from fachwerk.portal.metrics import Metrics

HEALTH, METRICS = "/health", "/metrics"
_STDERR = 2


class Writes(Protocol):
    """Takes a line of the log."""

    def __call__(self, line: Mapping[str, object]) -> None: ...


def observed(view: View) -> View:
    """Observe requests as the environment says."""
    return observed_by(serving_of(), write)(view)


def observed_by(serving: Serving, write: Writes) -> Callable[[View], View]:
    """Answer whether the server is alive, and note each other request; both are neither limited nor noted."""
    metrics = _metrics() if serving.has_metrics else None

    def around(view: View) -> View:
        def answer(request: HttpRequest) -> HttpResponse:
            if request.method in ("GET", "HEAD"):
                if request.path == HEALTH:
                    return health()
                if request.path == METRICS and metrics is not None and is_ours(request.META, serving):
                    return metrics.answer()
            begin = time.perf_counter()
            response = view(request)
            seconds = time.perf_counter() - begin
            if metrics is not None:
                metrics.note(kind_of(request), response.status_code, seconds)
            is_failure = response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR
            if serving.log.has_requests or (is_failure and serving.log is Log.ERRORS):
                write(_line(request, response, seconds, serving))
            return response

        return answer

    return around


def health() -> HttpResponse:
    """Say whether the register can be read, and which states of it are read and searched."""
    try:
        with served().reading() as reading:
            said = {"status": "ok", "program": __version__, "version": reading.version}
            said["index"] = reading.engine.version
    except FachwerkError as error:
        return problem_of(error)
    response = HttpResponse(json.dumps(said), content_type="application/json")
    response["Cache-Control"] = "no-store"
    return response


def is_ours(meta: Mapping[str, str], serving: Serving) -> bool:
    """Tell whether this machine or a trusted proxy asks for itself: what is passed on comes from somebody else."""
    address = address_of(meta.get("REMOTE_ADDR", ""))
    if address is None or "HTTP_X_FORWARDED_FOR" in meta or "HTTP_FORWARDED" in meta:
        return False
    return address.is_loopback or any(address in network for network in serving.trusted_proxies)


def kind_of(request: HttpRequest) -> str:
    """Name what was asked for: a resource of the API or a kind of page."""
    found = request.resolver_match
    return "none" if found is None else found.view_name or found.func.__name__


def _metrics() -> Metrics:
    from fachwerk.portal.metrics import Metrics  # needs the extra

    return Metrics()


def _line(request: HttpRequest, response: HttpResponse, seconds: float, serving: Serving) -> Mapping[str, object]:
    size = response.headers.get("Content-Length") if response.streaming else len(response.content)
    line: dict[str, object] = {
        "time": _now(),
        "method": request.method,
        "path": request.path,
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
        "bytes": None if size is None else int(size),
        "version": served().version,
    }
    if serving.log is Log.WITH_ADDRESSES:
        line["address"] = str(client_of(request.META, serving.trusted_proxies))
    return line


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def write(line: Mapping[str, object]) -> None:
    """Write a line at once and whole, so that those of several processes do not mix."""
    os.write(_STDERR, (json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace"))


class Faults(logging.Handler):
    """Writes what Django has to say as such lines, with the traceback of a fault."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record; that an answer was a failure says the line of its request already."""
        if record.name == "django.request" and not record.exc_info:
            return
        said = {"time": _now(), "level": record.levelname.lower(), "message": record.getMessage()}
        if record.exc_info:
            said["traceback"] = logging.Formatter().formatException(record.exc_info)
        write(said)


def set_up_log(log: Log) -> None:
    """Say faults as lines on standard error, unless nothing is to be said."""
    found = logging.getLogger("django")
    found.handlers = [logging.NullHandler() if log is Log.OFF else Faults()]
    found.propagate = False
    logging.getLogger("django.request").setLevel(logging.ERROR)  # what clients do wrong is no news for the log
