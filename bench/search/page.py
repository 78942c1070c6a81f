"""Writes docs/benchmarks-search.md: aims and tables of what was measured, with the machine and the day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bench.page import table
from bench.search import compounds, weights
from bench.search.aims import aims
from bench.search.asked import CENTRES
from bench.search.engines import FTS, MEANING, WORDS
from bench.search.generated import MISSPELT
from bench.search.judged import Score, groups, mean, of_split
from bench.search.measured import Measured
from bench.search.speed import Speed
from bench.versions import machine

WAYS = {
    "words": "Fachwerk, words",
    "facets": "Fachwerk, words, two facets",
    "meaning": "Fachwerk, words and meaning",
    "fts": "FTS5, all words",
    "fts_facets": "FTS5, all words, two facets",
    "fts_any": "FTS5, any word, two facets",
}
BUILDS = {"build": "Fachwerk", "build_fts": "FTS5"}
SPLITS = {"test": "not used to choose anything", "dev": "used to choose weights"}

OPENING = """\
# Benchmarks: search

**How well and how quickly a register is searched; `make bench-search` measures all of it anew and writes this page.**

Measured on {day} in {minutes:.0f} minutes. {machine}. {idle}
"""
QUALITY = """\
## How well

nDCG@10 of judged questions (`bench/search/README.md`): 1 is the best order possible, and rows without a grade count
nothing. *Words only* is how it is searched without the extra `semantic`. *FTS5* is SQLite's full text search over the
same texts in the same run, as Datasette sets it up (`unicode61`), asked for any of the words and ordered by bm25.
Numbers of questions stand in brackets; questions to lists are halved, and those that weights were chosen by stand
apart. Of the first list there are ten examples, by which nothing was chosen.
"""
SPEED = """\
## How quickly

Generated projects (`bench/register`), and {number} questions of one to four words that stand side by side in their
titles, {misspelt:.0f} % of them misspelt, each asked once by one thread, ten hits a page. Milliseconds from question to
hits with reasons; *busy* is the time that processors worked for them, which a machine that others use too stretches
less. Each way has a process of its own; memory is its peak, in megabytes of 10^6 bytes. Vectors of generated texts are
not computed but drawn around {centres} centres; the questions' are computed, and counted.

FTS5 is asked as Datasette does: one statement for the hits (ordered by bm25, which Datasette leaves out), one for how
many there are, one for each facet. For *all words*, its way, it finds nothing where one is misspelt, and is done at
once; *any word* is what it takes to find what Fachwerk finds.
"""
BUILDING = """\
### Building the index

{sources} Hits with their texts and reasons are answered from the index alone, so it holds the texts too.
"""
SERVED = """\
## Over HTTP

Requests a second on loopback, driven by `wrk` on the same machine with {connections} connections: the same questions by
turns to Fachwerk's API and to Datasette's JSON over the same projects, ten hits, within one region or with two facets.
Questions recur, so their vectors are remembered, as those of frequent questions are.
"""
CHOICES = """\
## What the weights were chosen by

nDCG@10 of the questions set apart for choosing (`dev`), by what is varied; everything else is as in use. With so few
questions differences of some hundredths are chance: a value is changed where a table shows a slope, not a peak.
"""
SPLITTERS = """\
## Splitters of compounds

