"""CSV, TSV and their kin: recognised by their content; encoding and dialect are decided from the file and stated."""

import csv
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, pairwise
from operator import methodcaller
from pathlib import Path
from typing import NamedTuple, TypeAlias

from fachwerk.errors import UnusableInput
from fachwerk.read import mojibake
from fachwerk.read.encoding import HEAD, Encoding, decoded_head, encoding_of, open_text
from fachwerk.read.opened import Opened, counted, left_out
from fachwerk.records import Grid, GridRow, Grids, ReadOptions
from fachwerk.text import normal

_DELIMITERS = (";", "\t", "|", ",")
_NAMES = {"\t": "tab"}
_HINT = re.compile(r'"?sep=(.)"?\s*$', re.IGNORECASE)
_TWO_DIGITS = re.compile(r"\d\d(?!\d)")
# A quotation mark that is never closed would swallow the file; no cell of a list has a million letters.
_LARGEST_CELL = 1 << 20
_WIDEST = 16_384
# What rows consist of nearly always. A row with any other sign may be misread, or composed of letters and accents.
_UNUSUAL = re.compile(r"[^\x00-\x7fÖÜäöüßéèêëáàóòíúñç€§°–—…„“”‚‘’«»]")
_SAMPLE_LINES = 2_000
_REMEMBERED = 1_000


class Dialect(NamedTuple):
    """How lines are cut into cells: the delimiter, and whether quotation marks enclose cells or are mere letters."""

    delimiter: str
    is_quoted: bool = True

    @property
    def said(self) -> str:
        name = _NAMES.get(self.delimiter, f"'{self.delimiter}'")
        return f"delimiter {name}" if self.is_quoted else f"delimiter {name}, quotation marks enclose nothing"


_Record: TypeAlias = tuple[int, int, list[str]]  # first and last line, cells


@dataclass(slots=True)
class _Seen:
    """Records of one width: how many, on which lines (not more than can be named), the first and the last."""

    count: int = 0
    lines: list[int] = field(default_factory=list)
    last: int = 0

    def add(self, line: int) -> None:
        self.count += 1
        self.last = line
        if self.count <= _REMEMBERED:
            self.lines.append(line)


