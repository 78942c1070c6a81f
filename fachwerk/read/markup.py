"""What the XML of XLSX and ODS says beyond the values: hidden rows and columns, merged cells, how far cells reach."""

import posixpath
import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from fachwerk.read.container import Container

# More digits and letters than a sheet has: other readers take these too, and fill their memory.
_REFERENCE = re.compile(r"([A-Za-z]{1,9})([0-9]{1,20})$")
_PERCENT_FORMATS = ("9", "10")
_MOST_ROWS, _MOST_COLUMNS = 1 << 20, 1 << 14
_NUMBER = re.compile(r"\s*\+?[0-9]{1,20}\s*$")


class Area(NamedTuple):
    """A rectangle of cells: rows from 1, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Stretches:
    """Cells of some kind, held as stretches of rows by column: a column of a million takes as much as one cell."""

    by_column: dict[int, list[list[int]]] = field(default_factory=dict)

    def add(self, row: int, column: int, rows: int = 1) -> None:
        stretches = self.by_column.setdefault(column, [])
        if stretches and row <= stretches[-1][1] + 1:
            stretches[-1][1] = max(stretches[-1][1], row + rows - 1)
        else:
            stretches.append([row, row + rows - 1])

    def holds(self, row: int, column: int) -> bool:
        stretches = self.by_column.get(column)
        if stretches is None:
            return False
        at = bisect_right(stretches, row, key=lambda stretch: stretch[0]) - 1
        return at >= 0 and stretches[at][1] >= row


@dataclass(slots=True)
class Outline:
    """What a sheet says about its own rows and columns.

    `cells` is the size of the rectangle around all values; the number of `values` does not count repetitions.
    `percent` are the cells whose numbers are shown as percentages, `errors` the names of cells that show an error,
    `hollow` the cells with a formula of which no result was saved.
    """

    name: str
    hidden: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)
    rows: tuple[int, int] = (0, 0)
    columns: tuple[int, int] = (0, 0)

    values: int = 0
    percent: Stretches = field(default_factory=Stretches)
    errors: list[str] = field(default_factory=list)
    hollow: Stretches = field(default_factory=Stretches)

    def mark(self, row: int, column: int, rows: int = 1, columns: int = 1) -> None:
        """Widen the rectangle by a value that may be repeated; both its ends are half open, an empty one is zero."""
        top, bottom = self.rows
        left, right = self.columns
        if self.values == 0:
            top, left = row, column
        self.rows = (min(top, row), max(bottom, row + rows))
        self.columns = (min(left, column), max(right, column + columns))
        self.values += 1

    def hollow_ranges(self) -> list[str]:
        """Name the cells without the result of their formula: `["C2:C40", "F7"]`."""
        return [
            f"{_letters(column)}{first}" if first == last else f"{_letters(column)}{first}:{_letters(column)}{last}"
            for column, stretches in sorted(self.hollow.by_column.items())
            for first, last in stretches
        ]

    @property
    def hidden_rows(self) -> frozenset[int]:
        return frozenset(self.hidden)

    @property
    def cells(self) -> int:
        return (self.rows[1] - self.rows[0]) * (self.columns[1] - self.columns[0])


_Start = Callable[[str, dict[str, str]], None]


def xlsx_outlines(container: Container) -> tuple[Outline, ...]:
    """Check all parts of an XLSX container, and outline its sheets in the workbook's order."""
    sheets, targets, percent = _sheets(container), _targets(container), _percent_styles(container)
    parts = {name.lower(): name for name in container.names}
    named = {part: name for name, key in sheets if (part := _part(targets.get(key, ""), parts)) is not None}
    outlines: dict[str, Outline] = {}
    for part in container.names:
        # A sheet that the workbook does not name is measured too: another reader may find it.
        if part in named or container.check(part).endswith("worksheet"):
            outline = Outline(named.get(part, ""))
            parser = expat.ParserCreate()
            _XlsxSheet(outline, parser, percent)
            container.parse(part, parser)
            outlines[part] = outline
    return tuple(outlines.values())


