"""The sentences of the pages, in every language that the portal speaks: reviewed YAML, the languages side by side.

A file is a part of the portal, an entry one sentence: `search.yml` has `total`, which is called `search.total`. What
stands in braces is filled in; where the number `n` decides between forms there are `one` and `other` (the rule that
German and English share). Entries whose names end with `_html` are trusted markup; what is filled in never is.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeAlias, cast

from django.utils.formats import date_format, number_format
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from fachwerk import yamlfile
from fachwerk.errors import BrokenKnowledge

FOLDER = Path(__file__).parent
LANGUAGES: Mapping[str, str] = {"de": "Deutsch", "en": "English"}  # the first one is spoken to whoever asks for none
_FORMS = {"one", "other"}
_DAY = {"de": "{day}. {month} {year}", "en": "{day} {month} {year}"}
_MONTH = {"de": "F Y", "en": "F Y"}

Forms: TypeAlias = Mapping[str, str]


def said(name: str, language: str, **values: object) -> SafeString:
    """Say a sentence; days and numbers in it are written as the language does. It is ready to stand in a page."""
    if not values:
        return _said_plainly(name, language)
    forms = _sentences()[name][language]
    form = forms["one"] if values.get("n") == 1 and "one" in forms else forms["other"]
    filled = {key: conditional_escape(cast(str, written(value, language))) for key, value in values.items()}
    shown = form if name.endswith("_html") else conditional_escape(form)
    return mark_safe(shown.format_map(filled))


@cache
def _said_plainly(name: str, language: str) -> SafeString:
    """A sentence that nothing is filled into: a page has a hundred of them."""
    form = _sentences()[name][language]["other"]
    return mark_safe((form if name.endswith("_html") else conditional_escape(form)).format_map({}))


def is_said(name: str) -> bool:
    """Tell whether there is a sentence of that name."""
    return name in _sentences()


def written(value: object, language: str) -> object:
    """Write a day or a number as the language does; anything else stays as it is."""
    match value:
        case bool():
            return value
        case int():
            return number(value, language)
        case date():
            return day(value, language)
    return value


@lru_cache(4096)
def number(value: int, language: str) -> str:
    """Write a number with its thousands apart."""
    with override(language):
        return str(number_format(value, use_l10n=True, force_grouping=True))


@lru_cache(4096)
def amount(value: Decimal, language: str) -> str:
    """Write an amount with its thousands apart and the decimals that it has."""
    with override(language):
        return str(number_format(value, use_l10n=True, force_grouping=True))


def day(value: date, language: str) -> str:
    """Write a day with the name of its month."""
    return _DAY[language].format(day=value.day, month=_months(language)[value.month - 1], year=value.year)


@cache
def _months(language: str) -> tuple[str, ...]:
    with override(language):
        return tuple(date_format(date(2000, number, 1), "F") for number in range(1, 13))


def month(value: date, language: str) -> str:
    """Write a month by its name."""
    with override(language):
        return date_format(value, _MONTH[language])


def chosen(accepted: str) -> str:
    """Choose by `Accept-Language` the language that is wanted most of those that are spoken.

    >>> chosen("fr, en;q=0.5, de;q=0.4"), chosen("fr"), chosen("de-CH")
    ('en', 'de', 'de')
    """
    wanted: dict[str, float] = {}
    for part in accepted.casefold().split(","):
        name, _, share = part.strip().partition(";")
        code = name.strip().partition("-")[0]
        try:
            weight = float(share.strip().removeprefix("q=")) if share else 1.0
        except ValueError:
            weight = 0.0
        wanted[code] = max(weight, wanted.get(code, 0.0))
    best = max(LANGUAGES, key=lambda code: wanted.get(code, 0.0))
    return best if wanted.get(best, 0.0) > 0 else next(iter(LANGUAGES))


@cache
def _sentences() -> Mapping[str, Mapping[str, Forms]]:
    return {
        f"{path.stem}.{name}": _sentence(name, found, path)
        for path in sorted(FOLDER.glob("*.yml"))
        for name, found in yamlfile.load(path).items()
    }


def _sentence(name: str, found: Any, path: Path) -> Mapping[str, Forms]:
    if not isinstance(found, dict) or set(found) != set(LANGUAGES):
        raise BrokenKnowledge(f"{name!r} must be said in {', '.join(LANGUAGES)}", file=str(path))
    return {language: _forms(name, form, path) for language, form in found.items()}


def _forms(name: str, found: Any, path: Path) -> Forms:
    if isinstance(found, str):
        return {"other": found}
    if isinstance(found, dict) and set(found) == _FORMS and all(isinstance(form, str) for form in found.values()):
        return found
    raise BrokenKnowledge(f"{name!r} must be a sentence, or have the forms one and other", file=str(path))
