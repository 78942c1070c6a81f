"""What the columns mean: printed headings become canonical fields, or are reported; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import NamedTuple, TypeAlias

from fachwerk.records import Break, Reading, Row
from fachwerk.reference.absent import is_nothing
from fachwerk.reference.days import day_of, days_of, is_month_first
from fachwerk.rows.shapes import share_that_fits
from fachwerk.rows.wordings import EXACT, Claim, claims_of, known_words
from fachwerk.rows.wrap import join
from fachwerk.text import key, normal, squeeze

FIELDS = (
    "sponsor",
    "place",
    "region",
    "item",
    "kind",
    "begin",
    "end",
    "title",
    "description",
    "year_approved",
    "year_completed",
    "amount_planned",
    "amount_awarded",
    "amount_paid",
    "amount_total",
    "cofinancing_rate",
    "postcode",
    "country",
    "intervention",
    "programme",
    "identifier",
    "status",
)

_BY_HAND = 2.0
_CLEAR = 0.045  # a remark or an upper storey makes the difference between two claims, rounding doesn't
_LEAST_FIT = 0.5
_CHOSEN = 0.3  # by so much more of its values one of two meanings must fit
_LEAST_FIT_OF_A_GUESS = 0.8  # a heading that is only like a known one needs values that agree
_DAYS = ("begin", "end")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_POSTCODE_FIRST = re.compile(r"^((?:[A-Z]{1,3}[- ])?\d{4,5})(?:\s+|$)(.*)$", re.DOTALL)
_POSTCODE_LAST = re.compile(r"^(.*?),?\s+((?:[A-Z]{1,3}-)?\d{4,5})$", re.DOTALL)
# With blanks around where narrow cells set word, hyphen and rest on lines of their own.
_HYPHEN_INSIDE = re.compile(r"([^\W\d_]{2,}) ?- ?([a-zäöüß]+)")
_GERMAN_JOINT = re.compile(r"(?:ung|heit|keit|schaft|ion|tät|tum|ling|ment|gut|ort)s$|[äöü]")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one column means: its printed heading and its fields, two if its values hold two, none if nobody knows.

    `note` says why there is none, unless the heading is known to be something else ("Währung"). `is_running` marks
    running numbers, `is_month_first` days such as 12/31/2023.
    """

    heading: str
    fields: tuple[str, ...] = ()
    note: str | None = None
    is_running: bool = False
    is_month_first: bool = False


def heading(text: str) -> str:
    """Write a heading in one line: blanks squeezed, and typed hyphenation points closed.

    A hyphen before a small letter goes if the whole is a word of published headings, or its first part ends like the
    first part of a German compound: `Durchführungs-ort` and `Durchführungs - ort` -> `Durchführungsort`;
    `Co-financing rate` and `Region/FKA` stay.
    """
    return _HYPHEN_INSIDE.sub(_closed, squeeze(normal(text)))


