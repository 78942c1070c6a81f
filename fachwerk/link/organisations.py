"""Organisations: which printed names mean one body, and which pairs a person should decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import NamedTuple

from fachwerk.link.blocking import candidates
from fachwerk.link.clusters import Clusters, decide
from fachwerk.link.features import APART_BELOW, Mention, Surroundings, band_of, reasons_of, score_of
from fachwerk.link.ids import ages_of, id_of
from fachwerk.link.judged import Decided, decisions
from fachwerk.link.names import Name, fold, name_of, place_words_of
from fachwerk.records import Band, Judgement, Listing, Organisation, Reason, Ref, Value
from fachwerk.text import key

_TITLES = 40  # titles of one name that are compared
_SHARED = 3  # names that may share a title before it counts as anybody's
_COMMON = 5  # names that share a word before it says nothing alone
_TELLING = 15  # letters from which a title tells projects apart


class Asked(NamedTuple):
    """Two names about which a person should decide, in the form of a judgement (`name`, or `name<tab>region`).

    `listings` are one of each; `score` is the sum of the reasons' weights, in bits.
    """

    one: str
    other: str
    score: float
    reasons: tuple[Reason, ...]
    listings: tuple[Ref, Ref]


@dataclass(frozen=True, slots=True)
class Linked:
    """Organisations by name, and the undecided pairs, first those whose answer settles most listings."""

    organisations: tuple[Organisation, ...]
    asked: tuple[Asked, ...]


class _Key(NamedTuple):
    """What makes two listings name one thing without any comparison; `where` and `printed` only where they matter."""

    blind: str
    legal_form: str | None
    where: str | None
    printed: str | None


@dataclass(slots=True)
class _Body:
    """One distinct name with all its listings."""

    name: Name
    is_common: bool
    spellings: Counter[str] = field(default_factory=Counter)
    printed: Counter[str] = field(default_factory=Counter)
    refs: list[Ref] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    municipalities: set[str] = field(default_factory=set)
    regions: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)


def organisations_of(
    listings: Iterable[Listing], judgements: Sequence[Judgement] = (), known: Sequence[Organisation] = ()
) -> Linked:
    """Find the organisations that listings name, whatever the order of the listings.

    People's decisions come first; then pairs join from the most certain on, unless that brings a pair together that is
    different. A `known` organisation keeps its identifier; a new one gets that of its earliest listing.
    """
    listings = tuple(listings)
    decided = decisions(judgements, "organisation")
    bodies = _bodies(listings, decided)
    mentions = _mentions(bodies)
    compared = _Compared(mentions)
    scored = sorted((-compared.score(*pair), *pair) for pair in candidates(mentions))
    clusters = Clusters(len(bodies))
    judged = _judged_pairs(bodies, decided)
    decide(clusters, judged)
    by_hand = {(min(one, other), max(one, other)) for one, other, _ in judged}
    compared.take_as_one(group for group in clusters.groups() if len(group) > 1)
    for negative, one, other in scored:
        if band_of(-negative) is Band.SAME and (one, other) not in by_hand:
            clusters.join(one, other, compared.are_apart)
    ages = ages_of(listings)
    organisations = _named([[bodies[at] for at in group] for group in clusters.groups()], ages, known)
    asked = [
        (one, other, -negative)
        for negative, one, other in scored
        if band_of(-negative) is not Band.DIFFERENT and (one, other) not in by_hand
    ]
    return Linked(organisations, _asked(bodies, clusters, asked, compared, ages))


class _Compared:
    """Scores of pairs, each computed once."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = mentions
        self._scores: dict[tuple[int, int], float] = {}
        self._as_one: dict[int, Sequence[int]] = {}

    def take_as_one(self, groups: Iterable[Sequence[int]]) -> None:
        """Remember what a person said to be one: it is apart from another only if all its names are."""
        self._as_one = {one: group for group in groups for one in group}

    def reasons(self, one: int, other: int) -> tuple[Reason, ...]:
        return reasons_of(self._mentions[one], self._mentions[other])

    def score(self, one: int, other: int) -> float:
        pair = (one, other) if one < other else (other, one)
        known = self._scores.get(pair)
        if known is None:
            known = self._scores[pair] = score_of(self.reasons(*pair))
        return known

    def are_apart(self, one: int, other: int) -> bool:
        left, right = self._as_one.get(one, (one,)), self._as_one.get(other, (other,))
        return all(self.score(x, y) < APART_BELOW for x in left for y in right)


