"""Zip containers of office files: checked against bombs, damage and entities before anything else reads them."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final
from xml.parsers import expat

from fachwerk.errors import UnusableInput

# A list of a million rows and ten columns unpacks to about half of this.
LARGEST: Final = 1 << 30
# Sheets are packed 5 to 60 times smaller; deflate reaches 1,032.
_HIGHEST_RATIO = 200
_HARMLESS = 64 << 20
_MOST_PARTS = 10_000
_CHUNK = 1 << 18
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_STORED, _DEFLATED = 0, 8
_IS_ENCRYPTED = 0x1
_XML = (".xml", ".rels", ".vml")
_DAMAGED = "it is damaged or cut short; get it again"


class Container:
    """The parts of a zip file, each of which is unpacked only under limits.

    Use as a context manager. The limits are checked on what the zip directory says, and a part out of which anything
    else than announced comes while inflating is damaged.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> "Container":
        self._file: IO[bytes] = self._path.open("rb")
        try:
            self._parts = self._directory()
        except BaseException:
            self._file.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._parts)

    def chunks(self, name: str) -> Iterator[bytes]:
        """Inflate one part piece by piece; refuse damage, surprise in size, and packing no office program does."""
        part = self._parts[name]
        self._file.seek(part.header_offset)
        header = self._file.read(_LOCAL_HEADER.size)
        if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
            raise self._damaged(name)
        *_, name_length, extra_length = _LOCAL_HEADER.unpack(header)
        self._file.seek(name_length + extra_length, 1)
        size = checksum = 0
        for chunk in self._plain(part):
            size += len(chunk)
            checksum = zlib.crc32(chunk, checksum)
            if size > part.file_size:
                raise self._damaged(name)
            yield chunk
        if size != part.file_size or checksum != part.CRC:
            raise self._damaged(name)

    def parse(self, name: str, parser: expat.XMLParserType) -> None:
        """Feed one part to an expat parser that refuses document type declarations, and with them all entities."""
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        try:
            for chunk in self.chunks(name):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise self._damaged(name) from error

    def check(self, name: str) -> str:
        """Inflate one part to the end, look for a document type if it is XML, and say its outermost element."""
        parser, seen = expat.ParserCreate(), [] if name.lower().endswith(_XML) else [""]
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = lambda tag, _: seen.append(tag)
        try:
            for chunk in self.chunks(name):
                # A document type can only stand before the first element.
                if not seen:
                    parser.Parse(chunk, False)
        except expat.ExpatError as error:
            raise self._damaged(name) from error
        return seen[0] if seen else ""

    def _directory(self) -> dict[str, zipfile.ZipInfo]:
        try:
            with zipfile.ZipFile(self._file) as archive:
                parts = archive.infolist()
        except (zipfile.BadZipFile, NotImplementedError, UnicodeError, struct.error, ValueError, OSError) as error:
            raise UnusableInput(
                "is a zip container that cannot be unpacked", file=str(self._path), advice=_DAMAGED
            ) from error
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > LARGEST:
            raise self._bomb()
        for part in parts:
            if part.flag_bits & _IS_ENCRYPTED:
                raise UnusableInput(
                    "is a password-protected zip container", file=str(self._path), advice="unpack it first"
                )
            if part.compress_type not in (_STORED, _DEFLATED):
                raise self._damaged(part.filename)
            if part.file_size > _HARMLESS and part.file_size > _HIGHEST_RATIO * part.compress_size:
                raise self._bomb()
        if len({part.filename for part in parts}) < len(parts):
            # Two readers may take different ones of two parts with one name.
            raise self._damaged(parts[-1].filename)
        return {part.filename: part for part in parts}

    def _plain(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        left = part.compress_size
        inflater = zlib.decompressobj(-zlib.MAX_WBITS) if part.compress_type == _DEFLATED else None
        while left > 0 and (packed := self._file.read(min(_CHUNK, left))):
            left -= len(packed)
            if inflater is None:
                yield packed
                continue
            while packed:
                try:
                    plain = inflater.decompress(packed, _CHUNK)
                except zlib.error as error:
                    raise self._damaged(part.filename) from error
                packed = inflater.unconsumed_tail
                if plain:
                    yield plain
        if inflater is not None and (rest := inflater.flush()):
            yield rest

    def _refuse_doctype(self, *_: object) -> None:
        raise UnusableInput(
            "declares XML entities, which no office program writes",
            file=str(self._path),
            advice="do not trust it; get the list from its publisher",
        )

    def _bomb(self) -> UnusableInput:
        return UnusableInput(
            f"unpacks to more than {LARGEST >> 20} MB or is packed suspiciously tight",
            file=str(self._path),
            advice="save the list as CSV and read that",
        )

    def _damaged(self, name: str) -> UnusableInput:
        return UnusableInput(f"has a damaged part {name}", file=str(self._path), advice=_DAMAGED)
