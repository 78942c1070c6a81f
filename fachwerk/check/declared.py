"""What a check is, what it may know of the whole list, and how what it spots becomes a finding."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol, TypeAlias, TypeVar, cast

from fachwerk.check.texts import Entry
from fachwerk.records import Finding, Ledger, Organisation, Ref, Series, Severity
from fachwerk.reference.programmes import Programme
from fachwerk.reference.regions import Territory
from fachwerk.sources import Source


class Said(NamedTuple):
    """The same words in English and German."""

    en: str
    de: str


@dataclass(frozen=True, slots=True)
class Known:
    """An edition that the register holds already: its file's fingerprint and what it says of itself.

    `source` is the folder of the known list, `content` what `Content` says of its rows.
    """

    sha256: str
    title: str = ""
    as_of: date | None = None
    rows: int = 0
    source: str | None = None
    content: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What is known around the listings of one edition; whatever is not known is left out, and nothing is said of it.

    `copies` are pairs of listings with a copied description, the likely original first. `editions` are those that the
    register holds, without the one that is checked. `source` is the known list that the file is taken for.
    """

    ledger: Ledger | None = None
    organisations: Sequence[Organisation] = ()
    series: Sequence[Series] = ()
    copies: Sequence[tuple[Ref, Ref]] = ()
    editions: Sequence[Known] = ()
    source: Source | None = None
    programme: Programme | None = None
    territory: Territory | None = None

    @property
    def title(self) -> str:
        """What the list calls itself; all its headlines, if it has several."""
        return "" if self.ledger is None else self.ledger.title

    @property
    def as_of(self) -> date | None:
        """The day that the list states itself to be of."""
        return None if self.ledger is None else self.ledger.as_of


class Gathered(Protocol):
    """Facts of a whole list, gathered while its listings go by: counts, rows, distinct words, never listings."""

    def __init__(self, context: Context, edition: str) -> None: ...

    def add(self, entry: Entry) -> None:
        """Take in one listing; they come in the order of the list."""


Facts = TypeVar("Facts", bound=Gathered)


@dataclass(frozen=True, slots=True)
class Whole:
    """A list once all its listings went by: its context, the number of each row, and the facts by their class."""

    edition: str
    context: Context
    rows: array[int]
    facts: Mapping[type[Gathered], Gathered]

    def of(self, kind: type[Facts]) -> Facts:
        """Give the facts of one kind."""
        return cast(Facts, self.facts[kind])

    def position(self, row: int) -> int | None:
        """Give the place of a row in the list, from 0."""
        at = bisect_left(self.rows, row)
        return at if at < len(self.rows) and self.rows[at] == row else None


class Spot(NamedTuple):
    """Where a check found something: row and field (None: the edition, the row), evidence as printed, words to say."""

    row: int | None
    field: str | None
    evidence: str
    facts: Mapping[str, object] = {}


Look: TypeAlias = Callable[[Entry], Iterable[Spot]]


class Watch(NamedTuple):
    """How a check looks at single listings: at all, or only at those whose texts have one of its marks.

    Marks are words, and signs that are no letters. A listing without any is passed by at hardly any cost.
    """

    look: Look
    marks: frozenset[str] | None = None

    @classmethod
    def only(cls, look: Look, marks: Iterable[str]) -> Watch | None:
        """Look at listings with certain marks; at none, if the list has no such mark."""
        found = frozenset(marks)
        return cls(look, found) if found else None


class Kept(NamedTuple):
    """What is kept of a listing that is compared with another one: its texts, and its region as `key` and printed."""

    row: int
    texts: Mapping[str, str]
    title: str
    region: str
    key: str

    @classmethod
    def of(cls, entry: Entry) -> Kept:
        region = entry.printed("region")
        return cls(entry.row, entry.texts, entry.printed("title"), region, entry.listing.region or region)


Pair: TypeAlias = tuple[Kept, Kept]


@dataclass(frozen=True, slots=True)
class OfListings:
    """A check of single listings. It is asked with the whole list in view how to look at one; None: not at all."""

    watch: Callable[[Whole], Watch | None]


@dataclass(frozen=True, slots=True)
class OfPairs:
    """A check of two listings: `rows` are pairs of rows that the facts name, and `spots` what is said of them."""

    rows: Callable[[Whole], Iterable[tuple[int, int]]]
    spots: Callable[[Whole, Iterable[Pair]], Iterable[Spot]]


@dataclass(frozen=True, slots=True)
class OfList:
    """A check of the list as a whole, for which the facts are enough."""

    spots: Callable[[Whole], Iterable[Spot]]


def each(look: Look, marks: str = "") -> OfListings:
    """Declare a check of single listings that needs to know nothing else; `marks` have blanks between them."""
    watch = Watch(look, frozenset(marks.split()) or None)
    return OfListings(lambda whole: watch)


def knowing(look: Callable[[Whole], Watch | Look | None]) -> OfListings:
    """Declare a check that makes its look at single listings once it knows the list; None: no reason to look."""

    def watch(whole: Whole) -> Watch | None:
        made = look(whole)
        return made if made is None or isinstance(made, Watch) else Watch(made)

    return OfListings(watch)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing worth knowing about a list.

    `says` is the sentence about one finding, with the names of its facts in braces; `advice` what to do about it.
    """

    code: str
    severity: Severity
    title: Said
    says: Said
    advice: Said
    rule: OfListings | OfPairs | OfList = field(compare=False)

    def findings(self, spots: Iterable[Spot], edition: str) -> Iterator[Finding]:
        """Say what was spotted."""
        for spot in spots:
            facts = {"evidence": spot.evidence, **spot.facts}
            en, de = (sentence.format(**facts) for sentence in self.says)
            yield Finding(self.code, self.severity, edition, spot.row, spot.field, en, de, spot.evidence)
