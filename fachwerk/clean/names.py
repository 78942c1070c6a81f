"""Names of organisations: their legal form apart, in one spelling, and the core that is left."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import NamedTuple

from fachwerk.clean.texts import tidy
from fachwerk.records import Value
from fachwerk.reference.absent import is_nothing
from fachwerk.reference.organisations import LegalForm, legal_forms
from fachwerk.text import squeeze

_QUOTES = '"„“”‟«»‚‘'
_QUOTE = re.compile(f"[{_QUOTES}]")
_EDGES = " ,;:/–-|·"
# A list that lost its line breaks prints "LaborGmbH", "Sachsene.V.", "GmbHRadeberg": the case shows the joint. The g
# of "LackierungGmbH" is the word's, that of "BetreuungsgGmbH" the form's: German words in g end in these syllables.
_WORDS_G = r"(?<!un)(?<![b-z]in)(?<!an)(?<!bur)(?<!ber)(?<![aiou])"
_GLUED = (
    r"(?<=[a-zäöüß])(?=[A-Z][A-Za-z]|mbH|e\.\s?[VGK])|(?<=[^\W\d_])(?=GmbH)|(?<=\.)(?=GmbH)"
    rf"|(?<=[^\W\d_]){_WORDS_G}(?=gGmbH)"
)
# No form begins inside initials: "M.U.S.T. e.V.". Inside a word only few letters can begin one, which is asked first.
_START = rf"(?:(?<!\w)(?-i:(?<![A-ZÄÖÜ]\.))|(?-i:(?=[A-Zmeg])(?:{_GLUED})))"
_END = r"(?:(?!\w)|(?-i:(?=[A-ZÄÖÜ][a-zäöüßA-Z])|(?<=GmbH)|(?<=GbR)))"
_BEFORE_QUOTE = re.compile(r"\s+(?=[\"“”]$)")
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]|„\s*“|\"\s*\"")


class FoundName(NamedTuple):
    """A cleaned name, its core without legal form, and the legal form's key (None: none is printed)."""

    value: Value
    core: str | None = None
    legal_form: str | None = None


class _Form(NamedTuple):
    start: int
    end: int
    form: LegalForm


def name_value(printed: str) -> FoundName:
    """Clean an organisation's name: `Verein Frohsinn E. V., ` is `Verein Frohsinn e.V.`, its core `Verein Frohsinn`.

    A form that nothing else is spelt like counts wherever it stands; initials such as `SE` or `AG` only at the end or
    before a comma or dash, and exactly so written; "Stiftung" and "Verein" are words of names. Of several forms the
    last one counts if the name ends with it, else the first. What lists print before a name ("Träger: ") goes, as does
    punctuation around it.
    """
    if is_nothing(printed):
        return FoundName(Value(printed, None))
    text = _whole_quotes(_prefix().sub("", tidy(printed)).strip(_EDGES))
    found = _form_in(text)
    if found is None:
        return FoundName(Value(printed, text), _core(text))
    before, spelt, after = text[: found.start], text[found.start : found.end], text[found.end :]
    clean = f"{_apart(before)}{found.form.key}{' ' if after[:1].isalnum() else ''}{after}"
    core = _core(f"{before} {_state().sub('', after)}")
    return FoundName(Value(printed, clean, _note(before, spelt, after, found.form)), core or text, found.form.same_as)


def _apart(text: str) -> str:
    return f"{text} " if text[-1:].isalnum() else text


def _note(before: str, spelt: str, after: str, form: LegalForm) -> str | None:
    if before[-1:].isalnum() or after[:1].isalnum():
        return f"the legal form {spelt!r} is not set apart"
    is_usual = spelt == form.key or _spelling(spelt) in map(_spelling, (form.key, *form.anywhere, *form.at_end))
    return None if is_usual else f"the legal form is printed as {spelt!r}"


def _spelling(form: str) -> str:
    return "".join(form.split()).rstrip(".")


