"""Take the pictures of the portal's main pages for `docs/pictures/`, from a register with the sample list.

Usage: python -m docs.pictures (needs Debian's Chromium)
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).parent / "pictures"
SAMPLE = Path(__file__).parent.parent / "samples/fachkraefteprojekte.pdf"
WIDE, PHONE = {"width": 1200, "height": 900}, {"width": 390, "height": 844}
DAY = "2023-06-30"  # on which the list is as of, so that the pictures stay the same


def main() -> None:
    """Take all pictures."""
    with tempfile.TemporaryDirectory() as folder, _served(Path(folder) / "register") as root, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, path in _pages(root).items():
            is_phone, is_dark = name.endswith("-phone"), name.endswith("-dark")
            context = browser.new_context(
                viewport=PHONE if is_phone else WIDE, color_scheme="dark" if is_dark else "light", locale="de-DE"
            )
            page = context.new_page()
            page.goto(f"{root}{path}")
            page.screenshot(path=FOLDER / f"{name}.png", full_page=not is_phone)
            context.close()
        browser.close()


def _pages(root: str) -> Mapping[str, str]:
    with urlopen(f"{root}/api/v1/search?q=WelcomERZ&limit=1") as answer:
        (hit,) = json.load(answer)["hits"]
    project = f"/de/projects/{hit['id']}"
    return {
        "start": "/de/",
        "start-dark": "/en/",
        "search": "/de/search?q=Fachkr%C3%A4fte+gewinnen",
        "search-phone": "/de/search?q=Fachkr%C3%A4fte+gewinnen",
        "project": project,
        "printed": f"{project}/printed?edition={hit['edition']}&row={hit['row']}&field=title",
        "map": f"/de/map?running={DAY}",
        "explore": "/de/explore",
        "edition": f"/de/editions/{hit['edition']}",
    }


@contextmanager
def _served(register: Path) -> Iterator[str]:
    """Import the sample list and serve it."""
    program = [sys.executable, "-m", "fachwerk"]
    subprocess.run([*program, "import", str(SAMPLE), "--register", str(register)], check=True, capture_output=True)
    serving = [*program, "serve", "--port", "0", "--workers", "1", "--register", str(register)]
    environment = {**os.environ, "FACHWERK_WORDS_ONLY": "1"}
    process = subprocess.Popen(serving, env=environment, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        for line in process.stderr:
            if found := re.search(r"http://[\d.]+:\d+", line):
                yield found[0]
                break
        else:
            raise SystemExit("the server did not start")
    finally:
        process.terminate()
        process.wait(30)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    main()
