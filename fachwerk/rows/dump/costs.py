"""Every cost of reading a dump, in one table.

Costs are negative natural logarithms of probabilities (nats): a cost of 4.6 is a chance of 1 in 100. The starting
values are deliberately blunt; whatever a list can teach (how its lines end, how often a cell is empty, how long its
cells are) is learnt from the list in the rounds that follow and replaces them.
"""

from __future__ import annotations

from typing import NamedTuple


class Costs(NamedTuple):
    """What each departure from an ordinary row costs."""

    # A further line of a cell is wider than its column.
    too_wide: float = 7.0
    # A cell's only line sticks out over its column (a word or number that overflows into an empty neighbour).
    overflow: float = 5.0
    # A wrap in a column whose width nobody knows yet.
    unproven_wrap: float = 1.5
    # A word cut at the line's end because it is wider than its column.
    word_break: float = 2.0
    # The same where the list shows the whole word elsewhere, or the line would begin with a comma.
    proven_cut: float = 0.3
    # A cut although the list knows the part before, or the part after the cut, as a word of its own.
    known_part: float = 3.0
    # A line filled to the last letter by chance, where a cut word would explain it.
    full_by_chance: float = 3.0
    # A day, number or amount in the column made for it, whichever it is.
    typed_value: float = 3.0
    # A cell boundary inside two words that running text elsewhere shows together ("Lützener Land").
    split_phrase: float = 4.0
    # A cell of one line that ends its line although the row goes on: cells at the top of their row share that line.
    lonely_line: float = 6.0
    # Cells that stand at the bottom or in the middle: the last line of one runs on into the next cell.
    joined_below: float = 0.5
    # A cell of several lines that begins inside a line although cells stand at the bottom.
    late_opening: float = 6.0
    # A cell that begins with a dash, bullet or bracket: rather something more inside the cell before.
    opening_dash: float = 3.0
    # A cell that begins with a legal form or "&": rather the rest of a name.
    opening_tail: float = 4.0
    # A typed line break inside a sentence.
    typed_midway: float = 3.0
    # A cell boundary between two lines of which hardly ever one stands without the other.
    inseparable: float = 6.0
    # A cell of words that begins with a small letter: rather the rest of the cell before.
    small_opening: float = 1.5
    # A cell that ends with a word that asks for more ("Neustadt an der"), or with a hyphen.
    open_end: float = 4.0
    # Two cells printed without any blank between them.
    glued: float = 4.0
    # Two cells of which the first ends with a blank of its own, so that two blanks separate them: a bonus.
    double_blank: float = -2.0
    # The same word twice in a row inside one cell ("Leipzig Leipzig"): more likely two cells.
    stutter: float = 4.0
    # The same name twice in one short cell, with others between ("Hochschule Erlau (HSE) Erlau").
    said_twice: float = 3.0
    # A row without a value in a column that always has one, before the list has taught how often that happens.
    empty_cell: float = 3.0
    # The same for the later of two columns of one shape: what is granted stands there first, what is paid comes after.
    empty_later: float = 2.0
    # An empty cell in a column that is filled in more than 85 of 100 rows: an exception is read only where it must.
    rarely_empty: float = 6.0
    # A column that a carried row shows nothing more of.
    empty_carried: float = 0.3
    # A row that goes on over a page end.
    carried: float = 4.0
    # A line that is no row: fact about the edition, stray heading.
    furniture: float = 20.0
    # The same beside a line known to be furniture, or at a page's first or last line.
    furniture_beside: float = 9.0


class Tolerances(NamedTuple):
    """How exactly widths are known, in em: office programs place characters on device pixels (about 0.1 em)."""

    wrap: float = 0.2


COSTS = Costs()
TOLERANCES = Tolerances()

ROUNDS = 7
# In so many of them equal lines don't vouch for one another.
APART = 4
BEAM = 24.0
# A line this many times wider than its column is not tried at all.
FAR = 1.6
