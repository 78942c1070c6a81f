"""How bytes of a text file become characters: the encoding is decided from the whole file, and stated."""

import codecs
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from fachwerk.errors import UnusableInput
from fachwerk.read.opened import counted

HEAD = 65_536
_CHUNK = 1 << 20
_REST = "fachwerk-rest"

# UTF-32 stands before UTF-16 because its little-endian mark begins with the other's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 with byte order mark"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
# In order of preference: the first of equally plausible ones is taken.
_SINGLE_BYTE = (
    ("cp1252", "Windows-1252"),
    ("cp1250", "Windows-1250"),
    ("mac_roman", "Mac Roman"),
    ("cp850", "DOS 850"),
)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_SIGNS = frozenset("§€£–—„“”‚‘’»«·•…°²³µ½¼×±©®´`\u00a0\u00ad")
_FREQUENT = frozenset("äöüßéèà")
_INSIDE_WORDS = frozenset("’´`–·\u00ad")


class Encoding(NamedTuple):
    """A decided encoding: Python's codec, bytes of the byte order mark to skip, how to say it, and what to add."""

    codec: str
    skip: int
    said: str
    notes: tuple[str, ...] = ()


def encoding_of(path: Path) -> Encoding:
    """Decide a text file's encoding from all of its bytes.

    In this order: the byte order mark; UTF-16 without one, if every second byte is NUL; UTF-8, if it is valid or
    if at most one in four of its characters beyond ASCII is not (the strays are read as Windows-1252 and named);
    else the single-byte encoding under which characters beyond ASCII most often stand where letters of their case
    may stand, Windows-1252 when several are equal.

    NUL bytes elsewhere are refused: such a file is no text, or was damaged.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    for mark, codec, said in _MARKS:
        if head.startswith(mark):
            return _proven(path, Encoding(codec, len(mark), said))
    wide = _wide(head)
    if wide is not None:
        return _proven(path, Encoding(wide, 0, "UTF-16 without byte order mark"))
    return _narrow(path)


def decoded_head(head: bytes) -> str | None:
    """The characters of a file's first bytes as far as they can be told, or None if these bytes are no text."""
    for mark, codec, _ in _MARKS:
        if head.startswith(mark):
            return _without_rubbish(head[len(mark) :].decode(codec, "ignore"))
    wide = _wide(head)
    if wide is not None:
        return _without_rubbish(head.decode(wide, "ignore"))
    if b"\0" in head:
        return None
    try:
        # A character may be cut at the end of the head.
        text = codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        text = head.decode("cp1252", "ignore")
    return _without_rubbish(text)


@contextmanager
def open_text(path: Path, encoding: Encoding) -> Iterator[io.TextIOWrapper]:
    """Open a file for reading in the decided encoding; all kinds of line ends are given as `\\n`."""
    codecs.register_error(_REST, _rest)
    with path.open("rb") as raw:
        raw.seek(encoding.skip)
        with io.TextIOWrapper(raw, encoding.codec, _REST) as text:
            yield text


def _without_rubbish(text: str) -> str | None:
    return text if len(_CONTROLS.findall(text)) * 50 <= len(text) else None


def _wide(head: bytes) -> str | None:
    """UTF-16 shows in western text by NULs in nearly every second byte and hardly any in the others."""
    even, odd = head[0::2], head[1::2]
    half = len(odd)
    if half < 2 or b"\0" not in head:
        return None
    if odd.count(0) * 10 > half * 7 and even.count(0) * 20 < half:
        return "utf-16-le"
    if even.count(0) * 10 > half * 7 and odd.count(0) * 20 < half:
        return "utf-16-be"
    return None


def _proven(path: Path, encoding: Encoding) -> Encoding:
    decoder = codecs.getincrementaldecoder(encoding.codec)()
    line = 1
    with path.open("rb") as file:
        file.seek(encoding.skip)
        try:
            while chunk := file.read(_CHUNK):
                text = decoder.decode(chunk)
                if "\0" in text:
                    raise _nul(path, line + text[: text.index("\0")].count("\n"))
                line += text.count("\n")
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            raise UnusableInput(
                f"announces {encoding.said} but is not valid from about this line on",
                file=str(path),
                line=line,
                advice="it is damaged or cut short; get it again",
            ) from error
    return encoding


