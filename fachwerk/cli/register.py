"""The commands that look into a register: what it holds, object by object, in a stable shape."""

from __future__ import annotations

from typing import NamedTuple

from fachwerk.cli.objects import show
from fachwerk.errors import UnusableInput
from fachwerk.pipeline.looking import View
from fachwerk.portal.objects import (
    CHANGE_KEYS,
    EDITION_KEYS,
    FINDING_KEYS,
    ORGANISATION_KEYS,
    PROJECT_KEYS,
    SERIES_KEYS,
    change_shapes,
    edition_shape,
    finding_shape,
    organisation_shape,
    project_shape,
    series_shape,
)
from fachwerk.records import Severity
from fachwerk.settings import settings_of
from fachwerk.store import edition_called, open_register

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
    with open_register(settings_of(asked.register)) as register:
        from fachwerk.store.changes import changes

        editions = register.editions()
        found = changes(register, edition_called(before, editions), edition_called(after, editions))
        shapes = (shape for change in found for shape in change_shapes(change))
        show(shapes, list(CHANGE_KEYS), asked.shape, CHANGE_EYES)
