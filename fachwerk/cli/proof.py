"""`fachwerk show`: one project, organisation, series or listing, with the printed line behind each value."""

from __future__ import annotations

from collections.abc import Iterator

import typer

from fachwerk.cli.objects import show
from fachwerk.cli.register import Asked, view_of
from fachwerk.cli.terminal import counted
from fachwerk.errors import UnknownIdentifier
from fachwerk.pipeline.looking import View
from fachwerk.portal.objects import Object, organisation_shape, proof_shape, series_shape
from fachwerk.records import Listing, Origin, Project, Ref


def show_one(identifier: str, asked: Asked) -> None:
    """Show what an identifier stands for; people get text, programs JSON."""
    view = view_of(asked.register)
    project, is_text = _project(identifier, view), asked.shape in (None, "text")
    if project is not None and is_text:
        lines = proof(project, view)
    else:
        found = _group(identifier, view) if project is None else proof_shape(view.proven(project))
        if not is_text:
            show([found], list(found), asked.shape)
            return
        lines = _lines(found)
    for line in lines:
        typer.echo(line)


def _group(identifier: str, view: View) -> Object:
    """An organisation or a series."""
    for organisation in view.organisations:
        if organisation.id == identifier:
            return organisation_shape(organisation)
    for series in view.series:
        if series.id == identifier:
            return series_shape(series)
    raise UnknownIdentifier(
        f'nothing is called "{identifier}"', advice="`fachwerk projects`, `organisations` and `series` list what is"
    )


def _project(identifier: str, view: View) -> Project | None:
    """A project by its own identifier, or by one of its listings (`edition:row`, an edition's beginning is enough)."""
    edition, _, row = identifier.partition(":")
    for project in view.projects:
        if project.id == identifier:
            return project
        if row.isdecimal() and edition:
            for ref in project.listings:
                if ref.row == int(row) and ref.edition.startswith(edition):
                    return project
    return None


def proof(project: Project, view: View) -> Iterator[str]:
    """Say for people what a project is, and which printed line says so."""
    newest = view.newest(project.listings)
    title = newest.values.get("title")
    yield f"{project.id}  {'' if title is None else title.clean or ''}"
    for ref in project.listings:
        yield ""
        yield from _listing(view.listings[ref], view)


def _listing(listing: Listing, view: View) -> Iterator[str]:
    ref = Ref(listing.edition, listing.row)
    edition = next(one for one in view.editions if one.sha256 == listing.edition)
    day = f" as of {edition.as_of}" if edition.as_of else ""
    yield f"{edition.title or edition.file}{day}, row {listing.row}, {_place(listing.origin)}"
    wide = max((len(name) for name in listing.values), default=0)
    for name, value in listing.values.items():
        yield f"  {name:<{wide}}  {'—' if value.clean is None else value.clean}"
        if value.printed is not None and str(value.clean) != value.printed:
            yield f"  {'':<{wide}}  printed: {value.printed}"
        if value.note:
            yield f"  {'':<{wide}}  note: {value.note}"
    sponsor, series = view.sponsors.get(ref), view.series_of.get(ref)
    if sponsor is not None:
        yield f"  carried by {sponsor.name} ({sponsor.id}; {counted(len(sponsor.listings), 'row')})"
    if series is not None:
        yield f"  in the series {series.name} ({series.id}, {series.relation.value})"
    for one in view.findings_of.get(ref, ()):
        yield f"  {one.severity.value}: {one.message}"
    yield from (f"  note: {note}" for note in listing.notes)


def _place(origin: Origin) -> str:
    first, last = origin.lines
    lines = f"line {first}" if first == last else f"lines {first} to {last}"
    return f"page {origin.page}, {lines}" + "".join(f", and {_place(carried)}" for carried in origin.carried)


def _lines(found: Object) -> Iterator[str]:
    wide = max(map(len, found))
    for name, value in found.items():
        shown = ", ".join(map(str, value)) if isinstance(value, list) and name != "listings" else value
        if name != "listings":
            yield f"{name:<{wide}}  {'—' if shown in (None, '') else shown}"