`bench/search/compounds.yml` holds compounds with their main seam, and words that are none. Time is for a word that was
not seen before; loading and memory are beyond those of a Python process that has imported what all of them share.
"""


def markdown(result: Measured) -> str:
    """The whole page, or as much of it as was measured."""
    idle = "" if result.idle is None else f"{100 * result.idle:.0f} % of the cores were idle when it began."
    opening = OPENING.format(day=date.today().isoformat(), minutes=result.minutes, machine=machine(), idle=idle)
    parts = (_aims, _quality, _speed, _building, _served, _choices, _splitters, _left_out)
    return "\n".join(part.rstrip() + "\n" for part in (opening, *(part(result) for part in parts)) if part)


def _aims(result: Measured) -> str:
    rows = [[aim.aim, aim.found, "yes" if aim.is_met else "**no**"] for aim in aims(result)]
    return "## Aims\n\n" + table(["aim", "found", "met"], rows) if rows else ""


def _quality(result: Measured) -> str:
    parts = [part for name in result.quality for part in _set(result, name)]
    return "\n".join([QUALITY, *parts]) if parts else ""


def _set(result: Measured, name: str) -> Iterator[str]:
    quality = result.quality[name]
    yield f"### {name[:1].upper()}{name[1:]}\n\n{quality.said[:1].upper()}{quality.said[1:]}.\n"
    splits = {score.judged.split for scores in quality.scores.values() for score in scores}
    if splits == {None}:
        yield _scores(quality.scores, "questions")
        return
    for split, said in SPLITS.items():
        some = {way: of_split(scores, split) for way, scores in quality.scores.items()}
        yield _scores(some, f"{split}: {said}")


def _scores(scores: dict[str, Sequence[Score]], head: str) -> str:  # type: ignore[type-arg]
    ways = [way for way in (MEANING, WORDS, FTS) if way in scores]
    grouped = {way: dict(groups(scores[way])) for way in ways}
    rows = [
        [f"{group} ({len(some)})", *(_figure(mean(grouped[way][group])) for way in ways)]
        for group, some in grouped[ways[0]].items()
    ]
    return table([head, *ways], rows)


def _figure(found: float | None) -> str:
    return "–" if found is None else f"{found:.3f}"


def _speed(result: Measured) -> str:
    if not result.speed:
        return ""
    number = max(speed.questions for speed in result.speed.values())
    said = SPEED.format(number=number, misspelt=100 * MISSPELT, centres=CENTRES)
    rows = [row for size, speed in sorted(result.speed.items()) for row in _asked(size, speed)]
    return said + "\n" + table(["projects, way", "p50", "p95", "p99", "busy p50", "busy p95", "peak memory"], rows)


def _asked(size: int, speed: Speed) -> Iterator[list[str]]:
    for way, said in WAYS.items():
        if way in speed.asked:
            one = speed.asked[way]
            times = (f"{found:.2f} ms" for found in (one.p50, one.p95, one.p99, one.busy_p50, one.busy_p95))
            yield [f"{size:,}: {said}", *times, f"{one.peak_mb:,.0f} MB"]


def _building(result: Measured) -> str:
    rows = [
        [f"{size:,}: {BUILDS[way]}", f"{one.seconds:.1f} s", f"{one.size_mb:,.0f} MB", f"{one.peak_mb:,.0f} MB"]
        for size, speed in sorted(result.speed.items())
        for way, one in speed.built.items()
    ]
    if not rows:
        return ""
    straight = [f"{size:,}" for size, speed in sorted(result.speed.items()) if not speed.is_register]
    sources = "From a register, its database read along." + (
        f" {' and '.join(straight)} projects come straight from a generated list." if straight else ""
    )
    return BUILDING.format(sources=sources) + "\n" + table(["projects, engine", "time", "size", "peak memory"], rows)


def _served(result: Measured) -> str:
    rows = [
        [
            f"{name}, {kind}", f"{one.a_second:,.0f}",
            *(f"{found:.1f} ms" for found in (one.p50, one.p95, one.p99)), str(one.failed),
        ]
        for (name, kind), one in result.api.items()
    ]  # fmt: skip
    if not rows:
        return ""
    connections = next(iter(result.api.values())).connections
    return (
        SERVED.format(connections=connections)
        + "\n"
        + table(["server", "requests a second", "p50", "p95", "p99", "errors"], rows)
    )


def _choices(result: Measured) -> str:
    return CHOICES + "\n" + weights.shown(result.choices) if result.choices else ""


def _splitters(result: Measured) -> str:
    return SPLITTERS + "\n" + compounds.shown(result.splitters) if result.splitters else ""


def _left_out(result: Measured) -> str:
    lines = [*result.left_out, *(f"{name}: {why}" for name, why in sorted(result.failed.items()))]
    return "## What was not measured\n\n" + "\n".join(f"- {line}" for line in lines) + "\n" if lines else ""
