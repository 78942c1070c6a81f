"""What importing and linking are to reach, and whether a run of the benchmark found that they do."""

from __future__ import annotations

from collections.abc import Iterator

from bench.aims import Aim
from bench.register.measured import Measured

RATE = 8_000  # rows a second, on two cores
PEAK_MB = 2_000  # for a million rows
LARGE = 100_000  # rows from which a list says something about a million


def aims(result: Measured) -> Iterator[Aim]:
    """Every aim that this run can judge; the aims for a million rows are judged by the largest list."""
    yield from _first(result)
    if result.real is not None:
        yield Aim("5,748 rows of a real list in 5 s", f"{result.real.seconds:.1f} s", result.real.seconds <= 5)
    yield from _large(result)
    yield from _sets(result)


def _first(result: Measured) -> Iterator[Aim]:
    if (first := result.first) is None:
        return
    rows = first.cost.rows
    yield Aim("first list: a region for every row", f"{first.regions} of {rows}", first.regions == rows)
    yield Aim(
        "first list: a funding line for every number", f"{first.lines} of {first.items}", first.lines == first.items
    )
    if first.organisations is not None:
        found = first.organisations
        yield Aim("first list: organisations, pairwise F1 of 0.95", f"{found.f1:.3f}", found.f1 >= 0.95)
        yield Aim("first list: no false merge", f"{found.found - found.both} pairs", found.found == found.both)
    if first.continuations is not None:
        found = first.continuations
        yield Aim("first list: series, pairwise F1 of 0.9", f"{found.f1:.3f}", found.f1 >= 0.9)


def _large(result: Measured) -> Iterator[Aim]:
    rows = max(result.growth, default=0)
    if rows < LARGE:
        return
    cost = result.growth[rows].cost
    yield Aim(f"{RATE:,} rows a second", f"{cost.rate:,.0f} at {rows:,} rows", cost.rate >= RATE)
    if len(result.growth) > 1:
        grown = per_row_growth(result)
        yield Aim(
            "time grows close to linearly (here: at most 1.3 times as long a row)", f"{grown:.2f} times", grown <= 1.3
        )
    per_million = peak_of_a_million(result)
    said = "measured" if rows >= 1_000_000 else f"by the growth to {rows:,} rows"
    yield Aim("2 GB for a million rows", f"{per_million / 1000:.1f} GB, {said}", per_million <= PEAK_MB)


def per_row_growth(result: Measured) -> float:
    """How many times as long a row takes in the largest list as in one a tenth its size or the next smaller."""
    sizes = sorted(result.growth)
    small, large = (result.growth[size].cost for size in sizes[-2:])
    return small.rate / large.rate


def peak_of_a_million(result: Measured) -> float:
    """Peak memory of a million rows in 10^6 bytes: measured, or along the line through the two largest lists."""
    sizes = sorted(result.growth)
    large = result.growth[sizes[-1]].cost
    if large.rows >= 1_000_000 or len(sizes) == 1:
        return large.peak_mb * max(1.0, 1_000_000 / large.rows)
    small = result.growth[sizes[-2]].cost
    slope = (large.peak_mb - small.peak_mb) / (large.rows - small.rows)
    return large.peak_mb + slope * (1_000_000 - large.rows)


def _sets(result: Measured) -> Iterator[Aim]:
    for name, found in result.sets.items():
        if "Fachwerk" in found and "Splink" in found:
            ours, theirs = found["Fachwerk"].f1, found["Splink"].f1
            yield Aim(f"{name}: F1 at least Splink's", f"{ours:.3f} to {theirs:.3f}", ours >= theirs)
