"""One picture a page: the printed page with its columns, rows, cells, furniture and unexplained lines."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import groupby, takewhile
from typing import NamedTuple

from PIL import Image, ImageChops, ImageDraw, ImageFont

from fachwerk.records import Box, Page
from fachwerk.trace import Painter
from fachwerk.trace.marks import HEADING, UNEXPLAINED, Mark, Marked, letter, union
from fachwerk.trace.palette import GREY, INK, PAPER, VERMILION, Colour, of_column

SCALE = 2.0  # pixels a point
MOST_PIXELS = 2400  # of a page's width or height: a poster is drawn smaller
GUTTER, STRIP, MARGIN, SWATCH = 116, 34, 14, 18  # pixels
NEAR = 3.0  # points between lines of one kind that share a box
SHORTEST_STOREY = 2  # words that headings share, to be left out of their labels
CELL, BAND, QUIET, LOUD = 0.30, 0.07, 0.14, 0.40  # shares of a colour in its tint


class Style(NamedTuple):
    """How marks that are no cells are drawn."""

    colour: Colour
    share: float
    stroke: int


STYLES = {HEADING: Style(INK, QUIET, 2), UNEXPLAINED: Style(VERMILION, LOUD, 4)}
FURNITURE = Style(GREY, QUIET, 1)


def picture(page: Page, marked: Marked, painter: Painter) -> Image.Image:
    """Draw one page: row numbers in the margin, column names above, the legend below."""
    scale = min(SCALE, MOST_PIXELS / max(page.width, page.height, 1.0))
    width, height, pixels = painter(page.number, scale)
    sheet = Sheet(Image.frombytes("RGB", (width, height), pixels), scale)
    sheet.wash(washes(page, marked))
    framed = Framed(sheet, page.number)
    framed.columns(marked)
    framed.write([*framed.rows(marked), *framed.others(page, marked)])
    return framed.with_legend(marked.headings)


class Wash(NamedTuple):
    """A box tinted by a colour; `stroke` pixels of the pure colour around it."""

    box: Box
    colour: Colour
    share: float
    stroke: int


def washes(page: Page, marked: Marked) -> Iterator[Wash]:
    """Give what is tinted, from the back to the front: columns, cells, then what is no cell."""
    for column, box in column_boxes(marked):
        yield Wash(box, of_column(column), BAND, 0)
    for column, box in cell_boxes(marked.marks):
        yield Wash(box, of_column(column), CELL, 1)
    for says, box in merged((mark.says, box) for mark, box in other_boxes(page, marked)):
        yield Wash(box, *STYLES.get(says, FURNITURE))


def cell_boxes(marks: Iterable[Mark]) -> Iterator[tuple[int, Box]]:
    """Give the box of each cell: around all its pieces on this page."""
    in_cells = [mark for mark in marks if mark.column is not None and mark.box is not None]
    in_cells.sort(key=cell_of)
    for (_, column), pieces in groupby(in_cells, key=cell_of):
        box = union(mark.box for mark in pieces if mark.box is not None)
        if box is not None:
            yield column, box


def cell_of(mark: Mark) -> tuple[int, int]:
    return mark.row or 0, mark.column or 0


def column_boxes(marked: Marked) -> Iterator[tuple[int, Box]]:
    """Give each column's extent over the whole table of the page."""
    cells = list(cell_boxes(marked.marks))
    table = union(box for _, box in cells)
    if table is None:
        return
    for column in sorted({column for column, _ in cells}):
        extent = union(box for other, box in cells if other == column)
        if extent is not None:
            yield column, Box(extent.left, table.top, extent.right, table.bottom)


def other_boxes(page: Page, marked: Marked) -> Iterator[tuple[Mark, Box]]:
    """Give what is no cell; a piece without a box of its own takes its line's."""
    for mark in marked.marks:
        if mark.column is None:
            box = mark.box or union(run.box for run in page.runs if run.line == mark.line)
            if box is not None:
                yield mark, box


