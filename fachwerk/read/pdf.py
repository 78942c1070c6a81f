"""PDF in, pages with runs and rules out; the one door to pypdfium2."""

from __future__ import annotations

import ctypes
import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise, repeat
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from fachwerk.errors import UnusableInput
from fachwerk.read import glyphs as layers
from fachwerk.read.lettering import NO_LETTERS, Letters, letters_of
from fachwerk.read.runs import BLANKS, Chunk, Glyphs, drawn_blanks, filled, places_begun, runs_of, touching
from fachwerk.read.spool import SpooledPages
from fachwerk.read.strokes import THIN, Corner, bar, segments
from fachwerk.records import Drawn, Page, ReadOptions, Rule

_TAIL = 2048  # bytes in which a whole file ends
_PICTURE = 0.4  # of the page: so much covered by pictures, and no text, is a scan
_FEW = 12  # characters: a stamp or page number on a scanned page, no text layer
_SPACED = 0.04  # of the characters: a page with so many drawn blanks draws them all; German has 0.12
_DEEPEST = 8  # forms inside forms that are followed
_TANGLED = 20_000  # segments: a path of more is a map or a picture, not a grid
_LENGTH = re.compile(rb"/L\s+(\d+)")
_CURVES = 500  # path objects on a page without text: letters drawn as outlines

_Loose = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_loose_box = _Loose(ctypes.cast(pdfium.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0)
_Code = ctypes.CFUNCTYPE(ctypes.c_uint, ctypes.c_void_p, ctypes.c_int)
_code = _Code(ctypes.cast(pdfium.FPDFText_GetUnicode, ctypes.c_void_p).value or 0)
_Object = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_text_object = _Object(ctypes.cast(pdfium.FPDFText_GetTextObject, ctypes.c_void_p).value or 0)
_Font = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)
_font = _Font(ctypes.cast(pdfium.FPDFTextObj_GetFont, ctypes.c_void_p).value or 0)

Stroke = tuple[int, int, float]  # a text object: its number, that of its font, and its size as printed
_Matrix = tuple[float, float, float, float, float, float]
_UPRIGHT: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def is_pdf(head: bytes) -> bool:
    """Tell a PDF by its first bytes; up to 1,024 bytes of rubbish may stand before the signature, as in readers."""
    return b"%PDF-" in head[:1024]


def open_pdf(path: Path, options: ReadOptions) -> Drawn:
    """Open a PDF; its pages are extracted while they are first iterated, and spooled for every later time.

    Raises `UnusableInput` for encrypted, damaged and cut-off files and for page numbers that the file doesn't have;
    iterating raises it for a damaged page and, after the last page, if pages are pictures without text.
    """
    document = _document(path, options.password)
    count = len(document)
    numbers = sorted(options.pages) if options.pages is not None else list(range(1, count + 1))
    unknown = [number for number in numbers if not 1 <= number <= count]
    if unknown or not numbers:
        document.close()
        asked = f"there is no page {_listed(unknown)}" if unknown else "no page was asked for"
        raise UnusableInput(f"{asked}, the file has {count}", file=path.name, advice="ask for pages that exist")
    return Drawn(SpooledPages(_pages(document, numbers, path.name, options)), count)


def render_page(path: Path, number: int, scale: float, password: str | None = None) -> tuple[int, int, bytes]:
    """Paint one page as it is read (upright): width and height in pixels, and its rows of RGB bytes.

    `scale` is pixels per point.
    """
    document = _document(path, password)
    try:
        turn = _turn_of_page(document, number, path.name)
        page = _loaded(document, number, path.name)
        bitmap = page.render(scale=scale, rotation=90 * turn, rev_byteorder=True)
        width, height, stride, raw = bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer)
        bitmap.close()
    finally:
        document.close()
    if stride == width * 3:
        return width, height, raw
    return width, height, b"".join(raw[row * stride : row * stride + width * 3] for row in range(height))


