"""A listing as the columns of two table rows, and back: only what differs from the printed cells is written twice.

Decision 0050 says why. The view `value` and `unpacked` read the same layout:

* `Head.headings`: the printed headings; `Head.fields`: pairs of field and the position of its heading (null: none)
* `Row.printed`: the cells by heading; `Row.cleaned`: the values by field, each either 0 (clean is as printed, in the
  field's whole cell, nothing to say) or a list of kind, clean value, and if need be note and printed text
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from fachwerk.records import Box, Clean, Listing, Origin, Status, Value

KINDS: Mapping[type, str] = {str: "text", int: "number", Decimal: "amount", date: "day", type(None): "nothing"}
AS_PRINTED = 0
_AS_TEXT = (Decimal, date)


class Layout(NamedTuple):
    """What the rows of a table share: headings, and fields, each with the position of the heading it stands under."""

    headings: tuple[str, ...]
    fields: tuple[tuple[str, int | None], ...]

    @property
    def columns(self) -> Mapping[str, str]:
        return {field: self.headings[at] for field, at in self.fields if at is not None}


def layout_of(listing: Listing, columns: Mapping[str, str]) -> Layout:
    """Find the layout of a listing, given the heading of each field."""
    return _layout(tuple(listing.printed), tuple(listing.values), tuple(columns.items()))


@lru_cache(256)
def _layout(headings: tuple[str, ...], fields: tuple[str, ...], columns: tuple[tuple[str, str], ...]) -> Layout:
    at, heading_of = {heading: position for position, heading in enumerate(headings)}, dict(columns)
    return Layout(headings, tuple((field, at.get(heading_of.get(field, ""))) for field in fields))


def packed(listing: Listing, layout: Layout) -> tuple[str, str]:
    """Give the cells and the values of a listing as JSON. Written for speed: it runs for every value there is."""
    cells = tuple(listing.printed.values())
    values: list[Any] = []
    for value, (_, at) in zip(listing.values.values(), layout.fields, strict=True):
        printed, clean, note = value
        cell = None if at is None else cells[at]
        if clean == printed == cell and note is None:  # an amount or a day never equals a text
            values.append(AS_PRINTED)
        elif printed != cell:
            values.append((*told(clean), note, printed))
        else:
            values.append(told(clean) if note is None else (*told(clean), note))
    return as_json(cells), as_json(values)


def told(clean: Clean) -> tuple[str, str | int | None]:
    """Give a clean value's kind and what stands for it in JSON; amounts keep every digit, days are ISO."""
    kind = KINDS[type(clean)]
    return kind, str(clean) if isinstance(clean, _AS_TEXT) else clean


def understood(kind: str, stored: Any) -> Clean:
    """Turn what stands in JSON back into the clean value."""
    if kind == "amount":
        return Decimal(stored)
    if kind == "day":
        return date.fromisoformat(stored)
    clean: Clean = stored
    return clean


def unpacked(layout: Layout, printed: str, cleaned: str) -> tuple[Mapping[str, str | None], Mapping[str, Value]]:
    """Give back the printed cells by heading, and the values by field."""
    cells: list[str | None] = _decode(printed)
    values: dict[str, Value] = {}
    for (field, at), stored in zip(layout.fields, _decode(cleaned), strict=True):
        cell = None if at is None else cells[at]
        if stored == AS_PRINTED:
            values[field] = _new(Value, (cell, cell, None))
        else:
            kind, clean, *rest = stored
            note = rest[0] if rest else None
            values[field] = _new(Value, (rest[1] if len(rest) > 1 else cell, understood(kind, clean), note))
    return dict(zip(layout.headings, cells, strict=True)), values


_decode = json.JSONDecoder().decode
_new: Callable[[type[Value], tuple[str | None, Clean, str | None]], Value] = tuple.__new__  # half the time of Value()


def as_json(thing: object) -> str:
    """Write JSON without blanks; letters stay letters."""
    return _encode(thing)


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def json_or_none(things: tuple[object, ...]) -> str | None:
    """Write a list, and nothing for an empty one."""
    return as_json(things) if things else None


def box_of(text: str | None) -> Box | None:
    return None if text is None else Box(*json.loads(text))


def carried(origins: tuple[Origin, ...]) -> str | None:
    """Write the remainders of a row on following pages."""
    return json_or_none(tuple((one.page, one.lines, one.box, carried(one.carried)) for one in origins))


def carried_of(text: str | None) -> tuple[Origin, ...]:
    if text is None:
        return ()
    return tuple(
        Origin(page, (first, last), None if box is None else Box(*box), carried_of(more))
        for page, (first, last), box, more in json.loads(text)
    )


def listing_of(sha256: str, layout: Layout, columns: tuple[Any, ...]) -> Listing:
    """Make a listing of the columns of `row` and `listing` in the order of COLUMNS."""
    (number, page, first, last, box, more, printed, cleaned, notes, *keys) = columns
    region, place, places, line, pot, legal_form, core, status = keys
    cells, values = unpacked(layout, printed, cleaned)
    return Listing(
        sha256,
        number,
        Origin(page, (first, last), box_of(box), carried_of(more)),
        cells,
        values,
        region,
        place,
        line,
        pot,
        legal_form,
        core,
        _STATUSES[status],
        () if notes is None else tuple(json.loads(notes)),
        places_of(place, places),
    )


def places_of(place: str | None, places: str | None) -> tuple[str, ...]:
    """Give all places of a listing: the list if there is one, else the only one, if any."""
    if places is not None:
        return tuple(json.loads(places))
    return () if place is None else (place,)


_STATUSES = {status.value: status for status in Status}

# Of the table `listing`, whose rows lead to those of `row`.
COLUMNS = (
    "row__number",
    "row__page",
    "row__first_line",
    "row__last_line",
    "row__box",
    "row__carried",
    "row__printed",
    "row__cleaned",
    "row__notes",
    "region",
    "place",
    "places",
    "line",
    "pot",
    "legal_form",
    "core",
    "status",
)
