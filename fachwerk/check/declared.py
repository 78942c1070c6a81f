"""What a check is, what it may look at, and how what it spots becomes a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from fachwerk.check.texts import are_alike, text_of
from fachwerk.check.vocabulary import SHORTEST, WORD, Vocabulary
from fachwerk.records import Finding, Ledger, Listing, Organisation, Ref, Series, Severity
from fachwerk.reference.municipalities import municipalities
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

    `source` is the folder of the known list, `content` what `content_of` makes of its rows.
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


@dataclass(frozen=True)
class Whole:
    """The listings of one edition with their context, and what several checks ask of all of them (found once)."""

    listings: Sequence[Listing]
    context: Context

    @cached_property
    def by_ref(self) -> Mapping[Ref, Listing]:
        return {Ref(listing.edition, listing.row): listing for listing in self.listings}

    @cached_property
    def series_of(self) -> Mapping[Ref, str]:
        """The series that a listing belongs to."""
        return {ref: series.id for series in self.context.series for ref in series.listings}

    @cached_property
    def organisation_of(self) -> Mapping[Ref, str]:
        """The organisation that a listing's sponsor is."""
        return {ref: body.id for body in self.context.organisations for ref in body.listings}

    @cached_property
    def twins(self) -> Sequence[tuple[Listing, Listing]]:
        """Pairs of listings with nearly one description: copies, and neighbours in a series; originals first."""
        follow = (pair for series in self.context.series for pair in pairwise(series.listings))
        refs = dict.fromkeys((*self.context.copies, *follow))
        pairs = ((self.by_ref[one], self.by_ref[other]) for one, other in refs if {one, other} <= self.by_ref.keys())
        return [pair for pair in pairs if are_alike(*(text_of(listing, "description") for listing in pair))]

    @cached_property
    def filled(self) -> Mapping[str, float]:
        """The share of listings that have something printed in each column."""
        if not self.listings:
            return {}
        fields = self.listings[0].values
        return {
            name: sum(listing.values[name].clean is not None for listing in self.listings if name in listing.values)
            / len(self.listings)
            for name in fields
        }

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of all titles and descriptions; a project's title and description are one text."""
        texts = ([text_of(listing, field) or "" for field in ("title", "description")] for listing in self.listings)
        return Vocabulary.of("\n".join(pair) for pair in texts)

    @cached_property
    def misprints(self) -> Mapping[str, str]:
        """Rare words of titles and descriptions that are likely misprints, as printed, with what they mean.

        Names of sponsors, places and regions are as they are.
        """
        known = self.vocabulary.known
        names = {
            word.casefold()
            for listing in self.listings
            for field in ("sponsor", "place", "region")
            if (value := listing.values.get(field)) is not None and value.printed is not None
            for word in WORD.findall(value.printed)
        }
        if self.context.territory is not None:
            known_places = municipalities(self.context.territory.key).values()
            called = (name for one in known_places for name in (one.name, *one.localities))
            names |= {word.casefold() for name in called for word in WORD.findall(name)}
        rare = (word for word in self.vocabulary.rows if len(word) >= SHORTEST and known[word.casefold()] == 1)
        found = ((word, self.vocabulary.meant(word.casefold())) for word in rare if word[1:].islower())
        return {word: right for word, right in found if right is not None and word.casefold() not in names}


class Spot(NamedTuple):
    """Where a check found something: row and field (None: the edition, the row), evidence as printed, words to say."""

    row: int | None
    field: str | None
    evidence: str
    facts: Mapping[str, object] = {}


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
    spots: Callable[[Whole], Iterable[Spot]] = field(compare=False)

    def findings(self, whole: Whole, edition: str) -> Iterator[Finding]:
        """Yield what the check finds in an edition."""
        for spot in self.spots(whole):
            facts = {"evidence": spot.evidence, **spot.facts}
            en, de = (sentence.format(**facts) for sentence in self.says)
            yield Finding(self.code, self.severity, edition, spot.row, spot.field, en, de, spot.evidence)


def each(spots: Callable[[Listing], Iterable[Spot]]) -> Callable[[Whole], Iterator[Spot]]:
    """Make a check of single listings one of all."""

    def of_all(whole: Whole) -> Iterator[Spot]:
        for listing in whole.listings:
            yield from spots(listing)

    return of_all
