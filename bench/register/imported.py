"""Imports lists into a fresh register in a process of its own, and asks the register what came of it."""

from __future__ import annotations

import csv
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bench.processes import ran
from bench.register.listings import True_, true_rows
from bench.register.scores import Agreement, agreement, joined_by_variant
from bench.register.spellings import AS_IS
from fachwerk.records import Ref, Severity
from fachwerk.settings import settings_of
from fachwerk.store import open_register

_TIMEOUT = 3_600.0


class Refused(Exception):
    """An import ended with an error; the message is its last line."""


class Cost(NamedTuple):
    """What an import took: rows, seconds by the clock and of processors' work, peak and register in 10^6 bytes."""

    rows: int
    seconds: float
    busy: float
    peak_mb: float
    register_mb: float

    @property
    def rate(self) -> float:
        return self.rows / self.seconds


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a register says: by listing its organisation, project and series, and findings by severity."""

    organisations: Mapping[Ref, str]
    projects: Mapping[Ref, str]
    series: Mapping[Ref, str]
    findings: Mapping[Severity, int]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Linkage:
    """How right linking was: pairs of listings, pairs of spellings, series and projects, and by kind of variant.

    `mixed` are found organisations that hold several true ones, `split` true ones that were found as several.
    """

    listings: Agreement
    spellings: Agreement
    series: Agreement
    projects: Agreement
    by_variant: Mapping[str, tuple[int, int]]
    true_organisations: int
    mixed: int
    split: int


def import_into(register: Path, files: Sequence[Path]) -> Cost:
    """Run `fachwerk import`; raises Refused if it does not end well."""
    command = [sys.executable, "-m", "fachwerk", "import", *map(str, files), "--register", str(register)]
    done = ran([*command, "--accept-incomplete"], _TIMEOUT)
    if done.code != 0:
        raise Refused(" ".join(done.err.strip().splitlines()[-1:]) or f"exit code {done.code}")
    with open_register(settings_of(str(register))) as opened:
        rows = sum(edition.ledger.rows for edition in opened.editions())
    size = sum(path.stat().st_size for path in register.glob("fachwerk.db*")) / 1e6
    return Cost(rows, done.seconds, done.busy, done.peak_mb, size)


def holdings(register: Path) -> Holdings:
    """Read what a register says; where a listing is in two series, the continuation counts."""
    with open_register(settings_of(str(register))) as opened:
        organisations, projects = opened.organisations(), opened.projects()
        series = sorted(opened.series(), key=lambda one: one.relation.value, reverse=True)
        findings = Counter(one.severity for one in opened.findings())
    counts = {"organisations": len(organisations), "projects": len(projects), "series": len(series)}
    owned = [{ref: one.id for one in some for ref in one.listings} for some in (organisations, projects, series)]
    return Holdings(*owned, findings, counts)


def linkage(lists: Iterable[Path], held: Holdings) -> Linkage:
    """Compare a register with the truth about the generated lists that it holds."""
    known = [(ref, printed, true) for path in lists for ref, printed, true in _rows(path)]
    organisations = [(true.organisation, held.organisations.get(ref, str(ref))) for ref, _, true in known]
    spelt = {(printed, *pair) for (_, printed, _), pair in zip(known, organisations, strict=True)}
    series = [(true.series, held.series.get(ref, str(ref))) for ref, _, true in known]
    projects = [(true.project, held.projects.get(ref, str(ref))) for ref, _, true in known]
    variants = ((pair[0], true.variant, pair[1]) for (_, _, true), pair in zip(known, organisations, strict=True))
    distinct = set(organisations)
    return Linkage(
        agreement(organisations), agreement((true, found) for _, true, found in spelt),
        agreement(series), agreement(projects), joined_by_variant(variants, AS_IS),
        len({true for true, _ in distinct}),
        sum(size > 1 for size in Counter(found for _, found in distinct).values()),
        sum(size > 1 for size in Counter(true for true, _ in distinct).values()),
    )  # fmt: skip


def _rows(path: Path) -> Iterable[tuple[Ref, str, True_]]:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    with path.open(encoding="utf-8", newline="") as file:
        printed = [cells[0] for cells in csv.reader(file)][1:]
    truth = true_rows(path)
    return ((Ref(sha256, true.row), name, true) for name, true in zip(printed, truth, strict=True))
