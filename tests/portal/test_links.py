"""Every link that leads from one page of the portal to another leads somewhere."""

from collections import Counter, deque
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from lxml import html

from tests.portal.conftest import SHEET, import_into, serve

MOST_OF_A_KIND = 10  # pages that are opened of each kind


def kind_of(address: str) -> str:
    """Name the kind of a page: its route, with a star for what names a thing."""
    parts = urlsplit(address).path.split("/")
    return "/".join("*" if at == 3 and len(part) > 2 else part for at, part in enumerate(parts))


def test_every_link_leads_somewhere(own: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each page links the same page in the other language, so one start reaches both."""
    import_into(own, SHEET)
    client = serve(own, monkeypatch)
    start = "/de/"
    waiting, seen, opened, broken = deque([(start, "")]), {start}, Counter[str](), []
    while waiting:
        address, source = waiting.popleft()
        kind = kind_of(address)
        opened[kind] += 1
        if opened[kind] > MOST_OF_A_KIND:
            continue
        response = client.get(address, follow=True)
        response.close()
        if response.status_code != 200:
            broken.append(f"{response.status_code} {address} (on {source})")
            continue
        if not response["Content-Type"].startswith("text/html"):
            continue
        for link in html.fromstring(response.content).iterlinks():
            target = urldefrag(urljoin(address, link[2])).url
            inside = target.startswith("/") and not target.startswith("//")
            if inside and target not in seen:
                seen.add(target)
                waiting.append((target, address))
    assert broken == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_anchor_inside_a_page_is_there(client: Any, language: str) -> None:
    for path in ("", "about", "search", "findings", "editions", "explore", "map"):
        page = html.fromstring(client.get(f"/{language}/{path}").content)
        ids = list(page.xpath("//@id"))
        assert len(set(ids)) == len(ids), path
        wanted = {link[1:] for link in page.xpath("//a/@href") if link.startswith("#") and len(link) > 1}
        assert wanted <= set(ids), path
