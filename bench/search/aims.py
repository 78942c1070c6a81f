"""What searching is to reach, and whether a run of the benchmark found that it does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.aims import Aim
from bench.search import api
from bench.search.engines import FTS, MEANING, WORDS
from bench.search.judged import Score, mean, of_split
from bench.search.measured import Measured
from bench.search.sets import XQUAD
from bench.search.speed import Asked, Speed

ALL, KEYWORDS, OTHERS, GERMAN_BY_WORDS = 0.75, 0.80, 0.65, 0.65
PARAGRAPHS = {"de": 0.97, "en": 0.90, "es": 0.90, "ar": 0.78, "vi": 0.78}
SAID = {"de": "German", "en": "English", "es": "Spanish", "ar": "Arabic", "vi": "Vietnamese"}
LARGE, MILLION = 100_000, 1_000_000
TIMES = 10  # as fast as FTS5


def aims(result: Measured) -> Iterator[Aim]:
    """Every aim that this run can judge."""
    for name, quality in result.quality.items():
        if name == XQUAD:
            yield from _paragraphs(quality.scores[MEANING])
        else:
            yield from _judged(name, {way: of_split(scores, "test") for way, scores in quality.scores.items()})
    if LARGE in result.speed:
        yield from _large(result.speed[LARGE])
    if MILLION in result.speed:
        found = result.speed[MILLION].asked["facets"].p95
        yield Aim("1,000,000 projects, by words with facets: p95 60 ms", _ms(found), found <= 60)
    yield from _served(result)


def _judged(name: str, scores: dict[str, list[Score]]) -> Iterator[Aim]:
    meant, said = scores[MEANING], scores[WORDS]
    wanted = (
        ("all questions", meant, ALL),
        ("German keywords", [one for one in meant if one.judged.kind == "keyword"], KEYWORDS),
        ("other languages", [one for one in meant if one.judged.lang != "de"], OTHERS),
        ("German, words only", [one for one in said if one.judged.lang == "de"], GERMAN_BY_WORDS),
    )
    for what, some, least in wanted:
        found = mean(some)
        if found is not None:
            yield Aim(f"{name}, {what}: nDCG@10 {least:.2f}", f"{found:.3f}", found >= least)
    ours, theirs = mean(said), mean(scores[FTS])
    if ours is not None and theirs is not None:
        yield Aim(f"{name}, words only: ahead of FTS5", f"{ours:.3f} to {theirs:.3f}", ours > theirs)


def _paragraphs(scores: Sequence[Score]) -> Iterator[Aim]:
    for lang, least in PARAGRAPHS.items():
        found = mean(one for one in scores if one.judged.lang == lang)
        if found is not None:
            yield Aim(f"XQuAD, {SAID[lang]}: nDCG@10 {least:.2f}", f"{found:.3f}", found >= least)


def _large(speed: Speed) -> Iterator[Aim]:
    size = f"{LARGE:,} projects"
    by_words, counted, meant = (speed.asked.get(way) for way in ("words", "facets", "meaning"))
    if by_words is not None:
        yield Aim(f"{size}, by words: p50 1 ms", _ms(by_words.p50), by_words.p50 <= 1)
        yield Aim(f"{size}, by words: p95 10 ms", _ms(by_words.p95), by_words.p95 <= 10)
    if counted is not None:
        yield Aim(f"{size}, by words with two facets: p95 25 ms", _ms(counted.p95), counted.p95 <= 25)
    if meant is not None:
        yield Aim(f"{size}, by meaning: p95 40 ms on one core", _ms(meant.p95), meant.p95 <= 40)
    theirs = speed.asked.get("fts_facets")
    if counted is not None and theirs is not None:
        middle, slow = theirs.p50 / counted.p50, theirs.p95 / counted.p95
        found = f"p50 {middle:.1f} times, p95 {slow:.1f} times{_by_any_word(speed, counted)}"
        yield Aim(f"{size}, with two facets: {TIMES} times as fast as FTS5", found, min(middle, slow) >= TIMES)


def _by_any_word(speed: Speed, ours: Asked) -> str:
    theirs = speed.asked.get("fts_any")
    if theirs is None:
        return ""
    return f" (asked for any of the words, as Fachwerk is: {theirs.p50 / ours.p50:.0f} and {theirs.p95 / ours.p95:.0f})"


def _served(result: Measured) -> Iterator[Aim]:
    ours = result.api.get((api.OURS, api.FILTERED))
    if ours is not None:
        is_met = ours.a_second >= 300 and ours.p99 <= 100
        found = f"{ours.a_second:,.0f}, p99 {ours.p99:.0f} ms"
        yield Aim("API, filtered search: 300 requests a second, p99 100 ms", found, is_met)


def _ms(found: float) -> str:
    return f"{found:.1f} ms"