@dataclass(slots=True)
class _Census:
    """What a file's bytes look like as UTF-8: characters beyond ASCII, and bytes that are none."""

    valid: int = 0
    strays: int = 0
    stray_lines: list[int] = field(default_factory=list)

    def take(self, lines: bytes, number: int) -> None:
        """Take whole lines, of which the first has this number; only where some are not valid, one by one."""
        try:
            text = lines.decode("utf-8")
            self.valid += len(text) - len(text.encode("ascii", "ignore"))
        except UnicodeDecodeError:
            for line in lines.splitlines(keepends=True):
                self._take_line(line, number)
                number += 1

    def _take_line(self, line: bytes, number: int) -> None:
        kept = _NOT_ASCII.findall(line.decode("utf-8", "ignore"))
        self.valid += len(kept)
        strays = sum(byte > 127 for byte in line) - len("".join(kept).encode())
        if strays:
            self.strays += strays
            self.stray_lines.append(number)


def _narrow(path: Path) -> Encoding:
    census, number = _Census(), 1
    for lines in _whole_lines(path):
        if b"\0" in lines:
            raise _nul(path, number + _count(lines[: lines.index(b"\0")]))
        census.take(lines, number)
        number += _count(lines)
    if not census.strays:
        return Encoding("utf-8", 0, "UTF-8" if census.valid else "ASCII")
    if census.valid > 3 * census.strays:
        where = counted("line", census.stray_lines)
        return Encoding("utf-8", 0, "UTF-8", (f"bytes that are not UTF-8 read as Windows-1252 on {where}",))
    sample = _sample(path)
    codec, said = max(_SINGLE_BYTE, key=lambda candidate: _plausibility(sample, candidate[0]))
    return Encoding(codec, 0, said)


def _sample(path: Path) -> bytes:
    """Give the first lines that hold anything beyond ASCII."""
    sample = bytearray()
    for lines in _whole_lines(path):
        for line in lines.splitlines(keepends=True):
            if not line.isascii():
                sample += line
            if len(sample) >= _CHUNK:
                return bytes(sample)
    return bytes(sample)


def _count(lines: bytes) -> int:
    """Count the line ends: \\r\\n, \\n and \\r."""
    return lines.count(b"\n") + lines.count(b"\r") - lines.count(b"\r\n")


def _whole_lines(path: Path) -> Iterator[bytes]:
    """Give a file in chunks that end with a line's end; the very last one may have none."""
    rest = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            rest += chunk
            if rest.endswith(b"\r"):
                rest += file.read(1)
            end = max(rest.rfind(b"\n"), rest.rfind(b"\r")) + 1
            if end:
                yield rest[:end]
                rest = rest[end:]
            if len(rest) > 64 * _CHUNK:
                raise UnusableInput(
                    "holds a line of more than 64 MB", file=str(path), advice="it is no list; check the file"
                )
    if rest:
        yield rest


def _nul(path: Path, line: int) -> UnusableInput:
    return UnusableInput(
        "holds a NUL byte, which no text has", file=str(path), line=line, advice="it is damaged; get it again"
    )


def _plausibility(sample: bytes, codec: str) -> int:
    """How much more often a character beyond ASCII stands where it may stand than where it may not."""
    text = sample.decode(codec, "replace")
    return sum(_fit(text, match.start()) for match in _NOT_ASCII.finditer(text))


def _fit(text: str, at: int) -> int:
    sign, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if sign in _FREQUENT:
        return 2
    if sign.islower():
        return 1
    if sign.isupper():
        return -2 if before.islower() else 1
    if sign not in _SIGNS or (before.isalpha() and after.isalpha() and sign not in _INSIDE_WORDS):
        return -2
    return 1


def _rest(error: UnicodeError) -> tuple[str, int]:
    """Read what an encoding does not define as Windows-1252, and what that leaves open as Latin-1."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    return "".join(_western(byte) for byte in stray), error.end


def _western(byte: int) -> str:
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)
