"""Where it is printed: the page with the spot of a row or value in the original, the picture on it, the file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import partial
from http import HTTPStatus
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from fachwerk.errors import FachwerkError, UnknownIdentifier
from fachwerk.portal.opened import Reading, served
from fachwerk.portal.originals import original
from fachwerk.portal.pages import addresses
from fachwerk.portal.pages.known import known, names_persons, proofs
from fachwerk.portal.pages.projects import chosen, crumbs, newest, report_address, spot_address, text_of
from fachwerk.portal.pages.rendered import Context, State, page, show
from fachwerk.portal.printed import Cells, Lines, PrintedLine, Shown, Spot, Wanted, Withheld, printed
from fachwerk.portal.problems import problem_of
from fachwerk.records import Ref
from fachwerk.store.masking import hidden_headings
from fachwerk.store.proofs import Proof

YEAR = 365 * 86400


class Part(NamedTuple):
    """A stretch of a line; `is_asked`: it is what was asked for."""

    text: str
    is_asked: bool


class Line(NamedTuple):
    """A line of a text, in its parts."""

    number: int
    is_row: bool
    parts: Sequence[Part]


class Field(NamedTuple):
    """A field of the row, and the page that shows where it is printed."""

    label: str
    href: str
    is_this: bool


@page
def spot(request: HttpRequest, language: str, id: str) -> HttpResponse:
    """Show where a listing of a project, or one value of it, is printed."""
    asked = {name: request.GET.get(name, "") for name in ("edition", "row", "field")}
    return show(request, language, "printed.html", partial(_gathered, id, asked, language))


def picture(request: HttpRequest, sha256: str, row: int) -> HttpResponse:
    """Send the picture of a spot; under the address that a page gives it, it never changes."""
    field = request.GET.get("field", "")
    try:
        with served().reading() as reading:
            proof = proofs(reading).of_listing(Ref(sha256, row))
            shown = looked_up(reading, proof, field)
    except FachwerkError as error:
        return problem_of(error)
    if not isinstance(shown, Spot):
        return problem_of(UnknownIdentifier("there is no picture of it", advice="only PDF files are painted"))
    tag = f'"{_version(shown)}"'
    is_had = tag in request.headers.get("If-None-Match", "")
    response = HttpResponse(status=HTTPStatus.NOT_MODIFIED) if is_had else HttpResponse(shown.content)
    response["Content-Type"], response["ETag"] = shown.type, tag
    is_it = request.GET.get("v") == _version(shown)
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable" if is_it else "public, no-cache"
    return response


def file(_request: HttpRequest, sha256: str) -> HttpResponseBase:
    """Send the original of an edition."""
    try:
        with served().reading() as reading:
            found = next((one for one in known(reading).editions if one.sha256 == sha256), None)
            if found is None:
                raise UnknownIdentifier(
                    "there is no edition of that fingerprint", advice="the lists say which there are"
                )
            if names_persons(reading, sha256):
                raise UnknownIdentifier("the file is not shown because names of persons stand in it")
            return original(reading.register, found)
    except FachwerkError as error:
        return problem_of(error)


def looked_up(reading: Reading, proof: Proof, field: str) -> Shown:
    """Look up where a listing, or a field of it, is printed."""
    edition = known(reading).edition(proof.listing.edition)
    headings = hidden_headings(proof.listing)
    hidden = frozenset(name for name, heading in proof.columns.items() if heading in headings)
    is_alone = reading.register.is_masked()
    return printed(reading.register, Wanted(edition, proof.listing, proof.columns, field or None, hidden, is_alone))


def _gathered(id: str, asked: dict[str, str], language: str, state: State) -> Context:
    found = proofs(state.reading).of_project(id)
    proof = chosen(found, asked["edition"], asked["row"])
    listing, edition = proof.listing, known(state.reading).edition(proof.listing.edition)
    field = asked["field"] if asked["field"] in listing.values else ""
    shown = looked_up(state.reading, proof, field)
    title = text_of(newest(found).listing, "title") or id
    return {
        "crumbs": crumbs(language, id, title),
        "title": title,
        "id": id,
        "edition": edition,
        "row": listing.row,
        "page_number": listing.origin.page,
        "is_paged": edition.format in ("pdf", "text"),
        "field": field,
        "label": f"fields.{field}" if field else "",
        "value": listing.values.get(field),
        "fields": [
            Field(f"fields.{name}", spot_address(id, listing, name), name == field)
            for name in listing.values
            if name in proof.columns
        ],
        "whole": spot_address(id, listing),
        "report": report_address(id, listing, field),
        "original": "" if names_persons(state.reading, edition.sha256) else original_address(edition.sha256),
        **_seen(shown, Ref(edition.sha256, listing.row), field, language),
    }


def original_address(sha256: str) -> str:
    """Give the address of the original of an edition."""
    return f"{addresses.of('editions', sha256)}/original"


def _seen(shown: Shown, ref: Ref, field: str, language: str) -> Context:
    match shown:
        case Spot():
            address = addresses.asked(f"/printed/{ref.edition}/{ref.row}", {"field": field, "v": _version(shown)})
            return {"picture": shown, "picture_address": address}
        case Lines():
            return {"lines": list(map(_line, shown.lines)), "line_page": shown.page}
        case Cells():
            return {"cells": shown}
        case Withheld():
            return {"withheld": shown.words(language)}


def _line(line: PrintedLine) -> Line:
    return Line(line.number, line.is_row, [part for part in _parts(line) if part.text])


def _parts(line: PrintedLine) -> Iterator[Part]:
    at = 0
    for start, end in line.marks:
        yield Part(line.text[at:start], False)
        yield Part(line.text[start:end], True)
        at = end
    yield Part(line.text[at:], False)


def _version(shown: Spot) -> str:
    return hashlib.sha256(shown.content).hexdigest()[:16]
