"""A picture of one spot of a page: a row in its frame, a cell in another, and nothing that is to be hidden."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageDraw

from fachwerk.records import Box
from fachwerk.trace.palette import BLUE, GREY, INK, PAPER, VERMILION

SCALE = 2.0  # pixels a point
MOST_PIXELS = 2400  # of a page's width or height: a poster is drawn smaller
LARGEST = 120_000  # bytes of a picture; one of more is painted anew, smaller
CONTEXT = 20.0  # points above and below the row: about two printed lines
TIGHT = 3.0  # points, where nothing around the row may be seen
_AROUND = 10.0  # points left and right of what is printed
_QUIET = 0.45  # share of paper over what is around the row
_COLOURS = 32
_GAP = 10  # pixels between strips


class Painted(NamedTuple):
    """One painted page: its size in pixels and its rows of RGB bytes, at so many pixels a point."""

    width: int
    height: int
    pixels: bytes
    scale: float


class Strip(NamedTuple):
    """What is cut out of a page: a row, and what is printed around it, from top to bottom (`down`) and side to side.

    `cell` is framed inside the row. If `shown` is given, only that is copied from the page, so that what nobody thought
    of is not seen either; `covered` is marked as hidden.
    """

    page: Painted
    row: Box
    down: tuple[float, float]
    across: tuple[float, float]
    cell: Box | None = None
    shown: tuple[Box, ...] | None = None
    covered: tuple[Box, ...] = ()
    is_heading: bool = False


class Picture(NamedTuple):
    """An encoded picture."""

    content: bytes
    type: str
    width: int
    height: int


def picture_of(strips: Sequence[Strip]) -> Picture:
    """Draw strips one below the other, parted by a thin line where the page goes on elsewhere."""
    return _encoded(_stacked([_drawn(strip) for strip in strips]))


def _drawn(strip: Strip) -> Image.Image:
    page = Image.frombytes("RGB", strip.page[:2], strip.page.pixels)
    whole = _hidden(page, strip) if strip.shown is not None else page
    scale, size = strip.page.scale, page.size
    (left, right), (top, bottom) = strip.across, strip.down
    edge = _pixels(Box(left - _AROUND, top, right + _AROUND, bottom), scale, size)
    row = _pixels(Box(left - 4, strip.row.top - 1.5, right + 4, strip.row.bottom + 1.5), scale, size)
    if strip.is_heading:
        return whole.crop(edge)
    quiet = Image.blend(whole, Image.new("RGB", size, PAPER), _QUIET)
    quiet.paste(whole.crop(row), row[:2])
    pen = ImageDraw.Draw(quiet)
    pen.rectangle(row, outline=BLUE, width=2)
    if strip.cell is not None:
        box = strip.cell
        pen.rectangle(
            _pixels(Box(box.left - 3, box.top - 1, box.right + 3, box.bottom + 1), scale, size),
            outline=VERMILION,
            width=3,
        )
    return quiet.crop(edge)


def _hidden(page: Image.Image, strip: Strip) -> Image.Image:
    """Copy what may be seen to blank paper, and put bars where something is hidden."""
    clean = Image.new("RGB", page.size, PAPER)
    for box in strip.shown or ():
        at = _pixels(box, strip.page.scale, page.size)
        clean.paste(page.crop(at), at[:2])
    pen = ImageDraw.Draw(clean)
    for box in strip.covered:
        pen.rectangle(_pixels(box, strip.page.scale, page.size), fill=INK.tint(0.75, PAPER))
    return clean


def _pixels(box: Box, scale: float, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Give a box in pixels, inside the page, at least one wide and high."""
    width, height = size
    left, top = min(max(round(box.left * scale), 0), width - 1), min(max(round(box.top * scale), 0), height - 1)
    return (
        left,
        top,
        min(max(round(box.right * scale), left + 1), width),
        min(max(round(box.bottom * scale), top + 1), height),
    )


def _stacked(strips: Sequence[Image.Image]) -> Image.Image:
    if len(strips) == 1:
        return strips[0]
    width = max(one.width for one in strips)
    whole = Image.new("RGB", (width, sum(one.height for one in strips) + _GAP * (len(strips) - 1)), PAPER)
    pen, top = ImageDraw.Draw(whole), 0
    for one in strips:
        if top:
            for left in range(0, width, 12):
                pen.line((left, top - _GAP // 2, left + 5, top - _GAP // 2), GREY.tint(0.6, PAPER))
        whole.paste(one, (0, top))
        top += one.height + _GAP
    return whole


def _encoded(image: Image.Image) -> Picture:
    """Take PNG or WebP, whichever is smaller; print has few colours."""
    few = image.quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    made = [
        ("image/png", _saved(few, "PNG", optimize=True)),
        ("image/webp", _saved(few.convert("RGB"), "WEBP", lossless=True)),
    ]
    kind, content = min(made, key=lambda one: len(one[1]))
    return Picture(content, kind, *image.size)


def _saved(image: Image.Image, format: str, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, format, **options)
    return out.getvalue()
