"""What search engines are told: where they may go (`robots.txt`), and what there is (`sitemap.xml`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import escape

from fachwerk.portal.opened import served
from fachwerk.portal.pages import addresses
from fachwerk.portal.wording import LANGUAGES
from fachwerk.store.pages import From

AT_ONCE = 5_000  # projects of one sitemap: with each language twice below the 50,000 that sitemaps.org allows
PAGES = (
    "/",
    "/search",
    "/map",
    "/explore",
    "/organisations",
    "/regions",
    "/lines",
    "/series",
    "/editions",
    "/findings",
)
TEXTS = ("/about", "/downloads", "/api", "/accessibility", "/imprint", "/privacy")
ENDLESS = ("/search?", "/search.", "/explore/", "/findings?")  # whose combinations nobody should walk through
_XML = "application/xml; charset=utf-8"
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"


def robots(_request: HttpRequest) -> HttpResponse:
    """Say where search engines may go."""
    if not served().serving.is_indexed:
        return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain; charset=utf-8")
    barred = [f"Disallow: /{language}{path}" for language in LANGUAGES for path in ENDLESS]
    lines = ["User-agent: *", *barred, f"Sitemap: {addresses.public('/sitemap.xml')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def sitemaps(_request: HttpRequest) -> HttpResponse:
    """Name the sitemaps: one of the other pages, as many of projects as there have to be."""
    with served().reading() as reading:
        last = reading.pages.last_project()
    parts = range((last + AT_ONCE - 1) // AT_ONCE + 1)
    entries = "".join(f"<sitemap><loc>{addresses.public(f'/sitemap-{part}.xml')}</loc></sitemap>\n" for part in parts)
    return HttpResponse(_document("sitemapindex", "", [entries]), content_type=_XML)


def sitemap(_request: HttpRequest, part: int) -> HttpResponse:
    """Name the pages of a part: the first one has those of lists and entities' overviews, the others projects."""
    with served().reading() as reading:
        if part == 0:
            editions = [addresses.of("editions", one.sha256) for one in reading.register.editions()]
            found: list[str] = [*PAGES, *TEXTS, *editions]
        else:
            after = (part - 1) * AT_ONCE
            ids = reading.pages.project_ids(From(after, AT_ONCE), before=after + AT_ONCE)
            found = [addresses.of("projects", id) for id in ids]
        if not found:
            raise Http404(part)
    more = ' xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return HttpResponse(_document("urlset", more, _entries(found)), content_type=_XML)


def _document(name: str, more: str, entries: Iterable[str]) -> str:
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{name} xmlns="{_SITEMAPS}"{more}>\n'
    return f"{head}{''.join(entries)}</{name}>\n"


def _entries(found: Iterable[str]) -> Iterator[str]:
    """Name each page in each language, and its other languages with it."""
    for address in found:
        spoken = {code: escape(addresses.public(addresses.in_language(address, code))) for code in LANGUAGES}
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{where}"/>' for code, where in spoken.items()
        )
        for where in spoken.values():
            yield f"<url><loc>{where}</loc>{others}</url>\n"