def meanings(
    headings: Sequence[str],
    sample: Sequence[Sequence[str | None]],
    known: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[Meaning, ...]:
    """Tell what each column means, from its heading, checked by a sample of rows (each in column order).

    1. What is known of this list by hand (`known`: heading -> fields, none to leave it alone) stands, whatever the
       values look like.
    2. Else the heading decides (`wordings.claims_of`), and the values may object: a heading that says "year" over
       amounts gets no field. Where one wording has two meanings ("Fördergegenstand"), the values choose.
    3. A field belongs to one column. Of several that claim it the clearly better heading gets it, else none of them.
    4. Columns without a field are reported in `note`, and are kept under their printed heading only.

    "Jahr der Bewilligung" is `year_approved` even where its values hold two years (a later change of the approval,
    not the final payment): only a heading, or `known`, that speaks of both makes two fields.
    """
    by_hand = {key(one): fields for one, fields in (known or {}).items()}
    columns = [[row[number] if number < len(row) else None for row in sample] for number in range(len(headings))]
    options = [_options(number, headings, columns[number], by_hand) for number in range(len(headings))]
    chosen = _contested(options)
    return tuple(
        _meaning(one, option, claim, column)
        for one, option, claim, column in zip(headings, options, chosen, columns, strict=True)
    )


class Columns:
    """The columns of one table with their meanings, ready to read its rows: what follows from these is found once."""

    def __init__(self, found: Sequence[Meaning]) -> None:
        self._names = [meaning.heading for meaning in found]
        ways = {way.field: way for number, meaning in enumerate(found) for way in _ways(number, meaning)}
        self._ways = [ways[field] for field in FIELDS if field in ways]
        self._headings = {field: meaning.heading for meaning in found for field in meaning.fields}
        self._of_days = [
            (number, meaning) for number, meaning in enumerate(found) if any(field in _DAYS for field in meaning.fields)
        ]

    def reading(self, row: Row) -> Reading:
        """Read one row: its cells by printed heading, its fields, and a note on each cell that should hold a day."""
        texts = [cell.printed for cell in row.cells]
        texts += [None] * (len(self._names) - len(texts))
        printed = dict(zip(self._names, texts, strict=False))
        printed.update((f"Spalte {at + 1}", texts[at]) for at in range(len(self._names), len(texts)))
        return Reading(self._noted(row, texts), printed, self.fields(texts), self._headings)

    def fields(self, cells: Sequence[str | None]) -> dict[str, str | None]:
        """Give the canonical fields of one row, from its printed cells in column order.

        Texts are as printed, begin and end are ISO days where they are days. A field that the list has no column for is
        absent; an empty cell gives None. A column with two fields is split: years into the first and the last
        ("2008 - 2011", "2011/2012/2014"; one year is the first field), a span into its days, postcode from place.
        """
        fields: dict[str, str | None] = {}
        for field, number, part, split in self._ways:
            text = cells[number]
            if not text or text.isspace():
                fields[field] = None
            else:
                fields[field] = text if split is None else split(text)[part]
        return fields

    def _noted(self, row: Row, texts: Sequence[str | None]) -> Row:
        odd = {
            number: f"{squeeze(text)!r} is no date"
            for number, meaning in self._of_days
            if (text := texts[number]) is not None and _is_no_day(text, meaning)
        }
        if not odd:
            return row
        noted = tuple(
            replace(cell, notes=(*cell.notes, odd[number])) if number in odd else cell
            for number, cell in enumerate(row.cells)
        )
        return replace(row, cells=noted)


# --- choosing ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Options:
    """What a column may be, best first, and why something that its heading says was refused."""

    claims: tuple[Claim, ...]
    objection: str | None = None


def _options(
    number: int, headings: Sequence[str], column: Sequence[str | None], by_hand: Mapping[str, tuple[str, ...]]
) -> _Options:
    own = headings[number]
    if key(own) in by_hand:
        return _Options((Claim(by_hand[key(own)], _BY_HAND),))
    others = [other for position, other in enumerate(headings) if position != number]
    claims = claims_of(own, others)
    fitting = [(claim, fit + _narrower(claim, fit)) for claim in claims if (fit := _fit(claim, column)) is not None]
    if claims and not fitting:
        said = " or ".join(dict.fromkeys(" and ".join(claim.fields) for claim in claims))
        example = next((value for value in column if value is not None and not is_nothing(value)), "")
        return _Options((), f"its heading says {said}, but its values are not such, e.g. {squeeze(example)[:40]!r}")
    ranked = sorted(fitting, key=lambda entry: (-entry[0].strength, -entry[1]))
    if len(ranked) > 1 and ranked[0][0].strength == ranked[1][0].strength and ranked[0][1] - ranked[1][1] < _CHOSEN:
        said = " or ".join(" and ".join(claim.fields) for claim, _ in ranked)
        return _Options((), f"its heading may say {said}, and its values do not tell which")
    return _Options(tuple(claim for claim, _ in ranked[:1]))


def _fit(claim: Claim, column: Sequence[str | None]) -> float | None:
    """Give how well the values agree, None if they object; a short or empty column agrees with anything."""
    if not claim.fields:
        return 1.0
    share = share_that_fits(claim.fields, column)
    if share is None:
        return 0.5
    least = _LEAST_FIT if claim.strength > EXACT - 0.3 else _LEAST_FIT_OF_A_GUESS
    return share if share >= least else None


def _narrower(claim: Claim, fit: float) -> float:
    """Prefer years to amounts where both fit: every year could be an amount, hardly any column of amounts years."""
    return 0.5 if fit > 0.9 and any(field.startswith("year") for field in claim.fields) else 0.0


def _contested(options: Sequence[_Options]) -> list[Claim | None]:
    """Give each column its claim, unless another one's on the same field is better or as good."""
    claims = [option.claims[0] if option.claims else None for option in options]
    return [claim if claim is None or _wins(number, claims) else None for number, claim in enumerate(claims)]


def _wins(number: int, claims: Sequence[Claim | None]) -> bool:
    own = claims[number]
    assert own is not None
    rivals = [
        claim.strength
        for position, claim in enumerate(claims)
        if position != number and claim is not None and set(claim.fields) & set(own.fields)
    ]
    return all(own.strength - rival >= _CLEAR for rival in rivals)


def _meaning(own: str, option: _Options, claim: Claim | None, column: Sequence[str | None]) -> Meaning:
    if claim is None:
        return Meaning(own, note=_reason(own, option))
    texts = [value for value in column if value is not None]
    is_american = any(field in _DAYS for field in claim.fields) and is_month_first(texts)
    return Meaning(own, claim.fields, None, claim.is_running, is_american)


def _reason(own: str, option: _Options) -> str:
    if option.objection is not None:
        return f"the column {own!r} got no field: {option.objection}"
    if option.claims:
        rival = " and ".join(option.claims[0].fields)
        return f"the column {own!r} got no field: another column claims {rival}, too"
    return f"nobody knows what the column {own!r} means: kept as printed"


# --- values --------------------------------------------------------------------------------------------------------


_Split: TypeAlias = Callable[[str], tuple[str | None, ...]]


class _Way(NamedTuple):
    """How a field is read: from which column, and as which part of its text if that is split (None: all of it)."""

    field: str
    number: int
    part: int
    split: _Split | None


def _ways(number: int, meaning: Meaning) -> Iterator[_Way]:
    split = _split_of(meaning)
    yield from (_Way(field, number, part, split) for part, field in enumerate(meaning.fields))


def _split_of(meaning: Meaning) -> _Split | None:
    match meaning.fields:
        case ("begin" | "end",):
            return partial(_iso_day, month_first=meaning.is_month_first)
        case ("begin", "end"):
            return partial(_span, month_first=meaning.is_month_first)
        case ("year_approved", "year_completed"):
            return _years
        case ("postcode", "place"):
            return _postcode_and_place
        case (_,):
            return None
    # Known by hand to hold several fields that we cannot take apart: the first has the text, the others are unknown.
    return lambda text: (text, *(None,) * (len(meaning.fields) - 1))


@lru_cache(maxsize=1 << 14)  # a list of a million rows has some thousand different days
def _iso(text: str, month_first: bool) -> str | None:
    day = day_of(text, month_first)
    return None if day is None else day.isoformat()


def _iso_day(text: str, month_first: bool) -> tuple[str]:
    return (_iso(text, month_first) or text,)


def _span(text: str, month_first: bool) -> tuple[str | None, str | None]:
    days = days_of(text, month_first)
    if days is None:
        return text, None
    begin, end = days
    return None if begin is None else begin.isoformat(), None if end is None else end.isoformat()


def _years(text: str) -> tuple[str | None, str | None]:
    years = _YEAR.findall(text)
    if not years:
        return text, None
    if len(years) == 1:
        return (None, years[0]) if text.lstrip()[0] in "/-–" else (years[0], None)
    return years[0], years[-1]


def _postcode_and_place(text: str) -> tuple[str | None, str | None]:
    if found := _POSTCODE_FIRST.match(text):
        return found[1], found[2].lstrip(", ") or None
    if found := _POSTCODE_LAST.match(text):
        return found[2], found[1]
    return None, text


def _is_no_day(text: str, meaning: Meaning) -> bool:
    read = _iso if len(meaning.fields) == 1 else days_of
    return read(text, meaning.is_month_first) is None and not text.isspace() and text != ""


def _closed(found: re.Match[str]) -> str:
    first, second = found[1], found[2]
    whole = (first + second).casefold()
    is_compound = whole in known_words() or _GERMAN_JOINT.search(first.casefold()) is not None
    return join([f"{first}-", second], [Break.BLANK] * 2).replace("- ", "-") if is_compound else found[0]
