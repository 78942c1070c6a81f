"""The published JSON shapes of what a register holds: the commands and the API say the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from fachwerk.errors import FachwerkError
from fachwerk.portal.shapes import Json, origin_shape
from fachwerk.records import Clean, Finding, Listing, Organisation, Ref, Series
from fachwerk.search.answers import Answer, Count, Hit, Neighbour
from fachwerk.search.documents import Document
from fachwerk.store import Edition, Listed, Proven

if TYPE_CHECKING:
    from fachwerk.store.changes import Change

Object: TypeAlias = Mapping[str, Json]

# What each key says: published in the reference, and held against what is written by a test.
FINDING_KEYS = {
    "code": "which check found it, see [the checks](checks.md)",
    "severity": "`error`: wrong as printed; `warning`: very likely; `hint`: only unusual",
    "listing": "the listing it is about: the edition's fingerprint and the row; `null`: the edition as a whole",
    "row": "the row's number in its edition",
    "field": "the field it is about; `null`: the row",
    "message": "one sentence, in English or (with `--language de`) in German",
    "evidence": "what is printed that shows it",
}
ORGANISATION_KEYS = {
    "id": "its citable identifier",
    "name": "its most usual spelling",
    "legal_form": "`null`: none is printed",
    "variants": "all its printed spellings",
    "rows": "the rows that name it, by number",
    "places": "official keys (AGS) of where it carries projects",
    "listings": "the same rows with their editions",
}
SERIES_KEYS = {
    "id": "its citable identifier",
    "name": "what its titles have in common",
    "rows": "its rows in order, by number",
    "relation": "`continuation`: one carries on the other; `repeat`: one says again what another says",
    "listings": "the same rows with their editions",
    "reasons": "why they belong together",
}
EDITION_KEYS = {
    "edition": "fingerprint of the file (SHA-256)",
    "as_of": "the day the list states",
    "title": "what it calls itself",
    "rows": "how many rows it has",
    "verdict": "its ledger's verdict",
    "accepted_incomplete": "somebody imported it although something is missing",
    "source": "folder of the known list",
    "publisher": "who published it, if known",
    "file": "name of the file",
    "imported": "when (UTC)",
}
PROJECT_KEYS = {
    "id": "its citable identifier",
    "row": "its row in the newest edition that lists it",
    "edition": "that edition",
    "listings": "all its rows with their editions",
    "status": "what the source says: `applied`, `approved`, `rejected`, `withdrawn` or `unknown`",
    "region_key": "NUTS-3 code of its region",
    "place_key": "official key (AGS) of its place",
    "sponsor_id": "the organisation that carries it",
    "series_id": "the series it belongs to",
    "pot": "the pot it is paid from",
    "findings": "codes of what is odd about it",
}
PROOF_KEYS = {
    "project": "the project as `fachwerk projects` shows it",
    "evidence": "each of its listings: `edition`, `row`, `page`, `lines`, `bbox`, and per field what is `printed`, "
    "what is `clean`, and the `note` that says how one became the other",
    "sponsors": "the organisations that carry it, as `fachwerk organisations` shows them",
    "series": "the series it belongs to, as `fachwerk series` shows them",
    "findings": "what is odd about its listings",
}
CHANGE_KEYS = {
    "change": "`new`, `gone` or `changed`",
    "project": "the project's identifier",
    "title": "its title",
    "row": "its row in the later edition, or in the earlier one if it is gone",
    "field": "the field that differs",
    "before": "its value in the earlier edition",
    "after": "its value in the later one",
}
HIT_KEYS = {
    "query": "the question; only with `--batch`",
    "rank": "its place among the hits, from 1",
    "score": "how well it fits, from 0 to 1: words and meaning, weighed by the question's language",
    "row": "the project's row in the newest edition that lists it",
    "id": "its citable identifier",
    "title": "its title",
    "sponsor": "who carries it",
    "region": "where",
    "why": "reasons: `kind`, what was `said`, what is `found`, in which `field`",
    "parts": "what the score is made of: the share of `words` and of `meaning`, and the `weight` of meaning; only with "
    "`--explain`",
}


def ref_shape(ref: Ref) -> dict[str, Json]:
    return {"edition": ref.edition, "row": ref.row}


def rows_shape(refs: Sequence[Ref]) -> list[Json]:
    return list(dict.fromkeys(ref.row for ref in refs))


def finding_shape(one: Finding, language: str = "en") -> Object:
    """Give one finding as `fachwerk findings` shows it."""
    return {
        "code": one.code,
        "severity": one.severity.value,
        "listing": None if one.row is None else f"{one.edition}:{one.row}",
        "row": one.row,
        "field": one.field,
        "message": one.message_de if language == "de" else one.message,
        "evidence": one.evidence,
    }


def organisation_shape(one: Organisation) -> Object:
    """Give one organisation as `fachwerk organisations` shows it."""
    return {
        "id": one.id,
        "name": one.name,
        "legal_form": one.legal_form,
        "variants": list(one.variants),
        "rows": [*sorted({ref.row for ref in one.listings})],
        "places": list(one.places),
        "listings": [ref_shape(ref) for ref in one.listings],
    }


def series_shape(one: Series) -> Object:
    """Give one series as `fachwerk series` shows it."""
    return {
        "id": one.id,
        "name": one.name,
        "rows": rows_shape(one.listings),
        "relation": one.relation.value,
        "listings": [ref_shape(ref) for ref in one.listings],
        "reasons": [reason.words for reason in one.reasons],
    }


def edition_shape(one: Edition) -> Object:
    """Give one edition as `fachwerk editions` shows it."""
    return {
        "edition": one.sha256,
        "as_of": one.as_of,
        "title": one.title,
        "rows": one.ledger.rows,
        "verdict": one.ledger.verdict.value,
        "accepted_incomplete": one.accepted_incomplete,
        "source": one.source,
        "publisher": one.publisher,
        "file": one.file,
        "imported": one.imported,
    }


def project_shape(one: Listed) -> Object:
    """Give one project as `fachwerk projects` shows it."""
    listing = one.listing
    return {
        "id": one.project.id,
        "row": listing.row,
        "edition": listing.edition,
        "listings": [ref_shape(each) for each in one.project.listings],
        **clean_shape(listing),
        "status": listing.status.value,
        "region_key": listing.region,
        "place_key": listing.place,
        "sponsor_id": one.sponsor,
        "series_id": one.series,
        "pot": listing.pot,
        "findings": list(one.findings),
    }


def clean_shape(listing: Listing) -> dict[str, Json]:
    """Give a listing's clean values by field, in column order; what cleaning did not understand is `null`."""
    return {name: clean_json(value.clean) for name, value in listing.values.items()}


