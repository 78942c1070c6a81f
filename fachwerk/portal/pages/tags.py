"""What templates can say beside Django's own tags: sentences, days, addresses; loaded for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from fachwerk.portal import wording
from fachwerk.portal.pages import addresses
from fachwerk.portal.translated import german
from fachwerk.records import Clean

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: Mapping[str, Any], name: str, **values: object) -> SafeString:
    """Say a sentence in the page's language: `{% say "search.total" n=total %}`."""
    return wording.said(name, context["language"], **values)


@register.simple_tag(takes_context=True)
def day(context: Mapping[str, Any], value: date | None) -> str | SafeString:
    """Write a day, with a form that programs read; nothing for no day."""
    return "" if value is None else _day(value, context["language"])


@lru_cache(4096)
def _day(value: date, language: str) -> SafeString:
    return mark_safe(f'<time datetime="{value.isoformat()}">{wording.day(value, language)}</time>')


@register.simple_tag(takes_context=True)
def period(context: Mapping[str, Any], begin: date | None, end: date | None) -> str | SafeString:
    """Write from when to when, as far as the days are known."""
    language = context["language"]
    if begin is None:
        return "" if end is None else wording.said("project.until_day", language, day=end)
    if end is None:
        return wording.said("project.from_day", language, day=begin)
    return mark_safe(f"{_day(begin, language)} – {_day(end, language)}")


@register.simple_tag(takes_context=True)
def number(context: Mapping[str, Any], value: int) -> str:
    """Write a number."""
    return wording.number(value, context["language"])


@register.simple_tag(takes_context=True)
def clean(context: Mapping[str, Any], value: Clean) -> str | SafeString:
    """Write a clean value."""
    return clean_in(value, context["language"])


def clean_in(value: Clean, language: str) -> str | SafeString:
    """Write a clean value; years and numbers of funding lines are numbers that nobody groups."""
    match value:
        case date():
            return _day(value, language)
        case Decimal():
            return wording.amount(value, language)
    return "–" if value is None else str(value)


@register.simple_tag(takes_context=True)
def to(context: Mapping[str, Any], kind: str, key: str) -> str:
    """Give the address of a thing's page in the page's language: `{% to "projects" id %}`."""
    return addresses.in_language(addresses.of(kind, key), context["language"])


@register.simple_tag(takes_context=True)
def page(context: Mapping[str, Any], address: str, **asked: object) -> str:
    """Give the address of a page in the page's language: `{% page "/search" region=key %}`."""
    there = addresses.in_language(address, context["language"])
    return addresses.asked(there, asked) if asked else there


@register.simple_tag(takes_context=True)
def say_of(context: Mapping[str, Any], family: str, one: str, **values: object) -> SafeString:
    """Say one of a family of sentences: `{% say_of "verdict" one.verdict %}`."""
    return wording.said(f"{family}.{one}", context["language"], **values)


@register.simple_tag(takes_context=True)
def translated(context: Mapping[str, Any], sentence: str) -> str | SafeString:
    """Write in the page's language what the program made, else mark it as English: `{% translated note %}`."""
    return translated_in(sentence, context["language"])


def translated_in(sentence: str, language: str) -> str | SafeString:
    """Write a sentence that the program made in a language, else mark it as English."""
    if language == "en":
        return sentence
    said = german(sentence)
    return said if said is not None else format_html('<span lang="en">{}</span>', sentence)


@register.simple_tag(takes_context=True)
def pick(context: Mapping[str, Any], said: Mapping[str, str]) -> str:
    """Give what the operator says in the page's language."""
    return said[context["language"]]


@register.simple_tag(takes_context=True)
def asking(context: Mapping[str, Any], address: str, asked: Mapping[str, object], **more: object) -> str:
    """Give the address of a page that is asked what is in a mapping, and more: `{% asking "/search" set.asked %}`."""
    return addresses.asked(addresses.in_language(address, context["language"]), {**asked, **more})
