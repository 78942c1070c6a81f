"""Every cost of reading a dump that keeps its columns by blanks, in one table.

Costs are negative natural logarithms of probabilities (nats), as a rule of thumb: 2.3 is a chance of 1 in 10, 4.6 one
in 100. They are blunt on purpose: what a list can teach (where its columns begin, what is printed in them, how its
rows are aligned) is learnt from the list and weighs more.
"""

from __future__ import annotations

from typing import NamedTuple


class CellCosts(NamedTuple):
    """What each departure costs when one printed line is cut into cells."""

    # Two cells with a single blank between them, at a place where no other line of the page begins a cell.
    narrow: float = 3.0
    # The same at a place where other lines begin (or end) their cells.
    narrow_at_edge: float = 0.7
    # Two blanks inside one cell; each further blank.
    wide: float = 3.0
    wider: float = 0.6
    # A cell that begins (or ends, where the column is flush right) off the column's edge; each character further off.
    off_edge: float = 1.0
    further_off: float = 0.25
    farthest_off: float = 7.0
    # Each character that sticks out over the column's bounds.
    outside: float = 0.3
    farthest_outside: float = 6.0
    # The least chance of a shape (a date, an amount, words) in a column that never showed it.
    unseen_shape: float = 4.0
    # Text wider than hardly any other in its column; each em more; at most.
    too_wide: float = 2.5
    wider_still: float = 1.5
    widest: float = 10.0
    # A line that touches the next cell although the first word of the line below would have fitted on it.
    room_left: float = 1.0
    # How much a place off the column counts for a day, year, amount or number in a column of such; where the text
    # before it has pushed it there.
    value_off_place: float = 1.0
    value_pushed: float = 0.3
    # A text that the column shows nowhere else, in a column whose texts come back (scaled by how true that is).
    unseen_text: float = 3.0
    # Nothing in a column that is filled on every line that holds a day, year, amount or number (scaled likewise).
    skipped: float = 2.5
    # A line of which a word stands far from all columns: it is cut by the columns' bounds alone.
    nowhere: float = 20.0


class RowCosts(NamedTuple):
    """What each departure costs when lines are gathered into rows."""

    # The chance that decides nothing: every row pays it, so that rows are not cut without need.
    row: float = 1.0
    # A row in which a column is empty that is filled in nearly every other row.
    empty: float = 5.0
    # How much each further empty column of dates, years, amounts or numbers counts: one row in a hundred has none.
    also_empty: float = 0.3
    # Two values in one row of a column that holds one date, year, amount or number.
    second_value: float = 6.0
    # A cell that begins or ends lines away from where the alignment of its column wants it; each line further.
    misaligned: float = 1.6
    misaligned_half: float = 0.6
    misaligned_further: float = 0.8
    misaligned_most: float = 5.0
    # Each line missing in the midst of a cell; at most.
    gap: float = 1.5
    gap_most: float = 4.5
    # A line break although the next word would have fitted with plenty of room, before the list has taught more.
    early_break: float = 2.0
    # A blank line inside a row, in a list that has blank lines between rows only (scaled by how true that is).
    blank_inside: float = 3.0
    # A row that goes on over a page end, before the list has taught more.
    carried: float = 2.0
    # A cell that begins like one that goes on (small letter, after a hyphen), before the list has taught more.
    goes_on: float = 1.2
    # What the list has taught about line ends and beginnings, as a share of its log odds, and at most per sign.
    sign: float = 0.7
    sign_most: float = 2.5
    # A value of a column of dates, years, amounts or numbers counted as part of the heading.
    value_in_front: float = 6.0
    # A sentence counted as part of the heading.
    prose_in_front: float = 2.0
    # Each line taken for a title or heading; ten times that from the sixteenth on.
    front: float = 0.3


CELLS = CellCosts()
ROWS = RowCosts()
