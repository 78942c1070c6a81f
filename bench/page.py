"""Writes docs/benchmarks.md: aims and tables of what was measured, with the machine and the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from bench.aims import FORM_NAMES, WHOLE_ROWS, aims, others, percent, whole_rows
from bench.lists.configurations import CONFIGURATIONS
from bench.measured import Measured
from bench.versions import machine, versions

LISTS = {each.name: each for each in CONFIGURATIONS}
SAID = {"grid": "ruled", "rows": "lines between rows", "none": "unruled"}
PRODUCERS = {
    "excel": "as a spreadsheet prints (reportlab)",
    "platypus": "reportlab's own tables",
    "weasy": "WeasyPrint",
    "office": "LibreOffice",
}

OPENING = """\
# Benchmarks

**How exact, how fast and how lean Fachwerk reads; `make bench-read` measures all of it anew and writes this page.**

Measured on {day} in {minutes:.0f} minutes. {machine}. {versions}. {idle}

*Exact* rows are those of which every cell is as it was typed, blanks included. The generated lists (`bench/lists`) hold
invented content whose truth is known: wrapped cells, compounds cut at line ends, typed line breaks, empty cells, rows
over page ends.
"""


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table, the first column flush left, the others right."""
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def markdown(result: Measured) -> str:
    """The whole page, or as much of it as was measured."""
    idle = "" if result.idle is None else f"{100 * result.idle:.0f} % of the cores were idle before times were taken."
    known = ", ".join(f"{name} {version}" for name, version in versions().items())
    opening = OPENING.format(
        day=date.today().isoformat(), machine=machine(), versions=known, idle=idle, minutes=result.minutes
    )
    sections = (_aims(result), _first(result), _forms(result), _real(result), _beside(result), _times(result))
    parts = [opening, *sections, _memory(result), _left_out(result)]
    return "\n".join(part for part in parts if part)


def _aims(result: Measured) -> str:
    rows = [[aim.aim, aim.found, "yes" if aim.is_met else "**no**"] for aim in aims(result)]
    return "## Aims\n\n" + table(["aim", "found", "met"], rows) if rows else ""


def _first(result: Measured) -> str:
    if (first := result.first) is None:
        return ""
    account = first.account
    return (
        f"## The first list\n\n"
        f"A text dump of {account.lines:,} printed lines, read as {account.rows} rows. "
        f"Of the {first.by_hand} rows made by hand, {first.exact_rows} are exact, {first.exact_cells} of {first.cells} "
        f"cells and {first.exact_ranges} line ranges. {account.unexplained} lines are unexplained. "
        f"Verdict: `{account.verdict}` "
        f"({'; '.join(account.reasons)}).\n"
    )


def _forms(result: Measured) -> str:
    if not result.forms:
        return ""
    forms = [form for form in (*WHOLE_ROWS, "plain") if any(form in scores for scores in result.forms.values())]
    heads = ["set by", *(FORM_NAMES.get(form, "pdftotext") for form in forms)]
    by_producer = groupby(result.forms, key=lambda name: LISTS[name].producer)
    rows = [[PRODUCERS[producer], *_shares(result, list(names), forms)] for producer, names in by_producer]
    rows.append(["**all**", *_shares(result, list(result.forms), forms)])
    rows.append(["aim", *(percent(WHOLE_ROWS[form]) if form in WHOLE_ROWS else "" for form in forms)])
    every = [
        [f"{name} ({SAID[LISTS[name].rules]})", *(_form_cell(result, name, form) for form in forms)]
        for name in result.forms
    ]
    count = next(iter(next(iter(result.forms.values())).values())).rows
    return (
        f"## Generated lists\n\n{len(result.forms)} lists of {count} rows, canonical fields, whole rows exact. "
        "What is refused counts as wrong. The text that pdftotext writes by default is refused where nobody can tell "
        "from it which cells make a row.\n\n"
        + table(heads, rows)
        + "\nList by list: exact rows, surplus rows after a plus sign.\n\n"
        + table(["list", *heads[1:]], every)
    )


def _shares(result: Measured, names: Sequence[str], forms: Sequence[str]) -> Iterator[str]:
    for form in forms:
        scores = [result.forms[name][form] for name in names if form in result.forms[name]]
        is_refused = all((name, form) in result.refused for name in names)
        yield "refused" if is_refused and scores else percent(whole_rows(scores)) if scores else "–"


def _form_cell(result: Measured, name: str, form: str) -> str:
    score = result.forms[name].get(form)
    if score is None or (name, form) in result.refused:
        return "refused" if score else "–"
    return str(score.exact_rows) + (f" +{score.surplus}" if score.surplus else "")


