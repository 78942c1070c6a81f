"""The page of a project: what the newest list says of it, how that came about, and where it is printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from html import escape
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from fachwerk.errors import UnknownIdentifier
from fachwerk.portal.charts import Chart, Frame, Period
from fachwerk.portal.charts import period as drawn
from fachwerk.portal.charts.words import Language
from fachwerk.portal.pages import addresses
from fachwerk.portal.pages.citing import PAGED, cited, described
from fachwerk.portal.pages.counted import checks
from fachwerk.portal.pages.known import Known, known, proofs
from fachwerk.portal.pages.rendered import Context, State, page, show
from fachwerk.portal.pages.tags import clean_in, translated_in
from fachwerk.portal.wording import said
from fachwerk.records import Clean, Finding, Listing, Status
from fachwerk.search.answers import Neighbour, Why
from fachwerk.search.asking import Query
from fachwerk.search.documents import Document
from fachwerk.search.labels import labels
from fachwerk.store import Edition
from fachwerk.store.changes import clean_of, differing
from fachwerk.store.proofs import Proof, Serial

NEIGHBOURS = 5
MEMBERS = 12  # of a series that are named; its own page has all
_TITLE = "title"
_FAR = 3 * 366  # days


class Shown(NamedTuple):
    """One value: `href` leads to what it names, `spot` to where it is printed; `printed` only if it reads otherwise."""

    label: str
    field: str
    clean: Clean
    href: str
    printed: str | None
    note: str | None
    spot: str


class Change(NamedTuple):
    """A field that an edition gives another value than the one before."""

    label: str
    before: Clean
    after: Clean


class Appearance(NamedTuple):
    """A project in one edition; `changes` since the edition before that lists it.

    `rows` are its rows there with their pages (0: a list without pages) and spots.
    """

    edition: Edition
    day: date | None
    rows: Sequence[tuple[int, int, str]]
    is_first: bool
    changes: Sequence[Change]


class Told(NamedTuple):
    """A finding in the reader's language; `check` says what was looked for, `spot` shows where it is printed."""

    severity: str
    severity_name: str
    title: str
    message: str
    evidence: str
    advice: str
    label: str
    code: str
    row: int
    spot: str
    report: str


class Like(NamedTuple):
    """A similar project, or one of the same series."""

    project: Document
    reasons: Sequence[tuple[str, str]]
    is_this: bool = False


@page
def project(request: HttpRequest, language: str, id: str) -> HttpResponse:
    """Show one project."""
    return show(request, language, "project.html", partial(_gathered, id, language))


def _gathered(id: str, language: str, state: State) -> Context:
    lists = known(state.reading)
    found = proofs(state.reading).of_project(id)
    proof = newest(found)
    listing, edition = proof.listing, lists.edition(proof.listing.edition)
    begin, end = (day_in(listing, name) for name in ("begin", "end"))
    citation = cited(id, listing, edition, language)
    return {
        "id": id,
        "title": text_of(listing, _TITLE) or id,
        "crumbs": crumbs(language),
        "values": mark_safe("".join(_written(one, language) for one in _values(id, proof))),
        "notes": listing.notes,
        "edition": edition,
        "row": listing.row,
        "spot": spot_address(id, proof.listing),
        "status": listing.status.value,
        "status_name": f"status.{listing.status.value}",
        "is_stated": listing.status is not Status.UNKNOWN,
        "standing": standing(begin, end, state.today),
        "today": state.today,
        "period": _period(begin, end, state.today, "de" if language == "de" else "en"),
        "begin": begin,
        "end": end,
        "series": proof.series,
        "relation": None if proof.series is None else f"relation.{proof.series.relation.value}",
        "members": _members(state, proof.series, id),
        "findings": [told(id, one, listed, language) for one, listed in _findings(found)],
        "appearances": list(reversed(list(_appearances(id, found, lists)))),
        "gone": _gone(found, lists),
        "neighbours": [_like(one) for one in state.engine.neighbours(id, NEIGHBOURS)],
        "citation": citation,
        "described": described(id, listing, proof.sponsor, edition),
        "json": f"/api/v1/projects/{id}",
        "report": report_address(id, listing),
    }


def newest(found: Sequence[Proof]) -> Proof:
    """Choose the listing of the newest edition; of several there, the one printed first."""
    last = found[-1].listing.edition
    return min((one for one in found if one.listing.edition == last), key=lambda one: one.listing.row)


