"""Rows that a page end cuts in two: is the first band of a page the rest of the last row?"""

from __future__ import annotations

from fachwerk.rows.drawn.bands import Band
from fachwerk.rows.drawn.profile import Profile


_MANY = 0.5  # of the columns that are always filled


def continues(before: Band, band: Band, profile: Profile) -> bool:
    """Tell whether `band`, first on its page, goes on with the row `before`, last on the page before.

    In this order: a part that brings again what every row has once (year, amount, number) is a row of its own; a part
    without any of it is a rest, if `before` has it; two parts that both fill most of the columns that are always
    filled are two rows; what has no line at the page end, and fills up what `before` lacks, is a rest (cells set in
    the middle or at the foot). Where no column holds numbers, the ones that are always filled stand for them.
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
    both = sum(1 for key in profile.keys if before.cells[key] and band.cells[key])
    if both > _MANY * len(profile.keys):
        return False
    return is_open or not had
