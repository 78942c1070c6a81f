"""Rows that a page end cuts in two: is the first band of a page the rest of the last row?"""

from __future__ import annotations

from fachwerk.rows.drawn.bands import Band
from fachwerk.rows.drawn.profile import Profile

_ENDED = 2.0  # of the size: a cell that ends so far above its row's last line doesn't go on
_MANY = 0.5  # of the columns that are always filled


def continues(before: Band, band: Band, profile: Profile) -> bool:
    """Tell whether `band`, first on its page, goes on with the row `before`, last on the page before.

    In this order: a part that brings again what every row has once (year, amount, number) is a row of its own; so is
    one most of whose cells can't be rests, because theirs had ended well above the page end. A part without any
    number is a rest, if `before` has some. Two parts that both fill most of the columns that are always filled are
    two rows; what has no line at the page end, and fills up what `before` lacks, is a rest (cells set in the middle or
    at the foot). Where no column holds numbers, a part that lacks what is always filled is a rest.
    """
    if not profile.anchors:
        return _lacks_keys(before, band, profile) and not _begins_anew(before, band, profile)
    keys = profile.anchors
    had = {key for key in keys if before.cells[key]}
    has = {key for key in keys if band.cells[key]}
    is_open = not (before.is_shut_below and band.is_shut_above)
    if had & has:
        return False
    if not has:
        return (bool(had) or is_open) and not _begins_anew(before, band, profile)
    both = sum(1 for key in profile.keys if before.cells[key] and band.cells[key])
    if both > _MANY * len(profile.keys):
        return False
    return is_open or not had or both == 0


def _lacks_keys(before: Band, band: Band, profile: Profile) -> bool:
    if not profile.keys:
        return not before.is_shut_below
    return any(not band.cells[key] for key in profile.keys)


def _begins_anew(before: Band, band: Band, profile: Profile) -> bool:
    """Tell whether most cells of a part can't be rests: what they would go on with had ended before the page did.

    A cell that `before` lacks may be a rest all the same: two or three lines move to the next page together. Where
    cells are set in the middle or at the foot, nobody knows where they ended.
    """
    if not profile.is_set_from_top:
        return False
    last = max(strip.baseline for strip in before.strips)
    new = [
        column
        for column in band.filled
        if before.cells[column] and last - before.cells[column][-1].baseline > _ENDED * band.cells[column][0].size
    ]
    return len(band.filled) > 1 and len(new) > _MANY * len(band.filled)
