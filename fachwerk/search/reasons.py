"""Why a project answers a question: which of its words do, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from fachwerk.search.answers import Mark, Why
from fachwerk.search.asking import content_of
from fachwerk.search.compounds import SHORTEST
from fachwerk.search.documents import TEXTS, Document
from fachwerk.search.lexical import Lexicon, Stem
from fachwerk.search.words import stem_of, words_of

_MOST = 8  # reasons that are named


def reasons_for(
    document: Document, stems: Sequence[Stem], lexicon: Lexicon
) -> tuple[tuple[Why, ...], Mapping[str, tuple[Mark, ...]]]:
    """Find the words that answer: reasons, the question's own words first, and where to mark them."""
    wanted = {stem.stem: stem for stem in stems}
    found = [
        (stem, mark, field) for field in TEXTS for stem, mark in _found(document.texts.get(field, ""), wanted, lexicon)
    ]
    marks: dict[str, list[Mark]] = {}
    reasons: dict[tuple[str, str], tuple[float, Why]] = {}
    for stem, mark, field in found:
        marks.setdefault(field, []).append(mark)
        printed = document.texts[field][mark.start : mark.end]
        reasons.setdefault((stem.stem, field), (stem.weight, Why(stem.why, stem.said, printed, field)))
    for stem, name in _other_names(document, wanted):
        reasons.setdefault((stem.stem, "sponsor"), (stem.weight, Why(stem.why, stem.said, name, "sponsor")))
    ordered = sorted(reasons.values(), key=lambda one: -one[0])
    return tuple(why for _, why in ordered[:_MOST]), {field: tuple(some) for field, some in marks.items()}


def _found(text: str, wanted: Mapping[str, Stem], lexicon: Lexicon) -> Iterator[tuple[Stem, Mark]]:
    for word in words_of(text):
        stem = wanted.get(stem_of(word.key)) or _by_part(word.key, wanted, lexicon)
        if stem is not None:
            yield stem, Mark(word.start, word.end)


def _by_part(key: str, wanted: Mapping[str, Stem], lexicon: Lexicon) -> Stem | None:
    """A compound answers by its parts."""
    if len(key) < SHORTEST or not any(stem in key for stem in wanted):  # looking it up costs more
        return None
    return next((wanted[stem] for part in lexicon.parts_of(key) if (stem := stem_of(part)) in wanted), None)


def _other_names(document: Document, wanted: Mapping[str, Stem]) -> Iterator[tuple[Stem, str]]:
    for name in document.also:
        for word in words_of(name):
            stem = wanted.get(stem_of(word.key))
            if stem is not None:
                yield stem, name


_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\"„“A-ZÄÖÜ])")
_TELLING = 25  # stems by which neighbours are looked for
_SURELY = 5  # of them, however many projects have them
_WALKED = 30_000  # projects that may be walked over for the others: a common word tells little and takes the longest
_SHARED = ("series", "organisation", "region", "item", "place")


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


def in_common(one: Document, other: Document) -> Iterator[Why]:
    """Say what two projects share beside their words: series, organisation, region, funding line, place, time."""
    for name in _SHARED:
        if set(one.keys.get(name, ())) & set(other.keys.get(name, ())):
            field = "sponsor" if name == "organisation" else "title" if name == "series" else name
            yield Why(f"same {name}", one.texts.get(field, ""), other.texts.get(field, ""), name)
    days = (one.begin, one.end, other.begin, other.end)
    if None not in days and one.begin <= other.end and other.begin <= one.end:  # type: ignore[operator]
        yield Why("same time", f"{one.begin} – {one.end}", f"{other.begin} – {other.end}", "begin")
    shared = {stem_of(key): typed for key, typed in content_of(one.texts.get("title", ""))}
    for key, typed in content_of(other.texts.get("title", "")):
        if stem_of(key) in shared:
            yield Why("word", shared[stem_of(key)], typed, "title")
