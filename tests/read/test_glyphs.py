"""Broken text layers: rubbish is told from text, constant shifts are repaired and marked, doubtful ones left alone."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from types import MappingProxyType

import pytest

from fachwerk.read.glyphs import Repairer, is_suspicious, pair_share, shift_of, shifted
from fachwerk.read.lettering import NO_LETTERS
from fachwerk.read.runs import Chunk
from fachwerk.records import Row
from tests.drawing import pages_of, parts_of, printed, table

SENTENCE = "Förderung der beruflichen Weiterbildung in der Stadt Zwickau"
ROWS = [
    ("Träger", "Vorhaben", "Jahr"),
    ("Volkshochschule Zwickau", "Weiterbildung für Fachkräfte in Betrieben der Region", "2012"),
    ("Handwerkskammer Chemnitz", "Beratung von Unternehmen zur Ausbildung von Lehrlingen", "2013"),
    ("Stadtverwaltung Plauen", "Messe für Ausbildung und Studium mit Rückkehrertag", "2014"),
]


def macintosh(text: str) -> str:
    """What a reader gets that takes a TrueType font's glyph numbers for codes."""
    return "".join(chr(ord(c) - 29) if ord(c) < 127 else chr(c.encode("mac_roman")[0] - 30) for c in text)


def chunk(text: str, font: int) -> Chunk:
    return Chunk(text, 0, 10, 10, 0, 2, 10, 1, 1, False, font=font)


def test_text_and_rubbish_differ_in_their_pairs_of_letters() -> None:
    assert pair_share(SENTENCE) > 0.3 > 0.08 > pair_share(macintosh(SENTENCE))


@pytest.mark.parametrize(
    "text",
    ["Zwi\ufffdkau", "Zwickau\x03", "\ue021\ue022", macintosh(SENTENCE), "bcdfgh jklmnp qrstvwx zbcdfgh jklmn"],
)
def test_rubbish_is_suspicious(text: str) -> None:
    assert is_suspicious(text)


@pytest.mark.parametrize(
    "text", [SENTENCE, "EFRE ESF KMU GmbH", "12.750,00 €", "Szczecin, Łódź", "Nr. 4 - 2011/2013", ""]
)
def test_text_is_not(text: str) -> None:
    assert not is_suspicious(text)


@pytest.mark.parametrize("shift", [29, -3, 1, 31])
def test_the_shift_is_found_that_gives_language(shift: int) -> None:
    broken = macintosh(SENTENCE) if shift == 29 else shifted(SENTENCE.replace("ö", "oe"), -shift)
    assert shift_of(broken) == shift


@pytest.mark.parametrize("text", [SENTENCE, "\ue021\ue022\ue023" * 20, "KMU EFRE ESF NGO THW DRK BMW", "12 345 678"])
def test_where_no_shift_gives_language_nothing_is_shifted(text: str) -> None:
    assert shift_of(text) is None


def test_umlauts_come_back_too() -> None:
    assert shifted(macintosh("Übergänge für Größen: 12,5 €".replace("€", "%")), 29) == "Übergänge für Größen: 12,5 %"


def test_a_letter_that_fonts_number_differently_is_not_guessed() -> None:
    assert shifted("\xf1", 29) == "\ufffd"


def test_a_page_is_repaired_font_by_font_and_says_so() -> None:
    chunks = [chunk(SENTENCE, 1), chunk(macintosh(SENTENCE), 2), chunk(macintosh("EUR 12,50"), 3)]
    mended, notes = Repairer().repaired(chunks)
    assert [each.text for each in mended] == [SENTENCE, SENTENCE, "EUR 12,50"]
    assert notes == ("text layer repaired: its characters were shifted by 29 code points",)


def test_a_font_of_few_letters_is_repaired_on_later_pages_as_well() -> None:
    repairer = Repairer()
    repairer.repaired([chunk(macintosh(SENTENCE), 1)])
    mended, notes = repairer.repaired([chunk(macintosh("12,50 EUR"), 7)])
    assert mended[0].text == "12,50 EUR" and notes


