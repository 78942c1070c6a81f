"""`fachwerk search`: hits with their reasons, for people, for programs, and for many questions at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from fachwerk.cli.objects import show
from fachwerk.cli.stderr import say
from fachwerk.cli.terminal import counted, progress
from fachwerk.errors import UnusableInput
from fachwerk.portal.objects import HIT_KEYS, Object, hit_shape, neighbour_shape
from fachwerk.portal.shapes import Json
from fachwerk.search.answers import Answer
from fachwerk.search.asking import OPEN, Query, Span
from fachwerk.search.filters import day_of, near_of
from fachwerk.search.optional import is_there
from fachwerk.search.register import Register

COUNTED = ("facet", "value", "label", "count")
HIT_EYES = ("rank", "title", "sponsor", "region", "why")


class Typed(NamedTuple):
    """The words and options that make a question."""

    words: tuple[str, ...]
    filters: tuple[str, ...]
    on: str | None
    begin: str | None
    end: str | None
    near: str | None
    sort: str
    limit: int
    lexical: bool
    facets: str | None


class Searching(NamedTuple):
    """What was typed after `fachwerk search`; `like` is the project whose neighbours are wanted."""

    query: Query
    register: str | None
    shape: str | None
    batch: Path | None
    explain: bool
    like: str | None = None


def said_reasons(why: Json) -> str:
    """Say reasons in a few words: what is printed, and what it has to do with what was typed."""
    some = [one for one in why if isinstance(one, dict)] if isinstance(why, list) else []
    return ", ".join(dict.fromkeys(_said(str(one["kind"]), str(one["said"]), str(one["found"])) for one in some))


def _said(kind: str, said: str, printed: str) -> str:
    if not printed:
        return f"its {kind}"
    return printed if kind == "word" else f"{printed} ({kind}: {said})"


def said_parts(parts: Json) -> str:
    """Say what a score is made of."""
    return ", ".join(f"{name} {part}" for name, part in parts.items()) if isinstance(parts, dict) else ""


SAID = {"why": said_reasons, "parts": said_parts}


def search(wanted: Searching) -> None:
    """Answer one question, or each line of a file."""
    with _opened(wanted) as register:
        if wanted.batch is not None:
            found = _each(register, wanted, _lines(wanted.batch))
            show(found, list(HIT_KEYS)[:-1], wanted.shape, ("query", *HIT_EYES), SAID)
            return
        names = [name for name in HIT_KEYS if name != "query" and (wanted.explain or name != "parts")]
        if wanted.like is not None:
            near = enumerate(register.neighbours(wanted.like, wanted.query.limit), start=1)
            show((neighbour_shape(rank, one) for rank, one in near), names, wanted.shape, HIT_EYES, SAID)
            return
        answer = register.answer(replace(wanted.query, explain=wanted.explain))
        if wanted.query.facets:
            show(_counts(answer), COUNTED, wanted.shape)
            return
        eyes = (*HIT_EYES, "parts") if wanted.explain else HIT_EYES
        show((hit_shape(hit, wanted.explain) for hit in answer.hits), names, wanted.shape, eyes, SAID)
        _say_rest(answer, wanted.query)


def asked_for(typed: Typed) -> Query:
    """Make a question of what was typed."""
    keys: dict[str, list[str]] = {}
    for said in typed.filters:
        name, sign, key = said.partition("=")
        if not sign:
            raise UnusableInput(f'"{said}" is not understood', file="--filter", advice="write FACET=KEY")
        keys.setdefault(name, []).append(key)
    return Query(
        " ".join(typed.words),
        {name: tuple(some) for name, some in keys.items()},
        running=None if typed.on is None else day_of(typed.on, "--on"),
        begin=_span(typed.begin, "--begin"),
        end=_span(typed.end, "--end"),
        near=None if typed.near is None else near_of(typed.near),
        sort=typed.sort,
        limit=typed.limit,
        facets=() if typed.facets is None else tuple(name.strip() for name in typed.facets.split(",")),
        is_lexical=typed.lexical,
    )


def _span(text: str | None, name: str) -> Span:
    """Read days, `2023-01-01..2023-06-30`, either of which may be left out."""
    if text is None:
        return OPEN
    first, sign, last = text.partition("..")
    if not sign:
        raise UnusableInput(f'"{text}" is not understood', file=name, advice="write 2023-01-01..2023-06-30, or ..DAY")
    return Span(*(day_of(day, name) if day else None for day in (first.strip(), last.strip())))


def _counts(answer: Answer) -> Iterator[Object]:
    for name, counts in answer.facets.items():
        for one in counts:
            yield {"facet": name, "value": one.value, "label": one.label, "count": one.count}


@contextmanager
def _opened(wanted: Searching) -> Iterator[Register]:
    by_meaning = is_there() and not wanted.query.is_lexical
    with progress("index") as told, Register.open(wanted.register, by_meaning, told) as register:
        register.engine()
        yield register


def _each(register: Register, wanted: Searching, lines: Iterable[str]) -> Iterator[Object]:
    for line in lines:
        for hit in register.answer(replace(wanted.query, text=line)).hits:
            yield {"query": line, **hit_shape(hit, wanted.explain)}


def _lines(path: Path) -> list[str]:
    """One question a line; empty lines are none."""
    try:
        return [line for line in path.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableInput(
            "cannot be read", file=str(path), advice="name a text file with a question a line"
        ) from error


def _say_rest(answer: Answer, query: Query) -> None:
    """Say on standard error what the hits do not: how many there are, what may be meant, and what is missing."""
    shown = f", {len(answer.hits)} of them shown" if answer.total > len(answer.hits) else ""
    say(f"{counted(answer.total, 'project')}{shown}")
    if answer.did_you_mean is not None:
        say(f'did you mean "{answer.did_you_mean}"?')
    if query.text and not answer.by_meaning and not query.is_lexical:
        say("searched by words only; by meaning and in other languages: pip install 'fachwerk[semantic]'")
