"""What can be asked of the API: its query parameters, each understood or refused by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest
from pydantic import BaseModel, Field

from fachwerk.errors import UnusableQuery
from fachwerk.portal.opened import Reading
from fachwerk.records import Severity
from fachwerk.search.answering import MOST
from fachwerk.search.asking import SORTS, Query, Span
from fachwerk.search.filters import day_of, near_of
from fachwerk.search.index import FACETS
from fachwerk.store import edition_called
from fachwerk.store.pages import Wanted

_DAY: Any = {"anyOf": [{"format": "date"}, {"const": ""}]}  # a form sends empty what nobody filled in
_SEVERITIES = [one.value for one in Severity]
_LANGUAGES = ("en", "de")


def several(says: str) -> Any:
    """A parameter that may be given several times."""
    return Field([], description=f"{says}; may be given several times")


class Paging(BaseModel):
    """Which part of a list."""

    limit: int = Field(20, ge=1, le=MOST, description="how many at once")
    cursor: str = Field("", description="`next` of the answer before; only while the register is the same")


class ProjectsAsked(Paging):
    """Which projects."""

    edition: str = Field(
        "", description="as this edition has them: its day, the beginning of its fingerprint, `newest`"
    )


class FindingsAsked(Paging):
    """Which findings."""

    edition: str = Field("", description="only of this edition: its day, the beginning of its fingerprint, `newest`")
    severity: str = Field("", description="only these, and worse ones", json_schema_extra={"enum": ["", *_SEVERITIES]})
    code: str = Field("", description="only those of one check")
    language: str = Field("en", description="language of the sentences", json_schema_extra={"enum": list(_LANGUAGES)})


class NeighboursAsked(BaseModel):
    """How many neighbours."""

    limit: int = Field(10, ge=1, le=MOST, description="how many at most")


class Filters(BaseModel):
    """Which projects answer a question; of several values of one filter, any will do."""

    q: str = Field("", description='words, "phrases", -without, field:value; nothing: all projects')
    region: list[str] = several("name or NUTS-3 code of a region")
    item: list[str] = several("number of a funding line")
    pot: list[str] = several("key of a pot")
    kind: list[str] = several("kind of project, as printed")
    organisation: list[str] = several("id of the organisation that carries it")
    series: list[str] = several("id of the series it belongs to")
    edition: list[str] = several("edition that lists it: its day, the beginning of its fingerprint, `newest`")
    status: list[str] = several("what the source says of it")
    finding: list[str] = several("code of something odd about it")
    place: list[str] = several("official key (AGS) of a municipality")
    near: str = Field("", description="place and kilometres around it: `Torgau:20`")
    running: str = Field("", description="day on which it runs", json_schema_extra=_DAY)
    begin_from: str = Field("", description="first day on which it may begin", json_schema_extra=_DAY)
    begin_to: str = Field("", description="last day on which it may begin", json_schema_extra=_DAY)
    end_from: str = Field("", description="first day on which it may end", json_schema_extra=_DAY)
    end_to: str = Field("", description="last day on which it may end", json_schema_extra=_DAY)
    words_only: bool = Field(False, description="search by words, not by meaning")


class SearchAsked(Filters):
    """A question, and how it is answered."""

    facets: list[str] = several("facets whose values are counted, with commas between them; none without it")
    sort: str = Field("relevance", description="order of the hits", json_schema_extra={"enum": list(SORTS)})
    limit: int = Field(10, ge=1, le=MOST, description="how many hits at once")
    cursor: str = Field("", description="`next` of the answer before; only while the register is the same")
    explain: bool = Field(False, description="also say what each score is made of, and which sentence is meant")


class FacetsAsked(Filters):
    """A question of which only the counts are wanted."""

    facets: list[str] = several("facets, with commas between them; all without it")


# --- what is meant by it -------------------------------------------------------------------------------------------

_View = TypeVar("_View", bound=Callable[..., Any])


def known_only(view: _View) -> _View:
    """Refuse parameters that a view does not know, with the list of those it knows."""

    @wraps(view)
    def answer(request: HttpRequest, **given: Any) -> Any:
        known = [name for one in given.values() if isinstance(one, BaseModel) for name in type(one).model_fields]
        for name, values in request.GET.lists():
            if name not in known:
                there = f"there are: {', '.join(known)}" if known else "there are none here"
                raise UnusableQuery(f'"{name}" is no parameter', advice=there)
            _refuse_nul(name, "".join(map(str, values)))
        for name, value in given.items():
            _refuse_nul(name, str(value) if isinstance(value, str) else "")
        return view(request, **given)

    return answer  # type: ignore[return-value]


def _refuse_nul(name: str, said: str) -> None:
    if "\0" in said:
        raise UnusableQuery(f"{name} has a sign that no text has (NUL)")


def question_of(asked: Filters, editions: Callable[[], tuple[Any, ...]]) -> Query:
    """Make the question to the register; `editions` is asked for only if one is named. Raises UnusableQuery."""
    given = {name: tuple(one for one in getattr(asked, name) if one) for name in FACETS}
    filters = {name: keys for name, keys in given.items() if keys}
    if "edition" in filters:
        filters["edition"] = tuple(edition_called(one, editions()).sha256 for one in filters["edition"])
    return Query(
        asked.q,
        filters,
        running=_day(asked, "running"),
        begin=Span(_day(asked, "begin_from"), _day(asked, "begin_to")),
        end=Span(_day(asked, "end_from"), _day(asked, "end_to")),
        near=near_of(asked.near) if asked.near else None,
        is_lexical=asked.words_only,
        **_more(asked),
    )


def _more(asked: Filters) -> Mapping[str, Any]:
    match asked:
        case SearchAsked():
            return {
                "facets": _named(asked.facets),
                "sort": asked.sort or "relevance",
                "limit": asked.limit,
                "cursor": asked.cursor or None,
                "explain": asked.explain,
            }
        case FacetsAsked():
            return {"facets": _named(asked.facets) or FACETS, "limit": 1}
    return {}


def _named(facets: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for one in facets for name in one.split(",") if name.strip()))


def _day(asked: Filters, name: str) -> Any:
    said = getattr(asked, name)
    return day_of(said, name) if said else None


def findings_wanted(asked: FindingsAsked, reading: Reading) -> Wanted:
    """Say which findings are asked for. Raises UnusableQuery for a severity or language that there is not."""
    if asked.language not in _LANGUAGES:
        raise UnusableQuery(f'"{asked.language}" is not spoken here', advice=f"use {' or '.join(_LANGUAGES)}")
    if asked.severity and asked.severity not in _SEVERITIES:
        raise UnusableQuery(f'"{asked.severity}" is no severity', advice=f"use {' or '.join(_SEVERITIES)}")
    worst = list(Severity)[: _SEVERITIES.index(asked.severity) + 1] if asked.severity else ()
    return Wanted(edition_named(asked.edition, reading), frozenset(worst), asked.code or None)


def edition_named(said: str, reading: Reading) -> str | None:
    """Give the fingerprint of the edition that is named, None if none is. Raises UnknownEdition."""
    return edition_called(said, reading.register.editions()).sha256 if said else None
