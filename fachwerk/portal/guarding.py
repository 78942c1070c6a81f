"""What a browser is told not to do with an answer, and what nobody from outside can make us believe."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

from fachwerk.portal.limits import address_of
from fachwerk.portal.packing import View
from fachwerk.settings import Network, Serving, serving_of

API = "/api/"

# Everything comes from here, nothing is written into a page, nobody frames it.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_UNUSED = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone")
PERMISSIONS = ", ".join(f"{name}=()" for name in (*_UNUSED, "midi", "payment", "usb"))
KEEP_NOTHING = "noindex, nofollow, noarchive"

# What Django's own middleware says on top of this (SecurityMiddleware, XFrameOptionsMiddleware).
SECURE: Mapping[str, Any] = {
    "SECURE_HSTS_SECONDS": 365 * 86400,
    "SECURE_CONTENT_TYPE_NOSNIFF": True,
    "SECURE_REFERRER_POLICY": "strict-origin-when-cross-origin",
    "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
    "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),  # of trusted proxies: `guarded_by`
    "X_FRAME_OPTIONS": "DENY",
    "SILENCED_SYSTEM_CHECKS": [
        "security.W003",  # against forged forms: there is no form that changes anything, and no cookie to forge with
        "security.W005",  # HSTS for other hosts below this one: whoever owns the domain has to want that
        "security.W008",  # from http to https: the proxy that speaks TLS sends readers there
        "security.W021",  # HSTS before the first visit: whoever owns the domain has to ask browsers for it
    ],
}


def guarded(view: View) -> View:
    """Guard answers as the environment says."""
    return guarded_by(serving_of())(view)


def guarded_by(serving: Serving) -> Callable[[View], View]:
    """Say with each answer what a browser may do with it, unless its view said so; believe trusted proxies only."""

    def around(view: View) -> View:
        def answer(request: HttpRequest) -> HttpResponse:
            _believe(request.META, serving.trusted_proxies)
            response = view(request)
            for name, says in headers(request.path, serving.is_indexed).items():
                response.headers.setdefault(name, says)
            return response

        return answer

    return around


def headers(path: str, is_indexed: bool) -> Mapping[str, str]:
    """Give the headers of an answer; what the API says may be read from anywhere, pages are for themselves."""
    found = {
        "Content-Security-Policy": POLICY,
        "Permissions-Policy": PERMISSIONS,
        "Cross-Origin-Resource-Policy": "cross-origin" if path.startswith(API) else "same-origin",
    }
    return found if is_indexed else {**found, "X-Robots-Tag": KEEP_NOTHING}


def _believe(meta: dict[str, Any], trusted: Sequence[Network]) -> None:
    """Forget that a request is said to have come by HTTPS, unless a trusted proxy says so."""
    address = address_of(meta.get("REMOTE_ADDR", ""))
    if address is None or not any(address in network for network in trusted):
        meta.pop("HTTP_X_FORWARDED_PROTO", None)
