"""Asking a register in PostgreSQL: the same questions and answers as an embedded index, for several machines at once.

Every question is one transaction that reads one state. If the tables are not of the register as it is in that state,
they are made first, by one of those who ask; an old table never answers.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from fachwerk.errors import UnknownIdentifier, UnusableRegister
from fachwerk.search.answering import BUCKETS, BY_NUMBER, CANDIDATES, Answering, Counted, Searcher
from fachwerk.search.answers import Answer, Found, Neighbour
from fachwerk.search.asking import LONGEST as LONGEST_QUERY
from fachwerk.search.asking import OPEN, Clause, Query
from fachwerk.search.building import build_beside
from fachwerk.search.compounds import SHORTEST
from fachwerk.search.documents import Document
from fachwerk.search.filters import Days, OneOf, demands_of
from fachwerk.search.index import FACETS, document_of
from fachwerk.search.lexical import Lexicon, Wanted, cuts_of, most_of, slips_in
from fachwerk.search.postgresql_rows import (
    LONGEST,
    TABLES,
    State,
    Told,
    in_text,
    lexeme_of,
    make_tables,
    state_of,
    vector_of,
)
from fachwerk.search.standing import Beside
from fachwerk.search.words import grams_of, stem_of, words_of
from fachwerk.store.derived import Derived, Missing

if TYPE_CHECKING:
    from fachwerk.search.meaning import Meaning
    from fachwerk.store import Register

_LOOK_AGAIN = 0.25  # seconds
_TRIES = 5  # times that tables are made for one question, should imports follow one another so quickly
_K1, _B = 1.2, 0.75  # of BM25, as the embedded index has them
_VISITED = 10_000  # projects that are looked at for being among the best
_MOST_ALIKE, _LOOKED_AT = 12, 100  # words like one: those that count as such, and those that are compared
_MOST_LOOKED_UP = 24  # words of a question for which words like them are looked up
_SAMPLE = 1_000  # projects that say how alike texts usually are
_SORTED = {
    "begin": '"begin" DESC NULLS LAST, number',
    "end": '"end" DESC NULLS LAST, number',
    "title": "title_rank, number",
    BY_NUMBER: "number",
}
# Trigrams only choose words that are then compared: letter by letter, or piece by piece. The planner does not know how
# dear it is to unpack a tsvector, and would rather look into each than ask the index; nor is there much to compile.
_SET = """
SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true),
    set_config('max_parallel_workers_per_gather', '0', true),
    set_config('pg_trgm.similarity_threshold', '0.15', true),
    set_config('pg_trgm.word_similarity_threshold', '0.4', true),
    set_config('hnsw.ef_search', %s, true)
