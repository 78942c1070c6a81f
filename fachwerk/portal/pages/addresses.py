"""Where things stand: the address of each thing without its language, and of a page in a language.

`/projects/p-x4sk6bvva7` can be cited: it leads to the page in the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlencode

from fachwerk.portal.opened import served

START = "/"
_TRIAL = "http://127.0.0.1:8000"
KINDS = ("projects", "organisations", "regions", "places", "lines", "series", "editions")


def of(kind: str, key: str) -> str:
    """Give the citable address of a thing, `of("projects", id)`."""
    if kind not in KINDS:
        raise ValueError(f"nothing is called {kind}")
    return f"/{kind}/{quote(key, safe='')}"


def in_language(address: str, language: str) -> str:
    """Give the address of a page in a language."""
    return f"/{language}{address}"


def asked(address: str, asked: Mapping[str, object] | Iterable[tuple[str, object]]) -> str:
    """Give an address with what is asked for behind it, leaving out what is empty."""
    pairs = asked.items() if isinstance(asked, Mapping) else asked
    query = urlencode([(name, value) for name, value in pairs if value not in (None, "")])
    return f"{address}?{query}" if query else address


def public(address: str) -> str:
    """Give the whole address under which a thing is published: never made of the host that a request names."""
    return f"{public_root()}{address}"


def public_root() -> str:
    """Give the address of the portal as the operator states it, without a slash behind it; else that of a trial."""
    return served().serving.public_url or _TRIAL
