"""What a reader does, and what the browser does meanwhile: by keyboard, without scripts, without anybody else."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.portal.browser.conftest import Site
from tests.portal.browser.test_accessibility import QUESTIONS, opened

FIRST_VISIT = 120_000  # bytes
MOST_STOPS = 150  # of the Tab key on one page


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until what has the focus fits a selector."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"the keyboard does not reach {wanted} on {page.url}")


def test_from_a_search_to_the_printed_line_by_keyboard(site: Site, browser: Browser) -> None:
    with opened(browser, site.at("de", "/")) as page:
        tab_to(page, "#q")
        page.keyboard.type("Messe")
        page.keyboard.press("Enter")
        page.wait_for_url("**/de/search?q=Messe*")
        tab_to(page, ".hits h3 a")
        page.keyboard.press("Enter")
        page.wait_for_url("**/de/projects/*")
        tab_to(page, "main a[href*='/printed']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/printed*")
        picture = page.locator("main .printed img").first
        assert picture.evaluate("one => one.complete && one.naturalWidth > 400")
        assert picture.get_attribute("alt")


def test_everything_works_without_scripts(site: Site, browser: Browser) -> None:
    with opened(browser, site.at("en", "/"), java_script_enabled=False) as page:
        page.fill("#q", "Messe")
        page.click(".ask button")
        assert page.locator(".hits > li").count() > 0
        page.locator(".facets a[href*='region=']").first.click()
        assert page.locator(".chips a").count() == 1
        page.locator(".chips a").first.click()
        assert page.locator(".chips a").count() == 0
        page.locator(".hits h3 a").first.click()
        assert "/en/projects/" in page.url
        page.locator("main a[href*='/printed']").first.click()
        assert page.locator("main .printed img").count() >= 1
        page.click(".brand")
        page.locator(".languages a").first.click()
        assert page.url.endswith("/de/")


def test_nobody_else_is_asked_for_anything(site: Site, browser: Browser) -> None:
    with opened(browser, site.at("de", "/")) as page:
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        for path in (*site.examples.values(), *QUESTIONS):
            if not path.startswith("/search?cursor") and path != "/nothing":
                page.goto(site.at("de", path))
        assert {urlsplit(url).netloc for url in asked if not url.startswith("data:")} == {urlsplit(site.root).netloc}
        assert said == []
        assert page.context.cookies() == []
        assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


@pytest.mark.parametrize("path", ["/", "/search", "/search?q=Messe"])
def test_a_first_visit_is_light_and_waits_for_no_script(site: Site, browser: Browser, path: str) -> None:
    with opened(browser, "about:blank") as page:
        sizes: list[int] = []
        page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
        page.goto(site.at("de", path))
        page.wait_for_load_state("networkidle")
        assert 0 < sum(sizes) <= FIRST_VISIT
        assert page.locator("script[src]:not([defer]):not([async]):not([type=module])").count() == 0