LETTERS = MappingProxyType({ord(macintosh(c)): c for c in {*SENTENCE, *"EUR12,50-"} if c != " "} | {241: "³", 3: " "})


def test_a_font_that_names_its_glyphs_is_read_by_its_own_table() -> None:
    chunks = [chunk(macintosh(SENTENCE) + "\xf1", 1), chunk(macintosh("EUR 12,50"), 2), chunk("B\x03", 3)]
    mended, notes = Repairer().repaired(chunks, lambda font: LETTERS if font < 3 else NO_LETTERS)
    assert [each.text for each in mended] == [SENTENCE + "³", "EUR 12,50", "B\x03"]
    assert notes == ("text layer repaired: glyph numbers stood for letters, the embedded font tells which",)


def test_a_table_that_makes_no_language_of_a_text_is_not_believed() -> None:
    chunks = [chunk("bcdfgh jklmnp qrstvwx zbcdfgh jklmn", 1)]
    assert Repairer().repaired(chunks, lambda font: LETTERS) == (chunks, ())


def test_a_blank_that_comes_to_light_parts_two_chunks() -> None:
    chunks = [chunk(macintosh(SENTENCE), 1), chunk(macintosh("Bau") + "\x03", 1), chunk("in Au", 2)]
    mended, _ = Repairer().repaired(chunks)
    assert [(each.text, each.is_spaced) for each in mended[1:]] == [("Bau", False), ("in Au", True)]


def test_a_font_of_ligatures_is_no_shifted_language() -> None:
    chunks = [chunk("ff fl ff fi ffl ff fi ff fl ff ff fi ff", 1), chunk(SENTENCE, 2)]
    assert Repairer().repaired(chunks) == (chunks, ())


def test_swapped_bytes_of_ligatures_are_put_right() -> None:
    mended, notes = Repairer().repaired([chunk("Kunststo\u6600\u6600 e\u6600\ucf00zient", 1), chunk(SENTENCE, 2)])
    assert mended[0].text == "Kunststoff effizient"
    assert notes == ("text layer repaired: the bytes of some letters were swapped",)


def test_chinese_stays_chinese() -> None:
    chunks = [chunk("\u6600\u4e2d\u6587", 1)]
    assert Repairer().repaired(chunks)[0] == chunks


def test_a_healthy_page_is_left_alone() -> None:
    chunks = [chunk(SENTENCE, 1), chunk("12,50", 2)]
    assert Repairer().repaired(chunks) == (chunks, ())


def break_letters(path: Path, shift: int) -> None:
    """Shift what every font's ToUnicode map says a glyph is, except for blanks."""

    def moved(found: re.Match[bytes]) -> bytes:
        code = int(found[2], 16)
        return found[1] + b"<%04x>" % (code - shift if code > 32 else code)

    def broken(found: re.Match[bytes]) -> bytes:
        stream = found[2]
        data = zlib.decompress(stream) if b"FlateDecode" in found[1] else stream
        if b"begincmap" not in data:
            return found[0]
        data = re.sub(rb"(<[0-9a-fA-F]+>\s*)<([0-9a-fA-F]{4})>", moved, data)
        return b"<< /Length %d >>\nstream\n" % len(data) + data + b"\nendstream"

    whole = path.read_bytes()
    path.write_bytes(
        re.sub(rb"(<<[^<>]*?/Length \d+[^<>]*?>>)\s*stream\r?\n(.*?)\r?\nendstream", broken, whole, flags=re.DOTALL)
    )


def test_a_pdf_with_a_wrong_map_of_letters_is_read_all_the_same(tmp_path: Path) -> None:
    path = printed(tmp_path / "list.pdf", table(ROWS), "td, th { border: 1pt solid }")
    healthy = [run.text for page in pages_of(path) for run in page.runs]
    break_letters(path, 3)
    (page,) = pages_of(path)
    assert page.notes == ("text layer repaired: its characters were shifted by 3 code points",)
    assert [run.text for run in page.runs] == healthy
    notes = [part.notes for part in parts_of(path) if isinstance(part, Row)]
    assert notes == [page.notes] * 3
