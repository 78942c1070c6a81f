"""The answer that sends a result in a format."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from datetime import date
from tempfile import TemporaryFile
from threading import Lock
from typing import IO, NamedTuple

from django.http import FileResponse, HttpRequest, HttpResponseBase

from fachwerk.errors import UnusableRegister
from fachwerk.portal.answers import has, marked, tag_of, unchanged
from fachwerk.portal.downloads import Format
from fachwerk.portal.downloads.result import Result
from fachwerk.portal.opened import served
from fachwerk.portal.packing import takes_gzip
from fachwerk.portal.pages import addresses
from fachwerk.search.asking import Query

_LEVEL = 5  # of packing, as for other answers
LARGE = 5_000  # projects from which on a download takes more than a second
_making = Lock()  # of a large one: a worker makes one at a time, so that pages go on being answered beside it


class Asked(NamedTuple):
    """What is asked for: the question, in words too (empty: everything), the address of its page without language, the
    language of headings, and the terms of use."""

    query: Query
    words: str
    address: str
    language: str
    licence: str = ""


def send(request: HttpRequest, format: Format, asked: Asked) -> HttpResponseBase:
    """Send all that answers a question, unless the client has it. Raises UnusableQuery as a search does.

    Raises UnusableRegister for a large result while this worker makes another one.

    It is written to a temporary file from one state of the register before the first byte leaves, so that however slow
    a reader is nothing is kept open for him, and what goes wrong is an error and no half file.
    """
    today = date.today()
    with ExitStack() as undone, served().reading() as reading:
        engine = reading.engine
        tag = tag_of(request, f"{reading.version} {engine.version} {today}")
        if has(request, tag):
            return unchanged(tag)
        is_packed = not format.is_packed and takes_gzip(request.headers.get("Accept-Encoding", ""))
        found = engine.found(asked.query)
        file = undone.enter_context(TemporaryFile())
        result = Result(
            asked.language,
            asked.words,
            addresses.public(addresses.in_language(asked.address, asked.language)),
            addresses.public_root(),
            today,
            found.version,
            found.total,
            asked.licence,
            reading.register.editions(),
            reading.pages.listed(found.ids),
        )
        with _alone() if found.total >= LARGE else nullcontext():
            _fill(file, format.written(result), is_packed)
        undone.pop_all()  # from here on the response closes the file
    file.seek(0)
    name = f"fachwerk-{today.isoformat()}.{format.name}"
    response = FileResponse(file, as_attachment=True, filename=name, content_type=format.type)
    if is_packed:
        response["Content-Encoding"] = "gzip"
    response["X-Content-Type-Options"] = "nosniff"
    return marked(response, tag)


@contextmanager
def _alone() -> Iterator[None]:
    if not _making.acquire(blocking=False):
        raise UnusableRegister("another large download is being made", advice="ask again in some seconds")
    try:
        yield
    finally:
        _making.release()


def _fill(file: IO[bytes], pieces: Iterable[bytes], is_packed: bool) -> None:
    if not is_packed:
        file.writelines(pieces)
        return
    with gzip.GzipFile(fileobj=file, mode="wb", compresslevel=_LEVEL, mtime=0, filename="") as packed:
        packed.writelines(pieces)
