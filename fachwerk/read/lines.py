"""Text dumps of documents: lines exactly as they stand, with the pages that form feeds mark."""

from collections.abc import Iterator
from pathlib import Path

from fachwerk.errors import UnusableInput
from fachwerk.read import mojibake
from fachwerk.read.encoding import decoded_head, encoding_of, open_text
from fachwerk.read.opened import Opened, counted, left_out
from fachwerk.records import Dump, Line, ReadOptions
from fachwerk.text import normal

# A dump of 2,000 closely printed pages has about 10 MB.
_LARGEST = 256 << 20
_LINE_ENDS = {"\n": "Unix", "\r\n": "Windows", "\r": "old Mac"}


def is_text(head: bytes) -> bool:
    """Claim whatever can be read as text."""
    return decoded_head(head) is not None


def open_lines(path: Path, options: ReadOptions) -> Opened:
    """Read a text dump.

    A line ends at `\\n`, `\\r\\n` or `\\r`, in any mixture, and keeps its trailing blanks: they tell wrapped lines
    from ended ones. A form feed starts a new page; those at the beginning of a line are removed, those inside
    become a blank. Accents are composed and odd blanks made plain (`text.normal`), misread UTF-8 is repaired where
    the whole line becomes language. `options.pages` leaves the lines of other pages out.
    """
    if path.stat().st_size > _LARGEST:
        raise UnusableInput("is a text of more than 256 MB", file=str(path), advice="split it and read the parts")
    encoding = encoding_of(path)
    with open_text(path, encoding) as text:
        printed = text.read().split("\n")
        ends = (text.newlines,) if isinstance(text.newlines, str) else text.newlines or ()
    is_closed = printed[-1].endswith("\f")
    if printed[-1].strip("\f") == "":
        printed.pop()
    mended, notes = _mended(printed)
    lines = tuple(_lines(mended))
    if not any(line.text.strip() for line in lines):
        raise UnusableInput("holds nothing but blanks", file=str(path), advice="check that it is the right file")
    if lines[-1].page == 1 and max(options.pages or {1}) > 1:
        raise UnusableInput("has no page marks by which pages can be told", file=str(path), advice="leave --pages out")
    doubts = left_out("page", lines[-1].page, options)
    kept = lines if options.pages is None else tuple(line for line in lines if line.page in options.pages)
    said = (f"encoding {encoding.said}", *encoding.notes, *_said_ends(ends), *notes)
    return Opened(Dump(kept, lines[-1].page, is_closed), said, doubts)


def _lines(printed: list[str]) -> Iterator[Line]:
    page = 1
    for number, text in enumerate(printed, 1):
        start = text.lstrip("\f")
        page += len(text) - len(start)
        yield Line(number, page, normal(start.replace("\f", " ")))
        page += start.count("\f")


def _said_ends(ends: tuple[str, ...]) -> tuple[str, ...]:
    if ends in ((), ("\n",)):
        return ()
    return (f"line ends: {' and '.join(_LINE_ENDS[end] for end in ends)}",)


def _mended(printed: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """Repair misread UTF-8 line by line, and name the lines on which letters stay broken."""
    mended = list(printed)
    done: list[int] = []
    broken: list[int] = []
    lost: list[int] = []
    for at, text in enumerate(printed):
        if text.isascii():
            continue
        if mojibake.is_suspect(text):
            meant = mojibake.repaired(text)
            (broken if meant is None else done).append(at + 1)
            mended[at] = text if meant is None else meant
        if "\ufffd" in text:
            lost.append(at + 1)
    said = (
        ("UTF-8 misread as Windows-1252 repaired on", done),
        ("letters look broken on", broken),
        ("letters were lost before this file was made (U+FFFD) on", lost),
    )
    return mended, tuple(f"{what} {counted('line', numbers)}" for what, numbers in said if numbers)
