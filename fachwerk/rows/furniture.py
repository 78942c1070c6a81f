"""What a list says about itself outside its rows: pages, day, counts and sums, recognised in single printed lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from fachwerk.records import Kind
from fachwerk.reference import statements
from fachwerk.reference.amounts import amount_of
from fachwerk.reference.days import day_of, month_of
from fachwerk.text import key, normal, squeeze

_MOST_PAGES = 9999
_FIRST_YEAR = 1900  # "2007/2008" are two years, never a page


@dataclass(frozen=True, slots=True)
class Statement:
    """What one line says: the page it stands on and how many there are, the list's day, a count, or a sum.

    `as_of` is an ISO day, or year and month (`2015-12`), or a year. `out_of` is the 134 of "20 von 134 Projekten".
    `amounts` are all numbers after a word for a sum, `is_grand` tells that it closes the whole list.
    `is_end`: nothing follows ("Ende der Liste").
    """

    kind: Kind
    page: int | None = None
    pages: int | None = None
    as_of: str | None = None
    count: int | None = None
    out_of: int | None = None
    label: str | None = None
    amounts: tuple[Decimal, ...] = ()
    is_grand: bool = False
    is_end: bool = False


def kind_of(text: str) -> Kind | None:
    """Tell what kind of furniture a whole printed line is; None for anything that may as well be part of a row.

    `Seite 7 von 19 Seiten`, `7/19`, `- 4 -`: PAGE_NUMBER. `Stand: 31.12.2023`: AS_OF. `Summe 1.234,00 €`,
    `134 Vorhaben`: TOTAL. `Ende der Liste`: NOTE. A bare number and running heads are told by recurrence over the
    pages, not here.
    """
    found = statement_of(text)
    return None if found is None else found.kind


def statement_of(text: str) -> Statement | None:
    """Read what a whole line says about the list; None if it says nothing, or more than that.

    A page word with both numbers (`Seite 7 von 19`) counts in any company, everything else only if nothing else
    stands on the line: a description may well speak of "134 Vorhaben".
    """
    line = squeeze(normal(text))
    if not line or len(line) > 300:
        return None
    return (
        _page_statement(line)
        or _as_of_statement(line)
        or _count_statement(line)
        or _total_statement(line)
        or _end_statement(line)
    )


def as_of(text: str) -> str | None:
    """Find the list's day anywhere in a line of furniture: `VERZEICHNIS … (Stand: 30.12.2015)` -> `2015-12-30`.

    >>> as_of("Stand: 31. Dezember 2015"), as_of("Stand Dezember 2015"), as_of("Bestand 12")
    ('2015-12-31', '2015-12', None)
    """
    days = (_stated_day(found) for found in _patterns().as_of.finditer(squeeze(normal(text))))
    return next((day for day in days if day is not None), None)


class _Patterns(NamedTuple):
    page_strong: re.Pattern[str]
    page_weak: re.Pattern[str]
    as_of: re.Pattern[str]
    count_before: re.Pattern[str]
    count_after: re.Pattern[str]
    total: re.Pattern[str]
    total_alone: re.Pattern[str]


_DAY = (
    r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}|\d{4}-\d{1,2}-\d{1,2}"
    r"|\d{1,2}(?:\.|st|nd|rd|th)?\s[^\W\d_]{3,}\.?,?\s\d{4}|[^\W\d_]{3,}\.?\s\d{1,2}(?:st|nd|rd|th)?,\s\d{4}"
    r"|[^\W\d_]{3,}\.?\s\d{4}|\d{1,2}/\d{4}|\d{4}"
)
_CLOCK = r"(?:,?\s*(?:um\s)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\sUhr)?)?"
_NUMBER = r"\d{1,3}(?:[.,'’\s]\d{3})+|\d+"
_AMOUNT = re.compile(r"(?<![\w.,])[-–−]?(?:\d{1,3}(?:\s\d{3})+(?:[.,]\d{1,2})?(?![\d.,])|\d[\d.,'’]*)")
_CURRENCY_WORDS = re.compile(r"€|\b(?:EUR|Euro|GBP|CHF|PLN|CZK|zł|Kč)\b|£|%", re.IGNORECASE)


@cache
def _patterns() -> _Patterns:
    words = statements()
    page, of = _any(words.page), _any(words.of)
    counted, count = _any(words.counted), _any(words.count)
    return _Patterns(
        re.compile(rf"(?<!\w){page}\s?(\d{{1,4}})\s?(?:{of}|/)\s?(\d{{1,4}})(?:\s{page})?(?!\w)", re.IGNORECASE),
        re.compile(
            rf"(?:{page}\s?(?P<named>\d{{1,4}})|[-–—]\s?(?P<dashed>\d{{1,4}})\s?[-–—]"
            rf"|(?P<one>\d{{1,4}})\s?(?:{of}|/)\s?(?P<all>\d{{1,4}})(?:\s{page})?)",
            re.IGNORECASE,
        ),
        re.compile(rf"(?<!\w){_any(words.as_of)}\s?:?\s*(?P<day>{_DAY})(?!\w){_CLOCK}", re.IGNORECASE),
        re.compile(rf"(?P<count>{_NUMBER})(?:\s{of}\s(?P<all>{_NUMBER}))?\s(?:\w+\s)?{counted}", re.IGNORECASE),
        re.compile(rf"{count}\s?(?:der\s)?{counted}(?:\sinsgesamt)?\s?:?\s?(?P<count>{_NUMBER})", re.IGNORECASE),
        re.compile(rf"{_any(words.total)}(?!\w)(?P<rest>.*\d.*)", re.IGNORECASE),
        re.compile(rf"{_any(words.total_alone)}(?!\w)(?P<rest>.*\d.*)", re.IGNORECASE),
    )


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


def _page_statement(line: str) -> Statement | None:
    patterns = _patterns()
    if found := patterns.page_strong.search(line):
        return _page(int(found[1]), int(found[2]), line)
    rest = _without_day(line)
    weak = patterns.page_weak.fullmatch(rest)
    if weak is None:
        return None
    if weak["one"]:
        return _page(int(weak["one"]), int(weak["all"]), line)
    return Statement(Kind.PAGE_NUMBER, page=int(weak["named"] or weak["dashed"]), as_of=as_of(line))


def _page(page: int, pages: int, line: str) -> Statement | None:
    """Refuse "2007/2008", "12/2015", "0/5" and "19/7": years, months and parts, no pages."""
    if not 0 < page <= pages <= _MOST_PAGES:
        return None
    has_words = any(map(str.isalpha, line))
    is_month = page <= 12 and _FIRST_YEAR <= pages <= date.max.year // 4
    if not has_words and (page >= _FIRST_YEAR or is_month):
        return None
    return Statement(Kind.PAGE_NUMBER, page=page, pages=pages, as_of=as_of(line))


def _without_day(line: str) -> str:
    """Take "Stand: 31.12.2023" or a bare day out of a line, so that the rest can be a page number."""
    rest = _patterns().as_of.sub(" ", line)
    rest = re.sub(rf"(?<![\w.])(?:{_DAY.split('|')[0]}){_CLOCK}(?!\w)", " ", rest)
    return rest.strip(" ,;|()·•")


def _as_of_statement(line: str) -> Statement | None:
    found = _patterns().as_of.fullmatch(line.strip(" .,;()"))
    day = None if found is None else _stated_day(found)
    return None if day is None else Statement(Kind.AS_OF, as_of=day)


def _stated_day(found: re.Match[str]) -> str | None:
    """Refuse the remainder of a broken word: "Messe-" + "stand 2014" is no "Stand: 2014"."""
    word = found[0][: found.start("day") - found.start()]
    is_clear = ":" in word or (word[0].isupper() and not found["day"].isdigit()) or " " in word.strip()
    return _day_or_month(found["day"]) if is_clear else None


def _day_or_month(text: str) -> str | None:
    if day := day_of(text):
        return day.isoformat()
    if found := re.fullmatch(r"([^\W\d_]+)\.?\s(\d{4})", text):
        month = month_of(found[1])
        return f"{found[2]}-{month:02d}" if month else None
    if found := re.fullmatch(r"(\d{1,2})/(\d{4})", text):
        return f"{found[2]}-{int(found[1]):02d}" if 1 <= int(found[1]) <= 12 else None
    is_year = re.fullmatch(r"\d{4}", text) and _FIRST_YEAR <= int(text) <= date.max.year
    return text if is_year else None


def _count_statement(line: str) -> Statement | None:
    patterns = _patterns()
    bare = line.strip(" .,;:()")
    found = patterns.count_before.fullmatch(bare) or patterns.count_after.fullmatch(bare)
    if found is None:
        return None
    out_of = found.groupdict().get("all")
    return Statement(Kind.TOTAL, count=_whole(found["count"]), out_of=None if out_of is None else _whole(out_of))


def _whole(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _total_statement(line: str) -> Statement | None:
    """Read "Summe Landkreis X 1.234,00 €" (few words between) and "Gesamt 12 1.234,00" (none between)."""
    patterns = _patterns()
    found = patterns.total.match(line) or patterns.total_alone.match(line)
    if found is None:
        return None
    rest = found["rest"]
    words = [word for word in _CURRENCY_WORDS.sub(" ", _AMOUNT.sub(" ", rest)).split() if word.strip(":.,;()-–=*/")]
    is_alone = found.re is patterns.total_alone
    amounts = tuple(amount for part in _AMOUNT.findall(rest) if (amount := amount_of(part.rstrip(".,"))) is not None)
    if not amounts or len(words) > (0 if is_alone else 6) or not _ends_with_amount(rest):
        return None
    label = line[: found.start("rest")]
    is_grand = label.casefold() in {word.casefold() for word in statements().grand}
    return Statement(Kind.TOTAL, label=squeeze(f"{label} {' '.join(words)}"), amounts=amounts, is_grand=is_grand)


def _end_statement(line: str) -> Statement | None:
    return Statement(Kind.NOTE, is_end=True) if key(line) in _ends() else None


@cache
def _ends() -> frozenset[str]:
    return frozenset(map(key, statements().end))


def _ends_with_amount(rest: str) -> bool:
    """A sum ends with its number: "Summe der Module 3 bis 5 im Projekt" is a sentence."""
    last = _CURRENCY_WORDS.sub(" ", rest).strip(" .*)")
    return last != "" and last[-1].isdigit()
