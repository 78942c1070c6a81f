"""The first list in a register: regions, funding lines, organisations and series, against what people made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.register.imported import Cost, import_into
from bench.register.scores import Agreement, agreement
from fachwerk.records import Ref, Relation, Severity
from fachwerk.settings import settings_of
from fachwerk.store import open_register


@dataclass(frozen=True, slots=True)
class FirstList:
    """Rows, those with a region, with a printed and with a known funding line, and how its links agree with people's.

    `organisations`, `continuations` and `repeats` are None where what people made of it is not at hand.
    """

    cost: Cost
    regions: int
    items: int
    lines: int
    counts: Mapping[str, int]
    findings: Mapping[Severity, int]
    organisations: Agreement | None
    continuations: Agreement | None
    repeats: Agreement | None


def first_list(file: Path, scratch: Path) -> FirstList:
    """Import the list into a fresh register and compare."""
    register = scratch / "first"
    cost = import_into(register, [file])
    with open_register(settings_of(str(register))) as opened:
        listings = tuple(opened.listings())
        organisations, series = opened.organisations(), opened.series()
        findings = [finding.severity for finding in opened.findings()]
    by_relation = {one: [some.listings for some in series if some.relation is one] for one in Relation}
    found = ([one.listings for one in organisations], by_relation[Relation.CONTINUATION], by_relation[Relation.REPEAT])
    judged = [_agreed(true, groups, cost.rows) for true, groups in zip(by_hand(), found, strict=True)]
    items = [value for one in listings if (value := one.values.get("item")) is not None and value.printed]
    return FirstList(
        cost,
        sum(one.region is not None for one in listings),
        len(items),
        sum(one.line is not None for one in listings),
        {"organisations": len(organisations), **{one.value: len(some) for one, some in by_relation.items()}},
        {severity: findings.count(severity) for severity in Severity},
        *judged,
    )


def by_hand() -> tuple[Sequence[Sequence[int]] | None, ...]:
    """Organisations, continuations and repeats by row numbers, as the tests have them; None without the tests."""
    try:
        from tests.link import test_first_list as made
    except ImportError:
        return None, None, None
    return made.ORGANISATIONS, made.SERIES, made.REPEATS


def _agreed(true: Sequence[Sequence[int]] | None, found: Iterable[Sequence[Ref]], rows: int) -> Agreement | None:
    if true is None:
        return None
    known, ours = _homes(true), _homes([[ref.row for ref in some] for some in found])
    return agreement((known.get(row, -row), ours.get(row, -row)) for row in range(1, rows + 1))


def _homes(groups: Sequence[Sequence[int]]) -> Mapping[int, int]:
    return {row: number for number, group in enumerate(groups) for row in group}
