"""Writes docs/benchmarks-portal.md: aims and tables of what was measured, with the machine and the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bench.aims import Aim
from bench.page import table
from bench.portal.measured import Measured
from bench.portal.served import NARROWED, PROJECT, READERS, SEARCH, TABLE, TABLE_NARROWED
from bench.search.api import OURS, THEIRS, Rate
from bench.versions import machine

SEARCH_WITHIN, PROJECT_WITHIN = 60, 30  # milliseconds
LARGEST, LARGEST_PACKED, FIRST_VISIT = 60_000, 15_000, 120_000  # bytes
TIMES = 3  # as many pages a second as Datasette

OPENING = """\
# Benchmarks: portal

**How quickly pages come and how large they are; `make bench-portal` measures all of it anew and writes this page.**

Measured on {day} in {minutes:.0f} minutes. {machine}. {idle}

{rows:,} generated projects (`bench/register`), searched by words; {readers} connections of `wrk` on the same machine,
each asking for the next page as soon as it has one, so that two workers, the readers and (of Datasette) one process
share the processors. *Made anew*: every page is made for its reader (`Cache-Control: no-cache`), 300 questions and
2,000 projects by turns. *As readers ask*: a page that was asked for before may be kept, and some are asked for more
often than others, by Zipf's law with the exponent 0.8 that logs of web servers show.

Datasette shows the same projects in its table page, ten a page, with the same facets, from SQLite with FTS5 and an
index of each facet's column: {facets}. It asks for all words of a question and finds nothing where one is misspelt.
"""


def markdown(result: Measured) -> str:
    """The whole page, or as much of it as was measured."""
    idle = "" if result.idle is None else f"{100 * result.idle:.0f} % of the cores were idle before times were taken."
    opening = OPENING.format(
        day=date.today().isoformat(),
        minutes=result.minutes,
        machine=machine(),
        idle=idle,
        rows=result.rows,
        readers=READERS,
        facets=", ".join(result.facets),
    )
    return "\n".join(
        part for part in (opening, _aims(result), _rates(result), _sizes(result), _left_out(result)) if part
    )


def _aims(result: Measured) -> str:
    rows = [[aim.aim, aim.found, "yes" if aim.is_met else "**no**"] for aim in aims(result)]
    return "## Aims\n\n" + table(["aim", "found", "met"], rows) if rows else ""


def aims(result: Measured) -> Iterator[Aim]:
    """Every aim that this run can judge; pages made anew are the harder case and are judged, too."""
    for name, kind, within in (
        ("search pages", SEARCH, SEARCH_WITHIN),
        ("search pages of one region", NARROWED, SEARCH_WITHIN),
        ("project pages", PROJECT, PROJECT_WITHIN),
    ):
        for how, rates in (("as readers ask", result.again), ("made anew", result.anew)):
            if (rate := rates.get((OURS, kind))) is not None:
                yield Aim(f"{name}, {how}: p95 {within} ms", f"{rate.p95:.0f} ms", rate.p95 <= within)
    for ours, theirs in ((SEARCH, TABLE), (NARROWED, TABLE_NARROWED)):
        one, other = result.anew.get((OURS, ours)), result.anew.get((THEIRS, theirs))
        if one is not None and other is not None:
            times = one.a_second / other.a_second
            yield Aim(f"{ours}, made anew: {TIMES} times Datasette's requests", f"{times:.1f} times", times >= TIMES)
    if SEARCH in result.sizes:
        size = result.sizes[SEARCH]
        yield Aim("a result page: 60 kB", f"{size.plain / 1000:.1f} kB", size.plain <= LARGEST)
        yield Aim("a result page by gzip: 15 kB", f"{size.gzip / 1000:.1f} kB", size.gzip <= LARGEST_PACKED)
    if result.first_visit is not None:
        yield Aim("first visit: 120 kB", f"{result.first_visit / 1000:.1f} kB", result.first_visit <= FIRST_VISIT)


def _rates(result: Measured) -> str:
    rows = [[who, what, "made anew", *_figures(rate)] for (who, what), rate in result.anew.items()]
    rows += [[who, what, "as readers ask", *_figures(rate)] for (who, what), rate in result.again.items()]
    heads = ["server", "page", "how", "pages a second", "p50", "p95", "p99", "failed"]
    return "## Under load\n\n" + table(heads, rows) if rows else ""


def _figures(rate: Rate) -> list[str]:
    times = (f"{one:.0f} ms" for one in (rate.p50, rate.p95, rate.p99))
    return [f"{rate.a_second:,.0f}", *times, str(rate.failed)]


def _sizes(result: Measured) -> str:
    rows = [[kind, *(f"{part / 1000:.1f} kB" for part in size)] for kind, size in result.sizes.items()]
    heads = ["page (the largest of twenty)", "as it is", "by gzip", "by brotli"]
    return "## How large\n\n" + table(heads, rows) if rows else ""


def _left_out(result: Measured) -> str:
    return "".join(f"{one}\n" for one in result.left_out)
