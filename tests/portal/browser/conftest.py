"""A real server, a real browser (Debian's Chromium), and one example of every kind of page."""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.portal.conftest import SAMPLE, SHEET, import_into
from tests.portal.test_serving import server

CHROMIUM = shutil.which("chromium")
NARROW = {"width": 320, "height": 640}


class Site(NamedTuple):
    """Where the server is, and the path of an example of each kind of page (by its route), without the language."""

    root: str
    examples: Mapping[str, str]

    def at(self, language: str, path: str) -> str:
        return f"{self.root}/{language}{path}"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    register = tmp_path_factory.mktemp("browser") / "register"
    for file in (SHEET, SAMPLE):
        import_into(register, file)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FACHWERK_WORDS_ONLY", "1")
        with server(register, "--port", "0", "--workers", "1") as (port, _):
            root = f"http://127.0.0.1:{port}"
            yield Site(root, _examples(root))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Open a browser for one module: while it is open its event loop runs, in which Django lets nobody read."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def _examples(root: str) -> Mapping[str, str]:
    """Find an address for every route of `PAGES`; a route without one is a fault of this table."""
    projects = _asked(root, "projects?limit=100")["items"]
    project = next(one for one in projects if one["series_id"] and one["place_key"])
    edition = _asked(root, "editions/newest")["edition"]
    ids: Mapping[str, str] = {
        "id": project["id"],
        "organisation": project["sponsor_id"],
        "series": project["series_id"],
        "region": project["region_key"],
        "place": project["place_key"],
        "line": project["item"],
        "edition": edition,
        "row": str(project["row"]),
    }
    fixed = {route: f"/{route}" for route in routes() if "<" not in route}
    return fixed | {route: made(ids) for route, made in MADE.items() if route in routes()}


def _asked(root: str, path: str) -> Any:
    with urlopen(f"{root}/api/v1/{path}") as answer:
        return json.load(answer)


# Routes with something in their address, and pages whose questions matter.
MADE: Mapping[str, Callable[[Mapping[str, str]], str]] = {
    "editions/<str:called>": lambda ids: f"/editions/{ids['edition']}",
    "editions/<str:called>/changes": lambda ids: f"/editions/{ids['edition']}/changes",
    "explore/<slug:name>": lambda ids: f"/explore/gaps?region={ids['region']}",
    "lines/<str:number>": lambda ids: f"/lines/{ids['line']}",
    "organisations/<str:id>": lambda ids: f"/organisations/{ids['organisation']}",
    "places/<str:ags>": lambda ids: f"/places/{ids['place']}",
    "projects/<slug:id>": lambda ids: f"/projects/{ids['id']}",
    "projects/<slug:id>/printed": lambda ids: (
        f"/projects/{ids['id']}/printed?edition={ids['edition']}&row={ids['row']}&field=title"
    ),
    "projects/<slug:id>/report": lambda ids: (
        f"/projects/{ids['id']}/report?edition={ids['edition']}&row={ids['row']}&field=title"
    ),
    "regions/<str:key>": lambda ids: f"/regions/{ids['region']}",
    "series/<str:id>": lambda ids: f"/series/{ids['series']}",
}


def routes() -> list[str]:
    """Name the routes of all pages; files that one can take along (`search.csv`) are none."""
    from fachwerk.portal.application import set_up_web

    set_up_web()
    from fachwerk.portal.urls import PAGES

    return [route for one in PAGES if "." not in (route := str(one.pattern))]
