"""Questions by words: what the index is asked, and which of its words a question's word is taken for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from math import log
from typing import Any, NamedTuple

import tantivy

from fachwerk.reference.searching import synonyms
from fachwerk.search.asking import Clause, content_of
from fachwerk.search.languages import GERMAN, by_signs, translations_in
from fachwerk.search.words import grams_of, stem_of, words_of

PART, SYNONYM, TYPO, ALIKE = 0.5, 0.8, 0.6, 0.3  # what a stem counts that is not the question's own
GRAMS = 1.0
COMMON = 0.3  # share of the projects that have a piece from which on it is not looked up
FREQUENT = 0.05  # share of the projects that have a word from which on its stem stands for its pieces,
_MANY = 200  # if they are so many at all
_SURE = 5  # letters of a word in which a slip is looked for
_FAR = 8  # letters of a word in which two may be wrong
_LIKE = 0.7  # share of a word's pieces that a longer one must have
_REMEMBERED = 1 << 16  # words whose parts are remembered
_KEPT = 1 << 10  # questions that are remembered as said otherwise
_MOST = 12
_ORDERING = frozenset(("word", "synonym", "translation"))  # why a stem is looked for that says how well a project fits
_PART = 4  # letters of a part of a compound
LINKS = ("", "s", "n", "en", "es", "er", "e")

MUST, SHOULD, MUST_NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot


class Stem(NamedTuple):
    """A stem that is looked for: how much it counts, and why it is: `word`, `part`, `synonym`, `typo`, `alike`."""

    stem: str
    weight: float
    why: str
    said: str


class Lexicon(ABC):
    """The words of an index, to be asked for words like a given one."""

    @property
    @abstractmethod
    def projects(self) -> int:
        """How many projects there are."""

    @abstractmethod
    def counts_of_pieces(self, pieces: Collection[str]) -> Mapping[str, int]:
        """Tell how many projects have pieces of words; one that none has may be missing."""

    @abstractmethod
    def count(self, stem: str) -> int:
        """Tell how many projects have a stem."""

    @abstractmethod
    def cut(self, key: str) -> tuple[str, ...] | None:
        """Give the parts that a word was cut into when the index was built; None if no text has it."""

    @abstractmethod
    def meant_by(self, key: str) -> list[tuple[str, str]]:
        """Words that are one or two letters off, the most frequent first: key and as printed."""

    @abstractmethod
    def alike(self, key: str) -> list[tuple[str, str]]:
        """Words that have most of a word's pieces: longer ones, and other forms."""

    def is_known(self, stem: str) -> bool:
        return self.count(stem) > 0

    def rarity(self, count: int) -> float:
        """How telling it is to have what so many projects have, as BM25 reckons it."""
        return log(1 + (self.projects - count + 0.5) / (count + 0.5))

    def parts_of(self, key: str) -> tuple[str, ...]:
        """The parts of a word: those that were cut when the index was built, or known words that it is made of."""
        found = self.cut(key)
        return self._made_of(key) if found is None else found

    def _made_of(self, key: str) -> tuple[str, ...]:
        """Cut a word that no text has where a known word ends and another begins, best in its middle."""
        cuts = [
            (head, tail) for head, tail in cuts_of(key) if self.is_known(stem_of(head)) and self.is_known(stem_of(tail))
        ]
        return max(cuts, key=lambda cut: min(map(len, cut)), default=())


def cuts_of(key: str) -> list[tuple[str, str]]:
    """Give the ways to cut a word in two, without what links them."""
    return [
        (head, key[at:])
        for at in range(_PART, len(key) - _PART + 1)
        for link in LINKS
        if (head := key[:at].removesuffix(link)) and key[:at].endswith(link) and len(head) >= _PART
    ]


def slips_in(key: str) -> int:
    """How many letters of a word may be wrong."""
    return 2 if len(key) >= _FAR else 1


def most_of(grams: Sequence[str]) -> int:
    """How many of a word's pieces a word like it has."""
    return max(2, round(len(grams) * _LIKE))


