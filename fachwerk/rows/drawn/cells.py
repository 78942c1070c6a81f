"""Cells from their printed lines: how each line ended, and what the cell says."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from fachwerk.records import Break, Cell
from fachwerk.reference.typefaces import typeface
from fachwerk.rows.drawn.strips import Strip
from fachwerk.rows.wrap import join

_CLEARLY = 0.8  # of the size: a word that leaves so much room would have fitted
_NARROW = 0.35  # of the size: less room than a letter takes


def cell_of(strips: Sequence[Strip], left: float, right: float, words: Collection[str]) -> Cell:
    """Join the strips of one cell whose text may reach from `left` to `right`."""
    if not strips:
        return Cell(None)
    pieces = tuple(piece for strip in strips for piece in strip.pieces)
    return Cell(joined(strips, left, right, words) or None, pieces)


def joined(strips: Sequence[Strip], left: float, right: float, words: Collection[str] = ()) -> str:
    """The text of strips, one after the other, as the join policy has it."""
    if len(strips) == 1:
        return join((strips[0].text,), ())
    breaks = [_break(a, b, left, right, words) for a, b in pairwise(strips)]
    return join([strip.text for strip in strips], [*breaks, Break.BLANK], words)


def _break(line: Strip, following: Strip, left: float, right: float, words: Collection[str]) -> Break:
    """Say how a line ended.

    `WORD`: it holds one word that fills the cell (not even the next letter fits), and the next line goes on in small
    letters or digits. `TYPED`: the next line's first word would clearly have fitted. Else `BLANK`.
    """
    room = right - line.right - (line.left - left if line.left - left > line.size else 0.0)
    first = following.text.split(" ", 1)[0]
    if room < _NARROW * line.size:
        return Break.WORD if _is_cut(line.text, first, words) else Break.BLANK
    if " " not in line.text and room < line.size and _is_cut(line.text, first, words):
        return Break.WORD if room < advance(first[0], following) * 1.05 else Break.BLANK
    fits = advance(f" {_unit(first)}", following) + _CLEARLY * line.size
    return Break.TYPED if fits < room else Break.BLANK


def _is_cut(text: str, first: str, words: Collection[str]) -> bool:
    """Tell a word that was cut from two words: one word alone on its line, and a rest that is none."""
    if " " in text or not (text[-1].isalnum() and first[0].isalnum()) or first[0].isupper():
        return False
    return first.strip(".,;:)").casefold() not in words or (text + first).casefold() in words


def _unit(word: str) -> str:
    """What has to fit on a line as a whole: a word up to its first hyphen."""
    at = word.find("-", 1)
    return word if at < 0 else word[: at + 1]


def advance(text: str, like: Strip) -> float:
    """Width of a text set as a strip is: by Arial's proportions, scaled to what the strip measures."""
    face = typeface("arial")
    own = face.width(like.text)
    return face.width(text) * (like.right - like.left) / own if own else 0.0
