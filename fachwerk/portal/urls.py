"""Which address is answered by what.

A page stands under its language (`/de/projects/…`); the same address without it can be cited, and leads there.
"""

from django.urls import URLPattern, URLResolver, include, path, re_path

from fachwerk.portal.api import api
from fachwerk.portal.pages import assets, crawling, editions, findings, refusals, reporting, spots, taking, texts
from fachwerk.portal.pages.explore import data, explore, explored
from fachwerk.portal.pages.help import help_
from fachwerk.portal.pages.lines import line, lines
from fachwerk.portal.pages.mapped import map_, table
from fachwerk.portal.pages.organisations import organisation, organisations
from fachwerk.portal.pages.places import place
from fachwerk.portal.pages.projects import project
from fachwerk.portal.pages.regions import region, regions
from fachwerk.portal.pages.rendered import to_language
from fachwerk.portal.pages.search import search
from fachwerk.portal.pages.series import all_series, series
from fachwerk.portal.pages.start import start
from fachwerk.portal.wording import LANGUAGES

# Every page, with `language` as its first argument.
PAGES: list[URLPattern | URLResolver] = [
    path("", start),
    path("about", texts.about),
    path("accessibility", texts.accessibility),
    path("api", texts.for_programs),
    path("changes.atom", taking.changes_feed),
    path("downloads", texts.downloads),
    path("editions", editions.editions),
    path("editions/<str:called>", editions.edition),
    path("editions/<str:called>/changes", editions.changed),
    path("explore", explore),
    path("explore/<slug:name>", explored),
    path("explore/<slug:name>.csv", data),
    path("feeds", taking.about_feeds),
    path("findings", findings.findings),
    path("findings/checks", findings.all_checks),
    path("help", help_),
    path("imprint", texts.imprint),
    path("lines", lines),
    path("lines/<str:number>", line),
    path("map", map_),
    path("map.csv", table),
    path("organisations", organisations),
    path("organisations/<str:id>", organisation),
    path("places/<str:ags>", place),
    path("privacy", texts.privacy),
    path("projects/<slug:id>", project),
    path("projects/<slug:id>/printed", spots.spot),
    path("projects/<slug:id>/report", reporting.report),
    path("regions", regions),
    path("regions/<str:key>", region),
    path("search", search),
    path("search.atom", taking.search_feed),
    path("search.<slug:name>", taking.download),
    path("series", all_series),
    path("series/<str:id>", series),
]

urlpatterns = [
    path("api/v1/", api.urls),
    path("static/<str:version>/<str:name>", assets.send),
    path("editions/<str:sha256>/original", spots.file),
    path("projects/<slug:id>/correction.yml", reporting.correction),
    path("printed/<str:sha256>/<int:row>", spots.picture),
    path("opensearch.<slug:language>.xml", taking.opensearch),
    path("robots.txt", crawling.robots),
    path("sitemap.xml", crawling.sitemaps),
    path("sitemap-<int:part>.xml", crawling.sitemap),
    re_path(rf"^(?P<language>{'|'.join(LANGUAGES)})/", include(PAGES)),
    path("", to_language),
    path("editions", to_language),
    path("findings", to_language),
    path("help", to_language),
    path("search", to_language),
    re_path(r"^(?:projects|organisations|regions|places|lines|series|editions)/[^/]+$", to_language),
]

handler400, handler403 = refusals.bad_request, refusals.forbidden
handler404, handler500 = refusals.not_found, refusals.failed
