"""Reporting an error: what is typed is kept nowhere; a mail to the operator is made of it, and a file to be saved."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse

from fachwerk import yamlfile
from fachwerk.errors import FachwerkError
from fachwerk.portal.opened import served
from fachwerk.portal.pages import addresses
from fachwerk.portal.pages.known import known, proofs
from fachwerk.portal.pages.projects import chosen, crumbs, newest, spot_address, text_of
from fachwerk.portal.pages.rendered import Context, State, page, show
from fachwerk.portal.problems import problem_of
from fachwerk.portal.wording import said
from fachwerk.records import Listing
from fachwerk.store import Edition

LONGEST = 4000  # signs of what is typed; a mail program takes hardly more in an address
_PICKING = ("identifier", "title", "begin")  # fields whose print tells a row from the others


class Report(NamedTuple):
    """What somebody says is wrong: in which field of a listing, what is right, and how they know."""

    listing: Listing
    edition: Edition
    field: str
    right: str
    why: str

    @property
    def printed(self) -> str | None:
        """What is printed there."""
        value = self.listing.values.get(self.field)
        return None if value is None else value.printed

    @property
    def where(self) -> Mapping[str, str]:
        """What else is printed in the row, to tell it from others."""
        values = {name: self.listing.values.get(name) for name in _PICKING if name != self.field}
        return {name: value.printed for name, value in values.items() if value is not None and value.printed}


@page
def report(request: HttpRequest, language: str, id: str) -> HttpResponse:
    """Show the form, and what is made of what is typed there."""
    return show(request, language, "report.html", partial(_gathered, id, _of(request.GET.dict()), language))


def correction(request: HttpRequest, id: str) -> HttpResponse:
    """Send a correction as a file, as the register keeps them (`corrections/<list>.yml`)."""
    try:
        with served().reading() as reading:
            asked = _of(request.GET.dict())
            found = chosen(proofs(reading).of_project(id), asked["edition"], asked["row"])
            edition = known(reading).edition(found.listing.edition)
    except FachwerkError as error:
        return problem_of(error)
    response = HttpResponse(as_yaml(_report(found.listing, edition, asked), date.today()), content_type="text/yaml")
    response["Content-Disposition"] = f'attachment; filename="correction-{id}.yml"'
    response["Cache-Control"] = "no-store"
    return response


def as_yaml(report: Report, today: date) -> str:
    """Write a correction; who says so is left to whoever sends it."""
    entry = {
        "field": report.field,
        "printed": report.printed,
        "right": report.right or None,
        "where": dict(report.where),
        "who": "",
        "when": today.isoformat(),
        "why": report.why,
    }
    return f"# {as_command(report)}\n{yamlfile.dump({'corrections': [entry]})}"


def as_command(report: Report) -> str:
    """Write the command that corrects it; it stays one line whatever is typed."""
    options = {"--printed": report.printed, "--right": report.right, "--why": report.why, "--who": ""}
    words = ["fachwerk", "correct", report.field]
    words += [part for name, said in options.items() if said is not None for part in (name, said)]
    words += [part for name, printed in report.where.items() for part in ("--where", f"{name}={printed}")]
    words += ["--edition", report.edition.sha256[:12]]
    return " ".join(shlex.quote(" ".join(word.split())) for word in words)


def _gathered(id: str, asked: Mapping[str, str], language: str, state: State) -> Context:
    found = proofs(state.reading).of_project(id)
    proof = chosen(found, asked["edition"], asked["row"])
    edition = known(state.reading).edition(proof.listing.edition)
    made = _report(proof.listing, edition, asked)
    title = text_of(newest(found).listing, "title") or id
    who = served().operator
    kept = {"edition": edition.sha256, "row": made.listing.row, "field": made.field, "right": made.right}
    return {
        "crumbs": crumbs(language, id, title),
        "id": id,
        "title": title,
        "report": made,
        "fields": [(name, f"fields.{name}", name == made.field) for name in made.listing.values],
        "label": f"fields.{made.field}",
        "spot": spot_address(id, made.listing, made.field),
        "operator": who,
        "mail": "" if who is None else _mail(who.mail, id, made, language),
        "file": addresses.asked(f"{addresses.of('projects', id)}/correction.yml", {**kept, "why": made.why}),
        "command": as_command(made),
    }


def _of(given: Mapping[str, Any]) -> Mapping[str, str]:
    return {
        name: "".join(sign for sign in str(given.get(name, ""))[:LONGEST] if sign.isprintable()).strip()
        for name in ("edition", "row", "field", "right", "why")
    }


def _report(listing: Listing, edition: Edition, asked: Mapping[str, str]) -> Report:
    field = asked["field"] if asked["field"] in listing.values else next(iter(listing.values))
    return Report(listing, edition, field, asked["right"], asked["why"])


def _mail(to: str, id: str, made: Report, language: str) -> str:
    """Write the address that opens a mail program with everything filled in."""
    parts = {
        "report.field": f"{made.field}",
        "report.printed": made.printed or "–",
        "report.right": made.right,
        "report.why": made.why,
        "report.list": f"{made.edition.title or made.edition.file} ({made.edition.sha256[:12]}:{made.listing.row})",
    }
    lines = [f"{_plain(said(name, language))}: {text}" for name, text in parts.items()]
    body = "\r\n".join([addresses.public(addresses.of("projects", id)), *lines])
    subject = f"{_plain(said('report.title', language))}: {id}"
    return f"mailto:{quote(to, safe='@')}?subject={quote(subject)}&body={quote(body)}"


def _plain(sentence: str) -> str:
    """A mail is no page: nothing is escaped there."""
    return str(sentence).replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&")
