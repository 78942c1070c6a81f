"""How a project is cited, by people and by programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from fachwerk.portal.objects import clean_json
from fachwerk.portal.pages import addresses
from fachwerk.portal.wording import said
from fachwerk.records import Listing, Status
from fachwerk.store import Edition

PAGED = ("pdf", "text")  # formats in which a page can be turned to
# Within a script element nothing may look like its end.
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def cited(id: str, listing: Listing, edition: Edition, language: str) -> str:
    """Say where a project is listed so that somebody else finds it: list, day, publisher, row, page, address."""
    title = listing.values.get("title")
    day = None if edition.as_of is None else date.fromisoformat(edition.as_of)
    spot = "project.cite_spot" if edition.format in PAGED else "project.cite_row"
    parts = [
        edition.publisher,
        edition.title or edition.file,
        None if day is None else said("project.cite_day", language, day=day),
        said(spot, language, page=listing.origin.page, row=listing.row),
    ]
    named = ", ".join(str(part) for part in parts if part)
    what = id if title is None or title.clean is None else str(title.clean)
    return f"{what}. In: {named}. {addresses.public(addresses.of('projects', id))}"


def described(id: str, listing: Listing, sponsor: str | None, edition: Edition) -> SafeString:
    """Describe a project in schema.org's words (JSON-LD), ready to stand in a script element.

    Who only applied for money is not said to have been granted any.
    """
    text = {name: str(value.clean) for name, value in listing.values.items() if value.clean is not None}
    address = addresses.public(addresses.of("projects", id))
    publisher = _kind("GovernmentOrganization", name=edition.publisher) if edition.publisher else None
    thing = _kind(
        "Project",
        **{"@context": "https://schema.org", "@id": address},
        url=address,
        identifier=[id, *([text["identifier"]] if "identifier" in text else [])],
        name=text.get("title"),
        description=text.get("description"),
        parentOrganization=None if "sponsor" not in text else _carrier(text["sponsor"], sponsor),
        location=_kind("Place", name=text.get("place"), address=text.get("region")),
        foundingDate=_day(listing, "begin"),
        dissolutionDate=_day(listing, "end"),
        funding=_kind("Grant", funder=publisher) if listing.status is Status.APPROVED and publisher else None,
        subjectOf=_kind(
            "Dataset",
            name=edition.title or edition.file,
            url=addresses.public(addresses.of("editions", edition.sha256)),
            dateModified=edition.as_of,
            publisher=publisher,
        ),
    )
    return mark_safe(json.dumps(thing, ensure_ascii=False).translate(_ESCAPED))


def _carrier(name: str, sponsor: str | None) -> Mapping[str, Any]:
    url = None if sponsor is None else addresses.public(addresses.of("organisations", sponsor))
    return _kind("Organization", name=name, url=url)


def _kind(kind: str, **told: Any) -> dict[str, Any]:
    return {"@type": kind, **{name: value for name, value in told.items() if value}}


def _day(listing: Listing, name: str) -> Any:
    value = listing.values.get(name)
    return clean_json(value.clean) if value is not None and isinstance(value.clean, date) else None
