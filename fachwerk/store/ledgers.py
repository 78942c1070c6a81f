"""A ledger as JSON and back, nothing lost: what a list declares may hold days and amounts."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from fachwerk.records import Box, Ledger, PageCount, Piece, Verdict


def ledger_as_json(ledger: Ledger) -> str:
    """Write a ledger; days and amounts are `{"day": …}` and `{"amount": …}`, since JSON has neither."""
    told = {name: getattr(ledger, name) for name in Ledger.__slots__} | {
        "verdict": ledger.verdict.value,
        "declared": dict(ledger.declared),
    }
    return json.dumps(told, ensure_ascii=False, default=_tagged)


def ledger_of(text: str) -> Ledger:
    """Read what `ledger_as_json` wrote."""
    found: dict[str, Any] = json.loads(text)
    return Ledger(
        **found
        | {
            "unexplained": tuple(map(_piece, found["unexplained"])),
            "per_page": tuple(PageCount(*one) for one in found["per_page"]),
            "declared": {name: _untagged(said) for name, said in found["declared"].items()},
            "verdict": Verdict(found["verdict"]),
            "reasons": tuple(found["reasons"]),
            "notes": tuple(found["notes"]),
        }
    )


def _piece(stored: list[Any]) -> Piece:
    page, line, text, box = stored
    return Piece(page, line, text, None if box is None else Box(*box))


def _tagged(said: object) -> dict[str, str]:
    if isinstance(said, date):
        return {"day": said.isoformat()}
    if isinstance(said, Decimal):
        return {"amount": str(said)}
    raise TypeError(f"a ledger declares {said!r}, which has no form in JSON")


def _untagged(said: Any) -> Any:
    if isinstance(said, list):
        return [_untagged(one) for one in said]
    if isinstance(said, dict):
        if said.keys() == {"day"}:
            return date.fromisoformat(said["day"])
        if said.keys() == {"amount"}:
            return Decimal(said["amount"])
        return {name: _untagged(one) for name, one in said.items()}
    return said