def _turn_of_page(document: Any, number: int, name: str) -> int:
    """Say by how much a page is to be turned beyond what it says itself; its objects are moved to find out."""
    page = _loaded(document, number, name)
    _turn_objects(page, _upright_matrix(page))
    text = page.get_textpage()
    turn = _turn_of_text(_glyphs(text), text)
    text.close()
    page.close()
    return turn


# --- opening -------------------------------------------------------------------------------------------------------


def _document(path: Path, password: str | None) -> Any:
    if _is_cut_off(path):
        raise UnusableInput("the PDF ends in the middle", file=path.name, advice="fetch or copy the whole file again")
    try:
        document = pypdfium2.PdfDocument(path, password=password)
    except pypdfium2.PdfiumError as error:
        raise _refusal(getattr(error, "err_code", None), password, path.name) from error
    if len(document) == 0:
        document.close()
        raise UnusableInput("the PDF has no pages", file=path.name, advice="fetch the list again")
    return document


def _is_cut_off(path: Path) -> bool:
    """A PDF ends with `startxref` and `%%EOF`; a linearized one says its length at its beginning."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(_TAIL)
        file.seek(max(0, size - _TAIL))
        tail = file.read()
    said = _LENGTH.search(head) if b"/Linearized" in head else None
    if said is not None and int(said.group(1)) > size:
        return True
    return b"%%EOF" not in tail and b"startxref" not in tail


def _refusal(code: int | None, password: str | None, name: str) -> UnusableInput:
    if code == pdfium.FPDF_ERR_PASSWORD:
        if password is None:
            return UnusableInput("the PDF is encrypted", file=name, advice="give its password with --password")
        return UnusableInput("the password does not open the PDF", file=name, advice="give the right --password")
    if code == pdfium.FPDF_ERR_SECURITY:
        return UnusableInput(
            "the PDF is encrypted in a way that is not supported", file=name, advice="save it without encryption"
        )
    return UnusableInput("the PDF is damaged and cannot be opened", file=name, advice="fetch or repair the file")


def _loaded(document: Any, number: int, name: str) -> Any:
    try:
        return document[number - 1]
    except pypdfium2.PdfiumError as error:
        raise UnusableInput(
            "the page is damaged", file=name, page=number, advice="repair the file or leave the page out with --pages"
        ) from error


def _listed(numbers: Sequence[int]) -> str:
    """Write page numbers with their ranges: `1-3, 7`."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in parts)


# --- pages ---------------------------------------------------------------------------------------------------------


def _pages(document: Any, numbers: Sequence[int], name: str, options: ReadOptions) -> Iterator[Page]:
    pictures = []
    repairer = layers.Repairer()
    try:
        for done, number in enumerate(numbers, 1):
            page = _loaded(document, number, name)
            try:
                extracted, is_picture = _extracted(page, number, repairer)
            finally:
                page.close()
            pictures += [number] if is_picture else []
            yield extracted
            options.progress(done, len(numbers))
    finally:
        document.close()
    if pictures:
        pages, are = ("page", "is a picture") if len(pictures) == 1 else ("pages", "are pictures")
        raise UnusableInput(
            f"{pages} {_listed(pictures)} {are} without text",
            file=name,
            advice="this needs OCR; run one over the file, or leave the pages out with --pages",
        )


def _extracted(page: Any, number: int, repairer: layers.Repairer) -> tuple[Page, bool]:
    width, height = page.get_size()
    _turn_objects(page, _upright_matrix(page))
    text = page.get_textpage()
    glyphs = _glyphs(text)
    turn = _turn_of_text(glyphs, text)
    if turn:
        text.close()
        _turn_objects(page, _turned(turn, 0.0, 0.0, width, height))
        width, height = (height, width) if turn % 2 else (width, height)
        text = page.get_textpage()
        glyphs = _glyphs(text)
    chunks = _chunks(glyphs, text)
    text.close()
    chunks, notes = repairer.repaired(chunks, _letters_of)
    drawing = _Drawing(height)
    drawing.add_page(page.raw)
    extracted = Page(number, width, height, runs_of(chunks, height), tuple(drawing.rules), notes)
    return extracted, _is_picture(glyphs, drawing, width * height)


