"""The search: hits with reasons, facets, filters, other views of the same question; and help where nothing is found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from http import HTTPStatus
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse

from fachwerk.errors import UnusableQuery
from fachwerk.portal import wording
from fachwerk.portal.opened import served
from fachwerk.portal.pages import addresses
from fachwerk.portal.pages.drawn import maps_of, timeline_of
from fachwerk.portal.pages.facets import SHOWN, Chip, Names, chips_of, facets_of
from fachwerk.portal.pages.hits import Shown, printed, shown
from fachwerk.portal.pages.questions import DAYS, KILOMETRES, LONGEST, VIEWS, Question, is_tidy, question_from
from fachwerk.portal.pages.rendered import Context, State, page, show, told
from fachwerk.search.answers import Answer
from fachwerk.search.asking import SORTS
from fachwerk.search.cursors import after_of

ADDRESS = "/search"
_HITS = {"list": 10, "table": 25, "map": 1, "timeline": 25}
_COLUMNS = {"sponsor": "sponsor", "place": "place", "region": "region_name", "item": "line", "kind": "kind"}
_WIDER = 8  # filters of which each is left out once, if nothing is found
_NEAREST = 5  # hits that are shown in place of none
_KILOMETRES = ("5", "10", "20", "50", "100")
_TAKEN = ("csv", "xlsx", "json", "geojson", "ics")
_WORDS = ("q", "words_only")


class Outdated(UnusableQuery):
    """A cursor is of another version of the register, or none of ours."""


class Link(NamedTuple):
    """Something else to ask: by name, where, how many hits it has if that was counted; whether it is this very page."""

    name: str
    href: str
    projects: int | None = None
    is_here: bool = False


class Column(NamedTuple):
    """A column of the table: its heading, where a click on it leads ("": nowhere), and how it is sorted now."""

    title: str
    href: str = ""
    order: str = ""


@page
def search(request: HttpRequest, language: str) -> HttpResponse:
    """Answer a question with a page; what a form sends in parts gets the address that is worth keeping."""
    question = question_from(request.GET)
    root = addresses.in_language(ADDRESS, language)
    if not is_tidy(request.GET):
        return HttpResponse(status=HTTPStatus.FOUND, headers={"Location": question.address(root)})
    is_cut = len(request.GET.get("q", "")) > LONGEST
    try:
        return show(
            request,
            language,
            "search.html",
            lambda state: {**_gathered(state, question, root, language), "cut": LONGEST if is_cut else None},
        )
    except Outdated:
        again = replace(question, cursor="").address(root)
        return told(request, language, HTTPStatus.GONE, "search_gone.html", {"section": "search", "again": again})
    except UnusableQuery as error:
        return told(
            request, language, HTTPStatus.BAD_REQUEST, "search_refused.html", _refused(question, root, error, language)
        )


def _gathered(state: State, asked: Question, root: str, language: str) -> Context:
    question = asked.settled(state.reading)
    _refuse_outdated(question, state)
    names = Names(state.reading, language)
    answer = state.engine.search(question.query(state.reading, SHOWN, _HITS[question.view]))
    chips, plain = tuple(chips_of(question, names)), question.shown_as(VIEWS[0])
    hits = [shown(hit, state.today, language) for hit in answer.hits] if question.view in ("list", "table") else []
    found = {
        **_form(question, root),
        **_as_view(state, answer, hits, question, root, language),
        "printed": printed(language),
        "answer": answer,
        "hits": hits,
        "first": answer.hits[0].rank if answer.hits else 0,
        "last": answer.hits[-1].rank if answer.hits else 0,
        "chips": [(chip.label, chip.without.address(root)) for chip in chips],
        "clear": question.only(_WORDS).address(root),
        "facets": facets_of(answer.facets, question, root, names),
        "whens": tuple(_whens(question, root, state.today)),
        "sorts": tuple(_sorts(question, root)),
        "views": tuple(_views(question, root)),
        "next": answer.next and question.view != "map" and replace(question, cursor=answer.next).address(root),
        "begin": question.cursor and replace(question, cursor="").address(root),
        "meant": answer.did_you_mean,
        "meant_href": answer.did_you_mean and question.saying("q", answer.did_you_mean).address(root),
        "takes": [(name, plain.address(f"{root}.{name}")) for name in _TAKEN],
        "feed": plain.without("sort").address(f"{root}.atom"),
        "can_mean": served().by_meaning,
        "by_words": question.saying("words_only", "true").address(root),
        "by_meaning": question.without("words_only").address(root),
    }
    return found if answer.total else {**found, **_nothing(state, question, chips, root, language)}


def _refuse_outdated(question: Question, state: State) -> None:
    try:
        after_of(question.cursor, state.engine.version)
    except UnusableQuery as error:
        raise Outdated(error.problem, advice=error.advice) from error


def _form(question: Question, root: str) -> Context:
    """What the fields of the forms hold, and what each form sends along unseen."""
    place, _, km = question.value("near").rpartition(":")
    asked = tuple(question.asked_first())
    return {
        "section": "search",
        "root": root,
        "q": question.value("q"),
        "view": question.view,
        "days": {name: question.value(name) for name in DAYS},
        "around": place,
        "km": km or str(KILOMETRES),
        "kilometres": _KILOMETRES if not km or km in _KILOMETRES else (km, *_KILOMETRES),
        "kept_by_words": [pair for pair in asked if pair[0] != "q"],
        "kept_by_days": [pair for pair in asked if pair[0] not in (*DAYS, "near")],
        "is_narrowed": any(question.value(name) for name in (*DAYS, "near")),
    }


def _refused(question: Question, root: str, error: UnusableQuery, language: str) -> Context:
    with served().reading() as reading:
        chips = list(chips_of(question, Names(reading, language)))
    return {
        **_form(question, root),
        "detail": error.problem,
        "advice": error.advice,
        "without": [(chip.label, chip.without.address(root)) for chip in chips],
    }


def _whens(question: Question, root: str, today: date) -> Iterator[Link]:
    """Links to what runs, has ended, or is to begin, as seen from today; each takes itself back."""
    plain = question
    for name in DAYS:
        plain = plain.without(name)
    for name, parameter, when in (
        ("running", "running", today),
        ("ended", "end_to", today - timedelta(days=1)),
        ("planned", "begin_from", today + timedelta(days=1)),
    ):
        asked = plain.saying(parameter, when.isoformat())
        is_here = asked.pairs == question.pairs
        yield Link(name, (plain if is_here else asked).address(root), is_here=is_here)


def _sorts(question: Question, root: str) -> Iterator[Link]:
    """Links to the same in another order; without words there is no relevance, and the latest begin is first."""
    now = question.value("sort") or SORTS[0]
    for name in SORTS:
        if name == SORTS[0] and not question.value("q"):
            continue
        is_here = name == now or (name == "begin" and now == SORTS[0] and not question.value("q"))
        yield Link(name, question.saying("sort", *([] if name == SORTS[0] else [name])).address(root), is_here=is_here)


def _as_view(
    state: State, answer: Answer, hits: Sequence[Shown], question: Question, root: str, language: str
) -> Context:
    """Give what only one of the views shows."""
    match question.view:
        case "table":
            return _table(hits, question, root, language)
        case "map":
            return {"pictures": list(maps_of(answer.facets, question, root, language))}
        case "timeline":
            return {"pictures": [timeline_of(answer.hits, language, state.today)] if answer.hits else []}
    return {}


def _table(hits: Sequence[Shown], question: Question, root: str, language: str) -> Context:
    """Choose the columns that say something on this page; those by which the engine sorts are links."""
    has = {name: any(getattr(hit, value) for hit in hits) for name, value in _COLUMNS.items()}
    has["kind"] &= not has["item"]
    now = question.value("sort") or ("" if question.value("q") else "begin")
    sorted_by = {name: question.saying("sort", name).address(root) for name in SORTS[1:]}
    names = ["title", *(name for name in _COLUMNS if has[name]), "begin", "end"]
    return {
        "has": has,
        "columns": [
            Column(
                wording.said(f"column.{name}", language),
                sorted_by.get(name, ""),
                ("ascending" if name == "title" else "descending") if name == now else "",
            )
            for name in names
        ],
    }


def _views(question: Question, root: str) -> Iterator[Link]:
    for name in VIEWS:
        yield Link(name, question.shown_as(name).address(root), is_here=name == question.view)


# --- nothing found -------------------------------------------------------------------------------------------------


def _nothing(state: State, question: Question, chips: Sequence[Chip], root: str, language: str) -> Context:
    """What helps where nothing is found: which filter is in the way, what is wider, what is nearest."""
    wider = [
        Link(wording.said("search.without", language, label=chip.label), chip.without.address(root), total)
        for chip in chips[:_WIDER]
        if (total := _asked(state, chip.without, 1).total)
    ]
    far = _farther(question)
    if far is not None and (total := _asked(state, far, 1).total):
        (chip,) = (one for one in chips_of(far, Names(state.reading, language)) if one.name == "near")
        wider.append(Link(chip.label, far.address(root), total))
    nearest = _nearest(state, question)
    return {
        "wider": wider,
        "nearest": [] if nearest is None else [shown(hit, state.today, language) for hit in nearest.hits],
    }


def _asked(state: State, question: Question, limit: int) -> Answer:
    return state.engine.search(question.query(state.reading, limit=limit))


def _farther(question: Question) -> Question | None:
    """The same around a place, twice as far or farther."""
    place, _, km = question.value("near").rpartition(":")
    if not place:
        return None
    return question.saying("near", f"{place}:{max(50, round(2 * float(km)))}")


def _nearest(state: State, question: Question) -> Answer | None:
    """What comes nearest to the words, each alone, without filters; by meaning if that can be asked."""
    words = " ".join(question.value("q").replace('"', " ").replace(":", " ").split()).replace(" -", " ").lstrip("-")
    return _asked(state, Question((("q", words),)), _NEAREST) if words else None
