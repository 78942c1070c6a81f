"""Advance widths of the typefaces that office programs set lists in: the measure behind inverse typesetting.

Each table lists the widths of about 400 characters in 1/1000 em. The fonts they were read from are metric-compatible
stand-ins with an open licence (Liberation for Arial and Times, Carlito for Calibri); each file names its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fachwerk.yamlfile import load

NAMES = ("arial", "calibri", "times", "verdana")


class Advances(dict[str, float]):
    """Width per character in em; a character that the table lacks is as wide as an "n"."""

    def __missing__(self, character: str) -> float:
        return self["n"]


@dataclass(frozen=True, slots=True)
class Typeface:
    """A typeface as far as line breaking knows it: advance width per character, in em."""

    name: str
    stands_for: str
    advances: Advances

    def advance(self, character: str) -> float:
        """Width in em; a character that the table lacks is as wide as an "n"."""
        return self.advances[character]

    def width(self, text: str) -> float:
        """Width of a line of text in em, without kerning: office programs set lists without."""
        return sum(map(self.advances.__getitem__, text))


@cache
def typeface(name: str) -> Typeface:
    """The typeface called `name` (one of `NAMES`)."""
    table = load(Path(__file__).parent / f"{name}.yml")
    advances = {character: width / 1000 for width, characters in table["widths"].items() for character in characters}
    return Typeface(table["name"], table["stands_for"], Advances(advances))