def _is_picture(glyphs: Glyphs, drawing: _Drawing, area: float) -> bool:
    shown = len(glyphs.text) - sum(map(glyphs.text.count, BLANKS))
    if shown == 0 and drawing.paths >= _CURVES:
        return True
    return shown <= _FEW and drawing.picture_area >= _PICTURE * area


# --- text ----------------------------------------------------------------------------------------------------------


def _glyphs(text: Any) -> Glyphs:
    """Fetch text and boxes with one call each a page and a character: pdfium's calls cost more than its work."""
    count = pdfium.FPDFText_CountChars(text.raw)
    boxes = (ctypes.c_float * (4 * count))()
    start = ctypes.addressof(boxes)
    handle = ctypes.cast(text.raw, ctypes.c_void_p).value
    deque(map(_loose_box, repeat(handle, count), range(count), range(start, start + 16 * count, 16)), maxlen=0)
    return Glyphs(_text(text, count), boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4])


def _text(text: Any, count: int) -> str:
    buffer = ctypes.create_string_buffer(2 * count + 2)
    pdfium.FPDFText_GetText(text.raw, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    found = buffer.raw[: 2 * count].decode("utf-16-le", "surrogatepass")
    if len(found) == count and "\0" not in found:
        return found
    # Characters without a code, or beyond the 16-bit plane, shift the text against the boxes.
    handle = ctypes.cast(text.raw, ctypes.c_void_p).value
    return "".join(map(chr, map(_code, repeat(handle, count), range(count)))).replace("\0", "\ufffd")


def _chunks(glyphs: Glyphs, text: Any) -> list[Chunk]:
    chunks = []
    stop_before = 0
    blanks = drawn_blanks(glyphs)
    draws_blanks = len(blanks) > _SPACED * len(glyphs.text)
    asked = _Asked(text.raw, glyphs.text)
    whole = touching(glyphs)
    is_begun = places_begun(whole, glyphs)
    for start, stop, (stroke, font, size), (last_stroke, *_) in asked.parted(whole, is_begun):
        chunks.append(
            Chunk(
                glyphs.text[start:stop],
                glyphs.left[start],
                glyphs.right[stop - 1],
                glyphs.top[start],
                glyphs.bottom[start],
                asked.baseline(start),
                size or glyphs.top[start] - glyphs.bottom[start],
                stroke,
                last_stroke,
                start > stop_before,
                draws_blanks and blanks.isdisjoint(range(stop_before, start)),
                font,
                is_begun(start),
            )
        )
        stop_before = stop
    return chunks


class _Asked:
    """What is asked about single characters; answers about a text object are kept while the page is read."""

    def __init__(self, page: Any, text: str) -> None:
        self._page, self._text = page, text
        self._handle = ctypes.cast(page, ctypes.c_void_p).value
        self._known: dict[int, Stroke] = {}
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._matrix = pdfium.FS_MATRIX()

    def stroke(self, at: int) -> Stroke:
        """The text object that drew a character."""
        address = _text_object(self._handle, at) or 0
        known = self._known.get(address)
        if known is None:
            known = self._known[address] = (address, _font(address) or 0, self._size(at))
        return known

    def parted(
        self, parts: Iterable[tuple[int, int]], is_begun: Callable[[int], bool]
    ) -> Iterator[tuple[int, int, Stroke, Stroke]]:
        """Cut parts where the font changes (each has its own way of naming letters, right or wrong), and where a
        stroke begins in a place of its own; give them with their first and last stroke."""
        for start, stop in parts:
            first, last = self.stroke(start), self.stroke(stop - 1)
            if first is last:
                yield start, stop, first, last
                continue
            strokes = [self.stroke(at) for at in range(start, stop)]
            changes = [start + at for at in range(1, stop - start) if strokes[at] is not strokes[at - 1]]
            cuts = [at for at in changes if is_begun(at) or strokes[at - start][1] != strokes[at - start - 1][1]]
            for a, b in filled(pairwise([start, *cuts, stop]), self._text):
                yield a, b, strokes[a - start], strokes[b - 1 - start]

    def _size(self, at: int) -> float:
        size: float = pdfium.FPDFText_GetFontSize(self._page, at)
        if pdfium.FPDFText_GetMatrix(self._page, at, self._matrix):
            size *= (float(self._matrix.c) ** 2 + float(self._matrix.d) ** 2) ** 0.5
        return size

    def baseline(self, at: int) -> float:
        pdfium.FPDFText_GetCharOrigin(self._page, at, self._x, self._y)
        return float(self._y.value)


def _letters_of(font: int) -> Letters:
    """What an embedded font says its glyphs are; a standard font that stands in for another says nothing."""
    handle = ctypes.cast(ctypes.c_void_p(font), pdfium.FPDF_FONT)
    size = ctypes.c_size_t()
    if not font or not pdfium.FPDFFont_GetIsEmbedded(handle):
        return NO_LETTERS
    if not pdfium.FPDFFont_GetFontData(handle, None, 0, size):
        return NO_LETTERS
    found = (ctypes.c_uint8 * size.value)()
    pdfium.FPDFFont_GetFontData(handle, found, size.value, size)
    return letters_of(bytes(found))


# --- turning -------------------------------------------------------------------------------------------------------


def _upright_matrix(page: Any) -> _Matrix:
    """Give the matrix that brings what is shown of a page to the origin, upright."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page.raw, box):
        return _UPRIGHT
    return _turned(pdfium.FPDFPage_GetRotation(page.raw), box.left, box.bottom, box.right, box.top)


def _turned(quarters: int, left: float, bottom: float, right: float, top: float) -> _Matrix:
    """Turn an area clockwise by quarters and bring it to the origin (y upwards)."""
    return (
        (1.0, 0.0, 0.0, 1.0, -left, -bottom),
        (0.0, -1.0, 1.0, 0.0, -bottom, right),
        (-1.0, 0.0, 0.0, -1.0, right, top),
        (0.0, 1.0, -1.0, 0.0, top, -left),
    )[quarters % 4]


def _turn_objects(page: Any, matrix: _Matrix) -> None:
    """Move everything on a page: pdfium finds words and boxes of upright text best."""
    if max(abs(a - b) for a, b in zip(matrix, _UPRIGHT, strict=True)) < 0.01:
        return
    turned = pdfium.FS_MATRIX(*matrix)
    for at in range(pdfium.FPDFPage_CountObjects(page.raw)):
        pdfium.FPDFPageObj_TransformF(pdfium.FPDFPage_GetObject(page.raw, at), turned)


def _turn_of_text(glyphs: Glyphs, text: Any) -> int:
    """Clockwise quarters by which a page has to be turned because most of its letters lie on their side."""
    left, bottom = glyphs.left, glyphs.bottom
    step = max(1, len(left) // 200)
    sample = [at for at in range(0, len(left) - 1, step) if not glyphs.text[at : at + 2].isspace()]
    lying = [at for at in sample if abs(left[at + 1] - left[at]) < 0.01 < abs(bottom[at + 1] - bottom[at])]
    if 2 * len(lying) <= len(sample):
        return 0
    angles = [pdfium.FPDFText_GetCharAngle(text.raw, at) for at in lying]
    quarters = Counter(round(-angle / 1.5708) % 4 for angle in angles)
    most, _ = quarters.most_common(1)[0]
    return int(most)


# --- drawings ------------------------------------------------------------------------------------------------------


class _Drawing:
    """Collects the rules of a page, and how much of it pictures cover, from its objects and those of its forms."""

    def __init__(self, height: float) -> None:
        self.rules: list[Rule] = []
        self.picture_area = 0.0
        self.paths = 0
        self._height = height
        self._bounds = [ctypes.c_float() for _ in range(4)]
        self._fill, self._stroke = ctypes.c_int(), ctypes.c_int()
        self._matrix = pdfium.FS_MATRIX()

    def add_page(self, page: Any) -> None:
        self._add_all(
            (pdfium.FPDFPage_GetObject(page, at) for at in range(pdfium.FPDFPage_CountObjects(page))), _UPRIGHT, 0
        )

    def _add_all(self, objects: Iterator[Any], matrix: _Matrix, depth: int) -> None:
        for drawn in objects:
            kind = pdfium.FPDFPageObj_GetType(drawn)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self.paths += 1
                self._add_path(drawn, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._add_image(drawn, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                count = pdfium.FPDFFormObj_CountObjects(drawn)
                inner = _times(self._matrix_of(drawn), matrix)
                self._add_all((pdfium.FPDFFormObj_GetObject(drawn, at) for at in range(count)), inner, depth + 1)

    def _add_path(self, path: Any, matrix: _Matrix) -> None:
        if not pdfium.FPDFPath_GetDrawMode(path, self._fill, self._stroke):
            return
        is_filled, is_stroked = bool(self._fill.value), bool(self._stroke.value)
        if not (is_filled or is_stroked):
            return
        box = self._box(path, matrix)
        if box is None:
            return
        rule = bar(*box)
        if rule is not None:
            self.rules.append(rule)
        elif max(box[2] - box[0], box[3] - box[1]) > THIN:
            self.rules += segments(self._corners(path, _times(self._matrix_of(path), matrix)), not is_stroked)

    def _add_image(self, image: Any, matrix: _Matrix) -> None:
        box = self._box(image, matrix)
        if box is None:
            return
        rule = bar(*box)
        if rule is not None:
            self.rules.append(rule)
        self.picture_area += (box[2] - box[0]) * (box[3] - box[1])

    def _box(self, drawn: Any, matrix: _Matrix) -> tuple[float, float, float, float] | None:
        if not pdfium.FPDFPageObj_GetBounds(drawn, *self._bounds):
            return None
        left, bottom, right, top = (float(edge.value) for edge in self._bounds)
        if matrix is not _UPRIGHT:
            xs, ys = zip(_at(matrix, left, bottom), _at(matrix, right, top), strict=True)
            left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
        return left, self._height - top, right, self._height - bottom

    def _matrix_of(self, drawn: Any) -> _Matrix:
        if not pdfium.FPDFPageObj_GetMatrix(drawn, self._matrix):
            return _UPRIGHT
        m = self._matrix
        return m.a, m.b, m.c, m.d, m.e, m.f

    def _corners(self, path: Any, matrix: _Matrix) -> list[Corner]:
        count = pdfium.FPDFPath_CountSegments(path)
        if count > _TANGLED:
            return []
        corners: list[Corner] = []
        first: Corner | None = None
        x, y = ctypes.c_float(), ctypes.c_float()
        for at in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(path, at)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            across, up = _at(matrix, x.value, y.value)
            corner = Corner(across, self._height - up, kind == pdfium.FPDF_SEGMENT_LINETO)
            corners.append(corner)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                first = corner
            if pdfium.FPDFPathSegment_GetClose(segment) and first is not None:
                corners.append(first._replace(is_drawn=True))
        return corners


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    if outer is _UPRIGHT:
        return inner
    a, b, c, d, e, f = inner
    k, m, n, p, q, r = outer
    return a * k + b * n, a * m + b * p, c * k + d * n, c * m + d * p, e * k + f * n + q, e * m + f * p + r


def _at(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
