"""What is odd about a list: one catalogue of declared checks, and the findings they make of an edition."""

from __future__ import annotations

from collections.abc import Iterator

from fachwerk.check import amounts, cells, extent, kinds, misprints, names, periods, regions, repeats, signs, words
from fachwerk.check.declared import Check, Context, Gathered, Known, Said
from fachwerk.check.extent import Content
from fachwerk.check.twins import Twins
from fachwerk.check.walks import Listings, findings, gathered
from fachwerk.check.wording import Wording
from fachwerk.records import Finding

FACTS: tuple[type[Gathered], ...] = (
    extent.Extent,
    cells.Columns,
    periods.Periods,
    kinds.Labels,
    regions.Places,
    repeats.Repeats,
    amounts.Amounts,
    signs.Endings,
    Wording,
    Twins,
)

CHECKS: tuple[Check, ...] = (
    *extent.CHECKS,
    *cells.CHECKS,
    *periods.CHECKS,
    *kinds.CHECKS,
    *regions.CHECKS,
    *repeats.CHECKS,
    *names.CHECKS,
    *amounts.CHECKS,
    *signs.CHECKS,
    *words.CHECKS,
    *misprints.CHECKS,
)


def findings_of(listings: Listings, context: Context) -> Iterator[Finding]:
    """Yield what is odd about the listings of one edition, check by check in the order of `CHECKS`, each by row.

    The listings must be of one edition and in its order; they are walked over twice and need not be in memory. What
    `context` does not know, no check asks for.
    """
    yield from findings(listings, gathered(listings, context, FACTS), CHECKS)


__all__ = ["CHECKS", "FACTS", "Check", "Content", "Context", "Known", "Listings", "Said", "findings_of"]
