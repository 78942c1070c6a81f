"""Draws docs/images/inverse-typesetting.svg from the sample list: what wraps say, and how one passage was read.

Usage: python -m docs.figures.inverse_typesetting
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from bench.lists.excel import INSET, MARGIN
from fachwerk.read.lines import open_lines
from fachwerk.records import Dump, Line, Piece, ReadOptions, Row
from fachwerk.reference.typefaces import Typeface, typeface
from fachwerk.rows.dump import cut
from fachwerk.rows.dump.costs import TOLERANCES
from fachwerk.rows.dump.wraps import Interval, Mode, column_width, first_unit, intervals, modes
from fachwerk.trace.palette import BLUE, GREEN, GREY, INK, ORANGE, PAPER, PURPLE, SKY, VERMILION, YELLOW, Colour
from samples.make import FORM

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "fachkraefteprojekte.txt"
IMAGE = ROOT / "docs" / "images" / "inverse-typesetting.svg"

NAMES = ("sponsor", "place", "region", "no.", "kind", "begin", "end", "title", "description")
COLOURS = (BLUE, SKY, YELLOW, GREY, ORANGE, GREY, GREY, PURPLE, GREEN)
PASSAGE = 3  # the row that is shown
WIDTH, EDGE = 960.0, 28.0
PAGE_WIDTH = 841.89  # points: A4, landscape
FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"


class Wrap(NamedTuple):
    """Two neighbouring lines seen as a wrap; `column` is the one whose cell goes on there, None if none does."""

    interval: Interval
    column: int | None


class Known(NamedTuple):
    """The sample list: its lines, its rows as they were read, the pieces on each line, and how it was set."""

    lines: tuple[Line, ...]
    rows: tuple[Row, ...]
    pieces: dict[int, list[tuple[int, Piece]]]
    widths: tuple[float, ...]
    face: Typeface


def known() -> Known:
    """Read the sample list; the true widths come from the script that set it."""
    content = open_lines(SAMPLE, ReadOptions()).content
    assert isinstance(content, Dump)
    rows = tuple(part for part in cut(content) if isinstance(part, Row))
    pieces: dict[int, list[tuple[int, Piece]]] = {}
    for row in rows:
        for column, cell in enumerate(row.cells):
            for piece in cell.pieces:
                pieces.setdefault(piece.line, []).append((column, piece))
    shares = [column.share for column in FORM.columns]
    room = (PAGE_WIDTH - 2 * MARGIN) / sum(shares)
    widths = tuple((share * room - 2 * INSET) / FORM.size for share in shares)
    return Known(content.lines, rows, pieces, widths, typeface("arial"))


def wraps(sample: Known) -> list[Wrap]:
    """Every distinct pair of neighbouring lines; those of one cell carry its column."""
    found: dict[tuple[str, str], Wrap] = {}
    follows = {
        (above.line, below.line): column
        for row in sample.rows
        for column, cell in enumerate(row.cells)
        for above, below in pairwise(cell.pieces)
        if len(sample.pieces[above.line]) == 1
    }
    for above, below in pairwise(sample.lines):
        pair = (above.text.rstrip(), first_unit(below.text.lstrip()))
        if all(pair):
            column = follows.get((above.number, below.number))
            known_column = found[pair].column if pair in found else None
            interval = intervals([(above.text, below.text)], sample.face)[0]
            found[pair] = Wrap(interval, column if known_column is None else known_column)
    return sorted(found.values(), key=lambda wrap: wrap.interval)


def learnt_widths(sample: Known) -> list[float | None]:
    """The width of each column that its own cells speak for, once the list is read."""
    speaking: list[set[Interval]] = [set() for _ in NAMES]
    extents: list[list[float]] = [[] for _ in NAMES]
    for row in sample.rows:
        for column, cell in enumerate(row.cells):
            texts = [piece.text for piece in cell.pieces]
            extents[column] += [sample.face.width(text.rstrip()) for text in texts]
            speaking[column] |= {intervals([pair], sample.face)[0] for pair in pairwise(texts) if pair[0][-1] in " -"}
    return [column_width(sorted(speaking[c]), extents[c], TOLERANCES.wrap) for c in range(len(NAMES))]


# --- drawing -------------------------------------------------------------------------------------------------------


def number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def line(x1: float, y1: float, x2: float, y2: float, colour: Colour, width: float = 1, more: str = "") -> str:
    places = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
    return f'<line {places} stroke="{colour.hex}" stroke-width="{number(width)}" {more}/>'


def text(x: float, y: float, said: str, size: float = 12, colour: Colour = INK, more: str = "") -> str:
    places = f'x="{number(x)}" y="{number(y)}" font-size="{number(size)}"'
    return f'<text {places} fill="{colour.hex}" {more}>{escape(said)}</text>'


def box(x: float, y: float, width: float, height: float, colour: Colour, more: str = "") -> str:
    places = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
    return f'<rect {places} fill="{colour.hex}" {more}/>'


def dot(x: float, y: float, colour: Colour, radius: float = 4) -> str:
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{colour.hex}"/>'


CENTRED = 'text-anchor="middle"'
TO_THE_LEFT = 'text-anchor="end"'
BOLD = 'font-weight="bold"'
ON_PAPER = f'paint-order="stroke" stroke="{PAPER.hex}" stroke-width="4" stroke-linejoin="round"'
DASHED = 'stroke-dasharray="3 3"'
FAINT = PAPER.tint(0.82, GREY)


def headline(y: float, letter: str, count: int = 0) -> Iterator[str]:
    said, *below = CAPTIONS[letter]
    yield text(EDGE, y, f"{letter}  {said}", 16, INK, BOLD)
    for at, sentence in enumerate(below):
        yield text(EDGE, y + 20 + 16 * at, sentence.format(count), 12, GREY.tint(0.6, INK))


def scale(em: float) -> float:
    """Where a width stands on the axis that the upper panels share; em to pixels."""
    return EDGE + 72 + em * 23.0


LAST = 35


def axis(top: float, bottom: float) -> Iterator[str]:
    for em in range(0, LAST + 1, 5):
        yield line(scale(em), top, scale(em), bottom, FAINT)
        yield text(scale(em), bottom + 15, f"{em}", 11, GREY, CENTRED)
    yield text(scale(LAST) + 8, bottom + 15, "em", 11, GREY)


def truth_lines(sample: Known, top: float, bottom: float, columns: Iterable[int]) -> Iterator[str]:
    for column in columns:
        at = scale(sample.widths[column])
        yield line(at, top, at, bottom, INK, 1.2, 'stroke-dasharray="5 3"')


SPEAKING = (0, 4, 7, 8)
"""The columns whose cells wrap often."""


def cloud(found: Sequence[Wrap], sample: Known, top: float, bottom: float) -> Iterator[str]:
    """Every interval as a bar, the narrowest lines first."""
    yield from axis(top, bottom)
    step = (bottom - top - 8) / len(found)
    for at, wrap in enumerate(found):
        y = bottom - 4 - at * step
        colour = FAINT.tint(0.45, GREY) if wrap.column is None else COLOURS[wrap.column]
        low, high = scale(wrap.interval.low), scale(min(wrap.interval.high, LAST + 0.6))
        if wrap.interval.low < LAST:
            yield line(low, y, high, y, colour, 1.6 if wrap.column is not None else 1.1)
    yield from truth_lines(sample, top, bottom, (0, 4, 8))


def depth(found: Sequence[Wrap]) -> list[tuple[float, int]]:
    """How many intervals cover each point: the places where that changes, and how many there are from there on."""
    ends = sorted([(wrap.interval.low, 0, 1) for wrap in found] + [(wrap.interval.high, 1, -1) for wrap in found])
    covered, steps = 0, []
    for at, _, step in ends:
        covered += step
        steps.append((at, covered))
    return steps


def stabbing(found: Sequence[Wrap], sample: Known, agreed: Sequence[Mode], top: float, bottom: float) -> Iterator[str]:
    """The depth as an area, its peaks labelled."""
    steps = [(at, covered) for at, covered in depth(found) if at <= LAST]
    height: Callable[[float], float] = lambda count: bottom - (bottom - top) * count / 125  # noqa: E731
    yield from axis(top, bottom)
    points, before = [f"{number(scale(0))},{number(bottom)}"], 0.0
    for at, covered in steps:
        points += [f"{number(scale(at))},{number(height(before))}", f"{number(scale(at))},{number(height(covered))}"]
        before = covered
    points.append(f"{number(scale(LAST))},{number(height(before))}")
    points.append(f"{number(scale(LAST))},{number(bottom)}")
    yield f'<polygon points="{" ".join(points)}" fill="{PAPER.tint(0.72, BLUE).hex}" stroke="{BLUE.hex}"/>'
    yield from truth_lines(sample, top, bottom, (0, 4, 8))
    prefix = 2 * (sample.face.width("01.12.2022 "))
    for mode in agreed:
        middle = (mode.low + mode.high) / 2
        peak = max(covered for at, covered in steps if mode.low <= at < mode.high)
        x, y = scale(middle), height(peak)
        is_column = min(abs(middle - width) for width in sample.widths) < 0.3
        said = [f"{middle:.1f} em", f"{mode.support} wraps"]
        if not is_column:
            said = [f"{middle:.1f} em: {mode.support}", f"two days ({prefix:.1f}) + {middle - prefix:.1f}"]
        for at, words in enumerate(said):
            weight = BOLD if is_column and not at else ""
            colour = INK if is_column else GREY
            yield text(x, y - 18 + 13 * at, words, 11, colour, f"{CENTRED} {weight} {ON_PAPER}")


def strip(sample: Known, top: float) -> Iterator[str]:
    """Width by width: as the column was set, and as it was found."""
    yield from axis(top, top + 19 * len(SPEAKING) + 6)
    for at, (column, found) in enumerate((c, w) for c, w in enumerate(learnt_widths(sample)) if c in SPEAKING):
        y = top + 14 + 19 * at
        assert found is not None
        yield text(scale(0) - 8, y + 4, NAMES[column], 12, INK, TO_THE_LEFT)
        x = scale(sample.widths[column])
        yield line(scale(0), y, scale(found), y, COLOURS[column], 2)
        yield dot(scale(found), y, COLOURS[column], 4.5)
        yield line(x, y - 8, x, y + 8, INK, 1.6)
        off = 100 * (found / sample.widths[column] - 1)
        aside = f"set {sample.widths[column]:.2f}, found {found:.2f} em ({off:+.1f} %)"
        yield box(x + 10, y - 7, 190, 14, PAPER)
        yield text(x + 12, y + 4, aside, 11.5)


# --- the passage ---------------------------------------------------------------------------------------------------

EM = 15.5
PITCH = 38.0


def set_text(x: float, y: float, said: str, face: Typeface, colour: Colour, more: str = "") -> str:
    """Text exactly as wide as the typeface would set it, whatever font the viewer has."""
    width = face.width(said) * EM
    return text(x, y, said, EM, colour, f'textLength="{number(width)}" lengthAdjust="spacingAndGlyphs" {more}')


def passage(sample: Known, top: float) -> tuple[list[str], float]:
    """The lines of one row with their fragments, what follows each, and the column's width where it decides."""
    row = sample.rows[PASSAGE - 1]
    first, last = row.origin.lines
    drawn: list[str] = []
    y = top
    for printed, following in pairwise(sample.lines[first - 1 : last + 2]):
        if printed.number > last:
            break
        if not printed.text.strip():
            drawn.append(text(EDGE + 52, y - 10, "blank line", 10.5, GREY, 'font-style="italic"'))
            y += 0.55 * PITCH
            continue
        drawn.append(text(EDGE + 30, y, f"{printed.number}", 11, GREY, TO_THE_LEFT))
        drawn += _fragments(sample, printed, y)
        drawn += _verdict(sample, row, printed, following, y)
        y += PITCH
    return drawn, y


