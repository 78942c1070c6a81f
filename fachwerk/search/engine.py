"""Asking an embedded index: what matches, how well it fits by words and by meaning, what is counted."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import tantivy

from fachwerk.search.answering import BUCKETS, BY_NUMBER, CANDIDATES, Answering, Counted
from fachwerk.search.asking import Query
from fachwerk.search.documents import Document
from fachwerk.search.filters import filters_of
from fachwerk.search.index import document_of
from fachwerk.search.lexical import MUST, MUST_NOT, SHOULD, Indexed, Lexical, Wanted, lexical_of
from fachwerk.search.shelf import Opened

if TYPE_CHECKING:
    from fachwerk.search.meaning import Meaning
    from fachwerk.search.vectors import Asked

_AT_ONCE = 100  # projects that are unpacked together
_ALL = "all"  # what the count of all is called beside those of facets
_SORTED = {
    "begin": ("begin", tantivy.Order.Desc),
    "end": ("end", tantivy.Order.Desc),
    "title": ("title_rank", tantivy.Order.Asc),
    BY_NUMBER: ("number", tantivy.Order.Asc),
}


class Engine(Answering):
    """An opened index, ready to be asked; safe to be asked by several threads."""

    def __init__(self, opened: Opened, meaning: Meaning | None) -> None:
        self.version, self.meaning = opened.version, meaning
        self._schema = opened.projects.schema
        self._projects = opened.projects.searcher()
        self._places = array("q", [-1]) * self._projects.num_docs  # segment and document of each number, once known
        self.lexicon = Indexed(opened.words, opened.words.schema, self._projects)
        self._vectors = None if meaning is None else opened.vectors
        self._called: dict[tuple[str, str], str] = {}  # what the values of facets are called, once known

    # --- which projects --------------------------------------------------------------------------------------------

    def asked(self, wanted: Wanted) -> Lexical:
        return lexical_of(wanted, self._schema)

    def scored(self, asked: Lexical, query: Query, most: int) -> Mapping[int, float]:
        return self._best(self.within(asked.scoring, query), most)

    def fitting(self, stems: Sequence[str]) -> Mapping[int, float]:
        terms = [(SHOULD, tantivy.Query.term_query(self._schema, "stems", stem, index_option="freq")) for stem in stems]
        return self._best(tantivy.Query.boolean_query(terms), CANDIDATES) if terms else {}

    def matching(self, asked: Lexical | None, near: Sequence[int]) -> tantivy.Query:
        if asked is None:
            return tantivy.Query.all_query()
        others = self._without(near, asked.stems) if near else []
        if not others:
            return asked.matching
        return tantivy.Query.boolean_query([(SHOULD, asked.matching), (SHOULD, self.numbered(others))])

    def _without(self, numbers: Sequence[int], words: Sequence[tantivy.Query]) -> list[int]:
        """Keep the projects that have none of some words: naming the others, too, would make counting slow."""
        none = tantivy.Query.boolean_query([(MUST, self.numbered(numbers)), *((MUST_NOT, one) for one in words)])
        return self._numbers(self._projects.search(none, len(numbers), count=False).hits)

    def numbered(self, numbers: Sequence[int]) -> tantivy.Query:
        # One by one: a set of terms is looked for by walking over all numbers that there are.
        one = partial(tantivy.Query.term_query, self._schema, "number", index_option="basic")
        return tantivy.Query.boolean_query([(SHOULD, one(number)) for number in numbers])

    def within(self, matching: tantivy.Query, query: Query) -> tantivy.Query:
        filters = filters_of(query, self._schema)
        if not filters:
            return matching
        return tantivy.Query.boolean_query([(MUST, one) for one in (matching, *filters)])

    def among(self, numbers: Sequence[int], within: tantivy.Query) -> list[int]:
        both = tantivy.Query.boolean_query([(MUST, self.numbered(numbers)), (MUST, within)])
        kept = set(self._numbers(self._projects.search(both, max(1, len(numbers)), count=False).hits))
        return [number for number in numbers if number in kept]

    def sorted(self, within: tantivy.Query, query: Query, start: int) -> list[int]:
        name, order = _SORTED.get(query.sort, _SORTED["begin"])
        found = self._projects.search(within, query.limit, count=False, order_by_field=name, offset=start, order=order)
        return self._numbers(found.hits)

    def _best(self, question: tantivy.Query, most: int) -> Mapping[int, float]:
        found = self._projects.search(question, most, count=False).hits  # the best is first
        best = (found[0][0] if found else 0.0) or 1.0
        return {number: score / best for number, (score, _) in zip(self._numbers(found), found, strict=True)}

    def _numbers(self, hits: Sequence[tuple[Any, Any]]) -> list[int]:
        if not hits:
            return []
        addresses = [address for _, address in hits]
        numbers = [int(number or 0) for number in self._projects.fast_field_values("number", addresses)]
        for number, address in zip(numbers, addresses, strict=True):
            self._places[number] = address.segment_ord << 32 | address.doc
        return numbers

    # --- what they are ---------------------------------------------------------------------------------------------

    def documents(self, numbers: Sequence[int]) -> list[Document]:
        new = [number for number in numbers if self._places[number] < 0]
        if new:
            self._numbers(self._projects.search(self.numbered(new), len(new), count=False).hits)
        places = (self._places[number] for number in numbers)
        return [self._document(tantivy.DocAddress(place >> 32, place & 0xFFFFFFFF)) for place in places]

    def ids(self, numbers: Sequence[int]) -> Iterator[str]:
        for at in range(0, len(numbers), _AT_ONCE):
            yield from (one.id for one in self.documents(numbers[at : at + _AT_ONCE]))

    def called(self, project: str) -> tuple[int, Document] | None:
        hits = self._first("id", project)
        return (self._numbers(hits)[0], self._document(hits[0][1])) if hits else None

    def counted(self, within: tantivy.Query, names: Sequence[str]) -> Counted:
        wanted: dict[str, Any] = {name: {"terms": {"field": f"by_{name}", "size": BUCKETS}} for name in names}
        found = self._projects.aggregate(within, wanted | {_ALL: {"filter": "*"}})
        values = {name: [(one["key"], one["doc_count"]) for one in found[name]["buckets"]] for name in names}
        return Counted(found[_ALL]["doc_count"], values)

    def one_with(self, facet: str, key: str) -> Document | None:
        hits = self._first(f"by_{facet}", key)
        return self._document(hits[0][1]) if hits else None

    def _label(self, name: str, key: str) -> str:
        # To read fifty organisations takes longer than to count them.
        label = self._called.get((name, key))
        if label is None:
            label = self._called[name, key] = super()._label(name, key)
        return label

    def _first(self, field: str, value: str) -> Sequence[tuple[Any, Any]]:
        return self._projects.search(tantivy.Query.term_query(self._schema, field, value), 1, count=False).hits

    def _document(self, address: Any) -> Document:
        return document_of(bytes(self._projects.doc(address)["shown"][0]))

    # --- what they mean --------------------------------------------------------------------------------------------

    def alike(self, text: str) -> Asked | None:
        if self.meaning is None or self._vectors is None:
            return None
        return self._vectors.ask(self.meant(text, self.meaning), CANDIDATES)

    def alike_to(self, number: int) -> Asked | None:
        return None if self._vectors is None else self._vectors.ask(self._vectors.rows[number], CANDIDATES)

    def most_alike(self, alike: Asked, most: int) -> Sequence[tuple[int, float]]:
        best = alike.best[:most]
        return list(zip(best, alike.nearness(best), strict=True))

    def shares(self, alike: Asked | None, numbers: Sequence[int]) -> Mapping[int, float]:
        return {} if alike is None else dict(zip(numbers, alike.nearness(numbers), strict=True))