def merged(found: Iterable[tuple[str, Box]]) -> list[tuple[str, Box]]:
    """Put boxes of one kind that touch into one, such as the lines of a heading."""
    kept: list[tuple[str, Box]] = []
    for says, box in found:
        touching = [other for other in kept if other[0] == says and touches(other[1], box)]
        whole = union([box, *(other for _, other in touching)]) or box
        kept = [other for other in kept if other not in touching] + [(says, whole)]
    return kept


def touches(one: Box, other: Box) -> bool:
    across = one.left <= other.right and other.left <= one.right
    return across and one.top <= other.bottom + NEAR and other.top <= one.bottom + NEAR


class Sheet:
    """The printed page in pixels."""

    def __init__(self, image: Image.Image, scale: float) -> None:
        self.image, self.scale = image, scale

    def wash(self, found: Iterable[Wash]) -> None:
        """Multiply tints into the page, as a marker pen does, so that print stays black on every colour."""
        tints = Image.new("RGB", self.image.size, PAPER)
        pen = ImageDraw.Draw(tints)
        for box, colour, share, stroke in found:
            pen.rectangle(self.pixels(box), colour.tint(share, PAPER), colour if stroke else None, max(stroke, 1))
        self.image = ImageChops.multiply(self.image, tints)

    def pixels(self, box: Box) -> tuple[int, int, int, int]:
        """Give a box in pixels, a little wider than the letters it holds, and inside the page."""
        left, top, right, bottom = (round(edge * self.scale) for edge in box)
        width, height = self.image.size
        left, top = min(max(left - 3, 0), width - 1), min(max(top - 1, 0), height - 1)
        return left, top, max(left, min(right + 3, width - 1)), max(top, min(bottom + 1, height - 1))


class Label(NamedTuple):
    """Words in the margin beside the middle of what they name."""

    middle: int
    text: str
    colour: Colour
    size: int


