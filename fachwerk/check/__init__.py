"""What is odd about a list: one catalogue of declared checks, and the findings they make of an edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fachwerk.check import amounts, cells, extent, kinds, misprints, names, periods, regions, repeats, signs, words
from fachwerk.check.declared import Check, Context, Known, Said, Whole
from fachwerk.check.extent import content_of
from fachwerk.records import Finding, Listing

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


def findings_of(listings: Sequence[Listing], context: Context) -> Iterator[Finding]:
    """Yield what is odd about the listings of one edition, check by check in the order of `CHECKS`.

    The listings must be of one edition and in its order. What `context` does not know, no check asks for.
    """
    edition = listings[0].edition if listings else "" if context.ledger is None else context.ledger.sha256
    whole = Whole(listings, context)
    for check in CHECKS:
        yield from check.findings(whole, edition)


__all__ = ["CHECKS", "Check", "Context", "Known", "Said", "content_of", "findings_of"]