def _real(result: Measured) -> str:
    rows = []
    for name, (account, found) in sorted(result.real.items()):
        counts = ["–"] * 6
        if found:
            kinds = (found.equal, found.other_values, found.other_title, found.only_published, found.only_ours)
            counts = [f"{count:,}" for count in (found.published, *kinds)]
        rows.append([name, f"{account.rows:,}", *counts, str(account.unexplained), f"`{account.verdict}`"])
    heads = [
        "list", "rows here", "published", "equal", "other years or amounts", "other title", "only published",
        "only here", "lines unexplained", "verdict",
    ]  # fmt: skip
    reasons = "".join(f"- {name}: {'; '.join(account.reasons)}\n" for name, (account, _) in sorted(result.real.items()))
    if not rows:
        return ""
    return (
        "## Real lists\n\nPublished lists of beneficiaries beside what a public data set made of them. The data set is "
        "not the truth: it cut, lost and doubled rows. Rows are equal in name, title, years and amounts, blanks and "
        "signs aside.\n\n" + table(heads, rows) + f"\nWhat the ledgers say:\n\n{reasons}"
    )


def _tools(tables: Mapping[str, Mapping[str, object]]) -> list[str]:
    return list(dict.fromkeys(tool for scores in tables.values() for tool in scores))


def _beside(result: Measured) -> str:
    if not result.tables:
        return ""
    tools = sorted(_tools(result.tables), key=lambda tool: tool != "fachwerk")
    order = [name for name in LISTS if name in result.tables]
    heads = ["list", "rows", *tools, "best other"]
    rows = []
    for name in order:
        scores = result.tables[name]
        cells = [f"{score.exact_rows} / {score.blind_rows}" if (score := scores.get(tool)) else "–" for tool in tools]
        best = max((score.exact_rows for score in others(result, name).values()), default=0)
        rows.append([f"{name} ({SAID[LISTS[name].rules]})", str(next(iter(scores.values())).rows), *cells, str(best)])
    return (
        "## Beside other tools, from PDF\n\n"
        "Printed cells, exact rows / rows exact but for blanks: the difference is what joining lines costs. The "
        "comparison forgives every tool empty cells, empty columns and surplus rows, and takes line breaks inside "
        "cells for blanks. Camelot's lattice needs drawn lines; of the lists without any it reads the timed ones.\n\n"
        + table(heads, rows)
        + "\n"
        + table(["whole rows exact", *tools], _by_rules(result, tools))
    )


def _by_rules(result: Measured, tools: Sequence[str]) -> Iterator[list[str]]:
    for rules, said in SAID.items():
        names = [name for name in result.tables if LISTS[name].rules == rules]
        scores = [[score for name in names if (score := result.score_of(name, tool))] for tool in tools]
        if names:
            yield [said, *(percent(whole_rows(column)) if column else "–" for column in scores)]


def _times(result: Measured) -> str:
    tools = _tools(result.seconds)
    rows = []
    for name, best in result.seconds.items():
        said = f"{name} ({SAID[LISTS[name].rules]})" if name in LISTS else f"{name} (unruled)"
        rows.append([said, str(result.pages[name]), *(_time(result, name, best, tool) for tool in tools)])
    said = f"\n`fachwerk --help` answers in {result.help_seconds:.2f} s.\n" if result.help_seconds else ""
    if not tools and not said:
        return ""
    return (
        "## Time\n\nMilliseconds a page from after the imports to the last row, and in brackets as a multiple of "
        "Fachwerk's time; best of several runs in turns, one process at a time. *characters* finds no table: it is "
        "plain pypdfium2, the text of a page and the box of each character.\n\n"
        + (table(["list", "pages", *tools], rows) if tools else "")
        + said
    )


def _time(result: Measured, name: str, best: Mapping[str, float], tool: str) -> str:
    if tool not in best:
        return "–"
    ratio = f" ({best[tool] / best['fachwerk']:.1f} ×)" if "fachwerk" in best else ""
    return f"{1000 * best[tool] / result.pages[name]:.1f} ms{ratio}"


def _memory(result: Measured) -> str:
    rows = []
    tools = _tools({name: result.peaks[name] for name in result.long_lists})
    for name, score in sorted(result.long_lists.items(), key=lambda pair: result.pages[pair[0]]):
        peaks = result.peaks[name]
        cells = [f"{peaks[tool]:.0f} MB" if tool in peaks else "–" for tool in tools]
        rows.append([str(result.pages[name]), f"{score.exact_rows:,} of {score.rows:,}", *cells])
    if not rows:
        return ""
    return "## Memory\n\nPeak resident memory of the whole process, in megabytes of 10^6 bytes.\n\n" + table(
        ["pages", "rows exact (fachwerk)", *tools], rows
    )


def _left_out(result: Measured) -> str:
    failed = "".join(f"- {name}: {why}\n" for name, why in sorted(result.failed.items()))
    missing = f"Not installed, hence not measured: {', '.join(sorted(result.missing))}.\n" if result.missing else ""
    return f"## What could not be measured\n\n{missing}{failed}" if failed or missing else ""
