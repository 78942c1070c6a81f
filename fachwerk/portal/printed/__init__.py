"""Where a listing is printed: a picture of the spot, the lines of the dump, or the cells of the sheet.

What readers must not see is hidden by one rule: of a row with hidden fields only those texts are shown that are surely
found to be what its other fields say. A name that stands where nobody thought of it is not among them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from fachwerk.errors import NoTable, UnknownEdition, UnusableInput, UnusableRegister
from fachwerk.portal.kept import LastOf
from fachwerk.portal.printed.shown import Cells, Lines, PrintedCell, PrintedLine, Shown, Spot, Wanted, Why, Withheld
from fachwerk.portal.printed.spots import spot_in
from fachwerk.portal.printed.tables import cells_in
from fachwerk.portal.printed.texts import lines_in, record_in

if TYPE_CHECKING:
    from fachwerk.store.register import Register

__all__ = [
    "SHOWING",
    "Cells",
    "Lines",
    "PrintedCell",
    "PrintedLine",
    "Shown",
    "Spot",
    "Wanted",
    "Why",
    "Withheld",
    "original_of",
    "printed",
]

_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
_ROOM = 32 << 20  # bytes of pictures, lines and cells that are kept

# How each format is shown, by the name of its reader.
Showing: TypeAlias = Callable[[Path, Wanted], Shown]
SHOWING: Mapping[str, Showing] = {
    "pdf": spot_in,
    "text": lines_in,
    "csv": record_in,
    "ods": cells_in,
    "xlsx": cells_in,
    "xls": cells_in,
    "html": cells_in,
}


def printed(register: Register, wanted: Wanted) -> Shown:
    """Show where a listing is printed; whatever is wrong with the file comes as `Withheld`, never as an error."""
    # By what may be seen: a name that is masked from today on must not be found in what was drawn yesterday.
    seen = tuple(wanted.visible.values())
    key = (wanted.edition.sha256, wanted.listing.row, wanted.heading, wanted.is_masked, seen)
    found = _last.of(key)
    if found is None:
        found = _looked_up(register, wanted)
        if not isinstance(found, Withheld):
            _last.keep(key, found)
    return found


def original_of(register: Register, sha256: str) -> Path:
    """Say where the file of an edition lies. Raises UnusableRegister if it is missing, UnknownEdition for no
    fingerprint: only what is called by 64 hexadecimal digits is looked for, so no name leads out of the folder.
    """
    if _FINGERPRINT.fullmatch(sha256) is None:
        raise UnknownEdition("an original is called by its fingerprint, 64 hexadecimal digits")
    return register.original(sha256)


def _looked_up(register: Register, wanted: Wanted) -> Shown:
    try:
        path = original_of(register, wanted.edition.sha256)
        with path.open("rb") as file:
            is_whole = file_digest(file, "sha256").hexdigest() == wanted.edition.sha256
    except (UnknownEdition, UnusableRegister, OSError):
        return Withheld(Why.MISSING)
    if not is_whole:
        return Withheld(Why.DAMAGED)
    try:
        return SHOWING[wanted.edition.format](path, wanted)
    except (UnusableInput, NoTable):
        return Withheld(Why.UNREADABLE)


def _size(shown: Shown) -> int:
    """Say about how many bytes are held."""
    match shown:
        case Spot():
            return len(shown.content) + 4 * len(shown.alt)
        case Lines():
            return 200 + sum(200 + 4 * len(line.text) for line in shown.lines)
        case Cells():
            return 200 + sum(200 + 4 * len(cell.text) for cell in shown.cells)
        case Withheld():
            return 0


_last = LastOf[Shown](_ROOM, _size)
