"""How many findings there are: by edition, check and severity, counted once for each version of the register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from fachwerk.check import CHECKS, Check
from fachwerk.portal.made import Made
from fachwerk.portal.opened import Reading
from fachwerk.records import Severity


@dataclass(frozen=True, slots=True)
class OfCheck:
    """How often a check found something."""

    code: str
    title: str
    severity: str
    count: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The findings of a register by edition (SHA-256), code and severity."""

    counts: Mapping[tuple[str, str, str], int]

    def total(self, edition: str = "", code: str = "", severity: str = "") -> int:
        """Count those that are asked for; empty: any."""
        return sum(count for key, count in self.counts.items() if _fits(key, (edition, code, severity)))

    def severities(self, edition: str = "", code: str = "") -> Sequence[tuple[str, int]]:
        """Count by severity, the worst first; those that there are not are left out."""
        found = self._by(2, (edition, code, ""))
        return [(one.value, found[one.value]) for one in Severity if found[one.value]]

    def checks(self, edition: str = "", language: str = "de", severity: str = "") -> Sequence[OfCheck]:
        """Count by check, in the order of the checks."""
        found = self._by(1, (edition, "", severity))
        return [
            OfCheck(code, title_of(code, language), checks()[code].severity.value, found[code])
            for code in in_order(found)
        ]

    def editions(self, code: str = "", severity: str = "") -> Counter[str]:
        """Count by edition."""
        return self._by(0, ("", code, severity))

    def _by(self, part: int, asked: tuple[str, str, str]) -> Counter[str]:
        found = Counter[str]()
        for key, count in self.counts.items():
            if _fits(key, asked):
                found[key[part]] += count
        return found


def _fits(key: tuple[str, str, str], asked: tuple[str, str, str]) -> bool:
    return all(one in ("", own) for one, own in zip(asked, key, strict=True))


@cache
def checks() -> Mapping[str, Check]:
    """Give the checks by code."""
    return {one.code: one for one in CHECKS}


def in_order(codes: Iterable[str]) -> list[str]:
    """Give those codes that this program knows, in the order of its checks."""
    wanted = set(codes)
    return [code for code in checks() if code in wanted]


def title_of(code: str, language: str) -> str:
    """Say in a few words what a check finds."""
    check = checks().get(code)
    return code if check is None else str(getattr(check.title, language))


def tally(reading: Reading) -> Tally:
    """Count the findings of the state that is read from."""
    return _tallies.of(reading)


_tallies = Made(lambda reading: Tally(reading.pages.tally()))