LEFT = EDGE + 48


def _places(sample: Known, printed: Line) -> list[tuple[int, float, float]]:
    """Column, left and right edge of each fragment of a line, in em."""
    found, at = [], 0
    for column, piece in sample.pieces[printed.number]:
        words = piece.text.strip()
        start = printed.text.index(words, at)
        at = start + len(words)
        left = sample.face.width(printed.text[:start])
        found.append((column, left, left + sample.face.width(words)))
    return found


def _fragments(sample: Known, printed: Line, y: float) -> Iterator[str]:
    for column, left, right in _places(sample, printed):
        x, width = LEFT + left * EM, (right - left) * EM
        colour = COLOURS[column]
        yield box(x - 1.5, y - 14, width + 3, 19, PAPER.tint(0.7, colour), 'rx="2"')
        yield box(x - 1.5, y + 5, width + 3, 2.5, colour)
        if width < 20:
            yield text(x + width, y + 17, NAMES[column], 9.5, INK, TO_THE_LEFT)
        else:
            yield text(x, y + 17, NAMES[column], 9.5, INK)
    yield set_text(LEFT, y, printed.text.rstrip(), sample.face, INK)


def _verdict(sample: Known, row: Row, printed: Line, following: Line, y: float) -> Iterator[str]:
    """The next word set behind the line: it would have crossed the column's edge, or there was room for it."""
    column, left, right = _places(sample, printed)[-1]
    goes_on = any(
        (above.line, below.line) == (printed.number, following.number)
        for above, below in pairwise(row.cells[column].pieces)
    )
    unit = first_unit(following.text if following.text.strip() else _next_printed(sample, following).text)
    gap = 0 if printed.text.rstrip().endswith("-") else sample.face.advance(" ")
    reach = right + gap + sample.face.width(unit)
    edge = left + sample.widths[column]
    if not goes_on and reach > edge:
        yield text(LEFT + right * EM + 12, y, "the cell ends", 11, GREY)
        return
    colour, said = (VERMILION, "does not fit: the cell goes on") if goes_on else (GREY, "would fit: the cell has ended")
    if printed.text.endswith(" "):
        yield text(LEFT + right * EM + 1, y, "·", EM, colour)
    yield set_text(LEFT + (right + gap) * EM, y, unit, sample.face, colour)
    yield line(LEFT + edge * EM, y - 17, LEFT + edge * EM, y + 9, COLOURS[column], 2, DASHED)
    yield text(LEFT + max(reach, edge) * EM + 10, y, said, 11, colour)


