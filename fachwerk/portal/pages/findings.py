"""The findings: what is odd, by severity, check and list; and what is looked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse

from fachwerk.errors import UnusableQuery
from fachwerk.portal.pages import addresses
from fachwerk.portal.pages.counted import Tally, checks, in_order, tally, title_of
from fachwerk.portal.pages.known import Known, known
from fachwerk.portal.pages.projects import text_of
from fachwerk.portal.pages.rendered import Context, State, page, show
from fachwerk.portal.translated import german
from fachwerk.portal.wording import said
from fachwerk.records import Finding, Listing, Ref, Severity
from fachwerk.search.cursors import after_of, cursor_of
from fachwerk.store import Edition, edition_called
from fachwerk.store.pages import From, Wanted

SECTION, ADDRESS = "findings", "/findings"
SHOWN = 25
_SEVERITIES = [one.value for one in Severity]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter: `name` is a sentence's, or empty where `label` says it; a click takes it or leaves it."""

    name: str
    label: str
    count: int
    href: str
    is_chosen: bool


class Told(NamedTuple):
    """A finding in the reader's language, and what it is about."""

    severity: str
    severity_name: str
    title: str
    message: str
    evidence: str
    label: str
    code: str
    project: str | None
    project_title: str
    edition: Edition
    row: int | None
    spot: str
    report: str


@dataclass(frozen=True, slots=True)
class Described:
    """What a check looks for: in a few words, what it says of a finding, what one can do, and how often it is there."""

    code: str
    severity: str
    severity_name: str
    title: str
    says: str
    advice: str
    count: int


@page
def findings(request: HttpRequest, language: str) -> HttpResponse:
    """Show findings, page by page."""
    asked = {name: request.GET.get(name, "") for name in ("severity", "code", "edition", "cursor")}
    return show(request, language, "findings.html", partial(_gathered, asked, language))


@page
def all_checks(request: HttpRequest, language: str) -> HttpResponse:
    """Show what is looked for."""
    return show(request, language, "checks.html", partial(_checks, language))


def _gathered(asked: Mapping[str, str], language: str, state: State) -> Context:
    lists, counts = known(state.reading), tally(state.reading)
    chosen = _understood(asked, lists)
    wanted = Wanted(
        chosen["edition"] or None,
        frozenset({Severity(chosen["severity"])} if chosen["severity"] else ()),
        chosen["code"] or None,
    )
    after = after_of(asked["cursor"], state.reading.version)
    found = state.reading.pages.findings(From(after, SHOWN + 1), wanted)
    shown, goes_on = found[:SHOWN], len(found) > SHOWN
    check = checks().get(chosen["code"])
    return {
        "section": SECTION,
        "total": counts.total(chosen["edition"], chosen["code"], chosen["severity"]),
        "findings": _told([one for _, one in shown], lists, state, language),
        "severities": _severities(counts, chosen),
        "codes": _codes(counts, chosen, language),
        "editions": _editions(counts, chosen, lists),
        "check": None if check is None else _described(check.code, counts, language),
        "is_narrowed": any(chosen.values()),
        "is_from_start": after == 0,
        "start": addresses.asked(ADDRESS, chosen),
        "next": addresses.asked(ADDRESS, {**chosen, "cursor": cursor_of(state.reading.version, shown[-1][0])})
        if goes_on
        else "",
        "json": addresses.asked("/api/v1/findings", {**chosen, "language": language}),
    }


def _understood(asked: Mapping[str, str], lists: Known) -> dict[str, str]:
    """Keep what is asked for; a list may be called by its day. Raises UnusableQuery, UnknownEdition."""
    if asked["severity"] and asked["severity"] not in _SEVERITIES:
        raise UnusableQuery(f'"{asked["severity"]}" is no severity', advice=f"use {' or '.join(_SEVERITIES)}")
    if asked["code"] and asked["code"] not in checks():
        raise UnusableQuery(f'"{asked["code"]}" is no check', advice="the page of checks lists them")
    edition = edition_called(asked["edition"], lists.editions).sha256 if asked["edition"] else ""
    return {"severity": asked["severity"], "code": asked["code"], "edition": edition}


