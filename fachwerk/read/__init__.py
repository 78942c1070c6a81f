"""Opening a published file, whatever it is: told by its first bytes, never by its ending, into a `Document`."""

import atexit
import hashlib
import os
import shutil
import stat
import sys
import tempfile
from pathlib import Path
from typing import IO, Literal

from fachwerk.errors import NoTable, UnusableInput
from fachwerk.read.encoding import HEAD, decoded_head
from fachwerk.read.opened import Opened, Reader
from fachwerk.records import Document, ReadOptions

__all__ = ["READERS", "open_document"]

_CHUNK = 1 << 20
_STANDARD_INPUT = "standard input"
_LARGEST_INPUT = 4 << 30
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What the most frequent wrong files are, by their first bytes.
_STRANGERS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"\xfd7zXZ", "an xz archive; unpack it first"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (rb"{\rtf", "a rich text file; save the table in it as PDF or XLSX"),
)


def _is_pdf(head: bytes) -> bool:
    return b"%PDF-" in head[:1024]


def _open_pdf(path: Path, options: ReadOptions) -> Opened:
    from fachwerk.read.pdf import open_pdf

    return Opened(open_pdf(path, options))


def _is_ods(head: bytes) -> bool:
    # The first part is called so in every OpenDocument file; one packed anew by hand has at least its content.
    is_open_document = head[30:38] == b"mimetype" or (b"content.xml" in head and b"xl/workbook" not in head)
    return head.startswith(b"PK\x03\x04") and is_open_document


def _is_zip(head: bytes) -> bool:
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def _is_ole(head: bytes) -> bool:
    return head.startswith(_OLE)


def _open_ods(path: Path, options: ReadOptions) -> Opened:
    from fachwerk.read.sheet import open_ods

    return open_ods(path, options)


def _open_xlsx(path: Path, options: ReadOptions) -> Opened:
    from fachwerk.read.sheet import open_xlsx

    return open_xlsx(path, options)


def _open_xls(path: Path, options: ReadOptions) -> Opened:
    from fachwerk.read.sheet import open_xls

    return open_xls(path, options)


def _is_html(head: bytes) -> bool:
    text = decoded_head(head)
    if text is None:
        return False
    start = text.lstrip().lower()
    return start.startswith(("<!doctype html", "<html", "<table")) or (
        start.startswith(("<?xml", "<!--", "<head", "<body", "<div", "<meta")) and "<table" in start
    )


def _open_html(path: Path, options: ReadOptions) -> Opened:
    from fachwerk.read.html import open_html

    return open_html(path, options)


def _is_delimited(head: bytes) -> bool:
    from fachwerk.read.delimited import is_delimited

    return is_delimited(head)


def _open_delimited(path: Path, options: ReadOptions) -> Opened:
    from fachwerk.read.delimited import open_delimited

    return open_delimited(path, options)


def _is_text(head: bytes) -> bool:
    return decoded_head(head) is not None


def _open_lines(path: Path, options: ReadOptions) -> Opened:
    from fachwerk.read.lines import open_lines

    return open_lines(path, options)


# The first reader that claims a file gets it. Their modules are imported when they are needed, so that starting is
# fast.
READERS = (
    Reader("pdf", _is_pdf, _open_pdf),
    Reader("ods", _is_ods, _open_ods),
    Reader("xlsx", _is_zip, _open_xlsx),
    Reader("xls", _is_ole, _open_xls),
    Reader("html", _is_html, _open_html),
    Reader("csv", _is_delimited, _open_delimited),
    Reader("text", _is_text, _open_lines),
)


def open_document(path: Path | Literal["-"], options: ReadOptions) -> Document:
    """Open a file, or standard input for `-`, with the first of `READERS` that knows its first bytes.

    Standard input and named pipes are copied to a temporary file that is removed when the program ends. Raises
    `UnusableInput` with one sentence for anything that can't be read, also for a file that changes meanwhile.
    """
    name = _STANDARD_INPUT if path == "-" else str(path)
    try:
        return _open(_copied(sys.stdin.buffer) if path == "-" else _checked(Path(path)), name, options)
    except (UnusableInput, NoTable) as error:
        kind, problem = type(error), "".join(c if c.isprintable() else " " for c in error.problem)
        raise kind(problem, file=name, page=error.page, line=error.line, advice=error.advice) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnusableInput(f"cannot be read: {reason}", file=name, advice="check the file and its rights") from error


def _open(path: Path, name: str, options: ReadOptions) -> Document:
    before = path.stat()
    if before.st_size == 0:
        raise UnusableInput("is empty", advice="get it again")
    sha256 = _sha256(path)
    with path.open("rb") as file:
        head = file.read(HEAD)
    reader = _reader(head)
    try:
        opened = reader.open(path, options)
    finally:
        # Also a failure is explained by this: what is half written looks damaged.
        _refuse_if_changed(before, path.stat())
    return Document(name, sha256, reader.name, opened.content, opened.notes, opened.doubts)


def _reader(head: bytes) -> Reader:
    for magic, kind in _STRANGERS:
        if head.startswith(magic):
            what, _, advice = kind.partition("; ")
            raise UnusableInput(f"is {what}", advice=advice or _KNOWN)
    for reader in READERS:
        if reader.claims(head):
            return reader
    if b"\0" in head and decoded_head(head.replace(b"\0", b"")) is not None:
        line = head[: head.index(b"\0")].count(b"\n") + 1
        raise UnusableInput("holds a NUL byte, which no text has", line=line, advice="it is damaged; get it again")
    raise UnusableInput("is of a kind that is not known", advice=_KNOWN)


_KNOWN = "PDF, XLSX, XLS, ODS, CSV, HTML and text dumps can be read"


def _refuse_if_changed(before: os.stat_result, after: os.stat_result) -> None:
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise UnusableInput("was changed while it was being read", advice="wait until it is written, then try again")


def _checked(path: Path) -> Path:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        raise UnusableInput("does not exist", advice="check the name") from error
    if stat.S_ISDIR(mode):
        raise UnusableInput("is a directory", advice="name the files in it")
    if stat.S_ISFIFO(mode):
        with path.open("rb") as pipe:
            return _copied(pipe)
    if not stat.S_ISREG(mode):
        raise UnusableInput("is no file but a device", advice="name a file, or pipe into standard input with -")
    return path


def _copied(stream: IO[bytes]) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="fachwerk-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    copy, left = folder / _STANDARD_INPUT, _LARGEST_INPUT
    with copy.open("wb") as file:
        while chunk := stream.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise UnusableInput("is larger than 4 GB", advice="save it as a file and name that")
            file.write(chunk)
    return copy


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