def chosen(found: Sequence[Proof], edition: str, row: str) -> Proof:
    """Choose the listing that is asked for; without a word the newest. Raises UnknownIdentifier for one of others."""
    if not edition and not row:
        return newest(found)
    for one in found:
        if one.listing.edition == edition and row in ("", str(one.listing.row)):
            return one
    raise UnknownIdentifier("that row of that list is not about this project", advice="its page names its rows")


def spot_address(id: str, listing: Listing, field: str = "") -> str:
    """Give the address of the page that shows where a listing, or a field of it, is printed."""
    asked = {"edition": listing.edition, "row": listing.row, "field": field}
    return addresses.asked(f"{addresses.of('projects', id)}/printed", asked)


def crumbs(language: str, id: str = "", title: str = "") -> list[dict[str, str]]:
    """Say where a project stands, or with its id and title a page about it."""
    found = [{"href": addresses.in_language("/search", language), "label": said("frame.search", language)}]
    if id:
        found.append({"href": addresses.in_language(addresses.of("projects", id), language), "label": title})
    return found


def report_address(id: str, listing: Listing, field: str = "") -> str:
    """Give the address of the page on which an error is reported."""
    asked = {"edition": listing.edition, "row": listing.row, "field": field}
    return addresses.asked(f"{addresses.of('projects', id)}/report", asked)


def text_of(listing: Listing, name: str) -> str:
    """Give a clean text, empty if there is none."""
    value = listing.values.get(name)
    return "" if value is None or value.clean is None else str(value.clean)


def day_in(listing: Listing, name: str) -> date | None:
    """Give a clean day."""
    value = listing.values.get(name)
    return value.clean if value is not None and isinstance(value.clean, date) else None


def standing(begin: date | None, end: date | None, today: date) -> str | None:
    """Say where a project stands on a day, as far as its days tell: a sentence's name."""
    if begin is not None and end is not None and end < begin:
        return None
    if begin is not None and today < begin:
        return "project.planned"
    if end is not None and end < today:
        return "project.ended"
    return "project.running" if begin is not None and end is not None else None


def _period(begin: date | None, end: date | None, today: date, language: Language) -> Chart | None:
    """Draw the period within whole years; today is on the axis unless it is far away."""
    days = [day for day in (begin, end) if day is not None]
    if not days:
        return None
    near = [*days, *([today] if min(abs((today - day).days) for day in days) <= _FAR else [])]
    span = date(min(near).year, 1, 1), date(max(near).year, 12, 31)
    return drawn(Period(begin, end), span, Frame(language, "period"), today)


# --- what is printed -----------------------------------------------------------------------------------------------


def _values(id: str, proof: Proof) -> Iterator[Shown]:
    whole = spot_address(id, proof.listing)
    for name, value in proof.listing.values.items():
        differs = value.printed is not None and str(value.clean) != value.printed
        yield Shown(
            f"fields.{name}",
            name,
            value.clean,
            "" if value.clean is None else _leads_to(name, value.clean, proof),
            value.printed if differs else None,
            value.note,
            f"{whole}&field={name}",
        )
    if proof.listing.pot is not None:
        name = labels()["pot"].get(proof.listing.pot, proof.listing.pot)
        yield Shown("fields.pot", "pot", name, addresses.asked("/search", {"pot": proof.listing.pot}), None, None, "")


def _written(one: Shown, language: str) -> str:
    """Write a value, its print, its note and the way to the spot; a template takes several times as long for it."""
    label, there = said(one.label, language), f"/{language}"
    if one.clean is None:
        what = "project.not_printed" if one.printed is None else "project.not_understood"
        shown = f'<span class="quiet" lang="{language}">{said(what, language)}</span>'
    else:
        shown = conditional_escape(clean_in(one.clean, language))
        shown = f'<a href="{there}{escape(one.href)}">{shown}</a>' if one.href else shown
    note = (
        ""
        if one.note is None
        else f'<dd class="note-line">{conditional_escape(translated_in(one.note, language))}</dd>'
    )
    printed = (
        ""
        if one.printed is None
        else f'{said("project.printed", language)} <span class="code" lang="de">{escape(one.printed)}</span> · '
    )
    where = f'{said("project.where_printed", language)}<span class="unseen">: {label}</span>'
    spot = f'<dd class="note-line">{printed}<a href="{there}{escape(one.spot)}">{where}</a></dd>' if one.spot else ""
    return f'<div><dt>{label}</dt><dd lang="de">{shown}</dd>{note}{spot}</div>\n'


