"""What one can narrow a result by: values of facets with counts, as links; and the filters that hold, as chips."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from typing import NamedTuple
from urllib.parse import quote_plus

from django.utils.safestring import SafeString

from fachwerk.check import CHECKS
from fachwerk.errors import UnknownEdition, UnknownIdentifier
from fachwerk.portal import wording
from fachwerk.portal.opened import Reading
from fachwerk.portal.pages.hits import printed
from fachwerk.portal.pages.questions import DAYS, Question, day
from fachwerk.reference.municipalities import municipalities
from fachwerk.reference.regions import territories
from fachwerk.search.answers import Count
from fachwerk.search.index import FACETS
from fachwerk.search.labels import labels
from fachwerk.store import edition_called

SHOWN = ("region", "place", "organisation", "item", "kind", "pot", "status", "finding", "edition")
_OUR_WORDS = ("status", "finding")
_FEW = 8  # values of a facet that are shown at once
_FIRST = 3  # of those that are not chosen, however many are


class Facet(NamedTuple):
    """A facet with the values to show, each a link with its count; `more` leads to all of them, "" if these are all."""

    name: str
    title: str
    values: Sequence[SafeString]
    more: str


class Chip(NamedTuple):
    """A filter that holds: what it is about, what is asked for, and the question without it."""

    name: str
    label: str
    without: Question


@dataclass(frozen=True, slots=True)
class Names:
    """What people call the values of facets, in the language of a page."""

    reading: Reading
    language: str

    def called(self, facet: str, key: str, label: str = "") -> str:
        """Name a value; `label` is what the engine calls it. A key that nobody knows is its own name."""
        match facet:
            case "place":
                return _places().get(key, key)
            case "finding":
                return _findings(self.language).get(key, key)
            case "status":
                known = f"status.{key}"
                return wording.said(known, self.language) if wording.is_said(known) else key
            case "edition":
                return self._edition(key)
            case "organisation" | "series":
                return label or self._owner(facet, key)
        return label or labels().get(facet, {}).get(key, key)

    def _edition(self, key: str) -> str:
        try:
            found = edition_called(key, self.reading.register.editions())
        except UnknownEdition:
            return key
        as_of, name = None if found.as_of is None else day(found.as_of), found.title or found.file
        return name if as_of is None else wording.said("search.edition", self.language, list=name, day=as_of)

    def _owner(self, facet: str, key: str) -> str:
        pages = self.reading.pages
        try:
            return pages.organisation(key).name if facet == "organisation" else pages.one_series(key).name
        except UnknownIdentifier:
            return key


@cache
def _places() -> Mapping[str, str]:
    return {ags: one.name for name in territories() for ags, one in municipalities(name).items()}


@cache
def _findings(language: str) -> Mapping[str, str]:
    return {one.code: one.title.de if language == "de" else one.title.en for one in CHECKS}


# --- facets --------------------------------------------------------------------------------------------------------


def facets_of(counted: Mapping[str, Sequence[Count]], question: Question, root: str, names: Names) -> list[Facet]:
    """Give the facets worth showing: with several values to choose from, or one that is chosen."""
    return [_facet(name, counted[name], question, root, names) for name in counted if _tells(name, counted, question)]


def _tells(name: str, counted: Mapping[str, Sequence[Count]], question: Question) -> bool:
    if question.values(name):
        return True
    if name == "kind" and counted.get("item"):  # the funding lines say the same
        return False
    return len(counted[name]) > (name != "finding")


def _facet(name: str, counts: Sequence[Count], question: Question, root: str, names: Names) -> Facet:
    chosen = question.values(name)
    known = {one.value: one for one in counts}
    others = [one for one in counts if one.value not in chosen]
    few = others if question.more == name else others[: max(_FEW - len(chosen), _FIRST)]
    before, behind = question.around(root, name)
    # What they are called is printed German, unless it is our words.
    lang = "" if name in _OUR_WORDS else printed(names.language)
    values = [
        _link(question.without(name, one.value).address(root), one, name, names, f'{lang} aria-current="true"')
        for one in (known.get(key, Count(key, "", 0)) for key in chosen)
    ]
    values += [_link(f"{before}{quote_plus(one.value)}{behind}", one, name, names, lang) for one in few]
    more = "" if len(few) == len(others) else f"{replace(question, more=name, cursor='').address(root)}#by-{name}"
    return Facet(name, wording.said(f"facet.{name}", names.language), values, more)


def _link(href: str, one: Count, name: str, names: Names, more: str) -> SafeString:
    """Write one value. A page has sixty of them; a template takes five times as long to write them.

    A value that is asked for and was not counted has no number.
    """
    label = escape(names.called(name, one.value, one.label))
    many = f' <span class="count">{wording.number(one.count, names.language)}</span>' if one.count else ""
    return SafeString(f'<li><a href="{escape(href)}"{more}>{label}</a>{many}</li>')


# --- chips ---------------------------------------------------------------------------------------------------------


def chips_of(question: Question, names: Names) -> Iterator[Chip]:
    """Name each filter that holds; the words that are asked for stand in the field."""
    for name, value in question.pairs:
        if name not in ("q", "sort"):
            yield Chip(name, _label(name, value, names), question.without(name, value))


def _label(name: str, value: str, names: Names) -> str:
    if name in FACETS:
        return wording.said(f"filter.{name}", names.language, value=names.called(name, value))
    if name in DAYS:
        return wording.said(f"filter.{name}", names.language, value=day(value) or value)
    if name == "near":
        place, _, km = value.rpartition(":")
        return wording.said("filter.near", names.language, place=_places().get(place, place), km=km)
    return wording.said(f"filter.{name}", names.language)
