"""Tables on web pages through lxml: spans resolved, nested tables apart, every table a grid."""

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from fachwerk.errors import NoTable, UnusableInput
from fachwerk.read import mojibake
from fachwerk.read.encoding import Encoding, encoding_of, open_text
from fachwerk.read.opened import Opened, counted, left_out
from fachwerk.records import Grid, GridRow, Grids, ReadOptions
from fachwerk.text import normal, squeeze

_LARGEST = 128 << 20
_WIDEST = 1_000  # what browsers allow as colspan
_MOST_CELLS = 5_000_000
_LONGEST_TITLE = 300
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
_NUMBER = re.compile(r"\s*([0-9]{1,6})")
_BREAK = "\0"  # in no source: NUL is refused
_TABLE_BEGINS, _TABLE_ENDS = re.compile(r"<table[\s>]", re.IGNORECASE), re.compile(r"</table\s*>", re.IGNORECASE)
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "table"})
_INLINE = frozenset({"a", "abbr", "acronym", "b", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd"})
_INLINE |= frozenset({"label", "mark", "nobr", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt"})
_INLINE |= frozenset({"u", "var", "wbr", "bdi", "bdo", "data"})
_TITLES = ("h1", "h2", "h3", "h4", "h5", "h6", "p")
_SECTIONS = {"thead": 0, "tfoot": 2}


@dataclass(slots=True)
class _Filling:
    """A table being filled row by row; `reaching` are the cells that reach down into the next rows."""

    rows: list[GridRow] = field(default_factory=list)
    reaching: dict[int, tuple[str, int]] = field(default_factory=dict)

    def add(self, cells: Iterator[tuple[str, int, int]], left_in_section: int) -> None:
        texts: dict[int, str] = {}
        covered = set[int]()
        for column, (text, _) in self.reaching.items():
            texts[column] = text
            covered.add(column)
        self.reaching = {column: (text, down - 1) for column, (text, down) in self.reaching.items() if down > 1}
        column = 0
        for text, down, right in cells:
            while column in texts:
                column += 1
            down = min(down or left_in_section, left_in_section)
            for at in range(column, column + right):
                texts[at] = text
                if at > column:
                    covered.add(at)
                if down > 1:
                    self.reaching[at] = (text, down - 1)
            column += right
        width = max(texts, default=-1) + 1
        self.append(tuple(texts.get(at, "") for at in range(width)), frozenset(covered))

    def append(self, cells: tuple[str, ...], covered: frozenset[int] = frozenset()) -> None:
        line = len(self.rows) + 1
        self.rows.append(GridRow(line, line, cells, covered))


def open_html(path: Path, options: ReadOptions) -> Opened:
    """Read the tables of a web page, each as one grid numbered in the page's order.

    A row's line is its number in its table, counting from the titles and paragraphs (three at most) that stand
    directly above: they often say what the table is and as of when. Spanned cells repeat their text and are marked
    as covered; the head comes first and the foot last, wherever they are written; a cell's own text ends where a
    nested table begins, which is a grid of its own. `<br>` and everything that starts a block are line breaks.
    """
    if path.stat().st_size > _LARGEST:
        raise UnusableInput("is a web page of more than 128 MB", file=str(path), advice="save the table as CSV")
    encoding = _encoding(path)
    with open_text(path, encoding) as text:
        source = _NOT_TEXT.sub(" ", text.read())
    notes = [f"encoding {encoding.said}", *encoding.notes]
    tables = list(_tables(_root(source, path)))
    doubts = (*left_out("table", len(tables), options), *_doubts(source))
    grids: list[Grid] = []
    skipped: list[int] = []
    left = 0
    for number, (table, titles) in enumerate(tables, 1):
        rows = _rows(table, titles, path, _MOST_CELLS - left)
        left += sum(len(row.cells) for row in rows)
        if len(rows) - len(titles) < 2:
            # Frames and buttons of a page are tables too.
            skipped.append(number)
        elif options.pages is None or number in options.pages:
            name = squeeze(_text(table.find("caption"))) or (titles[-1] if titles else f"table {number}")
            grids.append(Grid(number, name, rows))
    if not grids:
        raise NoTable("holds no table of at least two rows", file=str(path), advice="check that it is the right page")
    notes += [f"{counted('table', skipped)} skipped: fewer than two rows"] if skipped else []
    return Opened(Grids(tuple(grids)), tuple(notes), doubts)


def _doubts(source: str) -> Iterator[str]:
    """Doubt a page that ends inside a table: browsers and lxml close it silently."""
    opened, closed = (len(tag.findall(source)) for tag in (_TABLE_BEGINS, _TABLE_ENDS))
    if opened > closed:
        yield "the page ends inside a table: it may be cut short"


def _encoding(path: Path) -> Encoding:
    """What the bytes themselves prove; where they prove nothing, what the page declares."""
    decided = encoding_of(path)
    with path.open("rb") as file:
        declared = _CHARSET.search(file.read(4096))
    if declared is None or decided.codec.startswith("utf") or decided.said == "ASCII":
        return decided
    try:
        codec = codecs.lookup(declared[1].decode("ascii")).name
    except LookupError:
        return decided
    if codec.startswith("utf") or not codec.startswith(("cp", "iso8859", "mac", "koi8", "big5", "gb", "euc", "shift")):
        return decided
    # Browsers read Latin-1 as Windows-1252, which most pages that declare it are written in.
    codec = "cp1252" if codec == "iso8859-1" else codec
    return Encoding(codec, 0, f"{declared[1].decode('ascii')}, as the page declares")


def _root(source: str, path: Path) -> etree._Element:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(source.encode("utf-8", "surrogatepass"), parser)
    except etree.LxmlError as error:
        raise UnusableInput(f"is a damaged web page ({error})", file=str(path), advice="save it again") from error
    if root is None:
        raise NoTable("holds no table", file=str(path), advice="check that it is the right page")
    return root


def _tables(root: etree._Element) -> Iterator[tuple[etree._Element, tuple[str, ...]]]:
    titles: list[str] = []
    for node in root.iter("table", *_TITLES):
        if node.tag == "table":
            yield node, tuple(titles[-3:])
            titles = []
        elif not _is_inside_table(node) and 0 < len(text := squeeze(_text(node))) <= _LONGEST_TITLE:
            titles.append(text)


def _is_inside_table(node: etree._Element) -> bool:
    return next(node.iterancestors("table"), None) is not None


def _rows(table: etree._Element, titles: Sequence[str], path: Path, room: int) -> tuple[GridRow, ...]:
    filling = _Filling()
    for title in titles:
        filling.append((title,))
    sections = _sections(table)
    for section in sections:
        filling.reaching.clear()
        for at, row in enumerate(section):
            filling.add(_cells(row), len(section) - at)
            room -= len(filling.rows[-1].cells)
            if room < 0:
                raise UnusableInput(
                    f"has tables of more than {_MOST_CELLS} cells", file=str(path), advice="save the table as CSV"
                )
    return tuple(filling.rows)


def _sections(table: etree._Element) -> list[list[etree._Element]]:
    """Rows of a table by section (head, bodies, foot), without those of nested tables."""
    found: list[tuple[int, list[etree._Element]]] = []
    parent: etree._Element | None = None
    for row in _own(table, "tr"):
        above = row.getparent()
        if above is not parent or not found:
            parent = above
            found.append((_SECTIONS.get(str(above.tag) if above is not None else "", 1), []))
        found[-1][1].append(row)
    return [rows for _, rows in sorted(found, key=lambda section: section[0])]


def _own(node: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """Descendants with one of the tags that belong to this table or row, not to a table inside it."""
    walk = etree.iterwalk(node, events=("start",))
    for _, inner in walk:
        if inner is node:
            continue
        if inner.tag in tags:
            yield inner
        if inner.tag == "table" or inner.tag in tags:
            walk.skip_subtree()


def _cells(row: etree._Element) -> Iterator[tuple[str, int, int]]:
    for cell in _own(row, "td", "th"):
        yield _text(cell), _span(cell, "rowspan", 65_534), max(_span(cell, "colspan", _WIDEST), 1)


def _span(cell: etree._Element, name: str, most: int) -> int:
    match = _NUMBER.match(cell.get(name) or "1")
    return min(int(match[1]), most) if match else 1


def _text(node: etree._Element | None) -> str:
    if node is None:
        return ""
    parts: list[str] = []
    walk = etree.iterwalk(node, events=("start", "end"))
    for event, inner in walk:
        is_seen = inner is node or inner.tag not in _UNSEEN
        if inner.tag not in _INLINE:
            parts.append(_BREAK)
        if event == "start":
            if is_seen:
                parts.append(inner.text or "")
            else:
                walk.skip_subtree()
        elif inner is not node:
            parts.append(inner.tail or "")
    lines = (squeeze(line) for line in "".join(parts).split(_BREAK))
    text = "\n".join(line for line in lines if line)
    meant = mojibake.repaired(text) if mojibake.is_suspect(text) else None
    return normal(meant or text)
