"""Lines of a dump stay as they stand, whatever their ends and their encoding."""

from pathlib import Path

import pytest

from fachwerk.errors import UnusableInput
from fachwerk.read.lines import open_lines
from fachwerk.records import Dump, Line, ReadOptions


def lines(folder: Path, content: bytes, options: ReadOptions | None = None) -> tuple[list[Line], tuple[str, ...]]:
    path = folder / "dump.txt"
    path.write_bytes(content)
    opened = open_lines(path, options or ReadOptions())
    assert isinstance(opened.content, Dump)
    return list(opened.content.lines), opened.notes


@pytest.mark.parametrize(
    ("end", "note"),
    [("\n", ()), ("\r\n", ("line ends: Windows",)), ("\r", ("line ends: old Mac",))],
)
def test_every_kind_of_line_end_gives_the_same_lines(tmp_path: Path, end: str, note: tuple[str, ...]) -> None:
    found, notes = lines(tmp_path, f"Stand {end}{end}A b {end} c{end}".encode())
    assert found == [Line(1, 1, "Stand "), Line(2, 1, ""), Line(3, 1, "A b "), Line(4, 1, " c")]
    assert notes == ("encoding ASCII", *note)


def test_mixed_line_ends_are_named(tmp_path: Path) -> None:
    found, notes = lines(tmp_path, b"a\r\nb\rc\nd")
    assert [line.text for line in found] == ["a", "b", "c", "d"]
    assert notes[1].startswith("line ends: ")
    assert {word for word in ("Windows", "old Mac", "Unix") if word in notes[1]} == {"Windows", "old Mac", "Unix"}


@pytest.mark.parametrize(("end", "is_closed"), [(b"", False), (b"\n", False), (b"\f", True), (b"\n\f", True)])
def test_a_form_feed_at_the_end_closes_the_last_page(tmp_path: Path, end: bytes, is_closed: bool) -> None:
    path = tmp_path / "dump.txt"
    path.write_bytes(b"a\n\fb" + end)
    content = open_lines(path, ReadOptions()).content
    assert isinstance(content, Dump)
    assert (content.is_closed, content.page_count, content.lines[-1].text.strip()) == (is_closed, 2, "b")


def test_a_form_feed_starts_a_page(tmp_path: Path) -> None:
    found, _ = lines(tmp_path, b"a\nb\n\fc\n\f\fd\n\f")
    assert found == [Line(1, 1, "a"), Line(2, 1, "b"), Line(3, 2, "c"), Line(4, 4, "d")]


def test_a_form_feed_inside_a_line_is_a_blank_and_starts_the_page_after_it(tmp_path: Path) -> None:
    found, _ = lines(tmp_path, b"a\fb\nc\n")
    assert found == [Line(1, 1, "a b"), Line(2, 2, "c")]


def test_marks_that_are_line_ends_only_for_python_are_none(tmp_path: Path) -> None:
    found, _ = lines(tmp_path, "a\x0bb\u2028c\x85d\x1ce\n".encode())
    assert [line.number for line in found] == [1]


def test_only_asked_pages_are_kept_under_their_numbers(tmp_path: Path) -> None:
    found, _ = lines(tmp_path, b"a\n\fb\n\fc\n", ReadOptions(pages=frozenset({2})))
    assert found == [Line(2, 2, "b")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Förderung für Görlitz".encode(), "UTF-8"),
        (b"\xef\xbb\xbf" + "Förderung für Görlitz".encode(), "UTF-8 with byte order mark"),
        ("Förderung für Görlitz".encode("utf-16"), "UTF-16"),
        ("Förderung für Görlitz".encode("utf-16-be"), "UTF-16 without byte order mark"),
        ("Förderung für Görlitz".encode("utf-32"), "UTF-32"),
        ("Förderung für Görlitz".encode("cp1252"), "Windows-1252"),
        ("Förderung für Görlitz".encode("mac_roman"), "Mac Roman"),
        ("Förderung für Görlitz".encode("cp850"), "DOS 850"),
    ],
)
def test_the_encoding_is_decided_and_stated(tmp_path: Path, content: bytes, said: str) -> None:
    found, notes = lines(tmp_path, content)
    assert [line.text for line in found] == ["Förderung für Görlitz"]
    assert notes == (f"encoding {said}",)


def test_polish_is_not_taken_for_german(tmp_path: Path) -> None:
    found, notes = lines(tmp_path, "Zgłoszenie do szkoły na Śląsku".encode("cp1250"))
    assert [line.text for line in found] == ["Zgłoszenie do szkoły na Śląsku"]
    assert notes == ("encoding Windows-1250",)


def test_stray_bytes_in_utf_8_are_read_and_named(tmp_path: Path) -> None:
    found, notes = lines(tmp_path, "Görlitz Löbau Zürich Döbeln\n".encode() * 2 + "Börde\n".encode("cp1252"))
    assert found[2] == Line(3, 1, "Börde")
    assert notes == ("encoding UTF-8", "bytes that are not UTF-8 read as Windows-1252 on line 3")


def test_a_character_cut_at_the_end_of_the_file_is_named(tmp_path: Path) -> None:
    _, notes = lines(tmp_path, "Görlitz Löbau Zürich Döbeln\nÜ".encode()[:-1])
    assert notes[1] == "bytes that are not UTF-8 read as Windows-1252 on line 2"


def test_misread_utf_8_is_repaired_where_the_line_becomes_language(tmp_path: Path) -> None:
    found, notes = lines(tmp_path, "fÃ¼r GÃ¶rlitz â€“ BÃ¼ro\nfÃ¼r das BĂĽro\nÂ\n".encode())
    assert [line.text for line in found] == ["für Görlitz – Büro", "fÃ¼r das BĂĽro", "Â"]
    assert notes[1:] == (
        "UTF-8 misread as Windows-1252 repaired on line 1",
        "letters look broken on line 2",
    )


def test_lost_letters_are_named(tmp_path: Path) -> None:
    _, notes = lines(tmp_path, "F\ufffdrderung\nfür\nB\ufffdro\n".encode())
    assert notes[1:] == ("letters were lost before this file was made (U+FFFD) on lines 1, 3",)


def test_accents_are_composed_and_odd_blanks_plain(tmp_path: Path) -> None:
    found, _ = lines(tmp_path, "Fo\u0308rde\u00adrung\u00a0\ufb01nal \n".encode())
    assert [line.text for line in found] == ["Förderung final "]


def test_cut_utf_16_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    path.write_bytes("eins\nzwei\n".encode("utf-16")[:-1])
    with pytest.raises(UnusableInput, match="announces UTF-16 but is not valid"):
        open_lines(path, ReadOptions())
