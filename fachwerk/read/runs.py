"""From a page's glyphs to its runs and printed lines: pure geometry, for the PDF reader."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress, count, pairwise
from operator import attrgetter, ne, sub
from typing import NamedTuple

from fachwerk.records import Run
from fachwerk.text import normal

JOINT = 0.5  # points: glyphs nearer than this touch, whatever the size
BLANKS = " \t\r\n\u00a0"  # not str.isspace: in shifted text the digit 9 is a control character that counts as space
_DRIFT = 0.2  # points: kerning moves a glyph along its line, never off it
_WIDE = 0.9  # of the size: no blank is as wide, not even two
_JUMP = 0.2  # of the size: kerning moves letters by less
_BLANK = 0.3  # of the size: so much room is a blank, even where none is printed
_SAME_LINE = 0.25  # of the size: baselines nearer than this are one line
_SMALLER = 0.8  # of a neighbour's size: a mark
_RAISED = 0.6  # of the size: how far a footnote mark may be off its line
_FINE = 10  # to a point: text of one column begins that exactly at one x
_SEVERAL = 3  # parts on a page
_FLUSH = 0.15  # points: glyphs nearer than this are set one after the other
_BLANKS = re.compile(f"[{BLANKS}]")
_COLUMNS_OF_BLANKS = re.compile(r" {3,}")
_TYPESET_HYPHEN = str.maketrans({"\ufffe": "-", "\x02": "-"})


class Glyphs(NamedTuple):
    """A page's characters in the order they are drawn, with their boxes (advance, ascent, descent; y upwards)."""

    text: str
    left: Sequence[float]
    top: Sequence[float]
    right: Sequence[float]
    bottom: Sequence[float]


class Chunk(NamedTuple):
    """Glyphs that touch one another, and what had to be asked about the first of them (y upwards)."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    size: float
    stroke: int  # the text object the first glyph belongs to
    last_stroke: int
    is_spaced: bool  # a blank stands between this chunk and the one before, drawn or inferred by pdfium
    is_jump: bool = False  # no blank is drawn there, though this page draws its blanks
    font: int = 0
    is_begun: bool = False  # it begins where several others on the page do, and not where the glyph before it ends


def touching(glyphs: Glyphs) -> list[tuple[int, int]]:
    """Cut the glyphs where two neighbours don't touch, and at wide runs of printed blanks; blanks at the ends go."""
    left, right, bottom, text = glyphs.left, glyphs.right, glyphs.bottom, glyphs.text
    # Maps of C functions: this looks at every character of a document.
    apart = compress(count(1), map(JOINT.__le__, map(abs, map(sub, left[1:], right))))
    moved = compress(count(1), map(ne, bottom[1:], bottom))
    off = (at for at in moved if abs(bottom[at] - bottom[at - 1]) >= _DRIFT)
    cuts = sorted(at for at in {*apart, *off} if not _is_same_glyph(glyphs, at))
    parts = []
    for start, stop in pairwise((0, *cuts, len(text))):
        part = text[start:stop]
        if "   " in part:
            parts += [(start + a, start + b) for a, b in _between_wide_blanks(part)]
        else:
            parts.append((start, stop))
    return list(filled(parts, text))


def filled(parts: Iterable[tuple[int, int]], text: str) -> Iterator[tuple[int, int]]:
    """The parts of a text that hold more than blanks, without those at their ends."""
    for start, stop in parts:
        part = text[start:stop]
        if bare := part.strip(BLANKS):
            before = len(part) - len(part.lstrip(BLANKS))
            yield start + before, start + before + len(bare)


def _is_same_glyph(glyphs: Glyphs, at: int) -> bool:
    """Tell whether a character and the one before come from one glyph, a ligature."""
    return all(edge[at] == edge[at - 1] for edge in glyphs[1:])


def _between_wide_blanks(text: str) -> Iterable[tuple[int, int]]:
    edges = [0, *(at for found in _COLUMNS_OF_BLANKS.finditer(text) for at in found.span()), len(text)]
    return zip(edges[::2], edges[1::2], strict=True)


def drawn_blanks(glyphs: Glyphs) -> set[int]:
    """Where blanks are drawn; those that pdfium infers from gaps have no width."""
    left, right = glyphs.left, glyphs.right
    blanks = map(re.Match.start, _BLANKS.finditer(glyphs.text))
    return {at for at in blanks if right[at] > left[at]}


def places_begun(parts: Sequence[tuple[int, int]], glyphs: Glyphs) -> Callable[[int], bool]:
    """Tell glyphs that begin at an x where several parts of the page do: a column's left edge.

    Text that runs over into the next cell may end right where that cell's text begins. A glyph that begins where the
    one before ends says nothing.
    """
    left, right = glyphs.left, glyphs.right
    begun = Counter(round(_FINE * left[at]) for at, _ in parts)

    def is_begun(at: int) -> bool:
        return at > 0 and begun[round(_FINE * left[at])] >= _SEVERAL and abs(left[at] - right[at - 1]) > _FLUSH

    return is_begun