def _next_printed(sample: Known, blank: Line) -> Line:
    return next(line for line in sample.lines[blank.number :] if line.text.strip())


CAPTIONS = {
    "a": (
        "Every wrapped line bounds its column",
        "Each bar is one pair of neighbouring lines of the sample’s dump ({} different ones): it reaches from the",
        "width of the line to that with the next word. Coloured: one cell goes on. Grey: none does, or the line holds",
        "several cells. None of that is known beforehand; the widths are. Dashed: how wide the columns really are.",
    ),
    "b": (
        "Where most bars meet, there is a column",
        "How many bars cover each width. Cells that open behind something of fixed width, as titles do behind two",
        "days, make a peak of their own: it is known for what it is once the lines have been read.",
    ),
    "c": ("After reading, each column’s own wraps give its width",),
    "d": (
        f"Row {PASSAGE} of the sample, as the dump has it and as it was read",
        "Colours are columns. Behind a line stands the next word, in red or grey, and dashed the edge of the last",
        "cell’s column. A point is the blank that the program left at the line’s end.",
    ),
}


def picture() -> str:
    """The whole picture as SVG."""
    sample = known()
    found = wraps(sample)
    agreed = [mode for mode in modes([wrap.interval for wrap in found], least=12) if mode.low < LAST - 3]
    rows, bottom = passage(sample, 922)
    body = [
        *headline(40, "a", len(found)),
        *cloud(found, sample, 104, 400),
        *column_names(sample, 114),
        *legend(EDGE + 96, 140),
        *headline(452, "b"),
        *stabbing(found, sample, agreed, 510, 640),
        *headline(700, "c"),
        *strip(sample, 716),
        *headline(852, "d"),
        *rows,
    ]
    return page(body, bottom + 6)