@dataclass(frozen=True, slots=True)
class _Census:
    """What a pass over the whole file finds: records by width, how quotation marks stand, and what is to be put right.

    `odd` are the lines of records whose letters `_clean` changes, `mended` those of them with misread UTF-8.
    """

    by_width: dict[int, _Seen]
    odd: Sequence[int]
    mended: Sequence[int]
    has_marks_around: bool

    @property
    def width(self) -> int:
        return max(self.by_width, key=lambda width: (self.by_width[width].count, width), default=0)

    def ragged(self) -> dict[int, list[int]]:
        """Lines by their odd width, between the first and the last record of the usual width."""
        if not self.by_width:
            return {}
        usual = self.by_width[self.width]
        odd = {
            width: [line for line in seen.lines if usual.lines[0] < line < usual.last]
            for width, seen in sorted(self.by_width.items())
            if width != self.width
        }
        return {width: lines for width, lines in odd.items() if lines}


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a file, read from it anew at each iteration; `odd` are the lines of those to be cleaned."""

    path: Path
    encoding: Encoding
    dialect: Dialect
    odd: Sequence[int]

    def __iter__(self) -> Iterator[GridRow]:
        upcoming = iter(self.odd)
        odd = next(upcoming, None)
        for line, last_line, cells in _records(self.path, self.encoding, self.dialect):
            if line == odd:
                odd = next(upcoming, None)
                cells = [_clean(cell) for cell in cells]
            yield GridRow(line, last_line, tuple(cells))


def is_delimited(head: bytes) -> bool:
    """Claim text whose lines mostly have one number of cells under one delimiter; prose and dumps do not."""
    text = decoded_head(head)
    if text is None:
        return False
    lines = text.splitlines(keepends=True)
    if len(head) >= HEAD and len(lines) > 1:
        lines.pop()
    return bool(lines) and (_HINT.match(lines[0]) is not None or _dialect(lines) is not None)


def open_delimited(path: Path, options: ReadOptions) -> Opened:
    """Read a delimited file as one grid, whose rows are read from the file at each iteration, one at a time.

    The delimiter is what a first line `sep=;` says, else the one of `;`, tab, `|` and `,` under which most records
    have the same width. Quotation marks enclose cells (doubled inside) unless that breaks the file and taking them
    as letters does not. Short and long rows are kept as they are and named in the notes; lines above the heading
    stay rows.
    """
    left_out("page", 1, options)
    encoding = encoding_of(path)
    with open_text(path, encoding) as text:
        sample = list(islice(text, _SAMPLE_LINES))
    hint = _HINT.match(sample[0])
    delimiter = hint[1] if hint else (_dialect(sample) or Dialect(";")).delimiter
    dialect, census, doubts = _settled(path, encoding, delimiter)
    if not census.by_width:
        raise UnusableInput("holds no row", file=str(path), advice="check that it is the right file")
    notes = (f"encoding {encoding.said}", *encoding.notes, dialect.said, *doubts, *_said(census))
    grid = Grid(1, path.stem, _Rows(path, encoding, dialect, census.odd))
    return Opened(Grids((grid,) if options.pages is None or 1 in options.pages else ()), notes)


def _clean(cell: str) -> str:
    if cell.isascii():
        return cell
    return normal((mojibake.repaired(cell) or cell) if mojibake.is_suspect(cell) else cell)


def _is_misread(cell: str) -> bool:
    return mojibake.is_suspect(cell) and mojibake.repaired(cell) is not None


# --- records -------------------------------------------------------------------------------------------------------


def _records(path: Path, encoding: Encoding, dialect: Dialect, *, is_strict: bool = False) -> Iterator[_Record]:
    with open_text(path, encoding) as text:
        first = text.readline()
        skipped = 1 if _HINT.match(first) else 0
        yield from _cut(chain(() if skipped else (first,), text), dialect, path, skipped, is_strict)


def _cut(lines: Iterable[str], dialect: Dialect, path: Path, skipped: int, is_strict: bool) -> Iterator[_Record]:
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(
        map(methodcaller("replace", "\f", ""), lines),
        delimiter=dialect.delimiter,
        quoting=csv.QUOTE_MINIMAL if dialect.is_quoted else csv.QUOTE_NONE,
        strict=is_strict,
    )
    line = skipped + 1
    for cells in reader:
        last = reader.line_num + skipped
        if len(cells) > _WIDEST:
            raise UnusableInput(
                f"has a row of {len(cells)} cells", file=str(path), line=line, advice="it is no list; check the file"
            )
        if cells:
            yield line, last, cells
        line = last + 1


def _settled(path: Path, encoding: Encoding, delimiter: str) -> tuple[Dialect, _Census, tuple[str, ...]]:
    """Decide between enclosing and plain quotation marks: by which leaves fewer records out of shape."""
    quoted, plain = Dialect(delimiter), Dialect(delimiter, is_quoted=False)
    try:
        return quoted, _census(_records(path, encoding, quoted, is_strict=True)), ()
    except csv.Error as error:
        doubt = f"quotation marks inside cells are not doubled everywhere ({error})"
    try:
        unenclosed = _census(_records(path, encoding, plain))
    except csv.Error as error:
        raise UnusableInput(
            "holds a cell of more than a million letters", file=str(path), advice="it is no list; check the file"
        ) from error
    try:
        enclosed = _census(_records(path, encoding, quoted))
    except csv.Error:
        return plain, unenclosed, ()
    odd, plain_odd = (sum(map(len, census.ragged().values())) for census in (enclosed, unenclosed))
    if odd < plain_odd or (odd == plain_odd and unenclosed.has_marks_around):
        return quoted, enclosed, (doubt,)
    return plain, unenclosed, ()


def _census(records: Iterable[_Record]) -> _Census:
    by_width: dict[int, _Seen] = {}
    odd, mended = array("l"), array("l")
    around = within = 0
    for line, _, cells in records:
        by_width.setdefault(len(cells), _Seen()).add(line)
        text = "".join(cells)
        if '"' in text:
            marks = [cell.strip() for cell in cells if '"' in cell]
            enclosing = sum(len(cell) > 1 and cell.startswith('"') and cell.endswith('"') for cell in marks)
            around, within = around + enclosing, within + len(marks) - enclosing
        if _UNUSUAL.search(text) is not None and any(_clean(cell) != cell for cell in cells):
            odd.append(line)
            if any(map(_is_misread, cells)):
                mended.append(line)
    return _Census(by_width, odd, mended, around > 9 * within)


def _said(census: _Census) -> Iterator[str]:
    for width, lines in census.ragged().items():
        yield f"{width} instead of {census.width} cells on {counted('line', lines)}"
    if census.mended:
        yield f"UTF-8 misread as Windows-1252 repaired on {counted('line', census.mended)}"


# --- recognition ---------------------------------------------------------------------------------------------------


class _Fit(NamedTuple):
    """How well a dialect cuts a sample: share of records of the usual width, and that width."""

    share: float
    width: int
    dialect: Dialect


def _dialect(lines: Sequence[str]) -> Dialect | None:
    """The dialect under which a sample is a table, or None.

    A table is where nine in ten records between the first and the last of the usual width have that width (with
    `;`, tab and `|`, which prose hardly uses: half of them), and these are at least two in five of all records. A
    comma additionally must not be one of prose (a blank follows) nor of decimal numbers (two digits follow).
    """
    fits = [
        fit
        for delimiter in _DELIMITERS
        if sum(delimiter in line for line in lines) * 5 >= sum(not line.isspace() for line in lines)
        for is_quoted in (True, False)
        if (fit := _fit(lines, Dialect(delimiter, is_quoted))) is not None
    ]
    return max(fits, key=lambda fit: (round(fit.share, 1), fit.width, fit.dialect.is_quoted)).dialect if fits else None


def _fit(lines: Sequence[str], dialect: Dialect) -> _Fit | None:
    try:
        records = [cells for _, _, cells in _cut(lines, dialect, Path(), 0, is_strict=False)]
    except (csv.Error, UnusableInput):
        return None
    if len(records) > 2:
        # The sample may end inside a record.
        records.pop()
    widths = [len(record) for record in records]
    width, count = max(Counter(w for w in widths if w > 1).items(), key=lambda item: item[::-1], default=(0, 0))
    if not count:
        return None
    first, last = widths.index(width), len(widths) - widths[::-1].index(width)
    share = count / (last - first)
    wanted = 0.9 if dialect.delimiter == "," else 0.5
    usual = [record for record in records if len(record) == width]
    if share < wanted or count * 5 < len(records) * 2 or not _is_table(usual, width, share, dialect.delimiter):
        return None
    return _Fit(share, width, dialect)


def _is_table(records: Sequence[Sequence[str]], width: int, share: float, delimiter: str) -> bool:
    borders = [border for record in records for border in pairwise(record)]
    blanks = sum(after.startswith(" ") for _, after in borders)
    if len(records) == 1:
        return width > 2 and not blanks and not records[0][-1].rstrip().endswith(".")
    if delimiter != ",":
        return True
    decimals = sum(before[-1:].isdigit() and _TWO_DIGITS.match(after) is not None for before, after in borders)
    if decimals * 5 > len(borders) * 4:
        return False
    return blanks * 2 <= len(borders) or (width > 2 and share > 0.95 and len(records) > 2)