def _bodies(listings: Sequence[Listing], decided: Sequence[Decided]) -> list[_Body]:
    """Gather listings by name, in an order that does not depend on theirs; judged names stay for themselves."""
    judged = {name for one in decided for name in (one.one, one.other)}
    by_region = {name.partition("\t")[0] for name in judged if "\t" in name}
    cores = {(listing.core, listing.legal_form) for listing in listings if listing.core is not None}
    names = {(core, form): name_of(core, form) for core, form in cores}
    common = _common(names.values())
    bodies: dict[_Key, _Body] = {}
    for listing in listings:
        if listing.core is None:
            continue
        name = names[listing.core, listing.legal_form]
        is_common = name.blind in common
        printed = _printed(listing, "sponsor")
        made = _key(name, is_common or name.is_generic or name.is_person, printed, listing, judged, by_region)
        body = bodies.get(made)
        if body is None:
            body = bodies[made] = _Body(name, is_common)
        elif listing.core < body.name.core:
            body.name = name
        _enter(body, listing, printed)
    ordered = sorted(bodies, key=lambda one: tuple(part or "" for part in one))
    return [bodies[made] for made in ordered]


def _common(names: Iterable[Name]) -> frozenset[str]:
    """Names, run together, whose own words are so frequent that other bodies must be called so by chance.

    `Schneider` is, and in a list of a whole country `Schneider Metallbau`: if words were dealt out at random, so many
    names would have them all.
    """
    distinct = {name.blind: name for name in names}
    spread = Counter(word for name in distinct.values() for word in name.proper)
    found = set()
    for blind, name in distinct.items():
        if name.proper and not name.places:
            expected = len(distinct) * prod(spread[word] / len(distinct) for word in name.proper)
            if expected >= (_COMMON if len(name.proper) == 1 else 1):
                found.add(blind)
    return frozenset(found)


def _mentions(bodies: Sequence[_Body]) -> list[Mention]:
    """Set each name in its surroundings; titles that many carry tell nobody apart."""
    titles = Counter(title for body in bodies for title in body.titles)
    return [
        Mention(
            body.name,
            Surroundings(
                frozenset(body.places),
                frozenset(body.regions),
                frozenset(body.words),
                frozenset(title for title in body.titles if titles[title] <= _SHARED),
            ),
            body.is_common,
        )
        for body in bodies
    ]


def _key(name: Name, is_vague: bool, printed: str, listing: Listing, judged: set[str], by_region: set[str]) -> _Key:
    where = _where(listing) if is_vague else None
    blind = " ".join(sorted((name.blind or fold(key(name.core)), *name.branch)))
    if printed in by_region:
        return _Key(blind, name.legal_form, f"{listing.region} {where}", printed)
    return _Key(blind, name.legal_form, where, printed if printed in judged else None)


def _where(listing: Listing) -> str:
    return f"{_keyed(listing.region, listing, 'region')}/{_keyed(listing.place, listing, 'place')}"


def _keyed(found: str | None, listing: Listing, name: str) -> str:
    return found if found is not None else key(_printed(listing, name))


def _printed(listing: Listing, name: str) -> str:
    value = listing.values.get(name)
    return "" if value is None or value.printed is None else value.printed


def _text(value: Value | None) -> str:
    return value.clean if value is not None and isinstance(value.clean, str) else ""


def _enter(body: _Body, listing: Listing, printed: str) -> None:
    body.spellings[_text(listing.values.get("sponsor")) or printed or listing.core or ""] += 1
    body.printed[printed if listing.region is None else f"{printed}\t{listing.region}"] += 1
    body.refs.append(Ref(listing.edition, listing.row))
    place, region = _keyed(listing.place, listing, "place"), _keyed(listing.region, listing, "region")
    body.municipalities.update(listing.places)
    if place and place not in body.places:
        body.places.add(place)
        body.words |= place_words_of(_text(listing.values.get("place")))
    if region and region not in body.regions:
        body.regions.add(region)
        body.words |= place_words_of(_text(listing.values.get("region")))
    title = key(_text(listing.values.get("title")))
    if len(title) >= _TELLING and len(body.titles) < _TITLES:
        body.titles.add(title)