def page(body: Iterable[str], height: float) -> str:
    """The parts on a sheet of their own paper, which a dark page does not swallow."""
    frame = (
        f'<rect x="0.5" y="0.5" width="{number(WIDTH - 1)}" height="{number(height - 1)}" rx="10" '
        f'fill="{PAPER.hex}" stroke="{FAINT.hex}"/>'
    )
    title = "<title>Inverse typesetting: wraps bound columns, and so lines find theirs</title>"
    size = f'viewBox="0 0 {number(WIDTH)} {number(height)}" width="{number(WIDTH)}" height="{number(height)}"'
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FONT}" role="img">'
    return "\n".join([opening, title, frame, *body, "</svg>", ""])


def column_names(sample: Known, y: float) -> Iterator[str]:
    for column in (0, 4, 8):
        is_left = column == 4
        name, shift, anchor = ("kind and title", -5, "end") if is_left else (NAMES[column], 5, "start")
        yield text(scale(sample.widths[column]) + shift, y, name, 11, INK, f'text-anchor="{anchor}"')


def legend(x: float, y: float) -> Iterator[str]:
    yield box(x - 12, y - 14, 235, 62, PAPER)
    entries = [(COLOURS[column], NAMES[column]) for column in SPEAKING] + [(FAINT.tint(0.45, GREY), "no cell goes on")]
    for at, (colour, name) in enumerate(entries):
        left, top = x + 120 * (at % 2), y + 19 * (at // 2)
        yield line(left, top, left + 22, top, colour, 3)
        yield text(left + 29, top + 4, name, 11.5)


def main() -> None:
    IMAGE.write_text(picture(), encoding="utf-8")


if __name__ == "__main__":
    main()
