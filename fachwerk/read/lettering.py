"""Which letters the glyphs of an embedded TrueType or OpenType font stand for, by the font's own table."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import lru_cache
from types import MappingProxyType

Letters = MappingProxyType[int, str]

NO_LETTERS: Letters = MappingProxyType({})
_UNICODE = {(3, 10): 0, (3, 1): 1, (0, 4): 2, (0, 3): 3, (0, 2): 4, (0, 1): 5, (0, 0): 6}  # best first
_MOST_GROUPS = 10_000


@lru_cache(maxsize=16)
def letters_of(font: bytes) -> Letters:
    """Give the letter of each glyph number, the lowest code where several share a glyph ("-" and soft hyphen).

    Fonts of other kinds, symbol fonts and damaged ones have none. Tables: OpenType specification, "cmap", formats 4
    and 12.
    """
    try:
        found = list(_named(font))
    except struct.error:
        return NO_LETTERS
    return MappingProxyType(
        {glyph: chr(code) for code, glyph in sorted(found, reverse=True) if glyph and _is_code(code)}
    )


def _is_code(code: int) -> bool:
    return code <= 0x10FFFF and not 0xD800 <= code < 0xE000


def _named(font: bytes) -> Iterator[tuple[int, int]]:
    """Every code of the best table, with its glyph's number."""
    table = _table(font)
    if table is None:
        return
    tables = [struct.unpack_from(">HHI", font, table + 4 + 8 * at) for at in range(_short(font, table + 2))]
    known = [
        (_UNICODE[platform, kind], table + start) for platform, kind, start in tables if (platform, kind) in _UNICODE
    ]
    for _, start in sorted(known):
        form = _short(font, start)
        if form in (4, 12):
            yield from _segments(font, start) if form == 4 else _groups(font, start)
            return


def _table(font: bytes) -> int | None:
    """Where the font's table of codes begins."""
    if font[:4] not in (b"\0\1\0\0", b"true", b"OTTO"):
        return None
    for at in range(_short(font, 4)):
        name, _, start, _ = struct.unpack_from(">4sIII", font, 12 + 16 * at)
        if name == b"cmap":
            return int(start)
    return None


def _segments(font: bytes, start: int) -> Iterator[tuple[int, int]]:
    size = _short(font, start + 6)
    ends, firsts = start + 14, start + 16 + size
    for at in range(0, size, 2):
        end, first = _short(font, ends + at), _short(font, firsts + at)
        delta, offset = _short(font, firsts + size + at), _short(font, firsts + 2 * size + at)
        for code in range(first, min(end, 0xFFFE) + 1):
            if offset == 0:
                yield code, (code + delta) % 0x10000
            elif glyph := _short(font, firsts + 2 * size + at + offset + 2 * (code - first)):
                yield code, (glyph + delta) % 0x10000


def _groups(font: bytes, start: int) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">I", font, start + 12)
    for at in range(min(count, _MOST_GROUPS)):
        first, end, glyph = struct.unpack_from(">III", font, start + 16 + 12 * at)
        yield from ((code, glyph + code - first) for code in range(first, min(end, first + 0xFFFF) + 1))


def _short(font: bytes, at: int) -> int:
    (number,) = struct.unpack_from(">H", font, at)
    return int(number)
