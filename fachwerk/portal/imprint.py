"""Who publishes the register: what the operator writes down for imprint, privacy notice and corrections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from fachwerk import yamlfile
from fachwerk.errors import BrokenKnowledge

LANGUAGES = ("de", "en")

# Published in the reference: what each key of the file says.
OPERATOR_KEYS: Mapping[str, str] = {
    "name": "who publishes the register: a body or a person; must be there",
    "address": "postal address, one line each; must be there",
    "mail": "where readers write to, also about errors; must be there",
    "phone": "telephone",
    "represented_by": "who acts for a body",
    "responsible": "who is responsible for the content, with address (§ 18 (2) MStV)",
    "register_entry": "court and number of a commercial register or register of associations",
    "vat_id": "number for value-added tax",
    "supervision": "authority that supervises the publisher",
    "privacy_officer": "how to reach the data protection officer",
    "privacy": "what is to be said about personal data beside what is true of every installation; by language",
    "imprint": "what else is to be said in the imprint; by language",
    "licence": "terms under which the data of the register may be used again; by language",
    "accessibility": "enforcement body and procedure of the accessibility statement; by language",
}
_NEEDED = ("name", "address", "mail")
_BY_LANGUAGE = ("privacy", "imprint", "licence", "accessibility")


@dataclass(frozen=True, slots=True)
class Operator:
    """Who publishes a register; empty is not said. What is said by language has each of `LANGUAGES`, or none."""

    name: str
    address: str
    mail: str
    phone: str = ""
    represented_by: str = ""
    responsible: str = ""
    register_entry: str = ""
    vat_id: str = ""
    supervision: str = ""
    privacy_officer: str = ""
    privacy: Mapping[str, str] = field(default_factory=dict)
    imprint: Mapping[str, str] = field(default_factory=dict)
    licence: Mapping[str, str] = field(default_factory=dict)
    accessibility: Mapping[str, str] = field(default_factory=dict)


def operator_of(path: Path) -> Operator:
    """Read who publishes a register. Raises BrokenKnowledge, with the file, for anything that is not understood."""
    found = yamlfile.load(path)
    for key in found:
        if key not in OPERATOR_KEYS:
            raise BrokenKnowledge(f"has a key {key!r}; there are: {', '.join(OPERATOR_KEYS)}", file=str(path))
    for key in _NEEDED:
        if key not in found:
            raise BrokenKnowledge(f"does not say {key!r}: {OPERATOR_KEYS[key]}", file=str(path))
    said: dict[str, Any] = {
        key: _by_language(key, value, path) if key in _BY_LANGUAGE else _text(key, value, path)
        for key, value in found.items()
    }
    operator = Operator(**said)
    local, at, host = operator.mail.partition("@")
    if not (local and at and host) or any(sign.isspace() or sign in "<>,;?&" for sign in operator.mail):
        raise BrokenKnowledge(f"'mail' is {operator.mail!r}, which is no address of one mailbox", file=str(path))
    return operator


def _text(key: str, value: object, path: Path) -> str:
    if not isinstance(value, str) or not value.strip():
        raise BrokenKnowledge(f"{key!r} must be a text (quote numbers, true and false)", file=str(path))
    return value.strip()


def _by_language(key: str, value: object, path: Path) -> Mapping[str, str]:
    if not isinstance(value, dict) or set(value) != set(LANGUAGES):
        raise BrokenKnowledge(f"{key!r} must be said in {' and '.join(LANGUAGES)}", file=str(path))
    return {language: _text(f"{key}.{language}", value[language], path) for language in LANGUAGES}


@cache
def operator(path: Path | None) -> Operator | None:
    """Give who publishes the register, read once; None if nobody says so."""
    return None if path is None else operator_of(path)
