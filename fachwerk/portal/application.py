"""The web application (WSGI): Django without a project around it, and all that is added to it in one place.

Any server that speaks WSGI can run `fachwerk.portal.application:application`; `fachwerk serve` does it with granian.
"""

from __future__ import annotations

import gc
import secrets
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings as django_settings

from fachwerk.portal.charts import warm_up
from fachwerk.portal.guarding import SECURE
from fachwerk.portal.observing import set_up_log
from fachwerk.portal.opened import served
from fachwerk.portal.translated import patterns
from fachwerk.settings import serving_of
from fachwerk.store.engine import set_up

if TYPE_CHECKING:
    from wsgiref.types import StartResponse

    from django.core.handlers.wsgi import WSGIHandler

# What the web needs beside what the store has set up. No address is ever made of the host's name that a request gives,
# so any name will do. The first of the middleware is the outermost.
WEB: Mapping[str, Any] = {
    "ROOT_URLCONF": "fachwerk.portal.urls",
    "ALLOWED_HOSTS": ["*"],
    "MIDDLEWARE": [
        "fachwerk.portal.guarding.guarded",
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
        "fachwerk.portal.observing.observed",
        "fachwerk.portal.reading.for_reading",
        "fachwerk.portal.limits.limited",
        "fachwerk.portal.packing.packed",
    ],
    **SECURE,
    "TEMPLATES": [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [Path(__file__).parent / "templates"],
            "OPTIONS": {
                "builtins": ["fachwerk.portal.pages.tags"],
                "loaders": [("django.template.loaders.cached.Loader", ["fachwerk.portal.spoken.Loader"])],
            },
        }
    ],
    "LANGUAGE_CODE": "de",
}
_KEY = 64  # bytes
_YOUNG = 50_000  # objects made since garbage was looked for last


def set_up_web() -> None:
    """Configure Django for the store, and for the web on top of it."""
    set_up()
    for name, value in WEB.items():
        setattr(django_settings, name, value)
    django_settings.SECRET_KEY = secrets.token_urlsafe(_KEY)  # nothing is signed, so nobody needs it again
    set_up_log(serving_of().log)


def application(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    """Answer a request; a list is sent at once and with its length, anything else piece by piece: files are."""
    answer = _handler()(environ, start_response)
    if getattr(answer, "streaming", False):
        return answer
    try:
        return list(answer)
    finally:
        answer.close()


def loaded() -> Any:
    """Give the application with everything loaded that the first request, or the first chart, would wait for."""
    from django.urls import get_resolver

    _handler()
    get_resolver().url_patterns  # noqa: B018
    served().engine()
    patterns()
    warm_up()
    # What is loaded stays: nobody need look through it for garbage again (a twentieth of a page's time).
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG)
    return application


@cache
def _handler() -> WSGIHandler:
    set_up_web()
    from django.core.handlers.wsgi import WSGIHandler

    return WSGIHandler()
