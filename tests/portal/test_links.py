"""Every link that leads from one page of the portal to another leads somewhere."""

from typing import Any

import pytest
from lxml import html

from tests.portal.conftest import SHEET, import_into, serve
from tests.portal.walking import broken_links


def test_every_link_leads_somewhere(own: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each page links the same page in the other language, so one start reaches both."""
    import_into(own, SHEET)
    assert list(broken_links(serve(own, monkeypatch), "/de/", 10)) == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_anchor_inside_a_page_is_there(client: Any, language: str) -> None:
    for path in ("", "about", "search", "findings", "editions", "explore", "map"):
        page = html.fromstring(client.get(f"/{language}/{path}").content)
        ids = list(page.xpath("//@id"))
        assert len(set(ids)) == len(ids), path
        wanted = {link[1:] for link in page.xpath("//a/@href") if link.startswith("#") and len(link) > 1}
        assert wanted <= set(ids), path