def _judged_pairs(bodies: Sequence[_Body], decided: Sequence[Decided]) -> list[tuple[int, int, bool]]:
    """Turn decisions about printed names into ones about bodies, newest first."""
    if not decided:
        return []
    named: dict[str, list[int]] = {}
    for at, body in enumerate(bodies):
        for printed in sorted({name for full in body.printed for name in (full, full.partition("\t")[0])}):
            named.setdefault(printed, []).append(at)
    return [
        (one, other, decision.is_same)
        for decision in decided
        for one in named.get(decision.one, ())
        for other in named.get(decision.other, ())
        if one != other
    ]


def _named(
    groups: Iterable[Sequence[_Body]], ages: Mapping[str, int], known: Sequence[Organisation]
) -> tuple[Organisation, ...]:
    """Name organisations; one that joins others takes its earliest listing's identifier, and gets its own back."""
    owners = {ref: organisation.id for organisation in known for ref in organisation.listings}
    rank = {organisation.id: at for at, organisation in enumerate(known)}
    gathered = [(_in_order((ref for body in group for ref in body.refs), ages), group) for group in groups]
    of_their_own = {id_of("o", refs[0]) for refs, _ in gathered}
    taken: set[str] = set()
    found = []
    for refs, group in sorted(gathered, key=lambda entry: _age(entry[0][0], ages)):
        own = id_of("o", refs[0])
        ids = sorted({owners[ref] for ref in refs if ref in owners} - taken - of_their_own, key=rank.__getitem__)
        is_known = own in {owners.get(ref) for ref in refs}
        made = own if is_known or not ids else ids[0]
        taken.add(made)
        found.append(_organisation(made, group, refs))
    return tuple(sorted(found, key=lambda one: (fold(one.name), one.id)))


def _organisation(made: str, group: Sequence[_Body], refs: tuple[Ref, ...]) -> Organisation:
    """Name an organisation by its most frequent spelling, of equally frequent ones by the longest."""
    spellings = sum((body.spellings for body in group), Counter[str]())
    name = min(spellings, key=lambda one: (-spellings[one], -len(one), one))
    shown = next(body.name for body in group if name in body.spellings)
    variants = {full.partition("\t")[0] for body in group for full in body.printed}
    places = {place for body in group for place in body.municipalities}
    form = shown.legal_form or next((body.name.legal_form for body in group if body.name.legal_form), None)
    return Organisation(made, name, shown.core, form, tuple(sorted(variants)), refs, tuple(sorted(places)))


def _in_order(refs: Iterable[Ref], ages: Mapping[str, int]) -> tuple[Ref, ...]:
    return tuple(sorted(refs, key=lambda ref: _age(ref, ages)))


def _age(ref: Ref, ages: Mapping[str, int]) -> tuple[int, int]:
    return ages[ref.edition], ref.row


def _asked(
    bodies: Sequence[_Body],
    clusters: Clusters,
    pairs: Iterable[tuple[int, int, float]],
    compared: _Compared,
    ages: Mapping[str, int],
) -> tuple[Asked, ...]:
    """Of all undecided pairs between two clusters ask the likeliest; the rest follows from the answer."""
    seen: set[tuple[int, int]] = set()
    found = []
    sizes = Counter({clusters.root(at): 0 for at in range(len(bodies))})
    for at, body in enumerate(bodies):
        sizes[clusters.root(at)] += len(body.refs)
    for one, other, score in pairs:
        roots = clusters.root(one), clusters.root(other)
        pair = (min(roots), max(roots))
        if roots[0] == roots[1] or pair in seen or clusters.are_apart(one, other):
            continue
        seen.add(pair)
        found.append((-min(sizes[roots[0]], sizes[roots[1]]), -score, one, other))
    return tuple(_question(bodies, compared, one, other, -score, ages) for _, score, one, other in sorted(found))


def _question(
    bodies: Sequence[_Body], compared: _Compared, one: int, other: int, score: float, ages: Mapping[str, int]
) -> Asked:
    sides = sorted((_as_judged(bodies[at]), _in_order(bodies[at].refs, ages)[0]) for at in (one, other))
    (left, left_ref), (right, right_ref) = sides
    return Asked(left, right, score, compared.reasons(one, other), (left_ref, right_ref))


def _as_judged(body: _Body) -> str:
    """Name a body as judgements do: with its region if the name alone does not tell which body it is."""
    full = min(body.printed, key=lambda one: (-body.printed[one], one))
    return full if body.is_common or body.name.is_generic or body.name.is_person else full.partition("\t")[0]