"""

T = TypeVar("T")


class Condition(NamedTuple):
    """Which projects: a condition of SQL, and the values that go beside it."""

    sql: str
    values: tuple[object, ...] = ()


_ALL = Condition("TRUE")


class Asked(NamedTuple):
    """Words, ready to be looked for: which projects have them, what is strict, what each stem and piece counts."""

    matching: Condition
    strict: Condition
    stems: Mapping[str, float]
    pieces: Mapping[str, float]


class Weighed(NamedTuple):
    """Stems or pieces that there are: what each counts, and whether projects are looked for by it."""

    weights: Mapping[str, float]
    leads: Sequence[bool]

    @property
    def listed(self) -> tuple[list[str], list[str], list[float], list[bool]]:
        return (
            list(self.weights),
            [lexeme_of(one) for one in self.weights],
            list(self.weights.values()),
            list(self.leads),
        )


class Alike(NamedTuple):
    """How alike projects are to a vector: the best of them by their cosines, the usual one, and how far the best is."""

    asked: str
    best: Sequence[tuple[int, float]]
    usual: float
    span: float

    def share(self, cosine: float) -> float:
        return min(1.0, max(0.0, (cosine - self.usual) / self.span)) if self.span > 0 else 0.0


class Standing:
    """What answers by the tables that there are, of whatever state; `version` is the one that answered last."""

    def __init__(self, shared: Shared, version: str, is_old: bool) -> None:
        self.version, self._shared, self._is_old = version, shared, is_old

    def search(self, query: Query) -> Answer:
        """Answer a question."""
        return self._asked(lambda tables: tables.search(query))

    def found(self, query: Query) -> Found:
        """Give all projects that answer a question by their ids."""
        return self._asked(lambda tables: tables.found(query))

    def neighbours(self, project: str, limit: int = 10) -> tuple[Neighbour, ...]:
        """Give the projects most like one, with reasons; a project that is new has none yet."""
        try:
            return self._asked(lambda tables: tables.neighbours(project, limit))
        except UnknownIdentifier:
            if self._is_old:
                return ()
            raise

    def _asked(self, question: Callable[[Tables], T]) -> T:
        def noting(tables: Tables) -> T:
            self.version = tables.version
            return question(tables)

        return self._shared.asked(noting, must_be_current=False)


class Stale(Exception):
    """The tables are of another state of the register."""


class Shared:
    """The search of a register in PostgreSQL; safe to be asked by several threads, processes and machines."""

    def __init__(self, register: Register, meaning: Meaning | None, told: Told) -> None:
        self._register, self._derived, self._told = register, Derived(register), told
        # Without pgvector everything is found by words.
        self._meaning = meaning if meaning is not None and self._derived.has_extension("vector") else None
        self._next = Beside(self._take_over)

    @property
    def version(self) -> str:
        return self._register.version()

    def search(self, query: Query) -> Answer:
        """Answer a question. Raises UnusableQuery for a filter, facet, sort, limit or cursor that there is not."""
        return self.asked(lambda tables: tables.search(query))

    def found(self, query: Query) -> Found:
        """Give all projects that answer a question by their ids; they are read at once, from one state."""
        return self.asked(lambda tables: tables.found(query))

    def neighbours(self, project: str, limit: int = 10) -> tuple[Neighbour, ...]:
        """Give the projects most like one, with reasons. Raises UnknownIdentifier if there is none of that id."""
        return self.asked(lambda tables: tables.neighbours(project, limit))

    def ready(self) -> None:
        """Make the tables for the register as it is now."""
        self.asked(lambda _: None)

    def standing(self, version: str) -> Searcher:
        """Give what answers by the tables that there are, while those of that version are made, if they are not yet.

        Without any that can be asked, the first question waits for them.
        """
        state = state_of(self._derived)
        if state is None or not state.fits(state.version, self._meaning is not None):
            return self
        if state.version != version:
            self._next.start()
        return Standing(self, state.version, state.version != version)

    def _take_over(self) -> None:
        """Have the tables made by one process of all, and wait for them."""
        try:
            while (state := state_of(self._derived)) is None or state.version != self._register.version():
                with self._derived.chosen() as is_chosen:
                    if is_chosen and not build_beside(
                        self._register.settings.register, self._meaning is not None, self._register.shown
                    ):
                        raise UnusableRegister("the register could not be made ready for search")
                if not is_chosen:
                    time.sleep(_LOOK_AGAIN)
        finally:
            self._register.rest()

    def asked(self, question: Callable[[Tables], T], must_be_current: bool = True) -> T:
        """Ask the tables, making them first if there are none, or none of the register as it is."""
        for _ in range(_TRIES):
            try:
                with self._derived.reading(TABLES):
                    return question(self._tables(must_be_current))
            except (Missing, Stale):
                make_tables(self._register, self._derived, self._meaning, self._told)
        raise UnusableRegister(
            "the register changes faster than it can be made ready for search", advice="ask again in a while"
        )

    def _tables(self, must_be_current: bool) -> Tables:
        state = state_of(self._derived)
        wanted = "" if state is None else self._register.version() if must_be_current else state.version
        if state is None or not state.fits(wanted, self._meaning is not None):
            raise Stale
        self._derived.run(_SET, str(CANDIDATES))
        return Tables(self._derived, state, self._meaning)


@dataclass
class Dictionary(Lexicon):
    """The words of the register, each looked up once for a question."""

    derived: Derived
    all_projects: int
    counts: dict[str, int] = field(default_factory=dict)
    counts_in_pieces: dict[str, int] = field(default_factory=dict)
    parts: dict[str, tuple[str, ...] | None] = field(default_factory=dict)
    meant: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    near: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def learn_parts(self, keys: Iterable[str]) -> None:
        """Look up at once what words are made of."""
        new = [key for key in dict.fromkeys(keys) if key not in self.parts]
        if new:
            found = self.derived.ask("SELECT key, parts FROM search_word WHERE key = ANY(%s::text[])", new)
            self.parts |= dict.fromkeys(new) | {key: tuple(parts) for key, parts in found}

    def learn_counts(self, stems: Iterable[str]) -> None:
        """Look up at once how many projects have stems."""
        new = [stem for stem in dict.fromkeys(stems) if stem not in self.counts]
        if new:
            found = self.derived.ask("SELECT stem, count FROM search_stem WHERE stem = ANY(%s::text[])", new)
            self.counts |= dict.fromkeys(new, 0) | dict(found)

    def learn(self, texts: Iterable[str]) -> None:
        """Look up at once the words of texts, their parts, and how many projects have them."""
        keys = dict.fromkeys(word.key for text in texts for word in words_of(text) if len(word.key) <= LONGEST)
        self.learn_parts(keys)
        self.learn_counts(stem_of(part) for key in keys for part in (key, *(self.parts[key] or ())))

    @property
    def projects(self) -> int:
        return self.all_projects

    def counts_of_pieces(self, pieces: Collection[str]) -> Mapping[str, int]:
        new = [piece for piece in pieces if piece not in self.counts_in_pieces]
        if new:
            found = self.derived.ask("SELECT piece, count FROM search_piece WHERE piece = ANY(%s::text[])", new)
            self.counts_in_pieces |= dict.fromkeys(new, 0) | dict(found)
        return self.counts_in_pieces

    def count(self, stem: str) -> int:
        self.learn_counts([stem])
        return self.counts[stem]

    def cut(self, key: str) -> tuple[str, ...] | None:
        self.learn_parts([key])
        return self.parts[key]

    def _made_of(self, key: str) -> tuple[str, ...]:
        if len(key) > LONGEST:
            return ()
        self.learn_counts(stem_of(part) for cut in cuts_of(key) for part in cut)
        return super()._made_of(key)

    def meant_by(self, key: str) -> list[tuple[str, str]]:
        if key not in self.meant:
            is_too_much = len(key) > LONGEST or len(self.meant) >= _MOST_LOOKED_UP
            self.meant[key] = [] if is_too_much else self._meant_by(key)
        return self.meant[key]

    def _meant_by(self, key: str) -> list[tuple[str, str]]:
        far = slips_in(key)
        found = self.derived.ask(
            "SELECT key, printed FROM search_word WHERE key %% %s AND length(key) BETWEEN %s AND %s "
            "ORDER BY count DESC, number",
            key,
            len(key) - far,
            len(key) + far,
        )
        for distance in range(1, far + 1):
            near = [(other, printed) for other, printed in found if is_off(key, other, distance)]
            if near:
                return near[:3]
        return []

    def alike(self, key: str) -> list[tuple[str, str]]:
        if key not in self.near:
            is_too_much = len(key) > LONGEST or len(self.near) >= _MOST_LOOKED_UP
            self.near[key] = [] if is_too_much else self._alike(key)
        return self.near[key]

    def _alike(self, key: str) -> list[tuple[str, str]]:
        grams = frozenset(grams_of(key))
        rows = self.derived.ask(
            "SELECT key, printed, number FROM search_word WHERE %s <%% key ORDER BY %s <<-> key, number LIMIT %s",
            key,
            key,
            _LOOKED_AT,
        )
        found = sorted(
            (-shared, len(other), number, other, printed)
            for other, printed, number in rows
            if (shared := len(grams.intersection(grams_of(other)))) >= most_of(grams_of(key))
        )
        return [(other, printed) for *_, other, printed in found[:_MOST_ALIKE]]


def is_off(one: str, other: str, most: int) -> bool:
    """Tell whether a word becomes another by that many letters that are wrong, missing, too many, or two swapped.

    >>> is_off("messe", "mesese", 1), is_off("messe", "emsse", 1), is_off("messe", "masses", 1)
    (True, True, False)
    """
    if abs(len(one) - len(other)) > most:
        return False
    before: list[int] = []
    last = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        row = [at]
        for to, meets in enumerate(other, 1):
            cost = min(last[to] + 1, row[to - 1] + 1, last[to - 1] + (letter != meets))
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == meets:
                cost = min(cost, before[to - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1] <= most


class Tables(Answering):
    """The tables of one state of the register, for one question."""

    lexicon: Dictionary

    def __init__(self, derived: Derived, state: State, meaning: Meaning | None) -> None:
        self.version, self.meaning = state.version, meaning
        self.lexicon = Dictionary(derived, state.projects)
        self._derived, self._state = derived, state

    def search(self, query: Query) -> Answer:
        self.lexicon.learn([query.text[:LONGEST_QUERY]])
        return super().search(query)

    def found(self, query: Query) -> Found:
        self.lexicon.learn([query.text[:LONGEST_QUERY]])
        return super().found(query)

    # --- which projects --------------------------------------------------------------------------------------------

    def asked(self, wanted: Wanted) -> Asked:
        strict = _all_of(*map(_strict, wanted.must), *(_not(_strict(one)) for one in wanted.must_not))
        stems = [one.stem for one in wanted.stems if len(one.stem) <= LONGEST]
        any_stem = _has(" | ".join(map(lexeme_of, stems))) if stems else _ALL
        some = any_stem if stems or not wanted.stems else _not(_ALL)
        weights = {one.stem: one.weight for one in wanted.strict} | dict(wanted.ordering.stems)
        return Asked(_all_of(some, strict), strict, weights, wanted.ordering.pieces)

    def scored(self, asked: Asked, query: Query, most: int) -> Mapping[int, float]:
        within = self.within(asked.strict, query)
        if not (asked.stems or asked.pieces):
            return dict.fromkeys(self._numbers(within, "number", most), 1.0)
        return self._best(asked, within, most)

    def fitting(self, stems: Sequence[str]) -> Mapping[int, float]:
        return self._best(Asked(_ALL, _ALL, dict.fromkeys(stems, 1.0), {}), _ALL, CANDIDATES)

    def _best(self, asked: Asked, within: Condition, most: int) -> Mapping[int, float]:
        """Rank by BM25 those projects in which most of what is asked for is there at all."""
        self.lexicon.learn_counts(asked.stems)
        stems = self._telling(asked.stems, self.lexicon.counts)
        pieces = self._telling(asked.pieces, self.lexicon.counts_of_pieces(asked.pieces))
        rows = self._rows(stems, pieces, within, most)
        if len(rows) < most and not all(stems.leads):
            rows = self._rows(Weighed(stems.weights, [True] * len(stems.leads)), pieces, within, most)
        best = max((score for _, score in rows), default=0.0) or 1.0
        return {number: score / best for number, score in rows}

    def _rows(self, stems: Weighed, pieces: Weighed, within: Condition, most: int) -> list[tuple[int, float]]:
        return self._derived.ask(
            _BEST.format(within=within.sql),
            *stems.listed,
            *pieces.listed,
            _K1 * (1 - _B),
            _K1 * _B / max(1.0, self._state.length),
            _K1 * _B / max(1.0, self._state.length_in_pieces),
            *within.values,
            *within.values,
            most,
            list(stems.weights),
            list(pieces.weights),
        )

    def _telling(self, weights: Mapping[str, float], counts: Mapping[str, int]) -> Weighed:
        """Keep what there is, and let it count the more the rarer it is, as BM25 has it.

        Projects are looked for by the rarest first, until they lead to more than one wants to look at.
        """
        there = {one: weight * self.lexicon.rarity(counts[one]) for one, weight in weights.items() if counts.get(one)}
        rarest = sorted(there, key=lambda one: (counts[one], one))
        before = accumulate((counts[one] for one in rarest), initial=0)
        leading = {one for one, visited in zip(rarest, before, strict=False) if visited < _VISITED}
        return Weighed(there, [one in leading for one in there])

    def matching(self, asked: Asked | None, near: Sequence[int]) -> Condition:
        if asked is None:
            return _ALL
        return _any_of(asked.matching, self.numbered(near)) if near else asked.matching

    def numbered(self, numbers: Sequence[int]) -> Condition:
        return Condition("number = ANY(%s::integer[])", (list(numbers),))

    def within(self, matching: Condition, query: Query) -> Condition:
        return _all_of(matching, *map(_demand, demands_of(query)))

    def among(self, numbers: Sequence[int], within: Condition) -> list[int]:
        if not numbers:
            return []
        kept = set(self._numbers(_all_of(self.numbered(numbers), within), "number", len(numbers)))
        return [number for number in numbers if number in kept]

    def sorted(self, within: Condition, query: Query, start: int) -> list[int]:
        return self._numbers(within, _SORTED.get(query.sort, _SORTED["begin"]), query.limit, start)

    def _numbers(self, within: Condition, order: str, most: int, start: int = 0) -> list[int]:
        command = f"SELECT number FROM search_project WHERE {within.sql} ORDER BY {order} LIMIT %s OFFSET %s"
        return [number for (number,) in self._derived.ask(command, *within.values, most, start)]

    # --- what they are ---------------------------------------------------------------------------------------------

    def documents(self, numbers: Sequence[int]) -> list[Document]:
        if not numbers:
            return []
        found = dict(self._shown(self.numbered(numbers)))
        self.lexicon.learn_parts(
            word.key
            for one in found.values()
            for text in (*one.texts.values(), *one.also)
            for word in words_of(text)
            if len(word.key) >= SHORTEST
        )
        return [found[number] for number in numbers]

    def ids(self, numbers: Sequence[int]) -> Iterator[str]:
        within = self.numbered(numbers)
        found = dict(self._derived.ask(f"SELECT number, id FROM search_project WHERE {within.sql}", *within.values))
        return iter([found[number] for number in numbers])

    def called(self, project: str) -> tuple[int, Document] | None:
        found = self._shown(Condition("id = ANY(%s::text[])", (_stored([project]),)))
        self.lexicon.learn(text for _, one in found for text in one.texts.values())
        return found[0] if found else None

    def one_with(self, facet: str, key: str) -> Document | None:
        found = self._shown(_demand(OneOf(facet, (key,))), 1)
        return found[0][1] if found else None

    def _shown(self, within: Condition, most: int | None = None) -> list[tuple[int, Document]]:
        command = f"SELECT number, shown::text FROM search_project WHERE {within.sql} ORDER BY number LIMIT %s"
        return [(number, document_of(shown)) for number, shown in self._derived.ask(command, *within.values, most)]

    def counted(self, within: Condition, names: Sequence[str]) -> Counted:
        columns = ", ".join(("number", *(f"by_{name}" for name in FACETS if name in names)))
        each = " UNION ALL ".join((_TOTAL, *(_COUNTED[name] for name in names)))
        rows = self._derived.ask(
            f"WITH found AS MATERIALIZED (SELECT {columns} FROM search_project WHERE {within.sql}) {each}",
            *within.values,
            *(BUCKETS for _ in names),
        )
        values = {name: [(key, count) for facet, key, count in rows if facet == name] for name in names}
        return Counted(next(count for facet, _, count in rows if facet is None), values)

    # --- what they mean --------------------------------------------------------------------------------------------

    def alike(self, text: str) -> Alike | None:
        return None if self.meaning is None else self._alike(vector_of(self.meant(text, self.meaning)))

    def alike_to(self, number: int) -> Alike | None:
        if self.meaning is None:
            return None
        ((asked,),) = self._derived.ask("SELECT meaning::text FROM search_project WHERE number = %s", number)
        return self._alike(asked)

    def _alike(self, asked: str) -> Alike:
        best = self._derived.ask(
            "SELECT number, -(meaning <#> %s::vector) FROM search_project ORDER BY meaning <#> %s::vector LIMIT %s",
            asked,
            asked,
            CANDIDATES,
        )
        ((usual,),) = self._derived.ask(
            "SELECT coalesce(avg(-(meaning <#> %s::vector)), 0) FROM search_project WHERE number %% %s = 0",
            asked,
            -(-self._state.projects // _SAMPLE) or 1,
        )
        return Alike(asked, best, usual, best[0][1] - usual if best else 0.0)

    def most_alike(self, alike: Alike, most: int) -> Sequence[tuple[int, float]]:
        return [(number, alike.share(cosine)) for number, cosine in alike.best[:most]]

    def shares(self, alike: Alike | None, numbers: Sequence[int]) -> Mapping[int, float]:
        if alike is None or not numbers:
            return {}
        command = "SELECT number, -(meaning <#> %s::vector) FROM search_project WHERE number = ANY(%s::integer[])"
        return {
            number: alike.share(cosine) for number, cosine in self._derived.ask(command, alike.asked, list(numbers))
        }


_TOTAL = "SELECT NULL::text, NULL::text, count(*) FROM found"
# The values of a facet with how often they are; of equals the one that is first by its signs.
_COUNTED = {
    name: f"""(
        SELECT '{name}', key, count(*) FROM found CROSS JOIN unnest(by_{name}) AS key
        GROUP BY key ORDER BY count(*) DESC, key COLLATE "C" LIMIT %s
    )"""
    for name in FACETS
}

# A tsvector is cut down to what is asked for before it is unpacked: that is where the time would go.
_BEST = """
WITH stem AS (
    SELECT * FROM unnest(%s::text[], %s::text[], %s::float8[], %s::boolean[]) AS stem(said, query, weight, leads)
),
piece AS (
    SELECT * FROM unnest(%s::text[], %s::text[], %s::float8[], %s::boolean[]) AS piece(said, query, weight, leads)
),
usual AS (SELECT %s::float8 AS fixed, %s::float8 AS a_stem, %s::float8 AS a_piece),
best AS MATERIALIZED (
    SELECT number
    FROM (
        SELECT number, weight / (1 + fixed + a_stem * length) AS score
        FROM usual CROSS JOIN stem JOIN search_project ON stems @@ query::tsquery WHERE leads AND {within}
        UNION ALL
        SELECT number, weight / (1 + fixed + a_piece * length_in_pieces)
        FROM usual CROSS JOIN piece JOIN search_project ON pieces @@ query::tsquery WHERE leads AND {within}
    ) AS found
    GROUP BY number
    ORDER BY sum(score) DESC, number
    LIMIT %s
)
SELECT number, sum(score) AS score
FROM usual CROSS JOIN best JOIN search_project USING (number) CROSS JOIN LATERAL (
    SELECT weight * cardinality(places) / (cardinality(places) + fixed + a_stem * length) AS score
    FROM unnest(ts_filter(setweight(stems, 'A', %s::text[]), ARRAY['A'::"char"])) AS one(said, places, labels)
        JOIN stem USING (said)
    UNION ALL
    SELECT weight * cardinality(places) / (cardinality(places) + fixed + a_piece * length_in_pieces)
    FROM unnest(ts_filter(setweight(pieces, 'A', %s::text[]), ARRAY['A'::"char"])) AS one(said, places, labels)
        JOIN piece USING (said)
) AS found
GROUP BY number
ORDER BY score DESC, number
"""


def _strict(clause: Clause) -> Condition:
    """What must (or must not) be there: a phrase word by word, other words by their stems; without words anything."""
    keys = [word.key for word in words_of(clause.words)]
    if not keys:
        return _ALL
    if any(len(key) > LONGEST for key in keys):
        return _not(_ALL)
    if clause.is_phrase and clause.field is None:
        return Condition("words @@ %s::tsquery", (" <-> ".join(map(lexeme_of, keys)),))
    stems = map(stem_of, keys)
    wanted = stems if clause.field is None else (in_text(clause.field, stem) for stem in stems)
    return _has(" & ".join(map(lexeme_of, wanted)))


def _has(asked: str) -> Condition:
    return Condition("stems @@ %s::tsquery", (asked,))


def _demand(demand: OneOf | Days) -> Condition:
    if isinstance(demand, OneOf):
        return Condition(f"by_{demand.facet} && %s::text[]", (_stored(demand.keys),))
    first, last = demand.span
    column = {"begin": '"begin"', "end": '"end"'}[demand.name]
    days = [Condition(f"{column} >= %s", (first,))] if first is not None else []
    days += [Condition(f"{column} <= %s", (last,))] if last is not None else []
    return _all_of(*days) if demand.span != OPEN else _ALL


def _stored(keys: Iterable[str]) -> list[str]:
    """Leave out what PostgreSQL cannot hold, so that nothing is called so: signs without number, halves of signs."""
    return [key for key in keys if "\0" not in key and not any("\ud800" <= sign <= "\udfff" for sign in key)]


def _all_of(*conditions: Condition) -> Condition:
    return _joined(" AND ", [one for one in conditions if one != _ALL])


def _any_of(*conditions: Condition) -> Condition:
    return _joined(" OR ", conditions)


def _joined(word: str, conditions: Sequence[Condition]) -> Condition:
    if not conditions:
        return _ALL
    sql = word.join(f"({one.sql})" for one in conditions)
    return Condition(sql, tuple(value for one in conditions for value in one.values))


def _not(condition: Condition) -> Condition:
    return Condition(f"NOT ({condition.sql})", condition.values)
