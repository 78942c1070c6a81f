"""What a workbook of Excel 97 to 2003 says beyond the values: a password, hidden rows and columns.

Formats: [MS-CFB] for the compound file around the workbook, [MS-XLS] for the records inside.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fachwerk.errors import UnusableInput
from fachwerk.read.markup import Outline

_LARGEST = 256 << 20
_END = 0xFFFFFFFE
_ROOT, _SMALL = "Root Entry", 64
_FIRST_ENTRIES = 109
_BOUNDSHEET, _ROW, _COLINFO, _FILEPASS, _EOF = 0x85, 0x208, 0x7D, 0x2F, 0x0A
_MULRK = 0xBD
_VALUES = frozenset({0x06, 0x203, 0x204, 0x205, 0x27E, 0xD6, 0xFD, _MULRK})  # formulas, numbers, labels, flags
_IS_HIDDEN_ROW, _IS_HIDDEN_COLUMN = 0x20, 0x01
_DAMAGED = "it is damaged or cut short; get it again"
_FOREIGN = {
    "WordDocument": "is a Word document; save the table in it as PDF or XLSX",
    "PowerPoint Document": "is a PowerPoint presentation; save the table in it as PDF or XLSX",
}


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook's outlines, in its order, and whether a password locks it."""

    outlines: tuple[Outline, ...] = ()
    is_locked: bool = False


def book_of(path: Path) -> Book:
    """Look into an OLE compound file: is it a workbook, is it locked, what is hidden in it?"""
    if path.stat().st_size > _LARGEST:
        raise UnusableInput("is a workbook of more than 256 MB", file=str(path), advice="save it as CSV")
    try:
        compound = _Compound(path.read_bytes())
        streams = compound.streams()
        if "EncryptedPackage" in streams:
            return Book(is_locked=True)
        for foreign, kind in _FOREIGN.items():
            if foreign in streams:
                raise UnusableInput(kind, file=str(path))
        name = next((name for name in ("Workbook", "Book") if name in streams), None)
        if name is None:
            raise UnusableInput("is an OLE file without a workbook", file=str(path), advice="check the file")
        return _book(compound.content(name))
    except (struct.error, IndexError, KeyError, UnicodeDecodeError) as error:
        raise UnusableInput("is a damaged workbook", file=str(path), advice=_DAMAGED) from error


class _Compound:
    """A compound file: sectors, chained by a table, that make streams with names."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        (shift,) = struct.unpack_from("<H", raw, 30)
        self._size = 1 << (shift if shift in (9, 12) else 9)
        self._chain = self._table()

    def streams(self) -> dict[str, tuple[int, int]]:
        """First sector and size of each stream that is stored in whole sectors."""
        (first,) = struct.unpack_from("<I", self._raw, 48)
        directory = self._read(first)
        found: dict[str, tuple[int, int]] = {}
        for at in range(0, len(directory) - 127, 128):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            if kind in (2, 5) and 2 <= length <= 64:
                name = directory[at : at + length - 2].decode("utf-16-le")
                found[name] = struct.unpack_from("<II", directory, at + 116)
        return found

    def content(self, name: str) -> bytes:
        """A stream's bytes; small streams are stored in 64-byte parts inside the root's stream."""
        streams = self.streams()
        first, size = streams[name]
        small, first_link = struct.unpack_from("<II", self._raw, 56)
        if size >= small:
            return self._read(first)[:size]
        container, links = self._read(streams[_ROOT][0]), self._read(first_link)
        table = struct.unpack(f"<{len(links) // 4}I", links)
        parts = [container[at * _SMALL : (at + 1) * _SMALL] for at in _followed(first, table)]
        return b"".join(parts)[:size]

    def _table(self) -> list[int]:
        entries = list(struct.unpack_from(f"<{_FIRST_ENTRIES}I", self._raw, 76))
        following, count = struct.unpack_from("<II", self._raw, 68)
        for _ in range(min(count, len(self._raw) // self._size)):
            if following >= _END:
                break
            *more, following = struct.unpack(f"<{self._size // 4}I", self._sector(following))
            entries += more
        table: list[int] = []
        for sector in entries:
            if sector < _END:
                table += struct.unpack(f"<{self._size // 4}I", self._sector(sector))
        return table

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        sector = self._raw[start : start + self._size]
        if len(sector) < self._size:
            raise IndexError(number)
        return sector

    def _read(self, first: int) -> bytes:
        return b"".join(
            self._raw[(at + 1) * self._size : (at + 2) * self._size] for at in _followed(first, self._chain)
        )


def _followed(first: int, table: Sequence[int]) -> Iterator[int]:
    """Numbers of a chain's links; a chain that bites its tail is longer than its table."""
    for _ in range(len(table) + 1):
        if first >= _END:
            return
        yield first
        first = table[first]
    raise IndexError(first)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _book(stream: bytes) -> Book:
    sheets: list[tuple[int, str]] = []
    for kind, record in _records(stream, 0):
        if kind == _FILEPASS:
            return Book(is_locked=True)
        if kind == _BOUNDSHEET:
            sheets.append((struct.unpack_from("<I", record)[0], _name(record)))
        if kind == _EOF:
            break
    return Book(tuple(_outline(stream, start, name) for start, name in sheets))


def _name(record: bytes) -> str:
    """Name of a sheet in a BIFF8 record; in BIFF5 its bytes begin where BIFF8 says how they are encoded."""
    length, flag = record[6], record[7] if len(record) > 7 else 0
    if flag == 1:
        return record[8 : 8 + 2 * length].decode("utf-16-le")
    if flag == 0:
        return record[8 : 8 + length].decode("latin-1")
    return record[7 : 7 + length].decode("cp1252", "ignore")


def _outline(stream: bytes, start: int, name: str) -> Outline:
    outline = Outline(name)
    for kind, record in _records(stream, start):
        if kind == _ROW and len(record) >= 16:
            number, first, last, flags = struct.unpack_from("<3H6xH", record)
            if flags & _IS_HIDDEN_ROW and last > first:
                outline.hidden.add(number + 1)
        elif kind in _VALUES and len(record) >= 6:
            row, column = struct.unpack_from("<HH", record)
            last = struct.unpack_from("<H", record, len(record) - 2)[0] if kind == _MULRK else column
            outline.mark(row + 1, column, columns=max(last - column + 1, 1))
        elif kind == _COLINFO and len(record) >= 10:
            first, last, _, _, flags = struct.unpack_from("<5H", record)
            if flags & _IS_HIDDEN_COLUMN and last - first < 256:
                outline.hidden_columns |= set(range(first + 1, last + 2))
        elif kind == _EOF:
            break
    return outline
