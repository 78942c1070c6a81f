"""A hit as a page shows it: its words marked, its reasons in plain words, its period seen from today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString

from fachwerk.portal import wording
from fachwerk.search.answers import Hit, Mark, Why
from fachwerk.search.documents import Document
from fachwerk.search.labels import labels
from fachwerk.store.masking import MASKED

_PRINTED = "de"
_LONGEST = 220  # signs of a description that are shown
_BEFORE = 60  # of them before the first word that answers
_REASONS = 3
_FAMILIES = ("word", "part", "synonym", "translation", "typo", "alike", "meaning")


class Shown(NamedTuple):
    """A hit in words, ready to stand in a page. `when` is "running", "ended", "planned", or "" if it cannot be said.

    `is_by_pieces`: no word of it answers, only pieces of words that are alike.
    """

    id: str
    rank: int
    title: SafeString
    sponsor: SafeString
    organisation: str
    place: SafeString
    ags: str
    region: str
    region_name: str
    line: str
    line_label: str
    kind: str
    begin: date | None
    end: date | None
    when: str
    excerpt: SafeString
    why: Sequence[SafeString]
    is_by_pieces: bool


def shown(hit: Hit, today: date, language: str) -> Shown:
    """Put a hit as a page shows it."""
    one, texts = hit.project, hit.project.texts
    region, line = _first(one, "region"), _first(one, "item")
    places, title, said = one.keys.get("place", ()), title_of(one), texts.get("description", "")
    return Shown(
        one.id,
        hit.rank,
        marked(title, hit.marks.get("title", ())),
        _sponsor(hit, language),
        _first(one, "organisation"),
        marked(texts.get("place", ""), hit.marks.get("place", ())),
        places[0] if len(places) == 1 else "",
        region,
        labels()["region"].get(region) or texts.get("region", ""),
        line,
        labels()["item"].get(line, line),
        texts.get("kind", ""),
        one.begin,
        one.end,
        when(one.begin, one.end, today),
        SafeString() if said == title else excerpt(said, hit.marks.get("description", ())),
        tuple(reasons(hit.why, language)),
        not hit.why and hit.parts.words > 0,
    )


def _sponsor(hit: Hit, language: str) -> SafeString:
    """Give the sponsor; that a name is not shown is said, not printed."""
    name = hit.project.texts.get("sponsor", "")
    if name == MASKED:
        return SafeString(f'<span lang="{language}">{wording.said("search.masked", language)}</span>')
    return marked(name, hit.marks.get("sponsor", ()))


def printed(language: str) -> SafeString:
    """Give the attribute of what is printed, which is German, where the page is not."""
    return SafeString("" if language == _PRINTED else f' lang="{_PRINTED}"')


def title_of(one: Document) -> str:
    """Give the title, or what identifies a project without one."""
    return one.texts.get("title", one.id)


def marked(text: str, marks: Iterable[Mark]) -> SafeString:
    """Mark the words of a text that answer; everything in it is escaped."""
    written, at = [], 0
    for mark in sorted(marks):
        if mark.start >= at:
            written += [escape(text[at : mark.start]), f"<mark>{escape(text[mark.start : mark.end])}</mark>"]
            at = mark.end
    return SafeString("".join([*written, escape(text[at:])]))


def excerpt(text: str, marks: Iterable[Mark]) -> SafeString:
    """Cut out of a text what stands around the first word that answers, at whole words."""
    if len(text) <= _LONGEST:
        return marked(text, marks)
    ordered = sorted(marks)
    first = _word_from(text, ordered[0].start - _BEFORE) if ordered else 0
    last = len(text) if first + _LONGEST >= len(text) else text.rfind(" ", first + 1, first + _LONGEST)
    last = last if last > first else first + _LONGEST
    inside = [Mark(one.start - first, one.end - first) for one in ordered if one.start >= first and one.end <= last]
    before, behind = "… " if first else "", " …" if last < len(text) else ""
    return SafeString(f"{before}{marked(text[first:last], inside)}{behind}")


def _word_from(text: str, at: int) -> int:
    return 0 if at <= 0 else text.find(" ", at) + 1


def when(begin: date | None, end: date | None, today: date) -> str:
    """Say what a period is as seen from a day; where a day that decides is not printed, nothing."""
    if end is not None and end < today:
        return "ended"
    if begin is not None and begin > today:
        return "planned"
    return "running" if begin is not None and end is not None else ""


def reasons(why: Sequence[Why], language: str) -> Iterable[SafeString]:
    """Say why a project answers, the same thing once, in the fields where it is printed."""
    fields: dict[tuple[str, str, str], list[str]] = {}
    for one in why:
        if one.kind in _FAMILIES:
            fields.setdefault((one.kind, one.said, one.found), []).append(one.field)
    for (kind, said, found), where in list(fields.items())[:_REASONS]:
        at = ", ".join(wording.said(f"where.{name}", language) for name in dict.fromkeys(where) if name)
        yield wording.said(f"why.{kind}_html", language, said=said, found=found, where=at)


def _first(one: Document, facet: str) -> str:
    return next(iter(one.keys.get(facet, ())), "")