def ods_outlines(container: Container) -> tuple[Outline, ...]:
    """Check all parts of an OpenDocument container, and outline its sheets in order."""
    book = _OdsBook()
    for part in container.names:
        if part == "content.xml":
            container.parse(part, _parser(book.start))
        else:
            container.check(part)
    return tuple(book.outlines)


def is_encrypted_ods(container: Container) -> bool:
    """Tell whether the manifest of an OpenDocument container names encrypted parts."""
    found: list[str] = []

    def start(tag: str, _: Mapping[str, str]) -> None:
        if tag.endswith("encryption-data"):
            found.append(tag)

    if "META-INF/manifest.xml" in container.names:
        container.parse("META-INF/manifest.xml", _parser(start))
    return bool(found)


def _parser(start: _Start) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    return parser


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


# --- XLSX ----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _XlsxSheet:
    """Outlines one sheet, element by element. A cell with a formula is hollow until its result is seen."""

    outline: Outline
    parser: expat.XMLParserType
    percent: Collection[str]
    row: int = 0
    column: int = -1
    kind: str = "n"
    is_hidden: bool = False
    is_percent: bool = False

    def __post_init__(self) -> None:
        self.parser.StartElementHandler = self.start

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = _local(tag) if ":" in tag else tag
        if tag == "c":
            self._cell(attributes)
        elif tag == "f":
            self.parser.EndElementHandler = self._end
        elif tag in ("v", "is"):
            if self.parser.EndElementHandler is not None:
                self._result()
            self.outline.mark(self.row, self.column)
            if self.is_hidden:
                self.outline.hidden.add(self.row)
            if self.is_percent:
                self.outline.percent.add(self.row, self.column)
        elif tag == "row":
            self.row = _whole(attributes.get("r", ""), self.row + 1)
            self.column = -1
            self.is_hidden = attributes.get("hidden") in ("1", "true")
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = _whole(attributes.get("min", ""), 0), _whole(attributes.get("max", ""), 0)
            # Whole empty right sides of sheets are often hidden; nobody wants to read about these.
            if last - first < 256:
                self.outline.hidden_columns |= set(range(first, last + 1))

    def _result(self) -> None:
        """Take the result of a formula: an empty one is none, unless it is a text."""
        if self.kind == "str":
            self._settle()
        else:
            self.parser.CharacterDataHandler = lambda _: self._settle()

    def _settle(self) -> None:
        self.parser.EndElementHandler = self.parser.CharacterDataHandler = None

    def _end(self, tag: str) -> None:
        if tag.endswith("c"):
            self.outline.hollow.add(self.row, self.column)
            self._settle()

    def _cell(self, attributes: Mapping[str, str]) -> None:
        reference, kind = attributes.get("r", ""), attributes.get("t", "n")
        self.kind = kind
        self.is_percent = kind == "n" and attributes.get("s") in self.percent
        if kind == "e":
            self.outline.errors.append(reference)
        match = _REFERENCE.match(reference)
        if match is None:
            self.column += 1
            return
        self.column = _column(match[1])
        self.row = int(match[2])


def _percent_styles(container: Container) -> frozenset[str]:
    """Numbers of the cell styles that show percentages: two formats built in, and own ones with a per cent sign."""
    formats = set(_PERCENT_FORMATS)
    styles: list[str] = []
    around: list[str] = []

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        tag = _local(tag)
        if tag == "numFmt" and "%" in attributes.get("formatCode", ""):
            formats.add(attributes.get("numFmtId", ""))
        elif tag == "cellXfs":
            around.append(tag)
        elif tag == "xf" and around:
            styles.append(attributes.get("numFmtId", ""))

    def end(tag: str) -> None:
        if _local(tag) == "cellXfs":
            around.clear()

    part = _exact(container, "xl/styles.xml")
    if part:
        parser = _parser(start)
        parser.EndElementHandler = end
        container.parse(part, parser)
    return frozenset(str(at) for at, style in enumerate(styles) if style in formats)