class Framed:
    """The page with a margin on its left for row numbers and a strip above for column names."""

    def __init__(self, sheet: Sheet, number: int) -> None:
        self.sheet = sheet
        width, height = sheet.image.size
        self.image = Image.new("RGB", (width + GUTTER + MARGIN, height + STRIP + MARGIN), PAPER)
        self.image.paste(sheet.image, (GUTTER, STRIP))
        self.pen = ImageDraw.Draw(self.image)
        self.pen.rectangle((GUTTER - 1, STRIP - 1, GUTTER + width, STRIP + height), outline=GREY.tint(0.5, PAPER))
        self.pen.text((GUTTER - 14, STRIP / 2), f"page {number}", GREY, font(15), anchor="rm")

    def rows(self, marked: Marked) -> Iterator[Label]:
        """Frame each row and give its number; an arrow marks the rest of a row from the page before."""
        table = union(box for _, box in cell_boxes(marked.marks))
        for span in sorted(marked.rows, key=lambda row: row.lines):
            box = span.box or union(mark.box for mark in marked.marks if mark.row == span.row and mark.box is not None)
            if box is None or table is None:
                continue
            left, top, right, bottom = self.sheet.pixels(Box(table.left, box.top, table.right, box.bottom))
            left, top, right, bottom = left + GUTTER - 3, top + STRIP - 2, right + GUTTER + 3, bottom + STRIP + 2
            self.pen.rectangle((left, top, right, bottom), outline=INK.tint(0.45, PAPER))
            self.pen.line((GUTTER - 8, top + 10, left, top + 10), INK.tint(0.45, PAPER))
            yield Label(top + 10, f"→ {span.row}" if span.is_carried else str(span.row), INK, 17)

    def others(self, page: Page, marked: Marked) -> Iterator[Label]:
        """Name what is no row, once where lines of a kind follow one another."""
        says, line = "", -2
        for mark, box in other_boxes(page, marked):
            if mark.says != says or mark.line > line + 1:
                _, top, _, bottom = self.sheet.pixels(box)
                yield Label((top + bottom) // 2 + STRIP, mark.says, STYLES.get(mark.says, FURNITURE).colour, 14)
            says, line = mark.says, mark.line

    def write(self, labels: Iterable[Label]) -> None:
        """Write labels into the margin, each a little lower where the one above it needs the room."""
        free = 0
        for label in sorted(labels):
            middle = max(label.middle, free + label.size // 2)
            self.pen.text((GUTTER - 14, middle), label.text, label.colour, font(label.size), anchor="rm")
            free = middle + label.size // 2 + 2

    def columns(self, marked: Marked) -> None:
        """Draw each column's bar above the page, with its letter and as much of its heading as fits."""
        names = labels(marked.headings)
        bars = [(column, *self.sheet.pixels(box)[::2]) for column, box in column_boxes(marked)]
        ends = [left for _, left, _ in bars[1:]] + [self.sheet.image.width]
        for (column, left, right), end in zip(bars, ends, strict=False):
            bar = (left + GUTTER, STRIP - 9, right + GUTTER, STRIP - 4)
            self.pen.rectangle(bar, of_column(column), INK)
            name = names[column] if column < len(names) else ""
            self.pen.text((bar[0], 4), fitting(f"{letter(column)}  {name}", end - left - 6, 15), INK, font(15))

    def with_legend(self, headings: tuple[str, ...]) -> Image.Image:
        """Put the legend below: what each colour stands for."""
        legend = list(entries(headings))
        width, above = self.image.size
        places = list(flow([entry.text for entry in legend], width - 2 * MARGIN))
        height = (places[-1][1] if places else 0) + SWATCH + 2 * MARGIN
        whole = Image.new("RGB", (width, above + height), PAPER)
        whole.paste(self.image, (0, 0))
        pen = ImageDraw.Draw(whole)
        for entry, (left, top) in zip(legend, places, strict=True):
            draw_entry(pen, entry, MARGIN + left, above + MARGIN + top)
        return whole


class Entry(NamedTuple):
    """One line of the legend."""

    text: str
    style: Style
    sign: str = ""


def entries(headings: tuple[str, ...]) -> Iterator[Entry]:
    for column, heading in enumerate(headings):
        yield Entry(f"{letter(column)}  {heading}", Style(of_column(column), CELL, 1))
    yield Entry("row number", Style(INK, 0, 0), "12")
    yield Entry("row from the page before", Style(INK, 0, 0), "→")
    yield Entry("heading", STYLES[HEADING])
    yield Entry("furniture (no row, but accounted for)", FURNITURE)
    yield Entry("unexplained", STYLES[UNEXPLAINED])


def flow(texts: Iterable[str], width: int) -> Iterator[tuple[int, int]]:
    """Give each entry its place: side by side, on a new line when the width is used up."""
    left = top = 0
    for text in texts:
        wide = SWATCH + 8 + round(font(15).getlength(text)) + 26
        if left and left + wide > width:
            left, top = 0, top + SWATCH + 10
        yield left, top
        left += wide


def draw_entry(pen: ImageDraw.ImageDraw, entry: Entry, left: int, top: int) -> None:
    middle = top + SWATCH // 2
    if entry.sign:
        pen.text((left + SWATCH // 2, middle), entry.sign, INK, font(15), anchor="mm")
    else:
        colour, share, stroke = entry.style
        pen.rectangle((left, top, left + SWATCH, top + SWATCH), colour.tint(share, PAPER), colour, stroke)
    pen.text((left + SWATCH + 8, middle), entry.text, INK, font(15), anchor="lm")


def labels(headings: tuple[str, ...]) -> list[str]:
    """Shorten headings under a shared upper storey to what tells them apart: `… paid` for `Public funding paid`."""
    words = [heading.split() for heading in headings]
    shared = [
        max((common(own, other) for place, other in enumerate(words) if place != number), default=0)
        for number, own in enumerate(words)
    ]
    return [
        f"… {' '.join(own[same:])}" if SHORTEST_STOREY <= same < len(own) else heading
        for own, same, heading in zip(words, shared, headings, strict=True)
    ]


def common(one: list[str], other: list[str]) -> int:
    """Count the words with which both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def fitting(text: str, width: int, size: int) -> str:
    """Cut text until it is no wider than `width` pixels."""
    if font(size).getlength(text) <= width:
        return text
    while text and font(size).getlength(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(files("fachwerk.trace").joinpath("labels.ttf").read_bytes()), size)