# --- filters -------------------------------------------------------------------------------------------------------


def _severities(counts: Tally, chosen: Mapping[str, str]) -> Sequence[Choice]:
    found = counts.severities(chosen["edition"], chosen["code"])
    return [_choice("severity", one, f"severity.{one}", "", count, chosen) for one, count in found]


def _codes(counts: Tally, chosen: Mapping[str, str], language: str) -> Sequence[Choice]:
    found = counts.checks(chosen["edition"], language, chosen["severity"])
    return [_choice("code", one.code, "", one.title, one.count, chosen) for one in found]


def _editions(counts: Tally, chosen: Mapping[str, str], lists: Known) -> Sequence[Choice]:
    found = counts.editions(chosen["code"], chosen["severity"])
    return [
        _choice("edition", one.sha256, "", _called(one), found[one.sha256], chosen)
        for one in reversed(lists.editions)
        if found[one.sha256]
    ]


def _choice(name: str, key: str, sentence: str, label: str, count: int, chosen: Mapping[str, str]) -> Choice:
    is_chosen = chosen[name] == key
    return Choice(
        sentence, label, count, addresses.asked(ADDRESS, {**chosen, name: "" if is_chosen else key}), is_chosen
    )


def _called(one: Edition) -> str:
    return f"{one.title or one.file} ({one.as_of})" if one.as_of else one.title or one.file


# --- findings ------------------------------------------------------------------------------------------------------


def _told(found: Sequence[Finding], lists: Known, state: State, language: str) -> list[Told]:
    refs = list(dict.fromkeys(Ref(one.edition, one.row) for one in found if one.row is not None))
    projects = state.reading.pages.projects_of(refs)
    listings = {Ref(one.edition, one.row): one for one in state.reading.register.some(refs)}
    return [
        _one(one, lists, projects.get(ref), listings.get(ref), language)
        for one in found
        for ref in (Ref(one.edition, one.row or 0),)
    ]


def _one(one: Finding, lists: Known, project: str | None, listing: Listing | None, language: str) -> Told:
    asked = {"edition": one.edition, "row": one.row, "field": one.field}
    root = "" if project is None else addresses.of("projects", project)
    return Told(
        one.severity.value,
        f"severity.{one.severity.value}",
        title_of(one.code, language),
        *_sentence(one, language),
        "" if one.field is None else f"fields.{one.field}",
        one.code,
        project,
        "" if listing is None else text_of(listing, "title"),
        lists.edition(one.edition),
        one.row,
        addresses.asked(f"{root}/printed", asked) if root else "",
        addresses.asked(f"{root}/report", asked) if root else "",
    )


def _sentence(one: Finding, language: str) -> tuple[str, str]:
    """Give a finding's sentence and what is printed that shows it; of a whole list that is its ledger, in the sentence.

    A ledger's sentences are English in the German sentence, too.
    """
    message = one.message_de if language == "de" else one.message
    quoted = german(one.evidence) if one.row is None else None
    if quoted is None:
        return message, one.evidence
    return message.replace(one.evidence, quoted) if language == "de" else message, ""


# --- checks --------------------------------------------------------------------------------------------------------


def _checks(language: str, state: State) -> Context:
    counts = tally(state.reading)
    return {
        "section": SECTION,
        "crumbs": [{"href": addresses.in_language(ADDRESS, language), "label": said("frame.findings", language)}],
        "checks": [_described(code, counts, language) for code in in_order(checks())],
    }


def _described(code: str, counts: Tally, language: str) -> Described:
    check = checks()[code]
    return Described(
        code,
        check.severity.value,
        f"severity.{check.severity.value}",
        title_of(code, language),
        getattr(check.says, language),
        getattr(check.advice, language),
        counts.total(code=code),
    )
