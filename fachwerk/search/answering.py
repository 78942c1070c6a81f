"""How a question is answered, whoever keeps the texts: an index in files, or tables in PostgreSQL.

A back end says which projects have what is wanted, how well they fit, and what they are; how words and meaning are
weighed, pages, reasons, counts and suggestions are the same for all of them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias

from fachwerk.errors import UnknownIdentifier, UnusableQuery
from fachwerk.search.answers import Answer, Count, Found, Hit, Neighbour, Parts, Why
from fachwerk.search.asking import SORTS, Query, clauses_of
from fachwerk.search.cursors import after_of, cursor_of
from fachwerk.search.documents import Document
from fachwerk.search.index import FACETS
from fachwerk.search.labels import labels
from fachwerk.search.languages import GERMAN, language_of, translated, translations_in, understood
from fachwerk.search.lexical import Lexicon, Wanted, unknown_words, wanted_of
from fachwerk.search.reasons import Reasons, in_common, kinship, sentences_of, telling_stems
from fachwerk.search.words import words_of

if TYPE_CHECKING:
    from fachwerk.search.meaning import Meaning
    from fachwerk.search.weights import Floats

# What a back end makes of what is asked; only it looks inside.
Asked: TypeAlias = Any  # words, ready to be looked for
Condition: TypeAlias = Any  # which projects
Likeness: TypeAlias = Any  # how alike in meaning

MOST = 100  # hits of a page
# How much meaning weighs against words: in German; in other languages, if none of the words is understood, or all are.
# bench/search chose it.
GERMAN_WEIGHT, FOREIGN_WEIGHTS = 0.5, (0.85, 0.5)
IN_GERMAN = 0.5  # how much a foreign question that can be said in German weighs by that in its meaning
BY_NUMBER = "number"  # the order in which projects are numbered
BUCKETS = 50  # values of a facet that are counted
CANDIDATES = 200  # of which the best are ranked
# How much organisation, region, funding line and place weigh against what similar projects say, and among how many that
# say the most of the same: decision 0075.
KIN, _LOOKED_AT = 0.3, 20
_NEAR = 50  # projects that answer by their meaning alone, or by words like those asked for
_CLEAR = 0.5  # likeness from which they do
_LIKE = 0.25  # share of the best fit from which words that are only like those asked for are an answer


class _Ranked(NamedTuple):
    score: float
    number: int
    parts: Parts


class _Understood(NamedTuple):
    """A question as it is asked: what is wanted by words, how a back end asks it, what is looked up by its meaning."""

    wanted: Wanted | None
    asked: Asked | None
    free: str
    alike: Likeness | None
    weight: float


class _Matched(NamedTuple):
    """How well words fit, which projects are near to what is asked, best first, and the condition that all fulfil."""

    scored: Mapping[int, float]
    near: Sequence[int]
    condition: Condition


class Counted(NamedTuple):
    """How many projects fulfil a condition, and how many of them have each value of some facets."""

    total: int
    values: Mapping[str, Sequence[tuple[str, int]]]


class Searcher(Protocol):
    """What answers questions to a register; safe to be asked by several threads."""

    @property
    def version(self) -> str:
        """Name the state of the register that answers."""

    def search(self, query: Query) -> Answer:
        """Answer a question. Raises UnusableQuery for a filter, facet, sort, limit or cursor that there is not."""

    def found(self, query: Query) -> Found:
        """Give all projects that answer a question by their ids, in its order, whatever its limit and cursor.

        Raises UnusableQuery as `search` does.
        """

    def neighbours(self, project: str, limit: int = 10) -> tuple[Neighbour, ...]:
        """Give the projects most like one, with reasons. Raises UnknownIdentifier if there is none of that id."""


class Answering(ABC):
    """One version of a register, ready to be asked."""

    version: str
    lexicon: Lexicon
    meaning: Meaning | None

    def search(self, query: Query) -> Answer:
        """Answer a question. Raises UnusableQuery for a filter, facet, sort, limit or cursor that there is not."""
        _refuse_strange(query)
        start = self._start(query)
        one = self._understood(query)
        end = start + query.limit
        matched = self._matched(one, query, max(_NEAR if one.alike is None else CANDIDATES, 2 * end))
        within = self.within(matched.condition, query)
        counted = self.counted(within, [name for name in query.facets if name not in query.filters])
        if one.asked is None or query.sort != "relevance":
            page = [_Ranked(0.0, number, Parts(0.0, 0.0, 0.0)) for number in self.sorted(within, query, start)]
        else:
            page = self._page(one, query, matched, within, min(end, counted.total))[start:]
        shown = self.documents([one.number for one in page])
        reasons = Reasons(() if one.wanted is None else one.wanted.told, self.lexicon)
        hits = tuple(
            self._hit(rank, ranked, document, reasons, one.free, query.explain)
            for rank, (ranked, document) in enumerate(zip(page, shown, strict=True), start + 1)
        )
        more = start + len(hits) < counted.total and len(hits) == query.limit
        return Answer(
            counted.total,
            hits,
            self._facets(matched.condition, query, counted.values),
            cursor_of(self.version, start + len(hits)) if more else None,
            self._suggestion(query),
            one.alike is not None,
            self.version,
        )

    def found(self, query: Query) -> Found:
        """Give all projects that answer a question by their ids, in its order, whatever its limit and cursor.

        Raises UnusableQuery as `search` does. What a page of hits leaves to the next one is ranked at once here.
        """
        _refuse_strange(query)
        one = self._understood(query)
        scored, near, condition = self._matched(one, query, max(1, self._all()))
        within = self.within(condition, query)
        is_ranked = one.asked is not None and query.sort == "relevance"
        everything = replace(
            query, limit=max(1, self.counted(within, ()).total), sort="begin" if is_ranked else query.sort
        )
        numbers = self.sorted(within, everything, 0)
        if is_ranked:
            answers = set(numbers)
            first = [number for number in dict.fromkeys([*scored, *near]) if number in answers]
            answers.difference_update(first)
            ranked = self._ranked(first, scored, one.alike, one.weight)
            numbers = [*(each.number for each in ranked), *sorted(answers)]
        return Found(len(numbers), self.version, self.ids(numbers))

    def neighbours(self, project: str, limit: int = 10) -> tuple[Neighbour, ...]:
        """Give the projects most like one, with reasons. Raises UnknownIdentifier if there is none of that id."""
        called = self.called(project)
        if called is None:
            raise UnknownIdentifier(f'no project is called "{project}"', advice="`fachwerk projects` lists them")
        number, document = called
        telling = telling_stems(document, self.lexicon)
        words = self.fitting(telling)
        alike = self.alike_to(number)
        near = [] if alike is None else [other for other, _ in self.most_alike(alike, CANDIDATES)]
        others = [other for other in dict.fromkeys([*words, *near]) if other != number]
        weight, meant = 0.0 if alike is None else GERMAN_WEIGHT, self.shares(alike, others)
        scored = sorted(
            (-(weight * meant.get(other, 0.0) + (1 - weight) * words.get(other, 0.0)), other) for other in others
        )[: max(limit, _LOOKED_AT)]
        shown = self.documents([other for _, other in scored])
        like = sorted(
            (text * (1 - KIN) - KIN * kinship(document, shown[at]), at) for at, (text, _) in enumerate(scored)
        )[:limit]
        return tuple(
            Neighbour(round(-score, 6), shown[at], tuple(in_common(document, shown[at], telling))) for score, at in like
        )

    # --- what a back end does --------------------------------------------------------------------------------------

    @abstractmethod
    def asked(self, wanted: Wanted) -> Asked:
        """Put what is wanted by words as this back end asks it."""

    @abstractmethod
    def scored(self, asked: Asked, query: Query, most: int) -> Mapping[int, float]:
        """Give the projects that fulfil the filters and whose words fit best: how well, as a share of the best."""

    @abstractmethod
    def fitting(self, stems: Sequence[str]) -> Mapping[int, float]:
        """Give the projects that have the most of some stems: how well they fit, as a share of the best."""

    @abstractmethod
    def matching(self, asked: Asked | None, near: Sequence[int]) -> Condition:
        """Say what answers: projects with the words asked for, and those that are near to them; without words all."""

    @abstractmethod
    def numbered(self, numbers: Sequence[int]) -> Condition:
        """Say what answers: the projects of those numbers."""

    @abstractmethod
    def within(self, matching: Condition, query: Query) -> Condition:
        """Keep of what answers what fulfils a question's filters."""

    @abstractmethod
    def among(self, numbers: Sequence[int], within: Condition) -> list[int]:
        """Keep those numbers, in their order, that fulfil a condition."""

    @abstractmethod
    def sorted(self, within: Condition, query: Query, start: int) -> list[int]:
        """Give a page of projects in the order that is asked for; without a question the latest begin is first."""

    @abstractmethod
    def documents(self, numbers: Sequence[int]) -> list[Document]:
        """Give projects by their numbers."""

    @abstractmethod
    def ids(self, numbers: Sequence[int]) -> Iterator[str]:
        """Give the ids of projects by their numbers, many of them."""

    @abstractmethod
    def called(self, project: str) -> tuple[int, Document] | None:
        """Give a project by its id, with its number."""

    @abstractmethod
    def counted(self, within: Condition, names: Sequence[str]) -> Counted:
        """Count projects, and the values of facets, the most frequent first, then by their keys, at most BUCKETS."""

    @abstractmethod
    def one_with(self, facet: str, key: str) -> Document | None:
        """Give any project that has a key."""

    @abstractmethod
    def alike(self, text: str) -> Likeness | None:
        """Look up how alike projects are in meaning to a text; None without a model."""

    @abstractmethod
    def alike_to(self, number: int) -> Likeness | None:
        """Look up how alike projects are in meaning to one of them; None without a model."""

    @abstractmethod
    def most_alike(self, alike: Likeness, most: int) -> Sequence[tuple[int, float]]:
        """Give the projects that are most alike, and how much, 0 to 1."""

    @abstractmethod
    def shares(self, alike: Likeness | None, numbers: Sequence[int]) -> Mapping[int, float]:
        """Tell how alike some projects are, 0 to 1; without a model nothing is known of any."""

    def meant(self, text: str, meaning: Meaning) -> Floats:
        """Give the vector of a question; one in another language leans to what of it can be said in German.

        It leans as far as that is much of it: one known word of a long question would lead away from the rest.
        """
        vector = meaning.of_query(text)
        german = dict.fromkeys(said for _, said in translations_in(text))
        if not german or language_of(text, self.lexicon) == GERMAN:
            return vector
        weight = IN_GERMAN * translated(text)
        leaning: Floats = (1 - weight) * vector + weight * meaning.of_query(" ".join(german))
        leaning /= float(leaning @ leaning) ** 0.5
        return leaning

    # --- which, and in which order ---------------------------------------------------------------------------------

    def _understood(self, query: Query) -> _Understood:
        clauses = clauses_of(query.text)
        wanted = wanted_of(clauses, self.lexicon)
        asked = None if wanted is None else self.asked(wanted)
        free = " ".join(one.words for one in clauses if not one.is_unwanted)
        alike = self.alike(free) if not query.is_lexical and any(words_of(free)) else None
        return _Understood(wanted, asked, free, alike, 0.0 if alike is None else self._weight(free))

    def _matched(self, one: _Understood, query: Query, most: int) -> _Matched:
        scored = {} if one.asked is None else self.scored(one.asked, query, most)
        if one.wanted is None or not one.wanted.is_free:
            return _Matched(scored, (), self.matching(one.asked, ()))
        close, meant = _close(scored), self._meant(one.alike, query)
        near = [*close, *meant]
        # Where no pieces of words are looked for, all that fits has one of the words.
        return _Matched(scored, near, self.matching(one.asked, near if one.wanted.ordering.pieces else meant))

    def _page(self, one: _Understood, query: Query, matched: _Matched, within: Condition, most: int) -> list[_Ranked]:
        """Rank so many of the projects that answer; what has nothing that is looked for in ranking comes last."""
        scored, near, _ = matched
        # By words alone the nearest are the best, and all of them are answers: nothing else need be looked at.
        if one.alike is None and most <= len(near):
            return self._ranked(near[:most], scored, None, 0.0)
        numbers = self.among(list(dict.fromkeys([*scored, *near])), within)
        seen = 0
        while len(numbers) < most and seen < len(scored):
            seen, scored = len(scored), self.scored(one.asked, query, 4 * len(scored))
            numbers = self.among(list(dict.fromkeys([*scored, *near])), within)
        ranked = self._ranked(numbers, scored, one.alike, one.weight)
        if len(ranked) < most:
            known = set(numbers)
            others = self.sorted(within, replace(query, sort=BY_NUMBER, limit=most + len(ranked)), 0)
            ranked += [_Ranked(0.0, number, Parts(0.0, 0.0, one.weight)) for number in others if number not in known]
        return ranked[:most]

    def _meant(self, alike: Likeness | None, query: Query) -> list[int]:
        """Projects that answer by their meaning, and fulfil the filters."""
        if alike is None:
            return []
        best = [number for number, share in self.most_alike(alike, 4 * _NEAR) if share >= _CLEAR]
        return self.among(best, self.within(self.numbered(best), query))[:_NEAR]

    def _weight(self, text: str) -> float:
        """How much meaning weighs: German words are those of the texts; others say something as far as understood."""
        if language_of(text, self.lexicon) == GERMAN:
            return GERMAN_WEIGHT
        nothing, everything = FOREIGN_WEIGHTS
        return nothing + (everything - nothing) * understood(text, self.lexicon)

    def _ranked(
        self, numbers: Sequence[int], scored: Mapping[int, float], alike: Likeness, weight: float
    ) -> list[_Ranked]:
        """Rank by a convex sum of how well words fit (the best word hit is 1) and how well the meaning does."""
        meant = self.shares(alike, numbers)
        found = []
        for number in numbers:
            said, means = scored.get(number, 0.0), meant.get(number, 0.0)
            found.append(_Ranked(weight * means + (1 - weight) * said, number, Parts(said, means, weight)))
        return sorted(found, key=lambda one: (-one.score, one.number))

    # --- what else -------------------------------------------------------------------------------------------------

    def _hit(self, rank: int, one: _Ranked, document: Document, reasons: Reasons, asked: str, explain: bool) -> Hit:
        why, marks = reasons.of(document)
        if one.parts.meaning >= _CLEAR and one.parts.weight:
            nearest = self._nearest(asked, document.texts.get("description", "")) if explain else ""
            why = (*why, Why("meaning", asked, nearest, "description" if nearest else ""))
        return Hit(rank, round(one.score, 6), document, why, marks, one.parts)

    def _nearest(self, asked: str, text: str) -> str:
        """The sentence whose meaning is nearest to what is asked."""
        sentences = sentences_of(text)
        if self.meaning is None or not sentences:
            return ""
        return sentences[int((self.meaning.of_texts(sentences) @ self.meaning.of_query(asked)).argmax())]

    def _facets(
        self, matching: Condition, query: Query, plain: Mapping[str, Sequence[tuple[str, int]]]
    ) -> Mapping[str, tuple[Count, ...]]:
        """Name the values of facets; a facet's counts ignore its own filter, so that one can choose another value."""
        own = [name for name in query.facets if name in query.filters]
        found = {name: self.counted(self.within(matching, query.without(name)), [name]).values[name] for name in own}
        found |= plain
        return {
            name: tuple(Count(key, self._label(name, key), count) for key, count in found[name])
            for name in query.facets
        }

    def _label(self, name: str, key: str) -> str:
        known = labels().get(name, {}).get(key)
        if known is not None or name != "organisation":
            return known or key
        one = self.one_with(name, key)
        return key if one is None else one.texts.get("sponsor", key)

    def _suggestion(self, query: Query) -> str | None:
        """The question with its unknown words put right, if any is; a foreign word is not a misspelt German one."""
        text = query.text
        if language_of(text, self.lexicon) != GERMAN:
            return None
        for word, right in unknown_words(text, self.lexicon):
            text = text.replace(word, right)
        return text if text != query.text else None

    def _start(self, query: Query) -> int:
        """Say how many hits were shown before; a cursor that somebody made up cannot reach beyond what there is."""
        after = after_of(query.cursor, self.version)
        return min(after, self._all()) if after else 0

    def _all(self) -> int:
        """Count all projects that there are."""
        return self.counted(self.matching(None, ()), ()).total


def _close(scored: Mapping[int, float]) -> list[int]:
    """Projects that answer because their words are much like those asked for, misspelt or in another form."""
    return [number for number, share in scored.items() if share >= _LIKE][:_NEAR]


def _refuse_strange(query: Query) -> None:
    for name in query.facets:
        if name not in FACETS:
            raise UnusableQuery(f'"{name}" is no facet', advice=f"there are: {', '.join(FACETS)}")
    if query.sort not in SORTS:
        raise UnusableQuery(f'nothing is sorted by "{query.sort}"', advice=f"use {' or '.join(SORTS)}")
    if not 0 < query.limit <= MOST:
        raise UnusableQuery(f"{query.limit} hits cannot be asked for", advice=f"ask for 1 to {MOST}")
