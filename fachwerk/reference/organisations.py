"""Knowledge about organisations' names: legal forms, abbreviations, and words for public bodies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from fachwerk import yamlfile
from fachwerk.errors import BrokenKnowledge
from fachwerk.reference import FOLDER

_FORMS = FOLDER / "legal_forms.yml"


@dataclass(frozen=True, slots=True)
class LegalForm:
    """A legal form: `key` as it is usually spelt, `same_as` the form that it is (itself, for most), its spellings."""

    key: str
    name: str
    same_as: str
    anywhere: tuple[str, ...]
    at_end: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LegalForms:
    """All forms, what may stand behind one (`i.L.`), and what lists print before a name (`Träger:`)."""

    forms: tuple[LegalForm, ...]
    states: tuple[str, ...]
    prefixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """What an abbreviation stands for; `place` if it is one body, and sits there."""

    short: str
    stands_for: str
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Institutions:
    """Words of public bodies' names: `same` from word to the word for the same body, `heads` from word to kind."""

    same: Mapping[str, str]
    heads: Mapping[str, str]


@cache
def legal_forms() -> LegalForms:
    """Read `legal_forms.yml`."""
    found = yamlfile.load(_FORMS)
    forms = tuple(_form(key, one) for key, one in found["forms"].items())
    keys = {form.key for form in forms}
    for form in forms:
        if form.same_as not in keys:
            raise BrokenKnowledge(f"{form.key!r} is the same as {form.same_as!r}, which is none", file=str(_FORMS))
    return LegalForms(forms, yamlfile.strings(found, "states", _FORMS), yamlfile.strings(found, "prefixes", _FORMS))


@cache
def abbreviations() -> Mapping[str, Abbreviation]:
    """Read `abbreviations.yml`, by abbreviation as it is usually written."""
    found = yamlfile.load(FOLDER / "abbreviations.yml")
    return {short: Abbreviation(short, one["stands_for"], one.get("place")) for short, one in found.items()}


@cache
def institutions() -> Institutions:
    """Read `institutions.yml`; words as printed."""
    path = FOLDER / "institutions.yml"
    found = yamlfile.load(path)
    same, heads = (
        {word: meaning for meaning in found[name] for word in yamlfile.strings(found[name], meaning, path)}
        for name in ("same", "heads")
    )
    return Institutions(same, heads)


def _form(key: str, found: Mapping[str, object]) -> LegalForm:
    name, same_as = found.get("name"), found.get("same_as", key)
    if (
        not isinstance(name, str)
        or not isinstance(same_as, str)
        or set(found) - {"name", "same_as", "anywhere", "at_end"}
    ):
        raise BrokenKnowledge(
            f"the legal form {key!r} has no name, or one that its schema does not know", file=str(_FORMS)
        )
    anywhere, at_end = (yamlfile.strings(found, where, _FORMS) for where in ("anywhere", "at_end"))
    return LegalForm(key, name, same_as, anywhere, at_end)
