"""Rows that a page end cuts in two: is the first band of a page the rest of the last row?"""

from __future__ import annotations

from fachwerk.rows.drawn.bands import Band
from fachwerk.rows.drawn.profile import Profile


def continues(before: Band, band: Band, profile: Profile) -> bool:
    """Tell whether `band`, first on its page, goes on with the row `before`, last on the page before.

    In this order: a part that brings again what every row has once (year, amount, number) is a row of its own; a part
    without any of it is a rest, if `before` has it; what has no line at the page end, and fills up what `before`
    lacks, is a rest (cells set in the middle or at the foot); where columns hold no numbers, the ones that are
    always filled decide.
    """
    keys = profile.anchors or profile.keys
    if not keys:
        return not before.is_shut_below
    had = {key for key in keys if before.cells[key]}
    has = {key for key in keys if band.cells[key]}
    is_open = not (before.is_shut_below and band.is_shut_above)
    if had & has:
        return False
    if not has:
        return bool(had) or is_open
    if not had:
        return is_open or _is_cut_off(before)
    return is_open and len(had | has) == len(keys)


def _is_cut_off(band: Band) -> bool:
    """Tell a part that holds so little that it can't be a row."""
    return len(band.filled) * 2 <= len(band.cells)
