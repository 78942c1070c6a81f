"""What the API answers, for its OpenAPI document: made of the published keys, so that both say the same."""

from __future__ import annotations

from collections.abc import Mapping
from types import GenericAlias
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from fachwerk.portal.objects import (
    EDITION_KEYS,
    FINDING_KEYS,
    HIT_KEYS,
    ORGANISATION_KEYS,
    PROJECT_KEYS,
    PROOF_KEYS,
    SERIES_KEYS,
)
from fachwerk.portal.problems import PROBLEM_KEYS
from fachwerk.portal.shapes import LEDGER_KEYS

INDEX_KEYS = {
    "name": "this program",
    "program": "its version",
    "version": "the state of the register: another one after every import, correction and judgement",
    "resources": "what there is, and where",
}
PAGE_KEYS = {
    "total": "how many there are in all",
    "items": "those of this page",
    "next": "the cursor to go on with; `null` at the end",
    "version": "the state of the register",
}
REGION_KEYS = {
    "key": "NUTS-3 code",
    "name": "its name",
    "ags": "official key of the district",
    "territory": "the area it is a region of",
    "projects": "how many projects are there, by their newest listings",
}
API_HIT_KEYS = {name: says for name, says in HIT_KEYS.items() if name not in ("query", "parts")} | {
    "edition": "the newest edition that lists it",
    "begin": "its first day",
    "end": "its last day",
    "marks": "where its texts answer the question: by field, pairs of first sign and sign behind the last",
    "parts": f"{HIT_KEYS['parts'].partition(';')[0]}; only with `explain`",
}
NEIGHBOUR_KEYS = {name: says for name, says in API_HIT_KEYS.items() if name not in ("marks", "parts")} | {
    "score": "how alike it is, from 0 to 1",
    "why": "what both have in common: `kind`, what is `said` of the one and `found` of the other, in which `field`",
}
SEARCH_KEYS = {
    "total": "how many projects answer",
    "hits": "those of this page",
    "facets": "for each facet that was asked for, its values with `label` and `count`, at most fifty; the "
    "facet's own filter does not count",
    "next": "the cursor to go on with; `null` at the end",
    "did_you_mean": "the question with its unknown words put right; `null` if there are none",
    "by_meaning": "whether the meaning of the question was looked at, too",
    "version": "the state of the register",
}
FACETS_KEYS = {name: SEARCH_KEYS[name] for name in ("total", "facets", "version")}
NEIGHBOURS_KEYS = {"items": "the projects most like it, the most alike first", "version": "the state of the register"}


def _model(name: str, says: Mapping[str, str], kinds: Mapping[str, Any], is_open: bool = False) -> Any:
    """Make the model of an object: `kinds` of its keys, `(kind, None)` for one that may be absent."""
    if set(says) != set(kinds):
        raise ValueError(f"{name}: {sorted(set(says) ^ set(kinds))} are not said or have no kind")
    fields: dict[str, Any] = {}
    for key, kind in kinds.items():
        plain, *default = kind if isinstance(kind, tuple) else (kind,)
        fields[key] = (plain, Field(*default or (...,), description=says[key]))
    config = ConfigDict(extra="allow" if is_open else "forbid")
    made: type[BaseModel] = create_model(name, __config__=config, **fields)
    return made


def _many(kind: Any) -> Any:
    return GenericAlias(list, (kind,))


def _by_name(kind: Any) -> Any:
    return GenericAlias(dict, (str, kind))


_TEXT = str | None
_NUMBER = int | None
_ANY = GenericAlias(dict, (str, Any))

Ref = _model("Ref", {"edition": "fingerprint of its file", "row": "its number"}, {"edition": str, "row": int})
Problem = _model("Problem", PROBLEM_KEYS, {"type": str, "title": str, "status": int, "detail": str})
Index = _model("Index", INDEX_KEYS, {"name": str, "program": str, "version": str, "resources": _by_name(str)})
Finding = _model(
    "Finding",
    FINDING_KEYS,
    {
        "code": str,
        "severity": str,
        "listing": _TEXT,
        "row": _NUMBER,
        "field": _TEXT,
        "message": str,
        "evidence": _TEXT,
    },
)
Organisation = _model(
    "Organisation",
    ORGANISATION_KEYS,
    {
        "id": str,
        "name": str,
        "legal_form": _TEXT,
        "variants": _many(str),
        "rows": _many(int),
        "places": _many(str),
        "listings": _many(Ref),
    },
)
Series = _model(
    "Series",
    SERIES_KEYS,
    {
        "id": str,
        "name": str,
        "rows": _many(int),
        "relation": str,
        "listings": _many(Ref),
        "reasons": _many(str),
    },
)
Edition = _model(
    "Edition",
    EDITION_KEYS,
    {
        "edition": str,
        "as_of": _TEXT,
        "title": _TEXT,
        "rows": int,
        "verdict": str,
        "accepted_incomplete": bool,
        "source": _TEXT,
        "publisher": _TEXT,
        "file": str,
        "imported": str,
    },
)
Project = _model(
    "Project",
    PROJECT_KEYS,
    {
        "id": str,
        "row": int,
        "edition": str,
        "listings": _many(Ref),
        "status": str,
        "region_key": _TEXT,
        "place_key": _TEXT,
        "sponsor_id": _TEXT,
        "series_id": _TEXT,
        "pot": _TEXT,
        "findings": _many(str),
    },
    is_open=True,
)
Proof = _model(
    "Proof",
    PROOF_KEYS,
    {
        "project": Project,
        "evidence": _many(_ANY),
        "sponsors": _many(Organisation),
        "series": _many(Series),
        "findings": _many(Finding),
    },
)
Region = _model("Region", REGION_KEYS, {"key": str, "name": str, "ags": str, "territory": str, "projects": int})
Ledger = _model(
    "Ledger",
    LEDGER_KEYS,
    {
        "file": str,
        "sha256": str,
        "pages": int,
        "rows": int,
        "text_lines": int,
        "used": int,
        "furniture": int,
        "unexplained": _many(_ANY),
        "per_page": _many(_ANY),
        "declared": _ANY,
        "verdict": str,
        "reasons": _many(str),
        "notes": (_many(str), []),
    },
)
_HIT = {
    "rank": int,
    "score": float,
    "row": int,
    "id": str,
    "title": _TEXT,
    "sponsor": _TEXT,
    "region": _TEXT,
    "why": _many(_ANY),
    "edition": str,
    "begin": _TEXT,
    "end": _TEXT,
}
Hit = _model(
    "Hit", API_HIT_KEYS, _HIT | {"marks": _by_name(_many(_many(int))), "parts": (_by_name(float) | None, None)}
)
Neighbour = _model("Neighbour", NEIGHBOUR_KEYS, _HIT)
_COUNTS = _by_name(_many(_ANY))
Search = _model(
    "Search",
    SEARCH_KEYS,
    {
        "total": int,
        "hits": _many(Hit),
        "facets": _COUNTS,
        "next": _TEXT,
        "did_you_mean": _TEXT,
        "by_meaning": bool,
        "version": str,
    },
)
Facets = _model("Facets", FACETS_KEYS, {"total": int, "facets": _COUNTS, "version": str})
Neighbours = _model("Neighbours", NEIGHBOURS_KEYS, {"items": _many(Neighbour), "version": str})


def page_of(kind: Any) -> Any:
    """Make the model of a page of a list."""
    return _model(
        f"{kind.__name__}Page", PAGE_KEYS, {"total": int, "items": _many(kind), "next": _TEXT, "version": str}
    )
