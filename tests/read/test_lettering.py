"""Embedded fonts: their own tables tell letters of glyph numbers; what is no such table tells nothing."""

from __future__ import annotations

import struct

import pytest

from fachwerk.read.lettering import NO_LETTERS, letters_of


def font_with(table: bytes, platform: int, kind: int) -> bytes:
    """A TrueType font that consists of nothing but its table of codes."""
    cmap = struct.pack(">HHHHI", 0, 1, platform, kind, 12) + table
    return b"\0\1\0\0" + struct.pack(">HHHH4sIII", 1, 16, 0, 0, b"cmap", 0, 28, len(cmap)) + cmap


def segments(*parts: tuple[int, int, int, int]) -> bytes:
    """A table of format 4: segments from one code to another, with what is added to them."""
    parts = (*parts, (0xFFFF, 0xFFFF, 1, 0))
    ends, firsts, deltas, offsets = (b"".join(struct.pack(">H", part[k]) for part in parts) for k in (1, 0, 2, 3))
    size = 2 * len(parts)
    return struct.pack(">7H", 4, 16 + 4 * size, 0, size, 0, 0, 0) + ends + b"\0\0" + firsts + deltas + offsets


def test_a_table_of_segments_gives_the_lowest_code_of_a_glyph() -> None:
    table = segments((0x20, 0x22, 0x10000 - 29, 0), (0xA0, 0xA0, 0x10000 - 0xA0 + 3, 0), (0xB2, 0xB3, 240 - 0xB2, 0))
    assert letters_of(font_with(table, 3, 1)) == {3: " ", 4: "!", 5: '"', 240: "²", 241: "³"}


def test_segments_may_name_their_glyphs_one_by_one() -> None:
    table = segments((0x41, 0x43, 0, 4)) + struct.pack(">3H", 7, 0, 9)
    assert letters_of(font_with(table, 0, 3)) == {7: "A", 9: "C"}


def test_a_table_of_groups_reaches_beyond_sixteen_bits() -> None:
    table = struct.pack(">HHIII", 12, 0, 28, 0, 1) + struct.pack(">III", 0x1F600, 0x1F601, 50)
    assert letters_of(font_with(table, 3, 10)) == {50: "\U0001f600", 51: "\U0001f601"}


@pytest.mark.parametrize(
    "font",
    [
        b"",
        b"\x01\0\x04\x02",
        font_with(segments((0x41, 0x43, 0, 0)), 3, 0),
        font_with(segments((1, 9, 0, 0)), 3, 1)[:50],
    ],
    ids=["nothing", "another kind", "a symbol font", "cut short"],
)
def test_what_names_no_letters_gives_none(font: bytes) -> None:
    assert letters_of(font) == NO_LETTERS
