"""Files that are nearly right: lists with every kind of trouble, and good files with something broken in them."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).parents[2]
CODECS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman", "cp850", "latin-1")
WORDS = (
    "Träger", "Durchführungsort", "Betrag", "Stand: 31.12.2023", "Summe", "1.234,56 €", "2012-01-31", "Seite 1 von 9",
    "fÃ¼r", "\ufffd", "a\u0308", "\ufb01", "\u00ad", "\u200b", "e. V.", "=1+1", '"', "'", ";", ",", "\t", "|", "sep=;",
    " ", "  ", "\x0b", "\x0c", "\x1a", "\x7f", "\u2028", "\x85", "𝔘", "", "<b>", "&amp;", "%PDF-", "{\\rtf", "\ufeff",
)  # fmt: skip
TAGS = (
    "table", "tr", "td", "th", "thead", "tbody", "tfoot", "caption", "div", "p", "br", "script", "h1", "a", "html",
    "body", "head", "select", "option", "template", "svg", "math", "style", "title", "textarea", "!--", "![CDATA[", "/",
)  # fmt: skip
NUMBERS = ("0", "1", "2", "-1", "16384", "1048576", "4294967295", "99999999999999999999", "1e9", "", "NaN", "A1:XFD9")

word = st.sampled_from(WORDS) | st.text(max_size=8)
line = st.lists(word, max_size=8).map(" ".join)
end = st.sampled_from(("\n", "\r\n", "\r", "\n\n", "\f", "\n\f", "\r\r\n"))


@st.composite
def encoded(draw: st.DrawFn, text: st.SearchStrategy[str]) -> bytes:
    """Text in some encoding, sometimes with bytes of another kind in between, sometimes cut."""
    raw = draw(text).encode(draw(st.sampled_from(CODECS)), "replace")
    return draw(st.just(raw) | broken(raw))


@st.composite
def broken(draw: st.DrawFn, raw: bytes) -> bytes:
    """Bytes cut, doubled, overwritten or with others put in, a few times."""
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(raw)))
        to = draw(st.integers(at, min(len(raw), at + 64)))
        put = draw(st.binary(max_size=8) | st.sampled_from((raw[at:to] * 2, b"\0", b"\xff", b'"', b"\xc3", b"\r")))
        raw = draw(st.sampled_from((raw[:at] + put + raw[to:], raw[:at] + put + raw[at:], raw[:at])))
    return raw


@st.composite
def dump_text(draw: st.DrawFn) -> str:
    return "".join(draw(st.lists(st.tuples(line, end).map("".join), max_size=40)))


@st.composite
def shuffled_dump(draw: st.DrawFn) -> str:
    """The heading of the sample list's dump, and some of its lines in any order, ended in any way."""
    lines = (ROOT / "samples" / "fachkraefteprojekte.txt").read_text(encoding="utf-8").splitlines()[:150]
    count = draw(st.integers(0, 20))
    picked = draw(st.lists(st.sampled_from(lines) | line, max_size=25))
    return "".join(text + draw(end) for text in [*lines[:count], *picked])


@st.composite
def delimited_text(draw: st.DrawFn) -> str:
    delimiter = draw(st.sampled_from((";", ",", "\t", "|")))
    width = draw(st.integers(1, 6))
    quote = draw(st.sampled_from(('"', "'", "")))
    above = draw(st.lists(line, max_size=3))
    rows = draw(st.lists(st.lists(line, min_size=1, max_size=width + 1), max_size=30))
    enclosed = [delimiter.join(f"{quote}{cell}{quote}" for cell in row) for row in rows]
    return draw(st.sampled_from(("\n", "\r\n", "\r"))).join([*above, *enclosed])


@st.composite
def html_text(draw: st.DrawFn) -> str:
    span = st.sampled_from(("rowspan", "colspan")).flatmap(
        lambda name: st.sampled_from(NUMBERS).map(lambda number: f' {name}="{number}"')
    )
    tag = st.builds("<{}{}{}>".format, st.sampled_from(("", "/")), st.sampled_from(TAGS), st.sampled_from(("",)) | span)
    return "<table>" + "".join(draw(st.lists(tag | line, max_size=80)))


def workbook() -> bytes:
    """A small workbook with merged, hidden and dated cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Liste"],
        ["Träger", "Ort", "Betrag"],
        ["A e. V.", "Pirna", 1.5],
        ["B", None, 2],
        ["Summe", None, 3.5],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.row_dimensions[4].hidden = True
    book.create_sheet("leer")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def open_document_sheet() -> bytes:
    """A small OpenDocument workbook with merged, hidden and repeated cells."""
    cell = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
    rows = (
        cell.format(' table:number-columns-spanned="2" table:number-rows-spanned="1"', "Liste")
        + '<table:covered-table-cell table:number-columns-repeated="1"/>',
        cell.format("", "Träger") + cell.format("", "Betrag"),
        cell.format("", "A") + '<table:table-cell office:value-type="float" office:value="1.5"/>',
        cell.format(' table:number-columns-repeated="2"', "B"),
    )
    body = "".join(
        f'<table:table-row table:number-rows-repeated="1" table:visibility="collapse">{row}</table:table-row>'
        for row in rows
    )
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content{names}><office:body><office:spreadsheet>"
        f'<table:table table:name="Liste"><table:table-column table:number-columns-repeated="3"/>{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest><file-entry/></manifest>")
    return file.getvalue()


def pages() -> bytes:
    """A small PDF with a table on two pages, nothing of it packed."""
    file = io.BytesIO()
    canvas = Canvas(file, pageCompression=0, invariant=True)
    for page in (1, 2):
        canvas.setFont("Helvetica", 9)
        canvas.drawString(50, 800, "Stand: 31.12.2023")
        for number in range(5):
            y = 760 - 24 * number
            for x, text in ((50, f"Verein {number}"), (180, "Pirna"), (300, "31.12.2023"), (420, f"1.{number}00,00")):
                canvas.drawString(x, y, text if number else ("Name", "Ort", "Ende", "Betrag")[(x - 50) // 120])
            canvas.line(45, y - 4, 500, y - 4)
        canvas.drawString(280, 30, f"Seite {page} von 2")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@st.composite
def rezipped(draw: st.DrawFn, raw: bytes, parts: Sequence[str]) -> bytes:
    """A zip container with one of its parts broken as XML or bytes, and all check sums right."""
    file = io.BytesIO()
    target = draw(st.sampled_from(parts))
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, draw(broken_xml(content) | broken(content)) if name == target else content)
    return file.getvalue()


@st.composite
def broken_xml(draw: st.DrawFn, raw: bytes) -> bytes:
    """XML in which some quoted values are other ones, or some tags come twice or not at all."""
    pieces = raw.decode("utf-8", "replace").split('"')
    for at in draw(st.lists(st.integers(0, max(len(pieces) - 1, 0)), max_size=3)):
        if at % 2 and at < len(pieces):
            pieces[at] = draw(st.sampled_from(NUMBERS))
    tags = '"'.join(pieces).split("<")
    for at in draw(st.lists(st.integers(0, max(len(tags) - 1, 0)), max_size=3)):
        tags[at : at + 1] = draw(st.sampled_from(([], [tags[at]] * 2))) if at < len(tags) else []
    return "<".join(tags).encode()
