"""Colours of a trace, told apart by eyes of every kind: the set of Okabe and Ito (2008), neighbours far apart."""

from typing import NamedTuple


class Colour(NamedTuple):
    red: int
    green: int
    blue: int

    @property
    def hex(self) -> str:
        return "#{:02x}{:02x}{:02x}".format(*self)

    def tint(self, share: float, ground: "Colour") -> "Colour":
        """Mix `share` of this colour into the ground."""
        return Colour(*(round(share * own + (1 - share) * below) for own, below in zip(self, ground, strict=True)))


BLUE, ORANGE, GREEN = Colour(0, 114, 178), Colour(230, 159, 0), Colour(0, 158, 115)
PURPLE, SKY, YELLOW = Colour(204, 121, 167), Colour(86, 180, 233), Colour(240, 228, 66)
VERMILION, GREY, INK, PAPER = Colour(213, 94, 0), Colour(110, 110, 110), Colour(26, 26, 26), Colour(255, 255, 255)

# Columns take these in turn; vermilion and grey are kept for what is unexplained and what is furniture.
COLUMNS = (BLUE, ORANGE, GREEN, PURPLE, SKY, YELLOW)


def of_column(column: int) -> Colour:
    return COLUMNS[column % len(COLUMNS)]