@dataclass(frozen=True)
class Indexed(Lexicon):
    """The words of an embedded index."""

    index: tantivy.Index
    schema: tantivy.Schema
    stems: tantivy.Searcher

    @cached_property
    def _searcher(self) -> tantivy.Searcher:
        return self.index.searcher()

    @property
    def projects(self) -> int:
        return self.stems.num_docs

    def counts_of_pieces(self, pieces: Collection[str]) -> Mapping[str, int]:
        return {piece: self.stems.doc_freq("grams", piece) for piece in pieces}

    def count(self, stem: str) -> int:
        return self.stems.doc_freq("stems", stem)

    def cut(self, key: str) -> tuple[str, ...] | None:
        return self._cuts(key)

    def meant_by(self, key: str) -> list[tuple[str, str]]:
        return self._meant(key)

    def alike(self, key: str) -> list[tuple[str, str]]:
        return self._near(key)

    # What words are is looked up once: reasons ask for the parts of every long word of every hit, questions have the
    # same words again and again.
    @cached_property
    def _cuts(self) -> Callable[[str], tuple[str, ...] | None]:
        return lru_cache(_REMEMBERED)(self._cut)

    @cached_property
    def _meant(self) -> Callable[[str], list[tuple[str, str]]]:
        return lru_cache(_REMEMBERED)(self._meant_by)

    @cached_property
    def _near(self) -> Callable[[str], list[tuple[str, str]]]:
        return lru_cache(_REMEMBERED)(self._alike)

    def _cut(self, key: str) -> tuple[str, ...] | None:
        found = self._searcher.search(tantivy.Query.term_query(self.schema, "key", key), 1, count=False).hits
        return tuple(self._searcher.doc(found[0][1])["parts"]) if found else None

    def _meant_by(self, key: str) -> list[tuple[str, str]]:
        for distance in range(1, slips_in(key) + 1):
            query = tantivy.Query.fuzzy_term_query(self.schema, "key", key, distance)
            found = self._searcher.search(query, 3, count=False, order_by_field="count").hits
            if found:
                return [self._word(address) for _, address in found]
        return []

    def _alike(self, key: str) -> list[tuple[str, str]]:
        grams = grams_of(key)
        terms = [(SHOULD, tantivy.Query.term_query(self.schema, "grams", gram)) for gram in grams]
        query = tantivy.Query.boolean_query(terms, minimum_number_should_match=most_of(grams))
        return [self._word(address) for _, address in self._searcher.search(query, _MOST, count=False).hits]

    def _word(self, address: Any) -> tuple[str, str]:
        found = self._searcher.doc(address)
        return found["key"][0], found["printed"][0]


def stems_for(words: str, lexicon: Lexicon) -> list[Stem]:
    """Give what is looked for instead of each word: its stem, its parts, words of its meaning, words like it."""
    found: dict[str, Stem] = {}
    for key, typed in content_of(words):
        stem = stem_of(key)
        _add(found, Stem(stem, 1.0, "word", typed))
        for part in lexicon.parts_of(key):
            _add(found, Stem(stem_of(part), PART, "part", typed))
        if not lexicon.is_known(stem) and len(key) >= _SURE:
            for other, _ in lexicon.meant_by(key):
                _add(found, Stem(stem_of(other), TYPO, "typo", typed))
        if len(key) >= _SURE:
            for other, _ in lexicon.alike(key):
                _add(found, Stem(stem_of(other), ALIKE, "alike", typed))
    for why, said, other in _said_otherwise(words):
        for key, _ in content_of(other):
            _add(found, Stem(stem_of(key), SYNONYM, why, said))
            for part in lexicon.parts_of(key):
                _add(found, Stem(stem_of(part), SYNONYM * PART, why, said))
    return list(found.values())


