"""Writes docs/benchmarks.md: tables of what was measured, with the machine and the day, and how to read them."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from bench.lists.configurations import CONFIGURATIONS
from bench.measured import Measured
from bench.score import Score

RULES = {each.name: each.rules for each in CONFIGURATIONS} | dict.fromkeys(("300 pages", "2,000 pages"), "none")
SAID = {"grid": "ruled", "rows": "lines between rows", "none": "unruled"}

OPENING = """\
# How right, how fast

Fachwerk gets whole rows right where other tools get lines; this page says how many, how fast, and on what.

Written by `make bench-read`; do not change it by hand. Measured on {machine}, {day}.

The generated lists (`bench/lists`) hold invented content whose truth is known: wrapped cells, compounds cut at line
ends, typed line breaks, empty cells, rows over page ends. *Exact* counts rows of which every cell is as it was typed,
blanks included; *blind* ignores all blanks, so that the difference is what joining lines costs; *out* is the number of
rows that came out. The comparison forgives every tool empty cells, empty columns and surplus rows, and takes line
breaks inside cells for blanks.
"""


def machine() -> str:
    """The processor's name, the number of cores, and Python's version."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    models = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    name = models[0] if models else platform.processor() or platform.machine()
    return f"{name}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table, the first column flush left, the others right."""
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def markdown(found: Measured) -> str:
    """The whole page."""
    parts = [OPENING.format(machine=machine(), day=date.today().isoformat())]
    parts += ["## From PDF, beside other tools\n", _beside(found), "## Time\n", _times(found)]
    parts += ["## Memory\n", _memory(found), "## From every form\n", _forms(found)]
    if found.real or found.first_list:
        parts += ["## Real lists\n", _real(found)]
    if found.missing:
        parts += ["Not installed, hence not measured: " + ", ".join(sorted(found.missing)) + ".\n"]
    return "\n".join(parts)


def _tools(tables: Mapping[str, Mapping[str, object]]) -> list[str]:
    return list(dict.fromkeys(tool for scores in tables.values() for tool in scores))


def _beside(found: Measured) -> str:
    tools = _tools(found.tables)
    heads = ["list", "rows", *(f"{tool}: exact / blind / out" for tool in tools)]
    rows = []
    for name, scores in found.tables.items():
        some = next(score for score in scores.values() if score)
        cells = [f"{s.exact_rows} / {s.blind_rows} / {s.rows_out}" if (s := scores.get(t)) else "–" for t in tools]
        rows.append([f"{name} ({SAID[RULES[name]]})", str(some.rows), *cells])
    return table(heads, rows) + "\n" + table(["all", *tools], _shares(found, tools))


def _shares(found: Measured, tools: Sequence[str]) -> Iterable[list[str]]:
    for rules, said in SAID.items():
        names = [name for name in found.tables if RULES[name] == rules]
        scores = [[found.tables[name].get(tool) for name in names] for tool in tools]
        if names:
            yield [f"{said}, whole rows exact", *(_share(column) for column in scores)]


def _share(scores: Iterable[Score | None]) -> str:
    known = [score for score in scores if score]
    rows = sum(score.rows for score in known)
    return f"{100 * sum(score.exact_rows for score in known) / rows:.1f} %" if rows else "–"


def _times(found: Measured) -> str:
    tools = _tools(found.seconds)
    rows = []
    for name, best in found.seconds.items():
        ours = best.get("fachwerk")
        cells = [
            f"{1000 * best[tool] / found.pages[name]:.1f} ms" + (f" ({best[tool] / ours:.1f} ×)" if ours else "")
            if tool in best
            else "–"
            for tool in tools
        ]
        rows.append([f"{name} ({SAID[RULES[name]]})", str(found.pages[name]), *cells])
    said = f"\n`fachwerk --help` answers in {found.help_seconds:.2f} s.\n" if found.help_seconds else ""
    return (
        "Milliseconds a page from after the imports to the last row, and in brackets as a multiple of Fachwerk's time; "
        "best of several runs in turns. *characters* finds no table: it is plain pypdfium2, the text of a page and the "
        "box of each character.\n\n" + table(["list", "pages", *tools], rows) + said
    )


def _memory(found: Measured) -> str:
    tools = _tools(found.memory)
    rows = []
    for name, peaks in found.memory.items():
        score = found.long_lists.get(name)
        right = f"{score.exact_rows} of {score.rows}" if score else "–"
        cells = [f"{peaks[tool]:.0f} MB" if tool in peaks else "–" for tool in tools]
        rows.append([str(found.pages[name]), right, *cells])
    return "Peak resident memory of the whole process.\n\n" + table(["pages", "rows exact (fachwerk)", *tools], rows)


def _forms(found: Measured) -> str:
    forms = _tools(found.forms)
    rows = []
    for name, scores in found.forms.items():
        rows.append([f"{name} ({SAID[RULES[name]]})", *(_form_cell(scores.get(form)) for form in forms)])
    totals = [_share(s for scores in found.forms.values() if isinstance(s := scores.get(f), Score)) for f in forms]
    return (
        "Canonical fields, whole rows exact of the truth's rows, and surplus rows after a plus sign. `tika` is Apache "
        "Tika's text, `raw`, `layout` and `plain` are pdftotext's.\n\n"
        + table(["list", *forms], [*rows, ["**all**", *totals]])
    )


def _form_cell(score: Score | str | None) -> str:
    if not isinstance(score, Score):
        return score or "–"
    return f"{score.exact_rows} / {score.rows}" + (f" +{score.surplus}" if score.surplus else "")


def _real(found: Measured) -> str:
    rows = []
    for name, said in found.real.items():
        if isinstance(said, str):
            rows.append([name, said, *["–"] * 5])
        else:
            counts = (said.ours, said.published, said.equal, said.differing, said.only_published, said.only_ours)
            rows.append([name, *map(str, counts)])
    heads = ["list", "rows here", "published", "equal", "differing", "only published", "only here"]
    said = f"\nThe first list, against rows made by hand: {found.first_list}.\n" if found.first_list else ""
    return (
        "Published lists of beneficiaries beside what a public data set made of them. The data set is not the truth: "
        "*only here* are mostly rows that it lost.\n\n" + table(heads, rows) + said
    )
