"""Natural persons are taken out of records where these leave a register that is served: decision 0083.

Who is a person, the check `sponsor-is-person` says; where the same name stands as a sponsor it is the same person. What
stands in the place of a name, `MASKED`, is a sign and no word, so that it belongs to no language and nobody finds it.
Masked listings have it for a sponsor, no number, birth or address of the person, and in their other texts wherever the
name stood, even the surname alone; texts of others where the whole name stood. Place and region stay.
"""

from __future__ import annotations

import hashlib
import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from threading import local
from typing import NamedTuple

from fachwerk.records import Finding, Listing, Organisation, Ref, Series, Value
from fachwerk.reference.linking import particular_headings
from fachwerk.reference.people import people_titles
from fachwerk.store.facts import Edition, Kept
from fachwerk.text import key

MASKED = "[…]"
CODE = "sponsor-is-person"
_RULES = "1"  # of what is masked how; others make another version of what is served
_PERSONAL = ("identifier", "born", "address")
_STAY = ("place", "postcode", "region")  # even if they are called like the person
_PARTICLES = ("von", "van", "de", "zu", "der", "den", "vom")
_WORD = re.compile(r"[^\W_]+")


class Seen(NamedTuple):
    """A person as sponsor of a listing, as printed, and the day of the edition."""

    ref: Ref
    name: str
    day: date