def _leads_to(name: str, clean: Clean, proof: Proof) -> str:
    listing = proof.listing
    match name:
        case "sponsor" if proof.sponsor is not None:
            return addresses.of("organisations", proof.sponsor)
        case "region" if listing.region is not None:
            return addresses.of("regions", listing.region)
        case "place" if listing.place is not None:
            return addresses.of("places", listing.place)
        case "item" | "kind" if listing.line is not None:
            return addresses.of("lines", listing.line)
    return ""


# --- from edition to edition ---------------------------------------------------------------------------------------


def _appearances(id: str, found: Sequence[Proof], lists: Known) -> Iterator[Appearance]:
    """Follow a project through the editions that list it, oldest first."""
    before: dict[object, Listing] = {}
    for edition in dict.fromkeys(one.listing.edition for one in found):
        here = sorted((one.listing for one in found if one.listing.edition == edition), key=lambda one: one.row)
        published = lists.edition(edition)
        line = published.source or published.title
        earlier = before.get(line)
        yield Appearance(
            published,
            day_of(published),
            [(one.row, one.origin.page if published.format in PAGED else 0, spot_address(id, one)) for one in here],
            earlier is None and lists.before(published) is not None,
            [] if earlier is None else list(changes(earlier, here[0])),
        )
        before[line] = here[0]


def changes(before: Listing, after: Listing) -> Iterator[Change]:
    """Compare two listings of a project field by field."""
    for name in differing(before, after):
        yield Change(f"fields.{name}", clean_of(before, name), clean_of(after, name))


def _gone(found: Sequence[Proof], lists: Known) -> Edition | None:
    """Give the first edition that no longer lists the project."""
    last = lists.edition(found[-1].listing.edition)
    line = lists.alike(last)
    return next(iter(line[line.index(last) + 1 :]), None)


def day_of(edition: Edition) -> date | None:
    """Give the day that an edition states."""
    return None if edition.as_of is None else date.fromisoformat(edition.as_of)


# --- what is odd, what is alike ------------------------------------------------------------------------------------


def _findings(found: Sequence[Proof]) -> Iterator[tuple[Finding, Listing]]:
    """Give what is odd, the newest list first; what an earlier list has just so is not said again."""
    seen: set[tuple[str, str | None, str]] = set()
    for proof in reversed(found):
        for one in proof.findings:
            key = (one.code, one.field, one.message)
            if key not in seen:
                seen.add(key)
                yield one, proof.listing


def told(id: str, one: Finding, listing: Listing, language: str) -> Told:
    """Say a finding about a listing in a language."""
    check = checks().get(one.code)
    title, advice = ("", "") if check is None else (getattr(check.title, language), getattr(check.advice, language))
    return Told(
        one.severity.value,
        f"severity.{one.severity.value}",
        title,
        one.message_de if language == "de" else one.message,
        one.evidence,
        advice,
        "" if one.field is None else f"fields.{one.field}",
        one.code,
        listing.row,
        spot_address(id, listing, one.field or ""),
        report_address(id, listing, one.field or ""),
    )


def _members(state: State, series: Serial | None, id: str) -> Sequence[Like]:
    """Give the first projects of a series in the order of their begins."""
    if series is None:
        return []
    found = state.engine.search(Query(filters={"series": (series.id,)}, sort="begin", limit=MEMBERS, is_lexical=True))
    return [Like(hit.project, (), hit.project.id == id) for hit in reversed(found.hits)]


def _like(one: Neighbour) -> Like:
    return Like(one.project, list(_reasons(one.why)))


def _reasons(why: Sequence[Why]) -> Iterator[tuple[str, str]]:
    """Name each reason once: sentences with what they are about; shared words come together."""
    words = {
        name: list(dict.fromkeys(one.found for one in why if one.kind == "word" and (one.field == "title") is in_title))
        for name, in_title in (("alike.word", True), ("alike.word_in_text", False))
    }
    for one in why:
        if one.kind != "word":
            yield f"alike.{one.kind.replace(' ', '_')}", one.found
    yield from ((name, ", ".join(found)) for name, found in words.items() if found)
