"""Every kind of page, in both languages and colour schemes, by axe-core; and at 320 pixels, which is 400 % zoom."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.portal.browser.conftest import NARROW, Site, routes

AXE = Axe()
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
LANGUAGES = ("de", "en")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
QUESTIONS = (
    "/search?q=Messe",
    "/search?q=Mese&region=DED51",
    "/search?q=qqqqqq",
    "/search?view=table",
    "/search?view=map",
    "/search?view=timeline",
    "/search?running=2023-06-01&near=Torgau:20&item=3",
    "/search?cursor=nonsense",
    "/findings?severity=error",
    "/explore/timeline",
    "/explore/matrix",
    "/explore/sponsors",
    "/explore/programme",
    "/explore/regions?one=DED52&other=DED53",
    "/explore/editions",
    "/map?running=2023-06-01",
    "/nothing",
)


@contextmanager
def opened(browser: Browser, address: str, **how: Any) -> Iterator[Page]:
    """Open a page in a browser that knows nothing yet."""
    context = browser.new_context(**how)
    try:
        page = context.new_page()
        page.goto(address)
        yield page
    finally:
        context.close()


def test_each_route_has_an_example(site: Site) -> None:
    assert sorted(site.examples) == sorted(routes())


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_has_a_violation_that_a_machine_can_find(site: Site, browser: Browser, language: str) -> None:
    found = {}
    with opened(browser, site.at(language, "/"), reduced_motion="reduce") as page:
        for path in (*site.examples.values(), *QUESTIONS):
            page.goto(site.at(language, path))
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                results = AXE.run(page, options=RULES)
                if results.violations_count:
                    found[path, scheme] = f"{path} {scheme}\n{results.generate_report()}"
    assert not found, "\n".join(found.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_scrolls_sideways_on_a_phone(site: Site, browser: Browser, language: str) -> None:
    wide = {}
    with opened(browser, site.at(language, "/"), viewport=NARROW) as page:
        for path in (*site.examples.values(), *QUESTIONS):
            page.goto(site.at(language, path))
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > NARROW["width"]:
                wide[path] = width
    assert wide == {}


def test_what_has_the_focus_can_be_seen(site: Site, browser: Browser) -> None:
    with opened(browser, site.at("de", "/")) as page:
        for _ in range(12):
            page.keyboard.press("Tab")
            style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert style != "none", page.evaluate("document.activeElement.outerHTML")


def test_the_first_stop_of_the_keyboard_leads_to_the_content(site: Site, browser: Browser) -> None:
    with opened(browser, site.at("de", "/")) as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content"