def unknown_words(text: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Yield words that the index does not know, each with the most frequent word that is a letter or two off."""
    for key, typed in content_of(text):
        if len(key) >= _SURE and not lexicon.is_known(stem_of(key)):
            for _, printed in lexicon.meant_by(key)[:1]:
                yield typed, printed


def _add(found: dict[str, Stem], stem: Stem) -> None:
    known = found.get(stem.stem)
    if known is None or known.weight < stem.weight:
        found[stem.stem] = stem


@lru_cache(_KEPT)
def _said_otherwise(words: str) -> tuple[tuple[str, str, str], ...]:
    """Give synonyms, and German words for foreign ones: which of both, what is said, and how else."""
    found = [("synonym", said, other) for said, other in _synonyms_in(words)]
    if by_signs(words) != GERMAN:
        found += [("translation", said, german) for said, german in translations_in(words)]
    return tuple(found)


def _synonyms_in(words: str) -> Iterator[tuple[str, str]]:
    """Yield what a question says, and another way to say it."""
    stems = _stems_of(words)
    for said, looked_for, others in _known_synonyms():
        if looked_for in stems:
            yield from ((said, other) for other in others)


@cache
def _known_synonyms() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Each wording with its stems and the others of its group."""
    return tuple(
        (said, _stems_of(said), tuple(other for other in group if other != said))
        for group in synonyms()
        for said in group
    )


def _stems_of(words: str) -> str:
    """The stems of words, each between blanks, so that one text's are found in another's."""
    return f" {' '.join(stem_of(word.key) for word in words_of(words))} "


class Ordering(NamedTuple):
    """By what projects are ordered: stems and pieces of words, each with what it counts."""

    stems: Mapping[str, float]
    pieces: Mapping[str, float]


@dataclass(frozen=True)
class Wanted:
    """What is wanted by words, whoever is asked: the stems that a project may have, and what is strict.

    `ordering` are the stems and the pieces of words that say how well a project fits, each with what it counts;
    `strict` are the stems of what a project must have.
    """

    stems: Sequence[Stem]
    ordering: Ordering
    must: Sequence[Clause]
    must_not: Sequence[Clause]
    strict: Sequence[Stem]

    @property
    def told(self) -> Sequence[Stem]:
        """The stems by which a hit is explained."""
        return [*self.strict, *self.stems]

    @property
    def is_free(self) -> bool:
        """Nothing strict is asked for (a phrase, a word in one text, a word that must not be there), so a project may
        also answer by its meaning alone."""
        return not (self.must or self.must_not)


@dataclass(frozen=True)
class Lexical:
    """A question to the table of projects: what a project must have, how well it fits, each stem that it may have."""

    matching: tantivy.Query
    scoring: tantivy.Query
    stems: Sequence[tantivy.Query]


def wanted_of(clauses: Sequence[Clause], lexicon: Lexicon) -> Wanted | None:
    """Understand what was typed; None if nothing is asked for by words."""
    free = " ".join(one.words for one in clauses if not one.is_phrase and not one.is_unwanted and one.field is None)
    stems = stems_for(free, lexicon)
    must = [one for one in clauses if not one.is_unwanted and (one.is_phrase or one.field)]
    must_not = [one for one in clauses if one.is_unwanted]
    if not (stems or must or must_not):
        return None
    strict = [
        Stem(stem_of(word.key), 1.0, "word", one.words[word.start : word.end])
        for one in must
        for word in words_of(one.words)
    ]
    return Wanted(stems, ordering_of(free, stems, lexicon), must, must_not, strict)


def ordering_of(words: str, stems: Sequence[Stem], lexicon: Lexicon) -> Ordering:
    """Say what a question's words and other words for them count, by their stems and by their pieces.

    Parts of words, and words like them, find projects and explain them; in the order pieces stand for those. Pieces
    that many projects have say little and take the longest to look up. A word that many projects have is asked for by
    its stem alone, and that counts as much as the pieces would; they would find little beside it.
    """
    most, frequent = COMMON * lexicon.projects, max(_MANY, FREQUENT * lexicon.projects)
    counted = {one.stem: one.weight for one in stems if one.why in _ORDERING and lexicon.count(one.stem) > 0}
    own = {key: GRAMS for key, _ in content_of(words)}
    others = {key: GRAMS * SYNONYM for _, _, other in _said_otherwise(words) for key, _ in content_of(other)}
    keys = {key: weight for key, weight in others.items() if lexicon.is_known(stem_of(key))} | own
    counts = lexicon.counts_of_pieces({gram for key in keys for gram in grams_of(key)})
    pieces: dict[str, float] = {}
    for key, weight in keys.items():
        telling = {gram: count for gram in grams_of(key) if 0 < (count := counts.get(gram, 0)) <= most}
        stem = stem_of(key)
        if lexicon.count(stem) > frequent:
            counted[stem] += weight * sum(map(lexicon.rarity, telling.values())) / lexicon.rarity(lexicon.count(stem))
        else:
            pieces |= {gram: max(weight, pieces.get(gram, 0.0)) for gram in telling}
    telling_stems = {stem: weight for stem, weight in counted.items() if lexicon.count(stem) <= most}
    if pieces or telling_stems:
        return Ordering(telling_stems, dict(sorted(pieces.items())))
    return Ordering(counted, {} if counted else {gram: 1.0 for key in own for gram in grams_of(key)})


def lexical_of(wanted: Wanted, schema: tantivy.Schema) -> Lexical:
    """Make the questions to an embedded index for what is wanted."""
    strict = [(MUST, _strict(one, schema)) for one in wanted.must]
    strict += [(MUST_NOT, _strict(one, schema)) for one in wanted.must_not]
    stems = [_term(schema, "stems", one.stem) for one in wanted.stems]
    matching = _any_of(stems)
    ordering = [(_term(schema, "stems", stem), weight) for stem, weight in wanted.ordering.stems.items()]
    ordering += [(_term(schema, "grams", gram), weight) for gram, weight in wanted.ordering.pieces.items()]
    is_alone = len(ordering) == 1  # then its weight says nothing, and costs time
    scoring = _any_of([term if is_alone else tantivy.Query.boost_query(term, weight) for term, weight in ordering])
    if strict:
        matching, scoring = (tantivy.Query.boolean_query([(MUST, one), *strict]) for one in (matching, scoring))
    return Lexical(matching, scoring, stems)


def _any_of(terms: Sequence[tantivy.Query]) -> tantivy.Query:
    """Ask for any of some terms; for everything if there are none."""
    if len(terms) == 1:  # much quicker than a choice of one
        return terms[0]
    return tantivy.Query.boolean_query([(SHOULD, one) for one in terms]) if terms else tantivy.Query.all_query()


def _strict(clause: Clause, schema: tantivy.Schema) -> tantivy.Query:
    """What must (or must not) be there: a phrase word by word, other words by their stems."""
    keys = [word.key for word in words_of(clause.words)]
    if not keys:
        return tantivy.Query.all_query()
    if clause.is_phrase and clause.field is None:
        phrase: list[str | tuple[int, str]] = [*keys]
        return tantivy.Query.phrase_query(schema, "words", phrase) if len(keys) > 1 else _term(schema, "words", keys[0])
    where = "stems" if clause.field is None else f"in_{clause.field}"
    return tantivy.Query.boolean_query([(MUST, _term(schema, where, stem_of(key))) for key in keys])


def _term(schema: tantivy.Schema, name: str, value: str) -> tantivy.Query:
    return tantivy.Query.term_query(schema, name, value, index_option="freq")
