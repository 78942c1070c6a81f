"""Walks over the portal as a reader does who follows every link."""

from collections import Counter, deque
from collections.abc import Iterator
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import html


def kind_of(address: str) -> str:
    """Name the kind of a page: its route, with a star for what names a thing."""
    parts = urlsplit(address).path.split("/")
    return "/".join("*" if at == 3 and len(part) > 2 else part for at, part in enumerate(parts))


def broken_links(client: Any, start: str, most_of_a_kind: int) -> Iterator[str]:
    """Open so many pages of each kind, and yield what does not answer."""
    waiting, seen, opened = deque([(start, "")]), {start}, Counter[str]()
    while waiting:
        address, source = waiting.popleft()
        kind = kind_of(address)
        opened[kind] += 1
        if opened[kind] > most_of_a_kind:
            continue
        response = client.get(address, follow=True)
        response.close()
        if response.status_code != 200:
            yield f"{response.status_code} {address} (on {source})"
        elif response["Content-Type"].startswith("text/html"):
            for link in html.fromstring(response.content).iterlinks():
                target = urldefrag(urljoin(address, link[2])).url
                if target.startswith("/") and not target.startswith("//") and target not in seen:
                    seen.add(target)
                    waiting.append((target, address))