def _column(letters: str) -> int:
    """Number of a column from its letters, from 0: A, Z, AA are 0, 25, 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _letters(column: int) -> str:
    """Letters of a column from its number: 0, 25, 26 are A, Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _whole(text: str, otherwise: int) -> int:
    return int(text) if _NUMBER.match(text) else otherwise


def _sheets(container: Container) -> list[tuple[str, str]]:
    """Names of the workbook's sheets, each with the key of its part."""
    found: list[tuple[str, str]] = []

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if _local(tag) == "sheet":
            keys = [value for name, value in attributes.items() if name.endswith(":id")]
            found.append((attributes.get("name", ""), keys[0] if keys else ""))

    container.parse(_exact(container, "xl/workbook.xml"), _parser(start))
    return found


def _targets(container: Container) -> dict[str, str]:
    found: dict[str, str] = {}

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if _local(tag) == "Relationship":
            found[attributes.get("Id", "")] = attributes.get("Target", "")

    part = _exact(container, "xl/_rels/workbook.xml.rels")
    if part:
        container.parse(part, _parser(start))
    return found


def _exact(container: Container, name: str) -> str:
    return next((part for part in container.names if part.lower() == name), "")


def _part(target: str, parts: Mapping[str, str]) -> str | None:
    """The part a workbook means: by an address from the container's root, or from the workbook's folder."""
    addresses = (target.lstrip("/"), posixpath.normpath(posixpath.join("xl", target)), f"xl/{target}")
    return next((parts[address.lower()] for address in addresses if address.lower() in parts), None)


# --- ODS -----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _OdsBook:
    outlines: list[Outline] = field(default_factory=list)
    row: int = 1
    rows: int = 0
    column: int = 0
    heading: int = 0
    is_hidden: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("table:table-cell", "table:covered-table-cell"):
            self._cell(attributes)
        elif tag == "table:table-row":
            self.row += self.rows
            self.rows = max(_whole(attributes.get("table:number-rows-repeated", ""), 1), 1)
            self.column = 0
            self.is_hidden = attributes.get("table:visibility", "visible") != "visible"
        elif tag == "table:table-column":
            self._column(attributes)
        elif tag == "table:table":
            self.outlines.append(Outline(attributes.get("table:name", "")))
            self.row, self.rows, self.heading = 1, 0, 0

    def _column(self, attributes: Mapping[str, str]) -> None:
        columns = max(_whole(attributes.get("table:number-columns-repeated", ""), 1), 1)
        if self.outlines and attributes.get("table:visibility", "visible") != "visible" and columns < 256:
            self.outlines[-1].hidden_columns |= set(range(self.heading + 1, self.heading + columns + 1))
        self.heading += columns

    def _cell(self, attributes: Mapping[str, str]) -> None:
        columns = max(_whole(attributes.get("table:number-columns-repeated", ""), 1), 1)
        if self.outlines and "table:formula" in attributes and "office:value-type" not in attributes:
            self.outlines[-1].hollow.add(self.row, self.column, self.rows)
        if self.outlines and "office:value-type" in attributes:
            outline = self.outlines[-1]
            outline.mark(self.row, self.column, self.rows, columns)
            if self.is_hidden and self.rows < _MOST_ROWS:
                outline.hidden.update(range(self.row, self.row + self.rows))
            if attributes["office:value-type"] == "percentage":
                for column in range(self.column, self.column + min(columns, _MOST_COLUMNS)):
                    outline.percent.add(self.row, column, self.rows)
            if attributes.get("calcext:value-type") == "error":
                outline.errors.append(f"{_letters(self.column)}{self.row}")
        self._merge(attributes)
        self.column += columns

    def _merge(self, attributes: Mapping[str, str]) -> None:
        down = max(_whole(attributes.get("table:number-rows-spanned", ""), 1), 1)
        right = max(_whole(attributes.get("table:number-columns-spanned", ""), 1), 1)
        if self.outlines and down * right > 1:
            area = Area(self.row, self.column, self.row + down - 1, self.column + right - 1)
            self.outlines[-1].merged.append(area)
