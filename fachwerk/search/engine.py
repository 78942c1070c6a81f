"""Asking an index: what matches, how well it fits by words and by meaning, what is counted, and why."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import tantivy

from fachwerk.errors import UnknownIdentifier, UnusableQuery
from fachwerk.search.answers import Answer, Count, Hit, Neighbour, Parts, Why
from fachwerk.search.asking import SORTS, Query, clauses_of
from fachwerk.search.documents import Document
from fachwerk.search.filters import filters_of, labels
from fachwerk.search.index import FACETS, document_of
from fachwerk.search.languages import language_of
from fachwerk.search.lexical import MUST, SHOULD, Indexed, Lexical, Stem, lexical_of, unknown_words, wanted_of
from fachwerk.search.reasons import in_common, reasons_for, sentences_of, telling_stems
from fachwerk.search.shelf import Opened
from fachwerk.search.words import words_of

if TYPE_CHECKING:
    from fachwerk.search.meaning import Meaning

MOST = 100  # hits of a page
# How much meaning weighs against words, by the question's language: bench/search chose it.
WEIGHTS: Mapping[str, float] = {"de": 0.6, "other": 0.7}
_CANDIDATES = 200  # of which the best are ranked
_MEANT = 50  # projects that answer by their meaning alone
_CLEAR = 0.5  # likeness from which they do
_LIKE = 0.25  # share of the best fit from which words that are only like those asked for are an answer
_BUCKETS = 50  # values of a facet that are counted
_SORTED = {
    "begin": ("begin", tantivy.Order.Desc),
    "end": ("end", tantivy.Order.Desc),
    "title": ("title_rank", tantivy.Order.Asc),
}


class _Ranked(NamedTuple):
    score: float
    number: int
    parts: Parts


class Engine:
    """An opened index, ready to be asked; safe to be asked by several threads."""

    def __init__(self, opened: Opened, meaning: Meaning | None) -> None:
        self.version = opened.version
        self._schema = opened.projects.schema
        self._projects = opened.projects.searcher()
        self._lexicon = Indexed(opened.words, opened.words.schema, self._projects)
        self._vectors = None if meaning is None else opened.vectors
        self._meaning = meaning

    def search(self, query: Query) -> Answer:
        """Answer a question. Raises UnusableQuery for a filter, facet, sort, limit or cursor that there is not."""
        _refuse_strange(query)
        start = self._start(query)
        clauses = clauses_of(query.text)
        wanted = wanted_of(clauses, self._lexicon)
        lexical = None if wanted is None else lexical_of(wanted, self._schema)
        free = " ".join(one.words for one in clauses if not one.is_unwanted)
        alike = self._alike(free) if not query.is_lexical and any(words_of(free)) else None
        scored = {} if lexical is None else self._scored(lexical, query, start + query.limit)
        near = [] if wanted is None or not wanted.is_free else [*self._close(scored), *self._meant(alike, query)]
        matching = self._matching(lexical, near)
        within = self._within(matching, query)
        total = self._count(within)
        if lexical is None or query.sort != "relevance":
            page = [_Ranked(0.0, number, Parts(0.0, 0.0, 0.0)) for number in self._sorted(within, query, start)]
        else:
            weight = 0.0 if alike is None else WEIGHTS[language_of(free, self._lexicon)]
            page = self._ranked(scored, near, alike, weight, within)[start : start + query.limit]
        shown = self._documents([one.number for one in page])
        stems = () if wanted is None else wanted.told
        hits = tuple(
            self._hit(rank, one, document, stems, free, query.explain)
            for rank, (one, document) in enumerate(zip(page, shown, strict=True), start + 1)
        )
        more = start + len(hits) < total and len(hits) == query.limit
        return Answer(
            total,
            hits,
            self._facets(matching, query),
            _cursor(self.version, start + len(hits)) if more else None,
            self._suggestion(query),
            alike is not None,
            self.version,
        )

    def _hit(
        self, rank: int, one: _Ranked, document: Document, stems: Sequence[Stem], asked: str, explain: bool
    ) -> Hit:
        why, marks = reasons_for(document, stems, self._lexicon)
        if one.parts.meaning >= _CLEAR and one.parts.weight:
            nearest = self._nearest(asked, document.texts.get("description", "")) if explain else ""
            why = (*why, Why("meaning", asked, nearest, "description" if nearest else ""))
        return Hit(rank, round(one.score, 6), document, why, marks, one.parts)

    def _nearest(self, asked: str, text: str) -> str:
        """The sentence whose meaning is nearest to what is asked."""
        sentences = sentences_of(text)
        if self._meaning is None or not sentences:
            return ""
        return sentences[int((self._meaning.of_texts(sentences) @ self._meaning.of_query(asked)).argmax())]

    def neighbours(self, project: str, limit: int = 10) -> tuple[Neighbour, ...]:
        """Give the projects most like one, with reasons. Raises UnknownIdentifier if there is none of that id."""
        number, document = self._called(project)
        terms = [
            (SHOULD, tantivy.Query.term_query(self._schema, "stems", stem, index_option="freq"))
            for stem in telling_stems(document, self._lexicon)
        ]
        found = (
            self._projects.search(tantivy.Query.boolean_query(terms), _CANDIDATES, count=False).hits if terms else []
        )
        best = max((score for score, _ in found), default=0.0) or 1.0
        words = {other: score / best for other, (score, _) in zip(self._numbers(found), found, strict=True)}
        alike = None if self._vectors is None else self._vectors.alike(self._vectors.rows[number])
        near = [] if alike is None else [int(other) for other in alike.argsort()[::-1][:_CANDIDATES]]
        weight = 0.0 if alike is None else WEIGHTS["de"]
        scored = sorted(
            (-(weight * (0.0 if alike is None else float(alike[other])) + (1 - weight) * words.get(other, 0.0)), other)
            for other in dict.fromkeys([*words, *near])
            if other != number
        )[:limit]
        shown = self._documents([other for _, other in scored])
        return tuple(
            Neighbour(round(-score, 6), other, tuple(in_common(document, other)))
            for (score, _), other in zip(scored, shown, strict=True)
        )

    def _called(self, project: str) -> tuple[int, Document]:
        query = tantivy.Query.term_query(self._schema, "id", project)
        hits = self._projects.search(query, 1, count=False).hits
        if not hits:
            raise UnknownIdentifier(f'no project is called "{project}"', advice="`fachwerk projects` lists them")
        return self._numbers(hits)[0], document_of(bytes(self._projects.doc(hits[0][1])["shown"][0]))

    # --- which projects --------------------------------------------------------------------------------------------

    def _alike(self, text: str) -> Any:
        """How alike each project's text is in meaning to what is asked; None without a model."""
        if self._meaning is None or self._vectors is None:
            return None
        return self._vectors.alike(self._meaning.of_query(text))

    def _scored(self, lexical: Lexical, query: Query, wanted: int) -> Mapping[int, float]:
        """The projects whose words fit best: how well, as a share of the best."""
        most = max(_CANDIDATES, 2 * wanted)
        found = self._projects.search(self._within(lexical.scoring, query), most, count=False).hits
        best = max((score for score, _ in found), default=0.0) or 1.0
        return {number: score / best for number, (score, _) in zip(self._numbers(found), found, strict=True)}

    def _close(self, scored: Mapping[int, float]) -> list[int]:
        """Projects that answer because their words are much like those asked for, misspelt or in another form."""
        return [number for number, share in scored.items() if share >= _LIKE][:_MEANT]

    def _meant(self, alike: Any, query: Query) -> list[int]:
        """Projects that answer by their meaning, and fulfil the filters."""
        if alike is None:
            return []
        order = alike.argsort()[::-1][: 4 * _MEANT]
        best = [int(number) for number in order if alike[number] >= _CLEAR]
        return self._among(best, self._within(self._numbered(best), query))[:_MEANT]

    def _matching(self, lexical: Lexical | None, near: Sequence[int]) -> tantivy.Query:
        """What answers: projects with the words asked for, and those that are near to them."""
        if lexical is None:
            return tantivy.Query.all_query()
        if not near:
            return lexical.matching
        return tantivy.Query.boolean_query([(SHOULD, lexical.matching), (SHOULD, self._numbered(near))])

    def _within(self, matching: tantivy.Query, query: Query) -> tantivy.Query:
        filters = filters_of(query, self._schema)
        if not filters:
            return matching
        return tantivy.Query.boolean_query([(MUST, one) for one in (matching, *filters)])

    def _numbered(self, numbers: Sequence[int]) -> tantivy.Query:
        return tantivy.Query.term_set_query(self._schema, "number", list(numbers))

    def _among(self, numbers: Sequence[int], within: tantivy.Query) -> list[int]:
        """Keep those numbers, in their order, that a query finds."""
        both = tantivy.Query.boolean_query([(MUST, self._numbered(numbers)), (MUST, within)])
        kept = set(self._numbers(self._projects.search(both, max(1, len(numbers)), count=False).hits))
        return [number for number in numbers if number in kept]

    def _count(self, within: tantivy.Query) -> int:
        return int(cast(Any, self._projects.search(within, 1, count=True)).count)

    # --- in which order --------------------------------------------------------------------------------------------

    def _sorted(self, within: tantivy.Query, query: Query, start: int) -> list[int]:
        name, order = _SORTED.get(query.sort, _SORTED["begin"])
        found = self._projects.search(within, query.limit, count=False, order_by_field=name, offset=start, order=order)
        return self._numbers(found.hits)

    def _ranked(
        self, scored: Mapping[int, float], near: Sequence[int], alike: Any, weight: float, within: tantivy.Query
    ) -> list[_Ranked]:
        """Rank by a convex sum of how well words fit (the best word hit is 1) and how well the meaning does."""
        found = []
        for number in self._among(list(dict.fromkeys([*scored, *near])), within):
            said = scored.get(number, 0.0)
            means = 0.0 if alike is None else float(alike[number])
            found.append(_Ranked(weight * means + (1 - weight) * said, number, Parts(said, means, weight)))
        return sorted(found, key=lambda one: (-one.score, one.number))

    def _numbers(self, hits: Sequence[tuple[Any, Any]]) -> list[int]:
        if not hits:
            return []
        return [
            int(number or 0) for number in self._projects.fast_field_values("number", [address for _, address in hits])
        ]

    def _documents(self, numbers: Sequence[int]) -> list[Document]:
        found = {}
        if numbers:
            hits = self._projects.search(self._numbered(numbers), len(numbers), count=False).hits
            for number, (_, address) in zip(self._numbers(hits), hits, strict=True):
                found[number] = document_of(bytes(self._projects.doc(address)["shown"][0]))
        return [found[number] for number in numbers]

    # --- what else -------------------------------------------------------------------------------------------------

    def _facets(self, matching: tantivy.Query, query: Query) -> Mapping[str, tuple[Count, ...]]:
        """Count the values of facets; a facet's counts ignore its own filter, so that one can choose another value."""
        plain = [name for name in query.facets if name not in query.filters]
        found = self._counted(self._within(matching, query), plain) if plain else {}
        for name in query.facets:
            if name in query.filters:
                found |= self._counted(self._within(matching, query.without(name)), [name])
        return {name: found[name] for name in query.facets}

    def _counted(self, within: tantivy.Query, names: Sequence[str]) -> dict[str, tuple[Count, ...]]:
        wanted = {name: {"terms": {"field": f"by_{name}", "size": _BUCKETS}} for name in names}
        found = self._projects.aggregate(within, wanted)
        return {
            name: tuple(
                Count(one["key"], self._label(name, one["key"]), one["doc_count"]) for one in found[name]["buckets"]
            )
            for name in names
        }

    def _label(self, name: str, key: str) -> str:
        known = labels().get(name, {}).get(key)
        if known is not None or name != "organisation":
            return known or key
        query = tantivy.Query.term_query(self._schema, f"by_{name}", key)
        hits = self._projects.search(query, 1, count=False).hits
        return document_of(bytes(self._projects.doc(hits[0][1])["shown"][0])).texts.get("sponsor", key) if hits else key

    def _suggestion(self, query: Query) -> str | None:
        """The question with its unknown words put right, if any is."""
        text = query.text
        for word, right in unknown_words(text, self._lexicon):
            text = text.replace(word, right)
        return text if text != query.text else None

    def _start(self, query: Query) -> int:
        if query.cursor is None:
            return 0
        try:
            version, start = json.loads(base64.urlsafe_b64decode(query.cursor))
        except (ValueError, binascii.Error) as error:
            raise UnusableQuery("the cursor is none of ours", advice="ask without it from the start") from error
        if version != self.version or not isinstance(start, int) or start < 0:
            raise UnusableQuery(
                "the cursor is of another version of the register", advice="ask without it from the start"
            )
        return start


def _cursor(version: str, start: int) -> str:
    return base64.urlsafe_b64encode(json.dumps([version, start]).encode()).decode()


def _refuse_strange(query: Query) -> None:
    for name in query.facets:
        if name not in FACETS:
            raise UnusableQuery(f'"{name}" is no facet', advice=f"there are: {', '.join(FACETS)}")
    if query.sort not in SORTS:
        raise UnusableQuery(f'nothing is sorted by "{query.sort}"', advice=f"use {' or '.join(SORTS)}")
    if not 0 < query.limit <= MOST:
        raise UnusableQuery(f"{query.limit} hits cannot be asked for", advice=f"ask for 1 to {MOST}")
