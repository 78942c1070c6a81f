"""Cells from their printed lines: how each line ended, and what the cell says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from fachwerk.records import Break, Cell
from fachwerk.reference.typefaces import typeface
from fachwerk.rows.drawn.strips import Strip
from fachwerk.rows.wrap import join, words_of

_CLEARLY = 0.8  # of the size: a word that leaves so much room would have fitted
_BARELY = 1.15  # of a letter's width: no word was cut where a letter would have fitted
_FACES = ("arial", "times", "verdana")  # the proportions of most typefaces lie between theirs
_REST = re.compile(r"[^\W\d_]+|\d+")
_WHOLE_NUMBER = re.compile(
    r"\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2}"
    r"|(?:19|20)\d{2}|\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{2})?|\d+[.,]\d{2}"
)
_ABBREVIATED = 4  # letters with their full stop: "e." of "e. V." is no word
_LINKS = "-/"
_CLOSING = ",.;:)"


class Vocabulary(NamedTuple):
    """A list's own words: `known` are all of them, case folded; `small` those that are printed in small letters."""

    known: frozenset[str]
    small: frozenset[str]

    @classmethod
    def of(cls, tokens: Iterable[str]) -> Vocabulary:
        """Learn from tokens that are surely printed whole."""
        bare = [token.strip(_CLOSING) for token in tokens if len(token) > _ABBREVIATED or token[-1] != "."]
        return cls(words_of(bare), frozenset(token for token in bare if token[:1].islower()))

    def with_words(self, other: Vocabulary) -> Vocabulary:
        """The words of both."""
        return Vocabulary(self.known | other.known, self.small | other.small)


NO_WORDS = Vocabulary(frozenset(), frozenset())


def cell_of(strips: Sequence[Strip], left: float, right: float, words: Vocabulary) -> Cell:
    """Join the strips of one cell whose text may reach from `left` to `right`."""
    if not strips:
        return Cell(None)
    pieces = tuple(piece for strip in strips for piece in strip.pieces)
    return Cell(joined(strips, left, right, words) or None, pieces)


def whole_words(strips: Sequence[Strip], width: float) -> Iterator[str]:
    """The words of a cell that are surely whole: all but those at a line end that leaves no room for a letter."""
    is_whole_before = True
    for number, strip in enumerate(strips, 1):
        tokens = strip.text.split()
        ends_whole = number == len(strips) or width - (strip.right - strip.left) > strip.size
        if len(tokens) == 1:
            yield from tokens if is_whole_before and ends_whole else ()
        else:
            yield from tokens[0 if is_whole_before else 1 : None if ends_whole else -1]
        is_whole_before = ends_whole


def joined(strips: Sequence[Strip], left: float, right: float, words: Vocabulary = NO_WORDS) -> str:
    """The text of strips, one after the other, as the join policy has it."""
    if len(strips) == 1:
        return join((strips[0].text,), ())
    breaks = [_break(a, b, left, right, words) for a, b in pairwise(strips)]
    return join([strip.text for strip in strips], [*breaks, Break.BLANK], words.known)


def _break(line: Strip, following: Strip, left: float, right: float, words: Vocabulary) -> Break:
    """Say how a line ended.

    `WORD`: its last word was too wide for the cell and is cut where not even its next letter fits. `TYPED`: the next
    line's first word would clearly have fitted. Else `BLANK`.
    """
    room = right - left - (line.right - line.left)
    if room < line.size and _is_cut(line, following, right - left, room, words):
        return Break.WORD
    return Break.TYPED if would_fit(line, following, right - left) else Break.BLANK


def would_fit(line: Strip, following: Strip, width: float) -> bool:
    """Tell whether the next line's first word would clearly have fitted on a line of a cell that is `width` wide."""
    room = width - (line.right - line.left) - _CLEARLY * line.size
    if room <= 0:
        return False
    if room > following.right - following.left + _CLEARLY * line.size:
        return True
    return advance(f" {_unit(following.text.split(' ', 1)[0])}", following) < room


def _is_cut(line: Strip, following: Strip, width: float, room: float, words: Vocabulary) -> bool:
    """Tell a word that was cut from two words.

    It goes on in small letters with what is no word of the list (or the whole is one), its next letter doesn't fit on
    the line, and the whole is wider than the cell or alone in it; or its next sign is a hyphen or slash that doesn't
    fit. Digits go on where only both together make a day or an amount. A line never begins with a comma but after a
    cut.
    """
    alone = " " not in line.text
    head, first = line.text.rsplit(" ", 1)[-1], following.text.split(" ", 1)[0]
    if not head or not first:
        return False
    if first[0] in _CLOSING:
        return alone
    fits = room > max(advance(first[0], following, face) for face in _FACES) * _BARELY
    if first[0] in _LINKS and first[1:2].isalpha() and head[-1].isalpha():
        return alone and not fits
    rest = _REST.match(first)
    if rest is None:
        return False
    if rest[0].isdigit():
        return alone and is_number_cut(head, first)
    if fits or not (rest[0].islower() and head[-1].isalpha()):
        return False
    if not alone and advance(head, line) + advance(first, following) <= width:
        return False
    return first.strip(_CLOSING) not in words.small or (head + first).strip(_CLOSING).casefold() in words.known


def is_number_cut(head: str, rest: str) -> bool:
    """Tell a day or an amount that was cut from two numbers: "01.11.20" + "22", "1.234.56" + "7,00"."""
    return _WHOLE_NUMBER.fullmatch(head + rest) is not None and not (
        _WHOLE_NUMBER.fullmatch(head) and _WHOLE_NUMBER.fullmatch(rest)
    )


def _unit(word: str) -> str:
    """What has to fit on a line as a whole: a word up to its first hyphen."""
    at = word.find("-", 1)
    return word if at < 0 else word[: at + 1]


def advance(text: str, like: Strip, face: str = "arial") -> float:
    """Width of a text set as a strip is: by a typeface's proportions, scaled to what the strip measures."""
    known = typeface(face)
    own = known.width(like.text)
    return known.width(text) * (like.right - like.left) / own if own else 0.0
