"""A dump's lines made ready: words, widths, and what stood between one line and the next."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate

from fachwerk.reference.typefaces import Typeface
from fachwerk.rows.dump.wraps import first_unit

# Two cells may be printed without a blank where one overflows: "NeugersdorfGörlitz", "Osterzgebirge3".
_JOINT = re.compile(r"(?<=[a-zäöüß]{2})(?=[A-ZÄÖÜ][a-zäöü])|(?<=[^\W\d])(?=\d)|(?<=\d)(?=[A-ZÄÖÜ][a-zäöü])")
_WORD = re.compile(r"\S+")


class Gap(Enum):
    """What stood before a line."""

    NONE = "none"
    BLANK = "blank"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Printed:
    """One line of a dump with its words; all widths in em.

    `starts`/`ends` are the words' places in `text`; `glued[i]` says that word i follows without a blank;
    `reach[k]` is the width of the first k characters; `trails` that the line ended with a blank. `unit` is the width
    of the first part that cannot break, `letter` of its first letter, `head` and `tail` of the first and the last
    word between blanks.
    """

    number: int
    page: int
    text: str
    gap: Gap
    trails: bool
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    glued: tuple[bool, ...]
    reach: tuple[float, ...]
    unit: float
    letter: float
    head: float
    tail: float

    def width(self, first: int, last: int) -> float:
        """Width of the words from `first` to before `last`."""
        return self.reach[self.ends[last - 1]] - self.reach[self.starts[first]]

    def part(self, first: int, last: int) -> str:
        """The words from `first` to before `last`, as printed."""
        return self.text[self.starts[first] : self.ends[last - 1]]


def printed(number: int, page: int, raw: str, gap: Gap, face: Typeface) -> Printed:
    """Split one line into words, also where a small letter meets a capital or a digit without a blank."""
    text = raw.rstrip()
    spans = list(_spans(text))
    unit = first_unit(text.lstrip())
    return Printed(
        number=number,
        page=page,
        text=text,
        gap=gap,
        trails=raw != text,
        words=tuple(text[start:end] for start, end, _ in spans),
        starts=tuple(start for start, _, _ in spans),
        ends=tuple(end for _, end, _ in spans),
        glued=tuple(is_glued for _, _, is_glued in spans),
        reach=tuple(accumulate((face.advance(character) for character in text), initial=0.0)),
        unit=face.width(unit),
        letter=face.width(unit[:1]),
        head=face.width(text.split(maxsplit=1)[0]),
        tail=face.width(text.rsplit(maxsplit=1)[-1]),
    )


def split_words(text: str) -> tuple[str, ...]:
    """The words of a text, also where two are glued together."""
    return tuple(text[start:end] for start, end, _ in _spans(text))


def _spans(text: str) -> Iterable[tuple[int, int, bool]]:
    for word in _WORD.finditer(text):
        start, is_glued = word.start(), False
        for joint in _JOINT.finditer(word.group()):
            yield start, word.start() + joint.start(), is_glued
            start, is_glued = word.start() + joint.start(), True
        yield start, word.end(), is_glued
