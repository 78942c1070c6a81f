"""Any file either opens as what its first bytes say, or is refused with one clear sentence."""

import hashlib
import io
import os
import random
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from fachwerk.errors import NoTable, UnusableInput
from fachwerk.read import open_document
from fachwerk.records import Dump, Grids, ReadOptions

CSV = "Träger;Ort;Betrag\nA;Pirna;1\nB;Bautzen;2\n".encode()


def refused(path: Path) -> str:
    with pytest.raises((UnusableInput, NoTable)) as caught:
        open_document(path, ReadOptions())
    return str(caught.value)


def file(folder: Path, content: bytes, name: str = "list.txt") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_the_first_bytes_decide_not_the_ending(tmp_path: Path) -> None:
    document = open_document(file(tmp_path, CSV, "list.pdf"), ReadOptions())
    assert document.format == "csv"
    assert document.sha256 == hashlib.sha256(CSV).hexdigest()
    assert document.name == str(tmp_path / "list.pdf")


def test_standard_input_is_read_under_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(CSV)))
    document = open_document("-", ReadOptions())
    assert document.name == "standard input"
    assert isinstance(document.content, Grids)
    assert [row.cells for row in document.content.grids[0].rows][1] == ("A", "Pirna", "1")


def test_empty_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO()))
    with pytest.raises(UnusableInput, match=r"^standard input: is empty; get it again$"):
        open_document("-", ReadOptions())


def test_a_named_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(CSV,))
    writer.start()
    document = open_document(pipe, ReadOptions())
    writer.join()
    assert document.format == "csv"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.pdf") == f"{tmp_path / 'none.pdf'}: does not exist; check the name"


def test_a_directory_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path) == f"{tmp_path}: is a directory; name the files in it"


def test_a_device_is_refused() -> None:
    assert "is no file but a device" in refused(Path("/dev/zero"))


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    assert refused(file(tmp_path, b"")).endswith("list.txt: is empty; get it again")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_the_right_to_read_is_refused(tmp_path: Path) -> None:
    path = file(tmp_path, CSV)
    path.chmod(0)
    assert "cannot be read: Permission denied; check the file and its rights" in refused(path)


def test_a_file_that_changes_meanwhile_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = file(tmp_path, CSV)
    hashed = hashlib.file_digest

    def write_and_hash(stream: io.BufferedReader, name: str) -> object:
        with path.open("ab") as other:
            other.write(b"C;Plauen;3\n")
        return hashed(stream, name)

    monkeypatch.setattr(hashlib, "file_digest", write_and_hash)
    assert "was changed while it was being read; wait until it is written, then try again" in refused(path)


@pytest.mark.parametrize("size", [10, 500, 100_000])
def test_rubbish_is_refused(tmp_path: Path, size: int) -> None:
    rubbish = random.Random(size).randbytes(size) + b"\0"
    assert "is of a kind that is not known; PDF, XLSX, XLS, ODS, CSV, HTML" in refused(file(tmp_path, rubbish))


def test_a_nul_byte_in_text_is_refused_by_its_line(tmp_path: Path) -> None:
    path = file(tmp_path, b"a list\nof things\nwith a \0 in it\n")
    assert refused(path) == f"{path}, line 3: holds a NUL byte, which no text has; it is damaged; get it again"


def test_a_late_nul_byte_is_refused_by_its_line(tmp_path: Path) -> None:
    path = file(tmp_path, b"word word word\n" * 9000 + b"\0\n")
    assert refused(path) == f"{path}, line 9001: holds a NUL byte, which no text has; it is damaged; get it again"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "is a PNG picture"),
        (b"\x1f\x8b\x08" + b"\0" * 40, "is a gzip archive; unpack it first"),
        (b"SQLite format 3\0" + b"\0" * 40, "is an SQLite database"),
    ],
)
def test_a_known_stranger_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in refused(file(tmp_path, content))


def test_a_rich_text_file_is_named(tmp_path: Path) -> None:
    assert "is a rich text file" in refused(file(tmp_path, rb"{\rtf1\ansi\deff0 {\fonttbl{\f0 Arial;}} Liste\par}"))


def test_blanks_alone_are_refused(tmp_path: Path) -> None:
    assert "holds nothing but blanks" in refused(file(tmp_path, b" \n\n\t\n\f\n"))


def test_prose_is_a_dump_of_lines(tmp_path: Path) -> None:
    document = open_document(file(tmp_path, b"One, two and three.\nFour, five.\n\nSix.\n"), ReadOptions())
    assert document.format == "text"
    assert isinstance(document.content, Dump)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", "Name;Ort;Jahr\nA;B;2012\n", "there is no page 3, the file has only 1; change --pages"),
        ("a.txt", "Wort für Wort\n\fund weiter\n", "there is no page 3, the file has 2; change --pages"),
        ("b.txt", "Wort für Wort\n", "has no page marks by which pages can be told; leave --pages out"),
        (
            "a.html",
            "<table><tr><th>A<tr><td>1</table><table><tr><th>B<tr><td>1</table>",
            "there is no table 3, the file has 2; change --pages",
        ),
    ],
)
def test_pages_that_are_not_there_are_named(tmp_path: Path, name: str, content: str, said: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(UnusableInput) as caught:
        open_document(tmp_path / name, ReadOptions(pages=frozenset({1, 3})))
    assert str(caught.value) == f"{tmp_path / name}: {said}"


def test_pages_that_were_left_out_are_a_doubt(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("eins\n\fzwei\n\fdrei\n", "utf-8")
    assert open_document(path, ReadOptions(pages=frozenset({1, 3}))).doubts == (
        "of 3 pages only pages 1, 3 read, as asked",
    )
    assert open_document(path, ReadOptions(pages=frozenset({1, 2, 3}))).doubts == ()