def _form_in(text: str) -> _Form | None:
    pattern, forms = _anywhere()
    everywhere = [_Form(*found.span(), forms[(found.lastindex or 0) - 1]) for found in pattern.finditer(text)]
    ending = _at_end().search(text)
    if ending is not None and not any(one.end >= ending.end(1) for one in everywhere):
        everywhere.append(_Form(*ending.span(1), _by_ending()[squeeze(ending[1])]))
    if not everywhere:
        return None
    everywhere.sort(key=lambda one: one.start)
    last = everywhere[-1]
    return last if not _state().sub("", text[last.end :]).strip(_EDGES + _QUOTES + ".)") else everywhere[0]


def _core(text: str) -> str:
    """What is left of a name: punctuation around it, quotation marks around all of it, and stray ones go."""
    core = squeeze(_EMPTY.sub("", text)).replace(" ,", ",").strip(_EDGES)
    if _QUOTE.search(core) is None:
        return core
    return squeeze(_BEFORE_QUOTE.sub("", _whole_quotes(core)))


def _whole_quotes(text: str) -> str:
    """Drop quotation marks that enclose the whole text, and one that has no partner at either end."""
    marks = [found.start() for found in _QUOTE.finditer(text)]
    if len(marks) == 2 and marks == [0, len(text) - 1]:
        return text[1:-1].strip()
    if len(marks) % 2 and marks[-1] == len(text) - 1:
        return text[:-1].rstrip()
    if len(marks) % 2 and marks[0] == 0:
        return text[1:].lstrip()
    return text


@cache
def _anywhere() -> tuple[re.Pattern[str], list[LegalForm]]:
    """The pattern of all spellings that count anywhere, and the form of each of its groups.

    Longest first, by first letter: a name is searched five times faster than with one long choice.
    """
    spellings = [(_flexible(one), one, form) for form in legal_forms().forms for one in form.anywhere]
    spellings.sort(key=lambda entry: (entry[1][0].casefold(), -len(entry[1])))
    letters = groupby(spellings, key=lambda entry: entry[1][0].casefold())
    choice = "|".join(
        f"{_first(letter)}(?:{'|'.join(f'({pattern})' for pattern, *_ in group)})" for letter, group in letters
    )
    return re.compile(f"{_START}(?:{choice}){_END}", re.IGNORECASE), [form for *_, form in spellings]


def _first(letter: str) -> str:
    return f"(?={letter})" if letter.isalpha() else ""


@cache
def _at_end() -> re.Pattern[str]:
    endings = sorted(_by_ending(), key=len, reverse=True)
    states = "|".join(map(_flexible, legal_forms().states))
    choice = "|".join(re.escape(ending).replace(r"\ ", r"\s*") for ending in endings)
    return re.compile(rf"(?<![\w&])({choice})(?=[\s.)\]{_QUOTES}]*(?:\(?(?:{states})\)?)?\s*(?:[,;]|(?<=\s)[-–]\s|$))")


@cache
def _by_ending() -> dict[str, LegalForm]:
    return {one: form for form in legal_forms().forms for one in form.at_end}


@cache
def _state() -> re.Pattern[str]:
    return re.compile(rf"^[\s,]*\(?(?:{'|'.join(map(_flexible, legal_forms().states))})\)?(?!\w)", re.IGNORECASE)


@cache
def _prefix() -> re.Pattern[str]:
    choices = "|".join(
        re.escape(one) + (r"\s*:?\s+" if one.endswith(".") else r"\s*:\s*") for one in legal_forms().prefixes
    )
    return re.compile(rf"^(?:{choices})", re.IGNORECASE)


def _flexible(spelling: str) -> str:
    """Make a spelling's pattern: blanks are optional, and so is a dot before a blank or at the end.

    The g of "gGmbH" must be small: "X&G GmbH" is no charity.
    """
    pattern = re.sub(r"^g(?=[\\. ]*[A-Z])", "(?-i:g)", re.escape(spelling))
    pattern = re.sub(r"\\\.(?=\\ |$)", r"\\.?", pattern)
    pattern = re.sub(r"\\\.(?=\w)", r"\\.\\s*", pattern)
    return pattern.replace(r"\ ", r"\s*").replace(r"\&", r"(?:&|\+|und|u\.)")