def readable(text: str) -> str:
    """Give the hyphen back that pdfium marks as set by the typesetter, and bring the text in its agreed form."""
    return normal(text.translate(_TYPESET_HYPHEN))


def runs_of(chunks: Sequence[Chunk], height: float) -> tuple[Run, ...]:
    """Join the chunks of one stroke, number the printed lines, and turn the page's y axis downwards."""
    joined: list[Chunk] = []
    for chunk in chunks:
        if joined and _continues(joined[-1], chunk):
            joined[-1] = _joined(joined[-1], chunk)
        else:
            joined.append(chunk)
    return _numbered(
        [
            Run(readable(c.text), c.left, height - c.top, c.right, height - c.bottom, height - c.baseline, c.size, 0)
            for c in _upright(joined)
            if c.text.strip(BLANKS)
        ]
    )


def _continues(before: Chunk, chunk: Chunk) -> bool:
    """Chunks of one stroke are one run unless a wide gap parts them; strokes that overlap or leave a gap are two."""
    size = before.size
    if abs(before.baseline - chunk.baseline) > 0.1 * size or abs(size - chunk.size) > 0.1 * size:
        return False
    gap = chunk.left - before.right
    if before.last_stroke == chunk.stroke:
        return -0.5 * size < gap < (_JUMP if chunk.is_jump else _WIDE) * size
    return not chunk.is_begun and -0.1 * size < gap < 0.1 * size


def _joined(before: Chunk, chunk: Chunk) -> Chunk:
    gap = chunk.left - before.right
    blank = " " if chunk.is_spaced or gap > _BLANK * before.size else ""
    return before._replace(
        text=before.text.rstrip(" ") + blank + chunk.text,
        right=max(before.right, chunk.right),
        last_stroke=chunk.last_stroke,
    )


def _upright(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Put letters that are set one above the other (a heading turned by 90 degrees) together as one run."""
    kept: list[Chunk] = []
    for chunk in chunks:
        if kept and _is_above_or_below(kept[-1], chunk):
            before = kept[-1]
            top, bottom = max(before.top, chunk.top), min(before.bottom, chunk.bottom)
            blank = " " if chunk.is_spaced else ""
            kept[-1] = before._replace(
                text=before.text + blank + chunk.text, top=top, bottom=bottom, baseline=bottom, size=chunk.size
            )
        else:
            kept.append(chunk)
    return kept


def _is_above_or_below(before: Chunk, chunk: Chunk) -> bool:
    if len(chunk.text) > 2 or abs(before.left - chunk.left) > 0.01 * chunk.size:
        return False
    if abs(before.right - chunk.right) > 0.01 * chunk.size or before.last_stroke != chunk.stroke:
        return False
    return min(abs(before.top - chunk.bottom), abs(before.bottom - chunk.top)) < 0.5 * chunk.size


def _numbered(runs: list[Run]) -> tuple[Run, ...]:
    """Number the printed lines top down; a raised or lowered mark belongs to the line it touches."""
    runs.sort(key=attrgetter("baseline"))
    lines: list[list[Run]] = []
    for run in runs:
        if lines and abs(run.baseline - lines[-1][0].baseline) <= _SAME_LINE * max(run.size, lines[-1][0].size):
            lines[-1].append(run)
        else:
            lines.append([run])
    lines = _with_marks(lines)
    return tuple(
        Run(*run[:-1], number) for number, line in enumerate(lines, 1) for run in sorted(line, key=attrgetter("left"))
    )


def _with_marks(lines: list[list[Run]]) -> list[list[Run]]:
    """Move raised and lowered marks (all smaller than their neighbours and touching them) to their neighbours' line."""
    for at, line in enumerate(lines):
        for other in (at + 1, at - 1):
            if not (0 <= other < len(lines) and _has_smaller(line, lines[other])):
                continue
            moved = [run for run in line if any(_is_mark_of(run, base) for base in lines[other])]
            if moved and len(moved) == len(line):
                lines[other] = lines[other] + moved
                lines[at] = []
                break
            for run in moved:
                line.remove(run)
                lines[other].append(run)
    return [line for line in lines if line]


def _has_smaller(line: Sequence[Run], other: Sequence[Run]) -> bool:
    smallest = min(run.size for run in line)
    return any(smallest < _SMALLER * run.size for run in other)


def _is_mark_of(run: Run, base: Run) -> bool:
    return (
        run.size < _SMALLER * base.size
        and len(run.text) <= 4
        and abs(run.baseline - base.baseline) <= _RAISED * base.size
        and -0.1 * base.size < run.left - base.right < 0.3 * base.size
    )
