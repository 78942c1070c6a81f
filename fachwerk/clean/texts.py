"""Titles, descriptions and other words: white space, quotation marks and hyphens made alike, no word changed."""

from __future__ import annotations

import re

from fachwerk.records import Value
from fachwerk.reference.absent import is_nothing
from fachwerk.text import normal, squeeze

# Nearly every text is in order, and finding that out costs more than all replacements: plain searches are quickest.
_ODD_SIGN = re.compile(r"[^\x20-\x5f\x61-\x7e\xa1-\xac\xae-\xb3\xb5-\u024f€–—„“”‚‘’…]")
# A blank before what closes, or after what opens, or a doubled sign: one class of signs, then what stands beside it.
_ODD_PAIR = re.compile(r"[)\],.;(\[„'‚‘’](?:(?<= [)\],.;])|(?<=[(\[„])(?= )|(?<=([,'‚‘’]))(?=\1))")
_OPENS = re.compile(r"(?:(?<=^)|(?<=[\s(\[/-]))(?:,,|‚‚|``|´´|'')(?=\w)")
_CLOSES = re.compile(r"(?<=[\w.!?%)])(?:''|´´|``|‘‘|’’)(?!\w)")
_HALF_CLOSED = re.compile(r"(„[^„“”\"]*)\"(?!\w)")
_APOSTROPHE = re.compile(r"(?<=\w)[`´](?=\w)")
_HYPHENS = re.compile(r"[\u2010\u2011]")
_BLANK_AFTER = re.compile(r"([(\[„]) +")
_BLANK_BEFORE = re.compile(r"(?<=[\w)]) +([)\],;]|\.(?=\s|$))")


def tidy(text: str) -> str:
    """Write a text as it is meant: blanks squeezed, quotation marks set from commas and accents made real ones.

    Blanks inside brackets and before commas and full stops go, odd hyphens become plain ones. Words, doubled commas
    that quote nothing, and quotation marks that are not closed stay: they are findings.

    >>> tidy("Projekt  ,,Plan B'' ( Teil 2 ) , neu")
    'Projekt „Plan B“ (Teil 2), neu'
    """
    if not _is_odd(text):
        return text
    text = squeeze(normal(text))
    text = _APOSTROPHE.sub("’", _CLOSES.sub("“", _OPENS.sub("„", _HYPHENS.sub("-", text))))
    text = _HALF_CLOSED.sub(r"\1“", text)
    return _BLANK_BEFORE.sub(r"\1", _BLANK_AFTER.sub(r"\1", text))


def _is_odd(text: str) -> bool:
    if _ODD_SIGN.search(text) is not None or text[:1] == " " or text[-1:] == " " or "  " in text:
        return True
    return _ODD_PAIR.search(text) is not None or ("„" in text and '"' in text)


def text_value(printed: str) -> Value:
    """Clean words; a cell that only says that it is empty ("k. A.") gives None."""
    return Value(printed, None if is_nothing(printed) else tidy(printed))