def clean_json(value: Clean) -> Json:
    """Days as ISO text, amounts as text with every digit."""
    return str(value) if isinstance(value, date | Decimal) else value


def change_shapes(change: Change) -> Iterator[Object]:
    """Give a project that is new or gone in one object, a changed one in one object a field."""
    listing = change.after or change.before
    if listing is None:
        raise FachwerkError("a change without listings")
    title = listing.values.get("title")
    known: dict[str, Json] = {
        "change": change.kind,
        "project": change.project.id,
        "title": None if title is None else clean_json(title.clean),
        "row": listing.row,
    }
    if change.kind != "changed":
        yield {**known, "field": None, "before": None, "after": None}
    for name in change.fields:
        before, after = (None if one is None else clean_shape(one).get(name) for one in (change.before, change.after))
        yield {**known, "field": name, "before": before, "after": after}


def proof_shape(one: Proven) -> Object:
    """Give one project with everything that is known of it, and where it is printed."""
    return {
        "project": dict(project_shape(one.newest)),
        "evidence": [_evidence_shape(each.listing) for each in one.evidence],
        "sponsors": [dict(organisation_shape(each)) for each in one.sponsors],
        "series": [dict(series_shape(each)) for each in one.series],
        "findings": [dict(finding_shape(found)) for each in one.evidence for found in each.findings],
    }


def _evidence_shape(listing: Listing) -> dict[str, Json]:
    return {
        **ref_shape(Ref(listing.edition, listing.row)),
        **origin_shape(listing.origin),
        "carried": [origin_shape(origin) for origin in listing.origin.carried],
        "printed": dict(listing.printed),
        "values": {
            name: {"printed": value.printed, "clean": clean_json(value.clean), "note": value.note}
            for name, value in listing.values.items()
        },
        "notes": list(listing.notes),
    }


def hit_shape(hit: Hit, explain: bool = False) -> Object:
    """Give one hit as `fachwerk search` shows it."""
    texts = hit.project.texts
    shape: Object = {
        "rank": hit.rank,
        "score": hit.score,
        "row": hit.project.row,
        "id": hit.project.id,
        "title": texts.get("title"),
        "sponsor": texts.get("sponsor"),
        "region": texts.get("region"),
        "why": [dict(why._asdict()) for why in hit.why],
    }
    return (
        {**shape, "parts": {name: round(part, 4) for name, part in hit.parts._asdict().items()}} if explain else shape
    )


def answer_shape(answer: Answer, explain: bool = False) -> Object:
    """Give an answer as the API sends it."""
    return {
        "total": answer.total,
        "hits": [dict(_marked_shape(hit, explain)) for hit in answer.hits],
        "facets": _counts_shape(answer.facets),
        "next": answer.next,
        "did_you_mean": answer.did_you_mean,
        "by_meaning": answer.by_meaning,
        "version": answer.version,
    }


def counted_shape(answer: Answer) -> Object:
    """Give only what an answer counts."""
    return {"total": answer.total, "facets": _counts_shape(answer.facets), "version": answer.version}


def _counts_shape(facets: Mapping[str, tuple[Count, ...]]) -> dict[str, Json]:
    """Give the values of each facet with what people call them and how often they are there."""
    return {
        name: [{"value": one.value, "label": one.label, "count": one.count} for one in counts]
        for name, counts in facets.items()
    }


def neighbours_shape(found: Sequence[Neighbour], version: str) -> Object:
    """Give similar projects as the API sends them."""
    return {"items": [neighbour_shape(rank, one) for rank, one in enumerate(found, start=1)], "version": version}


def neighbour_shape(rank: int, one: Neighbour) -> dict[str, Json]:
    """Give one similar project, like a hit."""
    texts = one.project.texts
    return {
        "rank": rank,
        "score": one.score,
        "row": one.project.row,
        "id": one.project.id,
        "title": texts.get("title"),
        "sponsor": texts.get("sponsor"),
        "region": texts.get("region"),
        "why": [dict(why._asdict()) for why in one.why],
        **_where_and_when(one.project),
    }


def _marked_shape(hit: Hit, explain: bool) -> Object:
    marks: dict[str, Json] = {field: [list(mark) for mark in marks] for field, marks in hit.marks.items()}
    return {**hit_shape(hit, explain), **_where_and_when(hit.project), "marks": marks}


def _where_and_when(project: Document) -> dict[str, Json]:
    begin, end = (None if day is None else day.isoformat() for day in (project.begin, project.end))
    return {"edition": project.edition, "begin": begin, "end": end}