@dataclass(frozen=True, slots=True)
class Mask:
    """The persons that are masked in one state of a register: by listing, by the key of a name, and by surname.

    Beside a surname (and its genitive) stand the given names that must be in a text, too, for it to be looked through.
    """

    listings: Mapping[Ref, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    surnames: Mapping[str, tuple[tuple[frozenset[str], str], ...]] = field(default_factory=dict)
    editions: frozenset[str] = frozenset()
    sign: str = ""

    @classmethod
    def of(cls, seen: Iterable[Seen], months: int, today: date) -> Mask:
        """Mask those who were listed longest ago: more months before today than a name is shown for."""
        found = list(seen)
        last: dict[str, date] = {}
        for one in found:
            last[key(one.name)] = max(one.day, last.get(key(one.name), one.day))
        masked = [one for one in found if not months or later(last[key(one.name)], months) < today]
        names = {key(one.name): one.name for one in masked}
        surnames: dict[str, tuple[tuple[frozenset[str], str], ...]] = {}
        for name in sorted(names.values()):
            given, surname = _parts(name)
            *_, own = ("", *_WORD.findall(surname.casefold()))
            words = frozenset(_WORD.findall(given.casefold()))
            for word in (own, f"{own}s") if own and words else ():
                surnames[word] = (*surnames.get(word, ()), (words, name))
        listings = {one.ref: one.name for one in masked}
        seed = repr((_RULES, sorted(listings.items())))
        sign = hashlib.sha256(seed.encode()).hexdigest() if masked else ""
        return cls(listings, names, surnames, frozenset(ref.edition for ref in listings), sign)

    def kept(self, one: Kept) -> Kept:
        """Mask a listing, whatever its headings."""
        if not self.sign:
            return one
        listing, name = one.listing, self._of(one.listing)
        if name is None and not self._names_somebody(listing):
            return one
        hidden = set() if name is None else {one.columns.get("sponsor"), *_personal(tuple(listing.printed))}
        left = {one.columns.get(field) for field in _STAY} - hidden
        printed = {
            heading: text if text is None or heading in left else MASKED if heading in hidden else self.text(text, name)
            for heading, text in listing.printed.items()
        }
        values = {
            field: value
            if field in _STAY
            else self._value(value, name, field == "sponsor" or one.columns.get(field) in hidden)
            for field, value in listing.values.items()
        }
        notes = tuple(self.text(note, name) for note in listing.notes)
        core = listing.core if name is None else None
        return Kept(replace(listing, printed=printed, values=values, notes=notes, core=core), one.columns)

    def _of(self, listing: Listing) -> str | None:
        """Give the name of the person who is a listing's sponsor, if it is masked."""
        name = self.listings.get(Ref(listing.edition, listing.row))
        sponsor = listing.values.get("sponsor")
        if name is not None or sponsor is None:
            return name
        said = (text for text in (sponsor.printed, sponsor.clean) if isinstance(text, str))
        return next((self.names[one] for one in map(key, said) if one in self.names), None)

    def _names_somebody(self, listing: Listing) -> bool:
        """Tell whether some text of a listing has a surname; nearly none has, and one look at all of them is cheap."""
        said = [text for text in listing.printed.values() if text]
        said += [value.clean for value in listing.values.values() if isinstance(value.clean, str)]
        return not self.surnames.keys().isdisjoint(_words("\n".join(dict.fromkeys(said)).casefold()))

    def _value(self, value: Value, name: str | None, is_hidden: bool) -> Value:
        printed, clean, note = value
        if name is not None and is_hidden:
            return Value(printed and MASKED, None if clean is None else MASKED)
        return Value(
            printed and self.text(printed, name),
            self.text(clean, name) if isinstance(clean, str) else clean,
            note and self.text(note, name),
        )

    def organisation(self, one: Organisation) -> Organisation:
        """Mask an organisation that is a person; of another one, spellings that are a person's name."""
        variants = tuple(name for name in one.variants if key(name) not in self.names)
        is_person = bool(one.listings) and all(ref in self.listings for ref in one.listings)
        if is_person or (one.variants and not variants):
            return replace(one, name=MASKED, core="", legal_form=None, variants=())
        return replace(one, name=variants[0] if key(one.name) in self.names else one.name, variants=variants)

    def series(self, one: Series) -> Series:
        """Mask the name and the reasons of a series."""
        names = dict.fromkeys(self.listings[ref] for ref in one.listings if ref in self.listings)

        def masked(text: str) -> str:
            for name in names:
                text = self.text(text, name)
            return self.text(text)

        reasons = tuple(reason._replace(words=masked(reason.words)) for reason in one.reasons)
        return replace(one, name=masked(one.name), reasons=reasons)

    def finding(self, one: Finding) -> Finding:
        """Mask what a finding repeats of a listing."""
        name = None if one.row is None else self.listings.get(Ref(one.edition, one.row))
        said = {text: self.text(text, name) for text in (one.message, one.message_de, one.evidence)}
        evidence = MASKED if name is not None and one.code == CODE else said[one.evidence]
        return replace(one, message=said[one.message], message_de=said[one.message_de], evidence=evidence)

    def edition(self, one: Edition) -> Edition:
        """Mask lines that nobody understood, in which a name may stand."""
        pieces = tuple(piece._replace(text=self.text(piece.text)) for piece in one.ledger.unexplained)
        return replace(one, ledger=replace(one.ledger, unexplained=pieces))

    def text(self, text: str, own: str | None = None) -> str:
        """Mask whole names of persons in a text; of its own person even the surname alone."""
        folded = text.casefold()
        if own is not None and _parts(own)[1].casefold() in folded:
            text = _own(own).sub(MASKED, text)
            folded = text.casefold()
        words = _words(folded)
        if self.surnames.keys().isdisjoint(words):
            return text
        there = frozenset(words)
        for word in there:
            for needed, name in self.surnames.get(word, ()):
                if needed <= there:
                    text = _whole(name).sub(MASKED, text)
        return text


NOBODY = Mask()


class Masking:
    """Which mask counts for a register, found once for each state and day; for several threads.

    `seen` reads who is a person in the register as the calling thread sees it, `version` that state's name.
    """

    def __init__(self, months: int, seen: Callable[[], Iterable[Seen]], version: Callable[[], str]) -> None:
        self._months, self._seen, self._version = months, seen, version
        self._last: tuple[str, date, Mask] | None = None
        self._inside = local()

    def of(self, version: str) -> Mask:
        """Give the mask of the state that the calling thread reads, whose version it knows."""
        last, today = self._last, date.today()
        if last is None or last[:2] != (version, today):
            last = self._last = (version, today, Mask.of(self._seen(), self._months, today))
        return last[2]

    def now(self) -> Mask:
        """Give the mask of the state that the calling thread reads."""
        found: Mask | None = getattr(self._inside, "mask", None)
        return self.of(self._version()) if found is None else found

    @contextmanager
    def reading(self, mask: Mask) -> Iterator[None]:
        """Inside, the calling thread reads the state that a mask belongs to."""
        before = getattr(self._inside, "mask", None)
        self._inside.mask = mask
        try:
            yield
        finally:
            self._inside.mask = before


def is_masked(listing: Listing) -> bool:
    """Tell whether a listing's sponsor is a person who is masked."""
    sponsor = listing.values.get("sponsor")
    return sponsor is not None and sponsor.clean == MASKED


def hidden_headings(listing: Listing) -> frozenset[str]:
    """Give the headings of the cells that must not be shown as they are printed, in pictures of the page."""
    return frozenset(heading for heading, text in listing.printed.items() if text and MASKED in text)


def later(day: date, months: int) -> date:
    """Give the day some months later; the last of its month where that has no such day.

    >>> later(date(2024, 8, 31), 6).isoformat()
    '2025-02-28'
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) if year < date.max.year else date.max


def _words(text: str) -> list[str]:
    """Take the words of a text; only what has other signs in it is looked through sign by sign."""
    said = text.split()
    return [*said, *_WORD.findall(" ".join([one for one in said if not one.isalnum()]))]


@lru_cache(64)
def _personal(headings: tuple[str, ...]) -> tuple[str, ...]:
    """Columns for what a list says of a person: number, birth, address."""
    return tuple(heading for heading in headings if particular_headings().get(key(heading)) in _PERSONAL)


@lru_cache(1 << 12)
def _parts(name: str) -> tuple[str, str]:
    """Part a name into given names and surname, without titles and particles."""
    before, comma, behind = name.partition(",")
    given, surname = _bare(behind if comma else name), _bare(before) if comma else []
    return (" ".join(given), " ".join(surname)) if comma else (" ".join(given[:-1]), " ".join(given[-1:]))


def _bare(said: str) -> list[str]:
    return [word for word in said.split() if word.rstrip(".") not in people_titles() and word not in _PARTICLES]


@lru_cache(1 << 12)
def _whole(name: str) -> re.Pattern[str]:
    """Find a whole name, in either order, with or without titles, in whatever case."""
    return re.compile(_whole_of(name), re.IGNORECASE)


@lru_cache(1 << 12)
def _own(name: str) -> re.Pattern[str]:
    """Find a whole name, a mail address with the surname, or the surname alone as it is printed or in capitals."""
    _, surname = _parts(name)
    alone = "|".join(_flexible(one) for one in dict.fromkeys((surname, surname.upper())) if one)
    mail = rf"(?i:[\w.+-]*{_flexible(surname)}[\w.+-]*@[\w.-]+)|" if surname else ""
    return re.compile(rf"{mail}(?i:{_whole_of(name)})" + (rf"|{_TITLES}\b(?:{alone}){_END}" if alone else ""))


def _whole_of(name: str) -> str:
    given, surname = map(_flexible, _parts(name))
    orders = (rf"{given}[\s,]+{_BETWEEN}{surname}", rf"{surname}[\s,]+{_BETWEEN}{given}") if given and surname else ()
    return rf"{_TITLES}(?<!\w)(?:{'|'.join((_flexible(name), *orders))}){_END}"


def _flexible(said: str) -> str:
    return r"\s+".join(map(re.escape, said.split()))


_TITLES = r"(?:\b(?:Dr|Prof|Herrn?|Frau|Mag|Ing|Dipl\.-\w+)\.?\s+)*"
_BETWEEN = rf"(?:(?:{'|'.join(_PARTICLES)})\s+)*"
_END = r"(?:['’]?s)?(?!\w)"
