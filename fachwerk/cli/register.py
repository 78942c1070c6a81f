"""The commands that look into a register: what it holds, object by object, in a stable shape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fachwerk.cli.objects import show
from fachwerk.errors import FachwerkError, UnusableInput
from fachwerk.pipeline.looking import Change, View, changes
from fachwerk.portal.objects import (
    EDITION_KEYS,
    FINDING_KEYS,
    ORGANISATION_KEYS,
    PROJECT_KEYS,
    SERIES_KEYS,
    Object,
    clean_json,
    clean_shape,
    edition_shape,
    finding_shape,
    organisation_shape,
    project_shape,
    series_shape,
)
from fachwerk.portal.shapes import Json
from fachwerk.records import Severity
from fachwerk.settings import settings_of
from fachwerk.store import edition_called, open_register

# What each key says: published in the reference, and held against what is written by a test.
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
    show((project_shape(view.listed(one, edition)) for one in listed), list(PROJECT_KEYS), asked.shape, PROJECT_EYES)


def show_changes(before: str, after: str, asked: Asked) -> None:
    """Show what became of each project from one edition to another."""
    view = view_of(asked.register)
    found = changes(view, view.edition(before), view.edition(after))
    show((shape for change in found for shape in change_shapes(change)), list(CHANGE_KEYS), asked.shape, CHANGE_EYES)


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
