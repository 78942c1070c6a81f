"""The file of an edition as it was published, sent so that nothing in it can do anything in the reader's browser."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from django.http import FileResponse

from fachwerk.errors import Withheld
from fachwerk.portal.printed import original_of
from fachwerk.store import Edition

if TYPE_CHECKING:
    from fachwerk.store.register import Register


class Sending(NamedTuple):
    """How a format is sent: its media type, its usual ending, and whether browsers may show it themselves."""

    type: str
    ending: str
    is_shown: bool = False


# HTML is never sent as HTML: whoever wrote the list would write a page of this site.
SENDING = {
    "pdf": Sending("application/pdf", ".pdf", is_shown=True),
    "text": Sending("text/plain", ".txt"),
    "csv": Sending("text/csv", ".csv"),
    "ods": Sending("application/vnd.oasis.opendocument.spreadsheet", ".ods"),
    "xlsx": Sending("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"),
    "xls": Sending("application/vnd.ms-excel", ".xls"),
    "html": Sending("text/plain", ".html"),
}
# Browsers show no PDF at all in a sandbox; it cannot reach the site from their own viewers.
_ALLOWED = {True: "default-src 'none'; object-src 'self'; frame-ancestors 'none'", False: "sandbox; default-src 'none'"}


def original(register: Register, edition: Edition) -> FileResponse:
    """Send the original of an edition, piece by piece, under the name it had.

    Raises UnusableRegister if it is missing, UnknownEdition for an edition without fingerprint, Withheld if it names
    persons who are masked.
    """
    if register.is_masked(edition.sha256):
        raise Withheld("the original is not handed out: it names natural persons", advice="ask whoever publishes it")
    path = original_of(register, edition.sha256)
    sending = SENDING[edition.format]
    response = FileResponse(
        path.open("rb"),
        as_attachment=not sending.is_shown,
        filename=name_of(edition, sending),
        content_type=sending.type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _ALLOWED[sending.is_shown]
    response["ETag"] = f'"{edition.sha256}"'
    return response


def name_of(edition: Edition, sending: Sending) -> str:
    """Give the name of the file without folders and odd signs; with the usual ending, if it has none."""
    said = PurePath(edition.file.replace("\\", "/")).name
    clean = "".join(sign for sign in said if sign.isprintable() and sign not in '"<>|:*?').strip(". ")
    name = clean or f"original-{edition.sha256[:12]}"
    return name if PurePath(name).suffix else f"{name}{sending.ending}"
