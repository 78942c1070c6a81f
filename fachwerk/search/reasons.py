"""Why a project answers a question: which of its words do, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

from fachwerk.search.answers import Mark, Why
from fachwerk.search.asking import content_of
from fachwerk.search.compounds import SHORTEST
from fachwerk.search.documents import TEXTS, Document
from fachwerk.search.lexical import Lexicon, Stem
from fachwerk.search.words import Word, stem_of, stems_between_blanks

_MOST = 8  # reasons that are named


class Reasons:
    """Finds the words by which projects answer one question; what a printed word answers is found out once."""

    def __init__(self, stems: Sequence[Stem], lexicon: Lexicon) -> None:
        self._wanted, self._lexicon = {stem.stem: stem for stem in stems}, lexicon
        self._looked_at: set[str] = set()
        self._answers: dict[str, list[tuple[Word, Stem]]] = {}  # by what stands between blanks

    def of(self, document: Document) -> tuple[tuple[Why, ...], Mapping[str, tuple[Mark, ...]]]:
        """Find the words that answer: reasons, the question's own words first, and where to mark them."""
        marks: dict[str, tuple[Mark, ...]] = {}
        reasons: dict[tuple[str, str], tuple[float, Why]] = {}
        for field in TEXTS:
            text = document.texts.get(field, "")
            found = self._found(text)
            if found:
                marks[field] = tuple(mark for _, mark in found)
            for stem, (start, end) in found:
                if (stem.stem, field) not in reasons:
                    reasons[stem.stem, field] = stem.weight, Why(stem.why, stem.said, text[start:end], field)
        for name in document.also:
            for stem, _ in self._found(name):
                reasons.setdefault((stem.stem, "sponsor"), (stem.weight, Why(stem.why, stem.said, name, "sponsor")))
        ordered = sorted(reasons.values(), key=lambda one: -one[0])
        return tuple(why for _, why in ordered[:_MOST]), marks

    def _found(self, text: str) -> list[tuple[Stem, Mark]]:
        """Find the words of a text that answer, and where they stand."""
        printed = text.split()
        self._look_at(printed)
        found, at = [], 0
        for one in printed:
            if one in self._answers:
                at = _place(one, text, at)
                found += [(stem, Mark(at + word.start, at + word.end)) for word, stem in self._answers[one]]
                at += len(one)
        return found

    def _look_at(self, printed: Sequence[str]) -> None:
        """Find out which words are new, and which of those answer."""
        new = set(printed).difference(self._looked_at)
        self._looked_at |= new
        for one in new:
            for word, stem in stems_between_blanks(one):
                answer = self._wanted.get(stem)
                if answer is None and len(word.key) >= SHORTEST:
                    answer = self._by_part(word.key)
                if answer is not None:
                    self._answers.setdefault(one, []).append((word, answer))

    def _by_part(self, key: str) -> Stem | None:
        """A compound answers by its parts."""
        for wanted in self._wanted:
            if wanted in key:  # else looking it up costs more
                stems = map(stem_of, self._lexicon.parts_of(key))
                return next((self._wanted[stem] for stem in stems if stem in self._wanted), None)
        return None


def _place(printed: str, text: str, at: int) -> int:
    """Find where something stands between blanks, from a place on."""
    while True:
        at = text.index(printed, at)
        if not (text[at - 1 : at].strip() or text[at + len(printed) : at + len(printed) + 1].strip()):
            return at
        at += 1


_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\"„“A-ZÄÖÜ])")
_TELLING = 25  # stems by which neighbours are looked for
_SURELY = 5  # of them, however many projects have them
_WALKED = 30_000  # projects that may be walked over for the others: a common word tells little and takes the longest
_RAREST = 3  # words that are named
_KIN = ("organisation", "region", "item", "place")
_SHARED = ("series", *_KIN)


def sentences_of(text: str) -> list[str]:
    """Cut a text into sentences."""
    return [sentence for sentence in _SENTENCE_END.split(text) if sentence]


def telling_stems(document: Document, lexicon: Lexicon) -> list[str]:
    """Give the rarest stems of a project's title and description that another project has, too."""
    texts = " ".join(document.texts.get(field, "") for field in ("title", "description"))
    keys = [key for key, _ in content_of(texts)]
    stems = dict.fromkeys(stem_of(part) for key in keys for part in (key, *lexicon.parts_of(key)))
    counts = {stem: lexicon.count(stem) for stem in stems}
    rarest = sorted((stem for stem, count in counts.items() if count > 1), key=lambda stem: (counts[stem], stem))
    walked = list(accumulate(counts[stem] for stem in rarest))
    return [stem for at, stem in enumerate(rarest[:_TELLING]) if at < _SURELY or walked[at] <= _WALKED]


def in_common(one: Document, other: Document, telling: Sequence[str] = ()) -> Iterator[Why]:
    """Say what two projects share: series, organisation, region, funding line, place, time, words of their titles.

    Where the titles share none, it is the rarest words that both say anywhere; `telling` are the stems of the one,
    rarest first.
    """
    for name in _SHARED:
        if set(one.keys.get(name, ())) & set(other.keys.get(name, ())):
            field = "sponsor" if name == "organisation" else "title" if name == "series" else name
            yield Why(f"same {name}", one.texts.get(field, ""), other.texts.get(field, ""), name)
    days = (one.begin, one.end, other.begin, other.end)
    if None not in days and one.begin <= other.end and other.begin <= one.end:  # type: ignore[operator]
        yield Why("same time", f"{one.begin} – {one.end}", f"{other.begin} – {other.end}", "begin")
    titles = [*_in_both(one.texts.get("title", ""), other.texts.get("title", ""))]
    if titles:
        yield from (Why("word", mine, theirs, "title") for _, mine, theirs in titles)
    elif telling:
        both = {stem: (mine, theirs) for stem, mine, theirs in _in_both(_told(one), _told(other))}
        rarest = [both[stem] for stem in telling if stem in both][:_RAREST]
        yield from (Why("word", mine, theirs, "description") for mine, theirs in rarest)


def kinship(one: Document, other: Document) -> float:
    """The share of organisation, region, funding line and place that two projects have in common, 0 to 1."""
    return sum(not set(one.keys.get(name, ())).isdisjoint(other.keys.get(name, ())) for name in _KIN) / len(_KIN)


def _told(document: Document) -> str:
    return f"{document.texts.get('title', '')} {document.texts.get('description', '')}"


def _in_both(one: str, other: str) -> Iterator[tuple[str, str, str]]:
    """Yield the stems that two texts share, as the one and as the other has it typed."""
    shared = dict(_stems_of(one))
    yield from ((stem, shared[stem], typed) for stem, typed in _stems_of(other) if stem in shared)


@lru_cache(256)
def _stems_of(text: str) -> tuple[tuple[str, str], ...]:
    """The stems of a text's telling words, each as typed; one text is compared with those of all neighbours."""
    return tuple((stem_of(key), typed) for key, typed in content_of(text))
