"""The commands that look into a register: what it holds, object by object, in a stable shape."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from fachwerk.cli.objects import Object, show
from fachwerk.cli.shapes import Json
from fachwerk.errors import FachwerkError, UnusableInput
from fachwerk.pipeline.looking import Change, View, changes, edition_called
from fachwerk.records import Clean, Finding, Listing, Organisation, Project, Ref, Series, Severity
from fachwerk.settings import settings_of
from fachwerk.store import Edition, open_register

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
CHANGE_KEYS = {
    "change": "`new`, `gone` or `changed`",
    "project": "the project's identifier",
    "title": "its title",
    "row": "its row in the later edition, or in the earlier one if it is gone",
    "field": "the field that differs",
    "before": "its value in the earlier edition",
    "after": "its value in the later one",
}

# What of it a table shows.
FINDING_EYES = ("severity", "row", "field", "message")
ORGANISATION_EYES = ("id", "name", "legal_form", "rows", "places")
SERIES_EYES = ("id", "name", "relation", "rows")
EDITION_EYES = ("as_of", "title", "rows", "verdict", "file")
PROJECT_EYES = ("row", "id", "sponsor", "title", "region", "begin", "end")
CHANGE_EYES = ("change", "row", "title", "field", "before", "after")


class Asked(NamedTuple):
    """What was typed after a command that shows objects."""

    register: str | None
    shape: str | None
    edition: str | None = None
    severity: str | None = None
    code: str | None = None
    language: str = "en"


def view_of(register: str | None) -> View:
    """Read the register that was named."""
    with open_register(settings_of(register)) as opened:
        return View.of(opened)


def show_findings(asked: Asked) -> None:
    """Show findings, of one edition or all, of at least a severity, of one check."""
    if asked.language not in ("en", "de"):
        raise UnusableInput(f'"{asked.language}" is not spoken here', file="--language", advice="use en or de")
    with open_register(settings_of(asked.register)) as register:
        edition = None if asked.edition is None else edition_called(asked.edition, register.editions()).sha256
        found = (
            finding_shape(one, asked.language)
            for one in register.findings(edition, severities(asked.severity))
            if asked.code in (None, one.code)
        )
        show(found, list(FINDING_KEYS), asked.shape, FINDING_EYES)


def severities(least: str | None) -> frozenset[Severity]:
    """Give the severities from one on: `warning` is warnings and errors."""
    known = list(Severity)
    if least is None:
        return frozenset(known)
    names = [one.value for one in known]
    if least not in names:
        raise UnusableInput(f'"{least}" is no severity', file="--severity", advice=f"use {' or '.join(names)}")
    return frozenset(known[: names.index(least) + 1])


def show_organisations(asked: Asked) -> None:
    """Show the organisations, in the order in which they are first named."""
    with open_register(settings_of(asked.register)) as register:
        show(map(organisation_shape, register.organisations()), list(ORGANISATION_KEYS), asked.shape, ORGANISATION_EYES)


def show_series(asked: Asked) -> None:
    """Show the series."""
    with open_register(settings_of(asked.register)) as register:
        show(map(series_shape, register.series()), list(SERIES_KEYS), asked.shape, SERIES_EYES)


def show_editions(asked: Asked) -> None:
    """Show the editions, oldest first."""
    with open_register(settings_of(asked.register)) as register:
        show(map(edition_shape, register.editions()), list(EDITION_KEYS), asked.shape, EDITION_EYES)


def show_projects(asked: Asked) -> None:
    """Show the projects as their newest edition has them, or as one edition has them."""
    view = view_of(asked.register)
    edition = None if asked.edition is None else view.edition(asked.edition).sha256
    listed = [one for one in view.projects if edition is None or any(ref.edition == edition for ref in one.listings)]
    show((project_shape(one, view, edition) for one in listed), list(PROJECT_KEYS), asked.shape, PROJECT_EYES)


def show_changes(before: str, after: str, asked: Asked) -> None:
    """Show what became of each project from one edition to another."""
    view = view_of(asked.register)
    found = changes(view, view.edition(before), view.edition(after))
    show((shape for change in found for shape in change_shapes(change)), list(CHANGE_KEYS), asked.shape, CHANGE_EYES)


# --- shapes --------------------------------------------------------------------------------------------------------


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


def project_shape(one: Project, view: View, edition: str | None = None) -> Object:
    """Give one project as `fachwerk projects` shows it: as its newest edition, or that one, has it."""
    listing = view.newest([ref for ref in one.listings if edition in (None, ref.edition)])
    ref = Ref(listing.edition, listing.row)
    series, sponsor = view.series_of.get(ref), view.sponsors.get(ref)
    codes = dict.fromkeys(finding.code for finding in view.findings_of.get(ref, ()))
    return {
        "id": one.id,
        "row": listing.row,
        "edition": listing.edition,
        "listings": [ref_shape(each) for each in one.listings],
        **clean_shape(listing),
        "status": listing.status.value,
        "region_key": listing.region,
        "place_key": listing.place,
        "sponsor_id": None if sponsor is None else sponsor.id,
        "series_id": None if series is None else series.id,
        "pot": listing.pot,
        "findings": list(codes),
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
