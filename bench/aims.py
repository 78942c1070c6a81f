"""What Fachwerk's reader is to reach, and whether a run of the benchmark found that it does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bench.lists.configurations import CONFIGURATIONS
from bench.measured import Measured
from bench.score import Score

RULES = {each.name: each.rules for each in CONFIGURATIONS}
WHOLE_ROWS = {"pdf": 0.99, "tika": 0.97, "raw": 0.98, "layout": 0.90}
FORM_NAMES = {"pdf": "PDF", "tika": "Tika dumps", "raw": "pdftotext -raw", "layout": "pdftotext -layout"}


class Aim(NamedTuple):
    """An aim, what was found, and whether it is met."""

    aim: str
    found: str
    is_met: bool


def aims(result: Measured) -> Iterator[Aim]:
    """Every aim that this run can judge."""
    yield from _first(result)
    for form, least in WHOLE_ROWS.items():
        scores = [by_form[form] for by_form in result.forms.values() if form in by_form]
        if scores:
            share = whole_rows(scores)
            yield Aim(f"{FORM_NAMES[form]}: {100 * least:.0f} % of whole rows exact", percent(share), share >= least)
    yield from _real(result)
    yield from _beside(result)
    yield from _speed(result)
    yield from _lean(result)


def whole_rows(scores: Iterable[Score]) -> float:
    """The share of all rows that came out exactly right in every cell."""
    known = list(scores)
    return sum(score.exact_rows for score in known) / max(1, sum(score.rows for score in known))


def percent(share: float) -> str:
    """One decimal, rounded down: 99.96 % is not all of it."""
    return f"{int(share * 1000) / 10:.1f} %"


def others(result: Measured, name: str) -> dict[str, Score]:
    """What the other tools made of a list."""
    return {tool: score for tool, score in result.tables.get(name, {}).items() if tool != "fachwerk"}


def _first(result: Measured) -> Iterator[Aim]:
    if first := result.first:
        share = first.exact_cells / first.cells
        yield Aim("first list: 99.5 % of cells exact, blanks counted", percent(share), share >= 0.995)
        found = f"{first.exact_ranges} of {first.by_hand}"
        yield Aim("first list: every row's lines", found, first.exact_ranges == first.by_hand)
        unexplained = first.account.unexplained
        yield Aim("first list: nothing unexplained", f"{unexplained} lines", unexplained == 0)


def _real(result: Measured) -> Iterator[Aim]:
    compared = [found for _, found in result.real.values() if found]
    if compared:
        equal, both = sum(each.equal for each in compared), sum(each.equal + each.differing for each in compared)
        worst = min(each.share for each in compared)
        aim = "real lists: 99.5 % of the rows that the open data have too equal in name, title, years, amounts"
        yield Aim(aim, f"{percent(equal / both)}; at worst {percent(worst)}", equal >= 0.995 * both)
    if result.real:
        unexplained = sum(account.unexplained for account, _ in result.real.values())
        yield Aim("real lists: nothing unexplained", f"{unexplained} lines", unexplained == 0)


def _beside(result: Measured) -> Iterator[Aim]:
    both = [name for name in result.tables if others(result, name) and result.score_of(name, "fachwerk")]
    ruled, unruled = ([name for name in both if (RULES[name] == "grid") is wanted] for wanted in (True, False))
    if ruled:
        behind = [name for name in ruled if _best(result, name) > result.tables[name]["fachwerk"].exact_rows]
        found = f"on {len(ruled) - len(behind)} of {len(ruled)}"
        yield Aim("as many exact rows as the best other tool on every ruled list", found, not behind)
    if unruled:
        ours = sum(result.tables[name]["fachwerk"].exact_rows for name in unruled)
        theirs = sum(_best(result, name) for name in unruled)
        found = f"{ours:,} rows to {theirs:,} of the best one for each list"
        yield Aim("far ahead of them on lists without a grid (here: twice as many rows)", found, ours >= 2 * theirs)


def _best(result: Measured, name: str) -> int:
    return max(score.exact_rows for score in others(result, name).values())


def _speed(result: Measured) -> Iterator[Aim]:
    for tool, aim, factor in (
        ("pdfplumber", "5 times as fast a page as pdfplumber, on every timed list", 5.0),
        ("characters", "at most 2.5 times the time of plain character extraction", 2.5),
    ):
        ratios = [
            best[tool] / best["fachwerk"] for best in result.seconds.values() if tool in best and "fachwerk" in best
        ]
        if ratios and tool == "pdfplumber":
            yield Aim(aim, f"{min(ratios):.1f} to {max(ratios):.1f} times", min(ratios) >= factor)
        elif ratios:
            slowest, fastest = 1 / min(ratios), 1 / max(ratios)
            yield Aim(aim, f"{fastest:.1f} to {slowest:.1f} times", slowest <= factor)


def _lean(result: Measured) -> Iterator[Aim]:
    for name, peaks in result.peaks.items():
        if name in result.long_lists and "fachwerk" in peaks:
            yield Aim(f"at most 150 MB for {name}", f"{peaks['fachwerk']:.0f} MB", peaks["fachwerk"] <= 150)
    if result.help_seconds is not None:
        yield Aim("`fachwerk --help` in 0.3 s", f"{result.help_seconds:.2f} s", result.help_seconds <= 0.3)
